from celery import shared_task

from initiatives.actions import bin
from portal import fence
from portal.history import told_of


@shared_task
@told_of(why="borttaget för mer än 30 dagar sedan")
def empty_the_bin():
    """Delete for good what was removed thirty days ago. Safe to do again."""
    with fence.everything():
        bin.purge()
