"""The filters of the list of applications; they live in the address."""

import django_filters

from actors.models import Actor
from funding.models import Application, ApplicationState, Round
from initiatives.filters import ChipsMixin
from initiatives.models import B4, Category


class ApplicationFilter(ChipsMixin, django_filters.FilterSet):
    omgang = django_filters.ModelChoiceFilter(
        label="Omgång", field_name="round", queryset=Round.objects.none(), empty_label="Alla"
    )
    lage = django_filters.ChoiceFilter(
        label="Läge", field_name="state", choices=ApplicationState.choices, empty_label="Alla"
    )
    b = django_filters.ChoiceFilter(
        label="B", field_name="main_b", choices=B4.choices, empty_label="Alla B"
    )
    kategori = django_filters.ModelChoiceFilter(
        label="Kategori",
        field_name="frame__component__category",
        queryset=Category.objects.none(),
        empty_label="Alla kategorier",
    )
    aktor = django_filters.ModelChoiceFilter(
        label="Sökande",
        field_name="applicant",
        queryset=Actor.objects.none(),
        empty_label="Alla sökande",
    )

    class Meta:
        model = Application
        fields = []

    def __init__(self, *args, visible, **kwargs):
        super().__init__(*args, **kwargs)
        of = {
            "omgang": Round.objects.filter(pk__in=visible.values("round")),
            "kategori": Category.objects.filter(
                pk__in=visible.values("frame__component__category")
            ).order_by("-first_year", "number"),
            "aktor": Actor.objects.filter(pk__in=visible.values("applicant")),
        }
        for name, rows in of.items():
            self.filters[name].queryset = rows
