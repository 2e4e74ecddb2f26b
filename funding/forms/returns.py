"""The receiver's return, and the words that go with each step of it."""

from copy import copy

from django import forms

from funding.actions.returns import TOLD, booked_until
from funding.forms.fields import Needed
from funding.forms.payments import PastDay
from funding.models import Return, ReturnState
from initiatives.forms.guard import GuardedText
from portal.forms import LockedModelForm
from portal.swedish import datum, kr, number, parse_kronor

OF_WHAT_IS_HANDED_ON = {"return_adds_up", "return_variance_explained"}
HELP = {
    "used": "Allt som är använt till och med den dagen, också det som inte är utbetalt än.",
    "committed": "Beställt eller avtalat, men inte betalt.",
    "carry_over": "Kräver beslut om överenskommelsen inte tillåter det direkt.",
    "forecast": "Vad ni tror att allt som allt blir använt av tilldelningen.",
}
LABELS = {
    "used": "Använt",
    "committed": "Bundet men inte betalt",
    "carry_over": "Vill föra över till nästa år",
    "to_repay": "Ska betalas tillbaka",
    "forecast": "Väntas bli använt i allt",
}


class KronorOrNothing(forms.CharField):
    """An amount in whole kronor, as people write it; nothing at all is zero."""

    def __init__(self, **kwargs):
        widget = forms.TextInput({"inputmode": "numeric", "size": 14})
        super().__init__(widget=widget, required=False, **kwargs)

    def prepare_value(self, value):
        return number(value) if isinstance(value, int) else value

    def clean(self, value):
        text = super().clean(value)
        try:
            return parse_kronor(text) if text else 0
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def has_changed(self, initial, data):
        try:
            return self.clean(data) != initial
        except forms.ValidationError:
            return True


class ReturnForm(Needed, GuardedText, LockedModelForm):
    """What the receiver tells. It can be saved half done; handing it on asks for the rest."""

    as_of = PastDay(
        label="Till och med vilken dag?",
        help_text="Det som är utbetalt och bokfört i portalen räknas till och med den dagen.",
    )
    used, committed, carry_over, to_repay, forecast = (
        KronorOrNothing(label=LABELS[name], help_text=HELP.get(name, "")) for name in TOLD
    )
    also_saved = ("paid", "booked")
    needed = TOLD  # when it is handed on

    class Meta:
        model = Return
        fields = ["as_of", *TOLD, "variance"]
        widgets = {"variance": forms.Textarea({"rows": 4})}
        labels = {"variance": "Varför avviker det?"}
        help_texts = {
            "variance": "Behövs när använt inte är det som är bokfört i portalen, eller när det "
            "som väntas bli använt inte är precis det som är utbetalt."
        }

    def __init__(self, *args, ready=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.ready = ready
        report = self.instance
        if report.state == ReturnState.DRAFT:  # more may be booked since it was begun
            report.paid, report.booked = booked_until(report.allocation, report.as_of)

    def clean(self):
        data = super().clean()
        if data.get("as_of"):
            report = self.instance
            report.paid, report.booked = booked_until(report.allocation, data["as_of"])
        return data

    def validate_row(self):
        """Amounts are possible; and when it is to be handed on, all adds up and is explained."""
        super().validate_row()
        if self.ready:
            handed_on = copy(self.instance)
            handed_on.state = ReturnState.FILLED
            wrong = []
            for constraint in Return._meta.constraints:
                if constraint.name in OF_WHAT_IS_HANDED_ON:
                    try:
                        constraint.validate(Return, handed_on)
                    except forms.ValidationError as error:
                        wrong += error.messages
            if wrong:
                raise forms.ValidationError(wrong)


def difference(report):
    """What is told as used beside what is booked, in a sentence; "" when they are the same."""
    if report.used == report.booked:
        return ""
    return (
        f"Ni har skrivit {kr(report.used)} som använt, men {kr(report.booked)} är bokfört i "
        f"portalen till och med {datum(report.as_of)}. Ändra beloppet, bokför det som saknas, "
        "eller skriv varför det avviker."
    )


def sums(report):
    """What the sums of a return are, for the help beside the form: kronor and a sentence."""
    told = report.used + report.committed + report.carry_over + report.to_repay
    rest = report.paid - told
    if report.used > report.paid:
        over = kr(report.used - report.paid)
        sentence = f"Ni har använt {over} mer än som är utbetalt. Förklara varför."
        adds_up = not (report.committed or report.carry_over or report.to_repay)
        if not adds_up:
            sentence += " Då finns inget att binda, föra över eller betala tillbaka."
        return {"told": told, "adds_up": adds_up, "sentence": sentence}
    if rest > 0:
        sentence = f"{kr(rest)} saknas: skriv om de är bundna, förs över eller betalas tillbaka."
    elif rest < 0:
        sentence = f"Det är {kr(-rest)} mer än som är utbetalt."
    else:
        sentence = "Det stämmer med det som är utbetalt."
    return {"told": told, "adds_up": rest == 0, "sentence": sentence}


class WordsForm(GuardedText, forms.Form):
    """A step that says why."""

    text = forms.CharField(max_length=500, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args, label, demand, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label
        self.fields["text"].error_messages["required"] = demand


class AnswerForm(GuardedText, forms.Form):
    """The officer's answer: accepted, or back with what is missing."""

    accept = forms.ChoiceField(
        label="Vad svarar du?",
        choices=[("ja", "Redovisningen är godkänd"), ("nej", "Den skickas åter för komplettering")],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj om redovisningen är godkänd eller skickas åter."},
    )
    answer = forms.CharField(
        label="Svar till mottagaren",
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text="Behövs när redovisningen skickas åter: skriv vad som ska kompletteras.",
    )

    def clean(self):
        data = super().clean()
        if data.get("accept") == "nej" and not data.get("answer"):
            self.add_error("answer", "Skriv vad som ska kompletteras.")
        return data
