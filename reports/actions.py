"""Ordering a document: a yearly follow-up, or a joint decision on paper."""

import hashlib
import json
import logging

from django.db import transaction
from django.db.models import Max

from portal.models import Event
from reports.decision import figures_of_decision
from reports.figures import figures_for
from reports.models import ReportRun

logger = logging.getLogger(__name__)


def fingerprint(figures):
    """SHA-256 of the figures in one canonical form: the same figures give the same text."""
    text = json.dumps(figures, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def order_report(actor, year, *, by):
    """Freeze an actor's figures of a year as they are today, and queue their PDF."""
    return _order(figures_for(actor, year), actor, by=by, actor=actor, year=year)


def order_decision(decision, *, by):
    """Freeze a decision as it stands today, and queue its PDF."""
    return _order(figures_of_decision(decision), decision, by=by, decision=decision)


@transaction.atomic
def _order(figures, thing, *, by, **about):
    """Returns (run, is_new).

    The same figures give the run that stands already: a second click makes nothing twice.
    A failed run is tried again.
    """
    digest = fingerprint(figures)
    type(thing).objects.select_for_update().get(pk=thing.pk)  # one version number at a time
    runs = ReportRun.objects.filter(**about)
    standing = runs.filter(figures_sha256=digest).first()
    if standing and standing.state == ReportRun.State.FAILED:
        return retry_report(standing, by=by), False
    if standing:
        return standing, False
    run = ReportRun.objects.create(
        **about,
        version=(runs.aggregate(last=Max("version"))["last"] or 0) + 1,
        figures=figures,
        figures_sha256=digest,
        ordered_by=by,
    )
    run.refresh_from_db(fields=["ordered_at"])
    Event.record("beställde", run, by=by)
    ring_the_bell(run)
    return run, True


@transaction.atomic
def retry_report(run, *, by):
    """Queue a failed run again from its frozen figures; of two clicks the second does nothing."""
    retried = ReportRun.objects.filter(pk=run.pk, state=ReportRun.State.FAILED).update(
        state=ReportRun.State.QUEUED,
        attempts=0,
        progress=0,
        step="Väntar på sin tur",
        error="",
        finished_at=None,
    )
    if retried:
        Event.record("försökte igen med", run, by=by)
        ring_the_bell(run)
    run.refresh_from_db()
    return run


def ring_the_bell(run):
    """Tell a worker once the row is committed. If Redis is away, the sweeper tells it later."""
    from reports.tasks import make_report

    def publish():
        try:
            make_report.apply_async([str(run.pk)], retry=False)
        except Exception:  # whatever the broker raises, the row stands and the sweeper finds it
            logger.warning("Could not publish report run %s; the sweeper will.", run.pk)

    transaction.on_commit(publish, robust=True)
