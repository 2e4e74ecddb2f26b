"""The half-minute log: an activity that is already chosen, a day and a text."""

from uuid import uuid4, uuid5

from django import forms
from django.db.models import Q
from django.forms.models import ModelChoiceIterator
from django.utils import timezone

from actors.access import MAY, Act
from actors.models import Actor
from initiatives.forms.entries import EntryForm, SomethingTold
from initiatives.forms.fields import DateInput, clean_past
from initiatives.models import Activity, LogEntry, Method
from initiatives.models.vocabulary import EARLIEST
from portal.swedish import parse_day

MOST_DAYS = 20
MOST_OFFERED = 200
MOST_PARTICIPANTS = 1_000_000


def may_be_logged_in(user):
    """The activities that the person may log in, for whichever of their actors."""
    mine = [actor for actor, roles in user.reach.roles.items() if roles & MAY[Act.LOG_ACTIVITY]]
    return Activity.objects.visible_to(user).filter(lead__in=mine).select_related("lead")


def offered_to(user, actor):
    """What the page offers: the actor's activities that go on, the one logged last first."""
    ongoing = may_be_logged_in(user).filter(lead=actor, status=Activity.Status.ONGOING)
    return ongoing.latest_first()[:MOST_OFFERED]


def mark_of(once, day):
    """The mark of a further day's entry, so that it too is logged once however often it is sent."""
    return uuid5(once, day.isoformat())


class Offered(ModelChoiceIterator):
    """Shows a part of what may be chosen; an entry from yesterday's page may name another."""

    def __iter__(self):
        yield from self.field.shown


class ActivityField(forms.ModelChoiceField):
    iterator = Offered
    shown = ()


class RowRules:
    """The row's own rules in Python, told at their fields: two hundred pasted rows ask nothing.

    PostgreSQL still has them.
    """

    def validate_row(self):
        """Nothing more: `clean()` has said it all."""

    def clean(self):
        data = super().clean()
        if data.get("on") and data["on"] < EARLIEST:
            self.add_error("on", "Datumet ligger för långt tillbaka. Kontrollera året.")
        if data.get("is_approximate") and "participants" in data and data["participants"] is None:
            self.add_error("participants", "Fyll i antalet deltagare, eller ta bort krysset.")
        if (data.get("participants") or 0) > MOST_PARTICIPANTS:
            self.add_error("participants", "Antalet deltagare kan vara högst 1 000 000.")
        if data.get("next_on") and not data.get("next_step") and "next_step" not in self.errors:
            self.add_error("next_step", "Skriv vad nästa steg är, eller ta bort datumet.")
        return data


class QuickForm(RowRules, SomethingTold):
    """One thing that happened in an activity that goes on; on one day or on several."""

    activity = ActivityField(
        label="Aktivitet",
        queryset=Activity.objects.none(),
        error_messages={
            "required": "Välj vilken aktivitet det gäller.",
            "invalid_choice": "Aktiviteten finns inte längre, eller så får du inte logga i den. "
            "Välj en annan.",
        },
    )
    more_days = forms.CharField(
        label="Fler datum",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text="Ett datum på varje rad, till exempel 14 mars 2024 eller 2024-03-14. "
        "Varje datum blir en egen loggpost med samma text.",
    )
    person = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta(EntryForm.Meta):
        fields = [
            "on",
            "text",
            "participants",
            "is_approximate",
            "result",
            "next_step",
            "next_on",
            "present",
            "method",
        ]
        widgets = EntryForm.Meta.widgets | {
            "text": forms.Textarea({"rows": 3}),
            "result": forms.Textarea({"rows": 2}),
            "next_on": DateInput(),
            "present": forms.CheckboxSelectMultiple,
        }
        labels = EntryForm.Meta.labels | {
            "result": "Vad ledde det till?",
            "next_step": "Nästa steg",
            "next_on": "Senast",
            "present": "Aktörer på plats",
            "method": "Metod",
        }
        error_messages = EntryForm.Meta.error_messages | {
            "next_on": {"invalid": "Skriv datumet som år-månad-dag, till exempel 2024-03-14."},
        }

    field_order = ["activity", "on", "text"]

    def __init__(self, *args, user, actor, offered=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["activity"].shown = [(one.pk, str(one)) for one in offered]
        self.fields["activity"].queryset = may_be_logged_in(user)
        self.fields["activity"].empty_label = None
        near = Actor.objects.active().filter(Q(counties__in=user.reach.counties) | Q(counties=None))
        self.fields["present"].queryset = Actor.objects.filter(pk__in=near.values("pk"))
        self.fields["method"].queryset = Method.objects.filter(is_active=True)
        self.fields["method"].empty_label = "Ingen särskild metod"
        self.initial.setdefault("person", user.pk)

    def clean_person(self):
        """An entry that waited on the device is logged by whoever wrote it, and by nobody else."""
        if self.cleaned_data["person"] not in ("", str(self.user.pk)):
            raise forms.ValidationError(
                "Loggposten är skriven av någon annan som var inloggad här."
            )
        return self.cleaned_data["person"]

    def clean_more_days(self):
        """The further days, each once and in order."""
        days = set()
        for line in filter(None, map(str.strip, self.cleaned_data["more_days"].splitlines())):
            try:
                days.add(clean_past(parse_day(line.rstrip(",;"))))
            except ValueError as error:
                raise forms.ValidationError(f"”{line[:30]}” är inget datum. {error}") from error
            except forms.ValidationError as error:
                raise forms.ValidationError(f"{line[:30]}: {error.messages[0]}") from error
        if days and min(days) < EARLIEST:
            raise forms.ValidationError("Ett datum ligger för långt tillbaka. Kontrollera året.")
        if len(days | {self.cleaned_data.get("on")}) > MOST_DAYS:
            raise forms.ValidationError(f"Skriv högst {MOST_DAYS} datum åt gången.")
        return sorted(days - {self.cleaned_data.get("on")})

    def differs_from(self, entry):
        """Also when a day was added, which has no entry yet."""
        marks = [one.once for one in self.entries()]
        known = LogEntry.with_removed.filter(once__in=marks).count()
        return super().differs_from(entry) or known < len(marks)

    def entries(self):
        """The entries to log, one a day. Ask when the form is valid."""
        first = self.instance
        first.once = first.once or uuid4()
        columns = {field.name for field in LogEntry._meta.fields} & set(self.Meta.fields)
        kept = {name: getattr(first, name) for name in columns}
        return [first] + [
            LogEntry(**kept | {"on": day, "once": mark_of(first.once, day)})
            for day in self.cleaned_data["more_days"]
        ]


def same_as(entry):
    """What "Samma som förra" fills in: everything but the day, the result and the next step."""
    return {
        "activity": entry.activity_id,
        "text": entry.text,
        "participants": entry.participants,
        "is_approximate": entry.is_approximate,
        "method": entry.method_id,
        "present": [actor.pk for actor in entry.present.all()],
    }


def blank_initial(chosen):
    return {"on": timezone.localdate(), "activity": chosen, "once": uuid4()}
