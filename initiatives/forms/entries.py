"""What happened, and when."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import Q
from django.forms import model_to_dict
from django.utils import timezone

from actors.models import Actor
from initiatives.forms.activities import DATE, ActivityForm
from initiatives.forms.fields import NO_PERSONS, DateInput, Once, Participants, clean_past
from initiatives.forms.guard import GuardedText
from initiatives.models import Activity, LogEntry, Method, Taxonomy, Term
from initiatives.models.vocabulary import EARLIEST
from portal.forms import LockedModelForm

NUMBER = {
    "invalid": "Skriv antalet deltagare med siffror, till exempel 25.",
    "min_value": "Antalet deltagare kan inte vara negativt.",
    "max_value": "Antalet deltagare kan vara högst 1 000 000.",
}
COUNT = {"inputmode": "numeric", "size": 8}
GROUP = "grupp_"  # what the fields of the target groups begin with


class EntryForm(Once, GuardedText, LockedModelForm):
    """One thing that happened: the least that is asked."""

    class Meta:
        model = LogEntry
        fields = ["on", "text", "participants", "is_approximate"]
        field_classes = {"participants": Participants}
        widgets = {
            "on": DateInput(),
            "next_on": DateInput(),
            "text": forms.Textarea({"rows": 4}),
            "result": forms.Textarea({"rows": 3}),
            "participants": forms.TextInput(COUNT),
            "present": forms.CheckboxSelectMultiple,
        }
        labels = {
            "on": "När?",
            "text": "Vad hände?",
            "is_approximate": "Antalet är ungefärligt",
            "result": "Vad ledde det till?",
            "next_step": "Nästa steg",
            "next_on": "Klart senast",
        }
        help_texts = {
            "text": f"Några meningar räcker. {NO_PERSONS}",
            "next_step": "Det står bland det som väntar på Hem när dagen närmar sig.",
        }
        error_messages = {
            "on": {"required": "Skriv vilken dag det hände.", "invalid": DATE},
            "next_on": {"invalid": DATE},
            "participants": NUMBER,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate

    def clean_on(self):
        day = clean_past(self.cleaned_data["on"])
        if day < EARLIEST:
            raise forms.ValidationError("Datumet ligger för långt tillbaka. Kontrollera året.")
        return day

    def clean(self):
        data = super().clean()
        if data.get("is_approximate") and "participants" in data and data["participants"] is None:
            self.add_error("participants", "Fyll i antalet deltagare, eller ta bort krysset.")
        if (data.get("participants") or 0) > 1_000_000:
            self.add_error("participants", NUMBER["max_value"])
        if not self.instance.pk:
            self.instance.once = data.get("once")
        return data


class SomethingTold(EntryForm):
    """One more thing that happened; with nothing told, nothing is logged."""

    def clean(self):
        data = super().clean()
        told = ["text", "result", "next_step"]
        if not self.errors and not any(map(data.get, told)) and data["participants"] is None:
            self.add_error("text", "Skriv vad som hände, eller hur många som var med.")
        return data


class OccasionForm(SomethingTold):
    """All that can be told of what happened in an activity.

    Which target groups the participants were of is a field each: `group_fields()`.
    """

    class Meta(EntryForm.Meta):
        fields = [
            *EntryForm.Meta.fields,
            "method",
            "present",
            "result",
            "next_step",
            "next_on",
        ]

    def __init__(self, *args, activity, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.activity = activity
        entry = self.instance
        method = Q(is_active=True) | Q(pk=entry.method_id)
        self.fields["method"].queryset = Method.objects.filter(method)
        self.fields["method"].empty_label = "Ingen metod"
        here = Q(pk__in=activity.taking_part())
        near = Q(counties__in=user.reach.counties) & Q(pk__in=Actor.objects.active().values("pk"))
        present = Q(pk__in=entry.present.values("pk")) if entry.pk else Q()
        offered = Actor.objects.filter(here | near | present).values("pk")
        self.fields["present"].queryset = Actor.objects.filter(pk__in=offered)
        self._offer_groups()

    def _offer_groups(self):
        """The activity's target groups, or all when none is chosen; and those that are counted."""
        counted = {}
        if self.instance.pk:
            counted = dict(self.instance.headcounts.order_by().values_list("term", "count"))
        own = self.activity.words(Taxonomy.TARGET_GROUP)
        offered = Q(pk__in=[term.pk for term in own]) if own else Q(is_active=True)
        groups = Term.objects.of(Taxonomy.TARGET_GROUP).filter(offered | Q(pk__in=counted))
        self.groups = {f"{GROUP}{term.pk}": term for term in groups.order_by("number", "name")}
        for name, term in self.groups.items():
            self.fields[name] = Participants(
                label=term.name,
                required=False,
                min_value=0,
                max_value=1_000_000,
                widget=forms.TextInput(COUNT),
                error_messages=NUMBER,
            )
            self.initial[name] = counted.get(term.pk)

    def group_fields(self):
        return [self[name] for name in self.groups]

    def _as_saved(self, saved):
        counted = dict(saved.headcounts.order_by().values_list("term", "count"))
        groups = {name: counted.get(term.pk) for name, term in self.groups.items()}
        return super()._as_saved(saved) | groups

    def counts(self):
        """How many of each target group, as [(Term, count)]; what was left empty is left out."""
        data = self.cleaned_data
        return [(term, data[name]) for name, term in self.groups.items() if data[name] is not None]

    def clean(self):
        data = super().clean()
        if not self.errors:
            self._check_sum(data)
        return data

    def _check_sum(self, data):
        total, counted = data["participants"], self.counts()
        if counted and total is None:
            self.add_error("participants", "Skriv också hur många deltagarna var tillsammans.")
        elif not data["is_approximate"] and sum(count for _, count in counted) > (total or 0):
            self.add_error(
                "participants",
                "Målgrupperna är tillsammans fler än deltagarna. Rätta antalen, eller kryssa för "
                "att antalet är ungefärligt.",
            )


class LogForm(Once, ActivityForm):
    """A new activity together with the first thing that happened in it, on one page."""

    on = EntryForm.base_fields["on"]
    text = EntryForm.base_fields["text"]
    participants = EntryForm.base_fields["participants"]
    is_approximate = EntryForm.base_fields["is_approximate"]

    class Meta(ActivityForm.Meta):
        fields = [
            name
            for name in ActivityForm.Meta.fields
            if name not in ("starts_on", "ends_on", "status_reason")
        ]
        labels = ActivityForm.Meta.labels | {"title": "Vad handlade det om?"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate
        # What is only thought of or planned has no first entry yet.
        happened = (Activity.Status.ONGOING, Activity.Status.DONE)
        self.fields["status"].choices = [(status.value, status.label) for status in happened]

    def differs_from(self, entry):
        """What is left empty is not compared: the portal may have filled it in."""
        activity = self._as_saved(entry.activity)
        compared = activity.keys() - {"named"}
        theirs = {name: activity[name] for name in compared if self._typed(name)}
        theirs |= model_to_dict(entry, fields=EntryForm.Meta.fields)
        if self.cleaned_data["title"] == entry.activity.title:
            del theirs["title"]  # typed on two lines, saved on one
        self.conflicts = list(self._differing(theirs))
        return bool(self.conflicts)

    def clean(self):
        """Let the entry's own form check the entry."""
        data = super().clean()
        entry_form = EntryForm(self.data)
        self.entry = entry_form.instance
        for name, errors in entry_form.errors.as_data().items():
            if name not in self.errors:
                # The rules about an entry as a whole concern the number of participants.
                self.add_error("participants" if name == NON_FIELD_ERRORS else name, errors)
        self.instance.starts_on = data.get("on") or timezone.localdate()
        if data.get("status") == Activity.Status.DONE:
            self.instance.ends_on = self.instance.starts_on
        return data
