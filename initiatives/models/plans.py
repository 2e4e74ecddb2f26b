"""Action plans (handlings- och aktivitetsplaner) in four B."""

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from actors.models import Actor, Group
from initiatives.models.vocabulary import B4, Visibility
from portal import history
from portal.models import SWEDISH


class PlanQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Adopted plans by their visibility; a draft only for its author and its approvers."""
        reach = user.reach
        in_county = Actor.objects.filter(counties__in=reach.counties).values("pk")
        adopted = Q(status__in=[Plan.Status.ADOPTED, Plan.Status.CLOSED])
        return self.filter(
            (adopted & Q(visibility=Visibility.PUBLIC))
            | (adopted & Q(visibility=Visibility.COUNTY, owner__in=in_county))
            | (adopted & Q(owner__in=reach.actors))
            | Q(created_by=reach.user_id, owner__in=reach.actors)
            | Q(owner__in=reach.approves_for)
        )

    def drafts_of(self, user, actor):
        """Drafts that the person has begun for the actor; whoever leaves hands them over."""
        return self.filter(status=Plan.Status.DRAFT, created_by=user, owner=actor)

    def for_actor(self, actor):
        return self.filter(owner=actor)

    def in_life(self):
        """Those that are not closed: in force this year, then other adopted ones, then drafts."""
        year = timezone.localdate().year
        adopted = Q(status=Plan.Status.ADOPTED)
        nearness = Case(
            When(adopted & Q(first_year__lte=year, last_year__gte=year), then=0),
            When(adopted, then=1),
            default=2,
        )
        return self.exclude(status=Plan.Status.CLOSED).order_by(nearness, "-first_year")

    def in_force(self, year):
        """Adopted plans whose years hold `year`."""
        return self.filter(status=Plan.Status.ADOPTED, first_year__lte=year, last_year__gte=year)


@history.tracked()
class Plan(models.Model):
    """An action plan: it lives for years, and is not closed by a yearly report."""

    class Status(models.TextChoices):
        DRAFT = "DRAFT", "Utkast"
        ADOPTED = "ADOPTED", "Antagen"
        CLOSED = "CLOSED", "Avslutad"

    title = models.CharField("titel", max_length=200, db_collation=SWEDISH)
    owner = models.ForeignKey(
        Actor, verbose_name="ägare", on_delete=models.PROTECT, related_name="plans"
    )
    group = models.ForeignKey(
        Group,
        verbose_name="samverkansgrupp",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="plans",
    )
    first_year = models.PositiveSmallIntegerField("första år")
    last_year = models.PositiveSmallIntegerField("sista år")
    vision = models.TextField("målbild")
    status = models.CharField("status", max_length=10, choices=Status, default=Status.DRAFT)
    adopted_on = models.DateField("antagen", null=True, blank=True)
    adopted_by = models.CharField("antagen av", max_length=120, blank=True)
    visibility = models.CharField(
        "synlig för", max_length=12, choices=Visibility, default=Visibility.COUNTY
    )
    created_at = models.DateTimeField("skapad", db_default=Now(), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="skapad av",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "handlingsplan"
        verbose_name_plural = "handlingsplaner"
        ordering = ["owner__name", "-first_year"]
        indexes = [models.Index(fields=["owner", "-first_year"], name="plan_owner")]
        constraints = [
            models.CheckConstraint(
                name="plan_years_in_order",
                condition=Q(last_year__gte=F("first_year")),
                violation_error_message="Sista året kan inte ligga före första året.",
            ),
            models.CheckConstraint(
                name="plan_adopted_when_and_by",
                condition=(
                    Q(status="DRAFT", adopted_on=None, adopted_by="")
                    | (~Q(status="DRAFT") & Q(adopted_on__isnull=False) & ~Q(adopted_by=""))
                ),
                violation_error_message=(
                    "En antagen plan har datum och vem som antog den. Ett utkast har inget av dem."
                ),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("initiatives:plan", args=[self.pk])

    @property
    def years(self):
        if self.first_year == self.last_year:
            return str(self.first_year)
        return f"{self.first_year}–{self.last_year}"

    def goals_by_b(self):
        """The four B in their order, each with the plan's goals: [(B4, [Goal, …]), …]."""
        goals = list(self.goals.all())
        return [(b, [goal for goal in goals if goal.b == b]) for b in B4]


@history.tracked(part_of="plan", named_by="text")
class Goal(models.Model):
    """What the plan wants to reach under one B."""

    plan = models.ForeignKey(
        Plan, verbose_name="plan", on_delete=models.CASCADE, related_name="goals"
    )
    b = models.CharField("B", max_length=10, choices=B4)
    text = models.CharField("mål", max_length=300)
    responsible = models.CharField("ansvarig", max_length=120, blank=True)
    due_year = models.PositiveSmallIntegerField("klart senast år", null=True, blank=True)

    class Meta:
        verbose_name = "mål"
        verbose_name_plural = "mål"
        ordering = ["pk"]

    def __str__(self):
        return self.text
