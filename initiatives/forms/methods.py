"""A method of the library, a suggestion, and the answer to it."""

from django import forms

from initiatives.forms.fields import NO_PERSONS
from initiatives.forms.guard import GuardedText
from initiatives.models import B4, Method, MethodSuggestion, Taxonomy, Term
from portal.forms import LockedModelForm, PortalModelForm


class Lines(forms.CharField):
    """A list, one on each line."""

    widget = forms.Textarea

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        lines = (" ".join(line.split()) for line in (value or "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data)


class MethodForm(GuardedText, LockedModelForm):
    """A method as its editors write it."""

    aliases = Lines(
        label="Kallas även",
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text="Ett namn på varje rad. Sökningen hittar alla.",
    )

    link = forms.URLField(
        label="Länk",
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text="En adress som börjar med https://.",
    )

    class Meta:
        model = Method
        fields = [
            *("name", "aliases", "main_b", "certainty", "source"),
            *("form", "audience", "terms", "provider", "demands"),
            *("evidence", "reference", "link", "is_active"),
        ]
        widgets = {
            "main_b": forms.RadioSelect,
            "certainty": forms.RadioSelect,
            "evidence": forms.RadioSelect,
            "terms": forms.CheckboxSelectMultiple,
            "reference": forms.Textarea({"rows": 3}),
            "demands": forms.Textarea({"rows": 3}),
        }
        help_texts = {
            "certainty": "Belagd: en källa säger det. Antagande: vi har själva bedömt det.",
            "source": "Var uppgifterna kommer från.",
            "reference": "Vilken studie eller översikt bedömningen av evidensen bygger på.",
        }
        error_messages = {
            "name": {"required": "Skriv vad metoden heter."},
            "main_b": {"required": "Välj det B som metoden hör till."},
            "certainty": {"required": "Välj om märkningen är belagd eller ett antagande."},
            "source": {"required": "Skriv var uppgifterna kommer från."},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["main_b"].choices = B4.choices
        self.fields["certainty"].choices = Method.Certainty.choices
        self.fields["evidence"].choices = Method.Evidence.choices
        self.fields["terms"].queryset = Term.objects.in_use().filter(
            taxonomy__in=[Taxonomy.TARGET_GROUP, Taxonomy.ARENA], category=None
        )

    def clean_aliases(self):
        aliases = self.cleaned_data["aliases"]
        if any(len(alias) > 120 for alias in aliases):
            raise forms.ValidationError("Ett av namnen är längre än 120 tecken. Korta det.")
        return aliases


class SuggestionForm(GuardedText, PortalModelForm):
    """A method that one misses in the library."""

    link = forms.URLField(
        label="Länk",
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text="En adress som börjar med https://.",
    )

    class Meta:
        model = MethodSuggestion
        fields = ["name", "main_b", "text", "link"]
        widgets = {"text": forms.Textarea({"rows": 5})}
        labels = {"name": "Vad heter metoden?", "text": "Varför bör den vara med?"}
        help_texts = {
            "text": f"Skriv gärna vad ni har sett att den ger, och var man läser mer. {NO_PERSONS}",
        }
        error_messages = {
            "name": {"required": "Skriv vad metoden heter."},
            "text": {"required": "Skriv varför metoden bör vara med."},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["main_b"].choices = [("", "Vet inte"), *B4.choices]


class AnswerForm(GuardedText, forms.Form):
    """An editor's answer: the method that it became, or why not."""

    method = forms.ModelChoiceField(
        label="Metoden som det blev",
        queryset=Method.objects.all(),
        required=False,
        empty_label="Den förs inte in",
        help_text="Lägg till metoden först om den inte finns, och välj den sedan här.",
    )
    answer = forms.CharField(
        label="Svar",
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text="Den som skickade in förslaget läser svaret.",
        error_messages={"required": "Skriv ett svar till den som skickade in förslaget."},
    )
