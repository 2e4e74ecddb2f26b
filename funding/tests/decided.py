"""Joint decisions for tests: their items, laid before the parties, and what they gave."""

from datetime import date

from funding import actions
from funding.models import Allocation, Decision, DecisionItem
from funding.tests.factories import DAY, make_decision

MARCH = date(2024, 3, 12)


def grant(pot, receiver, amount=400, **more):
    values = {"purpose": "B4-grupper", "amount": amount} | more
    return DecisionItem(act="GRANT", frame=pot, receiver=receiver, **values)


def laid(cast, *items, parties=None, **fields):
    """A decision with `items` before its parties: the region and both kommuner."""
    values = {"title": "Vårens fördelning", "body": "Länsstyrgruppen", "decided_on": MARCH}
    return actions.propose_decision(
        Decision(**({"county": cast.vasterbotten} | values | fields)),
        parties=parties or [cast.region, cast.storuman, cast.umea],
        items=items,
        by=cast.officer,
    )


def all_concur(cast, decision, umea_approver):
    actions.concur(decision, cast.region, by=cast.region_approver)
    actions.concur(decision, cast.storuman, by=cast.approver)
    actions.concur(decision, cast.umea, by=umea_approver)


def given(cast, pot, amount=400, paid=0, used=0):
    """An allocation that is paid and used so far, by a decision of its own."""
    decision = make_decision(cast.vasterbotten, [cast.region], cast.officer)
    allocation = actions.allocate(
        pot, cast.storuman, amount=amount, purpose="B4", decision=decision, by=cast.officer
    )
    if paid:
        actions.pay(allocation, amount=paid, on=DAY, by=cast.officer)
    if used:
        actions.use(allocation, amount=used, on=DAY, by=cast.officer)
    return Allocation.objects.with_sums().get(pk=allocation.pk)
