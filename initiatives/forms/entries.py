"""What happened, and when."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils import timezone

from initiatives.forms.activities import ActivityForm
from initiatives.forms.fields import NO_PERSONS, DateInput, Once, Participants, clean_past
from initiatives.forms.guard import GuardedText
from initiatives.models import Activity, LogEntry
from portal.forms import PortalModelForm


class EntryForm(Once, GuardedText, PortalModelForm):
    """One thing that happened."""

    class Meta:
        model = LogEntry
        fields = ["on", "text", "participants", "is_approximate"]
        field_classes = {"participants": Participants}
        widgets = {
            "on": DateInput(),
            "text": forms.Textarea({"rows": 4}),
            "participants": forms.TextInput({"inputmode": "numeric", "size": 8}),
        }
        labels = {"on": "När?", "text": "Vad hände?", "is_approximate": "Antalet är ungefärligt"}
        help_texts = {"text": f"Några meningar räcker. {NO_PERSONS}"}
        error_messages = {
            "on": {
                "required": "Skriv vilken dag det hände.",
                "invalid": "Skriv datumet som år-månad-dag, till exempel 2024-03-14.",
            },
            "participants": {
                "invalid": "Skriv antalet deltagare med siffror, till exempel 25.",
                "min_value": "Antalet deltagare kan inte vara negativt.",
                "max_value": "Antalet deltagare kan vara högst 1 000 000.",
            },
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate

    def clean_on(self):
        return clean_past(self.cleaned_data["on"])

    def clean(self):
        data = super().clean()
        self.instance.once = data.get("once")
        return data


class OccasionForm(EntryForm):
    """One more thing that happened in an activity; with nothing told, nothing is logged."""

    def clean(self):
        data = super().clean()
        if not data.get("text") and data.get("participants") is None and not self.errors:
            self.add_error("text", "Skriv vad som hände, eller hur många som var med.")
        return data


class LogForm(Once, ActivityForm):
    """A new activity together with the first thing that happened in it, on one page."""

    on = EntryForm.base_fields["on"]
    text = EntryForm.base_fields["text"]
    participants = EntryForm.base_fields["participants"]
    is_approximate = EntryForm.base_fields["is_approximate"]

    class Meta(ActivityForm.Meta):
        fields = [name for name in ActivityForm.Meta.fields if name not in ("starts_on", "ends_on")]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate
        # What is only planned has no first entry yet.
        happened = (Activity.Status.ONGOING, Activity.Status.DONE)
        self.fields["status"].choices = [(status.value, status.label) for status in happened]

    def clean(self):
        """Let the entry's own form check the entry."""
        data = super().clean()
        entry_form = EntryForm(self.data)
        self.entry = entry_form.instance
        for name, errors in entry_form.errors.as_data().items():
            if name not in self.errors:
                # Both rules about an entry as a whole concern the number of participants.
                self.add_error("participants" if name == NON_FIELD_ERRORS else name, errors)
        self.instance.starts_on = data.get("on") or timezone.localdate()
        if data.get("status") == Activity.Status.DONE:
            self.instance.ends_on = self.instance.starts_on
        return data
