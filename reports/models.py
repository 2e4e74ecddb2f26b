"""The run of a document, a yearly follow-up or a joint decision: the row is the truth.

Redis only carries the message. A finished run is frozen by PostgreSQL itself
(migrations/0002_guard.py).
"""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from actors.models import Actor
from funding.models import Decision
from portal import history

MAX_ATTEMPTS = 3
LEASE = timedelta(seconds=360)  # longer than task_time_limit in portal/celery.py
PUBLISH_AGAIN_AFTER = timedelta(seconds=30)
# Not in the history: what the worker writes as it goes, and the figures, which are frozen.
MOVES_BY_ITSELF = ["progress", "step", "lease_owner", "lease_until", "figures"]


class ReportRunQuerySet(models.QuerySet):
    def visible_to(self, user):
        """By those who work for the actor it is about, or who see the decision."""
        decisions = Decision.objects.visible_to(user).values("pk")
        return self.filter(Q(actor__in=user.reach.actors) | Q(decision__in=decisions))

    def yearly(self):
        """The follow-ups of actors alone."""
        return self.filter(decision=None)

    def claimable(self, now):
        """Waiting runs, and running ones whose worker has not been heard of in time."""
        return self.filter(
            Q(state=ReportRun.State.QUEUED) | Q(state=ReportRun.State.RUNNING, lease_until__lt=now),
            attempts__lt=MAX_ATTEMPTS,
        )

    def claim(self, pk, owner):
        """Take a run for the worker `owner`; None if another has it or it is finished."""
        now = timezone.now()
        taken = (
            self.claimable(now)
            .filter(pk=pk)
            .update(
                state=ReportRun.State.RUNNING,
                lease_owner=owner,
                lease_until=now + LEASE,
                attempts=F("attempts") + 1,
                progress=5,
                step="Startar",
            )
        )
        return self.get(pk=pk) if taken else None

    def held_by(self, run):
        """The row as long as this worker still holds it: a late worker updates nothing."""
        return self.filter(pk=run.pk, state=ReportRun.State.RUNNING, lease_owner=run.lease_owner)

    def finish_hopeless(self, now):
        """Give up runs that have taken the worker down with them every time they were tried."""
        return self.filter(
            state=ReportRun.State.RUNNING, lease_until__lt=now, attempts__gte=MAX_ATTEMPTS
        ).update(
            state=ReportRun.State.FAILED,
            finished_at=now,
            error="Uppföljningen kunde inte göras på flera försök.",
        )


@history.tracked(exclude=MOVES_BY_ITSELF)
class ReportRun(models.Model):
    """One version of a document: frozen figures, and the PDF made of them.

    It is about one thing: an actor's year, or a joint decision.
    """

    class State(models.TextChoices):
        QUEUED = "QUEUED", "I kö"
        RUNNING = "RUNNING", "Görs nu"
        DONE = "DONE", "Klar"
        FAILED = "FAILED", "Misslyckades"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    actor = models.ForeignKey(
        Actor, verbose_name="aktör", null=True, on_delete=models.PROTECT, related_name="report_runs"
    )
    year = models.PositiveSmallIntegerField("år", null=True)
    decision = models.ForeignKey(
        Decision, verbose_name="beslut", null=True, on_delete=models.PROTECT, related_name="runs"
    )
    version = models.PositiveSmallIntegerField("version")
    figures = models.JSONField("frysta siffror")
    figures_sha256 = models.CharField("siffrornas kontrollsumma", max_length=64)
    ordered_at = models.DateTimeField("beställd", db_default=Now(), editable=False)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="beställd av",
        on_delete=models.PROTECT,
        related_name="+",
    )
    state = models.CharField("läge", max_length=8, choices=State, default=State.QUEUED)
    progress = models.PositiveSmallIntegerField("procent", default=0)
    step = models.CharField("steg", max_length=80, default="Väntar på sin tur")
    attempts = models.PositiveSmallIntegerField("försök", default=0)
    lease_owner = models.CharField("görs av", max_length=80, blank=True)
    lease_until = models.DateTimeField("senast", null=True)
    finished_at = models.DateTimeField("färdig", null=True)
    sha256 = models.CharField("filens kontrollsumma", max_length=64, blank=True)
    size = models.PositiveIntegerField("storlek, byte", null=True)
    error = models.CharField("orsak", max_length=250, blank=True)

    objects = ReportRunQuerySet.as_manager()

    class Meta:
        verbose_name = "uppföljning"
        verbose_name_plural = "uppföljningar"
        ordering = ["-year", "actor__name", "-version"]
        indexes = [
            models.Index(fields=["actor", "-year", "-version"], name="run_actor"),
            models.Index(
                fields=["ordered_at"],
                condition=Q(state__in=["QUEUED", "RUNNING"]),
                name="run_unfinished",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["actor", "year", "version"],
                name="run_version_once",
                violation_error_message="Den versionen finns redan.",
            ),
            models.UniqueConstraint(
                fields=["actor", "year", "figures_sha256"],
                name="run_figures_once",
                violation_error_message="En uppföljning med samma siffror finns redan.",
            ),
            models.UniqueConstraint(
                fields=["decision", "version"],
                name="run_decision_version_once",
                violation_error_message="Den versionen finns redan.",
            ),
            models.UniqueConstraint(
                fields=["decision", "figures_sha256"],
                name="run_decision_figures_once",
                violation_error_message="Ett dokument med samma uppgifter finns redan.",
            ),
            models.CheckConstraint(
                name="run_about_one_thing",
                condition=Q(actor__isnull=False, year__isnull=False, decision=None)
                | Q(actor=None, year=None, decision__isnull=False),
                violation_error_message="Ett dokument handlar om en aktörs år eller om ett beslut.",
            ),
            models.CheckConstraint(
                name="run_done_has_file",
                condition=Q(state="DONE", finished_at__isnull=False, size__isnull=False)
                & ~Q(sha256="")
                | ~Q(state="DONE"),
                violation_error_message="En färdig uppföljning har en fil.",
            ),
            models.CheckConstraint(
                name="run_progress_in_percent",
                condition=Q(progress__lte=100),
                violation_error_message="Mer än 100 procent kan inte vara klart.",
            ),
            models.CheckConstraint(
                name="run_failed_has_reason",
                condition=~Q(state="FAILED") | ~Q(error="") & Q(finished_at__isnull=False),
                violation_error_message="En uppföljning som misslyckades har orsak och tid.",
            ),
            models.CheckConstraint(
                name="run_running_has_lease",
                condition=~Q(state="RUNNING") | ~Q(lease_owner="") & Q(lease_until__isnull=False),
                violation_error_message="En uppföljning som görs har någon som gör den.",
            ),
        ]

    def __str__(self):
        """As it was called when its figures were frozen."""
        if self.decision_id:
            return f"Beslut: {self.figures['title']}"
        return f"Uppföljning {self.year}, {self.figures['actor']['name']}"

    def get_absolute_url(self):
        return reverse("reports:run", args=[self.pk])

    @property
    def is_finished(self):
        return self.state in (self.State.DONE, self.State.FAILED)

    @property
    def file_name(self):
        """What the reader's computer calls the file."""
        if self.decision_id:
            return f"beslut-{slugify(self.decision)}-v{self.version}.pdf"
        return f"uppfoljning-{slugify(self.actor.name)}-{self.year}-v{self.version}.pdf"
