"""The log: what happened in an activity, day by day."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from actors.models import Actor
from initiatives.models.activities import Activity
from initiatives.models.methods import Method
from initiatives.models.vocabulary import EARLIEST, Term
from portal import history
from portal.removal import Locked, Removable, managers


@history.tracked(part_of="activity", named_by="on", exclude=["once", "lock"])
class LogEntry(Removable, Locked):
    """One thing that happened in an activity, on a day."""

    activity = models.ForeignKey(
        Activity, verbose_name="aktivitet", on_delete=models.CASCADE, related_name="entries"
    )
    on = models.DateField("datum")
    text = models.TextField("vad hände", max_length=2000, blank=True)
    participants = models.PositiveIntegerField("antal deltagare", null=True, blank=True)
    is_approximate = models.BooleanField("ungefärligt antal", default=False)
    method = models.ForeignKey(
        Method,
        verbose_name="metod",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="entries",
    )
    present = models.ManyToManyField(
        Actor, verbose_name="aktörer på plats", blank=True, related_name="+"
    )
    result = models.TextField("vad det ledde till", max_length=2000, blank=True)
    next_step = models.CharField("nästa steg", max_length=300, blank=True)
    next_on = models.DateField("nästa steg senast", null=True, blank=True)
    once = models.UUIDField(
        "formulärets märke", null=True, unique=True, editable=False
    )  # the form that was filled in; sent twice, it is still one entry
    created_at = models.DateTimeField("loggad", db_default=Now(), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="loggad av",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    objects, with_removed = managers()

    class Meta:
        verbose_name = "loggpost"
        verbose_name_plural = "loggposter"
        ordering = ["-on", "-pk"]
        indexes = [
            models.Index(fields=["activity", "-on"], name="entry_activity"),
            models.Index(fields=["-on", "-id"], name="entry_latest"),
        ]
        constraints = [
            *Removable.Meta.constraints,
            models.CheckConstraint(
                name="entry_next_date_needs_step",
                condition=Q(next_on=None) | ~Q(next_step=""),
                violation_error_message="Skriv vad nästa steg är, eller ta bort datumet.",
            ),
            models.CheckConstraint(
                name="entry_in_our_time",
                condition=Q(on__gte=EARLIEST),
                violation_error_message="Datumet ligger för långt tillbaka. Kontrollera året.",
            ),
            models.CheckConstraint(
                name="entry_approximate_needs_number",
                condition=Q(is_approximate=False) | Q(participants__isnull=False),
                violation_error_message="Fyll i antalet deltagare, eller ta bort krysset.",
            ),
            models.CheckConstraint(
                name="entry_participants_reasonable",
                condition=Q(participants=None) | Q(participants__lte=1_000_000),
                violation_error_message="Antalet deltagare kan vara högst 1 000 000.",
            ),
        ]

    def __str__(self):
        return f"{self.activity} {self.on}"


@history.tracked(part_of="entry__activity", named_by="term")
class Headcount(models.Model):
    """How many of an entry's participants belonged to a target group."""

    entry = models.ForeignKey(
        LogEntry, verbose_name="loggpost", on_delete=models.CASCADE, related_name="headcounts"
    )
    term = models.ForeignKey(Term, verbose_name="målgrupp", on_delete=models.PROTECT)
    count = models.PositiveIntegerField("antal")

    class Meta:
        verbose_name = "antal i en målgrupp"
        verbose_name_plural = "antal i målgrupper"
        ordering = ["term__number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "term"],
                name="headcount_group_once",
                violation_error_message="Målgruppen är redan räknad i den här loggposten.",
            )
        ]

    def __str__(self):
        return f"{self.term}: {self.count}"


class ActivityYear(models.Model):
    """What the log of an activity adds up to in one year.

    PostgreSQL keeps it from the log entries, whoever writes them and however; it is what every list
    and overview counts with, since the log itself has a million rows.
    """

    activity = models.ForeignKey(
        Activity, verbose_name="aktivitet", on_delete=models.CASCADE, related_name="years"
    )
    year = models.PositiveSmallIntegerField("år")
    entries = models.PositiveIntegerField("tillfällen")
    latest_on = models.DateField("senast loggat")
    participants = models.PositiveBigIntegerField("deltagare", null=True)
    large = models.PositiveBigIntegerField("deltagare i tillfällen med fem eller fler", default=0)
    small = models.PositiveIntegerField("tillfällen med en till fyra deltagare", default=0)
    is_approximate = models.BooleanField("ungefärligt", default=False)

    class Meta:
        verbose_name = "aktivitetens år"
        verbose_name_plural = "aktiviteternas år"
        ordering = ["activity", "-year"]
        indexes = [models.Index(fields=["year", "activity"], name="activityyear_year")]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "year"],
                name="activityyear_once",
                violation_error_message="Årets summor finns redan.",
            )
        ]

    def __str__(self):
        return f"{self.activity} {self.year}"


history.tracked_links(LogEntry, "present")
