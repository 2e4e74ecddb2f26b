"""People with accounts, their roles in actors, and invitations."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Now
from django.utils import timezone
from django.utils.functional import cached_property

from actors.models.register import Actor
from portal import history

INVITATION_LASTS = timedelta(days=14)


class MentionMail(models.TextChoices):
    """When somebody who is mentioned in a comment gets a letter about it."""

    AT_ONCE = "AT_ONCE", "Direkt"
    NEVER = "NEVER", "Aldrig"


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        """Make an account. The address is kept in lower case; without a password none works."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


@history.tracked(exclude=["password", "last_login"], is_personal=True)
class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account. What the person may do follows from memberships, not from this."""

    email = models.EmailField("e-postadress", max_length=254, unique=True)
    name = models.CharField("namn", max_length=120)
    is_active = models.BooleanField("aktiv", default=True)
    is_staff = models.BooleanField("portaladministratör", default=False)
    mention_mail = models.CharField(
        "brev när någon nämner dig", max_length=8, choices=MentionMail, default=MentionMail.AT_ONCE
    )
    anonymised_at = models.DateTimeField("avidentifierad", null=True, editable=False)
    created_at = models.DateTimeField("skapad", db_default=Now(), editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "konto"
        verbose_name_plural = "konton"
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique",
                violation_error_message="Det finns redan ett konto med den e-postadressen.",
            )
        ]

    def __str__(self):
        return self.name

    @cached_property
    def reach(self):
        """What this account reaches (`access.Reach`), read once per request."""
        from actors.access import Reach

        return Reach.of(self)


class Role(models.TextChoices):
    READER = "READER", "Läsare"
    COORDINATOR = "COORDINATOR", "Samordnare"
    APPROVER = "APPROVER", "Godkännare"
    OFFICER = "OFFICER", "Handläggare"
    ADMIN = "ADMIN", "Administratör"


class MembershipQuerySet(models.QuerySet):
    def current(self, on=None):
        """Those that hold on the day `on` (today); the first and the last day count."""
        day = on or timezone.localdate()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


@history.tracked(part_of="user", named_by="role actor")
class Membership(models.Model):
    """A person's role in an actor. A person may hold several, in several actors."""

    user = models.ForeignKey(
        User, verbose_name="person", on_delete=models.CASCADE, related_name="memberships"
    )
    actor = models.ForeignKey(
        Actor, verbose_name="aktör", on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField("roll", max_length=12, choices=Role)
    starts_on = models.DateField("från och med", default=timezone.localdate)
    ends_on = models.DateField("till och med", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "medlemskap"
        verbose_name_plural = "medlemskap"
        ordering = ["actor__name", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "actor", "role"],
                name="membership_role_once",
                violation_error_message="Personen har redan den rollen hos aktören.",
            ),
            models.CheckConstraint(
                name="membership_dates_in_order",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="Slutdatumet kan inte ligga före startdatumet.",
            ),
        ]

    def __str__(self):
        return f"{self.user}, {self.get_role_display().lower()} i {self.actor}"


class InvitationQuerySet(models.QuerySet):
    def open(self, now=None):
        """Those that can still be accepted."""
        return self.filter(
            accepted_at=None, withdrawn_at=None, expires_at__gt=now or timezone.now()
        )

    def with_token(self, token):
        """The invitation that the secret in a mailed link belongs to; only its hash is kept."""
        return self.filter(token_sha256=hashlib.sha256(token.encode()).hexdigest())


@history.tracked(exclude=["token_sha256"], is_personal=True)
class Invitation(models.Model):
    """An offer of a role in an actor, sent to an address. It works once, for 14 days."""

    email = models.EmailField("e-postadress", max_length=254)
    actor = models.ForeignKey(
        Actor, verbose_name="aktör", on_delete=models.CASCADE, related_name="invitations"
    )
    role = models.CharField("roll", max_length=12, choices=Role)
    token_sha256 = models.CharField("länkens kontrollsumma", max_length=64, unique=True)
    invited_at = models.DateTimeField("inbjuden", default=timezone.now, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="inbjuden av",
        on_delete=models.PROTECT,
        related_name="+",
    )
    expires_at = models.DateTimeField("gäller till")
    accepted_at = models.DateTimeField("accepterad", null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="accepterad av",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    withdrawn_at = models.DateTimeField("återtagen", null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="återtagen av",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "inbjudan"
        verbose_name_plural = "inbjudningar"
        ordering = ["-invited_at"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "actor",
                "role",
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="invitation_open_once",
                violation_error_message=(
                    "Personen är redan inbjuden till den rollen. "
                    "Ta tillbaka den inbjudan först om du vill skicka en ny."
                ),
            ),
            models.CheckConstraint(
                name="invitation_accepted_when_and_by",
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False, withdrawn_at=None),
                violation_error_message="En accepterad inbjudan har tid och person.",
            ),
            models.CheckConstraint(
                name="invitation_withdrawn_when_and_by",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                violation_error_message="En återtagen inbjudan har tid och person.",
            ),
        ]

    def __str__(self):
        return f"{self.email}, {self.get_role_display().lower()} i {self.actor}"

    @staticmethod
    def new_token():
        """A secret for the link, and the hash that is kept of it."""
        token = secrets.token_urlsafe(32)
        return token, hashlib.sha256(token.encode()).hexdigest()
