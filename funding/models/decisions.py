"""Joint decisions: valid only when every party that must concur has done so."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from actors.models import Actor, County
from portal import history
from portal.models import SWEDISH


class DecisionQuerySet(models.QuerySet):
    def complete(self):
        """Those that decide, and that every party stands behind; none is without parties."""
        parties = Concurrence.objects.filter(decision=OuterRef("pk"))
        return self.filter(
            Exists(parties), ~Exists(parties.exclude(answer="YES")), kind=Decision.Kind.DECIDES
        )


@history.tracked()
class Decision(models.Model):
    """A decision by a body, on a day, on paper somewhere."""

    class Kind(models.TextChoices):
        RECOMMENDS = "RECOMMENDS", "Rekommenderar"
        DECIDES = "DECIDES", "Beslutar"

    county = models.ForeignKey(
        County, verbose_name="län", on_delete=models.PROTECT, related_name="decisions"
    )
    body = models.CharField("beslutsorgan", max_length=120, db_collation=SWEDISH)
    kind = models.CharField("slag", max_length=10, choices=Kind, default=Kind.DECIDES)
    decided_on = models.DateField("datum")
    paragraph = models.CharField("paragraf", max_length=20, blank=True)
    diary_number = models.CharField("diarienummer", max_length=40, blank=True)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="berett av",
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "beslut"
        verbose_name_plural = "beslut"
        ordering = ["-decided_on", "-pk"]

    def __str__(self):
        return " ".join(filter(None, [self.body, self.decided_on.isoformat(), self.paragraph]))

    def waiting_for(self):
        """Names of the parties that have not concurred; empty when the decision is complete."""
        return [
            str(concurrence.party)
            for concurrence in self.concurrences.all()
            if concurrence.answer != Concurrence.Answer.YES
        ]


@history.tracked(part_of="decision", named_by="party")
class Concurrence(models.Model):
    """One party's answer to a joint decision, given by one of its approvers."""

    class Answer(models.TextChoices):
        WAITING = "WAITING", "Väntar"
        YES = "YES", "Har ställt sig bakom"
        NO = "NO", "Har sagt nej"

    decision = models.ForeignKey(
        Decision, verbose_name="beslut", on_delete=models.CASCADE, related_name="concurrences"
    )
    party = models.ForeignKey(
        Actor, verbose_name="part", on_delete=models.PROTECT, related_name="concurrences"
    )
    answer = models.CharField("svar", max_length=8, choices=Answer, default=Answer.WAITING)
    answered_at = models.DateTimeField("svarade", null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="svarat av",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = "ställningstagande"
        verbose_name_plural = "ställningstaganden"
        ordering = ["party__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "party"],
                name="concurrence_once_a_party",
                violation_error_message="Parten finns redan med i beslutet.",
            ),
            models.CheckConstraint(
                name="concurrence_answer_when_and_by",
                condition=Q(answer="WAITING", answered_at=None, answered_by=None)
                | (~Q(answer="WAITING") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                violation_error_message="Ett svar har både tid och person.",
            ),
        ]

    def __str__(self):
        return f"{self.party}: {self.get_answer_display()}"
