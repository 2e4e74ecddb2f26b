"""What is paid, asked for, planned, taken back and carried over: one small form each."""

from django import forms
from django.utils import timezone

from funding.days import FUTURE, require_possible_correction, require_possible_day
from funding.forms.fields import Kronor
from funding.forms.once import Once
from funding.models import PlannedPayment, Requisition, Transfer
from initiatives.forms.fields import DateInput
from initiatives.forms.guard import GuardedText
from portal.forms import PortalModelForm
from portal.swedish import datum, kr

AMOUNT = {"required": "Skriv beloppet i hela kronor."}
DAY = {
    "required": "Välj ett datum.",
    "invalid": "Skriv datumet som år-månad-dag, till exempel 2026-12-31.",
}


READ_BY_ALL = "Länets aktörer kan läsa det. Skriv inga kontonummer här."


class PastDay(forms.DateField):
    """A day that has been: nothing is paid or used in advance."""

    def __init__(self, **kwargs):
        kwargs.setdefault("initial", timezone.localdate)
        super().__init__(widget=DateInput(), error_messages=DAY, **kwargs)

    def clean(self, value):
        day = super().clean(value)
        if day and day > timezone.localdate():
            raise forms.ValidationError(FUTURE)
        return day


class Voucher(forms.CharField):
    def __init__(self, **kwargs):
        super().__init__(
            label="Verifikation",
            required=False,
            max_length=60,
            help_text="Numret i er bokföring, så att beloppet går att hitta. Länets aktörer kan "
            "läsa det.",
            **kwargs,
        )


class Note(forms.CharField):
    def __init__(self, **kwargs):
        usual = {"label": "Anteckning", "max_length": 250, "required": False}
        super().__init__(**usual | {"help_text": READ_BY_ALL} | kwargs)


def at_most(amount, most, what):
    """Refuse more than there is, with the sum that there is."""
    if amount > most:
        raise forms.ValidationError(
            f"Det finns {kr(most)} {what}. Skriv högst det beloppet."
            if most
            else f"Det finns inget {what}."
        )
    return amount


class MoneyForm(GuardedText, Once):
    """The base of what is done with one allocation's money; `kind` is the movement's."""

    kind = None

    def __init__(self, *args, allocation, **kwargs):
        super().__init__(*args, **kwargs)
        self.allocation = allocation

    def clean_on(self):
        day = self.cleaned_data["on"]
        require_possible_day(self.kind, self.allocation, day)
        return day


class PayForm(MoneyForm):
    kind = Transfer.Kind.PAY
    amount = Kronor(label="Hur mycket betalas ut?", error_messages=AMOUNT)
    on = PastDay(label="Vilken dag?")
    voucher = Voucher()
    note = Note()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.most = self.allocation.unpaid + self.allocation.owed
        self.fields["amount"].help_text = f"Högst {kr(self.most)}, som inte är utbetalt än."

    def clean_amount(self):
        return at_most(self.cleaned_data["amount"], self.most, "kvar att betala ut")


class RepaymentForm(MoneyForm):
    kind = Transfer.Kind.REPAY
    amount = Kronor(label="Hur mycket har kommit tillbaka?", error_messages=AMOUNT)
    on = PastDay(label="Vilken dag?")
    voucher = Voucher()
    note = Note()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        most = self.allocation.to_repay
        self.fields["amount"].help_text = f"Högst {kr(most)}, som ska betalas tillbaka."

    def clean_amount(self):
        return at_most(self.cleaned_data["amount"], self.allocation.to_repay, "att betala tillbaka")


class CarryOverForm(MoneyForm):
    amount = Kronor(label="Hur mycket förs över?", error_messages=AMOUNT)
    usable_until = forms.DateField(
        label="Får användas till och med", widget=DateInput(), error_messages=DAY
    )
    on = PastDay(label="Vilken dag förs det över?")
    note = Note()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        most = self.allocation.unspent
        self.fields["amount"].help_text = f"Högst {kr(most)}, som är utbetalt och inte använt."

    def clean_amount(self):
        return at_most(self.cleaned_data["amount"], self.allocation.unspent, "utbetalt och oanvänt")

    def clean_usable_until(self):
        day = self.cleaned_data["usable_until"]
        now = self.allocation.frame.component.agreement.usable_until
        if now and day <= now:
            raise forms.ValidationError(
                f"Medlen får redan användas till och med {datum(now)}. Välj en senare dag."
            )
        return day


class RequisitionForm(GuardedText, PortalModelForm):
    """The receiver asks to be paid."""

    amount = Kronor(label="Hur mycket begär ni?", error_messages=AMOUNT)

    class Meta:
        model = Requisition
        fields = ["amount", "text"]
        labels = {"text": "Betalas till (bankgiro eller referens)"}
        help_texts = {
            "text": "Till exempel ert bankgiro eller er fakturareferens. Bara ni och länets "
            "handläggare ser det."
        }
        error_messages = {"text": {"required": "Skriv vart pengarna ska betalas."}}

    def __init__(self, *args, allocation, **kwargs):
        instance = Requisition(allocation=allocation)
        super().__init__(*args, instance=instance, **kwargs)
        self.most = allocation.unpaid + allocation.owed
        self.fields["amount"].help_text = f"Högst {kr(self.most)}, som inte är utbetalt än."

    def clean_amount(self):
        return at_most(self.cleaned_data["amount"], self.most, "kvar att betala ut")

    def validate_row(self):
        """The action asks the constraints, when it knows who asks."""


class PayRequisitionForm(MoneyForm):
    kind = Transfer.Kind.PAY
    on = PastDay(label="Vilken dag betalas det ut?")
    voucher = Voucher()
    note = Note()


class RefusalForm(GuardedText, forms.Form):
    refusal = forms.CharField(
        label="Varför betalas det inte?",
        max_length=250,
        error_messages={"required": "Skriv varför rekvisitionen inte betalas."},
    )


class PlannedPaymentForm(GuardedText, Once, PortalModelForm):
    amount = Kronor(label="Hur mycket?", error_messages=AMOUNT)

    class Meta:
        model = PlannedPayment
        fields = ["due_on", "amount", "note"]
        widgets = {"due_on": DateInput()}
        labels = {"due_on": "När ska det betalas?"}
        help_texts = {"note": READ_BY_ALL}
        error_messages = {"due_on": DAY}

    def __init__(self, *args, allocation, **kwargs):
        super().__init__(*args, instance=PlannedPayment(allocation=allocation), **kwargs)
        planned = sum(one.amount for one in allocation.planned_payments.all())
        rest = allocation.granted - planned
        self.fields["amount"].help_text = (
            f"Planen har {kr(planned)} av {kr(allocation.granted)}. "
            + (f"Det saknas {kr(rest)}." if rest > 0 else "Den är full.")
        )
        self.rest = max(rest, 0)

    def clean_amount(self):
        return at_most(self.cleaned_data["amount"], self.rest, "kvar att planera")


class CorrectionForm(GuardedText, forms.Form):
    on = PastDay(label="Vilken dag rättas det?")
    note = Note(
        label="Varför rättas det?",
        required=True,
        error_messages={"required": "Skriv varför rörelsen rättas."},
    )

    def __init__(self, *args, moved, **kwargs):
        super().__init__(*args, **kwargs)
        self.moved = moved

    def clean_on(self):
        day = self.cleaned_data["on"]
        require_possible_correction(self.moved, day)
        return day
