"""Joint decisions: written, laid, answered, carried out. Rules 3 and 7."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from actors.models import Kind, Role
from actors.tests.factories import make_actor, make_user
from funding import actions
from funding.models import (
    Allocation,
    Concurrence,
    Decision,
    DecisionItem,
    DecisionOrder,
)
from funding.tests.decided import MARCH, all_concur, given, grant, laid
from funding.tests.factories import make_pot
from funding.tests.test_ledger import insert_transfer, sql
from portal.models import Event


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
    with pytest.raises(PermissionDenied, match="Det kan den som är godkännare där"):
        actions.concur(decision, cast.storuman, by=both)
    with pytest.raises(PermissionDenied, match="Det kan den som är godkännare där"):
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
