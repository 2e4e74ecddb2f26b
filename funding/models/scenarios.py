"""What if: alternatives of how a round's pots could be shared, before anything is decided."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from funding.models.applications import Application
from funding.models.deciders import counties_prepared_by
from funding.models.rounds import Round
from portal import history
from portal.models import SWEDISH
from portal.removal import Locked
from portal.swedish import MAX_KRONOR


class ScenarioQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Alternatives of the counties where the person prepares: an applicant never sees them."""
        return self.filter(round__county__in=counties_prepared_by(user))


@history.tracked(exclude=["lock"])
class Scenario(Locked):
    """One alternative of how a round's pots could be shared. It moves no money."""

    round = models.ForeignKey(
        Round, verbose_name="ansökningsomgång", on_delete=models.CASCADE, related_name="scenarios"
    )
    name = models.CharField("namn", max_length=80, db_collation=SWEDISH)
    created_at = models.DateTimeField("skapat", db_default=Now(), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="skapat av",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    objects = ScenarioQuerySet.as_manager()

    class Meta:
        verbose_name = "alternativ"
        verbose_name_plural = "alternativ"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "name"],
                name="scenario_name_once",
                violation_error_message="Det finns redan ett alternativ med det namnet.",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("funding:scenario", args=[self.pk])


@history.tracked(part_of="scenario", named_by="application")
class ScenarioAmount(models.Model):
    """What one application would be given in an alternative."""

    scenario = models.ForeignKey(
        Scenario, verbose_name="alternativ", on_delete=models.CASCADE, related_name="amounts"
    )
    application = models.ForeignKey(
        Application, verbose_name="ansökan", on_delete=models.CASCADE, related_name="+"
    )
    amount = models.BigIntegerField("belopp, kronor", default=0)

    class Meta:
        verbose_name = "belopp i ett alternativ"
        verbose_name_plural = "belopp i alternativ"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["scenario", "application"],
                name="scenarioamount_once_an_application",
                violation_error_message="Ansökan står redan i alternativet.",
            ),
            models.CheckConstraint(
                name="scenarioamount_possible",
                condition=Q(amount__gte=0, amount__lte=MAX_KRONOR),
                violation_error_message="Beloppet måste vara noll eller mer.",
            ),
        ]

    def __str__(self):
        return f"{self.application}: {self.amount} kr"
