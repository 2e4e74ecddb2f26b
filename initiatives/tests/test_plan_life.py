"""A plan's life: written, sent out, adopted by another pair of eyes, frozen, revised, closed."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from actors.models import Membership, Role
from initiatives.actions import goals, plans
from initiatives.forms.goals import GoalForm, MeasureForm, MeasureStatusForm
from initiatives.models import Comment, Goal, Measure, Outcome, Plan
from initiatives.models.plans import mandate_ends_after
from initiatives.tests.factories import adopt, make_activity, make_goal, make_plan

DAY = date(2024, 2, 27)


@pytest.fixture
def draft(cast):
    return make_plan(cast.storuman, cast.coordinator, adopted=False, goals=[make_goal()])


@pytest.fixture
def plan(cast):
    """An adopted plan with a goal, its measure, an outcome and an activity under both."""
    plan = make_plan(
        cast.storuman, cast.coordinator, adopted=False, goals=[make_goal(indicator="Andel")]
    )
    Measure.objects.create(goal=plan.goals.get(), text="Utbilda alla")
    plan = adopt(plan)
    goals.tell_outcome(
        Outcome(on=DAY, value="40 procent"), goal=plan.goals.get(), by=cast.coordinator
    )
    return plan


def valid(form):
    assert form.is_valid(), form.errors
    return form


def telling(measure, note=""):
    """The form that tells that the measure is done."""
    data = {"status": "DONE", "status_note": note, "lock": measure.lock}
    return valid(MeasureStatusForm(data, instance=measure))


def adopt_as(user, plan):
    return plans.adopt_plan(plan, adopted_by="Fullmäktige", adopted_on=DAY, by=user)


def test_the_approver_adopts_and_the_author_never(draft, cast):
    Membership.objects.create(user=cast.coordinator, actor=cast.storuman, role=Role.APPROVER)
    with pytest.raises(ValidationError, match="Den som har skrivit planen"):
        adopt_as(cast.coordinator, draft)
    assert adopt_as(cast.approver, draft).status == "ADOPTED"


def test_whoever_wrote_a_goal_does_not_adopt_either(draft, cast):
    Membership.objects.create(user=cast.approver, actor=cast.storuman, role=Role.COORDINATOR)
    form = GoalForm(make_goal("BYGG"), instance=Goal(plan=draft))
    goals.save_goal(valid(form), by=cast.approver)
    with pytest.raises(ValidationError, match="Den som har skrivit planen"):
        adopt_as(cast.approver, draft)


def test_a_coordinator_or_another_actors_approver_does_not_adopt(draft, cast):
    for user in (cast.colleague, cast.region_approver):
        with pytest.raises(PermissionDenied):
            adopt_as(user, draft)


def test_what_is_missing_is_said_and_adoption_says_the_same(cast):
    draft = make_plan(
        cast.storuman, cast.coordinator, adopted=False, vision="", gap_note="", goals=[]
    )
    missing = draft.missing_parts()
    assert missing[0] == "Planen har ingen målbild."
    assert len(missing) == 5
    with pytest.raises(ValidationError) as refused:
        adopt_as(cast.approver, draft)
    assert refused.value.messages == missing


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("plan", lambda plan: Plan.objects.filter(pk=plan.pk).update(vision="Annat")),
        ("plan", lambda plan: plan.delete()),
        ("goal", lambda plan: plan.goals.update(text="Annat")),
        ("goal", lambda plan: Goal.objects.create(plan=plan, b="BYGG", text="Nytt")),
        ("measure", lambda plan: Measure.objects.update(text="Annat")),
        ("measure", lambda plan: Measure.objects.all().delete()),
    ],
)
def test_an_adopted_plan_is_frozen_by_the_database(plan, what, change):
    with pytest.raises(IntegrityError, match=r"antagen plan|PROTECT"), transaction.atomic():
        change(plan)


def test_how_it_goes_is_told_without_touching_the_wording(plan, cast):
    measure = Measure.objects.get()
    measure.text = "Annan text"
    goals.tell_measure(telling(measure, "Klart"), by=cast.coordinator)
    measure.refresh_from_db()
    assert (measure.status, measure.text) == ("DONE", "Utbilda alla")
    with pytest.raises(PermissionDenied):
        goals.tell_measure(telling(measure), by=cast.reader)


def test_a_revision_is_a_draft_with_everything_and_the_next_number(plan, cast):
    new = plans.revise_plan(plan, by=cast.coordinator)
    copy = new.goals.get()
    assert (new.status, new.number, new.revises) == ("DRAFT", 2, plan)
    assert copy.copied_from == plan.goals.get()
    assert copy.measures.get().text == "Utbilda alla"
    plan.refresh_from_db()
    assert plan.status == "ADOPTED"
    with pytest.raises(ValidationError, match="redan påbörjad"):
        plans.revise_plan(plan, by=cast.coordinator)


def test_what_goes_on_moves_to_the_new_version_and_keeps_its_goal_and_measure(plan, cast):
    goal, measure = plan.goals.get(), Measure.objects.get()
    under = {"plan": plan, "goal": goal, "measure": measure}
    kept = make_activity(cast.storuman, cast.coordinator, **under)
    draft = make_activity(cast.storuman, cast.colleague, publish=False, **under)
    new = plans.revise_plan(plan, by=cast.coordinator)
    goals.tell_measure(telling(measure), by=cast.coordinator)
    adopt(new, on=date(2025, 2, 28))
    copy = new.goals.get()
    for activity in (kept, draft):
        activity.refresh_from_db()
        assert (activity.plan, activity.goal) == (new, copy)
        assert activity.measure == copy.measures.get()
    plan.refresh_from_db()
    assert plan.status == "REVISED"
    assert copy.measures.get().status == "DONE"
    assert [outcome.value for outcome in copy.outcomes.all()] == ["40 procent"]


def test_an_activity_whose_goal_or_measure_is_gone_keeps_what_is_left(plan, cast):
    goal, measure = plan.goals.get(), Measure.objects.get()
    activity = make_activity(cast.storuman, cast.coordinator, plan=plan, goal=goal, measure=measure)
    new = plans.revise_plan(plan, by=cast.coordinator)
    copied = new.goals.get().measures.get()
    form = MeasureForm({"text": "Andra ord", "lock": copied.lock}, instance=copied)
    goals.save_measure(valid(form), by=cast.coordinator)
    new = adopt(new, on=date(2025, 2, 28))
    activity.refresh_from_db()
    assert (activity.goal, activity.measure) == (new.goals.get(), None)
    last = plans.revise_plan(new, by=cast.coordinator)
    goals.remove_goal(last.goals.get(), by=cast.coordinator)
    adopt(last, on=date(2025, 12, 1))
    activity.refresh_from_db()
    assert (activity.plan, activity.goal) == (last, None)


def test_a_referred_plan_is_seen_by_those_who_are_asked_and_they_answer(draft, cast):
    assert not Plan.objects.visible_to(cast.neighbour).filter(pk=draft.pk).exists()
    plans.refer_plan(draft, to=[cast.umea], by=cast.coordinator)
    assert Plan.objects.visible_to(cast.neighbour).filter(pk=draft.pk).exists()
    assert not Plan.objects.visible_to(cast.officer).filter(pk=draft.pk).exists()
    plans.answer_plan(Comment(text="Bra"), plan=draft, actor=cast.umea, by=cast.neighbour)
    assert str(draft.comments.get().actor) == "Umeå kommun"
    draft.refresh_from_db()
    assert adopt_as(cast.approver, draft).status == "ADOPTED"


def test_a_plan_is_closed_with_day_and_reason_and_never_by_time(plan, cast):
    with pytest.raises(PermissionDenied):
        plans.close_plan(plan, on=DAY, why="Går upp i länets plan", by=cast.reader)
    plans.close_plan(plan, on=DAY, why="Går upp i länets plan", by=cast.coordinator)
    plan.refresh_from_db()
    assert (plan.status, plan.closed_on) == ("CLOSED", DAY)
    with pytest.raises(ValidationError):
        plans.revise_plan(plan, by=cast.coordinator)


def test_a_draft_is_removed_and_an_adopted_plan_never(draft, plan, cast):
    plans.remove_plan(draft, by=cast.coordinator)
    assert not Plan.objects.filter(pk=draft.pk).exists()
    Plan.with_removed.get(pk=draft.pk).restore()
    assert Plan.objects.filter(pk=draft.pk).exists()
    with pytest.raises(ValidationError, match="tas inte bort"):
        plans.remove_plan(plan, by=cast.coordinator)


@pytest.mark.parametrize(
    ("adopted", "ends"),
    [
        (date(2023, 2, 28), date(2026, 10, 14)),
        (date(2022, 10, 15), date(2026, 10, 14)),
        (date(2026, 5, 4), date(2030, 10, 14)),  # the period's last year: the next one
        (date(2026, 11, 24), date(2030, 10, 14)),
    ],
)
def test_the_mandate_period_ends_in_october_of_an_election_year(adopted, ends):
    assert mandate_ends_after(adopted) == ends


def test_a_plan_is_to_be_looked_over_thirty_days_before(plan):
    assert plan.look_over_by == date(2026, 10, 14)
    assert not plan.is_to_be_looked_over(date(2026, 9, 1))
    assert plan.is_to_be_looked_over(date(2026, 9, 20))
    plan.revise_before = date(2025, 1, 31)
    assert plan.is_to_be_looked_over(date(2025, 1, 2))
