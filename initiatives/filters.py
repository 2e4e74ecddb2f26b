import django_filters
from django import forms
from django.db.models import Q

from actors.models import Actor
from initiatives.models import B4, Activity


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

    def drafts(self, queryset, name, value):
        return queryset.published() if value == "utan" else queryset.drafts()
