"""Action plans (handlings- och aktivitetsplaner) in four B, and their versions."""

from datetime import date, timedelta

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
REMINDED = timedelta(days=30)  # so long before a plan should be looked over, somebody is told


def mandate_ends_after(day):
    """The last day of the mandate period in which a plan adopted on `day` should be looked over.

    A fullmäktige sits for four years from 15 October of an election year: 2022, 2026, 2030 … A plan
    is looked over once in each period, so one is due when the period that adopted it ends; one
    adopted in a period's last year, when the next one does.
    """
    end = date(day.year + (2 - day.year) % 4, 10, 14)
    if end < day:
        end = date(end.year + 4, 10, 14)
    return end if end - day >= timedelta(days=365) else date(end.year + 4, 10, 14)


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
            | (adopted & Q(group__in=_groups_of(reach.actors)))
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


def _groups_of(actors):
    """Groups that one of the actors (ids) sits in."""
    return Group.members.through.objects.filter(actor__in=actors).values("group")


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

    def is_for(self, user):
        """Whether the person works for the owner: reads also the goals that name a place."""
        return self.owner_id in user.reach.actors

    def tells_background_to(self, user):
        """The background is read by the owner's people and by those of the group."""
        return self.is_for(user) or bool(
            self.group_id and _groups_of(user.reach.actors).filter(group=self.group_id).exists()
        )

    @property
    def look_over_by(self):
        """When the plan should be looked over: as decided, else when the mandate period ends."""
        if self.status != PlanStatus.ADOPTED:
            return None
        return self.revise_before or mandate_ends_after(self.adopted_on)

    def is_to_be_looked_over(self, today=None):
        """Whether that day is passed or less than thirty days away."""
        day = self.look_over_by
        return day is not None and day - (today or timezone.localdate()) <= REMINDED

    def goals_by_b(self, goals=None):
        """The four B in their order, each with the plan's goals: [(B4, [Goal, …]), …]."""
        goals = list(self.goals.all()) if goals is None else goals
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
