"""What is known of an actor beside its own row: names, contacts, status, inhabitants."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal import history
from portal.models import SWEDISH


@history.tracked(part_of="actor", named_by="name")
class Alias(models.Model):
    """Another name that an actor goes by, as people write it; search and imports know it."""

    actor = models.ForeignKey(
        "actors.Actor", verbose_name="aktör", on_delete=models.CASCADE, related_name="aliases"
    )
    name = models.CharField("namn", max_length=200, db_collation=SWEDISH)

    class Meta:
        verbose_name = "alias"
        verbose_name_plural = "alias"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["actor", "name"],
                name="alias_once_an_actor",
                violation_error_message="Aktören har redan det namnet.",
            )
        ]

    def __str__(self):
        return self.name


@history.tracked(part_of="actor", named_by="title")
class Contact(models.Model):
    """How to reach a function at an actor. A function, not a person: people have accounts."""

    actor = models.ForeignKey(
        "actors.Actor", verbose_name="aktör", on_delete=models.CASCADE, related_name="contacts"
    )
    title = models.CharField("funktion", max_length=120, db_collation=SWEDISH)
    email = models.EmailField("e-post", blank=True)
    phone = models.CharField("telefon", max_length=40, blank=True)
    is_regional_coordinator = models.BooleanField(
        "regional suicidpreventiv samordnare",
        default=False,
        help_text="Visas på länets sida.",
    )

    class Meta:
        verbose_name = "kontakt"
        verbose_name_plural = "kontakter"
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                name="contact_can_be_reached",
                condition=~Q(email="") | ~Q(phone=""),
                violation_error_message="Fyll i en e-postadress eller ett telefonnummer.",
            )
        ]

    def __str__(self):
        return self.title


@history.tracked(part_of="actor", named_by="decided_on")
class UserMovementStatus(models.Model):
    """A decision by somebody that an association counts, or no longer counts, as brukarrörelse.

    Earmarks ask for the latest decision on a day; it is never guessed from the name.
    """

    actor = models.ForeignKey(
        "actors.Actor",
        verbose_name="organisation",
        on_delete=models.CASCADE,
        related_name="user_movement_statuses",
    )
    counts = models.BooleanField("räknas som brukarrörelse")
    decided_on = models.DateField("beslutat")
    decided_by = models.CharField("beslutat av", max_length=120)
    reason = models.CharField("skäl", max_length=250)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="infört av",
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = "ställning som brukarrörelse"
        verbose_name_plural = "ställningar som brukarrörelse"
        ordering = ["-decided_on", "-pk"]
        indexes = [models.Index(fields=["actor", "-decided_on"], name="user_movement_latest")]

    def __str__(self):
        return f"{self.actor}: {'ja' if self.counts else 'nej'} {self.decided_on}"


@history.tracked(part_of="actor", named_by="reference_date")
class Population(models.Model):
    """Inhabitants of a kommun on a day. Counties and the nation are always sums of these."""

    actor = models.ForeignKey(
        "actors.Actor", verbose_name="kommun", on_delete=models.CASCADE, related_name="populations"
    )
    reference_date = models.DateField("datum")
    inhabitants = models.PositiveIntegerField("invånare")
    source = models.CharField("källa", max_length=250)

    class Meta:
        verbose_name = "folkmängd"
        verbose_name_plural = "folkmängder"
        ordering = ["-reference_date"]
        constraints = [
            models.UniqueConstraint(
                fields=["actor", "reference_date"],
                name="population_once_a_day",
                violation_error_message="Folkmängden för den dagen finns redan.",
            )
        ]

    def __str__(self):
        return f"{self.actor} {self.reference_date}: {self.inhabitants}"
