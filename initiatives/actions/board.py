"""Moving activities between states."""

from django.db import transaction
from django.db.models import F

from portal.models import Event


@transaction.atomic
def move_activity(form, *, by):
    """Save a bound and valid MoveForm. Whoever has the activity open in a form is told of it.

    The reason is the activity's own text: an event is read by more people, and for ever.
    """
    activity = form.instance
    activity.lock = F("lock") + 1
    activity.save(update_fields=[*form.fields, "lock"])
    activity.refresh_from_db(fields=["lock"])
    Event.record(f"flyttade till {activity.get_status_display().lower()}", activity, by=by)
    return activity
