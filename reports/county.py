"""A county seen by its samordnare: every kommun under the four B, and who needs a call."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, F, Max, Q, Value
from django.urls import reverse

from actors.models import Actor, Kind
from initiatives.models import B4, Activity, Plan
from portal.swedish import listed

OLD = 4  # years: a plan is revised once every mandate period
QUIET = 90  # days without a log entry


@dataclass
class Row:
    """What a kommun has and lacks, as far as the reader sees."""

    actor: Actor
    today: date
    plan: Plan | None = None
    has_coordinator: bool = False
    latest_on: date | None = None
    cells: list = field(default_factory=list)

    @property
    def plan_age(self):
        """Whole years since the plan was adopted, or None."""
        if not self.plan:
            return None
        on, today = self.plan.adopted_on, self.today
        return today.year - on.year - ((today.month, today.day) < (on.month, on.day))

    @property
    def plan_is_old(self):
        return self.plan is not None and self.plan_age >= OLD

    @property
    def plan_is_overdue(self):
        """Whether it should have been revised, or its years are over."""
        if not self.plan:
            return False
        due = self.plan.revise_before
        return bool(due and due < self.today) or self.plan.last_year < self.today.year

    @property
    def quiet_days(self):
        """Days since something was logged, when they are many; None when the log is alive."""
        days = (self.today - self.latest_on).days if self.latest_on else None
        return days if days is None or days >= QUIET else 0

    @property
    def is_quiet(self):
        return self.quiet_days != 0

    @property
    def empty_bs(self):
        return [cell["b"] for cell in self.cells if not cell["count"]]

    def reasons(self):
        """Why somebody should call, each the rest of a sentence; empty when nobody needs to."""
        found = []
        if not self.plan:
            found.append("ingen antagen plan")
        elif self.plan_is_old:
            found.append(f"planen antogs för {self.plan_age} år sedan")
        elif self.plan_is_overdue:
            found.append("planen skulle ha setts över")
        if self.latest_on is None:
            found.append("inget är loggat")
        elif self.is_quiet:
            found.append(f"inget är loggat på {self.quiet_days} dagar")
        if not self.has_coordinator:
            found.append("ingen samordnare i portalen")
        if len(self.empty_bs) == len(B4):
            found.append("inget som du kan se under något av de fyra B")
        elif self.empty_bs:
            found.append("inget som du kan se under " + listed(b.label for b in self.empty_bs))
        return found

    def sentence(self):
        """The reasons as one sentence, after the name."""
        reasons = listed(self.reasons())
        return f"{reasons[:1].upper()}{reasons[1:]}."


def rows_of(county, user, today):
    """A Row for every kommun of the county, in Swedish order. One query for each question."""
    kommuner = list(Actor.objects.active().in_county(county).filter(kind=Kind.KOMMUN))
    ids = [kommun.pk for kommun in kommuner]
    plans = _plans_of(ids, user)
    coordinated = set(
        Actor.objects.with_coordinator().filter(pk__in=ids).order_by().values_list("pk", flat=True)
    )
    counted, latest = _counted(ids, user, today.year)
    return [
        Row(
            actor=kommun,
            today=today,
            plan=plans.get(kommun.pk),
            has_coordinator=kommun.pk in coordinated,
            latest_on=latest.get(kommun.pk),
            cells=_cells(kommun, counted[kommun.pk], today.year),
        )
        for kommun in kommuner
    ]


def _plans_of(ids, user):
    """Kommun → its latest adopted plan: its own, else another actor's that covers it."""
    adopted = Plan.objects.visible_to(user).adopted()
    own = adopted.filter(owner__in=ids).annotate(kommun=F("owner"), is_own=Value(1))
    shared = adopted.filter(covers__in=ids).annotate(kommun=F("covers"), is_own=Value(0))
    found = own.order_by().union(shared.order_by()).order_by("is_own", "adopted_on", "id")
    return {plan.kommun: plan for plan in found}


def total_of(county, user, year):
    """The county's own sums by B: what several of its kommuner do together counts once."""
    kommuner = (
        Actor.objects.active().in_county(county).filter(kind=Kind.KOMMUN).order_by().values("pk")
    )
    theirs = _seen(user).in_year(year).with_any_of(kommuner)
    return _cells(None, theirs.aggregate(**_sums()), year)


def _counted(ids, user, year):
    """Kommun → its sums: of what it leads and of what it takes part in, which is never the same."""
    seen = _seen(user)
    of_year = seen.in_year(year)
    joined = Activity.partners.through.objects.filter(actor__in=ids).order_by()
    asked = [
        of_year.filter(lead__in=ids).values("lead").annotate(**_sums()),
        seen.filter(lead__in=ids).values("lead").annotate(latest=Max("latest_on")),
        joined.filter(activity__in=of_year.values("pk"))
        .values("actor")
        .annotate(**_sums("activity__")),
        joined.filter(activity__in=seen.values("pk"))
        .values("actor")
        .annotate(latest=Max("activity__latest_on")),
    ]
    counted = {pk: Counter() for pk in ids}
    latest = {}
    for row in (row for query in asked for row in query):
        kommun = row.pop("lead", None) or row.pop("actor")
        on = row.pop("latest", None)
        if on:
            latest[kommun] = max(on, latest.get(kommun, on))
        counted[kommun].update(row)
    return counted, latest


def _seen(user):
    return Activity.objects.visible_to(user).published().order_by()


def _sums(prefix=""):
    """Under each B, main or further, as the list that the cell leads to filters; and going on."""
    found = {}
    for b in B4.values:
        under = Q(**{f"{prefix}main_b": b}) | Q(**{f"{prefix}further_b__contains": [b]})
        going_on = under & Q(**{f"{prefix}status": Activity.Status.ONGOING})
        found[b] = Count(f"{prefix}pk", filter=under)
        found[f"{b}_ongoing"] = Count(f"{prefix}pk", filter=going_on)
    return found


def _cells(kommun, found, year):
    """The four B in their order: how many activities of the year, and how many go on now."""
    return [
        {
            "b": b,
            "count": found.get(b.value, 0),
            "ongoing": found.get(f"{b.value}_ongoing", 0),
            "url": kommun
            and reverse(
                "initiatives:activities",
                query={"aktor": kommun.pk, "b": b.value, "ar": year, "utkast": "utan"},
            ),
        }
        for b in B4
    ]
