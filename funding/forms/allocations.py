from django import forms

from funding.forms.fields import Kronor
from funding.models import Allocation, Decision
from portal.swedish import kr


class AllocationChoice(forms.ModelChoiceField):
    def label_from_instance(self, allocation):
        return f"{allocation} ({allocation.frame.component})"


class ReallocationForm(forms.Form):
    """Move money that is granted and not paid out from `source` to another allocation."""

    target = AllocationChoice(
        label="Till vilken tilldelning?",
        queryset=Allocation.objects.none(),
        empty_label="Välj en tilldelning",
        error_messages={"required": "Välj vilken tilldelning som ska få medlen."},
    )
    amount = Kronor(
        label="Hur mycket?", error_messages={"required": "Skriv beloppet i hela kronor."}
    )
    note = forms.CharField(
        label="Varför?",
        max_length=250,
        error_messages={"required": "Skriv varför medlen flyttas."},
    )
    decision = forms.ModelChoiceField(
        label="Beslut om en annan kategori",
        queryset=Decision.objects.none(),
        required=False,
        empty_label="Inget, medlen stannar i kategorin",
        help_text="Behövs bara när medlen ska till en annan kategori. Alla parter ska ha ställt "
        "sig bakom beslutet.",
    )

    def __init__(self, data, *, source, user):
        super().__init__(data)
        self.source = source
        frame = source.frame
        self.fields["target"].queryset = (
            Allocation.objects.visible_to(user)
            .filter(frame__county=frame.county_id, frame__component__agreement=self._agreement)
            .exclude(pk=source.pk)
            .select_related("receiver", "frame__component")
        )
        self.fields["amount"].help_text = f"Högst {kr(source.unpaid)}, som inte är utbetalt än."
        self.fields["decision"].queryset = (
            Decision.objects.complete()
            .filter(county=frame.county_id)
            .exclude(pk=source.decision_id)
        )

    @property
    def _agreement(self):
        return self.source.frame.component.agreement_id

    def clean_amount(self):
        amount, most = self.cleaned_data["amount"], self.source.unpaid
        if amount > most:
            raise forms.ValidationError(
                f"Beloppet är större än det som inte är utbetalt, {kr(most)}. Skriv ett mindre."
            )
        return amount

    def clean(self):
        data = super().clean()
        if (target := data.get("target")) and not data.get("decision"):
            here, there = self.source.frame.component, target.frame.component
            if here != there and (not here.category_id or here.category_id != there.category_id):
                self.add_error(
                    "target",
                    "Medel flyttas inom sin kategori. Välj en tilldelning i samma kategori, eller "
                    "det beslut som säger något annat.",
                )
        return data
