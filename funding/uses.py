"""What money was used for: the last column of Följ kronan."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Sum

from funding.flows import allocations_in, within_of
from funding.models import Component, Frame, Transfer
from initiatives.models import B4, Activity

HIDDEN = "Aktiviteter som inte visas här"
UNNAMED = "Ingen aktivitet är angiven"


@dataclass(frozen=True)
class Use:
    """What was used on an activity, or on all those of one B."""

    label: str
    amount: int
    url: str = ""
    tone: str = "none"


def uses_of(scope, user):
    """What was used, by activity or by B, less corrections. Returns a list of Use.

    The sum is exact; activities that the person may not see are told as one.
    """
    parts = {part.pk: part for part in Component.objects.filter(agreement=scope.agreement)}
    allocations = allocations_in(scope, within_of(scope.component, parts))
    if scope.is_wide:
        allocations = allocations.filter(frame__in=Frame.objects.visible_to(user))
    used = dict(
        Transfer.objects.booked()
        .filter(source__allocation__in=allocations.visible_to(user))
        .order_by()
        .values_list("activity")
        .annotate(total=Sum("amount"))
    )
    unnamed = used.pop(None, 0)
    seen = Activity.objects.visible_to(user).filter(pk__in=used)
    told = list(seen.only("pk", "title", "main_b"))
    hidden = sum(used.values()) - sum(used[activity.pk] for activity in told)
    named = _each(told, used) if scope.is_close else _by_b(told, used)
    rest = [Use(HIDDEN, hidden), Use(UNNAMED, unnamed)]
    return [use for use in [*named, *rest] if use.amount]


def _each(activities, used):
    found = [
        Use(str(activity), used[activity.pk], activity.get_absolute_url(), activity.main_b.lower())
        for activity in activities
    ]
    return sorted(found, key=lambda use: -use.amount)


def _by_b(activities, used):
    sums = defaultdict(int)
    for activity in activities:
        sums[activity.main_b] += used[activity.pk]
    return [Use(b.label, sums[b], tone=b.value.lower()) for b in B4] + [
        Use("Aktiviteter utan B", sums[""])
    ]
