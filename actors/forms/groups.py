"""Forms for a group, its members, its meetings and what they agreed."""

from django import forms
from django.db.models import Q

from actors.access import Act, may
from actors.forms.names import ActorNameField, OwnerField, find_actors, lines
from actors.forms.register import DAY, day_input
from actors.models import NATIONAL, Actor, County, FollowUp, Group, Meeting
from portal.forms import PortalModelForm
from portal.swedish import datum

NO_PERSONS = "Skriv inget som pekar ut en enskild person."
MOST_MEMBERS = 400  # a network of all the kommuner of the country


class SeatsField(forms.CharField):
    """Members, one a line, with the professions that they send: "Storumans kommun: rektor"."""

    widget = forms.Textarea(attrs={"rows": 6})

    def __init__(self, **options):
        super().__init__(max_length=40_000, required=False, **options)
        self.kept = {}  # name → Actor: who is in stays, also when it has ended

    def keep(self, seats):
        """Start from the seats of a group."""
        self.kept = {}  # its own: the copies of a form's fields share what they were born with
        sent = {}
        for seat in seats:
            self.kept[seat.actor.name] = seat.actor
            sent.setdefault(seat.actor.name, []).append(seat.profession)
        self.initial = "\n".join(
            ": ".join(filter(None, [name, ", ".join(filter(None, professions))]))
            for name, professions in sent.items()
        )

    def clean(self, value):
        """The seats, as [(Actor, profession or ""), …]."""
        pairs = list(self._pairs(super().clean(value), MOST_MEMBERS))
        actors, faults = find_actors([name for name, _ in pairs], kept=self.kept)
        faults += [
            f"Skriv kortare yrken för {name}, högst 120 tecken."
            for name, profession in pairs
            if len(profession) > 120
        ]
        if faults:
            raise forms.ValidationError(faults)
        return list(dict.fromkeys((actors[name], profession) for name, profession in pairs))

    def has_changed(self, initial, data):
        return set(self._pairs(initial or "")) != set(self._pairs(data or ""))

    @staticmethod
    def _pairs(text, most=None):
        """(name, profession or "") of what is written."""
        for line in lines(text, most):
            name, _, sent = (part.strip() for part in line.partition(":"))
            for profession in filter(None, map(str.strip, sent.split(","))) if sent else [""]:
                yield name, profession


class GroupForm(PortalModelForm):
    """What a group or a network is, and who is in it; kept for an actor of one's own."""

    commissioner = ActorNameField(
        label="Vem har gett uppdraget?",
        required=True,
        help_text="Namnet som det står i registret.",
        error_messages={"required": "Skriv vilken aktör som har gett uppdraget."},
    )
    leader_employer = ActorNameField(
        label="Var arbetar den som leder?",
        required=True,
        help_text="Det kan vara en annan aktör än den som har gett uppdraget.",
        error_messages={"required": "Skriv vilken aktör ledaren arbetar för."},
    )
    seats = SeatsField(
        label="Vilka är med?",
        help_text="En aktör på varje rad, som den heter i registret. Skriv yrken efter ett kolon, "
        "till exempel ”Storumans kommun: socionom, rektor”.",
    )

    class Meta:
        model = Group
        fields = [
            "form",
            "name",
            "commissioner",
            "leader_function",
            "leader_employer",
            "county",
            "meetings_per_term",
            "started_on",
            "ended_on",
        ]
        widgets = {
            "form": forms.RadioSelect,
            "started_on": day_input(),
            "ended_on": day_input(),
            "meetings_per_term": forms.TextInput({"inputmode": "numeric"}),
        }
        labels = {
            "form": "Vad är det?",
            "name": "Vad heter gruppen?",
            "leader_function": "Vilken funktion leder arbetet?",
            "county": "Vilket län gäller det?",
            "meetings_per_term": "Hur många möten per termin?",
            "started_on": "När började gruppen?",
            "ended_on": "När avslutades den?",
        }
        help_texts = {
            "form": "En samverkansgrupp ses av dem som är med. Ett nätverk ses av alla i länet, "
            "och av alla i landet om en nationell aktör håller i det och inget län är valt.",
            "leader_function": "Till exempel ”Forskningssamordnare”. Skriv inget personnamn.",
            "meetings_per_term": "Till exempel 2. Lämna tomt om ni inte har bestämt någon takt.",
        }
        error_messages = {
            "name": {"required": "Skriv vad gruppen heter."},
            "started_on": DAY,
            "ended_on": DAY,
            "leader_function": {"required": "Skriv vilken funktion som leder, inget namn."},
            "meetings_per_term": dict.fromkeys(
                ["invalid", "min_value", "max_value"],
                "Skriv ett antal från 1 till 50, till exempel 2, eller lämna tomt.",
            ),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["county"].queryset = self._counties()
        self.fields["county"].empty_label = "Inget län"
        if self.instance.pk:
            self.fields["commissioner"].kept = self.instance.commissioner
            self.fields["leader_employer"].kept = self.instance.leader_employer
            self.fields["seats"].keep(self.instance.seats.select_related("actor"))

    def _counties(self):
        """One's own counties and the one that stands there; all, for those who have none."""
        mine = self.user.reach.counties
        if not mine:
            return County.objects.all()
        return County.objects.filter(pk__in=[*mine, self.instance.county_id])

    def clean_meetings_per_term(self):
        count = self.cleaned_data["meetings_per_term"]
        if count is not None and not 1 <= count <= 50:
            raise forms.ValidationError(self.fields["meetings_per_term"].error_messages["invalid"])
        return count

    def clean(self):
        data = super().clean()
        self._ask_the_national(data)
        keepers = [data.get("commissioner"), data.get("leader_employer")]
        if all(keepers) and not any(may(self.user, Act.KEEP_GROUP, actor) for actor in keepers):
            self.add_error(
                "commissioner",
                "Antingen uppdraget eller ledaren ska höra till en aktör som du är samordnare "
                "eller administratör för. Annars kan du inte ändra gruppen sedan.",
            )
        return data

    def _ask_the_national(self, data):
        """A network that the whole country sees is called by its commissioner's own people."""
        commissioner = data.get("commissioner")
        is_national = commissioner and commissioner.kind in NATIONAL and not data.get("county")
        is_new = "commissioner" in self.changed_data or not self.instance.pk
        if (is_national and data.get("form") == Group.Form.NETWORK and is_new) and not (
            answer := may(self.user, Act.KEEP_GROUP, commissioner)
        ):
            self.add_error("commissioner", answer.reason)


class MeetingForm(PortalModelForm):
    class Meta:
        model = Meeting
        fields = ["on", "theme", "present", "notes", "decisions"]
        widgets = {
            "on": day_input(),
            "present": forms.CheckboxSelectMultiple,
            "notes": forms.Textarea({"rows": 5}),
            "decisions": forms.Textarea({"rows": 4}),
        }
        labels = {"on": "Vilken dag?", "present": "Vilka var med?"}
        help_texts = {
            "on": "Ett kommande möte går bra. Fyll på med resten när ni har träffats.",
            "notes": NO_PERSONS,
        }
        error_messages = {
            "on": {"required": "Skriv vilken dag mötet är.", **DAY},
            "present": {
                "invalid_choice": "En av aktörerna är inte med i gruppen. Ta bort krysset."
            },
        }

    def __init__(self, *args, group, **kwargs):
        super().__init__(*args, **kwargs)
        offered = around(group).active()
        if self.instance.pk:
            offered |= self.instance.present.all()
        self.fields["present"].queryset = offered.distinct()
        self.group = group

    def clean_on(self):
        day = self.cleaned_data["on"]
        if not self.group.is_active(day):
            raise forms.ValidationError(
                f"Gruppen avslutades {datum(self.group.ended_on)}. Skriv en dag före den dagen."
            )
        return day


MISSING_IN_POINT = {
    "text": "Skriv vad som ska göras i punkt {}.",
    "owner": "Välj vem som ansvarar för punkt {}.",
    "due_on": "Skriv när punkt {} ska vara klar.",
}


class FollowUpForm(PortalModelForm):
    class Meta:
        model = FollowUp
        fields = ["text", "owner", "due_on"]
        field_classes = {"owner": OwnerField}
        widgets = {"due_on": day_input()}
        labels = {"text": "Vad ska göras?", "owner": "Ansvarig", "due_on": "Senast"}
        error_messages = {
            "owner": {"invalid_choice": "Aktören är inte med i gruppen. Välj en annan."},
            "due_on": DAY,
        }

    def __init__(self, *args, owners, **kwargs):
        """`owners`: the actors to choose among, read once for all the points of the page."""
        super().__init__(*args, **kwargs)
        self.fields["owner"].known = {str(actor.pk): actor for actor in owners}
        self.fields["owner"].choices = [
            ("", "Välj aktör"),
            *((actor.pk, str(actor)) for actor in owners),
        ]


class FollowUpSet(forms.BaseInlineFormSet):
    def clean(self):
        """Refuse a point that is due before its meeting. The meeting's form is checked first."""
        met_on = self.instance.on
        for number, form in enumerate(self.forms, 1):
            due_on = form.cleaned_data.get("due_on")
            if form in self.deleted_forms or not (met_on and due_on and due_on < met_on):
                continue
            form.add_error(
                "due_on",
                f"Punkt {number} ska vara klar före mötet den {datum(met_on)}. "
                "Skriv en dag efter mötet.",
            )


FollowUps = forms.inlineformset_factory(
    Meeting,
    FollowUp,
    form=FollowUpForm,
    formset=FollowUpSet,
    extra=2,
    max_num=30,
    validate_max=True,
    can_delete=True,
)


def around(group):
    """The actors that may take part in a meeting: members, commissioner, leader's employer."""
    return Actor.objects.filter(
        Q(pk__in=group.seats.values("actor"))
        | Q(pk__in=[group.commissioner_id, group.leader_employer_id])
    )


def meeting_forms(data, *, group, meeting):
    """A meeting's form and the formset of its follow-up points."""
    owners = around(group).active()
    if meeting.pk:
        owners |= Actor.objects.filter(follow_ups__meeting=meeting)
    options = {"owners": list(owners.distinct())}
    form = MeetingForm(data, instance=meeting, group=group)
    points = FollowUps(data, instance=meeting, prefix="punkt", form_kwargs=options)
    for number, point in enumerate(points, 1):
        point.fields["DELETE"].label = "Ta bort punkten"
        for name, sentence in MISSING_IN_POINT.items():
            point.fields[name].error_messages["required"] = sentence.format(number)
    return form, points
