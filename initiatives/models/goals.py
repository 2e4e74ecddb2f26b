"""What a plan holds: goals under the four B, measures under them, and what came of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from initiatives.models.plans import Plan
from initiatives.models.vocabulary import B4
from portal import history
from portal.removal import Locked


class GoalQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Goals of the plans that the person sees; what names a place or means is the owner's."""
        return self.filter(
            Q(is_restricted=False) | Q(plan__owner__in=user.reach.actors),
            plan__in=Plan.objects.visible_to(user),
        )

    def open_to_others(self):
        """Those that may be shown to, and copied by, somebody else than the owner."""
        return self.filter(is_restricted=False)


@history.tracked(part_of="plan", named_by="text", exclude=["lock"])
class Goal(Locked):
    """What the plan wants to reach under one B, and how one will know."""

    plan = models.ForeignKey(
        Plan, verbose_name="plan", on_delete=models.CASCADE, related_name="goals"
    )
    b = models.CharField("B", max_length=10, choices=B4)
    text = models.CharField("mål", max_length=300)
    indicator = models.CharField("mäts med", max_length=200, blank=True)
    baseline = models.CharField("utgångsläge", max_length=80, blank=True)
    target = models.CharField("målvärde", max_length=80, blank=True)
    responsible = models.CharField("ansvarig nämnd", max_length=120, blank=True)
    due_on = models.DateField("klart senast", null=True, blank=True)
    is_restricted = models.BooleanField("nämner en plats eller ett medel", default=False)
    copied_from = models.ForeignKey(
        "self",
        verbose_name="hämtat från",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="copies",
        editable=False,
    )

    objects = GoalQuerySet.as_manager()

    class Meta:
        verbose_name = "mål"
        verbose_name_plural = "mål"
        ordering = ["pk"]

    def __str__(self):
        return self.text

    def lacks(self):
        """What the goal needs before adoption, in words: "ansvarig nämnd och slutdatum"."""
        needed = [(self.responsible, "ansvarig nämnd"), (self.due_on, "slutdatum")]
        return " och ".join(name for value, name in needed if not value)


@history.tracked(part_of="goal__plan", named_by="text", exclude=["lock"])
class Measure(Locked):
    """An åtgärd under a goal: its wording is adopted with the plan, how it goes is told later."""

    class Status(models.TextChoices):
        WAITING = "WAITING", "Inte påbörjad"
        ONGOING = "ONGOING", "Pågår"
        DONE = "DONE", "Klar"
        DROPPED = "DROPPED", "Genomförs inte"

    goal = models.ForeignKey(
        Goal, verbose_name="mål", on_delete=models.CASCADE, related_name="measures"
    )
    text = models.CharField("åtgärd", max_length=300)
    responsible = models.CharField("ansvarig", max_length=120, blank=True)
    due_on = models.DateField("klar senast", null=True, blank=True)
    status = models.CharField("läge", max_length=8, choices=Status, default=Status.WAITING)
    status_note = models.CharField("kommentar till läget", max_length=300, blank=True)

    class Meta:
        verbose_name = "åtgärd"
        verbose_name_plural = "åtgärder"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="measure_dropped_has_reason",
                condition=~Q(status="DROPPED") | ~Q(status_note=""),
                violation_error_message="Skriv varför åtgärden inte genomförs.",
            )
        ]

    def __str__(self):
        return self.text


@history.tracked(part_of="goal__plan", named_by="on")
class Outcome(models.Model):
    """What a goal's indicator showed on a day."""

    goal = models.ForeignKey(
        Goal, verbose_name="mål", on_delete=models.CASCADE, related_name="outcomes"
    )
    on = models.DateField("avläst")
    value = models.CharField("värde", max_length=80)
    note = models.CharField("kommentar", max_length=300, blank=True)
    created_at = models.DateTimeField("inskrivet", db_default=Now(), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="inskrivet av",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    class Meta:
        verbose_name = "utfall"
        verbose_name_plural = "utfall"
        ordering = ["-on", "-pk"]

    def __str__(self):
        return f"{self.value} ({self.on})"
