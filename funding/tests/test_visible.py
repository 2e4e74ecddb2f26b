"""Who sees which rows of money: the querysets that every page asks."""

from types import SimpleNamespace

import pytest

from actors.models import Kind, Role
from actors.tests.factories import make_actor, make_user
from funding import actions
from funding.models import (
    Allocation,
    Application,
    Conflict,
    Decision,
    Frame,
    Return,
    Round,
    Scenario,
)
from funding.tests.factories import make_decision, make_pot
from funding.tests.rows import NOW, one_of_each


@pytest.fixture
def money(cast):
    rows = one_of_each(cast)
    applied = rows[Application]
    draft = Application.objects.create(
        round=applied.round, frame=applied.frame, applicant=cast.storuman, title="Utkast",
        created_by=cast.coordinator,
    )  # fmt: skip
    cast.kommun_officer = make_user("kommunens", cast.umea, Role.OFFICER)
    police = make_actor("Polisen", Kind.POLICE, "", [cast.vasterbotten])
    cast.police = make_user("polis", police, Role.COORDINATOR)
    nacka_pot = make_pot(cast.stockholm, cast.officer, amount=10)
    return SimpleNamespace(
        pot=rows[Frame], applied=applied, draft=draft, allocation=rows[Allocation],
        writing=rows[Decision], account=rows[Return], round=rows[Round],
        scenario=rows[Scenario], elsewhere=nacka_pot,
    )  # fmt: skip


def seen(model, user):
    return set(model.objects.visible_to(user))


def sees(cast, model, row):
    """The names in the cast of those who see the row."""
    names = [name for name, who in vars(cast).items() if hasattr(who, "reach")]
    return {name for name in names if row in seen(model, getattr(cast, name))}


STORUMAN = {"coordinator", "colleague", "reader", "approver"}
DECIDES = {"officer", "region_approver", "approver", "kommun_officer"}
COUNTY = STORUMAN | DECIDES | {"neighbour", "police"}


def test_pots_and_rounds_are_seen_in_their_county_and_by_the_nation(cast, money):
    assert sees(cast, Frame, money.pot) == COUNTY | {"national"}
    assert sees(cast, Round, money.round) == COUNTY | {"national"}
    assert sees(cast, Frame, money.elsewhere) == {"stranger", "national"}
    assert sees(cast, Allocation, money.allocation) == COUNTY | {"national"}


def test_an_allocation_is_seen_by_its_receiver_also_from_another_county(cast, money):
    decision = make_decision(cast.vasterbotten, [cast.region], cast.officer)
    away = actions.allocate(
        money.pot, cast.nacka, amount=5, purpose="Gäst", decision=decision, by=cast.officer
    )
    assert sees(cast, Allocation, away) == COUNTY | {"national", "stranger"}


def test_a_draft_of_an_application_is_for_those_who_write(cast, money):
    assert sees(cast, Application, money.draft) == STORUMAN - {"reader"}


def test_what_was_sent_in_is_for_the_applicant_and_those_who_decide(cast, money):
    assert sees(cast, Application, money.applied) == STORUMAN | DECIDES - {"officer"}
    assert money.applied in set(Application.objects.to_review(cast.kommun_officer))
    assert money.draft not in set(Application.objects.to_review(cast.region_approver))
    assert not Application.objects.to_review(cast.neighbour).exists()


def test_a_co_applicant_sees_it_once_it_is_sent_in(cast, money):
    police = cast.police.memberships.get().actor
    for application in (money.applied, money.draft):
        application.co_applicants.add(police)
    assert seen(Application, cast.police) == {money.applied}


def test_a_conflict_of_interest_hides_it_from_that_person_alone(cast, money):
    """The officer of the fixture has one; and it goes when the conflict does."""
    assert money.applied not in seen(Application, cast.officer)
    assert not Application.objects.to_review(cast.officer).exists()
    Conflict.objects.all().delete()
    assert money.applied in seen(Application, cast.officer)


def test_the_nation_reads_money_and_no_texts_of_applications(cast, money):
    assert not seen(Application, cast.national)
    assert not seen(Scenario, cast.national)


@pytest.mark.parametrize("end", ["NO", "BACK"])
def test_a_decision_is_the_countys_once_it_is_decided(cast, money, end):
    laid, other = (
        make_decision(cast.vasterbotten, [cast.region], cast.officer, complete=False)
        for _ in range(2)
    )
    assert sees(cast, Decision, money.writing) == {"officer"}
    assert sees(cast, Decision, laid) == DECIDES
    actions.concur(laid, cast.region, by=cast.region_approver)
    assert sees(cast, Decision, laid) == COUNTY | {"national"}
    actions.answer(other, cast.region, end, comment="Nej", by=cast.region_approver)
    assert sees(cast, Decision, other) == DECIDES


def test_a_decision_awaits_the_approvers_of_its_waiting_parties(cast, money):
    parties = [cast.region, cast.storuman]
    laid = make_decision(cast.vasterbotten, parties, cast.officer, complete=False)

    def awaited():
        users = (cast.region_approver, cast.approver, cast.officer, cast.coordinator)
        return [laid in set(Decision.objects.awaiting(user)) for user in users]

    assert awaited() == [True, True, False, False]
    actions.concur(laid, cast.region, by=cast.region_approver)
    assert awaited() == [False, True, False, False]


def test_it_does_not_await_who_has_a_conflict_in_it(cast, money):
    item = money.writing.items.get()
    actions.lay_before(money.writing, [cast.storuman], by=cast.officer)
    assert money.writing in set(Decision.objects.awaiting(cast.approver))
    Conflict.objects.create(
        application=item.application, person=cast.approver, reason="Släkt",
        declared_by=cast.officer,
    )  # fmt: skip
    assert money.writing not in set(Decision.objects.awaiting(cast.approver))


def test_alternatives_are_for_those_who_prepare(cast, money):
    assert sees(cast, Scenario, money.scenario) == {"officer"}


def test_a_return_is_the_receivers_own_until_it_is_certified(cast, money):
    assert sees(cast, Return, money.account) == STORUMAN
    Return.objects.update(state="CERTIFIED", certified_at=NOW, certified_by=cast.approver)
    assert sees(cast, Return, money.account) == COUNTY | {"national"}


@pytest.mark.parametrize(
    "model", [Frame, Round, Allocation, Application, Decision, Return, Scenario]
)
def test_a_stranger_and_nobody_see_nothing_of_the_county(cast, money, model):
    assert seen(model, cast.stranger) <= {money.elsewhere}
    assert not seen(model, cast.nobody)
