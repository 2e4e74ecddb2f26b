"""Making reports in a worker: claim, work, finish. See docs/decisions/0005."""

import logging
import os
import socket
import uuid

from celery import shared_task
from celery.signals import worker_process_init
from django.db import OperationalError, connection
from django.utils import timezone

from portal.history import told_of
from reports import files
from reports.models import PUBLISH_AGAIN_AFTER, ReportRun

logger = logging.getLogger(__name__)

# A worker that is asked to stop, or a database that went away: the report has done nothing wrong.
INTERRUPTIONS = (SystemExit, KeyboardInterrupt, OperationalError)


@worker_process_init.connect
def warm_up(**kwargs):
    """Load fonts and styles before the first job of a worker process, not during it."""
    from reports import pdf

    pdf.warm_up()


@shared_task
@told_of(why="arbetet med uppföljningen")
def make_report(pk):
    """Make the PDF of one run. Safe to call twice, late, or for a run that is finished."""
    owner = f"{socket.gethostname()}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
    run = ReportRun.objects.claim(pk, owner)
    if run is None:
        return
    try:
        content = document(run)
    except INTERRUPTIONS:
        give_back(run)
        raise
    except BaseException as error:
        fail(run, error)
        if not isinstance(error, Exception):
            raise
        return
    try:
        tell(run, 90, "Sparar filen")
        finish(run, sha256=files.keep(content, owner=owner), size=len(content))
    except (OSError, *INTERRUPTIONS):  # a full disk is no fault of the report either
        give_back(run)
        raise


def document(run):
    """The finished PDF of a run, from its frozen figures alone."""
    from reports import pdf

    tell(run, 20, "Hämtar de frysta siffrorna")
    figures = run.figures | {
        "generated_at": timezone.localtime(run.ordered_at).isoformat(timespec="seconds"),
        "version": run.version,
    }
    tell(run, 40, "Sätter sidorna")
    return pdf.render(figures)


def finish(run, *, sha256, size):
    ReportRun.objects.held_by(run).update(
        state=ReportRun.State.DONE,
        progress=100,
        step="Klar",
        sha256=sha256,
        size=size,
        finished_at=timezone.now(),
    )


def tell(run, progress, step):
    """Show the reader of the page how far it has come."""
    ReportRun.objects.held_by(run).update(progress=progress, step=step)


def give_back(run):
    """Something outside the report went wrong, such as a full disk: try again without counting."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()  # the database may be what went wrong
    ReportRun.objects.held_by(run).update(
        state=ReportRun.State.QUEUED,
        attempts=run.attempts - 1,
        step="Väntar på ett nytt försök",
        progress=0,
    )


def fail(run, error):
    """The report itself could not be made; staff see it and can try again."""
    logger.error("Report run %s failed", run.pk, exc_info=error)
    ReportRun.objects.held_by(run).update(
        state=ReportRun.State.FAILED,
        error="Dokumentet kunde inte skapas. Felet är noterat.",
        finished_at=timezone.now(),
    )


@shared_task
@told_of(why="städning av uppföljningar")
def sweep():
    """Find what was lost: publish again what waits, give up what is hopeless.

    A message that no worker takes in time is thrown away; the next sweep sends a new one. So a
    night without a worker leaves no more than a few.
    """
    now = timezone.now()
    ReportRun.objects.finish_hopeless(now)
    waiting = ReportRun.objects.claimable(now).filter(ordered_at__lt=now - PUBLISH_AGAIN_AFTER)
    for pk in waiting.order_by("ordered_at").values_list("pk", flat=True)[:100]:
        make_report.apply_async([str(pk)], retry=False, expires=PUBLISH_AGAIN_AFTER.total_seconds())
