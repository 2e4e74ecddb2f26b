"""What the worker does for this app by night. Each is safe to do again."""

from celery import shared_task

from initiatives.actions import bin, drafts
from portal import fence
from portal.history import told_of


@shared_task
@told_of(why="borttaget för mer än 30 dagar sedan")
def empty_the_bin():
    """Delete for good what was removed thirty days ago."""
    with fence.everything():
        bin.purge()


@shared_task
def purge_drafts():
    """Delete unsaved text that nobody has touched for thirty days."""
    with fence.everything():
        drafts.purge_drafts()
