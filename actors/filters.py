"""The register's filters; they live in the URL."""

import django_filters
from django.db.models import Case, OuterRef, Subquery, Value, When

from actors.models import Actor, Alias, County, Kind

WITH, WITHOUT = "med", "utan"


class ActorFilter(django_filters.FilterSet):
    sok = django_filters.CharFilter(label="Namn eller alias", method="search")
    lan = django_filters.ModelChoiceFilter(
        label="Län",
        field_name="counties",
        queryset=County.objects.all(),
        to_field_name="code",
        empty_label="Alla län",
    )
    slag = django_filters.ChoiceFilter(
        label="Slag", field_name="kind", choices=Kind.choices, empty_label="Alla slag"
    )
    plan = django_filters.ChoiceFilter(
        label="Handlingsplan",
        method="by_plan",
        choices=[(WITH, "Har antagen plan"), (WITHOUT, "Saknar plan")],
        empty_label="Med och utan",
    )
    samordnare = django_filters.ChoiceFilter(
        label="Samordnare",
        method="by_coordinator",
        choices=[(WITH, "Har samordnare"), (WITHOUT, "Saknar samordnare")],
        empty_label="Med och utan",
    )
    upphorda = django_filters.ChoiceFilter(
        label="Upphörda", method="as_is", choices=[("ja", "Visa också")], empty_label="Visa inte"
    )

    class Meta:
        model = Actor
        fields = []

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def filter_queryset(self, queryset):
        """Those that have ended are shown only to who asks for them."""
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("upphorda") else found.active()

    def search(self, queryset, name, value):
        """Found by an alias or a short name, `known_as` says which."""
        aliases = Alias.objects.filter(actor=OuterRef("pk"), name__icontains=value)
        return queryset.named(value).annotate(
            known_as=Case(
                When(name__icontains=value, then=Value(None)),
                When(short_name__icontains=value, then="short_name"),
                default=Subquery(aliases.order_by("name").values("name")[:1]),
            )
        )

    def by_plan(self, queryset, name, value):
        chosen = queryset.with_plan if value == WITH else queryset.without_plan
        return chosen(self.user)

    def by_coordinator(self, queryset, name, value):
        return queryset.with_coordinator() if value == WITH else queryset.without_coordinator()

    def as_is(self, queryset, name, value):
        return queryset
