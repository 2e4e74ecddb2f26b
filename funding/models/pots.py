"""What each has of a component, and the rules that a county has set for its joint money."""

from django.apps import apps
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from actors.models import Actor, County, Kind, UserMovementStatus
from funding.models.agreements import Component
from funding.models.keys import DistributionKey
from initiatives.models import Category
from portal import history
from portal.models import SWEDISH


class FrameQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Pots of the account's own counties; the national reader sees them all."""
        reach = user.reach
        return self if reach.is_national else self.filter(county__in=reach.counties)

    def joint(self):
        """The counties' joint pots, and not what a kommun or region has for itself."""
        return self.filter(actor=None)

    def with_sums(self):
        """Join the account, and add `given`: what has left the pot for its allocations."""
        account = apps.get_model("funding", "Account")
        given = account.objects.filter(allocation__frame=OuterRef("pk"))
        given = given.values("allocation__frame").annotate(total=Sum("balance")).values("total")
        return self.select_related(
            "account", "county", "actor", "component__category", "component__agreement"
        ).annotate(given=Coalesce(Subquery(given), 0))


@history.tracked()
class Frame(models.Model):
    """What one kommun, one region or one county's joint pot (no actor) has of a component."""

    component = models.ForeignKey(
        Component, verbose_name="bidragsdel", on_delete=models.PROTECT, related_name="frames"
    )
    county = models.ForeignKey(
        County, verbose_name="län", on_delete=models.PROTECT, related_name="frames"
    )
    actor = models.ForeignKey(
        Actor,
        verbose_name="för",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="frames",
    )
    key = models.ForeignKey(
        DistributionKey,
        verbose_name="fördelad efter",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="frames",
    )

    objects = FrameQuerySet.as_manager()

    class Meta:
        verbose_name = "pott"
        verbose_name_plural = "potter"
        ordering = ["component__category__number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["component", "county"],
                condition=Q(actor=None),
                name="frame_once_a_county",
                violation_error_message="Länet har redan en pott för den bidragsdelen.",
            ),
            models.UniqueConstraint(
                fields=["component", "actor"],
                condition=Q(actor__isnull=False),
                name="frame_once_an_actor",
                violation_error_message="Aktören har redan en pott för den bidragsdelen.",
            ),
        ]

    def __str__(self):
        return f"{self.component}, {self.holder}"

    def get_absolute_url(self):
        return reverse("funding:pot", args=[self.pk])

    @property
    def follow_url(self):
        """Where its money is followed, upward and downward."""
        return f"{reverse('funding:follow')}?pott={self.pk}"

    @property
    def holder(self):
        """Whose pot it is: an Actor, or the County for the joint one."""
        return self.actor or self.county

    @property
    def left(self):
        """What nobody has been given yet, whole kronor."""
        return self.account.balance

    @property
    def total(self):
        """All that the pot has now; needs `with_sums()`."""
        return self.left + self.given


class Allows(models.TextChoices):
    """To whom an earmark keeps money. `funding_may_receive` in PostgreSQL reads it."""

    USER_MOVEMENT = "USER_MOVEMENT", "Bara de som räknas som brukarrörelse"
    ASSOCIATIONS = "ASSOCIATIONS", "Bara föreningar och andra i civilsamhället"
    KOMMUN = "KOMMUN", "Bara kommuner"
    REGION = "REGION", "Bara regionen"


class EarmarkQuerySet(models.QuerySet):
    def in_force(self, day):
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day)

    def against(self, county, day):
        """The rules of a county, or of its number, that are in force on `day`: one a category."""
        return self.in_force(day).filter(county=county)

    def rule(self, county, category, day):
        """The county's rule for the category on `day`, or None."""
        return self.against(county, day).filter(category=category).first() if category else None


@history.tracked(part_of="county", named_by="category")
class Earmark(models.Model):
    """A county's own rule: the money of a category goes to a certain kind of receiver alone."""

    Allows = Allows

    county = models.ForeignKey(
        County, verbose_name="län", on_delete=models.PROTECT, related_name="earmarks"
    )
    category = models.ForeignKey(
        Category, verbose_name="kategori", on_delete=models.PROTECT, related_name="earmarks"
    )
    allows = models.CharField("vilka som kan få medel", max_length=14, choices=Allows)
    text = models.CharField("regelns text", max_length=300)
    source = models.CharField("källa", max_length=250)
    since = models.DateField("gäller från")
    until = models.DateField("gäller till och med", null=True, blank=True)

    objects = EarmarkQuerySet.as_manager()

    class Meta:
        verbose_name = "öronmärkning"
        verbose_name_plural = "öronmärkningar"
        ordering = ["category__number", "-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "category"],
                condition=Q(until=None),
                name="earmark_one_in_force",
                violation_error_message="Länet har redan en regel för den kategorin.",
            ),
            models.CheckConstraint(
                name="earmark_days_in_order",
                condition=Q(until=None) | Q(until__gte=F("since")),
                violation_error_message="Sista dagen kan inte ligga före den första.",
            ),
        ]

    def __str__(self):
        return self.text

    def lets(self, actor, day):
        """Whether `actor` may be given money under the rule on `day`."""
        return actor.pk in self.let_among([actor], day)

    def let_among(self, actors, day):
        """The numbers of those of `actors` that may be given money under the rule on `day`."""
        if self.allows == Allows.USER_MOVEMENT:
            statuses = UserMovementStatus.objects.filter(actor__in=actors, decided_on__lte=day)
            latest = statuses.order_by("actor_id", "-decided_on", "-pk").distinct("actor_id")
            return {status.actor_id for status in latest if status.counts}
        kinds = {self.allows}
        if self.allows == Allows.ASSOCIATIONS:
            kinds = {Kind.USER_ORGANISATION, Kind.CIVIL_SOCIETY}
        return {actor.pk for actor in actors if actor.kind in kinds}


class Kommuner(models.TextChoices):
    """How the kommuner of a county stand behind a joint decision."""

    EACH = "EACH", "Varje kommun för sig"
    BODY = "BODY", "Genom ett gemensamt organ"


@history.tracked(part_of="county", named_by="body")
class DecisionOrder(models.Model):
    """How a county decides together: in which body, and who must stand behind what it decides."""

    Kommuner = Kommuner

    county = models.OneToOneField(
        County, verbose_name="län", on_delete=models.PROTECT, related_name="decision_order"
    )
    body = models.CharField("beslutsorgan", max_length=120, db_collation=SWEDISH)
    kommuner = models.CharField("kommunerna svarar", max_length=4, choices=Kommuner)
    kommun_body = models.ForeignKey(
        Actor,
        verbose_name="kommunernas gemensamma organ",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = "beslutsordning"
        verbose_name_plural = "beslutsordningar"
        constraints = [
            models.CheckConstraint(
                name="order_names_the_body",
                condition=Q(kommuner="EACH", kommun_body=None)
                | Q(kommuner="BODY", kommun_body__isnull=False),
                violation_error_message="Välj vilket organ kommunerna svarar genom.",
            )
        ]

    def __str__(self):
        return f"{self.body}, {self.county}"

    def parties(self, day=None):
        """The Actors that must stand behind a decision: the region, and the kommuner or a body."""
        actors = Actor.objects.active(day or timezone.localdate()).filter(counties=self.county)
        regions = list(actors.filter(kind=Kind.REGION))
        if self.kommuner == Kommuner.BODY:
            return [*regions, self.kommun_body]
        return [*regions, *actors.filter(kind=Kind.KOMMUN)]
