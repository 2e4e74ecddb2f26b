"""A plan, and the steps of its life."""

from django import forms
from django.db.models import Q
from django.utils import timezone

from actors.access import MAY, Act
from actors.models import Actor, County, Group, Kind
from initiatives.forms.fields import NO_PERSONS, DateInput, clean_past
from initiatives.forms.guard import GuardedText
from initiatives.models import Comment, Plan
from portal.forms import LockedModelForm, PortalModelForm

DAY = {"invalid": "Skriv datumet som år-månad-dag, till exempel 2026-10-14."}
YEAR = "Skriv ett årtal med fyra siffror, till exempel 2027."
ELSEWHERE = (
    "En av aktörerna har upphört eller finns inte i ditt län. Ta bort krysset och välj en annan."
)


class PlanForm(GuardedText, LockedModelForm):
    """What a plan is. Two may write in it at once: nobody's text is overwritten."""

    class Meta:
        model = Plan
        fields = [
            "title",
            "owner",
            "group",
            "counties",
            "covers",
            "first_year",
            "last_year",
            "vision",
            "background",
            "gap_note",
            "visibility",
            "revise_before",
        ]
        widgets = {
            "counties": forms.CheckboxSelectMultiple,
            "covers": forms.CheckboxSelectMultiple,
            "first_year": forms.TextInput({"inputmode": "numeric", "size": 4}),
            "last_year": forms.TextInput({"inputmode": "numeric", "size": 4}),
            "vision": forms.Textarea({"rows": 5}),
            "background": forms.Textarea({"rows": 14}),
            "gap_note": forms.Textarea({"rows": 3}),
            "visibility": forms.RadioSelect,
            "revise_before": DateInput(),
        }
        labels = {
            "title": "Vad heter planen?",
            "owner": "Vem äger planen?",
            "group": "Vilken samverkansgrupp arbetar med den?",
            "counties": "Vilka län gäller den?",
            "covers": "Vilka kommuner gäller den?",
            "gap_note": "Varför saknar något B mål?",
            "revise_before": "När ska planen senast ses över?",
        }
        help_texts = {
            "vision": "Hur ska det vara när planen har gjort nytta? "
            "Målbilden läses av alla som ser planen.",
            "background": "Läses bara av dem som arbetar hos ägaren eller sitter i gruppen. "
            + NO_PERSONS,
            "gap_note": "Fyll i om planen inte har mål under alla fyra B.",
            "revise_before": "Lämna tomt, så påminner portalen när mandatperioden tar slut.",
            "visibility": "Gäller när planen är antagen. Ett utkast ser bara den som skrev det "
            "och godkännaren.",
        }
        error_messages = {
            "title": {"required": "Skriv vad planen heter."},
            "owner": {"required": "Välj vilken aktör som äger planen."},
            "first_year": dict.fromkeys(["required", "invalid", "max_value", "min_value"], YEAR),
            "last_year": dict.fromkeys(["required", "invalid", "max_value", "min_value"], YEAR),
            "covers": {"invalid_choice": ELSEWHERE},
            "revise_before": DAY,
        }

    def __init__(self, *args, user, actor, **kwargs):
        super().__init__(*args, **kwargs)
        kept = self.instance
        mine = [a for a, roles in user.reach.roles.items() if roles & MAY[Act.KEEP_PLAN]]
        if kept.revises_id:  # a new version stays with the owner, whose approver adopts it
            mine = []
        self.fields["owner"].queryset = Actor.objects.filter(pk__in=[*mine, kept.owner_id])
        self.fields["owner"].empty_label = None
        self.fields["owner"].initial = actor
        groups = Group.objects.visible_to(user).active().filter(form=Group.Form.GROUP)
        self.fields["group"].queryset = Group.objects.filter(
            Q(pk__in=groups.values("pk")) | Q(pk=kept.group_id)
        )
        self.fields["group"].empty_label = "Ingen grupp"
        # What stands in the plan stays on offer: what a page does not show, it would take away.
        counties, covers = Q(pk__in=user.reach.counties), Q(counties__in=user.reach.counties)
        if kept.pk:
            counties |= Q(pk__in=kept.counties.values("pk"))
            covers |= Q(pk__in=kept.covers.values("pk"))
        self.fields["counties"].queryset = County.objects.filter(counties)
        kommuner = Actor.objects.active().filter(covers, kind=Kind.KOMMUN)
        self.fields["covers"].queryset = Actor.objects.filter(pk__in=kommuner.values("pk"))

    def clean(self):
        data = super().clean()
        for name in ("first_year", "last_year"):
            if data.get(name) and not 1990 <= data[name] <= 2100:
                self.add_error(name, YEAR)
        return data


class GoalsToCopyForm(forms.Form):
    """Which goals of another plan to take along."""

    mal = forms.ModelMultipleChoiceField(
        label="Vilka mål vill ni ta med?",
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Ni ändrar dem fritt sedan. Varifrån de kommer står kvar.",
        error_messages={"invalid_choice": "Ett av målen går inte att ta med. Ta bort krysset."},
    )

    def __init__(self, *args, goals, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mal"].queryset = goals
        self.fields["mal"].label_from_instance = lambda goal: f"{goal.get_b_display()}: {goal}"


class ReferForm(forms.Form):
    """Whom to ask what they think of a plan."""

    to = forms.ModelMultipleChoiceField(
        label="Vilka ska få planen på remiss?",
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        help_text="De ser planen men inte bakgrunden, och inte mål som nämner en plats eller ett "
        "medel.",
        error_messages={
            "required": "Välj minst en aktör som ska få planen.",
            "invalid_choice": ELSEWHERE,
        },
    )

    def __init__(self, *args, plan, user, **kwargs):
        super().__init__(*args, **kwargs)
        near = Q(counties__in=user.reach.counties) | Q(pk__in=plan.referred_to.values("pk"))
        if plan.group_id:
            near |= Q(pk__in=plan.group.seats.values("actor"))
        near = Actor.objects.active().filter(near).exclude(pk=plan.owner_id)
        self.fields["to"].queryset = Actor.objects.filter(pk__in=near.values("pk"))


class AnswerForm(GuardedText, PortalModelForm):
    class Meta:
        model = Comment
        fields = ["text"]
        widgets = {"text": forms.Textarea({"rows": 8})}
        labels = {"text": "Ert svar"}
        help_texts = {"text": f"Läses av er och av planens ägare. {NO_PERSONS}"}
        error_messages = {"text": {"required": "Skriv vad ni tycker om planen."}}


class AdoptForm(GuardedText, forms.Form):
    """Which body adopted the plan, when and where that stands."""

    adopted_by = forms.CharField(
        label="Vem antog planen?",
        max_length=120,
        help_text="Till exempel ”Kommunfullmäktige”.",
        error_messages={"required": "Skriv vilket organ som antog planen."},
    )
    adopted_on = forms.DateField(
        label="Vilken dag?",
        widget=DateInput(),
        error_messages={"required": "Skriv vilken dag planen antogs.", **DAY},
    )
    paragraph = forms.CharField(
        label="Paragraf", max_length=40, required=False, help_text="Till exempel § 14."
    )
    diary_number = forms.CharField(label="Diarienummer", max_length=40, required=False)

    def clean_adopted_on(self):
        day = self.cleaned_data["adopted_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(
                "Antagandet kan inte ligga i framtiden. Skriv den dag då beslutet fattades, och "
                "vänta med att anteckna det tills det är fattat."
            )
        return day


class CloseForm(GuardedText, forms.Form):
    """When and why a plan ends before another one takes over."""

    on = forms.DateField(
        label="Vilken dag avslutas planen?",
        widget=DateInput(),
        initial=timezone.localdate,
        error_messages={"required": "Skriv vilken dag planen avslutas.", **DAY},
    )
    why = forms.CharField(
        label="Varför?",
        max_length=300,
        help_text="Till exempel att arbetet går upp i en plan för hela länet.",
        error_messages={"required": "Skriv varför planen avslutas."},
    )

    def clean_on(self):
        return clean_past(self.cleaned_data["on"])


class PlanFilterForm(forms.Form):
    """The filters above the list of plans; they live in the address."""

    status = forms.ChoiceField(
        label="Status", choices=[("", "Alla"), *Plan.Status.choices], required=False
    )
    lan = forms.ModelChoiceField(
        label="Län", queryset=County.objects.all(), required=False, empty_label="Alla"
    )
