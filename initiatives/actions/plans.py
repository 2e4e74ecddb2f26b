"""What can be done with plans: they are written, adopted, revised and closed."""

from django.core.exceptions import ValidationError
from django.db import transaction

from actors.access import Act, may, require
from initiatives.models import Goal, Plan
from portal.models import Event, refusals


@transaction.atomic
def create_plan(plan, *, goals=(), by):
    """Save a new plan as a draft; `goals` are dicts of Goal's fields. Returns it."""
    plan.created_by, plan.status = by, Plan.Status.DRAFT
    plan.save()
    Goal.objects.bulk_create(Goal(plan=plan, **goal) for goal in goals)
    Event.record("skapade", plan, by=by)
    return plan


@transaction.atomic
def adopt_plan(plan, *, adopted_by, adopted_on, paragraph="", diary_number="", by):
    """Note that the political body `adopted_by` adopted the plan; it is then frozen.

    Four eyes: `by` is a godkännare of the owner, never the one who wrote the plan. Raises
    ValidationError with `missing_parts()` when the plan is not whole.
    """
    require(may(by, Act.ADOPT_PLAN, plan.owner))
    plan = Plan.objects.select_for_update(of=["self"]).get(pk=plan.pk)
    if plan.created_by_id == by.pk:
        raise ValidationError(
            "Den som har skrivit planen kan inte också anteckna att den är antagen."
        )
    if not plan.is_in_the_making:
        raise ValidationError("Planen är redan antagen.")
    if missing := plan.missing_parts():
        raise ValidationError(missing)
    plan.status = Plan.Status.ADOPTED
    plan.adopted_by, plan.adopted_on = adopted_by, adopted_on
    plan.paragraph, plan.diary_number = paragraph, diary_number
    plan.full_clean(validate_unique=False)
    with refusals():
        if plan.revises:
            _replace(plan.revises, plan)
        plan.save()
    Event.record("noterade antagandet av", plan, by=by, why=adopted_by)
    return plan


def _replace(old, new):
    """Let the new version take over: what goes on goes on under it."""
    old.status = Plan.Status.REVISED
    old.save(update_fields=["status"])
    old.activities.update(plan=new, goal=None, measure=None)
