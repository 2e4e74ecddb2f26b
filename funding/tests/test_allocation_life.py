"""What becomes of an allocation: paid, used, corrected, carried over, paid back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.urls import reverse

from funding import actions
from funding.models import Agreement, Allocation, Transfer
from funding.tests.factories import DAY, make_decision, make_pot
from funding.tests.test_ledger import insert_transfer

LAST_DAY = date(2024, 12, 31)


def give(cast):
    """1 000 kr of 2024 to Storuman, usable during the year, nothing paid yet."""
    pot = make_pot(cast.vasterbotten, cast.officer, amount=5000)
    Agreement.objects.update(usable_until=LAST_DAY)
    decision = make_decision(cast.vasterbotten, [cast.region], cast.officer)
    made = actions.allocate(
        pot, cast.storuman, amount=1000, purpose="B4", decision=decision, by=cast.officer
    )
    return fresh(made)


@pytest.fixture
def allocation(cast):
    return give(cast)


def fresh(allocation):
    return Allocation.objects.with_sums().get(pk=allocation.pk)


def sums(allocation):
    one = fresh(allocation)
    return one.paid, one.used, one.owed, one.left


def url(name, allocation):
    return reverse(f"funding:{name}", args=[allocation.pk])


def book(client, allocation, **data):
    return client.post(url("use", allocation), {"on": "2024-05-01"} | data)


def test_rule_07_a_payment_is_never_more_than_what_is_decided(cast, allocation):
    with pytest.raises(ValidationError, match="större än det som finns kvar"):
        actions.pay(allocation, amount=1001, on=DAY, by=cast.officer)
    actions.pay(allocation, amount=1000, on=DAY, by=cast.officer)
    granted, paid = (allocation.accounts.get(kind=kind) for kind in ("GRANTED", "PAID"))
    with pytest.raises(IntegrityError, match="större än det som finns kvar"):
        insert_transfer("PAY", granted, paid, 1, cast.officer)


def test_rule_07_use_is_never_more_than_what_is_paid_unless_it_is_explained(cast, allocation):
    actions.pay(allocation, amount=300, on=DAY, by=cast.officer)
    with pytest.raises(ValidationError, match="större än det som finns kvar"):
        actions.use(allocation, amount=400, on=DAY, by=cast.coordinator)
    actions.use(allocation, amount=400, on=DAY, note="Hyran kom före", by=cast.coordinator)
    assert sums(allocation) == (300, 400, 100, 600)
    with pytest.raises(ValidationError, match="större än det som finns kvar"):
        actions.use(allocation, amount=601, on=DAY, note="För mycket", by=cast.coordinator)


def test_rule_07_postgresql_demands_the_explanation(cast, allocation):
    actions.pay(allocation, amount=1, on=DAY, by=cast.officer)
    actions.use(allocation, amount=2, on=DAY, note="Förklarat", by=cast.officer)
    granted, owed = (allocation.accounts.get(kind=kind) for kind in ("GRANTED", "OWED"))
    with pytest.raises(IntegrityError, match="Förklara varför mer är använt"):
        insert_transfer("USE", granted, owed, 1, cast.officer)


def test_rule_07_what_is_owed_is_settled_by_the_next_payment(cast, allocation):
    actions.pay(allocation, amount=300, on=DAY, by=cast.officer)
    actions.use(allocation, amount=400, on=DAY, note="Hyran kom före", by=cast.coordinator)
    actions.pay(allocation, amount=250, on=DAY, by=cast.officer)
    assert sums(allocation) == (550, 400, 0, 600)
    assert fresh(allocation).unspent == 150  # the rest is what is paid less what is used


def test_rule_07_after_the_last_day_only_what_was_carried_over_is_used(cast, allocation):
    actions.pay(allocation, amount=1000, on=DAY, by=cast.officer)
    late = LAST_DAY + timedelta(days=1)
    for note in ("", "Förklarat"):
        with pytest.raises(ValidationError, match="får användas till och med 31"):
            actions.use(allocation, amount=1, on=late, note=note, by=cast.coordinator)
    decision = make_decision(cast.vasterbotten, [cast.region], cast.officer)
    until = date(2025, 6, 30)
    actions.carry_over(
        allocation, amount=400, usable_until=until, on=LAST_DAY, decision=decision,
        by=cast.region_approver,
    )  # fmt: skip
    actions.use(allocation, amount=100, on=late, by=cast.coordinator)
    assert fresh(allocation).carried == 300
    with pytest.raises(ValidationError, match="får användas till och med 30"):
        actions.use(allocation, amount=1, on=date(2025, 7, 1), by=cast.coordinator)


def test_rule_07_the_rest_is_demanded_back_by_a_decision_alone(cast, allocation):
    actions.pay(allocation, amount=1000, on=DAY, by=cast.officer)
    with pytest.raises(ValidationError, match="kräver ett beslut"):
        actions.demand(allocation, amount=10, decision=None, on=DAY, by=cast.officer)
    decision = make_decision(cast.vasterbotten, [cast.region], cast.officer)
    actions.demand(allocation, amount=10, decision=decision, on=DAY, by=cast.officer)
    with pytest.raises(PermissionDenied):
        actions.receive_repayment(allocation, amount=10, on=DAY, by=cast.coordinator)
    actions.receive_repayment(allocation, amount=10, on=DAY, by=cast.officer)
    assert fresh(allocation).repaid == 10
    assert fresh(allocation).to_repay == 0


def test_rule_07_to_carry_over_without_a_decision_is_the_agreements_to_allow(cast, allocation):
    actions.pay(allocation, amount=500, on=DAY, by=cast.officer)
    about = {"amount": 100, "usable_until": date(2025, 12, 31), "on": DAY, "by": cast.officer}
    with pytest.raises(ValidationError, match="kräver ett beslut"):
        actions.carry_over(allocation, **about)
    Agreement.objects.update(carry_over="NOT_ALLOWED")
    with pytest.raises(ValidationError, match="får inte föras över"):
        actions.carry_over(allocation, **about)
    Agreement.objects.update(carry_over="ALLOWED")
    with pytest.raises(PermissionDenied):
        actions.carry_over(allocation, **about | {"by": cast.coordinator})
    actions.carry_over(allocation, **about)
    assert fresh(allocation).carried == 100


@pytest.mark.parametrize(
    "name", ["reader", "approver", "neighbour", "region_approver", "stranger", "national", "nobody"]
)
def test_only_the_receiver_and_the_officer_book(cast, allocation, name):
    actions.pay(allocation, amount=500, on=DAY, by=cast.officer)
    with pytest.raises(PermissionDenied):
        actions.use(allocation, amount=1, on=DAY, by=getattr(cast, name))
    with pytest.raises(PermissionDenied):
        actions.pay(allocation, amount=1, on=DAY, by=getattr(cast, name))
    assert sums(allocation)[:2] == (500, 0)


def test_a_correction_names_what_it_takes_back_and_is_made_once(cast, allocation):
    actions.pay(allocation, amount=500, on=DAY, by=cast.officer)
    actions.use(allocation, amount=200, on=DAY, by=cast.coordinator)
    payment, use = (Transfer.objects.get(kind=kind) for kind in ("PAY", "USE"))
    with pytest.raises(ValidationError, match="Rätta det som kom efter först"):
        actions.correct_movement(payment, on=DAY, note="Fel", by=cast.officer)
    with pytest.raises(ValidationError, match="Skriv varför"):
        actions.correct_movement(use, on=DAY, note="", by=cast.coordinator)
    actions.correct_movement(use, on=DAY, note="Fel konto", by=cast.coordinator)
    with pytest.raises(ValidationError, match="redan rättad"):
        actions.correct_movement(use, on=DAY, note="Igen", by=cast.coordinator)
    with pytest.raises(PermissionDenied):
        actions.correct_movement(payment, on=DAY, note="Fel", by=cast.coordinator)
    actions.correct_movement(payment, on=DAY, note="Fel", by=cast.officer)
    assert sums(allocation) == (0, 0, 0, 1000)
    correction = Transfer.objects.get(corrects=use)
    with pytest.raises(ValidationError, match="rättas inte här"):
        actions.correct_movement(correction, on=DAY, note="Ångrar", by=cast.officer)
