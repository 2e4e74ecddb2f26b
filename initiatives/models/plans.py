"""Action plans (handlings- och aktivitetsplaner) in four B, and their versions."""

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from actors.models import Actor, County, Group
from initiatives.models.vocabulary import B4, Visibility
from portal import history
from portal.models import SWEDISH
from portal.removal import Locked, Removable, managers


class PlanStatus(models.TextChoices):
    """A plan's life. From ADOPTED on the row is frozen by PostgreSQL; a revision is a new row."""

    DRAFT = "DRAFT", "Utkast"
    REFERRED = "REFERRED", "Remitterad"
    ADOPTED = "ADOPTED", "Antagen"
    REVISED = "REVISED", "Ersatt av ny version"
    CLOSED = "CLOSED", "Avslutad"


IN_THE_MAKING = [PlanStatus.DRAFT, PlanStatus.REFERRED]


class PlanQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Adopted plans by their visibility; one in the making for its author and its approvers.

        A referred one also for its owner's people and for those it was sent to.
        """
        reach = user.reach
        in_county = Actor.objects.filter(counties__in=reach.counties).values("pk")
        asked = Plan.referred_to.through.objects.filter(actor__in=reach.actors).values("plan")
        adopted = ~Q(status__in=IN_THE_MAKING)
        referred = Q(status=PlanStatus.REFERRED)
        return self.filter(
            (adopted & Q(visibility=Visibility.PUBLIC))
            | (adopted & Q(visibility=Visibility.COUNTY, owner__in=in_county))
            | (adopted & Q(owner__in=reach.actors))
            | (referred & (Q(owner__in=reach.actors) | Q(pk__in=asked)))
            | Q(created_by=reach.user_id, owner__in=reach.actors)
            | Q(owner__in=reach.approves_for)
        )

    def drafts_of(self, user, actor):
        """Drafts that the person has begun for the actor; whoever leaves hands them over."""
        return self.filter(status__in=IN_THE_MAKING, created_by=user, owner=actor)

    def for_actor(self, actor):
        return self.filter(owner=actor)

    def in_life(self):
        """Those that still count: in force this year, then other adopted ones, then drafts."""
        year = timezone.localdate().year
        adopted = Q(status=PlanStatus.ADOPTED)
        nearness = Case(
            When(adopted & Q(first_year__lte=year, last_year__gte=year), then=0),
            When(adopted, then=1),
            default=2,
        )
        ended = [PlanStatus.CLOSED, PlanStatus.REVISED]
        return self.exclude(status__in=ended).order_by(nearness, "-first_year")

    def adopted(self):
        return self.filter(status=PlanStatus.ADOPTED)

    def in_force(self, year):
        """Adopted plans whose years hold `year`."""
        return self.adopted().filter(first_year__lte=year, last_year__gte=year)


@history.tracked(exclude=["lock"])
class Plan(Removable, Locked):
    """An action plan: it lives for years, and is not closed by a yearly report.

    One row is one version. What was adopted stays as it was; `revises` is the version before.
    """

    Status = PlanStatus

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
    counties = models.ManyToManyField(
        County, verbose_name="gäller län", blank=True, related_name="plans"
    )
    covers = models.ManyToManyField(
        Actor, verbose_name="gäller kommuner", blank=True, related_name="covered_by"
    )
    first_year = models.PositiveSmallIntegerField("första år")
    last_year = models.PositiveSmallIntegerField("sista år")
    vision = models.TextField("målbild", max_length=3000, blank=True)
    background = models.TextField("bakgrund", max_length=6000, blank=True)
    gap_note = models.TextField("varför något B saknar mål", max_length=1000, blank=True)
    status = models.CharField("status", max_length=10, choices=PlanStatus, default="DRAFT")
    referred_on = models.DateField("på remiss från", null=True, blank=True)
    referred_to = models.ManyToManyField(
        Actor, verbose_name="på remiss hos", blank=True, related_name="asked_about"
    )
    adopted_on = models.DateField("antagen", null=True, blank=True)
    adopted_by = models.CharField("antagen av", max_length=120, blank=True)
    paragraph = models.CharField("paragraf", max_length=40, blank=True)
    diary_number = models.CharField("diarienummer", max_length=40, blank=True)
    revise_before = models.DateField("ses över senast", null=True, blank=True)
    closed_on = models.DateField("avslutad", null=True, blank=True)
    closed_why = models.CharField("varför den avslutades", max_length=300, blank=True)
    number = models.PositiveSmallIntegerField("version", default=1, editable=False)
    revises = models.ForeignKey(
        "self",
        verbose_name="reviderar",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="revisions",
        editable=False,
    )
    inspired_by = models.ForeignKey(
        "self",
        verbose_name="inspirerad av",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="inspired",
        editable=False,
    )
    visibility = models.CharField(
        "synlig för",
        max_length=12,
        choices=[(v.value, v.label) for v in Visibility if v != Visibility.NAMED],
        default=Visibility.COUNTY,
    )
    created_at = models.DateTimeField("skapad", db_default=Now(), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="skapad av",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    objects, with_removed = managers(PlanQuerySet)

    class Meta:
        verbose_name = "handlingsplan"
        verbose_name_plural = "handlingsplaner"
        ordering = ["owner__name", "-first_year", "-number"]
        indexes = [models.Index(fields=["owner", "-first_year"], name="plan_owner")]
        constraints = [
            *Removable.Meta.constraints,
            models.CheckConstraint(
                name="plan_years_in_order",
                condition=Q(last_year__gte=F("first_year")),
                violation_error_message="Sista året kan inte ligga före första året.",
            ),
            models.CheckConstraint(
                name="plan_adopted_when_and_by",
                condition=(
                    Q(status__in=IN_THE_MAKING, adopted_on=None, adopted_by="")
                    | (
                        ~Q(status__in=IN_THE_MAKING)
                        & Q(adopted_on__isnull=False)
                        & ~Q(adopted_by="")
                    )
                ),
                violation_error_message=(
                    "En antagen plan har datum och vem som antog den. Ett utkast har inget av dem."
                ),
            ),
            models.CheckConstraint(
                name="plan_referred_when",
                condition=~Q(status="REFERRED") | Q(referred_on__isnull=False),
                violation_error_message="En plan på remiss har ett datum när den skickades.",
            ),
            models.CheckConstraint(
                name="plan_closed_when_and_why",
                condition=Q(closed_on=None, closed_why="") & ~Q(status="CLOSED")
                | Q(closed_on__isnull=False, status="CLOSED") & ~Q(closed_why=""),
                violation_error_message="En avslutad plan har datum och skäl. Fyll i båda.",
            ),
            models.CheckConstraint(
                name="plan_adopted_is_kept",
                condition=Q(removed_at=None) | Q(status__in=IN_THE_MAKING),
                violation_error_message=(
                    "En antagen plan tas inte bort. Avsluta den, så står den kvar i historiken."
                ),
            ),
            models.UniqueConstraint(
                fields=["revises"],
                condition=Q(status__in=IN_THE_MAKING, removed_at=None),
                name="plan_one_revision_at_a_time",
                violation_error_message=(
                    "En ny version av planen är redan påbörjad. Fortsätt i den."
                ),
            ),
            models.UniqueConstraint(
                fields=["revises"],
                condition=~Q(status__in=IN_THE_MAKING),
                name="plan_one_successor",
                violation_error_message="Planen har redan ersatts av en ny version.",
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

    @property
    def is_in_the_making(self):
        return self.status in IN_THE_MAKING

    def goals_by_b(self):
        """The four B in their order, each with the plan's goals: [(B4, [Goal, …]), …]."""
        goals = list(self.goals.all())
        return [(b, [goal for goal in goals if goal.b == b]) for b in B4]

    def missing_parts(self):
        """What is left before the plan can be adopted, each a sentence; empty when it is whole."""
        missing = [] if self.vision else ["Planen har ingen målbild."]
        for b, goals in self.goals_by_b():
            if not goals and not self.gap_note:
                missing.append(
                    f"Planen har inget mål under {b.label}. Skriv ett mål, eller skriv varför "
                    "det saknas."
                )
            missing += [
                f"Målet ”{goal}” saknar {lacks}." for goal in goals if (lacks := goal.lacks())
            ]
        return missing


history.tracked_links(Plan, "counties", "covers", "referred_to")
