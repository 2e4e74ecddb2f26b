import django_filters
from django import forms
from django.db.models import Q

from actors.models import Actor, County
from initiatives.models import B4, Activity, Category

NONE = "utan"


def _years_of_categories():
    return Category.objects.order_by("-first_year").values_list("first_year", flat=True).distinct()


class ActivityFilter(django_filters.FilterSet):
    """The activity list's filters; they live in the URL."""

    sok = django_filters.CharFilter(
        label="Sök i rubriken", field_name="title", lookup_expr="icontains"
    )
    b = django_filters.ChoiceFilter(
        label="B", choices=B4.choices, empty_label="Alla B", method="has_b"
    )
    status = django_filters.ChoiceFilter(
        label="Status", choices=Activity.Status.choices, empty_label="Alla"
    )
    ar = django_filters.NumberFilter(
        label="År",
        method="touches_year",
        min_value=1990,
        max_value=2100,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )
    aktor = django_filters.ModelChoiceFilter(
        label="Aktör",
        queryset=Actor.objects.none(),
        empty_label="Alla aktörer",
        method="with_actor",
    )
    lan = django_filters.ModelChoiceFilter(
        label="Län",
        queryset=County.objects.all(),
        to_field_name="code",
        empty_label="Alla län",
        method="in_county",
    )
    kategori = django_filters.ModelChoiceFilter(
        label="Kategori",
        queryset=Category.objects.all(),
        empty_label="Alla kategorier",
        method="in_category",
    )
    # What the matrix of reports/matrix.py counts by: the main B alone, and what has none.
    huvudb = django_filters.ChoiceFilter(
        label="Huvudsakligt B",
        choices=[*B4.choices, (NONE, "Inget")],
        empty_label="Alla",
        method="has_main_b",
    )
    utankategori = django_filters.ChoiceFilter(
        label="Saknar kategori från",
        choices=lambda: [(str(year), str(year)) for year in _years_of_categories()],
        empty_label="Visa alla",
        method="lacks_category",
    )

    utkast = django_filters.ChoiceFilter(
        label="Utkast",
        choices=[("utan", "Ta inte med"), ("bara", "Visa bara utkast")],
        empty_label="Ta med",
        method="drafts",
    )

    class Meta:
        model = Activity
        fields = []

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        visible = Activity.objects.visible_to(user)
        joined = Activity.partners.through.objects.filter(activity__in=visible)
        self.filters["aktor"].queryset = Actor.objects.filter(
            Q(pk__in=visible.values("lead")) | Q(pk__in=joined.values("actor"))
        )

    def has_b(self, queryset, name, value):
        return queryset.filter(Q(main_b=value) | Q(further_b__contains=[value]))

    def touches_year(self, queryset, name, value):
        return queryset.in_year(int(value))

    def with_actor(self, queryset, name, value):
        return queryset.with_actor(value)

    def in_county(self, queryset, name, value):
        return queryset.with_any_of(value.actors.order_by().values("pk"))

    def in_category(self, queryset, name, value):
        return queryset.filter(categories=value)

    def has_main_b(self, queryset, name, value):
        return queryset.filter(main_b="" if value == NONE else value)

    def lacks_category(self, queryset, name, value):
        return queryset.exclude(categories__first_year=value)

    def drafts(self, queryset, name, value):
        return queryset.published() if value == "utan" else queryset.drafts()
