"""Celery: Redis carries the message, the row in PostgreSQL is the truth (docs/decisions/0005)."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

from django.conf import settings

app = Celery("portal")
# The order of times matters: soft < hard < lease (reports/models.py) < visibility.
app.conf.update(
    broker_url=settings.REDIS_URL,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    broker_transport_options={
        "visibility_timeout": 900,
        "unacked_restore_interval": 10,
        "unacked_restore_throttle": 1,
        "socket_timeout": 5,
        "socket_connect_timeout": 2,
        "health_check_interval": 25,
    },
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_soft_time_limit=240,
    task_time_limit=300,
    task_ignore_result=True,
    task_serializer="json",
    accept_content=["json"],
    worker_prefetch_multiplier=1,
    worker_cancel_long_running_tasks_on_connection_loss=True,
    worker_max_tasks_per_child=100,
    worker_max_memory_per_child=600_000,  # kB; WeasyPrint grows
    worker_soft_shutdown_timeout=30,
    worker_redirect_stdouts=not settings.DEMO,  # the demo shows its mail in the terminal
    timezone="UTC",  # so that nothing is skipped or doubled when the clock changes
    enable_utc=True,
    # A tick that no worker has taken before the next one is thrown away: nothing piles up at night.
    beat_schedule={
        "sweep-report-runs": {
            "task": "reports.tasks.sweep",
            "schedule": 10.0,
            "options": {"expires": 10},
        },
        "worker-heartbeat": {
            "task": "portal.tasks.beat_heart",
            "schedule": 20.0,
            "options": {"expires": 20},
        },
        "leave-nothing-behind": {
            "task": "actors.tasks.leave_nothing_behind",
            "schedule": crontab(hour=1, minute=30),  # after midnight in Sweden, summer and winter
            "options": {"expires": 12 * 60 * 60},
        },
        "empty-the-bin": {
            "task": "initiatives.tasks.empty_the_bin",
            "schedule": crontab(hour=1, minute=45),
            "options": {"expires": 12 * 60 * 60},
        },
        "purge-drafts": {
            "task": "initiatives.tasks.purge_drafts",
            "schedule": crontab(hour=1, minute=45),
            "options": {"expires": 12 * 60 * 60},
        },
        "purge-attachments": {
            "task": "initiatives.tasks.purge_attachments",
            "schedule": crontab(hour=2, minute=15),  # after what was removed has been deleted
            "options": {"expires": 12 * 60 * 60},
        },
        "purge-minutes": {
            "task": "funding.tasks.purge_minutes",
            "schedule": crontab(hour=2, minute=45),
            "options": {"expires": 12 * 60 * 60},
        },
    },
)
app.autodiscover_tasks()
