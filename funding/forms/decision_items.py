"""The items of a decision: one form for each thing that can be decided."""

from django import forms

from funding.forms.decision_grants import AMOUNT, GrantForm, ItemForm, PotChoice, pots
from funding.forms.fields import Kronor
from funding.models import DecisionItem, Frame, ItemAct
from portal.swedish import datum, kr

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class KronorOrNone(Kronor):
    """An amount that may also be zero."""

    def clean(self, value):
        return 0 if str(value).strip().removesuffix("kr").strip() == "0" else super().clean(value)


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
        if self.instance.pk:
            self.initial["amount"] = self.instance.amount  # also when it is changed to nothing
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
