"""Money for tests, moved by the real actions."""

from datetime import date

from funding import actions
from funding.models import Agreement, Decision, DecisionItem
from portal.seed.people import approver_of

DAY = date(2024, 1, 15)


def make_agreement(by, total=1_560_000_000, **fields):
    values = {
        "name": "Överenskommelsen 2024",
        "first_year": 2024,
        "last_year": 2024,
        "decided_on": DAY,
    }
    return actions.record_agreement(
        Agreement(source="Källa", **(values | fields)), total=total, parties=[], on=DAY, by=by
    )


def make_pot(county, by, amount=1_000_000, agreement=None):
    """A county's pot with `amount` in it, out of an agreement of the same size or the given one."""
    agreement = agreement or make_agreement(by, total=amount)
    component = actions.split(
        agreement, amount=amount, on=DAY, by=by, name="Suicidprevention", stream="LANSGEMENSAM"
    )
    return actions.distribute(component, county, amount=amount, on=DAY, by=by)


def make_decision(county, parties, by, *, complete=True, says="", items=(), **fields):
    """A decision by `parties`; `says` in words what moves money that it does not count."""
    decision = actions.propose_decision(
        Decision(
            county=county,
            body="Länssamverkansgruppen",
            **({"decided_on": DAY} | fields),
        ),
        parties=parties,
        by=by,
        items=[*items, *([DecisionItem(act="OTHER", reason=says)] if says else [])],
    )
    if complete:
        for party in parties:
            actions.concur(decision, party, by=approver_of(party))
    return decision
