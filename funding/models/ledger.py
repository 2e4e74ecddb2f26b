"""The ledger. PostgreSQL guards it (migrations/0002_guard.py); nothing here adds up balances."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from funding.models.agreements import Agreement, Component
from funding.models.allocations import Allocation
from funding.models.decisions import Decision
from funding.models.pots import Frame
from initiatives.models import Activity
from portal.swedish import MAX_KRONOR

OWNERS = {
    "STATE": None,
    "AGREEMENT": None,
    "COMPONENT": "component",
    "FRAME": "frame",
    "LAPSED": None,
    "GRANTED": "allocation",
    "OWED": "allocation",
    "PAID": "allocation",
    "CARRIED": "allocation",
    "USED": "allocation",
    "TO_REPAY": "allocation",
    "REPAID": "allocation",
}
ONCE_AN_AGREEMENT = [kind for kind, owner in OWNERS.items() if owner is None]


def _owned_as_its_kind():
    """The condition that an account of each kind belongs to exactly the thing it is for."""
    condition = Q()
    for kind, owner in OWNERS.items():
        nothing_else = {f"{name}__isnull": name != owner for name in set(OWNERS.values()) - {None}}
        condition |= Q(kind=kind, **nothing_else)
    return condition


class Account(models.Model):
    """Where money stands. The balance is whole kronor, and only a transfer moves it.

    A closed account is empty and stays so: what it held is shared out to the krona.

    The state's account is where an agreement's money comes from; it alone may be below zero, so
    that the sum of all accounts of an agreement is always zero.
    """

    class Kind(models.TextChoices):
        STATE = "STATE", "Staten"
        AGREEMENT = "AGREEMENT", "Överenskommelse"
        COMPONENT = "COMPONENT", "Bidragsdel"
        FRAME = "FRAME", "Pott"
        LAPSED = "LAPSED", "Återbetalt ur potter"
        GRANTED = "GRANTED", "Beviljat, ej utbetalt"
        OWED = "OWED", "Använt, ej utbetalt"
        PAID = "PAID", "Utbetalt, ej använt"
        CARRIED = "CARRIED", "Överfört, ej använt"
        USED = "USED", "Använt"
        TO_REPAY = "TO_REPAY", "Ska betalas tillbaka"
        REPAID = "REPAID", "Återbetalt"

    # Where what was paid out stands, also what was later paid back.
    PAID_OUT = (Kind.PAID, Kind.CARRIED, Kind.USED, Kind.TO_REPAY, Kind.REPAID)

    kind = models.CharField("slag", max_length=10, choices=Kind)
    agreement = models.ForeignKey(
        Agreement, verbose_name="överenskommelse", on_delete=models.PROTECT, related_name="accounts"
    )
    component = models.OneToOneField(
        Component, verbose_name="bidragsdel", null=True, on_delete=models.PROTECT
    )
    frame = models.OneToOneField(
        Frame, verbose_name="pott", null=True, on_delete=models.PROTECT, related_name="account"
    )
    allocation = models.ForeignKey(
        Allocation,
        verbose_name="tilldelning",
        null=True,
        on_delete=models.PROTECT,
        related_name="accounts",
    )
    balance = models.BigIntegerField("saldo, kronor", default=0, editable=False)
    closed_at = models.DateTimeField("stängt", null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="stängt av",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    class Meta:
        verbose_name = "konto"
        verbose_name_plural = "konton"
        constraints = [
            models.CheckConstraint(
                name="account_owned_as_its_kind",
                condition=_owned_as_its_kind(),
                violation_error_message="Ett konto hör till precis en sak av sitt slag.",
            ),
            models.CheckConstraint(
                name="account_not_below_zero",
                condition=Q(balance__gte=0) | Q(kind="STATE"),
                violation_error_message="Beloppet är större än det som finns kvar.",
            ),
            models.CheckConstraint(
                name="account_closed_is_empty",
                condition=Q(closed_at=None) | Q(balance=0),
                violation_error_message="Nivån är stängd. Delarna ska bli precis det hela.",
            ),
            models.CheckConstraint(
                name="account_closed_when_and_by",
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                violation_error_message="En stängd nivå har både tid och person.",
            ),
            models.UniqueConstraint(
                fields=["agreement", "kind"],
                condition=Q(kind__in=ONCE_AN_AGREEMENT),
                name="account_once_an_agreement",
                violation_error_message="Överenskommelsen har redan ett sådant konto.",
            ),
            models.UniqueConstraint(
                fields=["allocation", "kind"],
                condition=Q(allocation__isnull=False),
                name="account_once_an_allocation",
                violation_error_message="Tilldelningen har redan ett sådant konto.",
            ),
        ]

    def __str__(self):
        owner = self.component or self.frame or self.allocation or self.agreement
        return f"{self.get_kind_display()}: {owner}"


class TransferQuerySet(models.QuerySet):
    def booked(self):
        """What was used and stands: a use that was corrected never was."""
        corrected = Transfer.objects.filter(corrects__isnull=False).order_by().values("corrects")
        return self.filter(kind=Transfer.Kind.USE).exclude(pk__in=corrected)


class Transfer(models.Model):
    """Money that moved, in whole kronor. Never changed or deleted; a mistake gets a correction."""

    class Kind(models.TextChoices):
        GRANT = "GRANT", "Anslag"
        REDUCE = "REDUCE", "Sänkt anslag"
        SPLIT = "SPLIT", "Uppdelning"
        DISTRIBUTE = "DISTRIBUTE", "Fördelning"
        TOP_SLICE = "TOP_SLICE", "Avsättning till länets pott"
        ALLOCATE = "ALLOCATE", "Tilldelning"
        RELEASE = "RELEASE", "Återförd till potten"
        PAY = "PAY", "Utbetalning"
        USE = "USE", "Förbrukning"
        REALLOCATE = "REALLOCATE", "Omfördelning"
        CARRY_OVER = "CARRY_OVER", "Överföring till nästa år"
        DEMAND = "DEMAND", "Återkrav"
        REPAY = "REPAY", "Återbetalning"
        CORRECT = "CORRECT", "Rättelse"

    kind = models.CharField("slag", max_length=10, choices=Kind)
    source = models.ForeignKey(
        Account, verbose_name="från", on_delete=models.PROTECT, related_name="outgoing"
    )
    target = models.ForeignKey(
        Account, verbose_name="till", on_delete=models.PROTECT, related_name="incoming"
    )
    amount = models.BigIntegerField(
        "belopp, kronor",
        validators=[MaxValueValidator(MAX_KRONOR, "Beloppet är orimligt stort. Kontrollera det.")],
    )
    on = models.DateField("datum")
    decision = models.ForeignKey(
        Decision, verbose_name="beslut", null=True, blank=True, on_delete=models.PROTECT
    )
    activity = models.ForeignKey(
        Activity,
        verbose_name="aktivitet",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="uses",
    )
    corrects = models.OneToOneField(
        "self",
        verbose_name="rättar",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="corrected_by",
    )
    note = models.CharField("anteckning", max_length=250, blank=True)
    voucher = models.CharField("verifikation", max_length=60, blank=True)
    entered_at = models.DateTimeField("införd", db_default=Now(), editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="införd av",
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = "överföring"
        verbose_name_plural = "överföringar"
        ordering = ["on", "pk"]
        indexes = [
            models.Index(fields=["source", "on"], name="transfer_source"),
            models.Index(fields=["target", "on"], name="transfer_target"),
            models.Index(
                fields=["source"],
                condition=Q(kind="USE", activity__isnull=True),
                name="transfer_without_activity",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="transfer_amount_positive",
                condition=Q(amount__gt=0),
                violation_error_message="Beloppet måste vara minst 1 krona.",
            ),
            models.CheckConstraint(
                name="transfer_between_two",
                condition=~Q(source=F("target")),
                violation_error_message="Pengar flyttas mellan två olika konton.",
            ),
            models.CheckConstraint(
                name="transfer_correction_names_what",
                condition=Q(kind="CORRECT", corrects__isnull=False)
                | (~Q(kind="CORRECT") & Q(corrects=None)),
                violation_error_message="En rättelse pekar ut vad den rättar.",
            ),
            models.CheckConstraint(
                name="transfer_reallocation_says_why",
                condition=~Q(kind="REALLOCATE") | ~Q(note=""),
                violation_error_message="Skriv varför medlen flyttas.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.amount} kr {self.on}"
