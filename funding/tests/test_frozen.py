"""What was laid before the parties, what was certified and what a key weighs stays as it was.

And the two rules that no decision of the application's own can forget: the earmark, and jäv.
By raw SQL, past the application.
"""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from actors.models import Kind, UserMovementStatus
from actors.tests.factories import make_actor
from funding import actions
from funding.models import (
    Allocation,
    Application,
    Conflict,
    Decision,
    DecisionItem,
    DistributionKey,
    Earmark,
    Return,
    Round,
)
from funding.tests.factories import DAY, make_agreement, make_decision, make_pot
from funding.tests.test_guards import account, refused
from funding.tests.test_ledger import insert_transfer, sql
from initiatives.models import Category

KEPT = "kan inte ändras eller tas bort"
RULE = "I det här länet går kategori 4 till brukarrörelsen."


@pytest.fixture
def earmarked(cast):
    """Category 4 in two counties; Västerbotten keeps its own to the user movement."""
    category = Category.objects.create(
        number=4, first_year=2024, name="Medverkan", aim="", source="Källa"
    )
    Earmark.objects.create(
        county=cast.vasterbotten, category=category, allows="USER_MOVEMENT", text=RULE,
        source="Källa", since=DAY,
    )  # fmt: skip
    agreement = make_agreement(cast.officer, total=1000)
    part = actions.split(
        agreement, amount=1000, on=DAY, by=cast.officer, name="Medverkan",
        stream="LANSGEMENSAM", category=category,
    )  # fmt: skip
    return {
        county: actions.distribute(part, county, amount=100, on=DAY, by=cast.officer)
        for county in (cast.vasterbotten, cast.stockholm)
    }


def give(frame, receiver, parties, by, **more):
    """Move the money past the application; the decision has no items."""
    decision = make_decision(frame.county, parties, by)
    allocation = Allocation.objects.create(
        frame=frame, receiver=receiver, purpose="Träffar", decision=decision, committed=10, **more
    )
    insert_transfer(
        "ALLOCATE", frame.account, account(allocation, "GRANTED"), 10, by, decision_id=decision.pk
    )
    return allocation


def test_rule_04_a_kommun_is_refused_with_the_rules_text(cast, earmarked):
    with refused(RULE):
        give(earmarked[cast.vasterbotten], cast.storuman, [cast.region], cast.officer)


def test_rule_04_the_same_in_another_county_is_not(cast, earmarked):
    give(earmarked[cast.stockholm], cast.nacka, [cast.nacka], cast.officer)


def test_rule_04_who_counts_is_what_was_decided_last(cast, earmarked):
    """Never the name or the kind of the association."""
    nsph = make_actor("NSPH", Kind.USER_ORGANISATION, "", [cast.vasterbotten])
    pot = earmarked[cast.vasterbotten]
    with refused(RULE):
        give(pot, nsph, [cast.region], cast.officer)
    for counts in (True, False):
        UserMovementStatus.objects.create(
            actor=nsph, counts=counts, decided_on=DAY, decided_by="Länet", reason="Skäl",
            entered_by=cast.officer,
        )  # fmt: skip
        if counts:
            give(pot, nsph, [cast.region], cast.officer)
        else:
            with refused(RULE):
                give(pot, nsph, [cast.region], cast.officer)


def test_rule_04_a_named_person_may_go_past_it_with_a_reason(cast, earmarked):
    pot = earmarked[cast.vasterbotten]
    give(
        pot, cast.storuman, [cast.region], cast.officer, override_reason="Rörelsen bad om det",
        override_by=cast.officer,
    )  # fmt: skip
    with refused("allocation_override_by_and_why"):
        give(pot, cast.storuman, [cast.region], cast.officer, override_reason="Bara så")


def test_rule_04_not_by_a_reallocation_either(cast, earmarked):
    pot = earmarked[cast.vasterbotten]
    more = {"override_reason": "Rörelsen bad om det", "override_by": cast.officer}
    giver = give(pot, cast.storuman, [cast.region], cast.officer, **more)
    taker = Allocation.objects.create(
        frame=pot, receiver=cast.umea, purpose="Annat", decision=giver.decision, committed=1
    )
    ends = (account(giver, "GRANTED"), account(taker, "GRANTED"))
    with refused(RULE):
        insert_transfer("REALLOCATE", *ends, 1, cast.officer, note="Förbi")


def test_rule_04_a_decision_against_it_is_not_even_laid(cast, earmarked):
    item = DecisionItem(
        act="GRANT", frame=earmarked[cast.vasterbotten], receiver=cast.storuman, amount=1,
        purpose="Träffar",
    )  # fmt: skip
    decision = Decision(county=cast.vasterbotten, body="Länet", decided_on=DAY)
    with pytest.raises(ValidationError, match=RULE):
        actions.propose_decision(decision, parties=[cast.region], by=cast.officer, items=[item])
    assert not Decision.objects.exists()


# What was laid before the parties.


@pytest.fixture
def laid(cast):
    """A decision with one item about an application, waiting for its two parties."""
    pot = make_pot(cast.vasterbotten, cast.officer)
    opened = Round.objects.create(
        county=cast.vasterbotten, agreement=pot.component.agreement, name="Omgång",
        opens_on=DAY, closes_on=DAY, created_by=cast.officer,
    )  # fmt: skip
    application = Application.objects.create(
        round=opened, frame=pot, applicant=cast.storuman, title="B4", state="PREPARED",
        submitted_at=timezone.now(), submitted_by=cast.coordinator, created_by=cast.coordinator,
    )  # fmt: skip
    item = DecisionItem(
        act="GRANT", frame=pot, receiver=cast.storuman, application=application, amount=400,
        purpose="B4",
    )  # fmt: skip
    return actions.propose_decision(
        Decision(county=cast.vasterbotten, body="Länet", decided_on=DAY),
        parties=[cast.region, cast.storuman],
        by=cast.officer,
        items=[item],
    )


@pytest.mark.parametrize(
    "change",
    [
        "kind = 'RECOMMENDS'",
        "body = 'Annat'",
        "decided_on = '2020-01-01'",
        "title = 'Annat'",
        "text = 'Annat'",
        "follows_id = id + 1",
        "county_id = county_id + 1",
        "prepared_by_id = prepared_by_id + 1",
        "state = 'DRAFT', proposed_at = NULL, ended_at = NULL",
    ],
)
def test_a_laid_decision_is_not_rewritten(laid, change):
    with refused(KEPT):
        sql(f"UPDATE funding_decision SET {change}")


def test_a_laid_decision_is_not_deleted_and_a_draft_may_be(cast, laid):
    with refused(KEPT):
        sql("DELETE FROM funding_decision WHERE id = %s", laid.pk)
    draft = Decision.objects.create(
        county=cast.vasterbotten, body="Länet", decided_on=DAY, prepared_by=cast.officer
    )
    draft.delete()


def test_a_decision_that_ended_does_not_begin_again(cast, laid):
    actions.answer(laid, cast.region, "BACK", by=cast.region_approver, comment="Saknar belopp")
    with refused(KEPT):
        sql("UPDATE funding_decision SET state = 'DECIDED'")
    with refused(KEPT):
        sql("UPDATE funding_decision SET state = 'PROPOSED', ended_at = NULL")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE funding_decisionitem SET amount = amount + 1",
        "DELETE FROM funding_decisionitem",
        "INSERT INTO funding_decisionitem (decision_id, act, purpose, amount, conditions, reason, "
        "override_reason) SELECT id, 'OTHER', '', 0, '', 'Mer', '' FROM funding_decision",
    ],
)
def test_the_items_of_a_laid_decision_stay(laid, change):
    with refused("Det ändras bara av ett nytt beslut som följer på det"):
        sql(change)


def test_an_item_is_not_moved_out_of_a_laid_decision(cast, laid):
    draft = Decision.objects.create(
        county=cast.vasterbotten, body="Länet", decided_on=DAY, prepared_by=cast.officer
    )
    with refused("Beslutet är framlagt"):
        sql("UPDATE funding_decisionitem SET decision_id = %s", draft.pk)


def yes(decision, party, by):
    sql(
        "UPDATE funding_concurrence SET answer = 'YES', answered_at = now(), answered_by_id = %s "
        "WHERE decision_id = %s AND party_id = %s",
        *(by.pk, decision.pk, party.pk),
    )


def test_who_prepared_it_does_not_stand_behind_it(cast, laid):
    with refused("Den som har berett beslutet"):
        yes(laid, cast.region, cast.officer)


def test_who_has_a_conflict_of_interest_does_not_answer(cast, laid):
    application = Application.objects.get()
    Conflict.objects.create(
        application=application, person=cast.approver, reason="Släkt", declared_by=cast.officer
    )
    with refused("Den som är jävig"):
        yes(laid, cast.storuman, cast.approver)
    with pytest.raises(ValidationError, match="jävig"):
        actions.concur(laid, cast.storuman, by=cast.approver)
    actions.concur(laid, cast.region, by=cast.region_approver)


# What was certified, what a key weighs, what an allocation was first given.


@pytest.fixture
def certified(cast, laid):
    actions.concur(laid, cast.region, by=cast.region_approver)
    actions.concur(laid, cast.storuman, by=cast.approver)
    return Return.objects.create(
        allocation=Allocation.objects.get(), state="CERTIFIED", as_of=DAY, paid=0, booked=0,
        filled_at=timezone.now(), filled_by=cast.coordinator, certified_at=timezone.now(),
        certified_by=cast.approver,
    )  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE funding_return SET used = 1, paid = 1",
        "UPDATE funding_return SET variance = 'Annat'",
        "UPDATE funding_return SET certified_by_id = certified_by_id + 1",
        "DELETE FROM funding_return",
    ],
)
def test_what_was_certified_stays(certified, change):
    with refused(KEPT):
        sql(change)


def test_a_certified_return_is_answered_all_the_same(certified):
    sql("UPDATE funding_return SET state = 'SENT_BACK', answer = 'Dela upp lönerna'")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE funding_allocation SET committed = committed + 1",
        "UPDATE funding_allocation SET item_id = NULL",
        "UPDATE funding_allocation SET override_reason = 'Annat'",
        "UPDATE funding_frame SET actor_id = (SELECT min(id) FROM actors_actor)",
    ],
)
def test_what_was_first_given_and_whose_a_pot_is_stays(certified, change):
    with refused(KEPT):
        sql(change)


@pytest.mark.parametrize(
    "change", ["UPDATE funding_keyshare SET weight = weight + 1", "DELETE FROM funding_keyshare"]
)
def test_a_key_weighs_what_it_weighed(cast, change):
    key = DistributionKey(name="Nyckel", basis="TABLE", source="Källa")
    actions.key_of_table(key, {cast.storuman.pk: 3}, by=cast.officer)
    with refused(KEPT):
        sql(change)
