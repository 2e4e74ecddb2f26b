"""A county's money in an agreement: its categories, the year before, and what is due when."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from funding.models import (
    Account,
    Agreement,
    ApplicationState,
    BudgetLine,
    DecisionItem,
    DecisionState,
    Frame,
    ItemAct,
    Round,
)

COLUMNS = ("frame", "applied", "proposed", "decided", "paid", "used", "left")
APPLIED = [
    ApplicationState.SUBMITTED,
    ApplicationState.RETURNED,
    ApplicationState.PREPARED,
    ApplicationState.GRANTED,
    ApplicationState.DECLINED,
]


@dataclass
class Row:
    """One pot and its sums by column; the same category the year before, or None."""

    pot: Frame
    sums: dict
    before: dict | None = None

    @property
    def cells(self):
        """(label, amount, amount the year before or None) of each column."""
        before = self.before or {}
        return [(LABELS[name], self.sums[name], before.get(name)) for name in COLUMNS]


LABELS = {
    "frame": "I potten",
    "applied": "Sökt",
    "proposed": "I beslut som väntar",
    "decided": "Beslutat",
    "paid": "Utbetalt",
    "used": "Använt",
    "left": "Kvar att fördela",
}


def pots_of(county, agreements, user):
    """Every pot and frame of the county in the agreements, with its sums: one question.

    What was applied for is a sum: who may see the county's pots may see it, though not the texts.
    """

    def balances(*kinds):
        rows = Account.objects.filter(allocation__frame=OuterRef("pk"), kind__in=kinds)
        return _sum(rows, "allocation__frame", "balance")

    applied = BudgetLine.objects.filter(
        application__frame=OuterRef("pk"), application__state__in=APPLIED
    )
    proposed = DecisionItem.objects.filter(
        frame=OuterRef("pk"), act=ItemAct.GRANT, decision__state=DecisionState.PROPOSED
    )
    return (
        Frame.objects.visible_to(user)
        .filter(county=county, component__agreement__in=agreements)
        .with_sums()
        .annotate(
            applied=_sum(applied, "application__frame", "amount"),
            proposed=_sum(proposed, "frame", "amount"),
            paid=balances(*Account.PAID_OUT),
            used=balances("USED", "OWED"),
        )
    )


def _sum(rows, by, column):
    return Coalesce(Subquery(rows.order_by().values(by).annotate(n=Sum(column)).values("n")), 0)


def sums_of(pot):
    return {
        "frame": pot.total,
        "applied": pot.applied,
        "proposed": pot.proposed,
        "decided": pot.given,
        "paid": pot.paid,
        "used": pot.used,
        "left": pot.left,
    }


def rows_of(pots, earlier):
    """A Row for each joint pot, beside the same category in the agreement before."""
    before = {}
    for pot in earlier:
        for mark in _marks(pot):
            before.setdefault(mark, sums_of(pot))
    rows = []
    for pot in pots:
        found = next((before[mark] for mark in _marks(pot) if mark in before), None)
        rows.append(Row(pot, sums_of(pot), found))
    return rows


def _marks(pot):
    """What a category is known by from year to year: its number, or its name."""
    category = pot.component.category
    if category:
        return [category.number, category.name.casefold()]
    return [pot.component.name.casefold()]


def total_of(rows):
    """The sums of all rows, and of the year before when there is one."""
    total = {name: sum(row.sums[name] for row in rows) for name in COLUMNS}
    earlier = [row.before for row in rows if row.before]
    before = {name: sum(one[name] for one in earlier) for name in COLUMNS} if earlier else None
    return Row(None, total, before)


def agreement_before(agreement, agreements):
    """The agreement that this one builds on, or else the latest that ended before it began."""
    if agreement.predecessor_id:
        return Agreement(pk=agreement.predecessor_id)
    ended = [one for one in agreements if one.last_year < agreement.first_year]
    return max(ended, key=lambda one: one.last_year, default=None)


@dataclass(frozen=True)
class Deadline:
    """A day that something is due, in words."""

    on: date
    text: str
    round: int | None = None


def deadlines_of(county, agreement, user, today):
    """What is due, the nearest first: rounds that close, and what the agreement says."""
    rounds = Round.objects.visible_to(user).filter(
        county=county, agreement=agreement, closes_on__gte=today
    )
    found = [Deadline(one.closes_on, f"Sista ansökningsdag i {one}", one.pk) for one in rounds]
    report_to = f" till {agreement.report_to}" if agreement.report_to else ""
    for day, text in (
        (agreement.usable_until, "Sista dag att använda medlen"),
        (agreement.report_due, f"Redovisa{report_to} senast"),
        (agreement.repay_due, "Betala tillbaka senast"),
    ):
        if day:
            found.append(Deadline(day, text))
    return sorted(found, key=lambda deadline: deadline.on)
