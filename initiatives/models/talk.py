"""What people say to each other about a plan or an activity, and the files they put beside it."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Cast, Collate, Now
from django.urls import reverse
from django.utils import timezone

from actors.models import Actor, Membership, Role, User
from initiatives.models.activities import Activity
from initiatives.models.entries import LogEntry
from initiatives.models.plans import Plan
from initiatives.models.vocabulary import Visibility
from portal import history
from portal.models import SWEDISH, Event
from portal.removal import Removable, managers

MENTION_LASTS = timedelta(days=14)
READ = "läste"  # the verb of the event that a mention was seen


def readers_of(activity):
    """Those who take part in the activity and see it: they read its comments and can be mentioned.

    The same people as `Activity.visible_to`, seen from the activity.
    """
    held = Membership.objects.current().order_by()
    at_lead = held.filter(actor=activity.lead_id)
    everybody = held.filter(actor__in=activity.taking_part())
    readers = Q(pk=activity.created_by_id, pk__in=at_lead.values("user"))
    if activity.visibility == Visibility.NAMED:
        if not activity.is_draft:
            readers |= Q(pk__in=activity.named.values("pk")) & Q(pk__in=everybody.values("user"))
    elif activity.is_draft:
        readers |= Q(pk__in=at_lead.filter(role=Role.APPROVER).values("user"))
    else:
        readers |= Q(pk__in=everybody.values("user"))
    return User.objects.filter(readers, is_active=True).order_by(Collate("name", SWEDISH), "pk")


class CommentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """On an activity for those who take part; an answer about a plan for those who asked and
        those who answered.
        """
        actors = user.reach.actors
        joined = Activity.partners.through.objects.filter(actor__in=actors).values("activity")
        return self.filter(
            Q(activity__in=Activity.objects.visible_to(user))
            & (Q(activity__lead__in=actors) | Q(activity__in=joined))
            | Q(plan__in=Plan.objects.visible_to(user))
            & (Q(plan__owner__in=actors) | Q(actor__in=actors))
        )

    def awaiting(self, user):
        """Those that mention the person, who has neither read nor answered them yet."""
        read = Event.objects.filter(
            verb=READ,
            object_type=Comment._meta.label_lower,
            object_id=Cast(OuterRef("pk"), models.CharField()),
            by=user.pk,
        )
        answered = Comment.objects.filter(
            activity=OuterRef("activity"),
            created_by=user.pk,
            created_at__gt=OuterRef("created_at"),
        )
        return (
            self.visible_to(user)
            .filter(mentions=user.pk, created_at__gt=timezone.now() - MENTION_LASTS)
            .exclude(activity=None)
            .filter(~Exists(read), ~Exists(answered))
            .select_related("activity", "created_by")
        )


class AttachmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For those who see the activity, as long as the entry it belongs to stands."""
        return self.filter(
            Q(entry=None) | Q(entry__removed_at=None),
            activity__in=Activity.objects.visible_to(user),
        )


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

    objects, with_removed = managers(CommentQuerySet)

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
        return f"Kommentar {self.pk}"  # no name: events keep this for good


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

    objects, with_removed = managers(AttachmentQuerySet)

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

    def get_absolute_url(self):
        return reverse("initiatives:attachment", args=[self.pk])


history.tracked_links(Comment, "mentions")
