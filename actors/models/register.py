"""The register: counties, actors, and what is known of them."""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Sum, Value
from django.urls import reverse
from django.utils import timezone
from stdnum.se import orgnr

from actors.models.facts import Alias, Population
from portal import history
from portal.models import SWEDISH


@history.tracked()
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

    def get_absolute_url(self):
        return reverse("actors:county", args=[self.code])


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


NATIONAL = [Kind.SKR, Kind.STATE, Kind.EXPERT]  # call networks that concern the whole country
ASSOCIATIONS = [Kind.USER_ORGANISATION, Kind.CIVIL_SOCIETY]  # may count as brukarrörelse
REGIONAL = [Kind.REGION, Kind.COUNTY_BODY]  # work for a whole county


def clean_organisation_number(value):
    """Check the number and its check digit. Raises ValidationError with what to do."""
    if not orgnr.is_valid(value):
        raise ValidationError(
            f"{value} är inte ett giltigt organisationsnummer. "
            "Kontrollera de tio siffrorna, till exempel 212000-2023."
        )


class ActorQuerySet(models.QuerySet):
    def active(self, on=None):
        """Those that have not ended: what a picker offers. History keeps the others."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=on or timezone.localdate()))

    def in_county(self, county):
        return self.filter(counties=county)

    def named(self, text):
        """Those whose name, short name or an alias holds the text, whatever the case."""
        aliases = Alias.objects.filter(actor=OuterRef("pk"), name__icontains=text)
        return self.filter(
            Q(name__icontains=text) | Q(short_name__icontains=text) | Exists(aliases)
        )

    def called(self, text):
        """The actors that are called exactly so, by name, short name or alias: for imports."""
        aliases = Alias.objects.filter(actor=OuterRef("pk"), name__iexact=text)
        return self.filter(Q(name__iexact=text) | Q(short_name__iexact=text) | Exists(aliases))

    def with_coordinator(self):
        """Those that somebody coordinates today."""
        return self.filter(Exists(self._coordinators()))

    def without_coordinator(self):
        return self.filter(~Exists(self._coordinators()))

    def with_plan(self, user):
        """Those with an adopted plan that `user` sees; a draft counts as none."""
        return self.filter(Exists(self._plans(user)))

    def without_plan(self, user):
        return self.filter(~Exists(self._plans(user)))

    @staticmethod
    def _plans(user):
        plan = apps.get_model("initiatives", "Plan")  # by name: no import goes upward
        return plan.objects.visible_to(user).filter(owner=OuterRef("pk"), status="ADOPTED")

    @staticmethod
    def _coordinators():
        membership = apps.get_model("actors", "Membership")
        return membership.objects.current().filter(actor=OuterRef("pk"), role="COORDINATOR")


@history.tracked()
class Actor(models.Model):
    """A kommun, region, authority, association or other body that takes part."""

    kind = models.CharField("slag", max_length=20, choices=Kind)
    name = models.CharField("namn", max_length=200, db_collation=SWEDISH)
    short_name = models.CharField("kortnamn", max_length=80, blank=True, db_collation=SWEDISH)
    code = models.CharField(
        "SCB-kod", max_length=4, blank=True, help_text="Kommunkod eller länskod. Andra har ingen."
    )
    organisation_number = models.CharField(
        "organisationsnummer", max_length=13, blank=True, validators=[clean_organisation_number]
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
    principals = models.ManyToManyField(
        "self", verbose_name="huvudmän", blank=True, symmetrical=False, related_name="principal_of"
    )
    operator = models.ForeignKey(
        "self",
        verbose_name="drivs av",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="operates",
    )
    associations = models.ManyToManyField(
        "self",
        verbose_name="medlemsorganisationer",
        blank=True,
        symmetrical=False,
        related_name="collectives",
    )
    requires_mfa = models.BooleanField(
        "kräver tvåfaktor",
        default=False,
        help_text="Alla som arbetar för aktören loggar in med två steg.",
    )
    started_on = models.DateField("började", null=True, blank=True)
    ended_on = models.DateField("upphörde", null=True, blank=True)

    objects = ActorQuerySet.as_manager()

    class Meta:
        verbose_name = "aktör"
        verbose_name_plural = "aktörer"
        ordering = ["name"]
        indexes = [
            models.Index(fields=["name"], name="actor_name"),
            models.Index(fields=["kind", "name"], name="actor_kind_name"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "code"],
                condition=~Q(code=""),
                name="actor_code_unique",
                violation_error_message="Det finns redan en aktör av det slaget med den koden.",
            ),
            models.UniqueConstraint(
                fields=["organisation_number"],
                condition=~Q(organisation_number=""),
                name="actor_organisation_number_unique",
                violation_error_message="Det finns redan en aktör med det organisationsnumret.",
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
            models.CheckConstraint(
                name="actor_dates_in_order",
                condition=Q(started_on=None) | Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                violation_error_message="En aktör kan inte upphöra innan den började.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("actors:detail", args=[self.pk])

    def clean(self):
        """Refuse a doubled name, a parent that has ended, and one that is a part of this actor."""
        super().clean()
        self.organisation_number = orgnr.compact(self.organisation_number)
        errors = {}
        same = Actor.objects.called(self.name).exclude(pk=self.pk).first()
        if self.name and same:
            errors["name"] = (
                f"{same} finns redan i registret och kallas så. Skriv ett namn som skiljer dem åt."
            )
        is_kept = Actor.objects.filter(pk=self.pk, parent=self.parent_id).exists()
        if self.parent and not self.parent.is_active() and not is_kept:
            errors["parent"] = f"{self.parent} har upphört. Välj en aktör som finns i dag."
        elif self.parent_id != self.pk and self.is_above(self.parent):
            errors["parent"] = f"{self.parent} ingår redan i {self}. Välj en annan aktör."
        if errors:
            raise ValidationError(errors)

    def is_above(self, other):
        """Whether `other` is this actor or a part of it, however far down."""
        seen = set()
        while other and other.pk not in seen:
            if other.pk == self.pk and self.pk is not None:
                return True
            seen.add(other.pk)
            other = other.parent
        return False

    def relatives(self):
        """Names of the actors around this one, asked for at once:
        {"parts": …, "principals": …, "associations": …, "collectives": […]}.
        """
        names = ("parts", "principals", "associations", "collectives")
        around = [
            getattr(self, name)
            .order_by()
            .annotate(relation=Value(name))
            .values_list("relation", "pk", "name")
            for name in names
        ]
        found = {name: [] for name in names}
        for relation, pk, name in around[0].union(*around[1:], all=True).order_by("name"):
            found[relation].append(Actor(pk=pk, name=name))
        return found

    @property
    def label(self):
        """The short name where there is one: what tables and badges show."""
        return self.short_name or self.name

    @property
    def formatted_organisation_number(self):
        return orgnr.format(self.organisation_number) if self.organisation_number else ""

    def is_active(self, on=None):
        return self.ended_on is None or self.ended_on > (on or timezone.localdate())

    def population(self):
        """The latest that is known, or None."""
        return self.population_by_day().first()

    def population_by_day(self):
        """Every known Population, latest first; a region's are sums of its county's kommuner."""
        if self.kind != Kind.REGION:
            return self.populations.all()
        parts = Population.objects.filter(
            actor__kind=Kind.KOMMUN, actor__counties__in=self.counties.all()
        )
        return (
            parts.values("reference_date", "source")
            .annotate(inhabitants=Sum("inhabitants"))
            .order_by("-reference_date")
        )


history.tracked_links(Actor, "counties", "principals", "associations")
