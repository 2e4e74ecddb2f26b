"""Activities: what actors do, alone or together."""

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.aggregates import BoolOr
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Now, Upper
from django.urls import reverse

from actors.models import Actor
from initiatives.models.activity_rules import RULES
from initiatives.models.goals import Goal, Measure
from initiatives.models.methods import Method
from initiatives.models.plans import Plan
from initiatives.models.vocabulary import (
    B4,
    OPEN_VISIBILITY,
    Category,
    Taxonomy,
    Term,
    Visibility,
)
from portal import history
from portal.models import SWEDISH
from portal.removal import Locked, Removable, managers


class ActivityQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Published activities by their visibility; a draft for its author and approvers, and one
        for named people for its author and them alone.
        """
        reach = user.reach
        in_county = Actor.objects.filter(counties__in=reach.counties).values("pk")
        published = Q(published_at__isnull=False)
        taking_part = Q(lead__in=reach.actors) | Q(pk__in=_taking_part(reach.actors))
        named = Activity.named.through.objects.filter(user=reach.user_id).values("activity")
        for_all_taking_part = ~Q(visibility=Visibility.NAMED)
        return self.filter(
            (published & Q(visibility=Visibility.PUBLIC))
            | (published & Q(visibility=Visibility.COUNTY, lead__in=in_county))
            | (published & for_all_taking_part & taking_part)
            | (published & Q(visibility=Visibility.NAMED, pk__in=named) & taking_part)
            | Q(created_by=reach.user_id, lead__in=reach.actors)
            | (for_all_taking_part & Q(lead__in=reach.approves_for))
        )

    def published(self):
        return self.filter(published_at__isnull=False)

    def drafts(self):
        return self.filter(published_at=None)

    def drafts_of(self, user, actor):
        """What the leaver hands over for the actor: drafts, and what nobody else was named for."""
        shared = Activity.named.through.objects.exclude(user=user).values("activity")
        alone = Q(visibility=Visibility.NAMED) & ~Q(pk__in=shared)
        return self.filter(Q(published_at=None) | alone, created_by=user, lead=actor)

    def with_actor(self, actor):
        return self.with_any_of([actor.pk])

    def with_any_of(self, actors):
        """Those that one of the actors leads or takes part in, each of them once."""
        return self.filter(Q(lead__in=actors) | Q(pk__in=_taking_part(actors)))

    def in_year(self, year):
        """Those that something was logged in during the year, or that went on in it.

        What is only thought of or planned, or was called off, counts in a year only by its log.
        """
        logged = _years().filter(year=year).values("activity")
        return self.filter(
            Q(pk__in=logged)
            | Q(
                Q(ends_on=None) | Q(ends_on__year__gte=year),
                starts_on__year__lte=year,
                status__in=[Activity.Status.ONGOING, Activity.Status.DONE, Activity.Status.PAUSED],
            )
        )

    def with_log(self):
        """Add what the log says of each: `entry_count`, `participant_sum`, whether that sum is
        approximate, and what discretion asks about it: the sum of its large counts and how many
        are small. Read from the sums by year, so the log itself is never walked. `next_step` and
        `next_on` are those of the latest entry, found by its day.
        """
        years = _years().filter(activity=OuterRef("pk")).order_by().values("activity")
        latest = _entries().filter(activity=OuterRef("pk"), on=OuterRef("latest_on"))

        def total(column, how=Sum):
            return Subquery(years.annotate(n=how(column)).values("n"))

        return self.annotate(
            entry_count=total("entries"),
            participant_sum=total("participants"),
            participants_large=total("large"),
            participants_small=total("small"),
            participants_approximate=total("is_approximate", BoolOr),
            next_step=Subquery(latest.values("next_step")[:1]),
            next_on=Subquery(latest.values("next_on")[:1]),
        )

    def latest_first(self):
        """By what was logged last."""
        return self.order_by(F("latest_on").desc(nulls_last=True), "-pk")


def _years():
    """What PostgreSQL has summed of the log, by activity and year."""
    return apps.get_model("initiatives", "ActivityYear").objects


def _entries():
    return apps.get_model("initiatives", "LogEntry").objects


def _taking_part(actors):
    """Ids of the activities that one of the actors is a partner in."""
    return Activity.partners.through.objects.filter(actor__in=actors).values("activity")


@history.tracked(exclude=["lock", "latest_on"])
class Activity(Removable, Locked):
    """Something that actors do: one lead, any partners, one main B if it belongs to a plan."""

    class Status(models.TextChoices):
        IDEA = "IDEA", "Idé"
        PLANNED = "PLANNED", "Planerad"
        ONGOING = "ONGOING", "Pågår"
        DONE = "DONE", "Genomförd"
        PAUSED = "PAUSED", "Pausad"
        CANCELLED = "CANCELLED", "Avbruten"

    title = models.CharField("vad", max_length=160, db_collation=SWEDISH)
    plan = models.ForeignKey(
        Plan,
        verbose_name="handlingsplan",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="activities",
    )
    goal = models.ForeignKey(
        Goal,
        verbose_name="mål i planen",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="activities",
    )
    measure = models.ForeignKey(
        Measure,
        verbose_name="åtgärd i planen",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="activities",
    )
    main_b = models.CharField("huvudsakligt B", max_length=10, choices=B4, blank=True)
    further_b = ArrayField(
        models.CharField(max_length=10, choices=B4), verbose_name="fler B", default=list, blank=True
    )
    lead = models.ForeignKey(
        Actor, verbose_name="ansvarig aktör", on_delete=models.PROTECT, related_name="led"
    )
    partners = models.ManyToManyField(
        Actor, verbose_name="samverkar med", blank=True, related_name="joined"
    )
    methods = models.ManyToManyField(Method, verbose_name="metoder", blank=True)
    terms = models.ManyToManyField(Term, verbose_name="sorteras under", blank=True)
    categories = models.ManyToManyField(
        Category, verbose_name="kategori i statsbidraget", blank=True, related_name="activities"
    )
    responsible_function = models.CharField("ansvarig funktion", max_length=120, blank=True)
    status = models.CharField("status", max_length=10, choices=Status, default=Status.ONGOING)
    status_reason = models.CharField("skäl", max_length=300, blank=True)
    starts_on = models.DateField("startdatum")
    ends_on = models.DateField("slutdatum", null=True, blank=True)
    visibility = models.CharField(
        "synlig för", max_length=12, choices=Visibility, default=Visibility.COUNTY
    )
    named = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name="namngivna", blank=True, related_name="+"
    )
    is_sensitive = models.BooleanField("nämner en plats eller ett medel", default=False)
    need = models.TextField("behov som den svarar mot", max_length=1000, blank=True)
    place = models.CharField("var behovet finns", max_length=120, blank=True)
    own_effort = models.CharField("egen insats utan statliga medel", max_length=300, blank=True)
    # What was logged last; PostgreSQL keeps it, so that lists never walk the log.
    latest_on = models.DateField("senast loggat", null=True, editable=False)
    created_at = models.DateTimeField("skapad", db_default=Now(), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="skapad av",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    published_at = models.DateTimeField("publicerad", null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="publicerad av",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    never_both = ("lead", "partners")  # when two actors become one: actors/actions/merge.py

    objects, with_removed = managers(ActivityQuerySet)

    class Meta:
        verbose_name = "aktivitet"
        verbose_name_plural = "aktiviteter"
        ordering = ["-starts_on", "-pk"]
        indexes = [
            models.Index(fields=["-starts_on", "-id"], name="activity_latest"),
            models.Index(fields=["lead", "-starts_on"], name="activity_lead"),
            models.Index(
                F("latest_on").desc(nulls_last=True), F("id").desc(), name="activity_logged_last"
            ),
            GinIndex(fields=["further_b"], name="activity_further_b"),
            GinIndex(OpClass(Upper("title"), name="gin_trgm_ops"), name="activity_title_words"),
        ]
        constraints = [
            *Removable.Meta.constraints,
            *RULES,
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("initiatives:activity", args=[self.pk])

    @property
    def is_draft(self):
        return self.published_at is None

    @property
    def is_open_to_others(self):
        """Whether the whole county may read it: what may stand on a printed plan."""
        return not self.is_draft and self.visibility in OPEN_VISIBILITY

    @property
    def bs(self):
        """Main B first, then the further ones in the B4 order."""
        further = [b for b in B4 if b in self.further_b]
        return [B4(self.main_b), *further] if self.main_b else further

    def words(self, taxonomy):
        """The activity's words of one taxonomy, from what is prefetched."""
        return [term for term in self.terms.all() if term.taxonomy == taxonomy]

    @property
    def target_group_names(self):
        return [term.name for term in self.words(Taxonomy.TARGET_GROUP)]

    def taking_part(self):
        """Ids of the lead and the partners."""
        return {self.lead_id, *(partner.pk for partner in self.partners.all())}


history.tracked_links(Activity, "partners", "methods", "terms", "categories", "named")
