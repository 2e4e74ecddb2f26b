"""What was removed: taken back within thirty days, or deleted for good after them."""

from django.db import transaction
from django.utils import timezone

from initiatives.actions.attachments import require_room
from initiatives.actions.plans import one_revision
from initiatives.models import Activity, ActivityYear, Attachment, Comment, LogEntry, Plan
from portal.models import Event
from portal.removal import KEPT

# In the order in which they are deleted: what hangs on something goes before it.
REMOVABLE = [Attachment, Comment, LogEntry, Activity, Plan]
POINTED_AT = {Activity: ["uses"], Plan: ["inspired", "revisions"]}


def home_of(thing):
    """The plan or the activity whose page it stands on."""
    if isinstance(thing, Activity | Plan):
        return thing
    return thing.activity or thing.plan


@transaction.atomic
def restore(thing, *, by):
    """Bring back what was removed, unless something else has taken its place meanwhile."""
    if isinstance(thing, Attachment):
        require_room(thing.activity)
    thing.removed_at = thing.removed_by = None
    thing.validate_constraints()
    with one_revision():
        thing.restore()
    if isinstance(thing, Activity | Plan):
        Event.record("tog tillbaka", thing, by=by)
    else:
        kind = thing._meta.verbose_name
        Event.record(f"tog tillbaka en {kind} i", home_of(thing), by=by)


@transaction.atomic
def purge():
    """Delete for good what was removed thirty days ago. Safe to do again. Returns how many."""
    activities, plans = _gone(Activity), _gone(Plan)
    LogEntry.with_removed.filter(activity__in=activities).delete()
    ActivityYear.objects.filter(activity__in=activities).delete()
    Activity.with_removed.filter(plan__in=plans).update(plan=None, goal=None, measure=None)
    return {
        model._meta.label: _gone(model).delete()[1].get(model._meta.label, 0) for model in REMOVABLE
    }


def _gone(model):
    """Those whose time is out; never what a booking or another plan points at."""
    rows = model.with_removed.filter(removed_at__lt=timezone.now() - KEPT)
    for pointing in POINTED_AT.get(model, ()):
        rows = rows.exclude(**{f"{pointing}__isnull": False})
    return rows
