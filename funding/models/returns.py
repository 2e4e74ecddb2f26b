"""What a receiver tells of the money it was given: one row is one version."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Cast, Now
from django.urls import reverse

from funding.models.allocations import Allocation
from portal import history
from portal.models import Event
from portal.removal import Locked


class ReturnState(models.TextChoices):
    """Whose turn it is."""

    DRAFT = "DRAFT", "Fylls i"
    FILLED = "FILLED", "Väntar på intygande"
    CERTIFIED = "CERTIFIED", "Intygad och inskickad"
    SENT_BACK = "SENT_BACK", "Åter för komplettering"
    ACCEPTED = "ACCEPTED", "Godkänd"


OPEN = [ReturnState.DRAFT, ReturnState.FILLED]
WROTE, HANDED_ON = "skrev i", "lämnade för intygande"  # the events of who is no certifier
CLOSED = [ReturnState.CERTIFIED, ReturnState.SENT_BACK, ReturnState.ACCEPTED]


class ReturnQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of allocations that one sees; unfinished ones for the receiver's people alone."""
        seen = Allocation.objects.visible_to(user).values("pk")
        own = Q(allocation__receiver__in=user.reach.actors)
        return self.filter(own | Q(state__in=CLOSED), allocation__in=seen)

    def written_by(self, user):
        """Versions that the person wrote in or handed on, and therefore does not certify."""
        wrote = Event.objects.filter(
            object_type=Return._meta.label_lower,
            object_id=Cast(OuterRef("pk"), models.CharField()),
            verb__in=[WROTE, HANDED_ON],
            by=user.pk,
        )
        return self.filter(Q(filled_by=user.pk) | Exists(wrote))

    def latest(self):
        """The latest version of each allocation's return."""
        return self.order_by("allocation_id", "-number").distinct("allocation_id")


@history.tracked(part_of="allocation", named_by="number", exclude=["lock"])
class Return(Locked):
    """A receiver's account (redovisning) of one allocation: what was used, and what of the rest.

    Who fills it in never certifies it. Certified figures are frozen by PostgreSQL; a return that
    was sent back or reopened goes on as the next version.
    """

    State = ReturnState

    allocation = models.ForeignKey(
        Allocation, verbose_name="tilldelning", on_delete=models.PROTECT, related_name="returns"
    )
    number = models.PositiveSmallIntegerField("version", default=1)
    state = models.CharField(
        "läge", max_length=9, choices=ReturnState, default=ReturnState.DRAFT, editable=False
    )
    as_of = models.DateField("till och med")
    paid = models.BigIntegerField("utbetalt, kronor", editable=False)
    booked = models.BigIntegerField("bokfört i portalen, kronor", editable=False)
    used = models.BigIntegerField("använt, kronor", default=0)
    committed = models.BigIntegerField("bundet men inte betalt, kronor", default=0)
    carry_over = models.BigIntegerField("vill föra över till nästa år, kronor", default=0)
    to_repay = models.BigIntegerField("ska betalas tillbaka, kronor", default=0)
    forecast = models.BigIntegerField("väntas bli använt i allt, kronor", default=0)
    variance = models.TextField("varför det avviker", max_length=2000, blank=True)
    reopened_because = models.CharField("varför den öppnades igen", max_length=500, blank=True)
    created_at = models.DateTimeField("påbörjad", db_default=Now(), editable=False)
    filled_at = models.DateTimeField("ifylld", null=True, editable=False)
    filled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ifylld av",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    certified_at = models.DateTimeField("intygad", null=True, editable=False)
    certified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="intygad av",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    answer = models.TextField("svar från den som ger medlen", max_length=2000, blank=True)
    answered_at = models.DateTimeField("besvarad", null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="besvarad av",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    objects = ReturnQuerySet.as_manager()

    class Meta:
        verbose_name = "redovisning"
        verbose_name_plural = "redovisningar"
        ordering = ["allocation", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["allocation", "number"],
                name="return_number_once",
                violation_error_message="Den versionen finns redan.",
            ),
            models.UniqueConstraint(
                fields=["allocation"],
                condition=Q(state__in=["DRAFT", "FILLED"]),
                name="return_one_open",
                violation_error_message="Det finns redan en redovisning som inte är inskickad.",
            ),
            models.CheckConstraint(
                name="return_amounts_possible",
                condition=Q(
                    used__gte=0,
                    committed__gte=0,
                    carry_over__gte=0,
                    to_repay__gte=0,
                    forecast__gte=0,
                    paid__gte=0,
                    booked__gte=0,
                ),
                violation_error_message="Beloppen måste vara noll eller mer.",
            ),
            models.CheckConstraint(
                name="return_adds_up",
                condition=Q(state="DRAFT")
                | Q(used__gt=F("paid"), committed=0, carry_over=0, to_repay=0)
                | Q(paid=F("used") + F("committed") + F("carry_over") + F("to_repay")),
                violation_error_message="Använt, bundet, det som förs över och det som betalas "
                "tillbaka ska tillsammans bli det som är utbetalt.",
            ),
            models.CheckConstraint(
                name="return_variance_explained",
                condition=Q(state="DRAFT")
                | Q(used=F("booked"), forecast=F("paid"))
                | ~Q(variance=""),
                violation_error_message="Skriv varför det avviker: från det som är bokfört, eller "
                "från det som är utbetalt.",
            ),
            models.CheckConstraint(
                name="return_filled_when_and_by",
                condition=Q(state="DRAFT", certified_at=None, certified_by=None)
                | Q(
                    state="FILLED",
                    filled_at__isnull=False,
                    filled_by__isnull=False,
                    certified_at=None,
                    certified_by=None,
                )
                | Q(
                    state__in=["CERTIFIED", "SENT_BACK", "ACCEPTED"],
                    filled_by__isnull=False,
                    certified_at__isnull=False,
                    certified_by__isnull=False,
                ),
                violation_error_message="Läget, tiderna och personerna stämmer inte överens.",
            ),
            models.CheckConstraint(
                name="return_certified_by_another",
                condition=Q(certified_by=None) | ~Q(certified_by=F("filled_by")),
                violation_error_message="Den som har fyllt i en redovisning kan inte intyga den.",
            ),
            models.CheckConstraint(
                name="return_sent_back_says_why",
                condition=~Q(state="SENT_BACK") | ~Q(answer=""),
                violation_error_message="Skriv vad som ska kompletteras.",
            ),
        ]

    def __str__(self):
        return f"Redovisning {self.number} av {self.allocation}"

    def get_absolute_url(self):
        return reverse("funding:return", args=[self.pk])

    @property
    def rest(self):
        """Paid out and not used, whole kronor."""
        return self.paid - self.used
