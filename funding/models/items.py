"""What a decision decides, point by point."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from actors.models import Actor
from funding.models.applications import Application
from funding.models.deciders import conflicts_of
from funding.models.decisions import Decision
from funding.models.pots import Frame
from initiatives.models import Term
from portal import history
from portal.models import SWEDISH
from portal.swedish import MAX_KRONOR


class ItemAct(models.TextChoices):
    """What one item of a decision does when every party stands behind it."""

    GRANT = "GRANT", "Bevilja"
    DECLINE = "DECLINE", "Avslå"
    CHANGE = "CHANGE", "Ändra beviljat belopp"
    CARRY_OVER = "CARRY_OVER", "Föra över till nästa år"
    REPAY = "REPAY", "Betala tillbaka"
    OTHER = "OTHER", "Annat"


class DecisionItemQuerySet(models.QuerySet):
    def in_conflict(self, user_id):
        """Those about an application, or money given by one, that the person is jävig in."""
        conflicts = conflicts_of(user_id)
        return self.filter(
            Q(application__in=conflicts) | Q(allocation__item__application__in=conflicts)
        )


@history.tracked(part_of="decision", named_by="purpose")
class DecisionItem(models.Model):
    """One item (punkt): to whom, for what and how much. Frozen with its decision by PostgreSQL."""

    Act = ItemAct

    decision = models.ForeignKey(
        Decision, verbose_name="beslut", on_delete=models.CASCADE, related_name="items"
    )
    act = models.CharField("vad som beslutas", max_length=10, choices=ItemAct)
    application = models.ForeignKey(
        Application,
        verbose_name="ansökan",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="items",
    )
    frame = models.ForeignKey(
        Frame,
        verbose_name="pott",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    receiver = models.ForeignKey(
        Actor,
        verbose_name="mottagare",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    allocation = models.ForeignKey(
        "funding.Allocation",
        verbose_name="tilldelning",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="decided_items",
    )
    purpose = models.CharField("ändamål", max_length=250, blank=True, db_collation=SWEDISH)
    amount = models.BigIntegerField("belopp, kronor", default=0)
    conditions = models.CharField("villkor", max_length=500, blank=True)
    reason = models.CharField("skäl", max_length=1000, blank=True)
    usable_until = models.DateField("får användas till och med", null=True, blank=True)
    focuses = models.ManyToManyField(
        Term, verbose_name="inriktningar", blank=True, related_name="+"
    )
    override_reason = models.CharField(
        "skäl att gå ifrån öronmärkningen", max_length=300, blank=True
    )
    override_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="den som går ifrån öronmärkningen",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    objects = DecisionItemQuerySet.as_manager()

    class Meta:
        verbose_name = "beslutspunkt"
        verbose_name_plural = "beslutspunkter"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="item_amount_possible",
                condition=Q(amount__gte=0, amount__lte=MAX_KRONOR),
                violation_error_message="Beloppet måste vara noll eller mer.",
            ),
            models.CheckConstraint(
                name="item_whole_for_its_act",
                condition=(
                    Q(act="GRANT", frame__isnull=False, receiver__isnull=False, amount__gt=0)
                    & Q(allocation=None)
                    & ~Q(purpose="")
                )
                | (Q(act="DECLINE", application__isnull=False, amount=0) & ~Q(reason=""))
                | (Q(act="CHANGE", allocation__isnull=False) & ~Q(reason=""))
                | Q(
                    act="CARRY_OVER",
                    allocation__isnull=False,
                    amount__gt=0,
                    usable_until__isnull=False,
                )
                | Q(act="REPAY", allocation__isnull=False, frame=None, amount__gt=0)
                | Q(act="REPAY", allocation=None, frame__isnull=False, amount__gt=0)
                | (Q(act="OTHER") & ~Q(reason="")),
                violation_error_message="Punkten saknar något. Fyll i allt som hör till det som "
                "beslutas, och skäl när något avslås eller ändras.",
            ),
            models.CheckConstraint(
                name="item_override_by_and_why",
                condition=Q(override_reason="", override_by=None)
                | (~Q(override_reason="") & Q(override_by__isnull=False)),
                violation_error_message="Den som går ifrån öronmärkningen anger skäl och namn.",
            ),
            models.UniqueConstraint(
                fields=["decision", "application"],
                condition=Q(application__isnull=False),
                name="item_once_an_application",
                violation_error_message="Ansökan står redan i beslutet.",
            ),
        ]

    def __str__(self):
        about = self.purpose or self.application or self.allocation or self.reason or self.frame
        return f"{self.get_act_display()}: {about}"


history.tracked_links(DecisionItem, "focuses")
