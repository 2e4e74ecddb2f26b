"""What a receiver was given, how it is paid out, and what the receiver tells of it."""

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce, Now
from django.urls import reverse

from actors.models import Actor
from funding.models.decisions import Decision
from funding.models.items import DecisionItem
from funding.models.pots import Frame
from initiatives.models import Activity, Term
from portal import history
from portal.models import SWEDISH
from portal.swedish import MAX_KRONOR


class AllocationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those out of a pot that the account sees, and those to its own actors."""
        reach = user.reach
        if reach.is_national:
            return self
        return self.filter(Q(frame__county__in=reach.counties) | Q(receiver__in=reach.actors))

    def paying_for(self, activity):
        """Those given for the activity or used on it. Add `used_here`, less corrections."""
        uses = activity.uses.booked()
        here = uses.filter(source__allocation=OuterRef("pk")).order_by()
        total = here.values("source__allocation").annotate(n=Sum("amount")).values("n")
        return self.filter(
            Q(pk__in=activity.allocations.values("pk"))
            | Q(pk__in=uses.order_by().values("source__allocation"))
        ).annotate(used_here=Coalesce(Subquery(total), 0))

    def with_sums(self):
        """Join what the columns granted, paid, used and left are read from."""
        return self.select_related(
            "receiver",
            "decision",
            "frame__county",
            "frame__actor",
            "frame__component__category",
            "frame__component__agreement",
        ).prefetch_related("accounts")


@history.tracked()
class Allocation(models.Model):
    """Money that a joint decision gives a receiver for a purpose.

    `committed` is what the decision first gave, and never changes; what stands now is `granted`.
    """

    frame = models.ForeignKey(
        Frame, verbose_name="pott", on_delete=models.PROTECT, related_name="allocations"
    )
    receiver = models.ForeignKey(
        Actor, verbose_name="mottagare", on_delete=models.PROTECT, related_name="allocations"
    )
    purpose = models.CharField("ändamål", max_length=250, db_collation=SWEDISH)
    decision = models.ForeignKey(
        Decision, verbose_name="beslut", on_delete=models.PROTECT, related_name="allocations"
    )
    item = models.OneToOneField(
        DecisionItem,
        verbose_name="beslutspunkt",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="made",
    )
    committed = models.BigIntegerField("ursprungligt belopp, kronor", editable=False)
    conditions = models.CharField("villkor", max_length=500, blank=True)
    focuses = models.ManyToManyField(
        Term, verbose_name="inriktningar", blank=True, related_name="allocations"
    )
    activities = models.ManyToManyField(
        Activity, verbose_name="aktiviteter", blank=True, related_name="allocations"
    )
    carried_until = models.DateField(
        "överförda medel får användas till och med", null=True, blank=True, editable=False
    )
    override_reason = models.CharField(
        "skäl att gå ifrån öronmärkningen", max_length=300, blank=True
    )
    override_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="den som gick ifrån öronmärkningen",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    objects = AllocationQuerySet.as_manager()

    class Meta:
        verbose_name = "tilldelning"
        verbose_name_plural = "tilldelningar"
        ordering = ["receiver__name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="allocation_commits_something",
                condition=Q(committed__gt=0),
                violation_error_message="Beloppet måste vara minst 1 krona.",
            ),
            models.CheckConstraint(
                name="allocation_override_by_and_why",
                condition=Q(override_reason="", override_by=None)
                | (~Q(override_reason="") & Q(override_by__isnull=False)),
                violation_error_message="Den som går ifrån öronmärkningen anger skäl och namn.",
            ),
        ]

    def __str__(self):
        return f"{self.receiver}: {self.purpose}"

    def get_absolute_url(self):
        return reverse("funding:allocation", args=[self.pk])

    @property
    def follow_url(self):
        """Where its money is followed, upward and downward."""
        return f"{reverse('funding:follow')}?tilldelning={self.pk}"

    def _balance(self, *kinds):
        return sum(account.balance for account in self.accounts.all() if account.kind in kinds)

    @property
    def unpaid(self):
        """Decided, and neither paid out nor used yet, whole kronor."""
        return self._balance("GRANTED")

    @property
    def owed(self):
        """Used before it was paid out: the receiver has laid it out, whole kronor."""
        return self._balance("OWED")

    @property
    def unspent(self):
        """Paid out and not used yet, whole kronor."""
        return self._balance("PAID")

    @property
    def carried(self):
        """Unspent and carried over to a later year by decision, whole kronor."""
        return self._balance("CARRIED")

    @property
    def used(self):
        """All that was used, whole kronor."""
        return self._balance("USED", "OWED")

    @property
    def to_repay(self):
        """What a decision demands back and has not come yet, whole kronor."""
        return self._balance("TO_REPAY")

    @property
    def repaid(self):
        return self._balance("REPAID")

    @property
    def paid(self):
        """All that was paid out, also what was later paid back, whole kronor."""
        return self._balance(*self.accounts.model.PAID_OUT)

    @property
    def granted(self):
        """What stands decided now, whole kronor."""
        return self.unpaid + self.owed + self.paid

    @property
    def left(self):
        """Decided and neither used nor demanded back, whether paid out or not, whole kronor."""
        return self._balance("GRANTED", "PAID", "CARRIED")


@history.tracked(part_of="allocation", named_by="due_on")
class PlannedPayment(models.Model):
    """When part of an allocation is meant to be paid out."""

    allocation = models.ForeignKey(
        Allocation,
        verbose_name="tilldelning",
        on_delete=models.CASCADE,
        related_name="planned_payments",
    )
    due_on = models.DateField("betalas")
    amount = models.BigIntegerField("belopp, kronor")
    note = models.CharField("anteckning", max_length=200, blank=True)

    class Meta:
        verbose_name = "planerad utbetalning"
        verbose_name_plural = "planerade utbetalningar"
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="plannedpayment_amount_possible",
                condition=Q(amount__gt=0, amount__lte=MAX_KRONOR),
                violation_error_message="Beloppet måste vara minst 1 krona.",
            )
        ]

    def __str__(self):
        return f"{self.due_on}: {self.amount} kr"


class RequisitionQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(answered_at=None)


@history.tracked(part_of="allocation", named_by="asked_at")
class Requisition(models.Model):
    """The receiver asks to be paid (rekvisition). It is answered by a payment, or by a reason."""

    allocation = models.ForeignKey(
        Allocation,
        verbose_name="tilldelning",
        on_delete=models.CASCADE,
        related_name="requisitions",
    )
    amount = models.BigIntegerField("belopp, kronor")
    text = models.CharField("till mottagarens bankuppgifter eller referens", max_length=250)
    asked_at = models.DateTimeField("begärd", db_default=Now(), editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="begärd av",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    payment = models.OneToOneField(
        "funding.Transfer",
        verbose_name="utbetalning",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="requisition",
        editable=False,
    )
    refusal = models.CharField("skäl att inte betala", max_length=250, blank=True)
    answered_at = models.DateTimeField("besvarad", null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="besvarad av",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    objects = RequisitionQuerySet.as_manager()

    class Meta:
        verbose_name = "rekvisition"
        verbose_name_plural = "rekvisitioner"
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="requisition_amount_possible",
                condition=Q(amount__gt=0, amount__lte=MAX_KRONOR),
                violation_error_message="Beloppet måste vara minst 1 krona.",
            ),
            models.CheckConstraint(
                name="requisition_answered_one_way",
                condition=Q(answered_at=None, answered_by=None, payment=None, refusal="")
                | (
                    Q(answered_at__isnull=False, answered_by__isnull=False)
                    & (Q(payment__isnull=False, refusal="") | (Q(payment=None) & ~Q(refusal="")))
                ),
                violation_error_message="Svara på rekvisitionen med en utbetalning eller ett skäl.",
            ),
            models.UniqueConstraint(
                fields=["allocation"],
                condition=Q(answered_at=None),
                name="requisition_one_waits",
                violation_error_message="Det finns redan en rekvisition som väntar på svar.",
            ),
        ]

    def __str__(self):
        return f"Rekvisition {self.pk}"


history.tracked_links(Allocation, "activities", "focuses")
