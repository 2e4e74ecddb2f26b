from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The frame: wiring, and the few things that every app shares."""

    name = "portal"
    verbose_name = "Portalen"

    def ready(self):
        """Load the Celery app, so that `@shared_task` finds it, and the portal's own checks."""
        from django.core.validators import MaxLengthValidator
        from django.forms import Field

        # Django's own Swedish is stiff; these two are met by everybody.
        Field.default_error_messages["required"] = "Fyll i fältet."
        MaxLengthValidator.message = (
            "Korta texten till högst %(limit_value)d tecken. Den har %(show_value)d."
        )
        from portal import celery, fence  # noqa: F401  imported for their effect
