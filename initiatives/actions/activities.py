"""What can be done with activities and their log."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from initiatives.models import Activity, Headcount
from portal.models import Event, refusals


@transaction.atomic
def log_activity(
    activity,
    *,
    entry,
    partners=(),
    methods=(),
    terms=(),
    categories=(),
    named=(),
    publish,
    by,
):
    """Save a new activity with its first log entry; a draft unless `publish`. Returns it."""
    activity.created_by = entry.created_by = by
    if publish:
        activity.published_at, activity.published_by = timezone.now(), by
    activity.starts_on = activity.starts_on or entry.on
    if activity.status in (Activity.Status.DONE, Activity.Status.CANCELLED):
        activity.ends_on = activity.ends_on or entry.on
    activity.save()
    with refusals():
        activity.partners.set(partners)
        activity.methods.set(methods)
        activity.terms.set(terms)
        activity.categories.set(categories)
        activity.named.set(named)
    entry.activity = activity
    entry.save()
    Event.record("loggade" if publish else "sparade som utkast", activity, by=by)
    return activity


@transaction.atomic
def add_activity(form, *, publish, by):
    """Save the new activity of a bound and valid ActivityForm: an idea, or what is planned."""
    activity = form.instance
    activity.created_by = by
    if publish:
        activity.published_at, activity.published_by = timezone.now(), by
    with refusals():
        form.save()
    Event.record("lade till" if publish else "sparade som utkast", activity, by=by)
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
    with refusals():
        activity = form.save()
    Event.record("ändrade", activity, by=by)
    return activity


@transaction.atomic
def remove_activity(activity, *, by):
    """Hide the activity for thirty days, and then it is gone. Not while money stands on it."""
    if activity.allocations.exists() or activity.uses.exists():
        raise ValidationError(
            "Aktiviteten tas inte bort, för den är finansierad med länsgemensamma medel. "
            "Sätt status Avbruten i stället, så stämmer redovisningen."
        )
    activity.remove(by=by)
    Event.record("tog bort", activity, by=by)


@transaction.atomic
def add_entry(entry, *, activity, present=(), counts=(), by):
    """Log one more thing that happened in the activity.

    `present`: actors; `counts`: how many of each target group, as (Term, number).
    """
    entry.activity, entry.created_by = activity, by
    entry.save()
    if present:
        entry.present.add(*present)
    _count(entry, counts)
    Event.record("loggade i", activity, by=by)
    return entry


@transaction.atomic
def change_entry(form, *, by):
    """Save a bound and valid OccasionForm."""
    entry = form.save()
    counts = form.counts()
    entry.headcounts.exclude(term__in=[term.pk for term, _ in counts]).delete()
    _count(entry, counts)
    Event.record("ändrade en loggpost i", entry.activity, by=by)
    return entry


def _count(entry, counts):
    """Write how many of each target group, touching only those that are new or another number."""
    if not counts:
        return
    before = dict(entry.headcounts.order_by().values_list("term", "count"))
    Headcount.objects.bulk_create(
        [
            Headcount(entry=entry, term=term, count=count)
            for term, count in counts
            if before.get(term.pk) != count
        ],
        update_conflicts=True,
        unique_fields=["entry", "term"],
        update_fields=["count"],
    )


@transaction.atomic
def remove_entry(entry, *, by):
    """Hide the entry for thirty days, and then it is gone."""
    entry.remove(by=by)
    Event.record("tog bort en loggpost i", entry.activity, by=by)
