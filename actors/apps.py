from django.apps import AppConfig


class ActorsConfig(AppConfig):
    """Who: people, the actors they work for, and who may do and see what."""

    name = "actors"
    verbose_name = "Aktörer"
