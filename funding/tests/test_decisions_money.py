"""What a joint decision does with what is left (rule 7), and many answers at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connections

from actors.models import Role
from actors.tests.factories import make_user
from conftest import open_the_fence
from funding import actions
from funding.models import (
    Agreement,
    Allocation,
    DecisionItem,
    Transfer,
)
from funding.tests.decided import given, grant, laid
from funding.tests.factories import make_pot
from funding.tests.test_ledger import insert_transfer


@pytest.fixture
def umea_approver(cast):
    return make_user("umeagodkannare", cast.umea, Role.APPROVER)


@pytest.fixture
def pot(cast):
    return make_pot(cast.vasterbotten, cast.officer, amount=1000)


def with_carry_over(pot, terms, usable_until=date(2024, 12, 31)):
    Agreement.objects.update(carry_over=terms, usable_until=usable_until)
    pot.refresh_from_db()


def carrying(allocation, amount=100):
    return DecisionItem(
        act="CARRY_OVER", allocation=allocation, amount=amount, usable_until=date(2025, 12, 31)
    )


def test_rule_07_the_rest_is_carried_over_or_paid_back_by_decision(cast, pot):
    with_carry_over(pot, "NEEDS_DECISION")
    allocation = given(cast, pot, paid=400, used=150)
    assert allocation.paid - allocation.used == allocation.unspent == 250
    repay = DecisionItem(act="REPAY", allocation=allocation, amount=150)
    decision = laid(cast, carrying(allocation), repay, parties=[cast.region])
    actions.concur(decision, cast.region, by=cast.region_approver)
    now = Allocation.objects.with_sums().get(pk=allocation.pk)
    assert (now.carried, now.to_repay, now.unspent) == (100, 150, 0)
    assert now.carried_until == date(2025, 12, 31)


def test_rule_07_the_default_refuses_carrying_over_without_a_decision(cast, pot):
    assert Agreement.objects.get().carry_over == "NEEDS_DECISION"
    allocation = given(cast, pot, paid=400)
    paid = allocation.accounts.get(kind="PAID")
    carried = allocation.accounts.create(kind="CARRIED", agreement=pot.component.agreement)
    to_repay = allocation.accounts.create(kind="TO_REPAY", agreement=pot.component.agreement)
    waiting = laid(cast, carrying(allocation))
    for decision in (None, waiting.pk):
        for kind, target in (("CARRY_OVER", carried), ("DEMAND", to_repay)):
            with pytest.raises(IntegrityError, match="kräver ett beslut i länet"):
                insert_transfer(kind, paid, target, 100, cast.officer, decision_id=decision)


def test_rule_07_not_allowed_is_refused_whatever_is_decided(cast, pot):
    with_carry_over(pot, "NOT_ALLOWED")
    allocation = given(cast, pot, paid=400)
    with pytest.raises(ValidationError, match="får inte föras över till nästa år"):
        laid(cast, carrying(allocation))
    paid = allocation.accounts.get(kind="PAID")
    carried = allocation.accounts.create(kind="CARRIED", agreement=pot.component.agreement)
    with pytest.raises(IntegrityError, match="får inte föras över"):
        insert_transfer(
            "CARRY_OVER", paid, carried, 1, cast.officer, decision_id=allocation.decision_id
        )


def test_rule_07_no_more_than_is_unspent_is_carried_or_paid_back(cast, pot):
    allocation = given(cast, pot, paid=400, used=350)
    for item in (
        carrying(allocation, 51),
        DecisionItem(act="REPAY", allocation=allocation, amount=51),
    ):
        with pytest.raises(ValidationError, match="bara 50"):
            laid(cast, item)


def test_rule_07_what_nobody_was_given_is_paid_back_out_of_the_pot(cast, pot):
    decision = laid(cast, DecisionItem(act="REPAY", frame=pot, amount=300), parties=[cast.region])
    actions.concur(decision, cast.region, by=cast.region_approver)
    pot.account.refresh_from_db()
    assert pot.left == 700
    assert Transfer.objects.get(kind="REPAY").decision == decision


def at_once(*calls):
    """Call all at the same time, each in a thread; returns "yes" or the refusal of each."""

    def call(one):
        open_the_fence()
        try:
            one()
            return "yes"
        except ValidationError as error:
            return error.messages[0]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(call, calls))


@pytest.mark.django_db(transaction=True)
def test_two_approvers_of_one_party_at_once_answer_once(cast, pot):
    decision = laid(cast, grant(pot, cast.storuman), parties=[cast.storuman])
    other = make_user("andra", cast.storuman, Role.APPROVER)
    answers = at_once(
        *[
            lambda by=by: actions.concur(decision, cast.storuman, by=by)
            for by in (cast.approver, other)
        ]
    )
    refused, done = sorted(answers)
    assert done == "yes"
    assert "har redan svarat" in refused
    assert Allocation.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_last_two_parties_at_once_carry_it_out_once(cast, pot, umea_approver):
    decision = laid(cast, grant(pot, cast.storuman), parties=[cast.storuman, cast.umea])
    answers = at_once(
        lambda: actions.concur(decision, cast.storuman, by=cast.approver),
        lambda: actions.concur(decision, cast.umea, by=umea_approver),
    )
    assert answers == ["yes", "yes"]
    assert Allocation.objects.count() == Transfer.objects.filter(kind="ALLOCATE").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_decisions_at_once_do_not_overspend_the_pot(cast, pot, umea_approver):
    first = laid(cast, grant(pot, cast.storuman, 700), parties=[cast.storuman])
    second = laid(cast, grant(pot, cast.umea, 700), parties=[cast.umea])
    answers = at_once(
        lambda: actions.concur(first, cast.storuman, by=cast.approver),
        lambda: actions.concur(second, cast.umea, by=umea_approver),
    )
    assert answers.count("yes") == Allocation.objects.count() == 1
    assert any("Skicka tillbaka beslutet" in answer for answer in answers)
