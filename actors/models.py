"""Who takes part: counties, actors, people and their roles."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Lower, Now
from django.utils import timezone
from django.utils.functional import cached_property

from portal.models import SWEDISH


class County(models.Model):
    """A county (län): the area. The region is its legal body and is an Actor."""

    code = models.CharField("länskod", max_length=2, unique=True)
    name = models.CharField("namn", max_length=60, unique=True, db_collation=SWEDISH)
    short_name = models.CharField("kortnamn", max_length=60, db_collation=SWEDISH)

    class Meta:
        verbose_name = "län"
        verbose_name_plural = "län"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="county_code_two_digits",
                condition=Q(code__regex=r"^\d{2}$"),
                violation_error_message="Länskoden är två siffror, till exempel 01.",
            )
        ]

    def __str__(self):
        return self.name


class Kind(models.TextChoices):
    """What sort of body an actor is. No kind is forced on anybody: Forte is not a kommun."""

    KOMMUN = "KOMMUN", "Kommun"
    REGION = "REGION", "Region"
    STATE = "STATE", "Statlig myndighet"
    POLICE = "POLICE", "Polis"
    EXPERT = "EXPERT", "Nationellt expertorgan"
    COUNTY_BODY = "COUNTY_BODY", "Länsorgan"
    USER_ORGANISATION = "USER_ORGANISATION", "Brukar- och anhörigorganisation"
    CIVIL_SOCIETY = "CIVIL_SOCIETY", "Annan civilsamhällesorganisation"
    UNIVERSITY = "UNIVERSITY", "Lärosäte"
    UNIT = "UNIT", "Skola eller verksamhet"
    BUSINESS = "BUSINESS", "Näringsliv"
    SKR = "SKR", "SKR"


class ActorQuerySet(models.QuerySet):
    def active(self, on=None):
        """Those that have not ended: what a picker offers. History keeps the others."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=on or timezone.localdate()))


class Actor(models.Model):
    """A kommun, region, authority, association or other body that takes part."""

    kind = models.CharField("slag", max_length=20, choices=Kind)
    name = models.CharField("namn", max_length=200, db_collation=SWEDISH)
    short_name = models.CharField("kortnamn", max_length=80, blank=True, db_collation=SWEDISH)
    code = models.CharField(
        "SCB-kod", max_length=4, blank=True, help_text="Kommunkod eller länskod. Andra har ingen."
    )
    counties = models.ManyToManyField(County, verbose_name="län", blank=True, related_name="actors")
    parent = models.ForeignKey(
        "self",
        verbose_name="ingår i",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
    )
    ended_on = models.DateField("upphörde", null=True, blank=True)

    objects = ActorQuerySet.as_manager()

    class Meta:
        verbose_name = "aktör"
        verbose_name_plural = "aktörer"
        ordering = ["name"]
        indexes = [models.Index(fields=["name"], name="actor_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "code"],
                condition=~Q(code=""),
                name="actor_code_unique",
                violation_error_message="Det finns redan en aktör av det slaget med den koden.",
            ),
            models.CheckConstraint(
                name="actor_code_fits_kind",
                condition=(
                    Q(kind=Kind.KOMMUN, code__regex=r"^\d{4}$")
                    | Q(kind=Kind.REGION, code__regex=r"^\d{2}$")
                    | (~Q(kind__in=[Kind.KOMMUN, Kind.REGION]) & Q(code=""))
                ),
                violation_error_message=(
                    "En kommun har en kod med fyra siffror och en region en med två. "
                    "Andra aktörer har ingen kod."
                ),
            ),
            models.CheckConstraint(
                name="actor_not_its_own_part",
                condition=~Q(parent=F("pk")),
                violation_error_message="En aktör kan inte ingå i sig själv.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        from django.urls import reverse

        return reverse("actors:detail", args=[self.pk])

    @property
    def label(self):
        """The short name where there is one: what tables and badges show."""
        return self.short_name or self.name

    def population(self):
        """The latest known Population, or None. A region's is the sum of its county's kommuner."""
        if self.kind != Kind.REGION:
            return self.populations.first()
        parts = Population.objects.filter(
            actor__kind=Kind.KOMMUN, actor__counties__in=self.counties.all()
        )
        return (
            parts.values("reference_date", "source")
            .annotate(inhabitants=Sum("inhabitants"))
            .order_by("-reference_date")
            .first()
        )


class Population(models.Model):
    """Inhabitants of a kommun on a day. Counties and the nation are always sums of these."""

    actor = models.ForeignKey(
        Actor, verbose_name="kommun", on_delete=models.CASCADE, related_name="populations"
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


class Group(models.Model):
    """A collaboration group, such as B4-gruppen in Storuman.

    The actor that commissioned the work and the employer of the one who leads it may differ.
    """

    name = models.CharField("namn", max_length=120, db_collation=SWEDISH)
    commissioner = models.ForeignKey(
        Actor, verbose_name="uppdragsgivare", on_delete=models.PROTECT, related_name="groups"
    )
    leader_function = models.CharField("leds av", max_length=120)
    leader_employer = models.ForeignKey(
        Actor, verbose_name="ledarens arbetsgivare", on_delete=models.PROTECT, related_name="leads"
    )
    members = models.ManyToManyField(Actor, verbose_name="medlemmar", related_name="member_of")
    professions = models.CharField("yrkesgrupper", max_length=250, blank=True)

    class Meta:
        verbose_name = "samverkansgrupp"
        verbose_name_plural = "samverkansgrupper"
        ordering = ["name"]

    def __str__(self):
        return self.name


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


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account. What the person may do follows from memberships, not from this."""

    email = models.EmailField("e-postadress", max_length=254, unique=True)
    name = models.CharField("namn", max_length=120)
    is_active = models.BooleanField("aktiv", default=True)
    is_staff = models.BooleanField("portaladministratör", default=False)
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
