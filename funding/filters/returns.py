"""Which returns are expected, and the filters of their list; they live in the address."""

import django_filters
from django.db.models import Case, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from actors.models import Actor, County
from funding.models import Allocation, Return, ReturnState, counties_funded_by

MISSING = "SAKNAS"
# Whose turn it is comes first: what is missing, then what waits for an answer.
TURN = {MISSING: 0, "SENT_BACK": 0, "DRAFT": 0, "FILLED": 0, "CERTIFIED": 1, "ACCEPTED": 2}


def expected_returns(user):
    """The allocations that a return is expected of, as the person has to do with them.

    Expected from day one: of the person's own actors, in the counties that the person funds, and
    for the national reader everywhere. `return_state` is SAKNAS before the first version is begun.
    """
    mine = Q(receiver__in=user.reach.actors) | Q(frame__county__in=counties_funded_by(user))
    seen = Allocation.objects.visible_to(user)
    latest = Return.objects.filter(allocation=OuterRef("pk")).order_by("-number")
    readable = latest.visible_to(user)
    return (seen if user.reach.is_national else seen.filter(mine)).annotate(
        return_state=Coalesce(Subquery(latest.values("state")[:1]), Value(MISSING)),
        return_pk=Subquery(readable.values("pk")[:1]),
        due=F("frame__component__agreement__report_due"),
    )


def by_turn(found):
    """What is missing first, and of that what is due first."""

    whens = [When(return_state=state, then=Value(turn)) for state, turn in TURN.items()]
    return found.annotate(turn=Case(*whens, output_field=IntegerField())).order_by(
        "turn", F("due").asc(nulls_last=True), "receiver__name", "pk"
    )


class ReturnFilter(django_filters.FilterSet):
    lage = django_filters.ChoiceFilter(
        label="Läge",
        method="by_state",
        choices=[
            ("saknas", "Saknas"),
            *((s.value.lower(), s.label) for s in ReturnState),
        ],
        empty_label="Alla lägen",
    )
    ar = django_filters.ChoiceFilter(
        label="År", method="by_year", choices=(), empty_label="Alla år"
    )
    lan = django_filters.ModelChoiceFilter(
        label="Län",
        field_name="frame__county",
        queryset=County.objects.none(),
        to_field_name="code",
        empty_label="Alla län",
    )
    mottagare = django_filters.ModelChoiceFilter(
        label="Mottagare",
        field_name="receiver",
        queryset=Actor.objects.none(),
        empty_label="Alla mottagare",
    )

    class Meta:
        model = Allocation
        fields = []

    def __init__(self, *args, queryset, **kwargs):
        super().__init__(*args, queryset=queryset, **kwargs)
        agreement = "frame__component__agreement"
        years = sorted(
            {
                year
                for first, last in queryset.order_by()
                .values_list(f"{agreement}__first_year", f"{agreement}__last_year")
                .distinct()
                for year in range(first, last + 1)
            },
            reverse=True,
        )
        self.filters["ar"].extra["choices"] = [(year, year) for year in years]
        self.filters["lan"].queryset = County.objects.filter(
            pk__in=queryset.order_by().values("frame__county")
        )
        self.filters["mottagare"].queryset = Actor.objects.filter(
            pk__in=queryset.order_by().values("receiver")
        )

    def by_state(self, queryset, name, value):
        if value == "saknas":
            return queryset.exclude(return_state__in=["CERTIFIED", "ACCEPTED"])
        return queryset.filter(return_state=value.upper())

    def by_year(self, queryset, name, value):
        return queryset.filter(
            frame__component__agreement__first_year__lte=value,
            frame__component__agreement__last_year__gte=value,
        )
