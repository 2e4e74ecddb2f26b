"""What home tells of plans: to be answered, answered, and whole enough to be adopted."""

from datetime import timedelta

import pytest
from django.utils import timezone

from actors.models import Membership, Role
from initiatives.actions import goals, plans
from initiatives.forms.goals import GoalForm
from initiatives.models import Comment, Goal
from initiatives.tests.factories import make_goal, make_plan
from initiatives.tests.test_views import queries_for
from reports.todo import home_of

TO_ANSWER = "Svara på remissen: Handlingsplan"
ANSWERED = "Remissvar har kommit: Handlingsplan"
WHOLE = "Planen är hel och kan antas: Handlingsplan"


@pytest.fixture
def draft(cast):
    return make_plan(cast.storuman, cast.coordinator, adopted=False, goals=[make_goal()])


@pytest.fixture
def referred(draft, cast):
    plans.refer_plan(draft, to=[cast.region], by=cast.coordinator)
    return draft


def answer(plan, cast):
    return plans.answer_plan(Comment(text="Bra"), plan=plan, actor=cast.region, by=cast.officer)


def todos(user, actor):
    return [todo.text for todo in home_of(user, actor)["todos"]]


def test_those_who_were_asked_are_told_until_they_have_answered(referred, cast):
    assert TO_ANSWER in todos(cast.officer, cast.region)
    assert TO_ANSWER not in todos(cast.coordinator, cast.storuman)
    answer(referred, cast)
    assert TO_ANSWER not in todos(cast.officer, cast.region)


def test_a_reader_among_those_who_were_asked_has_nothing_to_do(referred, cast):
    Membership.objects.create(user=cast.stranger, actor=cast.region, role=Role.READER)
    assert TO_ANSWER not in todos(cast.stranger, cast.region)


def test_the_owners_keepers_are_told_of_answers_for_a_fortnight(referred, cast):
    assert ANSWERED not in todos(cast.coordinator, cast.storuman)
    given = answer(referred, cast)
    for keeper in (cast.coordinator, cast.colleague):
        assert ANSWERED in todos(keeper, cast.storuman)
    assert ANSWERED not in todos(cast.reader, cast.storuman)
    Comment.objects.filter(pk=given.pk).update(created_at=timezone.now() - timedelta(days=15))
    assert ANSWERED not in todos(cast.coordinator, cast.storuman)


def test_the_approver_is_told_of_a_whole_plan_and_its_authors_never(draft, cast):
    Membership.objects.create(user=cast.coordinator, actor=cast.storuman, role=Role.APPROVER)
    Membership.objects.create(user=cast.approver, actor=cast.storuman, role=Role.COORDINATOR)
    assert WHOLE not in todos(cast.coordinator, cast.storuman)
    assert WHOLE in todos(cast.approver, cast.storuman)
    form = GoalForm(make_goal("BYGG"), instance=Goal(plan=draft))
    assert form.is_valid(), form.errors
    goals.save_goal(form, by=cast.approver)
    assert WHOLE not in todos(cast.approver, cast.storuman)


def test_nobody_is_told_of_a_plan_that_lacks_something(cast):
    make_plan(cast.storuman, cast.coordinator, adopted=False, gap_note="", goals=[])
    assert WHOLE not in todos(cast.approver, cast.storuman)


def test_home_asks_as_often_for_one_plan_as_for_many(referred, cast, sign_in):
    answer(referred, cast)
    for person in (cast.coordinator, cast.approver, cast.officer):
        client = sign_in(person)
        first = queries_for(client, "/")
        for _ in range(3):
            plan = make_plan(
                cast.storuman, cast.coordinator, adopted=False, goals=[make_goal("BYGG")]
            )
            plans.refer_plan(plan, to=[cast.region], by=cast.coordinator)
            if person != cast.officer:
                answer(plan, cast)
        assert queries_for(client, "/") == first
