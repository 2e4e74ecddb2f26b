"""Where the money comes from: an agreement between the state and SKR, and the parts it is split in.

The sums stand in the ledger.
"""

from django.apps import apps
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from actors.models import Actor
from initiatives.models import Category
from portal import history
from portal.models import SWEDISH
from portal.swedish import MAX_KRONOR


class CarryOver(models.TextChoices):
    """What an agreement says of money that is left when its time is up."""

    ALLOWED = "ALLOWED", "Får föras över"
    NEEDS_DECISION = "NEEDS_DECISION", "Kräver beslut"
    NOT_ALLOWED = "NOT_ALLOWED", "Får inte föras över"


class AgreementQuerySet(models.QuerySet):
    def with_sums(self):
        """Fetch the two accounts that tell the total and what is not split, for all at once."""
        own = apps.get_model("funding", "Account").objects.filter(kind__in=["STATE", "AGREEMENT"])
        return self.prefetch_related(models.Prefetch("accounts", own))


@history.tracked()
class Agreement(models.Model):
    """An agreement (överenskommelse) between the state and SKR; its terms are data, never code.

    Until it is decided its sum is a preliminary frame: it can be split and planned with, and
    PostgreSQL lets nobody be allocated any of it.
    """

    CarryOver = CarryOver

    name = models.CharField("namn", max_length=200, db_collation=SWEDISH)
    first_year = models.PositiveSmallIntegerField("första år")
    last_year = models.PositiveSmallIntegerField("sista år")
    parties = models.ManyToManyField(Actor, verbose_name="parter", related_name="agreements")
    decided_on = models.DateField("beslutad", null=True, blank=True)
    diary_number = models.CharField("diarienummer", max_length=40, blank=True)
    source = models.CharField("källa", max_length=250)
    source_url = models.URLField("länk till källan", blank=True)
    note = models.TextField("anmärkning", blank=True)
    predecessor = models.ForeignKey(
        "self",
        verbose_name="bygger på",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="successors",
    )
    usable_until = models.DateField("får användas till och med", null=True, blank=True)
    carry_over = models.CharField(
        "överföring till nästa år",
        max_length=14,
        choices=CarryOver,
        default=CarryOver.NEEDS_DECISION,
    )
    report_due = models.DateField("redovisas senast", null=True, blank=True)
    report_to = models.CharField("redovisas till", max_length=120, blank=True)
    repay_due = models.DateField("återbetalas senast", null=True, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "överenskommelse"
        verbose_name_plural = "överenskommelser"
        ordering = ["-first_year", "pk"]
        constraints = [
            models.CheckConstraint(
                name="agreement_years_in_order",
                condition=Q(last_year__gte=F("first_year")),
                violation_error_message="Sista året kan inte ligga före första året.",
            ),
            models.CheckConstraint(
                name="agreement_not_its_own_predecessor",
                condition=Q(predecessor=None) | ~Q(predecessor=F("pk")),
                violation_error_message="En överenskommelse kan inte bygga på sig själv.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("funding:agreement", args=[self.pk])

    @property
    def follow_url(self):
        """Where its money is followed to what it was used for."""
        return f"{reverse('funding:follow')}?overenskommelse={self.pk}"

    @property
    def total(self):
        """What the state granted, whole kronor."""
        return -sum(a.balance for a in self.accounts.all() if a.kind == "STATE")

    @property
    def whole(self):
        """The Account that holds what is not split yet; needs `with_sums()` to cost nothing."""
        return next(a for a in self.accounts.all() if a.kind == "AGREEMENT")

    @property
    def is_preliminary(self):
        """Whether the sum is only a frame to plan with: nobody has decided yet."""
        return self.decided_on is None

    @property
    def years(self):
        if self.first_year == self.last_year:
            return str(self.first_year)
        return f"{self.first_year}–{self.last_year}"


@history.tracked(part_of="agreement", named_by="about")
class Statement(models.Model):
    """What one source says of an agreement: an amount, or words. Two sources may differ.

    It moves no money; the ledger has the sum that the portal counts with.
    """

    agreement = models.ForeignKey(
        Agreement,
        verbose_name="överenskommelse",
        on_delete=models.CASCADE,
        related_name="statements",
    )
    about = models.CharField("vad uppgiften gäller", max_length=120, db_collation=SWEDISH)
    amount = models.BigIntegerField("belopp, kronor", null=True, blank=True)
    text = models.CharField("uppgift i ord", max_length=500, blank=True)
    source = models.CharField("källa", max_length=250)
    source_url = models.URLField("länk till källan", blank=True)

    class Meta:
        verbose_name = "uppgift ur en källa"
        verbose_name_plural = "uppgifter ur källor"
        ordering = ["about", "pk"]
        constraints = [
            models.CheckConstraint(
                name="statement_says_something",
                condition=Q(amount__isnull=False) | ~Q(text=""),
                violation_error_message="Skriv ett belopp eller en uppgift i ord.",
            ),
            models.CheckConstraint(
                name="statement_amount_is_possible",
                condition=Q(amount=None) | Q(amount__gte=0, amount__lte=MAX_KRONOR),
                violation_error_message="Beloppet är orimligt. Kontrollera det.",
            ),
        ]

    def __str__(self):
        return f"{self.about} ({self.source})"


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

    def get_absolute_url(self):
        return reverse("funding:component", args=[self.pk])


history.tracked_links(Agreement, "parties")
