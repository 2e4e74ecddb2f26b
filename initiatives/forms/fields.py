"""What the forms of this app share."""

import re
from uuid import uuid4

from django import forms
from django.utils import timezone

from initiatives.models import LogEntry

NO_PERSONS = "Skriv inget som pekar ut en enskild person."


class DateInput(forms.DateInput):
    """The browser's own date picker; it speaks ISO dates whatever the language."""

    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


def clean_past(day):
    """Refuse a day that has not come yet."""
    if day and day > timezone.localdate():
        raise forms.ValidationError(
            "Datumet ligger i framtiden. Logga det som redan har hänt, "
            "eller välj dagens datum eller ett tidigare."
        )
    return day


class Participants(forms.IntegerField):
    """A count as people write it, with or without a space between the thousands."""

    def to_python(self, value):
        return super().to_python(re.sub(r"\s", "", value) if isinstance(value, str) else value)


class Once(forms.Form):
    """Marks a form, so that Back and Save again does not log the same thing twice."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def saved_before(self):
        """The activity that this very form was saved in already, or None."""
        mark = self.cleaned_data.get("once") if self.is_bound and self.is_valid() else None
        entry = mark and LogEntry.objects.filter(once=mark).select_related("activity").first()
        return entry.activity if entry else None
