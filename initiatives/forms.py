"""Forms for logging. Fields that are seldom needed are folded away on the page."""

import re
import unicodedata
from uuid import uuid4

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import Q
from django.utils import timezone

from actors.access import MAY, Act
from actors.models import Actor
from initiatives.models import B4, Activity, LogEntry, Plan
from portal.forms import PortalModelForm

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


class ActivityForm(PortalModelForm):
    """What an activity is. `actor` is the actor that the person acts for."""

    main_b = forms.ChoiceField(
        label="Huvudsakligt B",
        choices=B4.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj det B som aktiviteten främst hör till."},
    )
    further_b = forms.MultipleChoiceField(
        label="Fler B", choices=B4.choices, widget=forms.CheckboxSelectMultiple, required=False
    )

    class Meta:
        model = Activity
        fields = [
            "title",
            "main_b",
            "further_b",
            "methods",
            "target_groups",
            "lead",
            "partners",
            "plan",
            "status",
            "starts_on",
            "ends_on",
            "visibility",
        ]
        widgets = {
            "methods": forms.CheckboxSelectMultiple,
            "target_groups": forms.CheckboxSelectMultiple,
            "partners": forms.CheckboxSelectMultiple,
            "status": forms.RadioSelect,
            "visibility": forms.RadioSelect,
            "starts_on": DateInput(),
            "ends_on": DateInput(),
        }
        labels = {"title": "Vad handlade det om?"}
        help_texts = {
            "title": f"En kort rubrik, till exempel ”Utbildning i Våga fråga”. {NO_PERSONS}",
            "visibility": "Ett utkast ser bara den som skrev det och godkännaren, "
            "vad du än väljer här.",
        }
        error_messages = {
            "title": {"required": "Skriv vad aktiviteten handlade om."},
            "lead": {"required": "Välj vilken aktör som är ansvarig."},
            "partners": {
                "invalid_choice": "En av aktörerna har upphört eller finns inte i ditt län. "
                "Välj en annan."
            },
            "starts_on": {
                "required": "Skriv vilken dag aktiviteten började.",
                "invalid": "Skriv datumet som år-månad-dag, till exempel 2024-03-14.",
            },
            "ends_on": {"invalid": "Skriv datumet som år-månad-dag, till exempel 2024-03-14."},
        }

    def __init__(self, *args, user, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.actor = user, actor
        mine = [a for a, roles in user.reach.roles.items() if roles & MAY[Act.LOG_ACTIVITY]]
        near = Actor.objects.active().filter(Q(counties__in=user.reach.counties) | Q(counties=None))
        offered = Q(pk__in=near.values("pk"))
        if self.instance.pk:
            # Whoever is in stays on offer: what a page does not show, it would take away.
            offered |= Q(pk__in=self.instance.partners.values("pk"))
        self.fields["lead"].queryset = Actor.objects.filter(pk__in=mine)
        self.fields["lead"].empty_label = None
        self.fields["lead"].initial = actor
        # With several actors to lead, any of them may take part when another one leads.
        self.fields["partners"].queryset = Actor.objects.filter(offered).exclude(
            pk__in=[actor.pk] if len(mine) == 1 else []
        )
        self.fields["plan"].queryset = Plan.objects.visible_to(user).filter(
            owner__in=user.reach.actors
        )
        self.fields["plan"].empty_label = "Ingen plan"
        if self._plan_is_hidden():
            del self.fields["plan"]  # a colleague's draft stays: what is not shown is not changed
        elif not self.instance.pk:
            self.fields["plan"].initial = (
                Plan.objects.for_actor(actor).in_force(timezone.localdate().year).first()
            )

    def clean_title(self):
        """One line with single spaces, whatever was pasted."""
        visible = (c for c in self.cleaned_data["title"] if unicodedata.category(c) != "Cf")
        return " ".join("".join(visible).split())

    def _plan_is_hidden(self):
        kept, offered = self.instance.plan_id, self.fields["plan"].queryset
        return kept is not None and not offered.filter(pk=kept).exists()

    def clean(self):
        data = super().clean()
        if data.get("main_b") in data.get("further_b", []):
            self.add_error(
                "further_b", "Det huvudsakliga B:t räknas redan. Ta bort krysset för det här."
            )
        if data.get("lead") and data["lead"] in data.get("partners", []):
            self.add_error(
                "partners",
                f"{data['lead']} är redan ansvarig aktör. Ta bort krysset för den här.",
            )
        return data


class EntryForm(Once, PortalModelForm):
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
