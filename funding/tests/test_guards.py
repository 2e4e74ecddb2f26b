"""PostgreSQL guards the chain: what 0006 refuses, tried by raw SQL past the application."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.db import IntegrityError

from funding import actions
from funding.models import (
    Account,
    Allocation,
    Decision,
    DecisionItem,
    Transfer,
)
from funding.tests.factories import DAY, make_agreement, make_decision
from funding.tests.test_ledger import insert_transfer, sql


@pytest.fixture
def chain(cast):
    """An agreement with terms, a joint pot, a pot of Storuman's own, and 300 kr paid out."""
    agreement = make_agreement(cast.officer, total=5000, usable_until=date(2024, 12, 31))
    about = {"on": DAY, "by": cast.officer}
    joint = actions.split(agreement, amount=2000, name="Gemensamt", stream="LANSGEMENSAM", **about)
    own = actions.split(agreement, amount=1000, name="Eget", stream="KOMMUN", **about)
    skr = actions.split(agreement, amount=500, name="SKR", stream="SKR", **about)
    pot = actions.distribute(joint, cast.vasterbotten, amount=1000, **about)
    frame = actions.distribute(own, cast.vasterbotten, amount=600, actor=cast.storuman, **about)
    item = DecisionItem(
        act="GRANT", frame=pot, receiver=cast.storuman, amount=400, purpose="Utbildning"
    )
    decision = lay(cast, [item])
    for party, by in [(cast.region, cast.region_approver), (cast.storuman, cast.approver)]:
        actions.concur(decision, party, by=by)
    allocation = Allocation.objects.get(item=item)
    actions.pay(allocation, amount=300, **about)
    return SimpleNamespace(
        agreement=agreement, joint=joint, own=own, skr=skr, pot=pot, frame=frame, item=item,
        decision=decision, allocation=allocation,
    )  # fmt: skip


def lay(cast, items):
    decision = Decision(county=cast.vasterbotten, body="Länet", decided_on=DAY)
    return actions.propose_decision(
        decision, parties=[cast.region, cast.storuman], by=cast.officer, items=items
    )


def account(allocation, kind):
    """The allocation's account, made when there is none, as an action would."""
    made, _ = Account.objects.get_or_create(
        allocation=allocation,
        kind=kind,
        defaults={"agreement": allocation.frame.component.agreement},
    )
    return made


def paper(cast, *parties, **fields):
    """A complete decision without items, by those parties."""
    return make_decision(cast.vasterbotten, list(parties), cast.officer, **fields)


def refused(sentence):
    return pytest.raises(IntegrityError, match=sentence)


def test_no_balance_is_below_zero(chain):
    with refused("account_not_below_zero|ändras bara av en överföring"):
        sql("UPDATE funding_account SET balance = -1 WHERE id = %s", chain.pot.account.pk)


# Decided: by whom, how much, and out of what.


def test_rule_03_not_out_of_a_preliminary_agreement(cast):
    agreement = make_agreement(cast.officer, total=100, decided_on=None)
    about = {"on": DAY, "by": cast.officer}
    part = actions.split(agreement, amount=100, name="Del", stream="LANSGEMENSAM", **about)
    pot = actions.distribute(part, cast.vasterbotten, amount=100, **about)
    decision = paper(cast, cast.region)
    allocation = Allocation.objects.create(
        frame=pot, receiver=cast.umea, purpose="Ram", decision=decision, committed=10
    )
    with refused("Överenskommelsen är preliminär"):
        insert_transfer(
            "ALLOCATE", pot.account, account(allocation, "GRANTED"), 10, cast.officer,
            decision_id=decision.pk,
        )  # fmt: skip


def test_rule_03_not_by_a_decision_that_a_party_has_left_or_that_has_none(cast, chain):
    waiting = lay(cast, [])
    advice = paper(cast, cast.region, kind="RECOMMENDS")
    nobody = Decision.objects.create(
        county=cast.vasterbotten, body="Ingen", decided_on=DAY, prepared_by=cast.officer
    )
    granted = account(chain.allocation, "GRANTED")
    for decision in (waiting, advice, nobody):
        with refused("när alla parter har ställt sig bakom"):
            insert_transfer(
                "ALLOCATE", chain.pot.account, granted, 1, cast.officer, decision_id=decision.pk
            )


def test_rule_03_what_an_actor_has_for_itself_it_has_a_part_in_deciding(cast, chain):
    without, with_it = paper(cast, cast.region), paper(cast, cast.region, cast.storuman)
    for decision, allowed in [(without, False), (with_it, True)]:
        allocation = Allocation.objects.create(
            frame=chain.frame, receiver=cast.storuman, purpose="Eget", decision=decision,
            committed=5,
        )  # fmt: skip
        move = (
            *("ALLOCATE", chain.frame.account, account(allocation, "GRANTED"), 5),
            cast.officer,
        )
        if allowed:
            insert_transfer(*move, decision_id=decision.pk)
        else:
            with refused("när alla parter har ställt sig bakom"):
                insert_transfer(*move, decision_id=decision.pk)


def test_not_another_amount_than_was_decided(cast, chain):
    granted, by = account(chain.allocation, "GRANTED"), cast.officer
    # Its own decision has given it all that it said; another says nothing of it.
    for decision in (chain.decision, paper(cast, cast.region)):
        with refused("Beloppet är inte det som står i beslutet"):
            insert_transfer("ALLOCATE", chain.pot.account, granted, 1, by, decision_id=decision.pk)
    with refused("Beloppet är inte det som står i beslutet"):
        insert_transfer(
            "RELEASE", granted, chain.pot.account, 1, by, decision_id=paper(cast, cast.region).pk
        )


@pytest.mark.parametrize(("decided", "moved", "allowed"), [
    (450, ("ALLOCATE", 50), True), (450, ("ALLOCATE", 51), False),
    (350, ("RELEASE", 50), True), (350, ("RELEASE", 51), False),
])  # fmt: skip
def test_a_change_goes_as_far_as_was_decided(cast, chain, decided, moved, allowed):
    item = DecisionItem(act="CHANGE", allocation=chain.allocation, amount=decided, reason="Nytt")
    laid = lay(cast, [item])
    # Answered past the application, so that nothing is carried out by itself.
    sql(
        "UPDATE funding_concurrence SET answer = 'YES', answered_at = now(), answered_by_id = %s "
        "WHERE decision_id = %s",
        cast.region_approver.pk,
        laid.pk,
    )
    sql("UPDATE funding_decision SET state = 'DECIDED', ended_at = now() WHERE id = %s", laid.pk)
    kind, amount = moved
    ends = [chain.pot.account, account(chain.allocation, "GRANTED")]
    source, target = ends if kind == "ALLOCATE" else reversed(ends)
    if allowed:
        insert_transfer(kind, source, target, amount, cast.officer, decision_id=laid.pk)
    else:
        with refused("Beloppet är inte det som står i beslutet"):
            insert_transfer(kind, source, target, amount, cast.officer, decision_id=laid.pk)


# Levels and ways.


def test_rule_01_a_level_closes_only_when_its_parts_are_the_whole(cast, chain):
    whole = Account.objects.get(agreement=chain.agreement, kind="AGREEMENT")
    close = "UPDATE funding_account SET closed_at = now(), closed_by_id = %s WHERE id = %s"
    with refused("Delarna blir inte det hela: 1.500.kr är inte uppdelade"):
        sql(close, cast.officer.pk, whole.pk)
    actions.split(
        chain.agreement, amount=1500, name="Resten", stream="MIXED", on=DAY, by=cast.officer
    )
    sql(close, cast.officer.pk, whole.pk)
    state = Account.objects.get(agreement=chain.agreement, kind="STATE")
    with refused("Nivån är stängd"):  # one krona too many
        insert_transfer("GRANT", state, whole, 1, cast.officer)
    split = Transfer.objects.get(target=chain.skr.account)
    with refused("Nivån är stängd"):  # and none back
        insert_transfer(
            "CORRECT", chain.skr.account, whole, 500, cast.officer, corrects_id=split.pk
        )


def test_a_part_reaches_only_those_whom_it_is_for(cast, chain):
    for part, frame in [
        (chain.own, {"actor": None}),
        (chain.own, {"actor": cast.region}),
        (chain.joint, {"actor": cast.umea}),
        (chain.skr, {"actor": None}),
    ]:
        made, _ = part.frames.get_or_create(county=cast.vasterbotten, **frame)
        target, _ = Account.objects.get_or_create(
            kind="FRAME", frame=made, defaults={"agreement": chain.agreement}
        )
        with refused("Bidragsdelen går inte till den mottagaren"):
            insert_transfer("DISTRIBUTE", part.account, target, 1, cast.officer)


def test_a_top_slice_needs_the_one_it_is_taken_from(cast, chain):
    move = ("TOP_SLICE", chain.frame.account, chain.pot.account, 10, cast.officer)
    with refused("Det kräver ett beslut i länet"):
        insert_transfer(*move)
    with refused("har inte själv ställt sig bakom"):
        insert_transfer(*move, decision_id=paper(cast, cast.region).pk)
    insert_transfer(*move, decision_id=paper(cast, cast.region, cast.storuman).pk)


def test_a_top_slice_goes_to_the_countys_joint_pot_alone(cast, chain):
    decision = paper(cast, cast.region, cast.storuman)
    elsewhere = actions.distribute(chain.joint, cast.stockholm, amount=10, on=DAY, by=cast.officer)
    for source, target in [(chain.pot, chain.frame), (chain.frame, elsewhere)]:
        with refused("Pengar kan inte gå den vägen"):
            insert_transfer(
                "TOP_SLICE", source.account, target.account, 1, cast.officer,
                decision_id=decision.pk,
            )  # fmt: skip


# Time, and what is left.


def test_rule_07_use_ends_with_the_agreements_time(cast, chain):
    paid, used = (account(chain.allocation, kind) for kind in ("PAID", "USED"))
    late = {"on": date(2025, 1, 1)}
    with refused("får användas till och med 31.december 2024"):
        insert_transfer("USE", paid, used, 1, cast.officer, **late)
    insert_transfer("USE", paid, used, 1, cast.officer, on=date(2024, 12, 31))


def test_rule_07_what_was_carried_over_has_a_day_too(cast, chain):
    decision = paper(cast, cast.region)
    actions.carry_over(
        chain.allocation, amount=100, usable_until=date(2025, 6, 30), on=date(2025, 1, 2),
        by=cast.officer, decision=decision,
    )  # fmt: skip
    carried, used = (account(chain.allocation, kind) for kind in ("CARRIED", "USED"))
    insert_transfer("USE", carried, used, 1, cast.officer, on=date(2025, 6, 30))
    with refused("De överförda medlen får användas till och med 30.juni 2025"):
        insert_transfer("USE", carried, used, 1, cast.officer, on=date(2025, 7, 1))


def test_rule_07_use_beyond_what_is_paid_is_explained(cast, chain):
    granted, owed = (account(chain.allocation, kind) for kind in ("GRANTED", "OWED"))
    with refused("Förklara varför mer är använt"):
        insert_transfer("USE", granted, owed, 1, cast.officer)
    insert_transfer("USE", granted, owed, 1, cast.officer, note="Kursen blev dyrare")


@pytest.mark.parametrize(
    ("terms", "by_decision", "sentence"),
    [
        ("NEEDS_DECISION", False, "Det kräver ett beslut i länet"),
        ("NOT_ALLOWED", True, "får inte föras över till nästa år"),
        ("NEEDS_DECISION", True, None),
        ("ALLOWED", False, None),
    ],
)
def test_rule_07_nothing_is_carried_over_against_the_terms(
    cast, chain, terms, by_decision, sentence
):
    sql("UPDATE funding_agreement SET carry_over = %s", terms)
    extra = {"decision_id": paper(cast, cast.region).pk} if by_decision else {}
    ends = [account(chain.allocation, kind) for kind in ("PAID", "CARRIED")]
    if sentence:
        with refused(sentence):
            insert_transfer("CARRY_OVER", *ends, 1, cast.officer, **extra)
    else:
        insert_transfer("CARRY_OVER", *ends, 1, cast.officer, **extra)


def test_rule_07_nothing_is_demanded_or_given_back_without_a_decision(cast, chain):
    paid, target = (account(chain.allocation, kind) for kind in ("PAID", "TO_REPAY"))
    lapsed = Account.objects.create(agreement=chain.agreement, kind="LAPSED")
    waiting = {"decision_id": lay(cast, []).pk}
    for kind, source, to in [("DEMAND", paid, target), ("REPAY", chain.pot.account, lapsed)]:
        for extra in ({}, waiting):
            with refused("Det kräver ett beslut i länet"):
                insert_transfer(kind, source, to, 1, cast.officer, **extra)
