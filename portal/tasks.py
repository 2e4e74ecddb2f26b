from celery import shared_task
from celery.signals import worker_ready, worker_shutdown

from portal.models import Heartbeat


@shared_task
def beat_heart():
    """Show the health page that a worker takes jobs and reaches the database."""
    Heartbeat.beat()


@worker_ready.connect
def first_beat(**kwargs):
    """A worker that has started is well at once, not at the first tick of the schedule."""
    beat_heart.delay()


@worker_shutdown.connect
def last_beat(**kwargs):
    """A worker that has been asked to stop is not taken for a living one."""
    Heartbeat.objects.all().delete()
