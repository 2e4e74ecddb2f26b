"""PostgreSQL guards the ledger: these tests go past the application, by raw SQL."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from funding import actions
from funding.models import Account, Allocation, Transfer
from funding.tests.factories import DAY, make_agreement, make_decision, make_pot


@pytest.fixture
def pot(cast):
    return make_pot(cast.vasterbotten, cast.officer, amount=1000)


@pytest.fixture
def decision(cast):
    return make_decision(cast.vasterbotten, [cast.region], cast.officer)


@pytest.fixture
def allocation(cast, pot, decision):
    return actions.allocate(
        pot, cast.storuman, amount=400, purpose="B4", decision=decision, by=cast.officer
    )


def sql(statement, *params):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, params)


def insert_transfer(kind, source, target, amount, by, **extra):
    columns = {
        "kind": kind,
        "source_id": source.pk,
        "target_id": target.pk,
        "amount": amount,
        "on": DAY,
        "note": "",
        "voucher": "",
        "entered_by_id": by.pk,
    } | extra
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join(["%s"] * len(columns))
    sql(f"INSERT INTO funding_transfer ({names}) VALUES ({marks})", *columns.values())


def test_a_transfer_cannot_be_changed(allocation):
    with pytest.raises(IntegrityError, match="kan inte ändras eller tas bort"):
        sql("UPDATE funding_transfer SET amount = amount + 1")


def test_a_transfer_cannot_be_deleted(allocation):
    with pytest.raises(IntegrityError, match="kan inte ändras eller tas bort"):
        sql("DELETE FROM funding_transfer")


def test_the_ledger_cannot_be_emptied(allocation):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE funding_transfer ENABLE TRIGGER funding_transfer_no_truncate")
        with pytest.raises(IntegrityError, match="kan inte ändras"), transaction.atomic():
            cursor.execute("TRUNCATE funding_transfer CASCADE")
        cursor.execute("ALTER TABLE funding_transfer DISABLE TRIGGER funding_transfer_no_truncate")


def test_a_balance_moves_only_by_a_transfer(pot):
    with pytest.raises(IntegrityError, match="ändras bara av en överföring"):
        sql("UPDATE funding_account SET balance = 5000 WHERE id = %s", pot.account.pk)


def test_an_account_cannot_be_given_to_somebody_else(pot):
    with pytest.raises(IntegrityError):
        sql(
            "UPDATE funding_account SET kind = 'STATE', frame_id = NULL WHERE id = %s",
            pot.account.pk,
        )


def test_a_new_account_is_empty(cast):
    with pytest.raises(IntegrityError, match="Ett nytt konto är tomt"):
        sql(
            "INSERT INTO funding_account (kind, agreement_id, balance) VALUES ('STATE', %s, 7)",
            make_agreement(cast.officer, total=1, name="Annan").pk,
        )


def test_nobody_can_take_more_than_there_is(cast, pot, allocation):
    granted, paid = (allocation.accounts.get(kind=kind) for kind in ("GRANTED", "PAID"))
    with pytest.raises(IntegrityError, match="större än det som finns kvar"):
        insert_transfer("PAY", granted, paid, 401, cast.officer)


def test_the_refusal_writes_the_amounts_in_swedish(cast):
    agreement = make_agreement(cast.officer, total=1_234_567)
    with pytest.raises(ValidationError) as caught:
        actions.split(
            agreement, amount=1_234_568, on=DAY, by=cast.officer, name="Del", stream="SKR"
        )
    assert caught.value.messages == [
        "Beloppet 1\xa0234\xa0568\xa0kr är större än det som finns kvar, 1\xa0234\xa0567\xa0kr."
    ]


@pytest.mark.parametrize("amount", [0, -1])
def test_an_amount_is_at_least_one_krona(cast, pot, allocation, amount):
    granted = allocation.accounts.get(kind="GRANTED")
    with pytest.raises(IntegrityError, match="transfer_amount_positive"):
        insert_transfer(
            "ALLOCATE",
            pot.account,
            granted,
            amount,
            cast.officer,
            decision_id=allocation.decision_id,
        )


def test_rule_03_nothing_is_allocated_without_a_complete_joint_decision(cast, pot, allocation):
    granted = allocation.accounts.get(kind="GRANTED")
    waiting = make_decision(
        cast.vasterbotten, [cast.region, cast.storuman], cast.officer, complete=False
    )
    actions.concur(waiting, cast.region, by=cast.region_approver)
    for extra in ({}, {"decision_id": waiting.pk}):
        with pytest.raises(IntegrityError, match="när alla parter har ställt sig bakom"):
            insert_transfer("ALLOCATE", pot.account, granted, 1, cast.officer, **extra)


def test_money_goes_only_the_way_of_the_chain(cast, pot, allocation):
    paid = allocation.accounts.get(kind="PAID")
    with pytest.raises(IntegrityError, match="Pengar kan inte gå den vägen"):
        insert_transfer("PAY", pot.account, paid, 1, cast.officer)


def test_money_does_not_cross_from_one_allocation_to_another(cast, pot, allocation):
    other = actions.allocate(
        pot,
        cast.umea,
        amount=100,
        purpose="Annat",
        decision=allocation.decision,
        by=cast.officer,
    )
    with pytest.raises(IntegrityError, match="Pengar kan inte gå den vägen"):
        insert_transfer(
            "PAY",
            allocation.accounts.get(kind="GRANTED"),
            other.accounts.get(kind="PAID"),
            1,
            cast.officer,
        )


def test_money_does_not_cross_from_one_agreement_to_another(cast, pot):
    other = make_agreement(cast.officer, total=5, name="Annan")
    with pytest.raises(IntegrityError, match="mellan två överenskommelser"):
        insert_transfer(
            "SPLIT",
            other.accounts.get(kind="AGREEMENT"),
            pot.component.account,
            1,
            cast.officer,
        )


def test_a_correction_takes_back_exactly_what_it_corrects(cast, allocation):
    granted, paid = (allocation.accounts.get(kind=kind) for kind in ("GRANTED", "PAID"))
    actions.pay(allocation, amount=300, on=DAY, by=cast.officer)
    mistake = Transfer.objects.get(kind="PAY")
    with pytest.raises(IntegrityError, match="precis det som den rättar"):
        insert_transfer("CORRECT", paid, granted, 299, cast.officer, corrects_id=mistake.pk)
    actions.correct(mistake, on=DAY, by=cast.officer, note="Fel mottagare")
    granted.refresh_from_db()
    assert granted.balance == 400


def test_a_mistake_is_corrected_once(cast, allocation):
    actions.pay(allocation, amount=300, on=DAY, by=cast.officer)
    mistake = Transfer.objects.get(kind="PAY")
    actions.correct(mistake, on=DAY, by=cast.officer, note="Fel")
    actions.pay(allocation, amount=300, on=DAY, by=cast.officer)
    with pytest.raises(ValidationError, match="redan rättat"):
        actions.correct(mistake, on=DAY, by=cast.officer, note="Fel igen")


def test_an_account_belongs_to_exactly_the_thing_it_is_for(cast, pot):
    with pytest.raises(IntegrityError, match="account_owned_as_its_kind"), transaction.atomic():
        Account.objects.create(kind="FRAME", agreement=pot.component.agreement)


def test_the_state_alone_may_be_below_zero(cast):
    agreement = make_agreement(cast.officer, total=100)
    balances = dict(agreement.accounts.values_list("kind", "balance"))
    assert balances == {"STATE": -100, "AGREEMENT": 100}


def test_a_transfer_that_is_thrown_away_moves_nothing(cast, allocation):
    actions.pay(allocation, amount=100, on=DAY, by=cast.officer)
    written = Transfer.objects.get(kind="PAY")
    sql(
        'INSERT INTO funding_transfer (id, kind, source_id, target_id, amount, "on", note, '
        'voucher, entered_by_id) SELECT id, kind, source_id, target_id, amount, "on", note, '
        "voucher, entered_by_id FROM funding_transfer WHERE id = %s ON CONFLICT DO NOTHING",
        written.pk,
    )
    balances = dict(allocation.accounts.values_list("kind", "balance"))
    assert balances == {"GRANTED": 300, "PAID": 100, "USED": 0, "OWED": 0}


def test_an_account_cannot_be_deleted(allocation):
    with pytest.raises(IntegrityError, match="kan inte ändras eller tas bort"):
        sql("DELETE FROM funding_account WHERE allocation_id = %s", allocation.pk)


def test_money_stays_in_its_family(cast, pot, allocation):
    agreement = pot.component.agreement
    money = {"on": DAY, "by": cast.officer}
    other_agreement = make_agreement(cast.officer, total=10, name="Annan")
    skr = actions.split(other_agreement, amount=10, name="SKR", stream="SKR", **money)
    assert agreement.pk != other_agreement.pk
    other_pot = make_pot(cast.stockholm, cast.officer, amount=50)
    with pytest.raises(IntegrityError, match="mellan två överenskommelser"):
        insert_transfer("DISTRIBUTE", skr.account, pot.account, 1, cast.officer)
    with pytest.raises(IntegrityError, match="mellan två överenskommelser"):
        insert_transfer(
            "ALLOCATE",
            other_pot.account,
            allocation.accounts.get(kind="GRANTED"),
            1,
            cast.officer,
            decision_id=allocation.decision_id,
        )


def test_a_part_is_filled_from_its_own_whole_alone(cast):
    agreement = make_agreement(cast.officer, total=100)
    money = {"on": DAY, "by": cast.officer}
    one = actions.split(agreement, amount=60, name="Ett", stream="MIXED", **money)
    two = actions.split(agreement, amount=40, name="Två", stream="MIXED", **money)
    part = actions.split(one, amount=30, name="Del av ett", stream="LANSGEMENSAM", **money)
    frame = actions.distribute(part, cast.vasterbotten, amount=10, **money)
    whole = agreement.accounts.get(kind="AGREEMENT")
    for kind, source, target in [
        ("SPLIT", two.account, part.account),
        ("SPLIT", whole, part.account),
        ("SPLIT", two.account, one.account),
        ("DISTRIBUTE", two.account, frame.account),
    ]:
        with pytest.raises(IntegrityError, match="Pengar kan inte gå den vägen"):
            insert_transfer(kind, source, target, 1, cast.officer)


def test_another_countys_decision_gives_nothing(cast, pot):
    elsewhere = make_decision(cast.stockholm, [cast.nacka], cast.officer)
    with pytest.raises(ValidationError, match="när alla parter har ställt sig bakom"):
        actions.allocate(
            pot, cast.storuman, amount=1, purpose="B4", decision=elsewhere, by=cast.officer
        )


def test_a_recommendation_gives_nothing(cast, pot):
    decision = make_decision(cast.vasterbotten, [cast.region], cast.officer, kind="RECOMMENDS")
    with pytest.raises(ValidationError, match="rekommenderar bara"):
        actions.allocate(
            pot, cast.storuman, amount=1, purpose="B4", decision=decision, by=cast.officer
        )


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE funding_allocation SET receiver_id = receiver_id + 1",
        "UPDATE funding_frame SET county_id = county_id + 1",
        "UPDATE funding_component SET agreement_id = agreement_id + 1",
        "UPDATE funding_decision SET decided_on = '2020-01-01'",
        "UPDATE funding_concurrence SET answer = 'NO'",
        "DELETE FROM funding_concurrence",
    ],
)
def test_what_money_hangs_on_stays_as_it_was_decided(allocation, change):
    with pytest.raises(IntegrityError, match="kan inte ändras eller tas bort"):
        sql(change)


def test_no_party_comes_in_after_the_money_has_gone(cast, allocation):
    with pytest.raises(IntegrityError, match="Parterna bestäms när beslutet läggs fram"):
        sql(
            "INSERT INTO funding_concurrence (decision_id, party_id, answer) "
            "VALUES (%s, %s, 'WAITING')",
            allocation.decision_id,
            cast.umea.pk,
        )


def test_an_account_belongs_to_the_agreement_of_its_thing(cast, pot):
    other = make_agreement(cast.officer, total=5, name="Annan")
    allocation = Allocation.objects.create(
        frame=pot,
        receiver=cast.storuman,
        purpose="B4",
        committed=5,
        decision=make_decision(cast.vasterbotten, [cast.region], cast.officer),
    )
    with pytest.raises(IntegrityError, match="en annan överenskommelse"), transaction.atomic():
        Account.objects.create(kind="GRANTED", agreement=other, allocation=allocation)
