"""The chain: agreement → component → frame → allocation. The sums stand in the ledger."""

from django.apps import apps
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from actors.models import Actor, County
from funding.models.decisions import Decision
from initiatives.models import Activity, Category
from portal import history
from portal.models import SWEDISH


@history.tracked()
class Agreement(models.Model):
    """An agreement (överenskommelse) between the state and SKR; its terms are data, never code."""

    name = models.CharField("namn", max_length=200, db_collation=SWEDISH)
    first_year = models.PositiveSmallIntegerField("första år")
    last_year = models.PositiveSmallIntegerField("sista år")
    parties = models.ManyToManyField(Actor, verbose_name="parter", related_name="agreements")
    decided_on = models.DateField("beslutad", null=True, blank=True)
    diary_number = models.CharField("diarienummer", max_length=40, blank=True)
    source = models.CharField("källa", max_length=250)
    note = models.TextField("anmärkning", blank=True)

    class Meta:
        verbose_name = "överenskommelse"
        verbose_name_plural = "överenskommelser"
        ordering = ["-first_year"]
        constraints = [
            models.CheckConstraint(
                name="agreement_years_in_order",
                condition=Q(last_year__gte=F("first_year")),
                violation_error_message="Sista året kan inte ligga före första året.",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("funding:agreement", args=[self.pk])

    @property
    def total(self):
        """What the state granted, whole kronor."""
        return -sum(a.balance for a in self.accounts.all() if a.kind == "STATE")

    @property
    def years(self):
        if self.first_year == self.last_year:
            return str(self.first_year)
        return f"{self.first_year}–{self.last_year}"


class Stream(models.TextChoices):
    """To whom a part of the agreement goes."""

    KOMMUN = "KOMMUN", "Kommuner"
    REGION = "REGION", "Regioner"
    LANSGEMENSAM = "LANSGEMENSAM", "Länsgemensamt"
    SKR = "SKR", "SKR"
    MIXED = "MIXED", "Kommuner och regioner, enskilt eller i samverkan"


class ComponentQuerySet(models.QuerySet):
    def with_total(self):
        """Add `total`: what the part was given when it was split off, less corrections."""
        transfer = apps.get_model("funding", "Transfer")
        given = transfer.objects.order_by().filter(target__component=OuterRef("pk"), kind="SPLIT")
        taken = transfer.objects.order_by().filter(
            source__component=OuterRef("pk"), kind="CORRECT", corrects__kind="SPLIT"
        )
        return self.annotate(
            total=Coalesce(
                Subquery(given.values("target").annotate(n=Sum("amount")).values("n")), 0
            )
            - Coalesce(Subquery(taken.values("source").annotate(n=Sum("amount")).values("n")), 0)
        )


@history.tracked(part_of="agreement", named_by="name")
class Component(models.Model):
    """A part of an agreement, given out of the agreement or of a larger part."""

    agreement = models.ForeignKey(
        Agreement,
        verbose_name="överenskommelse",
        on_delete=models.PROTECT,
        related_name="components",
    )
    parent = models.ForeignKey(
        "self",
        verbose_name="del av",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
    )
    name = models.CharField("namn", max_length=250, db_collation=SWEDISH)
    stream = models.CharField("går till", max_length=12, choices=Stream)
    category = models.ForeignKey(
        Category,
        verbose_name="kategori",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="components",
    )

    objects = ComponentQuerySet.as_manager()

    class Meta:
        verbose_name = "bidragsdel"
        verbose_name_plural = "bidragsdelar"
        ordering = ["pk"]

    def __str__(self):
        return self.name


class FrameQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Pots of the account's own counties; the national reader sees them all."""
        reach = user.reach
        return self if reach.is_national else self.filter(county__in=reach.counties)

    def with_sums(self):
        """Join the account, and add `given`: what has left the pot for its allocations."""
        account = apps.get_model("funding", "Account")
        given = account.objects.filter(allocation__frame=OuterRef("pk"))
        given = given.values("allocation__frame").annotate(total=Sum("balance")).values("total")
        return self.select_related(
            "account", "county", "component__category", "component__agreement"
        ).annotate(given=Coalesce(Subquery(given), 0))


@history.tracked()
class Frame(models.Model):
    """What one county's joint pot has of a component."""

    component = models.ForeignKey(
        Component, verbose_name="bidragsdel", on_delete=models.PROTECT, related_name="frames"
    )
    county = models.ForeignKey(
        County, verbose_name="län", on_delete=models.PROTECT, related_name="frames"
    )

    objects = FrameQuerySet.as_manager()

    class Meta:
        verbose_name = "länspott"
        verbose_name_plural = "länspotter"
        ordering = ["component__category__number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["component", "county"],
                name="frame_once_a_county",
                violation_error_message="Länet har redan en pott för den bidragsdelen.",
            )
        ]

    def __str__(self):
        return f"{self.component}, {self.county}"

    def get_absolute_url(self):
        return reverse("funding:pot", args=[self.pk])

    @property
    def left(self):
        """What nobody has been given yet, whole kronor."""
        return self.account.balance

    @property
    def total(self):
        """All that the pot was given; needs `with_sums()`."""
        return self.left + self.given


class AllocationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those out of a pot that the account sees, and those to its own actors."""
        reach = user.reach
        if reach.is_national:
            return self
        return self.filter(Q(frame__county__in=reach.counties) | Q(receiver__in=reach.actors))

    def with_sums(self):
        """Join what the columns granted, paid, used and left are read from."""
        return self.select_related(
            "receiver",
            "decision",
            "frame__county",
            "frame__component__category",
            "frame__component__agreement",
        ).prefetch_related("accounts")


@history.tracked()
class Allocation(models.Model):
    """Money that a joint decision gives a receiver for a purpose."""

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
    activities = models.ManyToManyField(
        Activity, verbose_name="aktiviteter", blank=True, related_name="allocations"
    )

    objects = AllocationQuerySet.as_manager()

    class Meta:
        verbose_name = "tilldelning"
        verbose_name_plural = "tilldelningar"
        ordering = ["receiver__name", "pk"]

    def __str__(self):
        return f"{self.receiver}: {self.purpose}"

    def get_absolute_url(self):
        return reverse("funding:allocation", args=[self.pk])

    def _balance(self, kind):
        return next((a.balance for a in self.accounts.all() if a.kind == kind), 0)

    @property
    def unpaid(self):
        """Decided and not paid out yet, whole kronor."""
        return self._balance("GRANTED")

    @property
    def unspent(self):
        """Paid out and not used yet, whole kronor."""
        return self._balance("PAID")

    @property
    def used(self):
        return self._balance("USED")

    @property
    def paid(self):
        """All that was paid out and not paid back, whole kronor."""
        return self.unspent + self.used

    @property
    def granted(self):
        """What stands decided now, whole kronor."""
        return self.unpaid + self.paid

    @property
    def left(self):
        """Decided and not used, whether paid out or not, whole kronor."""
        return self.unpaid + self.unspent


history.tracked_links(Agreement, "parties")


history.tracked_links(Allocation, "activities")
