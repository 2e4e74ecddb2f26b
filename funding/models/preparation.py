"""How an application is prepared: questions, checks, a recommendation, and who must step aside."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from funding.models.applications import Application
from portal import history
from portal.removal import Locked
from portal.swedish import MAX_KRONOR


@history.tracked(part_of="application", named_by="asked_at")
class Question(models.Model):
    """The officer's question to the applicant, and the answer."""

    application = models.ForeignKey(
        Application, verbose_name="ansökan", on_delete=models.CASCADE, related_name="questions"
    )
    text = models.TextField("fråga", max_length=2000)
    asked_at = models.DateTimeField("ställd", db_default=Now(), editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ställd av",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    answer = models.TextField("svar", max_length=2000, blank=True)
    answered_at = models.DateTimeField("besvarad", null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="besvarad av",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    class Meta:
        verbose_name = "fråga om en ansökan"
        verbose_name_plural = "frågor om ansökningar"
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="question_answer_when_and_by",
                condition=Q(answer="", answered_at=None, answered_by=None)
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                violation_error_message="Ett svar har text, tid och person.",
            )
        ]

    def __str__(self):
        return f"Fråga {self.pk}"


class CheckPoint(models.TextChoices):
    """What the officer looks at in every application."""

    PURPOSE = "PURPOSE", "Ändamålet ryms i kategorin och dess inriktningar"
    RECEIVER = "RECEIVER", "Sökanden kan få medel enligt länets regler"
    BUDGET = "BUDGET", "Budgeten är rimlig och bara för det som ska göras"
    NEED = "NEED", "Behovet är beskrivet och hör ihop med en plan"
    PARTICIPATION = "PARTICIPATION", "Patienter, brukare eller anhöriga är med"
    REPORTED = "REPORTED", "Tidigare medel är redovisade"


@history.tracked(exclude=["lock"])
class Preparation(Locked):
    """The officer's preparation (beredning) of an application, for those who decide."""

    CheckPoint = CheckPoint

    application = models.OneToOneField(
        Application, verbose_name="ansökan", on_delete=models.CASCADE, related_name="preparation"
    )
    checks = ArrayField(
        models.CharField(max_length=13, choices=CheckPoint),
        verbose_name="granskat och i ordning",
        default=list,
        blank=True,
    )
    recommended = models.BigIntegerField("föreslaget belopp, kronor", null=True, blank=True)
    reason = models.TextField("skäl", max_length=3000, blank=True)
    prepared_at = models.DateTimeField("beredd", null=True, editable=False)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="beredd av",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    class Meta:
        verbose_name = "beredning"
        verbose_name_plural = "beredningar"
        constraints = [
            models.CheckConstraint(
                name="preparation_amount_possible",
                condition=Q(recommended=None) | Q(recommended__gte=0, recommended__lte=MAX_KRONOR),
                violation_error_message="Beloppet måste vara noll eller mer.",
            ),
            models.CheckConstraint(
                name="preparation_done_when_and_by",
                condition=Q(prepared_at=None, prepared_by=None)
                | (
                    Q(
                        prepared_at__isnull=False,
                        prepared_by__isnull=False,
                        recommended__isnull=False,
                    )
                    & ~Q(reason="")
                ),
                violation_error_message="En färdig beredning har ett belopp och skäl.",
            ),
        ]

    def __str__(self):
        return f"Beredning av {self.application}"


@history.tracked()
class Conflict(models.Model):
    """A conflict of interest (jäv): it locks one person out of one application."""

    application = models.ForeignKey(
        Application, verbose_name="ansökan", on_delete=models.CASCADE, related_name="conflicts"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="vem",
        on_delete=models.PROTECT,
        related_name="conflicts",
    )
    reason = models.CharField("skäl", max_length=250)
    declared_at = models.DateTimeField("anmält", db_default=Now(), editable=False)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="anmält av",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    class Meta:
        verbose_name = "jäv"
        verbose_name_plural = "jäv"
        ordering = ["declared_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "person"],
                name="conflict_once_a_person",
                violation_error_message="Jävet är redan anmält.",
            )
        ]

    def __str__(self):
        return f"{self.person}: jäv i {self.application}"
