"""The ledger. PostgreSQL guards it (migrations/0002_guard.py); nothing here adds up balances."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from funding.models.chain import Agreement, Allocation, Component, Frame
from funding.models.decisions import Decision
from initiatives.models import Activity
from portal.swedish import MAX_KRONOR

OWNERS = {
    "STATE": None,
    "AGREEMENT": None,
    "COMPONENT": "component",
    "FRAME": "frame",
    "GRANTED": "allocation",
    "PAID": "allocation",
    "USED": "allocation",
}


def _owned_as_its_kind():
    """The condition that an account of each kind belongs to exactly the thing it is for."""
    condition = Q()
    for kind, owner in OWNERS.items():
        nothing_else = {f"{name}__isnull": name != owner for name in set(OWNERS.values()) - {None}}
        condition |= Q(kind=kind, **nothing_else)
    return condition


class Account(models.Model):
    """Where money stands. The balance is whole kronor, and only a transfer moves it.

    The state's account is where an agreement's money comes from; it alone may be below zero, so
    that the sum of all accounts of an agreement is always zero.
    """

    class Kind(models.TextChoices):
        STATE = "STATE", "Staten"
        AGREEMENT = "AGREEMENT", "Överenskommelse"
        COMPONENT = "COMPONENT", "Bidragsdel"
        FRAME = "FRAME", "Länspott"
        GRANTED = "GRANTED", "Beviljat, ej utbetalt"
        PAID = "PAID", "Utbetalt, ej använt"
        USED = "USED", "Använt"

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
            models.UniqueConstraint(
                fields=["agreement", "kind"],
                condition=Q(kind__in=["STATE", "AGREEMENT"]),
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


class Transfer(models.Model):
    """Money that moved, in whole kronor. Never changed or deleted; a mistake gets a correction."""

    class Kind(models.TextChoices):
        GRANT = "GRANT", "Anslag"
        SPLIT = "SPLIT", "Uppdelning"
        DISTRIBUTE = "DISTRIBUTE", "Fördelning"
        ALLOCATE = "ALLOCATE", "Tilldelning"
        PAY = "PAY", "Utbetalning"
        USE = "USE", "Förbrukning"
        REALLOCATE = "REALLOCATE", "Omfördelning"
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
    entered_at = models.DateTimeField("införd", db_default=Now(), editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="införd av",
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = "överföring"
        verbose_name_plural = "överföringar"
        ordering = ["on", "pk"]
        indexes = [
            models.Index(fields=["source", "on"], name="transfer_source"),
            models.Index(fields=["target", "on"], name="transfer_target"),
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
