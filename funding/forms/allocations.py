from django import forms

from funding.actions.allocations import OWN_FRAME, keeps_apart
from funding.forms.fields import Kronor
from funding.forms.once import Once
from funding.models import Allocation, Decision
from portal.swedish import kr


class AllocationChoice(forms.ModelChoiceField):
    def label_from_instance(self, allocation):
        return f"{allocation} ({allocation.frame.component})"


class ReallocationForm(Once):
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
        label="Beslut om en annan kategori eller en annans ram",
        queryset=Decision.objects.none(),
        required=False,
        empty_label="Inget, medlen stannar i kategorin och ramen",
        help_text="Behövs bara när medlen ska till en annan kategori, eller in i eller ut ur en "
        "aktörs egen ram. Flytten står i beslutet i ord, som en punkt av slaget Annat, och alla "
        "parter har ställt sig bakom det.",
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
            Decision.objects.in_words()
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
        target, decision = data.get("target"), data.get("decision")
        if target and keeps_apart(self.source.frame, target.frame, decision):
            self.add_error("decision" if decision else "target", OWN_FRAME)
        if target and not decision:
            here, there = self.source.frame.component, target.frame.component
            if here != there and (not here.category_id or here.category_id != there.category_id):
                self.add_error(
                    "target",
                    "Medel flyttas inom sin kategori. Välj en tilldelning i samma kategori, eller "
                    "det beslut som säger något annat.",
                )
        return data
