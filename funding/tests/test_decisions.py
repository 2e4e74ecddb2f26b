"""Joint decisions: written, laid, answered, carried out. Rules 3 and 7."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connections

from actors.models import Kind, Role
from actors.tests.factories import make_actor, make_user
from conftest import open_the_fence
from funding import actions
from funding.models import (
    Agreement,
    Allocation,
    Concurrence,
    Decision,
    DecisionItem,
    DecisionOrder,
    Transfer,
)
from funding.tests.factories import DAY, make_decision, make_pot
from funding.tests.test_ledger import insert_transfer, sql
from portal.models import Event

MARCH = date(2024, 3, 12)


@pytest.fixture
def order(cast):
    return DecisionOrder.objects.create(
        county=cast.vasterbotten, body="Länsstyrgruppen", kommuner="EACH"
    )


@pytest.fixture
def umea_approver(cast):
    return make_user("umeagodkannare", cast.umea, Role.APPROVER)


@pytest.fixture
def pot(cast):
    return make_pot(cast.vasterbotten, cast.officer, amount=1000)


def grant(pot, receiver, amount=400, **more):
    values = {"purpose": "B4-grupper", "amount": amount} | more
    return DecisionItem(act="GRANT", frame=pot, receiver=receiver, **values)


def laid(cast, *items, parties=None, **fields):
    """A decision with `items` before its parties: the region and both kommuner."""
    values = {"title": "Vårens fördelning", "body": "Länsstyrgruppen", "decided_on": MARCH}
    return actions.propose_decision(
        Decision(county=cast.vasterbotten, **(values | fields)),
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


def test_rule_03_nothing_arises_until_every_party_stands_behind_it(cast, pot, umea_approver):
    decision = laid(cast, grant(pot, cast.storuman))
    actions.concur(decision, cast.region, by=cast.region_approver)
    actions.concur(decision, cast.storuman, by=cast.approver)
    assert not Allocation.objects.exists()
    assert not Decision.objects.complete().exists()
    actions.concur(decision, cast.umea, by=umea_approver)
    allocation = Allocation.objects.with_sums().get()
    assert (allocation.committed, allocation.unpaid) == (400, 400)
    assert allocation.item == decision.items.get()
    decision.refresh_from_db()
    assert decision.state == "DECIDED"


def test_rule_03_the_region_alone_is_not_enough_for_postgresql_either(cast, pot):
    decision = laid(cast, grant(pot, cast.storuman))
    actions.concur(decision, cast.region, by=cast.region_approver)
    with pytest.raises(ValidationError, match="Väntar på: Storumans kommun, Umeå kommun"):
        actions.allocate(
            pot, cast.storuman, amount=400, purpose="B4", decision=decision, by=cast.officer
        )
    agreement = pot.component.agreement
    allocation = Allocation.objects.create(
        frame=pot,
        receiver=cast.storuman,
        purpose="Förbi",
        decision=decision,
        item=decision.items.get(),
        committed=400,
    )
    accounts = {
        kind: allocation.accounts.create(kind=kind, agreement=agreement)
        for kind in ("GRANTED", "PAID")
    }
    with pytest.raises(IntegrityError, match="alla parter har ställt sig bakom"):
        insert_transfer(
            "ALLOCATE", pot.account, accounts["GRANTED"], 400, cast.officer, decision_id=decision.pk
        )
    with pytest.raises(IntegrityError, match="större än det som finns kvar"):
        insert_transfer("PAY", accounts["GRANTED"], accounts["PAID"], 400, cast.officer)


def test_rule_03_the_kommuner_answer_each_or_through_their_body(cast, pot, order):
    assert order.parties() == [cast.region, cast.storuman, cast.umea]
    body = make_actor("Kommunerna i länet", Kind.COUNTY_BODY, "", [cast.vasterbotten])
    DecisionOrder.objects.update(kommuner="BODY", kommun_body=body)
    draft = written(cast, pot)
    actions.lay_before_the_county(draft, by=cast.officer)
    assert {one.party for one in draft.concurrences.all()} == {cast.region, body}
    assert draft.turn() == "Kommunerna i länet och Region Västerbotten"
    actions.concur(draft, cast.region, by=cast.region_approver)
    assert not Allocation.objects.exists()
    actions.concur(draft, body, by=make_user("organet", body, Role.APPROVER))
    assert Allocation.objects.get().receiver == cast.storuman


def written(cast, pot, amount=400, **fields):
    decision = Decision(
        county=cast.vasterbotten, title="Våren", body="Länsstyrgruppen", decided_on=MARCH, **fields
    )
    actions.write_decision(decision, by=cast.officer)
    item = grant(pot, cast.storuman, amount)
    item.decision = decision
    actions.write_items([(item, ())], by=cast.officer)
    return decision


def test_a_recommendation_moves_no_money(cast, pot, umea_approver):
    decision = laid(cast, grant(pot, cast.storuman), kind="RECOMMENDS")
    all_concur(cast, decision, umea_approver)
    assert not Allocation.objects.exists()
    draft = actions.write_on(Decision.objects.get(pk=decision.pk), by=cast.officer)
    assert (draft.kind, draft.follows, draft.items.get().amount) == ("DECIDES", decision, 400)
    assert actions.write_on(decision, by=cast.officer) == draft  # a second click


@pytest.mark.parametrize(("says", "state"), [("NO", "DECLINED"), ("BACK", "RETURNED")])
def test_one_that_does_not_ends_it_and_says_why(cast, pot, says, state):
    decision = laid(cast, grant(pot, cast.storuman))
    with pytest.raises(ValidationError, match="Skriv varför"):
        actions.answer(decision, cast.storuman, says, by=cast.approver)
    actions.answer(decision, cast.storuman, says, by=cast.approver, comment="För lite")
    decision.refresh_from_db()
    assert decision.state == state
    assert Event.about(decision).first().why == "För lite"
    with pytest.raises(ValidationError, match="väntar inte längre"):
        actions.concur(decision, cast.region, by=cast.region_approver)
    assert not Allocation.objects.exists()
    draft = actions.write_on(decision, by=cast.officer)
    assert [item.amount for item in draft.items.all()] == [400]


def test_four_eyes_and_only_for_ones_own_party(cast, pot):
    decision = laid(cast, grant(pot, cast.storuman))
    both = make_user("bada", cast.region, Role.APPROVER)
    with pytest.raises(PermissionDenied, match="Bara en godkännare"):
        actions.concur(decision, cast.storuman, by=both)
    with pytest.raises(PermissionDenied, match="Bara en godkännare"):
        actions.concur(decision, cast.storuman, by=cast.coordinator)
    own = actions.propose_decision(
        Decision(county=cast.vasterbotten, body="Organ", decided_on=MARCH),
        parties=[cast.region],
        by=both,
    )
    with pytest.raises(ValidationError, match="berett"):
        actions.concur(own, cast.region, by=both)
    with pytest.raises(IntegrityError, match="berett"):
        sql(
            "UPDATE funding_concurrence SET answer = 'YES', answered_at = now(), "
            "answered_by_id = %s WHERE decision_id = %s",
            both.pk,
            own.pk,
        )


def test_what_is_laid_is_frozen_past_the_application(cast, pot):
    decision = laid(cast, grant(pot, cast.storuman))
    for statement in (
        "UPDATE funding_decisionitem SET amount = 999",
        "DELETE FROM funding_decisionitem",
        "INSERT INTO funding_decisionitem (decision_id, act, reason, purpose, amount, conditions, "
        "override_reason) SELECT id, 'OTHER', 'Mer', '', 0, '', '' FROM funding_decision",
    ):
        with pytest.raises(IntegrityError, match="ändras bara av ett nytt beslut"):
            sql(statement)
    with pytest.raises(IntegrityError, match="kan inte ändras"):
        sql("UPDATE funding_decision SET title = 'En annan'")
    with pytest.raises(IntegrityError, match="kan inte ändras"):
        sql("DELETE FROM funding_decision")
    with pytest.raises(ValidationError, match="nytt beslut"):
        actions.write_items([(decision.items.get(), ())], by=cast.officer)
    with pytest.raises(ValidationError, match="nytt beslut"):
        actions.remove_item(decision.items.get(), by=cast.officer)
    actions.concur(decision, cast.region, by=cast.region_approver)
    with pytest.raises(IntegrityError, match="Ett svar kan inte ändras"):
        sql("UPDATE funding_concurrence SET comment = 'Annat' WHERE answer = 'YES'")


def test_a_decided_one_is_changed_by_a_new_one_that_follows_it(cast, pot, umea_approver):
    first = laid(cast, grant(pot, cast.storuman), grant(pot, cast.umea, 600))
    all_concur(cast, first, umea_approver)
    first.refresh_from_db()
    draft = actions.write_on(first, by=cast.officer)
    less, more = draft.items.order_by("allocation__receiver__name")
    for item, amount in ((less, 100), (more, 900)):
        item.amount = amount
        actions.write_items([(item, ())], by=cast.officer)
    actions.lay_before(draft, [cast.region, cast.storuman, cast.umea], by=cast.officer)
    all_concur(cast, draft, umea_approver)
    now = Allocation.objects.with_sums().order_by("receiver__name")
    assert [(one.committed, one.granted) for one in now] == [(400, 100), (600, 900)]
    with pytest.raises(ValidationError, match="senare beslut"):
        actions.write_on(first, by=cast.officer)
    third = actions.write_on(Decision.objects.get(pk=draft.pk), by=cast.officer)
    assert sorted(item.amount for item in third.items.all()) == [100, 900]


def test_all_that_is_missing_is_told_at_once(cast, pot):
    draft = Decision(county=cast.vasterbotten, title="Tomt", body="Organ", decided_on=MARCH)
    actions.write_decision(draft, by=cast.officer)
    with pytest.raises(ValidationError) as refused:
        actions.lay_before_the_county(draft, by=cast.officer)
    assert [line[:30] for line in refused.value.messages] == [
        "Beslutet har ingen punkt. Lägg",
        "Länet har inte bestämt vilka s",
    ]


def test_more_than_the_pot_holds_is_refused_before_the_parties_see_it(cast, pot):
    with pytest.raises(ValidationError, match="Minska med 100"):
        laid(cast, grant(pot, cast.storuman, 600), grant(pot, cast.umea, 500))
    assert not Decision.objects.exists()


def test_when_the_pot_no_longer_holds_it_nothing_is_half_done(cast, pot, umea_approver):
    decision = laid(cast, grant(pot, cast.storuman, 300), grant(pot, cast.umea, 700))
    actions.concur(decision, cast.region, by=cast.region_approver)
    actions.concur(decision, cast.storuman, by=cast.approver)
    given(cast, pot, amount=500)
    with pytest.raises(ValidationError, match="Skicka tillbaka beslutet till beredning"):
        actions.concur(decision, cast.umea, by=umea_approver)
    assert Allocation.objects.count() == 1
    assert decision.concurrences.get(party=cast.umea).answer == "WAITING"
    actions.answer(decision, cast.umea, "BACK", by=umea_approver, comment="Potten räcker inte")


def test_batch_is_all_or_none_with_the_reasons(cast, pot):
    parties = [cast.storuman, cast.umea]
    fine = laid(cast, grant(pot, cast.storuman), parties=parties)
    gone = laid(cast, grant(pot, cast.umea), parties=parties)
    actions.concur(gone, cast.storuman, by=cast.approver)
    with pytest.raises(ValidationError, match="väntar inte på svar från er") as refused:
        actions.concur_with_all([fine, gone], note="Enligt styrgruppen", by=cast.approver)
    assert len(refused.value.messages) == 1
    assert fine.concurrences.get(party=cast.storuman).answer == "WAITING"
    more = laid(cast, grant(pot, cast.umea, 1), parties=parties)
    actions.concur_with_all([fine, more], note="Enligt styrgruppen", by=cast.approver)
    answers = Concurrence.objects.filter(comment="Enligt styrgruppen")
    assert [one.answer for one in answers] == ["YES", "YES"]


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


def test_constraints_say_what_is_missing(cast, pot):
    draft = Decision(county=cast.vasterbotten, title="Våren", body="Organ", decided_on=MARCH)
    actions.write_decision(draft, by=cast.officer)
    for item, sentence in [
        (DecisionItem(decision=draft, act="OTHER"), "Punkten saknar något"),
        (DecisionItem(decision=draft, act="OTHER", reason="X", amount=-1), "noll eller mer"),
        (
            DecisionItem(decision=draft, act="OTHER", reason="X", override_reason="Y"),
            "anger skäl och namn",
        ),
    ]:
        with pytest.raises(ValidationError, match=sentence):
            item.validate_constraints()


def test_only_the_countys_officer_writes(cast, pot):
    draft = written(cast, pot)
    for user in (cast.coordinator, cast.approver, cast.region_approver, cast.stranger):
        with pytest.raises(PermissionDenied):
            actions.write_decision(draft, by=user)
        with pytest.raises(PermissionDenied):
            actions.lay_before_the_county(draft, by=user)
