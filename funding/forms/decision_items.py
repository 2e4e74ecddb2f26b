"""The items of a decision: one form for each thing that can be decided."""

from django import forms

from actors.models import Actor
from funding.forms.fields import Kronor
from funding.models import DecisionItem, Earmark, Frame, ItemAct
from initiatives.forms.guard import GuardedText
from initiatives.models import Taxonomy, Term
from portal.forms import PortalModelForm
from portal.swedish import datum, kr

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
AMOUNT = {"required": "Skriv beloppet i hela kronor."}
PAST_EARMARK = (
    "Välj en annan mottagare, eller skriv under ”Gå ifrån öronmärkningen” varför länet gör det."
)


class KronorOrNone(Kronor):
    """An amount that may also be zero."""

    def clean(self, value):
        return 0 if str(value).strip().removesuffix("kr").strip() == "0" else super().clean(value)


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
        rules = Earmark.objects.in_force(self.decision.decided_on)
        rule = rules.filter(county=frame.county_id, category=frame.component.category_id).first()
        needed = rule and not frame.actor_id and not rule.lets(receiver, self.decision.decided_on)
        if needed and not data.get("override_reason"):
            self.add_error("receiver", f"{rule.text} {PAST_EARMARK}")
            self.add_error("override_reason", "Skriv ett skäl, om länet ska gå ifrån regeln.")
        elif not needed:
            data["override_reason"] = ""  # there is no rule to go past

    def validate_row(self):
        if self.instance.override_reason:
            self.instance.override_by = self.user
        super().validate_row()


def pots(frames):
    """Pots to choose among, the county's joint ones first."""
    return (
        frames.select_related(
            "account", "actor", "county", "component__category", "component__agreement"
        )
        .order_by("-component__agreement__first_year", "actor__name", "component__category__number")
        .distinct()
    )


class DeclineForm(ItemForm):
    class Meta:
        model = DecisionItem
        fields = ["reason"]
        labels = {"reason": "Skäl till avslaget"}
        widgets = {"reason": forms.Textarea({"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = True
        self.fields["reason"].error_messages["required"] = "Skriv varför ansökan avslås."


class ChangeForm(ItemForm):
    amount = KronorOrNone(label="Nytt belopp", error_messages=AMOUNT)

    class Meta:
        model = DecisionItem
        fields = ["amount", "reason"]
        labels = {"reason": "Skäl"}
        widgets = {"reason": forms.Textarea({"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = True
        self.fields["reason"].error_messages["required"] = "Skriv varför beloppet ändras."
        allocation = self.instance.allocation
        self.least = allocation.granted - allocation.unpaid
        self.fields["amount"].help_text = (
            f"Beviljat nu är {kr(allocation.granted)}. Minst {kr(self.least)}, som redan är "
            "utbetalt eller använt."
        )

    def clean_amount(self):
        amount = self.cleaned_data["amount"]
        if amount < self.least:
            raise forms.ValidationError(
                f"{kr(self.least)} är redan utbetalt eller använt. Beloppet kan inte bli mindre."
            )
        return amount


class _UnspentForm(ItemForm):
    """What is left of an allocation: carried over, or paid back."""

    amount = Kronor(label="Belopp", error_messages=AMOUNT)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[
            "amount"
        ].help_text = f"Högst {kr(self.most())}, som är utbetalt och inte använt."

    def clean_amount(self):
        amount = self.cleaned_data["amount"]
        if amount > self.most():
            raise forms.ValidationError(
                f"Beloppet är större än det som är utbetalt och inte använt, {kr(self.most())}."
            )
        return amount


class CarryOverForm(_UnspentForm):
    class Meta:
        model = DecisionItem
        fields = ["amount", "usable_until", "reason"]
        labels = {"usable_until": "Får användas till och med", "reason": "Skäl"}
        widgets = {"usable_until": DAY, "reason": forms.Textarea({"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["usable_until"].required = True
        self.fields["usable_until"].error_messages["required"] = "Skriv till vilken dag."

    def most(self):
        return self.instance.allocation.unspent

    def clean_usable_until(self):
        day = self.cleaned_data["usable_until"]
        agreement = self.instance.allocation.frame.component.agreement
        if agreement.usable_until and day <= agreement.usable_until:
            raise forms.ValidationError(
                f"Medlen får redan användas till och med {datum(agreement.usable_until)}. "
                "Välj en senare dag."
            )
        return day


class RepayForm(_UnspentForm):
    class Meta:
        model = DecisionItem
        fields = ["amount", "reason"]
        labels = {"reason": "Skäl"}
        widgets = {"reason": forms.Textarea({"rows": 3})}

    def most(self):
        return self.instance.allocation.unspent + self.instance.allocation.carried


class LapseForm(ItemForm):
    """Money that nobody was given goes back to the state."""

    amount = Kronor(label="Belopp", error_messages=AMOUNT)
    frame = PotChoice(
        label="Ur vilken pott?",
        queryset=Frame.objects.none(),
        empty_label="Välj en pott",
        error_messages={"required": "Välj vilken pott pengarna tas ur."},
    )

    class Meta:
        model = DecisionItem
        fields = ["frame", "amount", "reason"]
        labels = {"reason": "Skäl"}
        widgets = {"reason": forms.Textarea({"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["frame"].queryset = pots(
            Frame.objects.filter(county=self.decision.county, account__balance__gt=0)
        )

    def clean(self):
        data = super().clean()
        if (frame := data.get("frame")) and data.get("amount", 0) > frame.left:
            self.add_error("amount", f"I potten finns {kr(frame.left)}. Skriv ett mindre belopp.")
        return data


class OtherForm(ItemForm):
    class Meta:
        model = DecisionItem
        fields = ["purpose", "reason"]
        labels = {"purpose": "Rubrik", "reason": "Vad beslutas?"}
        help_texts = {"reason": "Till exempel att medel får flyttas till en annan kategori."}
        widgets = {"reason": forms.Textarea({"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = True
        self.fields["reason"].error_messages["required"] = "Skriv vad som beslutas."


# What stands in the address: (act, form, heading, what it is about).
KINDS = {
    "bevilja": (ItemAct.GRANT, GrantForm, "Bevilja medel", ""),
    "avsla": (ItemAct.DECLINE, DeclineForm, "Avslå en ansökan", "application"),
    "andra": (ItemAct.CHANGE, ChangeForm, "Ändra ett beviljat belopp", "allocation"),
    "for-over": (ItemAct.CARRY_OVER, CarryOverForm, "Föra över medel", "allocation"),
    "betala-tillbaka": (ItemAct.REPAY, RepayForm, "Kräva tillbaka medel", "allocation"),
    "ur-potten": (ItemAct.REPAY, LapseForm, "Betala tillbaka ur en pott", ""),
    "annat": (ItemAct.OTHER, OtherForm, "Besluta något annat", ""),
}


def kind_of(item):
    """The kind of an item that stands already, as in the address."""
    if item.act == ItemAct.REPAY:
        return "betala-tillbaka" if item.allocation_id else "ur-potten"
    return next(kind for kind, (act, *_) in KINDS.items() if act == item.act)
