"""What can be done with the files beside an activity."""

from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from initiatives import files
from initiatives.models import Activity, Attachment
from portal.models import Event


def require_room(activity):
    """Raise ValidationError when the activity has as many files as it may have."""
    # Two who attach at once are counted one after the other.
    Activity.objects.select_for_update(of=["self"], no_key=True).get(pk=activity.pk)
    if activity.attachments.count() >= settings.ATTACHMENTS_MAX:
        raise ValidationError(
            f"Aktiviteten har redan {settings.ATTACHMENTS_MAX} bilagor. Ta bort någon först."
        )


@transaction.atomic
def attach(file, *, activity, entry=None, by):
    """Keep a file (`file_types.File`) beside the activity, or one of its entries. Returns it."""
    require_room(activity)
    attachment = Attachment.objects.create(
        activity=activity,
        entry=entry,
        name=file.name,
        content_type=file.content_type,
        size=len(file.content),
        sha256=files.keep(file.content, owner=uuid4().hex),
        created_by=by,
    )
    Event.record("bifogade en fil till", activity, by=by)
    return attachment


@transaction.atomic
def remove_attachment(attachment, *, by):
    """Hide the file; it can be brought back for 30 days."""
    attachment.remove(by=by)
    Event.record("tog bort en bilaga från", attachment.activity, by=by)
