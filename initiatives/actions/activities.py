"""What can be done with activities and their log."""

from django.db import transaction
from django.utils import timezone

from initiatives.models import Activity
from portal.models import Event


@transaction.atomic
def log_activity(activity, *, entry, partners=(), methods=(), terms=(), publish, by):
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
    activity.terms.set(terms)
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
