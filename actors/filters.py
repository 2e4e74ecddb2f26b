import django_filters
from django.db.models import Q

from actors.models import Actor, County, Kind


class ActorFilter(django_filters.FilterSet):
    """The register's filters; they live in the URL."""

    sok = django_filters.CharFilter(label="Sök på namn", method="search")
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

    class Meta:
        model = Actor
        fields = []

    def search(self, queryset, name, value):
        return queryset.filter(Q(name__icontains=value) | Q(short_name__icontains=value))
