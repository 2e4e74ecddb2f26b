"""What the overviews are of, and in which order; it lives in the address."""

from django import forms
from django.db.models import Q
from django.utils import timezone

from actors.models import Actor, County
from reports.forms.runs import FIRST_YEAR


class MatrixForm(forms.Form):
    """An actor or a county, and a year."""

    aktor = forms.ModelChoiceField(
        label="Aktör",
        queryset=Actor.objects.none(),
        required=False,
        empty_label="Alla aktörer",
        error_messages={"invalid_choice": "Välj en aktör i listan."},
    )
    lan = forms.ModelChoiceField(
        label="Län",
        queryset=County.objects.all(),
        to_field_name="code",
        required=False,
        empty_label="Alla län",
        error_messages={"invalid_choice": "Välj ett län i listan."},
    )
    ar = forms.IntegerField(
        label="År",
        min_value=FIRST_YEAR,
        widget=forms.NumberInput({"inputmode": "numeric"}),
        error_messages={
            "required": "Skriv vilket år matrisen gäller.",
            "invalid": "Skriv året med fyra siffror, till exempel 2024.",
            "min_value": f"Skriv ett år från {FIRST_YEAR} och framåt.",
        },
    )

    def __init__(self, data, *, user):
        super().__init__(data)
        reach = user.reach
        actors = Actor.objects.active()
        if not reach.is_national:
            near = Actor.objects.filter(counties__in=reach.counties).values("pk")
            actors = actors.filter(Q(pk__in=near) | Q(pk__in=reach.actors))
        self.fields["aktor"].queryset = actors

    def clean_ar(self):
        year = self.cleaned_data["ar"]
        if year > timezone.localdate().year + 1:
            raise forms.ValidationError("Välj ett år till och med nästa år.")
        return year


class CountyForm(forms.Form):
    """Which kommuner of a county to show, and which of them first."""

    SHOW = [
        ("", "Alla kommuner"),
        ("ring", "De som behöver ett samtal"),
        ("utan-plan", "Utan antagen plan"),
        ("utan-samordnare", "Utan samordnare"),
        ("tyst", "Inget loggat på länge"),
        ("lucka", "Inget som du kan se under något B"),
    ]
    SORT = [
        ("", "Störst behov först"),
        ("namn", "Namn"),
        ("plan", "Äldst plan först"),
        ("loggat", "Längst sedan loggat först"),
    ]
    visa = forms.ChoiceField(
        label="Visa",
        choices=SHOW,
        required=False,
        error_messages={"invalid_choice": "Välj i listan vilka kommuner som ska visas."},
    )
    sortera = forms.ChoiceField(
        label="Ordning",
        choices=SORT,
        required=False,
        error_messages={"invalid_choice": "Välj ordning i listan."},
    )
