"""The officer's preparation of an application, questions to the applicant, and jäv."""

from django import forms

from funding.forms.fields import Kronor, Needed
from funding.models import CheckPoint, Conflict, Preparation, deciders_in
from initiatives.forms.guard import GuardedText
from portal.forms import LockedModelForm, PortalModelForm
from portal.swedish import kr, listed, number, parse_kronor

UNSAID = "Sökanden ser det här och svarar i portalen. Skriv inget som pekar ut en enskild person."

FEW = 2  # so many points are named in a sentence


class Recommended(Kronor):
    """An amount that may be nothing yet, or 0 kr: then the application is to be declined."""

    def clean(self, value):
        text = forms.CharField.clean(self, value)
        try:
            return parse_kronor(text) if text else None
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def prepare_value(self, value):
        return number(value) if isinstance(value, int) else value

    def has_changed(self, initial, data):
        return self.prepare_value(initial) != self.prepare_value(_read(data))


def _read(text):
    try:
        return parse_kronor(text) if text else None
    except ValueError:
        return text


class PreparationForm(Needed, GuardedText, LockedModelForm):
    """Checks, an amount and reasons. Saved as it stands, or finished (`done`) when it is whole."""

    needed = ("recommended", "reason")  # when it is finished
    unguarded = ("recommended",)
    also_saved = ("prepared_at", "prepared_by")

    checks = forms.MultipleChoiceField(
        label="Granskat och i ordning",
        choices=CheckPoint.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Kryssa för det du har granskat och som är i ordning.",
    )
    recommended = Recommended(
        label="Föreslaget belopp, kronor",
        required=False,
        help_text="Behövs för att bli klar. Skriv 0 om du föreslår avslag.",
    )
    explained = forms.BooleanField(
        label="Skälen förklarar varför det jag inte har kryssat för inte är i ordning",
        required=False,
    )

    class Meta:
        model = Preparation
        fields = ["checks", "recommended", "reason"]
        widgets = {"reason": forms.Textarea({"rows": 6})}
        labels = {"reason": "Skäl"}
        help_texts = {
            "reason": "Behövs för att bli klar. De som beslutar läser skälen då, sökanden först "
            "efter beslutet. Förklara varje punkt som inte är i ordning."
        }

    def __init__(self, data=None, *, asked=0, done=False, **kwargs):
        super().__init__(data, **kwargs)
        self.asked, self.done = asked, done

    def clean_recommended(self):
        amount = self.cleaned_data["recommended"]
        if amount and amount > self.asked:
            raise forms.ValidationError(
                f"Beloppet är större än det som är sökt, {kr(self.asked)}. Skriv ett mindre."
            )
        return amount

    def clean(self):
        data = super().clean()
        if self.done:
            self._require_whole(data)
        return data

    def _require_whole(self, data):
        if data.get("recommended") is None and "recommended" not in self.errors:
            self.add_error("recommended", "Skriv vilket belopp du föreslår, 0 vid avslag.")
        if not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "Skriv skälen till det du föreslår.")
        if (left := self._unchecked(data)) and not data.get("explained"):
            what = (
                listed(left) if len(left) <= FEW else f"de {len(left)} punkter som du inte kryssat"
            )
            self.add_error(
                "explained", f"Förklara {what} i skälen, och kryssa sedan i den här rutan."
            )

    def _unchecked(self, data):
        """Labels of the points that are not ticked, as the middle of a sentence."""
        return [
            f"”{point.label}”" for point in CheckPoint if point not in (data.get("checks") or [])
        ]


class QuestionForm(GuardedText, forms.Form):
    text = forms.CharField(
        label="Vad vill du fråga sökanden?",
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=UNSAID,
        error_messages={"required": "Skriv din fråga."},
    )
    send_back = forms.BooleanField(
        label="Skicka också tillbaka ansökan för komplettering",
        required=False,
        help_text="Sökanden kan då ändra i ansökan och skickar in den igen. Utan det ligger "
        "ansökan kvar hos dig medan sökanden svarar.",
    )


class ConflictForm(GuardedText, PortalModelForm):
    """Who steps aside, and why. An officer may declare it for somebody else who decides."""

    class Meta:
        model = Conflict
        fields = ["person", "reason"]
        labels = {"person": "Vem är jävig?", "reason": "Varför?"}
        help_texts = {
            "reason": "Kort och sakligt, till exempel ”Arbetar deltid hos den sökande föreningen”."
        }
        error_messages = {
            "person": {
                "required": "Välj vem som är jävig.",
                "invalid_choice": "Välj någon som bereder eller beslutar i länet.",
            },
            "reason": {"required": "Skriv varför, i en mening."},
        }

    def __init__(self, data=None, *, application, user, for_others, **kwargs):
        instance = Conflict(application=application, person=user)
        super().__init__(data, instance=instance, **kwargs)
        if for_others:
            people = deciders_in(application.round.county_id).order_by("name", "pk")
            self.fields["person"].queryset = people
            self.fields["person"].empty_label = None
        else:
            del self.fields["person"]


class LiftForm(GuardedText, forms.Form):
    reason = forms.CharField(
        label="Varför finns det inte längre något jäv?",
        max_length=250,
        error_messages={"required": "Skriv varför, i en mening."},
    )
