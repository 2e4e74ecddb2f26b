import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone

from funding import actions
from funding.models import (
    Account,
    Allocation,
    Component,
    Concurrence,
    Decision,
    Frame,
    Transfer,
)
from funding.tests.factories import DAY, make_agreement, make_decision, make_pot
from initiatives.tests.factories import make_activity
from portal.models import Event


def allocate(cast, pot, amount=400, **more):
    decision = make_decision(cast.vasterbotten, [cast.region], cast.officer)
    return actions.allocate(
        pot,
        cast.storuman,
        amount=amount,
        purpose="B4 i Storuman",
        decision=decision,
        by=cast.officer,
        **more,
    )


def test_rule_01_the_parts_of_an_agreement_sum_to_the_whole(cast):
    agreement = make_agreement(cast.officer, total=1_560_000_000)
    part = {"on": DAY, "by": cast.officer}
    actions.split(agreement, amount=1_527_000_000, name="Lokalt", stream="MIXED", **part)
    actions.split(agreement, amount=33_000_000, name="SKR", stream="SKR", **part)
    with pytest.raises(ValidationError, match="större än det som finns kvar"):
        actions.split(agreement, amount=1, name="En tredje del", stream="SKR", **part)
    parts = Component.objects.with_total().filter(agreement=agreement)
    assert sum(part.total for part in parts) == agreement.total == 1_560_000_000
    assert agreement.accounts.get(kind="AGREEMENT").balance == 0


def test_a_refused_split_leaves_nothing_behind(cast):
    agreement = make_agreement(cast.officer, total=10)
    with pytest.raises(ValidationError):
        actions.split(agreement, amount=11, on=DAY, by=cast.officer, name="Del", stream="SKR")
    assert not Component.objects.exists()


def test_rule_02_allocations_never_exceed_the_pot(cast):
    pot = make_pot(cast.vasterbotten, cast.officer, amount=1000)
    allocate(cast, pot, 999)
    with pytest.raises(ValidationError, match="större än det som finns kvar"):
        allocate(cast, pot, 2)
    assert Allocation.objects.count() == 1
    assert Frame.objects.with_sums().get().left == 1


def test_an_unfinished_decision_names_whom_it_waits_for(cast):
    pot = make_pot(cast.vasterbotten, cast.officer)
    decision = make_decision(cast.vasterbotten, [cast.region], cast.officer, complete=False)
    with pytest.raises(ValidationError, match="Väntar på: Region Västerbotten"):
        actions.allocate(
            pot, cast.storuman, amount=1, purpose="B4", decision=decision, by=cast.officer
        )


def test_a_decision_without_parties_is_never_complete(cast):
    with pytest.raises(ValidationError, match="vilka som ska stå bakom"):
        make_decision(cast.vasterbotten, [], cast.officer)
    decision = Decision.objects.create(
        county=cast.vasterbotten, body="Organet", decided_on=DAY, prepared_by=cast.officer
    )
    assert decision not in Decision.objects.complete()


def test_one_no_is_not_a_joint_decision(cast):
    decision = make_decision(
        cast.vasterbotten, [cast.region, cast.storuman], cast.officer, complete=False
    )
    actions.concur(decision, cast.region, by=cast.region_approver)
    Concurrence.objects.filter(party=cast.storuman).update(
        answer="NO", comment="Nej", answered_at=timezone.now(), answered_by=cast.approver
    )
    assert decision not in Decision.objects.complete()


def test_the_one_who_prepared_a_decision_cannot_stand_behind_it(cast):
    decision = make_decision(cast.vasterbotten, [cast.region], cast.region_approver, complete=False)
    with pytest.raises(ValidationError, match="Den som har berett beslutet"):
        actions.concur(decision, cast.region, by=cast.region_approver)
    with pytest.raises(IntegrityError, match="Den som har berett beslutet"), transaction.atomic():
        decision.concurrences.update(
            answer="YES", answered_at=timezone.now(), answered_by=cast.region_approver
        )


@pytest.mark.parametrize("amount", [0, -5, 10**15, 10**19])
def test_an_unreasonable_amount_gets_a_sentence(cast, amount):
    agreement = make_agreement(cast.officer, total=10)
    with pytest.raises(ValidationError, match=r"minst 1 krona|orimligt stort"):
        actions.split(agreement, amount=amount, on=DAY, by=cast.officer, name="Del", stream="SKR")


def test_a_part_that_was_corrected_has_its_right_total(cast):
    agreement = make_agreement(cast.officer, total=200)
    money = {"on": DAY, "by": cast.officer}
    part = actions.split(agreement, amount=100, name="Del", stream="LANSGEMENSAM", **money)
    actions.distribute(part, cast.vasterbotten, amount=40, **money)
    actions.correct(Transfer.objects.get(kind="DISTRIBUTE"), note="Fel belopp", **money)
    frame = actions.distribute(part, cast.vasterbotten, amount=50, **money)
    assert Component.objects.with_total().get().total == 100
    assert Frame.objects.with_sums().get(pk=frame.pk).total == 50
    below = actions.split(part, amount=30, name="Under", stream="LANSGEMENSAM", **money)
    actions.correct(Transfer.objects.get(target=below.account), note="Fel", **money)
    totals = dict(Component.objects.with_total().values_list("name", "total"))
    assert totals == {"Del": 100, "Under": 0}


def test_only_the_partys_own_approver_concurs(cast):
    decision = make_decision(cast.vasterbotten, [cast.region], cast.officer, complete=False)
    for who in (cast.coordinator, cast.approver, cast.stranger):
        with pytest.raises(PermissionDenied, match="gemensamma beslut för Region Västerbotten"):
            actions.concur(decision, cast.region, by=who)
    actions.concur(decision, cast.region, by=cast.region_approver)
    assert decision.concurrences.get().answered_by == cast.region_approver


def test_a_party_answers_once(cast):
    decision = make_decision(cast.vasterbotten, [cast.region], cast.officer)
    with pytest.raises(ValidationError, match="har redan svarat"):
        actions.concur(decision, cast.region, by=cast.region_approver)


def test_paying_and_using_moves_the_columns(cast):
    allocation = allocate(cast, make_pot(cast.vasterbotten, cast.officer), 400)
    activity = make_activity(cast.storuman, cast.coordinator)
    actions.pay(allocation, amount=300, on=DAY, by=cast.officer)
    actions.use(allocation, amount=120, on=DAY, by=cast.officer, activity=activity)
    row = Allocation.objects.with_sums().get()
    assert (row.granted, row.paid, row.used, row.left) == (400, 300, 120, 280)
    assert (row.unpaid, row.unspent) == (100, 180)
    assert activity.uses.get().amount == 120


def test_rule_07_payment_stays_within_the_decision_and_use_within_the_payment(cast):
    allocation = allocate(cast, make_pot(cast.vasterbotten, cast.officer), 400)
    with pytest.raises(ValidationError, match="Beloppet 401"):
        actions.pay(allocation, amount=401, on=DAY, by=cast.officer)
    actions.pay(allocation, amount=100, on=DAY, by=cast.officer)
    with pytest.raises(ValidationError, match="Beloppet 101"):
        actions.use(allocation, amount=101, on=DAY, by=cast.officer)


def test_every_step_leaves_an_event(cast):
    allocation = allocate(cast, make_pot(cast.vasterbotten, cast.officer))
    actions.pay(allocation, amount=1, on=DAY, by=cast.officer)
    verbs = list(Event.about(allocation).values_list("verb", flat=True))
    assert verbs == ["betalade ut till", "tilldelade"]


def test_money_neither_appears_nor_vanishes(cast):
    allocation = allocate(cast, make_pot(cast.vasterbotten, cast.officer))
    actions.pay(allocation, amount=300, on=DAY, by=cast.officer)
    actions.use(allocation, amount=50, on=DAY, by=cast.officer)
    assert Account.objects.aggregate(total=Sum("balance"))["total"] == 0
