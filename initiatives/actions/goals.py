"""What can be done with a plan's goals: written while it is in the making, told of afterwards."""

from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction

from actors.access import Act, may, require
from initiatives.actions.plans import WROTE, held, held_to_write
from initiatives.models import Plan
from portal import fence
from portal.models import Event, refusals


@contextmanager
def _all_that_hangs_there():
    """Delete with sight of all that points there: a colleague's draft lets go of the goal too."""
    with fence.everything(), refusals():
        yield


@transaction.atomic
def save_goal(form, *, by):
    """Save a bound and valid GoalForm, of a plan in the making."""
    held_to_write(form.instance.plan, by=by)
    with refusals():
        goal = form.save()
    Event.record(WROTE, goal.plan, by=by)
    return goal


@transaction.atomic
def remove_goal(goal, *, by):
    """Take a goal and its measures out of a plan in the making."""
    held_to_write(goal.plan, by=by)
    with _all_that_hangs_there():
        goal.delete()
    Event.record(WROTE, goal.plan, by=by)


@transaction.atomic
def save_measure(form, *, by):
    """Save a bound and valid MeasureForm, of a plan in the making."""
    held_to_write(form.instance.goal.plan, by=by)
    with refusals():
        measure = form.save()
    Event.record(WROTE, measure.goal.plan, by=by)
    return measure


@transaction.atomic
def remove_measure(measure, *, by):
    held_to_write(measure.goal.plan, by=by)
    with _all_that_hangs_there():
        measure.delete()
    Event.record(WROTE, measure.goal.plan, by=by)


@transaction.atomic
def tell_measure(form, *, by):
    """Tell how an adopted measure goes, by a valid MeasureStatusForm: never its wording."""
    plan = form.instance.goal.plan
    require(may(by, Act.KEEP_PLAN, plan.owner))
    with refusals():
        measure = form.save()
    Event.record("berättade om en åtgärd i", plan, by=by)
    return measure


@transaction.atomic
def tell_outcome(outcome, *, goal, by):
    """Keep what a goal's indicator showed on a day."""
    require(may(by, Act.KEEP_PLAN, goal.plan.owner))
    if held(goal.plan).status != Plan.Status.ADOPTED:
        raise ValidationError("Utfall skrivs in medan planen är antagen.")
    outcome.goal, outcome.created_by = goal, by
    outcome.save()
    Event.record("läste av ett mål i", goal.plan, by=by)
    return outcome
