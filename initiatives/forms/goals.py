"""Goals, measures, and what came of them."""

from django import forms
from django.utils import timezone

from initiatives.forms.fields import NO_PERSONS, DateInput, clean_past
from initiatives.forms.guard import GuardedText
from initiatives.models import B4, Goal, Measure, Outcome
from portal.forms import LockedModelForm, PortalModelForm

DAY = {"invalid": "Skriv datumet som år-månad-dag, till exempel 2026-12-31."}


class GoalForm(GuardedText, LockedModelForm):
    """What the plan wants to reach under one B."""

    b = forms.ChoiceField(
        label="Under vilket B?",
        choices=B4.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj vilket B målet hör till."},
    )

    class Meta:
        model = Goal
        fields = [
            "b",
            "text",
            "indicator",
            "baseline",
            "target",
            "responsible",
            "due_on",
            "is_restricted",
        ]
        widgets = {"text": forms.Textarea({"rows": 2}), "due_on": DateInput()}
        labels = {
            "text": "Vad vill ni uppnå?",
            "indicator": "Hur mäter ni det?",
            "baseline": "Hur ser det ut i dag?",
            "target": "Vart ska ni nå?",
            "responsible": "Vilken nämnd ansvarar?",
            "is_restricted": "Målet nämner en plats eller ett medel",
        }
        help_texts = {
            "text": f"En mening. {NO_PERSONS}",
            "indicator": "Till exempel ”Andel anställda som har gått utbildningen”.",
            "responsible": "Behövs innan planen kan antas.",
            "due_on": "Behövs innan planen kan antas.",
            "is_restricted": "Målet syns då bara för er som arbetar hos planens ägare.",
        }
        error_messages = {"text": {"required": "Skriv vad ni vill uppnå."}, "due_on": DAY}

    def clean_text(self):
        return " ".join(self.cleaned_data["text"].split())


class MeasureForm(GuardedText, LockedModelForm):
    """An åtgärd, while the plan is in the making."""

    class Meta:
        model = Measure
        fields = ["text", "responsible", "due_on"]
        widgets = {"text": forms.Textarea({"rows": 2}), "due_on": DateInput()}
        labels = {"text": "Vad ska göras?", "responsible": "Vem ansvarar?"}
        help_texts = {"responsible": "En funktion eller verksamhet, inget personnamn."}
        error_messages = {"text": {"required": "Skriv vad som ska göras."}, "due_on": DAY}

    def clean_text(self):
        return " ".join(self.cleaned_data["text"].split())


class MeasureStatusForm(GuardedText, LockedModelForm):
    """How an adopted åtgärd goes."""

    class Meta:
        model = Measure
        fields = ["status", "status_note"]
        widgets = {"status": forms.RadioSelect}
        labels = {"status": "Hur går det?", "status_note": "Kommentar"}
        help_texts = {"status_note": NO_PERSONS}


class OutcomeForm(GuardedText, PortalModelForm):
    """What the indicator of a goal showed."""

    class Meta:
        model = Outcome
        fields = ["on", "value", "note"]
        widgets = {"on": DateInput()}
        labels = {"on": "När läste ni av?", "value": "Vad visade det?", "note": "Kommentar"}
        help_texts = {
            "value": "Skriv på samma sätt som utgångsläget, till exempel ”45 procent”.",
            "note": NO_PERSONS,
        }
        error_messages = {
            "on": {"required": "Skriv vilken dag ni läste av.", **DAY},
            "value": {"required": "Skriv vad det visade."},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate

    def clean_on(self):
        return clean_past(self.cleaned_data["on"])
