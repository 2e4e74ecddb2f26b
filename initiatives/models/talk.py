"""What people say to each other about a plan or an activity, and the files they put beside it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from actors.models import Actor
from initiatives.models.activities import Activity
from initiatives.models.entries import LogEntry
from initiatives.models.plans import Plan
from portal import history
from portal.removal import Removable, managers


@history.tracked(exclude=["text"])
class Comment(Removable):
    """A comment, or an actor's answer to a plan that was sent out for consideration (remissvar)."""

    activity = models.ForeignKey(
        Activity,
        verbose_name="aktivitet",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="comments",
    )
    plan = models.ForeignKey(
        Plan,
        verbose_name="plan",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="comments",
    )
    actor = models.ForeignKey(
        Actor, verbose_name="för aktören", on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField("kommentar", max_length=2000)
    mentions = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name="nämner", blank=True, related_name="mentioned_in"
    )
    created_at = models.DateTimeField("skriven", db_default=Now(), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="skriven av",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    objects, with_removed = managers()

    class Meta:
        verbose_name = "kommentar"
        verbose_name_plural = "kommentarer"
        ordering = ["created_at", "pk"]
        constraints = [
            *Removable.Meta.constraints,
            models.CheckConstraint(
                name="comment_about_one_thing",
                condition=Q(activity=None, plan__isnull=False)
                | Q(activity__isnull=False, plan=None),
                violation_error_message="En kommentar hör till en plan eller en aktivitet.",
            ),
        ]

    def __str__(self):
        return f"Kommentar av {self.created_by}"


@history.tracked(part_of="activity", named_by="name")
class Attachment(Removable):
    """A file beside an activity or one of its log entries; the bytes lie under their SHA-256."""

    activity = models.ForeignKey(
        Activity, verbose_name="aktivitet", on_delete=models.CASCADE, related_name="attachments"
    )
    entry = models.ForeignKey(
        LogEntry,
        verbose_name="loggpost",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="attachments",
    )
    name = models.CharField("filnamn", max_length=150)
    content_type = models.CharField("filtyp", max_length=100, editable=False)
    size = models.PositiveIntegerField("storlek", editable=False)
    sha256 = models.CharField("kontrollsumma", max_length=64, editable=False)
    created_at = models.DateTimeField("bifogad", db_default=Now(), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="bifogad av",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    objects, with_removed = managers()

    class Meta:
        verbose_name = "bilaga"
        verbose_name_plural = "bilagor"
        ordering = ["created_at", "pk"]
        constraints = [
            *Removable.Meta.constraints,
            models.CheckConstraint(
                name="attachment_has_content",
                condition=Q(size__gt=0, sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message="Filen är tom. Välj en annan.",
            ),
        ]

    def __str__(self):
        return self.name


history.tracked_links(Comment, "mentions")
