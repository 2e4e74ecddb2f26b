"""The item of a decision that grants money, and what all items have in common."""

from django import forms
from django.db.models import F

from actors.models import Actor
from funding.forms.fields import Kronor
from funding.models import DecisionItem, Earmark, Frame
from initiatives.forms.guard import GuardedText
from initiatives.models import Taxonomy, Term
from portal.forms import PortalModelForm
from portal.swedish import kr

AMOUNT = {"required": "Skriv beloppet i hela kronor."}
PAST_EARMARK = (
    "Välj en annan mottagare, eller skriv under ”Gå ifrån öronmärkningen” varför länet gör det."
)


class PotChoice(forms.ModelChoiceField):
    def label_from_instance(self, frame):
        agreement = frame.component.agreement
        return f"{frame} ({agreement}), {kr(frame.left)} kvar"


class FocusChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, term):
        return f"{term.category.number}. {term}"


class ItemForm(GuardedText, PortalModelForm):
    """What all items have in common. `decision` is the draft that the item stands in."""

    lead = ""

    class Meta:
        model = DecisionItem
        fields = []

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        if not self.initial.get("amount"):
            self.initial["amount"] = ""  # a new item's zero is nobody's proposal
        self.decision = self.instance.decision

    def focuses(self):
        return self.cleaned_data.get("focuses", ())


class GrantForm(ItemForm):
    amount = Kronor(label="Belopp", error_messages=AMOUNT)
    frame = PotChoice(
        label="Ur vilken pott?",
        queryset=Frame.objects.none(),
        empty_label="Välj en pott",
        error_messages={"required": "Välj vilken pott pengarna tas ur."},
    )
    focuses = FocusChoice(
        label="Inriktningar",
        queryset=Term.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Behövs när kategorin är uppdelad i inriktningar.",
    )

    class Meta:
        model = DecisionItem
        fields = [
            "receiver",
            "frame",
            "purpose",
            "amount",
            "focuses",
            "conditions",
            "reason",
            "override_reason",
        ]
        labels = {
            "receiver": "Mottagare",
            "purpose": "Ändamål",
            "conditions": "Villkor",
            "reason": "Skäl",
            "override_reason": "Varför går länet ifrån öronmärkningen?",
        }
        help_texts = {
            "purpose": "Syns för alla i länet. Skriv inget om metoder, platser eller personer.",
            "conditions": "Det som mottagaren ska följa eller redovisa.",
            "override_reason": "Ditt namn och skälet står i beslutet.",
        }
        widgets = {
            "conditions": forms.Textarea({"rows": 2}),
            "reason": forms.Textarea({"rows": 3}),
            "override_reason": forms.Textarea({"rows": 2}),
        }
        error_messages = {
            "receiver": {"required": "Välj vem som får pengarna."},
            "purpose": {"required": "Skriv vad pengarna är till för."},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        county, item = self.decision.county, self.instance
        frames = Frame.objects.filter(county=county, account__balance__gt=0) | Frame.objects.filter(
            pk=item.frame_id
        )
        self.fields["frame"].queryset = pots(frames)
        actors = Actor.objects.active().filter(counties=county) | Actor.objects.filter(
            pk=item.receiver_id
        )
        self.fields["receiver"].queryset = actors.distinct()
        self.fields["receiver"].required = self.fields["purpose"].required = True
        self.fields["receiver"].empty_label = "Välj en mottagare"
        categories = frames.exclude(component__category=None).values("component__category")
        self.fields["focuses"].queryset = (
            Term.objects.of(Taxonomy.FOCUS)
            .in_use()
            .filter(category__in=categories)
            .select_related("category")
        )
        if not self.fields["focuses"].queryset.exists():
            del self.fields["focuses"]
        elif item.pk:
            self.initial["focuses"] = [term.pk for term in item.focuses.all()]

    def clean(self):
        data = super().clean()
        frame, receiver = data.get("frame"), data.get("receiver")
        if frame:
            self._check_focuses(frame.component.category, data)
        if frame and receiver:
            self._check_earmark(frame, receiver, data)
        return data

    def _check_focuses(self, category, data):
        chosen = data.get("focuses") or []
        if any(term.category_id != getattr(category, "pk", None) for term in chosen):
            self.add_error("focuses", "Välj inriktningar som hör till pottens kategori.")
        elif not chosen and "focuses" in self.fields:
            offered = self.fields["focuses"].queryset
            if category and offered.filter(category=category).exists():
                self.add_error(
                    "focuses", f"Välj minst en inriktning: {category} delas upp i inriktningar."
                )

    def _check_earmark(self, frame, receiver, data):
        """The county's own rule of who may have the money, unless somebody goes past it."""
        day = self.decision.decided_on
        rule = Earmark.objects.rule(frame.county_id, frame.component.category_id, day)
        needed = rule and not frame.actor_id and not rule.lets(receiver, day)
        if needed and not data.get("override_reason"):
            self.add_error("receiver", f"{rule.text} {PAST_EARMARK}")
            self.add_error("override_reason", "Skriv ett skäl, om länet ska gå ifrån regeln.")
        elif not needed:
            data["override_reason"] = ""  # there is no rule to go past

    def validate_row(self):
        self.instance.override_by = self.user if self.instance.override_reason else None
        super().validate_row()


def pots(frames):
    """Pots of decided agreements to choose among: the joint ones first, the newest of them first.

    Nothing can be given out of a preliminary frame.
    """
    return (
        frames.filter(component__agreement__decided_on__isnull=False)
        .select_related("account", "actor", "county", "component__category", "component__agreement")
        .order_by(
            F("actor__name").asc(nulls_first=True),
            "-component__agreement__first_year",
            "component__category__number",
            "pk",
        )
        .distinct()
    )
