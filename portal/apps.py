from django.apps import AppConfig

NOT_LISTED = "Valet finns inte längre i listan. Välj ett annat."


class PortalConfig(AppConfig):
    """The frame: wiring, and the few things that every app shares."""

    name = "portal"
    verbose_name = "Portalen"

    def ready(self):
        """Load the Celery app, so that `@shared_task` finds it, and the portal's own checks."""
        from django import forms
        from django.core.validators import MaxLengthValidator

        # Django's own Swedish is stiff; these are met by everybody.
        forms.Field.default_error_messages["required"] = "Fyll i fältet."
        for field, code, words in [
            (forms.URLField, "invalid", "Skriv en hel webbadress, till exempel https://skr.se."),
            (
                forms.DateField,
                "invalid",
                "Skriv datumet som år-månad-dag, till exempel 2024-03-14.",
            ),
            (forms.IntegerField, "invalid", "Skriv ett helt tal, till exempel 12."),
            (forms.ChoiceField, "invalid_choice", NOT_LISTED),
            (forms.MultipleChoiceField, "invalid_choice", NOT_LISTED),
            (forms.ModelChoiceField, "invalid_choice", NOT_LISTED),
            (forms.ModelMultipleChoiceField, "invalid_choice", NOT_LISTED),
            (forms.ModelMultipleChoiceField, "invalid_pk_value", NOT_LISTED),
        ]:
            field.default_error_messages[code] = words
        MaxLengthValidator.message = (
            "Korta texten till högst %(limit_value)d tecken. Den har %(show_value)d."
        )
        from portal import celery, fence  # noqa: F401  imported for their effect
