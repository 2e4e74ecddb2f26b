"""What an application is weighed against: its pot, what the applicant has, and others like it."""

from collections import Counter
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchVector, TrigramSimilarity
from django.db.models import (
    Case,
    Count,
    F,
    FloatField,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.utils import timezone

from funding.models import (
    WITH_FUNDER,
    Allocation,
    Application,
    ApplicationState,
    BudgetLine,
    DecisionItem,
    DecisionState,
    Earmark,
    Frame,
    ItemAct,
    Return,
    ReturnState,
)
from initiatives.models import B4, Activity, Category
from initiatives.search import terms_of

ALIKE = 0.3  # how much two titles resemble each other, from 0 to 1
MOST_ALIKE = 6
MOST_ALLOCATIONS = 20


@dataclass(frozen=True)
class Pot:
    """A pot and what is asked of it, whole kronor: what is decided has left it already."""

    frame: Frame
    asked: int
    recommended: int
    unseen: int  # finished preparations that the reader may not see; not in `recommended`

    @property
    def rest(self):
        """What would be left if all that is recommended were decided; below zero is over."""
        return self.frame.left - self.recommended

    @property
    def over(self):
        return max(0, -self.rest)


def pots_of(frames, user):
    """A Pot for each frame (`with_sums()`), in two questions however many there are."""
    frames = list(frames)
    lines = BudgetLine.objects.filter(
        application__frame__in=frames, application__state__in=WITH_FUNDER
    ).order_by()
    asked = dict(lines.values_list("application__frame").annotate(n=Sum("amount")))
    prepared = Application.objects.filter(frame__in=frames, state=ApplicationState.PREPARED)
    seen = Q(pk__in=Application.objects.to_review(user).values("pk"), recommended__isnull=False)
    sums = {
        frame: (recommended or 0, unseen)
        for frame, recommended, unseen in prepared.with_recommended(user)
        .order_by()
        .values_list("frame")
        .annotate(total=Sum("recommended", filter=seen), unseen=Count("pk", filter=~seen))
    }
    return [Pot(frame, asked.get(frame.pk, 0), *sums.get(frame.pk, (0, 0))) for frame in frames]


def earmark_of(application):
    """The county's rule for the pot's category, or None, and whether the applicant is let in."""
    today = timezone.localdate()
    category = application.frame.component.category
    rule = Earmark.objects.rule(application.round.county, category, today)
    return rule, bool(rule and rule.lets(application.applicant, today))


@dataclass(frozen=True)
class Year:
    """What an actor has of one agreement, with its rows, and what is told of the money."""

    agreement: object
    rows: list

    def _sum(self, name):
        return sum(getattr(row["allocation"], name) for row in self.rows)

    @property
    def granted(self):
        return self._sum("granted")

    @property
    def paid(self):
        return self._sum("paid")

    @property
    def used(self):
        return self._sum("used")

    @property
    def left(self):
        return self._sum("left")

    @property
    def used_percent(self):
        return round(100 * self.used / self.granted) if self.granted else 0


def money_of(actor, user):
    """What the actor has been given, a Year for each agreement with the latest first."""
    today = timezone.localdate()
    found = Allocation.objects.visible_to(user).filter(receiver=actor).with_sums()
    allocations = found.order_by("-frame__component__agreement__first_year", "pk")
    allocations = list(allocations[:MOST_ALLOCATIONS])
    told = Return.objects.visible_to(user).filter(allocation__in=allocations).latest()
    returns = {one.allocation_id: one for one in told}
    years = {}
    for allocation in allocations:
        row = {"allocation": allocation, "return": returns.get(allocation.pk)}
        row["told"] = _told(row["return"], allocation.frame.component.agreement, today)
        years.setdefault(allocation.frame.component.agreement, []).append(row)
    return [Year(agreement, rows) for agreement, rows in years.items()]


def _told(found, agreement, today):
    """How the account of an allocation stands: the tone and the words of its state."""
    due = agreement.report_due
    if found and found.state == ReturnState.ACCEPTED:
        return "done", "Redovisad"
    if found and found.state == ReturnState.CERTIFIED:
        return "active", "Inskickad"
    if found and found.state == ReturnState.SENT_BACK:
        return "waiting", "Åter"
    if due and due < today:
        return "stopped", "Saknas"
    return "neutral", "Inte än"


def matrix_of(actor, year, user):
    """The actor's activities of the year as B × category, as far as the reader sees them."""
    latest = Category.objects.filter(first_year__lte=year).order_by("-first_year")
    first = Subquery(latest.values("first_year")[:1])
    categories = list(Category.objects.filter(first_year=first).order_by("number"))
    own = Category.objects.filter(activities=OuterRef("pk"), pk__in=[c.pk for c in categories])
    activities = Activity.objects.visible_to(user).published().in_year(year).with_actor(actor)
    counted = (
        activities.order_by()
        .annotate(column=Subquery(own.order_by().values("pk")[:1]))
        .values_list("main_b", "column")
        .annotate(n=Count("pk"))
    )
    counts = Counter({(b, column): n for b, column, n in counted})
    columns = [*(category.pk for category in categories), None]
    return {
        "categories": categories,
        "rows": [
            {
                "b": b,
                "cells": [(column, counts[b.value, column]) for column in columns],
            }
            for b in B4
        ],
        "total": counts.total(),
    }


def similar_to(application, user):
    """Others in the county, also of earlier years: of the same kind, or with a title alike."""
    title = application.title
    words = SearchQuery(" | ".join(terms_of(title)), config="swedish", search_type="raw")
    component = application.frame.component
    same = Q(frame__component__category=component.category_id, main_b=application.main_b)
    same &= ~Q(main_b="") & Q(frame__component__category__isnull=False)
    granted = DecisionItem.objects.filter(
        application=OuterRef("pk"), act=ItemAct.GRANT, decision__state=DecisionState.DECIDED
    ).order_by("-pk")
    found = (
        Application.objects.to_review(user)
        .filter(round__county=application.round.county_id)
        .exclude(pk=application.pk)
        .annotate(
            words=SearchVector("title", config="swedish"),
            likeness=TrigramSimilarity("title", title),
            kindred=Case(
                When(same, then=Value(1.0)), default=Value(0.0), output_field=FloatField()
            ),
            granted=Subquery(granted.values("amount")[:1]),
        )
        .filter(Q(kindred=1.0) | Q(likeness__gte=ALIKE) | Q(words=words))
        .annotate(rank=F("likeness") + F("kindred"))
    )
    return (
        found.with_asked()
        .select_related("applicant", "round__agreement", "frame__component__category")
        .order_by("-rank", "-submitted_at", "-pk")[:MOST_ALIKE]
    )
