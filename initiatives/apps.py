from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    """What the actors do: action plans in four B, activities and their log."""

    name = "initiatives"
    verbose_name = "Insatser"
