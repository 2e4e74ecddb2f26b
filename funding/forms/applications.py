"""The application's forms. A draft may lack a lot: `Application.missing()` says what is needed."""

from django import forms
from django.db.models import Q
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils import timezone

from actors.models import Actor
from funding.forms.fields import Kronor, Needed
from funding.models import Application, Earmark, Frame
from funding.models.applications import MUST_SAY, NO_LINES
from initiatives.forms.fields import NO_PERSONS, DateInput
from initiatives.forms.guard import GuardedText
from initiatives.forms.words import Group
from initiatives.models import B4, Activity, Plan, PlanStatus, Taxonomy, Term
from portal.forms import LockedModelForm
from portal.swedish import kr, number

DATE = "Skriv datumet som år-månad-dag, till exempel 2024-03-14."
MOST_LINES = 40


class PotChoice(forms.ModelChoiceField):
    def label_from_instance(self, frame):
        return f"{frame.component.category or frame.component}. Kvar i potten: {kr(frame.left)}"


class GroupChoice(forms.ModelMultipleChoiceField):
    """A group that belongs to a category has it behind its name: it may stand there as well."""

    def label_from_instance(self, term):
        return f"{term} (kategori {term.category.number})" if term.category else str(term)


class ApplicationForm(Needed, GuardedText, LockedModelForm):
    """What is applied for, and why. `lines` is the budget's formset, for what two typed at once."""

    frame = PotChoice(
        label="Ur vilken pott söker ni?",
        queryset=Frame.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Välj vilken pott ni söker ur."},
    )
    main_b = forms.ChoiceField(
        label="Vilket B hör arbetet främst till?",
        choices=B4.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    target_groups = GroupChoice(
        label="Vilka är arbetet till för?",
        queryset=Term.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    needed = tuple(MUST_SAY)

    class Meta:
        model = Application
        fields = [
            "title",
            "frame",
            "focuses",
            "need",
            "work",
            "main_b",
            "target_groups",
            "result",
            "participation",
            "own_effort",
            "co_applicants",
            "plan",
            "activities",
            "starts_on",
            "ends_on",
            "contact",
        ]
        widgets = {
            "focuses": forms.CheckboxSelectMultiple,
            "co_applicants": forms.CheckboxSelectMultiple,
            "activities": forms.CheckboxSelectMultiple,
            "need": forms.Textarea({"rows": 6}),
            "work": forms.Textarea({"rows": 6}),
            "result": forms.Textarea({"rows": 5}),
            "participation": forms.Textarea({"rows": 4}),
            "own_effort": forms.Textarea({"rows": 3}),
            "starts_on": DateInput(),
            "ends_on": DateInput(),
        }
        labels = {
            "title": "Vad söker ni medel till?",
            "need": "Varför behövs det?",
            "work": "Vad ska göras?",
            "result": "Vad ska bli bättre, och hur märks det?",
            "participation": "Hur är patienter, brukare och anhöriga med?",
            "own_effort": "Vad står ni för själva?",
            "co_applicants": "Vilka söker ni tillsammans med?",
            "plan": "I vilken plan står det?",
            "activities": "Vilka av era aktiviteter gäller det?",
            "starts_on": "Arbetet börjar",
            "ends_on": "Arbetet slutar",
            "contact": "Vem kan handläggaren fråga?",
        }
        help_texts = {
            "title": "En kort rubrik, till exempel ”Utbildning i Våga fråga för föreningslivet”.",
            "need": f"Vad har ni sett, och hos vilka? {NO_PERSONS}",
            "work": "Skriv i den ordning som det ska hända.",
            "contact": "En funktion, till exempel ”samordnare för psykisk hälsa”, och inte ett "
            "namn.",
            "own_effort": "Arbetstid, lokaler eller pengar.",
            "activities": "De aktiviteter som du ser. Finns ingen än? Den kan läggas till senare.",
        }
        error_messages = {
            "title": {"required": "Skriv vad ni söker medel till."},
            "starts_on": {"invalid": DATE},
            "ends_on": {"invalid": DATE},
        }

    def __init__(self, *args, user, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.lines = user, lines
        self.applicant, self.round = self.instance.applicant, self.instance.round
        self._offer_pots()
        self._offer_words()
        self._offer_own()
        near = Actor.objects.active().filter(counties=self.round.county)
        self.fields["co_applicants"].queryset = self._with_kept(
            near.exclude(pk=self.applicant.pk), "co_applicants"
        )

    def _with_kept(self, offered, name):
        """Whatever is in stays on offer: what a page does not show, it would take away."""
        found = Q(pk__in=offered.values("pk"))
        if self.instance.pk:
            found |= Q(pk__in=getattr(self.instance, name).values("pk"))
        return offered.model.objects.filter(found)

    def _offer_pots(self):
        pots = Frame.objects.filter(rounds=self.round)
        pots = pots.select_related("account", "component__category")
        self.fields["frame"].queryset = pots
        self.pots = list(pots)
        if len(self.pots) == 1 and not self.instance.pk:
            self.initial["frame"] = self.pots[0].pk
        self.categories = [pot.component.category for pot in self.pots if pot.component.category]

    def _offer_words(self):
        focuses = Term.objects.of(Taxonomy.FOCUS).in_use().filter(category__in=self.categories)
        self.fields["focuses"].queryset = self._with_kept(focuses, "focuses").select_related(
            "category"
        )
        groups = Term.objects.of(Taxonomy.TARGET_GROUP).in_use()
        self.fields["target_groups"].queryset = self._with_kept(
            groups, "target_groups"
        ).select_related("category")

    def _offer_own(self):
        """The applicant's plans and activities that the writer can see."""
        ended = [PlanStatus.REVISED, PlanStatus.CLOSED]
        plans = Plan.objects.visible_to(self.user)
        live = plans.for_actor(self.applicant).exclude(status__in=ended)
        kept = self.instance.plan_id
        self.fields["plan"].queryset = plans.filter(Q(pk__in=live.values("pk")) | Q(pk=kept))
        self.fields["plan"].empty_label = "Ingen plan"
        if kept and not self.fields["plan"].queryset.filter(pk=kept).exists():
            del self.fields["plan"]  # a colleague's draft stays: what is not shown is not changed
        self.fields["activities"].queryset = Activity.objects.visible_to(self.user).with_actor(
            self.applicant
        )

    def earmarks(self):
        """The county's rules that keep pots of the round from the applicant."""
        today = timezone.localdate()
        rules = Earmark.objects.against(self.round.county, today)
        rules = rules.filter(category__in=self.categories)
        return [
            rule
            for rule in rules.select_related("category")
            if not rule.lets(self.applicant, today)
        ]

    def focus_group(self):
        """The inriktningar, each category under its own heading; None when no category has any."""
        parts = {}
        for option in self["focuses"].subwidgets:
            category = option.data["value"].instance.category
            parts.setdefault(f"Kategori {category}", []).append(option)
        return Group("Vilka inriktningar gäller det?", list(parts.items())) if parts else None

    def clean_activities(self):
        """What was chosen, and what the writer cannot see but a colleague has chosen."""
        chosen = {activity.pk for activity in self.cleaned_data["activities"]}
        if self.instance.pk:
            offered = self.fields["activities"].queryset.values("pk")
            kept = self.instance.activities.exclude(pk__in=offered)
            chosen |= set(kept.values_list("pk", flat=True))
        return Activity.objects.filter(pk__in=chosen)

    def clean(self):
        data = super().clean()
        frame, starts, ends = (data.get(name) for name in ("frame", "starts_on", "ends_on"))
        if frame:
            category = frame.component.category
            strays = [one for one in data.get("focuses", ()) if one.category != category]
            if strays:
                self.add_error(
                    "focuses",
                    f"Inriktningen ”{strays[0]}” hör till kategori {strays[0].category}. Välj "
                    "den potten, eller ta bort inriktningen.",
                )
        if starts and ends and ends < starts:
            self.add_error("ends_on", "Slutdagen kan inte ligga före startdagen.")
        return data

    def tell_missing(self):
        """Say all that is needed to send it in, beside what is wrong already."""
        for name, words in MUST_SAY.items():
            if name not in self.errors and not self.cleaned_data.get(name):
                self.add_error(name, words)
        if self.lines.is_valid() and not self.lines.rows():
            self.add_error(None, NO_LINES)
        frame = self.cleaned_data.get("frame")
        category = frame and frame.component.category
        if category and category.has_focuses() and not self.cleaned_data.get("focuses"):
            self.add_error("focuses", f"Välj minst en inriktning i {category}.")

    def validate_row(self):
        if "ends_on" not in self.errors:
            super().validate_row()

    def _differing(self, theirs):
        yield from super()._differing(theirs)
        saved = [(line.text, line.amount) for line in self.instance.lines.all()]
        if self.lines.is_valid() and saved != self.lines.rows():
            yield "Budget", _in_words(saved), _in_words(self.lines.rows())


def _in_words(rows):
    return "\n".join(f"{text}: {kr(amount)}" for text, amount in rows)


class LineForm(Needed, GuardedText, forms.Form):
    """One line of the budget; an empty one is no line."""

    text = forms.CharField(label="Till vad", max_length=200, required=False)
    amount = Kronor(label="Belopp, kronor", required=False)
    unguarded = ("amount",)
    needed = ("text", "amount")

    def clean(self):
        data = super().clean()
        if data.get("amount") and not data.get("text") and "text" not in self.errors:
            self.add_error("text", "Skriv vad beloppet ska gå till.")
        if data.get("text") and "amount" in data and not data["amount"]:
            self.add_error("amount", "Skriv beloppet i hela kronor.")
        return data


class BaseLines(BaseFormSet):
    is_numbered = True

    def rows(self):
        """What is asked for as [(what for, kronor)]; needs `is_valid()`."""
        found = [form.cleaned_data for form in self.forms if form.cleaned_data.get("amount")]
        return [(line["text"], line["amount"]) for line in found]

    @property
    def total(self):
        """The sum of the lines that are right so far."""
        if not self.is_bound:
            return self.saved_total
        return sum(getattr(form, "cleaned_data", {}).get("amount") or 0 for form in self.forms)


_Lines = formset_factory(
    LineForm, BaseLines, extra=3, max_num=MOST_LINES, absolute_max=MOST_LINES + 10
)


def budget_lines(data, application):
    """The budget's formset: the saved lines, and three empty ones."""
    saved = list(application.lines.all()) if application.pk else []
    initial = [{"text": line.text, "amount": number(line.amount)} for line in saved]
    # What is posted is read as it stands: a line that equals a saved one is no empty line.
    lines = _Lines(data, initial=None if data else initial, prefix="rad")
    lines.saved_total = sum(line.amount for line in saved)
    return lines


class WithdrawForm(GuardedText, forms.Form):
    reason = forms.CharField(
        label="Varför tar ni tillbaka ansökan?",
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=f"Handläggaren läser det. {NO_PERSONS}",
        error_messages={"required": "Skriv varför ni tar tillbaka ansökan."},
    )


class AnswerForm(GuardedText, forms.Form):
    answer = forms.CharField(
        label="Ert svar",
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=NO_PERSONS,
        error_messages={"required": "Skriv ett svar på frågan."},
    )
