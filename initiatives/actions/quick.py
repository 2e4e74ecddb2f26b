"""What the half-minute log does: one entry, several days at once, pasted rows."""

from django.db import transaction

from initiatives.models import LogEntry
from portal.models import Event


# No savepoint of its own: a request is one transaction already, and half a minute is short.
@transaction.atomic(savepoint=False)
def log_entries(entries, *, activity, present=(), by):
    """Save entries that carry a mark each, and leave alone what has been saved before.

    Two windows, or a device that never heard the answer, may send the same entry at once: the mark
    is unique in PostgreSQL, so the second one is nothing.
    """
    for entry in entries:
        entry.activity, entry.created_by = activity, by
    LogEntry.objects.bulk_create(entries, ignore_conflicts=True)
    if present:
        _note_present(entries, present)
    many = f"{len(entries)} loggposter" if len(entries) > 1 else ""
    Event.record("loggade i", activity, by=by, why=many)


def _note_present(entries, present):
    link = LogEntry.present.through
    saved = LogEntry.objects.filter(once__in=[entry.once for entry in entries])
    link.objects.bulk_create(
        [
            link(logentry_id=pk, actor=actor)
            for pk in saved.values_list("pk", flat=True)
            for actor in present
        ],
        ignore_conflicts=True,
    )


def new_among(entries):
    """Those whose mark has not been logged before, also where the entry was taken away since."""
    marks = [entry.once for entry in entries]
    known = set(LogEntry.with_removed.filter(once__in=marks).values_list("once", flat=True))
    return [entry for entry in entries if entry.once not in known]
