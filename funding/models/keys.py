"""By what a component is shared out: the weight of every kommun and region."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from actors.models import Actor
from portal import history
from portal.models import SWEDISH


class KeyBasis(models.TextChoices):
    """By what a distribution key weighs those who share."""

    POPULATION = "POPULATION", "Folkmängd"
    TABLE = "TABLE", "Given tabell"


@history.tracked()
class DistributionKey(models.Model):
    """A key (fördelningsnyckel): the weight of every kommun and region. Never changed once made."""

    Basis = KeyBasis

    name = models.CharField("namn", max_length=120, db_collation=SWEDISH)
    basis = models.CharField("bygger på", max_length=10, choices=KeyBasis)
    reference_date = models.DateField("gäller per", null=True, blank=True)
    source = models.CharField("källa", max_length=250)
    created_at = models.DateTimeField("skapad", db_default=Now(), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="skapad av",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    class Meta:
        verbose_name = "fördelningsnyckel"
        verbose_name_plural = "fördelningsnycklar"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="key_of_population_has_a_day",
                condition=~Q(basis="POPULATION") | Q(reference_date__isnull=False),
                violation_error_message="Välj vilken dag folkmängden gäller.",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("funding:key", args=[self.pk])


class KeyShare(models.Model):
    """What one kommun or region weighs in a key. PostgreSQL refuses to change it."""

    key = models.ForeignKey(
        DistributionKey, verbose_name="nyckel", on_delete=models.CASCADE, related_name="shares"
    )
    actor = models.ForeignKey(
        Actor, verbose_name="aktör", on_delete=models.PROTECT, related_name="+"
    )
    weight = models.BigIntegerField("vikt")

    class Meta:
        verbose_name = "andel"
        verbose_name_plural = "andelar"
        ordering = ["actor__code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "actor"],
                name="keyshare_once_an_actor",
                violation_error_message="Aktören står redan i nyckeln.",
            ),
            models.CheckConstraint(
                name="keyshare_weight_possible",
                condition=Q(weight__gte=0, weight__lte=10**12),
                violation_error_message="Vikten måste vara noll eller mer.",
            ),
        ]

    def __str__(self):
        return f"{self.actor}: {self.weight}"
