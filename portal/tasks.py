from celery import shared_task

from portal.models import Heartbeat


@shared_task
def beat_heart():
    """Show the health page that a worker takes jobs and reaches the database."""
    Heartbeat.beat()
