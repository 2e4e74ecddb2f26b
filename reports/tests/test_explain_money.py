"""Money is read from balances, and nothing walks the ledger for one allocation or for a county."""

from datetime import date

import pytest
from django.db import connection

from funding import actions, attention, county
from funding.flows import Scope, tree_of
from funding.models import Transfer
from funding.tests.factories import DAY, make_agreement, make_decision
from funding.uses import uses_of
from initiatives.tests.factories import make_activity
from reports.tests.test_explain import indexes, plans_of, walks

LEDGER = "funding_transfer"
# Straight into the table: how it is planned is looked at here, and not what it sums to.
FILL = """
ALTER TABLE funding_transfer DISABLE TRIGGER USER;
INSERT INTO funding_transfer (kind, source_id, target_id, amount, "on", note, voucher, activity_id,
    entered_by_id)
SELECT way.kind, CASE way.kind WHEN 'USE' THEN paid.id ELSE used.id END,
    CASE way.kind WHEN 'USE' THEN used.id ELSE paid.id END, 1, '2024-06-01', '', '',
    CASE way.kind WHEN 'USE' THEN %(activity)s END, %(by)s
FROM generate_series(1, %(each)s) n
CROSS JOIN (VALUES ('USE'), ('PAY')) way (kind)
CROSS JOIN funding_account paid
JOIN funding_account used ON used.allocation_id = paid.allocation_id AND used.kind = 'USED'
WHERE paid.kind = 'PAID';
ALTER TABLE funding_transfer ENABLE TRIGGER USER;
ANALYZE funding_transfer, funding_account;
"""


@pytest.fixture
def moved(cast):
    """15 000 uses and as many payments; one was corrected, and one names no activity."""
    by = cast.officer
    agreement = make_agreement(by, total=1_000_000)
    part = actions.split(agreement, amount=1_000_000, name="Del", stream="MIXED", on=DAY, by=by)
    pot = actions.distribute(part, cast.vasterbotten, amount=900_000, on=DAY, by=by)
    decision = make_decision(cast.vasterbotten, [cast.region], by)
    activity = make_activity(cast.storuman, cast.coordinator)
    allocations = []
    for number in range(60):
        allocation = actions.allocate(
            pot, cast.umea, amount=1000, purpose=f"Nummer {number}", decision=decision, by=by
        )
        actions.pay(allocation, amount=500, on=DAY, by=by)
        allocations.append(allocation)
    actions.use(allocations[0], amount=9, on=DAY, activity=activity, by=by)
    actions.use(allocations[1], amount=8, on=DAY, by=by)
    actions.correct(Transfer.objects.get(amount=9), on=DAY, note="Fel", by=by)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(FILL, {"each": 250, "activity": activity.pk, "by": by.pk})
    cast.agreement, cast.pot, cast.allocations = agreement, pot, allocations
    return cast


@pytest.fixture(params=["behind the fence", "as the portal itself"])
def plans(request, moved):
    is_fenced = request.param == "behind the fence"
    return lambda ask: plans_of(ask, moved.officer, is_fenced=is_fenced)


def test_balances_are_read_without_the_ledgers_rows(moved, plans):
    def ask():
        for scope in (
            Scope(moved.agreement, county=moved.vasterbotten),
            Scope(moved.agreement, allocation=moved.allocations[0]),
        ):
            tree_of(scope, moved.officer)
        list(county.pots_of(moved.vasterbotten, [moved.agreement], moved.officer))

    asked = plans(ask)
    # What an agreement's parts were given is a transfer each; their number is that of the parts.
    assert not walks(asked, LEDGER)


def test_what_one_allocation_was_used_for_is_found_by_its_account(moved, plans):
    scope = Scope(moved.agreement, allocation=moved.allocations[0])
    asked = plans(lambda: uses_of(scope, moved.officer))
    assert not walks(asked, LEDGER)
    assert {"transfer_source", "funding_transfer_source_id_bf78163b"} & indexes(asked)


def test_uses_without_an_activity_are_found_by_an_index(moved, plans):
    asked = plans(lambda: attention.those_of([moved.pot], moved.officer, date(2024, 7, 1)))
    assert not walks(asked, LEDGER)
    assert "transfer_without_activity" in indexes(asked)


def test_a_corrected_use_never_was_and_one_without_an_activity_is_found(moved):
    found = attention.those_of([moved.pot], moved.officer, date(2024, 7, 1))
    without = [one for one in found if one.uses_without_activity]
    assert without == [moved.allocations[1]]
    scope = Scope(moved.agreement, allocation=moved.allocations[0])
    assert sum(use.amount for use in uses_of(scope, moved.officer)) == 250
