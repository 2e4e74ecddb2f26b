"""What the worker does for this app: tidying by night."""

from celery import shared_task

from funding import files
from portal.history import told_of


@shared_task
@told_of(why="städning av protokoll")
def purge_minutes():
    """Delete the bytes of minutes that were replaced. Safe to do again."""
    files.purge()
