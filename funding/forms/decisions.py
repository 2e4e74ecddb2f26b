"""The list's filters, the head of a decision, the answers, and what is registered afterwards."""

import django_filters
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat

from actors.models import Actor, County
from funding.models import Concurrence, Decision, DecisionState
from initiatives import file_types
from initiatives.forms.guard import NO_IDENTITY_NUMBERS, GuardedText
from initiatives.identity_numbers import has_identity_number
from portal.forms import PortalModelForm

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
PAPERS = ["pdf", "docx", "odt"]  # what minutes are written in


class DecisionFilter(django_filters.FilterSet):
    lan = django_filters.ModelChoiceFilter(
        label="Län",
        field_name="county",
        queryset=County.objects.none(),
        to_field_name="code",
        empty_label="Alla län",
    )
    lage = django_filters.ChoiceFilter(
        label="Läge", field_name="state", choices=DecisionState.choices, empty_label="Alla"
    )
    slag = django_filters.ChoiceFilter(
        label="Slag", field_name="kind", choices=Decision.Kind.choices, empty_label="Båda"
    )
    ar = django_filters.NumberFilter(
        label="År",
        field_name="decided_on__year",
        min_value=1990,
        max_value=2100,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )

    class Meta:
        model = Decision
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        seen = self.queryset.order_by().values("county")
        self.form.fields["lan"].queryset = County.objects.filter(pk__in=seen)


class DecisionForm(GuardedText, PortalModelForm):
    """The head of a decision; its body and parties are set by the county."""

    unguarded = ("paragraph", "diary_number")

    class Meta:
        model = Decision
        fields = ["title", "kind", "decided_on", "paragraph", "diary_number", "text"]
        labels = {
            "title": "Rubrik",
            "kind": "Vad gör organet?",
            "decided_on": "Sammanträdesdag",
            "paragraph": "Paragraf",
            "diary_number": "Diarienummer",
            "text": "Bakgrund och skäl",
        }
        help_texts = {
            "title": "Till exempel: Fördelning av länsgemensamma medel våren 2024.",
            "kind": "En rekommendation flyttar inga pengar. Det gör ett beslut, när alla parter "
            "står bakom det.",
            "paragraph": "Kan fyllas i efteråt.",
            "diary_number": "Kan fyllas i efteråt.",
        }
        widgets = {
            "kind": forms.RadioSelect,
            "decided_on": DAY,
            "text": forms.Textarea({"rows": 6}),
        }
        error_messages = {"decided_on": {"required": "Skriv dagen då organet sammanträder."}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].required = True
        self.fields["title"].error_messages["required"] = "Skriv en rubrik för beslutet."
        self.fields["kind"].choices = Decision.Kind.choices


ANSWERS = [
    (Concurrence.Answer.YES.value, "Vi ställer oss bakom beslutet"),
    (Concurrence.Answer.BACK.value, "Vi skickar tillbaka det till beredning"),
    (Concurrence.Answer.NO.value, "Vi säger nej"),
]


class AnswerForm(GuardedText, forms.Form):
    """A party's answer; without a choice when the person approves for one party alone."""

    party = forms.ModelChoiceField(
        label="För vilken part svarar du?",
        queryset=Actor.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": "Välj vilken part du svarar för.",
            "invalid_choice": "Parten har redan svarat. Någon annan hos er kan ha hunnit före.",
        },
    )
    says = forms.ChoiceField(
        label="Vad svarar ni?",
        choices=ANSWERS,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj vad ni svarar."},
    )
    comment = forms.CharField(
        label="Kommentar",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text="Behövs när ni säger nej eller skickar tillbaka. Den som ser beslutet ser den.",
    )

    def __init__(self, data, *, parties):
        super().__init__(data)
        self.fields["party"].queryset = parties
        self.parties = list(parties)
        if len(self.parties) == 1:
            self.initial["party"] = self.parties[0].pk
            self.fields["party"].widget = forms.HiddenInput()

    def clean(self):
        data = super().clean()
        if data.get("says") in ("NO", "BACK") and not data.get("comment", "").strip():
            self.add_error("comment", "Skriv varför ni inte ställer er bakom beslutet.")
        return data


class BatchForm(GuardedText, forms.Form):
    """Stand behind several decisions with one note."""

    beslut = forms.ModelMultipleChoiceField(
        label="Beslut",
        queryset=Decision.objects.none(),
        error_messages={
            "required": "Kryssa för minst ett beslut.",
            "invalid_choice": "Ett av besluten väntar inte längre på ditt svar. Välj om.",
            "invalid_pk_value": "Ett av besluten väntar inte längre på ditt svar. Välj om.",
        },
    )
    note = forms.CharField(
        label="Kommentar till alla",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, data, *, awaiting):
        super().__init__(data)
        self.fields["beslut"].queryset = awaiting


class WithdrawForm(GuardedText, forms.Form):
    reason = forms.CharField(
        label="Varför dras beslutet tillbaka?",
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text="Parterna läser det.",
        error_messages={"required": "Skriv varför beslutet dras tillbaka."},
    )


class RegisterForm(GuardedText, forms.Form):
    """What is known of a decision first when it is on paper."""

    unguarded = ("paragraph", "diary_number")

    paragraph = forms.CharField(label="Paragraf", required=False, max_length=20)
    diary_number = forms.CharField(label="Diarienummer", required=False, max_length=40)
    minutes = forms.FileField(
        label="Protokoll",
        required=False,
        max_length=250,
        widget=forms.FileInput({"accept": ",".join(f".{ending}" for ending in PAPERS)}),
        error_messages={
            "empty": "Filen är tom. Välj en annan.",
            "invalid": "Välj filen igen.",
            "max_length": "Filens namn är för långt. Ge den ett kortare namn.",
        },
    )

    def __init__(self, *args, decision):
        initial = {"paragraph": decision.paragraph, "diary_number": decision.diary_number}
        super().__init__(*args, initial=initial)
        self.fields["minutes"].help_text = (
            f"PDF, Word (docx) eller OpenDocument (odt), högst {_most()}. De som ser beslutet ser "
            "också protokollet."
            + (" En ny fil ersätter den som finns." if decision.minutes_name else "")
        )

    def clean_minutes(self):
        """Read the file; it is then what will be kept."""
        upload = self.cleaned_data["minutes"]
        if not upload:
            return None
        if upload.size > settings.ATTACHMENT_MAX_BYTES:
            raise ValidationError(f"Filen är större än {_most()}. Välj en mindre fil.")
        if has_identity_number(upload.name):
            raise ValidationError(f"Filens namn: {NO_IDENTITY_NUMBERS}")
        file = file_types.read(upload.name, upload.read())
        if file.name.rsplit(".", 1)[-1] not in PAPERS:
            raise ValidationError("Protokollet ska vara en PDF, eller en docx- eller odt-fil.")
        return file


def _most():
    return filesizeformat(settings.ATTACHMENT_MAX_BYTES).replace(",0", "")
