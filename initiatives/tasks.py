"""What the worker does for this app by night."""

from celery import shared_task

from initiatives.actions import drafts
from portal import fence


@shared_task
def purge_drafts():
    """Delete unsaved text that nobody has touched for thirty days. Safe to do again."""
    with fence.everything():
        drafts.purge_drafts()
