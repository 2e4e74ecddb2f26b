"""What can be done with plans and activities. Each is one transaction and leaves an Event."""

from django.db import transaction
from django.utils import timezone

from initiatives.models import Activity, Goal, Plan
from portal.models import Event


@transaction.atomic
def log_activity(activity, *, entry, partners=(), methods=(), target_groups=(), publish, by):
    """Save a new activity with its first log entry; a draft unless `publish`. Returns it."""
    activity.created_by = entry.created_by = by
    if publish:
        activity.published_at, activity.published_by = timezone.now(), by
    activity.starts_on = activity.starts_on or entry.on
    if activity.status in (Activity.Status.DONE, Activity.Status.CANCELLED):
        activity.ends_on = activity.ends_on or entry.on
    activity.save()
    activity.partners.set(partners)
    activity.methods.set(methods)
    activity.target_groups.set(target_groups)
    entry.activity = activity
    entry.save()
    Event.record("loggade" if publish else "sparade som utkast", activity, by=by)
    return activity


@transaction.atomic
def publish_activity(activity, *, by):
    """Show a draft to those whom its visibility names."""
    activity.published_at, activity.published_by = timezone.now(), by
    activity.save(update_fields=["published_at", "published_by"])
    Event.record("publicerade", activity, by=by)


@transaction.atomic
def change_activity(form, *, by):
    """Save a bound and valid ActivityForm."""
    activity = form.save()
    Event.record("ändrade", activity, by=by)
    return activity


@transaction.atomic
def add_entry(entry, *, activity, by):
    """Log one more thing that happened in the activity."""
    entry.activity, entry.created_by = activity, by
    entry.save()
    Event.record("loggade i", activity, by=by)
    return entry


@transaction.atomic
def create_plan(plan, *, goals=(), by):
    """Save a new plan as a draft; `goals` are dicts of Goal's fields."""
    plan.created_by, plan.status = by, Plan.Status.DRAFT
    plan.save()
    Goal.objects.bulk_create(Goal(plan=plan, **goal) for goal in goals)
    Event.record("skapade", plan, by=by)
    return plan


@transaction.atomic
def adopt_plan(plan, *, adopted_by, adopted_on, by):
    """Note that the political body `adopted_by` adopted the plan on the day `adopted_on`."""
    plan.status = Plan.Status.ADOPTED
    plan.adopted_by, plan.adopted_on = adopted_by, adopted_on
    plan.full_clean(validate_unique=False)
    plan.save(update_fields=["status", "adopted_by", "adopted_on"])
    Event.record("noterade antagandet av", plan, by=by, why=adopted_by)
