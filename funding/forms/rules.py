"""A county's rules for its joint money."""

from django import forms
from django.db.models import Q

from actors.models import Actor, County, Kind
from funding.models import DecisionOrder, Earmark, Frame, Kommuner, Round
from initiatives.forms.fields import DateInput
from initiatives.forms.guard import GuardedText
from initiatives.models import Category
from portal.forms import PortalModelForm
from portal.swedish import kr

DAY = {"invalid": "Skriv datumet som år-månad-dag, till exempel 2024-03-14."}


class CountyForm(forms.Form):
    """Which county's rules are shown; it lives in the address."""

    lan = forms.ModelChoiceField(
        label="Län",
        queryset=County.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=None,
    )

    def __init__(self, data, *, counties, acting):
        super().__init__(data)
        self.acting = acting
        self.fields["lan"].queryset = counties

    def chosen(self):
        """The county that was asked for, else the acting actor's own; None when there is none."""
        self.is_valid()
        counties = self.fields["lan"].queryset
        own = counties.filter(actors=self.acting).first() if self.acting else None
        county = self.cleaned_data.get("lan") or own or counties.first()
        self.initial = {"lan": county and county.code}
        return county


class OrderForm(GuardedText, PortalModelForm):
    class Meta:
        model = DecisionOrder
        fields = ["body", "kommuner", "kommun_body"]
        widgets = {"kommuner": forms.RadioSelect}
        labels = {
            "body": "Var fattas de gemensamma besluten?",
            "kommuner": "Hur ställer sig kommunerna bakom ett beslut?",
            "kommun_body": "Vilket organ svarar för kommunerna?",
        }
        help_texts = {
            "body": "Till exempel ”Länssamverkansgruppen för psykisk hälsa”.",
            "kommun_body": "Bara när de svarar genom ett gemensamt organ. Organet behöver en "
            "godkännare i portalen.",
        }
        error_messages = {"body": {"required": "Skriv vad beslutsorganet heter."}}

    def __init__(self, *args, county, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.county = county
        self.fields["kommuner"].choices = Kommuner.choices
        self.fields["kommun_body"].queryset = Actor.objects.active().filter(
            counties=county, kind=Kind.COUNTY_BODY
        )
        self.fields["kommun_body"].empty_label = "Inget organ"

    def clean(self):
        data = super().clean()
        if data.get("kommuner") == Kommuner.EACH:
            data["kommun_body"] = None
        elif data.get("kommuner") and "kommun_body" in data and not data["kommun_body"]:
            self.add_error("kommun_body", "Välj vilket organ kommunerna svarar genom.")
        return data


class EarmarkForm(GuardedText, PortalModelForm):
    class Meta:
        model = Earmark
        fields = ["category", "allows", "text", "source", "since"]
        widgets = {"allows": forms.RadioSelect, "since": DateInput()}
        labels = {
            "category": "Vilken kategori gäller regeln?",
            "allows": "Vilka kan få medel ur kategorin?",
            "text": "Regelns text, ordagrant",
            "source": "Var står regeln?",
            "since": "Gäller från",
        }
        help_texts = {
            "text": "Texten visas precis så här för den som söker och för den som fördelar.",
            "source": "Till exempel ”Länssamverkansgruppen 2024-01-18, § 4”.",
        }
        error_messages = {
            "text": {"required": "Skriv regeln som den står."},
            "source": {"required": "Skriv var regeln står."},
            "since": DAY | {"required": "Skriv från vilken dag regeln gäller."},
        }

    def __init__(self, *args, county, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.county = county
        self.fields["allows"].choices = Earmark.Allows.choices
        own = Category.objects.filter(components__frames__county=county).values("pk")
        found = Category.objects.filter(Q(pk__in=own) | Q(pk=self.instance.category_id))
        self.fields["category"].queryset = found.order_by("-first_year", "number")
        self.fields["category"].label_from_instance = lambda category: (
            f"{category} ({category.first_year})"
        )


class EndForm(forms.Form):
    until = forms.DateField(
        label="Sista dagen som regeln gäller",
        widget=DateInput(),
        error_messages=DAY | {"required": "Skriv sista dagen som regeln gäller."},
    )

    def __init__(self, *args, earmark, **kwargs):
        super().__init__(*args, **kwargs)
        self.earmark = earmark

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until < self.earmark.since:
            raise forms.ValidationError("Sista dagen kan inte ligga före den första.")
        return until


class PotsChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, frame):
        name = frame.component.category or frame.component
        return f"{name}, {frame.component.agreement.years}. Kvar: {kr(frame.left)}"


class RoundForm(GuardedText, PortalModelForm):
    frames = PotsChoice(
        label="Vilka potter går det att söka ur?",
        queryset=Frame.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="Alla ur samma överenskommelse.",
        error_messages={"required": "Välj minst en pott."},
    )

    class Meta:
        model = Round
        fields = ["name", "frames", "opens_on", "closes_on", "instructions"]
        widgets = {
            "opens_on": DateInput(),
            "closes_on": DateInput(),
            "instructions": forms.Textarea({"rows": 6}),
        }
        labels = {
            "name": "Vad heter omgången?",
            "opens_on": "Öppnar",
            "closes_on": "Sista ansökningsdag",
            "instructions": "Till den som söker",
        }
        help_texts = {
            "name": "Till exempel ”Våren 2024”.",
            "closes_on": "Hela dagen räknas. Den som skickar in senare får veta att det är sent.",
            "instructions": "Vad ni vill att ansökan berättar, och när besked kommer.",
        }
        error_messages = {
            "name": {"required": "Skriv vad omgången heter."},
            "opens_on": DAY | {"required": "Skriv vilken dag omgången öppnar."},
            "closes_on": DAY | {"required": "Skriv sista ansökningsdagen."},
        }

    def __init__(self, *args, county, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.county = county
        pots = Frame.objects.joint().filter(county=county)
        self.fields["frames"].queryset = pots.select_related(
            "account", "component__category", "component__agreement"
        ).order_by("-component__agreement__first_year", "component__category__number", "pk")

    def clean_frames(self):
        chosen = list(self.cleaned_data["frames"])
        agreements = {frame.component.agreement for frame in chosen}
        if len(agreements) > 1:
            raise forms.ValidationError(
                "Potterna kommer ur olika överenskommelser. Gör en omgång för var och en."
            )
        if self.instance.pk:
            used = self.instance.applications.exclude(frame__in=chosen).first()
            if used:
                raise forms.ValidationError(
                    "En pott som någon har sökt ur måste vara kvar i omgången."
                )
        self.instance.agreement = agreements.pop()
        return self.cleaned_data["frames"]

    def clean(self):
        data = super().clean()
        opens, closes = data.get("opens_on"), data.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", "Sista ansökningsdag kan inte ligga före öppningsdagen.")
        return data

    def validate_row(self):
        if not self.errors:
            super().validate_row()
