"""The filters and the order of the review queue; they live in the address."""

import django_filters
from django import forms
from django.db.models import F, Q

from actors.models import Actor
from funding.models import ApplicationState, Question, Round
from initiatives.models import B4, Category

STATES = [choice for choice in ApplicationState.choices if choice[0] != ApplicationState.DRAFT]
ORDER = {
    "inskickad": [F("submitted_at")],
    "sokande": [F("applicant__name")],
    "andamal": [F("title")],
    "sokt": [F("asked")],
    "foreslaget": [F("recommended")],
    "lage": [F("state")],
}
FIRST = "-inskickad"  # the latest first


class ReviewFilter(django_filters.FilterSet):
    omgang = django_filters.ModelChoiceFilter(
        label="Omgång", field_name="round", queryset=Round.objects.none(), empty_label="Alla"
    )
    lage = django_filters.ChoiceFilter(
        label="Läge", field_name="state", choices=STATES, empty_label="Alla"
    )
    kategori = django_filters.ModelChoiceFilter(
        label="Kategori",
        field_name="frame__component__category",
        queryset=Category.objects.none(),
        empty_label="Alla",
    )
    b = django_filters.ChoiceFilter(
        label="B", field_name="main_b", choices=B4.choices, empty_label="Alla"
    )
    sokande = django_filters.ModelChoiceFilter(
        label="Sökande", method="by_applicant", queryset=Actor.objects.none(), empty_label="Alla"
    )
    sena = django_filters.ChoiceFilter(
        label="Inskickad",
        method="by_lateness",
        choices=[("ja", "Sent"), ("nej", "I tid")],
        empty_label="När som helst",
    )
    mina = django_filters.ChoiceFilter(
        label="Beredda av",
        method="by_officer",
        choices=[("ja", "Mig")],
        empty_label="Vem som helst",
    )
    sortera = django_filters.ChoiceFilter(
        method="in_order",
        choices=[(sign + name, name) for name in ORDER for sign in ("", "-")],
        widget=forms.HiddenInput,
    )

    def __init__(self, *args, user, applications, **kwargs):
        """`applications` is what the reader may review at all: what the choices are made of."""
        super().__init__(*args, **kwargs)
        self.user = user
        sent = applications.order_by()
        self.filters["omgang"].queryset = Round.objects.filter(pk__in=sent.values("round"))
        self.filters["kategori"].queryset = Category.objects.filter(
            pk__in=sent.values("frame__component__category")
        )
        self.filters["sokande"].queryset = Actor.objects.filter(
            Q(pk__in=sent.values("applicant")) | Q(co_applications__in=sent.values("pk"))
        ).distinct()

    def filter_queryset(self, queryset):
        found = super().filter_queryset(queryset)
        return found.order_by(*self.order())

    def order(self):
        asked = self.form.cleaned_data.get("sortera") or FIRST
        by = ORDER[asked.removeprefix("-")]
        down = asked.startswith("-")
        return [
            *(one.desc(nulls_last=True) if down else one.asc(nulls_last=True) for one in by),
            "-pk",
        ]

    def narrowing(self):
        """Names of the filters that the address gives a value."""
        return [name for name in self.filters if name != "sortera" and self.data.get(name)]

    def headings(self):
        """Each sortable heading: what the address is to say, and how the list stands by it now."""
        now = self.data.get("sortera") or FIRST
        return {
            name: {
                "next": f"-{name}" if now == name else name,
                "sorted": {name: "ascending", f"-{name}": "descending"}.get(now, ""),
            }
            for name in ORDER
        }

    def by_applicant(self, queryset, name, value):
        together = queryset.model.co_applicants.through.objects.filter(actor=value)
        return queryset.filter(Q(applicant=value) | Q(pk__in=together.values("application")))

    def by_lateness(self, queryset, name, value):
        return queryset.filter(is_sent_late=value == "ja")

    def by_officer(self, queryset, name, value):
        asked = Question.objects.filter(asked_by=self.user).values("application")
        return queryset.filter(Q(preparation__prepared_by=self.user) | Q(pk__in=asked))

    def in_order(self, queryset, name, value):
        return queryset
