from django.utils import timezone

from reports.actions import order_report
from reports.models import MAX_ATTEMPTS, ReportRun


def make_run(actor, by, year=2024):
    run, _ = order_report(actor, year, by=by)
    return run


def make_failed(run, error="Fel"):
    """Let every attempt at the run have failed."""
    ReportRun.objects.filter(pk=run.pk).update(
        state="FAILED", error=error, attempts=MAX_ATTEMPTS, finished_at=timezone.now()
    )
