from django import forms
from django.utils import timezone

from actors.access import MAY, Act
from actors.models import Actor

FIRST_YEAR = 2008  # the first of the special efforts that the agreements are about (Storsthlm 2021)


class OrderForm(forms.Form):
    """Which follow-up to make."""

    actor = forms.ModelChoiceField(
        label="Aktör",
        queryset=Actor.objects.none(),
        empty_label=None,
        error_messages={
            "required": "Välj vems uppföljning du vill ha.",
            "invalid_choice": "Välj en aktör i listan.",
        },
    )
    year = forms.IntegerField(
        label="År",
        min_value=FIRST_YEAR,
        widget=forms.NumberInput({"inputmode": "numeric"}),
        error_messages={
            "required": "Skriv vilket år uppföljningen gäller.",
            "invalid": "Skriv året med fyra siffror, till exempel 2024.",
            "min_value": f"Skriv ett år från {FIRST_YEAR} och framåt.",
        },
    )

    def __init__(self, *args, user, acting, **kwargs):
        super().__init__(*args, **kwargs)
        allowed = [a for a, roles in user.reach.roles.items() if roles & MAY[Act.ORDER_REPORT]]
        self.fields["actor"].queryset = Actor.objects.filter(pk__in=allowed)
        self.fields["actor"].initial = acting
        self.fields["year"].initial = timezone.localdate().year - 1  # the last whole year

    def clean_year(self):
        year = self.cleaned_data["year"]
        if year > timezone.localdate().year:
            raise forms.ValidationError("Året har inte börjat än. Välj i år eller ett tidigare år.")
        return year
