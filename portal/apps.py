from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The frame: wiring, and the few things that every app shares."""

    name = "portal"
    verbose_name = "Portalen"

    def ready(self):
        """Load the Celery app, so that `@shared_task` finds it, and the portal's own checks."""
        from portal import celery, fence  # noqa: F401  imported for their effect
