"""What can be done with a plan: it is written, sent out, adopted, revised, closed, removed."""

from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from actors.access import Act, may, require
from initiatives.actions.versions import copy_goals, take_over
from initiatives.models import IN_THE_MAKING, Goal, Plan
from portal import fence
from portal.models import Event, refusals

REVISION_BEGUN = "En ny version är redan påbörjad. Fortsätt i den, eller fråga den som skriver den."
ADOPTED = "Planen är antagen. Gör en ny version för att ändra i den."
REMOVED = "Någon har tagit bort planen. Ta tillbaka den från papperskorgen först."
NOT_REFERRED = "Planen är inte på remiss hos er."
# The events of whoever writes a plan. Four eyes look for them: a draft may be handed over since.
CREATED, WROTE = "skapade", "skrev i"


def held(plan):
    """The plan as it stands now, held until the transaction ends: nobody adopts it meanwhile."""
    return Plan.with_removed.select_for_update(of=["self"]).get(pk=plan.pk)


def held_to_write(plan, *, by):
    """The plan held for one who may write in it. ValidationError when it is adopted or removed."""
    require(may(by, Act.KEEP_PLAN, plan.owner))
    plan = held(plan)
    if not plan.is_in_the_making:
        raise ValidationError(ADOPTED)
    if plan.removed_at:
        raise ValidationError(REMOVED)
    return plan


@transaction.atomic
def create_plan(plan, *, goals=(), counties=(), covers=(), by):
    """Save a new plan as a draft; `goals` are dicts of Goal's fields. Returns it."""
    plan.created_by, plan.status = by, Plan.Status.DRAFT
    plan.save()
    plan.counties.set(counties)
    plan.covers.set(covers)
    Goal.objects.bulk_create(Goal(plan=plan, **goal) for goal in goals)
    Event.record(CREATED, plan, by=by)
    return plan


@transaction.atomic
def begin_plan(form, *, source=None, goals=(), by):
    """Save a valid PlanForm as a new draft, with `goals` of `source` copied into it."""
    plan, chosen = form.instance, form.cleaned_data
    if source and source.owner_id != plan.owner_id:
        plan.inspired_by = source
        goals = [goal for goal in goals if not goal.is_restricted]
    create_plan(plan, counties=chosen["counties"], covers=chosen["covers"], by=by)
    copy_goals(goals, to=plan, with_dates=plan.inspired_by is None)
    return plan


@transaction.atomic
def change_plan(form, *, by):
    """Save a bound and valid PlanForm of a plan in the making."""
    held_to_write(form.instance, by=by)
    plan = form.save()
    Event.record(WROTE, plan, by=by)
    return plan


@transaction.atomic
def refer_plan(plan, *, to, by):
    """Send a draft to the actors `to`, who may then read it and answer."""
    plan = held_to_write(plan, by=by)
    if plan.status == Plan.Status.DRAFT:
        plan.status, plan.referred_on = Plan.Status.REFERRED, timezone.localdate()
        plan.save(update_fields=["status", "referred_on"])
    plan.referred_to.set(to)
    Event.record("skickade på remiss", plan, by=by, why=", ".join(map(str, to)))


@transaction.atomic
def answer_plan(comment, *, plan, actor, by):
    """Keep an actor's answer to a plan on referral."""
    require(may(by, Act.COMMENT, actor))
    plan = held(plan)
    if plan.status != Plan.Status.REFERRED or not plan.referred_to.filter(pk=actor.pk).exists():
        raise ValidationError(NOT_REFERRED)
    comment.plan, comment.actor, comment.created_by = plan, actor, by
    comment.save()
    Event.record("svarade på remissen av", plan, by=by, why=str(actor))
    return comment


@transaction.atomic
def adopt_plan(plan, *, adopted_by, adopted_on, paragraph="", diary_number="", by):
    """Note that the political body `adopted_by` adopted the plan; it is then frozen.

    Four eyes: `by` is a godkännare of the owner, never one who wrote in the plan. Raises
    ValidationError with `missing_parts()` when the plan is not whole.
    """
    require(may(by, Act.ADOPT_PLAN, plan.owner))
    plan = held(plan)
    wrote = Event.about(plan).filter(verb__in=[CREATED, WROTE], by=by.pk)
    if plan.created_by_id == by.pk or wrote.exists():
        raise ValidationError(
            "Den som har skrivit planen kan inte också anteckna att den är antagen."
        )
    if not plan.is_in_the_making:
        raise ValidationError("Planen är redan antagen.")
    if plan.removed_at:
        raise ValidationError(REMOVED)
    if missing := plan.missing_parts():
        raise ValidationError(missing)
    plan.status = Plan.Status.ADOPTED
    plan.adopted_by, plan.adopted_on = adopted_by, adopted_on
    plan.paragraph, plan.diary_number = paragraph, diary_number
    plan.full_clean(validate_unique=False)
    with refusals():
        if plan.revises:
            take_over(plan.revises, plan)
        plan.save()
    Event.record("noterade antagandet av", plan, by=by, why=adopted_by)
    return plan


@contextmanager
def one_revision():
    """Say that a version is begun already; asked beforehand, a colleague's would not be seen."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if error.__cause__.diag.constraint_name != "plan_one_revision_at_a_time":
            raise
        raise ValidationError(REVISION_BEGUN) from error


@transaction.atomic
def revise_plan(plan, *, by):
    """Begin the next version: a draft with everything that the adopted one says. Returns it."""
    require(may(by, Act.KEEP_PLAN, plan.owner))
    if held(plan).status != Plan.Status.ADOPTED:
        raise ValidationError("Bara en antagen plan får en ny version.")
    new = Plan(
        revises=plan,
        number=plan.number + 1,
        **{name: getattr(plan, name) for name in KEPT_IN_NEXT_VERSION},
    )
    new.created_by = by
    with one_revision():
        create_plan(new, counties=list(plan.counties.all()), covers=list(plan.covers.all()), by=by)
    copy_goals(plan.goals.prefetch_related("measures"), to=new)
    return new


KEPT_IN_NEXT_VERSION = [
    "title",
    "owner",
    "group",
    "first_year",
    "last_year",
    "vision",
    "background",
    "gap_note",
    "visibility",
    "inspired_by",
]


@transaction.atomic
def close_plan(plan, *, on, why, by):
    """End an adopted plan, with the reason; it stays readable."""
    require(may(by, Act.KEEP_PLAN, plan.owner))
    plan = held(plan)
    if plan.status != Plan.Status.ADOPTED:
        raise ValidationError("Bara en antagen plan kan avslutas.")
    with fence.everything():
        begun = Plan.objects.filter(revises=plan, status__in=IN_THE_MAKING).exists()
    if begun:
        raise ValidationError(
            "En ny version är påbörjad. Anta den eller ta bort utkastet innan ni avslutar planen."
        )
    plan.status, plan.closed_on, plan.closed_why = Plan.Status.CLOSED, on, why
    with refusals():
        plan.save(update_fields=["status", "closed_on", "closed_why"])
    Event.record("avslutade", plan, by=by, why=why)


@transaction.atomic
def remove_plan(plan, *, by):
    """Take a draft away for thirty days, in which it can be brought back."""
    require(may(by, Act.KEEP_PLAN, plan.owner))
    if not plan.is_in_the_making:
        raise ValidationError("En antagen plan tas inte bort. Avsluta den i stället.")
    plan.remove(by=by)
    Event.record("tog bort", plan, by=by)
