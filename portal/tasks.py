from datetime import timedelta
from hashlib import sha256

from celery import shared_task
from celery.signals import worker_ready, worker_shutdown
from django.utils import timezone

from portal.models import Heartbeat

FORGOTTEN_AFTER = timedelta(days=1)


def heart_of(node):
    """The name of a worker's row. A node's own name can be longer than the column."""
    return sha256(node.encode()).hexdigest()[:20]


@shared_task(bind=True)
def beat_heart(self):
    """Show the health page that a worker takes jobs and reaches the database."""
    Heartbeat.beat(heart_of(self.request.hostname or "local"))
    # A worker that crashed never took its row away.
    Heartbeat.objects.filter(at__lt=timezone.now() - FORGOTTEN_AFTER).delete()


@worker_ready.connect
def first_beat(**kwargs):
    """A worker that has started is well at once, not at the first tick of the schedule."""
    beat_heart.delay()


@worker_shutdown.connect
def last_beat(sender, **kwargs):
    """A worker that has been asked to stop is not taken for a living one; the others still are."""
    Heartbeat.objects.filter(name=heart_of(sender.hostname)).delete()
