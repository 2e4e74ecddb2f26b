"""What raw SQL could do past the first guards, and PostgreSQL now refuses (0009).

The chain and what moves in it come from test_guards.py.
"""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, transaction

from funding import actions
from funding.models import Conflict, DecisionItem, Frame, Transfer
from funding.tests import desk
from funding.tests.factories import DAY
from funding.tests.test_guards import account, chain, lay, paper
from funding.tests.test_ledger import insert_transfer, sql

__all__ = ["chain"]  # a fixture, asked for by its name


@contextmanager
def refused(sentence):
    """The block is refused by PostgreSQL with that sentence, and the test goes on."""
    with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
        yield


# A decision and its parties.


@pytest.fixture
def laid(cast, chain):
    item = DecisionItem(
        act="GRANT", frame=chain.pot, receiver=cast.umea, amount=100, purpose="Elevhälsa"
    )
    return lay(cast, [item])


def test_rule_03_a_party_that_waits_is_not_taken_out(cast, laid):
    with refused("kan inte tas bort ur ett framlagt beslut"):
        sql("DELETE FROM funding_concurrence WHERE decision_id = %s", laid.pk)
    with refused("kan inte bytas ut i ett framlagt beslut"):
        sql(
            "UPDATE funding_concurrence SET party_id = %s WHERE decision_id = %s AND party_id = %s",
            cast.umea.pk,
            laid.pk,
            cast.storuman.pk,
        )


def test_rule_03_no_party_is_written_in_with_its_answer(cast, laid):
    with refused("Parterna bestäms när beslutet läggs fram"):
        sql(
            "INSERT INTO funding_concurrence (decision_id, party_id, answer, comment, "
            "answered_at, answered_by_id) VALUES (%s, %s, 'YES', '', now(), %s)",
            laid.pk,
            cast.umea.pk,
            cast.region_approver.pk,
        )


def test_rule_03_no_decision_is_decided_before_all_have_answered(laid):
    with refused("gäller först när alla parter står bakom"):
        sql(
            "UPDATE funding_decision SET state = 'DECIDED', ended_at = now() WHERE id = %s", laid.pk
        )


def test_rule_03_no_decision_begins_as_decided_and_no_draft_ends(cast, laid):
    columns = "county_id, title, body, kind, decided_on, paragraph, diary_number, text"
    with refused("skrivs först, och läggs sedan fram"):
        sql(
            f"INSERT INTO funding_decision ({columns}, minutes_name, minutes_sha256, minutes_size, "
            f"state, proposed_at, ended_at, prepared_by_id) SELECT {columns}, '', '', 0, "
            "'DECIDED', now(), now(), prepared_by_id FROM funding_decision WHERE id = %s",
            laid.pk,
        )
    draft = type(laid).objects.create(
        county=cast.vasterbotten, body="Organet", decided_on=DAY, prepared_by=cast.officer
    )
    with refused("läggs fram för parterna innan"):
        sql(
            "UPDATE funding_decision SET state = 'DECIDED', proposed_at = now(), ended_at = now() "
            "WHERE id = %s",
            draft.pk,
        )


def test_an_answer_awaits_that_the_decision_is_laid(cast, laid):
    actions.answer(laid, cast.region, "BACK", by=cast.region_approver, comment="Skriv om")
    with refused("väntar inte på svar"):
        sql(
            "UPDATE funding_concurrence SET answer = 'YES', answered_at = now(), "
            "answered_by_id = %s WHERE decision_id = %s AND party_id = %s",
            cast.approver.pk,
            laid.pk,
            cast.storuman.pk,
        )


def test_the_focuses_of_a_laid_item_stay(cast, laid):
    item = laid.items.get()
    with refused("Beslutet är framlagt"):
        sql(
            "INSERT INTO funding_decisionitem_focuses (decisionitem_id, term_id) VALUES (%s, %s)",
            item.pk,
            1,
        )


def test_who_has_jav_in_what_was_granted_does_not_answer_on_changing_it(cast, chain):
    round_ = desk.make_round(cast.vasterbotten, cast.officer)
    application = desk.send_in(round_, cast.storuman, cast.coordinator)
    grant = DecisionItem(
        act="GRANT",
        application=application,
        frame=round_.frames.get(),
        receiver=cast.storuman,
        amount=50,
        purpose="Elevhälsa",
    )
    type(application).objects.filter(pk=application.pk).update(state="PREPARED")
    first = lay(cast, [grant])
    for party, by in [(cast.region, cast.region_approver), (cast.storuman, cast.approver)]:
        actions.concur(first, party, by=by)
    Conflict.objects.create(
        application=application,
        person=cast.region_approver,
        reason="Arbetar där",
        declared_by=cast.officer,
    )
    change = DecisionItem(act="CHANGE", allocation=grant.made, amount=40, reason="Mindre")
    second = lay(cast, [change])
    with refused("jävig i en ansökan kan inte svara"):
        sql(
            "UPDATE funding_concurrence SET answer = 'YES', answered_at = now(), "
            "answered_by_id = %s WHERE decision_id = %s AND party_id = %s",
            cast.region_approver.pk,
            second.pk,
            cast.region.pk,
        )


# Each krona once.


def test_a_decision_does_not_give_the_same_twice(cast, chain):
    granted = account(chain.allocation, "GRANTED")
    other = actions.allocate(
        chain.pot,
        cast.umea,
        amount=10,
        purpose="Annat",
        decision=paper(cast, cast.region),
        by=cast.officer,
    )
    taker = account(other, "GRANTED")
    insert_transfer("REALLOCATE", granted, taker, 100, cast.officer, note="Kursen ställdes in")
    with refused("inte det som står i beslutet"):
        insert_transfer(
            "ALLOCATE",
            chain.pot.account,
            granted,
            400,
            cast.officer,
            decision_id=chain.decision.pk,
        )


def test_what_follows_of_a_decision_is_not_corrected(cast, chain):
    given = Transfer.objects.get(kind="ALLOCATE", target__allocation=chain.allocation)
    with refused("Fatta ett nytt beslut"):
        insert_transfer(
            "CORRECT", given.target, given.source, 400, cast.officer, corrects_id=given.pk
        )


def test_another_decision_covers_no_demand_and_no_slice(cast, chain):
    """The decision that granted the money says nothing of taking it."""
    unspent, demanded = account(chain.allocation, "PAID"), account(chain.allocation, "TO_REPAY")
    by, decision = cast.officer, {"decision_id": chain.decision.pk}
    with refused("inte det som står i beslutet"):
        insert_transfer("DEMAND", unspent, demanded, 1, by, **decision)
    with refused("inte det som står i beslutet"):
        carried = account(chain.allocation, "CARRIED")
        insert_transfer("CARRY_OVER", unspent, carried, 1, by, **decision)
    with refused("säger inget om att flytta medel"):
        insert_transfer("TOP_SLICE", chain.frame.account, chain.pot.account, 1, by, **decision)


def test_a_frame_is_sliced_once_by_a_decision(cast, chain):
    decision = paper(cast, cast.region, cast.storuman)
    ends = [chain.frame.account, chain.pot.account]
    insert_transfer("TOP_SLICE", *ends, 1, cast.officer, decision_id=decision.pk)
    with refused("redan avsatta en gång"):
        insert_transfer("TOP_SLICE", *ends, 1, cast.officer, decision_id=decision.pk)


# What is one's own.


def test_an_actors_own_money_is_moved_by_nobody_else(cast, chain):
    own = actions.allocate(
        chain.frame,
        cast.storuman,
        amount=100,
        purpose="Eget",
        decision=paper(cast, cast.region, cast.storuman),
        by=cast.officer,
    )
    with transaction.atomic():
        actions.distribute(
            chain.own, cast.vasterbotten, amount=100, actor=cast.umea, on=DAY, by=cast.officer
        )
    frame = Frame.objects.get(actor=cast.umea)
    theirs = actions.allocate(
        frame,
        cast.umea,
        amount=10,
        purpose="Deras",
        decision=paper(cast, cast.region, cast.umea),
        by=cast.officer,
    )
    ends = [account(own, "GRANTED"), account(theirs, "GRANTED")]
    with refused("bara av ett beslut som den står bakom"):
        insert_transfer("REALLOCATE", *ends, 1, cast.officer, note="Skäl")
    with refused("bara av ett beslut som den står bakom"):
        insert_transfer(
            "REALLOCATE",
            *ends,
            1,
            cast.officer,
            note="Skäl",
            decision_id=paper(cast, cast.region).pk,
        )


def test_nobody_is_given_what_belongs_to_another_county(cast, chain):
    with refused("hör inte till länet"), transaction.atomic():
        frame = Frame.objects.create(
            component=chain.own, county=cast.vasterbotten, actor=cast.nacka
        )
        sql(
            "INSERT INTO funding_account (kind, agreement_id, frame_id, balance) "
            "VALUES ('FRAME', %s, %s, 0)",
            chain.agreement.pk,
            frame.pk,
        )
        frame.refresh_from_db()
        insert_transfer("DISTRIBUTE", chain.own.account, frame.account, 1, cast.officer)


def test_the_category_and_stream_of_a_part_stay(chain):
    with refused("kan inte ändras"):
        sql("UPDATE funding_component SET stream = 'SKR' WHERE id = %s", chain.joint.pk)
