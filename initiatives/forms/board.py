"""Moving an activity to another state."""

from django import forms
from django.utils import timezone

from initiatives.forms.fields import NO_PERSONS, DateInput
from initiatives.forms.guard import GuardedText
from initiatives.models import Activity
from portal.forms import PortalModelForm

Status = Activity.Status


class MoveForm(GuardedText, PortalModelForm):
    """The new state, with the reason or the last day when the state needs one."""

    class Meta:
        model = Activity
        fields = ["status", "status_reason", "ends_on"]
        widgets = {"status": forms.RadioSelect, "ends_on": DateInput()}
        labels = {"status": "Flytta till", "status_reason": "Varför?"}
        help_texts = {
            "status_reason": f"Behövs när aktiviteten pausas eller avbryts. {NO_PERSONS}",
            "ends_on": "Behövs när aktiviteten är genomförd eller avbruten.",
        }
        error_messages = {
            "status": {"required": "Välj vart aktiviteten ska flyttas."},
            "ends_on": {"invalid": "Skriv datumet som år-månad-dag, till exempel 2024-03-14."},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = Status.choices
        self.fields["status_reason"].initial = ""
        if not self.instance.ends_on:
            self.initial["ends_on"] = timezone.localdate()

    def clean(self):
        """What a state has no use for is lost with the old one, but never a planned last day."""
        data = super().clean()
        status = data.get("status")
        if status not in (Status.PAUSED, Status.CANCELLED):
            data["status_reason"] = ""
        elif not data.get("status_reason"):
            self.add_error("status_reason", "Skriv varför aktiviteten är pausad eller avbruten.")
        ended = (Status.DONE, Status.CANCELLED)
        if status not in ended:
            data["ends_on"] = None if self.instance.status in ended else self.instance.ends_on
        elif not data.get("ends_on") and "ends_on" not in self.errors:
            self.add_error("ends_on", "Skriv vilken dag aktiviteten slutade.")
        return data
