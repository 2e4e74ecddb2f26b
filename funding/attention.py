"""What awaits those who decide over a county's money: lists with a count and what to do."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from funding.models import (
    Allocation,
    Concurrence,
    DecisionState,
    PlannedPayment,
    Requisition,
    Return,
    ReturnState,
    Transfer,
)
from portal.swedish import datum, kr

SHOWN = 8  # of each list; the rest are counted
RETURNED = [ReturnState.CERTIFIED, ReturnState.ACCEPTED]


@dataclass
class Waiting:
    """One list: its rows as (text, address, note), and what an empty one means."""

    title: str
    empty: str
    rows: list = field(default_factory=list)
    route: str = ""  # where all of them are

    @property
    def count(self):
        return len(self.rows)

    @property
    def shown(self):
        return self.rows[:SHOWN]

    @property
    def more(self):
        return max(0, self.count - SHOWN)


def with_what_awaits(allocations, today):
    """Add what the lists below ask of each allocation, so that they are one question."""
    uses = Transfer.objects.booked().filter(activity=None, source__allocation=OuterRef("pk"))
    planned = PlannedPayment.objects.filter(allocation=OuterRef("pk"), due_on__lt=today)
    planned = planned.order_by().values("allocation").annotate(n=Sum("amount")).values("n")
    returned = Return.objects.filter(allocation=OuterRef("pk"), state__in=RETURNED)
    asked = Requisition.objects.waiting().filter(allocation=OuterRef("pk"))
    return allocations.annotate(
        uses_without_activity=Exists(uses),
        planned_by_now=Coalesce(Subquery(planned), 0),
        is_returned=Exists(returned),
        requisitioned=Subquery(asked.values("amount")[:1]),
    )


def attention_of(county, agreement, allocations, today):
    """Every list, in the order in which money goes. `allocations`: `with_what_awaits`."""
    return [
        _parties(county),
        _list(
            "Rekvisitioner som väntar på svar",
            "Ingen mottagare väntar på svar.",
            [(a, f"begär {kr(a.requisitioned)}") for a in allocations if a.requisitioned],
        ),
        _list(
            "Planerade utbetalningar som är sena",
            "Allt som skulle vara utbetalt är det.",
            [
                (a, f"{kr(a.planned_by_now - a.paid)} skulle vara utbetalt")
                for a in allocations
                if a.planned_by_now > a.paid and a.unpaid
            ],
        ),
        _list(
            "Tilldelningar utan utbetalning",
            "Alla tilldelningar har fått något utbetalt.",
            [(a, kr(a.granted)) for a in allocations if a.granted and not a.paid],
        ),
        _list(
            "Utbetalningar utan användning",
            "Alla som har fått pengar har bokfört något som använt.",
            [(a, f"{kr(a.paid)} utbetalt") for a in allocations if a.paid and not a.used],
        ),
        _list(
            "Användning utan aktivitet",
            "Allt som är använt är bokfört på en aktivitet.",
            [(a, f"{kr(a.used)} använt") for a in allocations if a.uses_without_activity],
        ),
        _returns(agreement, allocations, today),
    ]


def _list(title, empty, found):
    rows = [(str(one), one.get_absolute_url(), note) for one, note in found]
    return Waiting(title, empty, rows)


def _returns(agreement, allocations, today):
    due = agreement.report_due
    if due and due >= today:
        title, empty = f"Ska redovisas senast {datum(due)}", "Alla har redovisat."
    else:
        title, empty = "Redovisningar som saknas", "Ingen redovisning saknas."
    found = [(a, f"{kr(a.paid)} utbetalt") for a in allocations if a.paid and not a.is_returned]
    waiting = _list(title, empty, found)
    waiting.route = "funding:returns"
    return waiting


def _parties(county):
    """Decisions that await their parties, and whose turn it is."""
    waiting = Concurrence.objects.filter(
        decision__county=county,
        decision__state=DecisionState.PROPOSED,
        answer=Concurrence.Answer.WAITING,
    ).select_related("decision", "party")
    by_decision = {}
    for concurrence in waiting.order_by("decision__proposed_at", "party__name"):
        by_decision.setdefault(concurrence.decision, []).append(concurrence.party.label)
    rows = [
        (decision.title or str(decision), decision, f"väntar på {', '.join(names)}")
        for decision, names in by_decision.items()
    ]
    empty = "Inget beslut väntar på en part."
    return Waiting("Beslut som väntar på parter", empty, rows, "funding:decisions")


def those_of(frames, user, today):
    """The allocations out of the frames with all that the page tells of them."""
    allocations = Allocation.objects.visible_to(user).filter(frame__in=frames).with_sums()
    return list(with_what_awaits(allocations, today))
