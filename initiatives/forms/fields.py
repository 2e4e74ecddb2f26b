"""What the forms of this app share."""

import re
from uuid import uuid4

from django import forms
from django.utils import timezone

from initiatives.models import LogEntry

SAVED_OTHERWISE = (
    "Det här tillfället är redan sparat, men med en annan text. Ändra det sparade i stället."
)
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
    """Marks a form, so that Back and Save again does not log the same thing twice.

    What was edited in between is not thrown: the form then has an error, and `saved_entry`.
    """

    saved_entry = None
    once = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def saved_before(self):
        """The activity that this very form, word for word, was saved in already, or None."""
        mark = self.cleaned_data.get("once") if self.is_bound and self.is_valid() else None
        entry = mark and LogEntry.objects.filter(once=mark).select_related("activity").first()
        if entry and self.differs_from(entry):
            self.saved_entry = entry
            self.add_error(None, SAVED_OTHERWISE)
            return None
        return entry.activity if entry else None

    def differs_from(self, entry):
        """Whether something else is typed than what was saved; `conflicts` then holds it."""
        self.conflicts = list(self._differing(self._as_saved(entry)))
        return bool(self.conflicts)
