"""The B4 × category matrix: how many activities and how much money stand in each cell.

An activity counts once: under its main B, and under its category in the agreement that holds the
year. Only what the reader sees is counted. Money is what was used in the year, by the B of the
activity that it was booked on and the category that it was given for.
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Case, CharField, Count, F, OuterRef, Q, Subquery, Sum, Value, When
from django.urls import reverse
from django.utils.text import Truncator

from actors.models import Actor, County
from funding.models import Account, Allocation, Transfer
from initiatives.models import B4, Activity, Category

NONE = "utan"  # in the address: without a B
LINES = [*B4.values, ""]  # the four B in their order, and what has none
# Our own short names of the categories, for narrow screens and for what is read aloud; the head of
# the table has the exact ones. A category without one is called by its alias, or cut.
SHORT = {
    (2024, 1): "Samsjuklighet och omfattande behov",
    (2024, 2): "Suicidprevention",
    (2024, 3): "Barn och unga",
    (2024, 4): "Brukarmedverkan (brukarmiljonen)",
}


@dataclass(frozen=True)
class Scope:
    """What a matrix is of: a year, and an actor or a county or both."""

    year: int
    actor: Actor | None = None
    county: County | None = None

    def activities(self, user):
        """The activities that it counts: published, of the year, and visible to the reader."""
        found = Activity.objects.visible_to(user).published().in_year(self.year).order_by()
        if self.actor:
            found = found.with_actor(self.actor)
        if self.county:
            found = found.with_any_of(self.county.actors.order_by().values("pk"))
        return found

    def allocations(self, user):
        found = Allocation.objects.visible_to(user).order_by()
        if self.actor:
            found = found.filter(receiver=self.actor)
        return found.filter(frame__county=self.county) if self.county else found

    def url(self, **more):
        """The list of exactly those activities, narrowed by `more`."""
        query = {"ar": self.year, "utkast": "utan"}
        if self.actor:
            query["aktor"] = self.actor.pk
        if self.county:
            query["lan"] = self.county.code
        return reverse("initiatives:activities", query=query | more)

    def __str__(self):
        return " i ".join(str(part) for part in (self.actor, self.county) if part) or "Hela landet"


@dataclass(frozen=True)
class Column:
    """A category, or None for what has none: its short label, and how the address says it."""

    category: int | None
    label: str
    query: dict


def matrix_of(scope, user):
    """The matrix as the page shows it: columns, rows, sums and what is empty."""
    categories = list(categories_of(scope.year))
    columns = _columns(categories)
    counts = _counts(scope, user, categories)
    money, untied = _money(scope, user, columns)
    further = _further(scope, user)
    rows = [
        _line(
            scope,
            columns,
            {"huvudb": b or NONE},
            counts=[counts[b, column.category] for column in columns],
            kronor=[money[b, column.category] for column in columns],
        )
        | {"b": B4(b) if b else None, "further": further.get(b, 0)}
        for b in LINES
    ]
    sums = _line(
        scope,
        columns,
        {},
        counts=[sum(counts[b, column.category] for b in LINES) for column in columns],
        kronor=[
            sum(money[b, column.category] for b in LINES) + untied[column.category]
            for column in columns
        ],
    )
    for row in rows:
        for cell in row["cells"]:
            cell["is_gap"] = row["b"] and cell["is_category"] and not cell["count"]
    return {
        "categories": categories,
        "first_year": categories[0].first_year if categories else None,
        "rows": rows,
        "untied": [
            {"label": column.label, "kronor": untied[column.category]} for column in columns
        ],
        "untied_total": sum(untied.values()),
        "sums": sums["cells"],
        "total": sums["total"],
        "gaps": [row for row in rows if row["b"] and not row["total"]["count"]],
        "methods": reverse("initiatives:methods"),  # what could fill an empty cell: ?b=…
    }


def _columns(categories):
    """One for each category, and one for what has none of them."""
    columns = [
        Column(category.pk, _short(category), {"kategori": category.pk}) for category in categories
    ]
    without = {"utankategori": categories[0].first_year} if categories else {}
    return [*columns, Column(None, "Utan kategori", without)]


def _short(category):
    own = SHORT.get((category.first_year, category.number))
    return own or Truncator(category.alias or category).chars(34)


def categories_of(year):
    """The categories of the agreement that holds the year, or of the last one before it."""
    latest = Category.objects.filter(first_year__lte=year).order_by("-first_year")
    return Category.objects.filter(first_year=Subquery(latest.values("first_year")[:1])).order_by(
        "number"
    )


def _counts(scope, user, categories):
    """(main B, category or None) → how many activities. An activity has one of each at most."""
    own = Category.objects.filter(activities=OuterRef("pk"), pk__in=[c.pk for c in categories])
    found = scope.activities(user).annotate(column=Subquery(own.order_by().values("pk")[:1]))
    counted = found.values_list("main_b", "column").annotate(n=Count("pk"))
    return Counter({(b, column): n for b, column, n in counted})


def _further(scope, user):
    """B → how many activities of another main B have it as one of their further ones."""
    return scope.activities(user).aggregate(
        **{b: Count("pk", filter=Q(further_b__contains=[b])) for b in B4.values}
    )


def _money(scope, user, columns):
    """Used kronor by (main B, category or None), and by category what no seen activity stands for.

    A use that was corrected was none.
    """
    seen = Activity.objects.visible_to(user).published().order_by().values("pk")
    spent = (
        Transfer.objects.filter(
            kind=Transfer.Kind.USE,
            corrected_by=None,
            on__year=scope.year,
            target__kind=Account.Kind.USED,
            target__allocation__in=scope.allocations(user).values("pk"),
        )
        .order_by()
        .annotate(
            b=Case(
                When(activity__in=seen, then=F("activity__main_b")),
                default=Value(None),
                output_field=CharField(),
            )
        )
        .values_list("b", "target__allocation__frame__component__category")
    )
    shown = {column.category for column in columns}
    money, untied = Counter(), Counter()
    for b, category, kronor in spent.annotate(kronor=Sum("amount")):
        column = category if category in shown else None
        if b is None:
            untied[column] += kronor
        else:
            money[b, column] += kronor
    return money, untied


def _line(scope, columns, of_b, *, counts, kronor):
    """A row of cells, one for each column, and their sum."""
    return {
        "cells": [
            {
                "label": column.label,
                "is_category": column.category is not None,
                "count": count,
                "kronor": amount,
                "url": scope.url(**of_b, **column.query),
            }
            for column, count, amount in zip(columns, counts, kronor, strict=True)
        ],
        "total": {"count": sum(counts), "kronor": sum(kronor), "url": scope.url(**of_b)},
    }
