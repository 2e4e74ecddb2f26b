"""Activities and their log."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.aggregates import BoolOr
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Count, F, Func, Max, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Now, Upper
from django.urls import reverse

from actors.models import Actor
from initiatives.discretion import SMALLEST_SHOWN
from initiatives.models.plans import Plan
from initiatives.models.vocabulary import B4, Method, TargetGroup, Visibility
from portal import history
from portal.models import SWEDISH

EARLIEST = date(1990, 1, 1)  # older than any log; a year below it is a slip of the keyboard


class ActivityQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Published activities by their visibility; a draft only for its author and approvers."""
        reach = user.reach
        in_county = Actor.objects.filter(counties__in=reach.counties).values("pk")
        published = Q(published_at__isnull=False)
        return self.filter(
            (published & Q(visibility=Visibility.PUBLIC))
            | (published & Q(visibility=Visibility.COUNTY, lead__in=in_county))
            | (published & (Q(lead__in=reach.actors) | Q(pk__in=_taking_part(reach.actors))))
            | Q(created_by=reach.user_id, lead__in=reach.actors)
            | Q(lead__in=reach.approves_for)
        )

    def published(self):
        return self.filter(published_at__isnull=False)

    def drafts(self):
        return self.filter(published_at=None)

    def drafts_of(self, user, actor):
        """Drafts that the person has begun for the actor; whoever leaves hands them over."""
        return self.drafts().filter(created_by=user, lead=actor)

    def with_actor(self, actor):
        """Those that the actor leads or takes part in."""
        return self.filter(Q(lead=actor) | Q(pk__in=_taking_part([actor.pk])))

    def in_year(self, year):
        """Those that something was logged in during the year, or that went on in it.

        What was only planned, or was called off, counts in a year only by its log.
        """
        logged = LogEntry.objects.filter(on__year=year).values("activity")
        return self.filter(
            Q(pk__in=logged)
            | Q(
                Q(ends_on=None) | Q(ends_on__year__gte=year),
                starts_on__year__lte=year,
                status__in=[Activity.Status.ONGOING, Activity.Status.DONE, Activity.Status.PAUSED],
            )
        )

    def with_log(self):
        """Add what the log says of each: `entry_count`, `latest_on`, `participant_sum`, whether
        that sum is approximate, and what discretion asks about it: the sum of its large counts and
        how many are small. Subqueries, so that they do not multiply each other.
        """
        large = Q(participants__gte=SMALLEST_SHOWN)
        small = Q(participants__gt=0, participants__lt=SMALLEST_SHOWN)
        entries = LogEntry.objects.filter(activity=OuterRef("pk")).order_by().values("activity")
        return self.annotate(
            entry_count=Subquery(entries.annotate(n=Count("pk")).values("n")),
            latest_on=Subquery(entries.annotate(d=Max("on")).values("d")),
            participant_sum=Subquery(entries.annotate(s=Sum("participants")).values("s")),
            participants_large=Subquery(
                entries.annotate(s=Sum("participants", filter=large)).values("s")
            ),
            participants_small=Subquery(entries.annotate(n=Count("pk", filter=small)).values("n")),
            participants_approximate=Subquery(
                entries.annotate(a=BoolOr("is_approximate")).values("a")
            ),
        )

    def latest_first(self):
        """By what was logged last; needs `with_log()`."""
        return self.order_by(F("latest_on").desc(nulls_last=True), "-pk")


def _taking_part(actors):
    """Ids of the activities that one of the actors is a partner in."""
    return Activity.partners.through.objects.filter(actor__in=actors).values("activity")


@history.tracked()
class Activity(models.Model):
    """Something that actors do: one lead, any partners, one main B if it belongs to a plan."""

    class Status(models.TextChoices):
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
    target_groups = models.ManyToManyField(TargetGroup, verbose_name="målgrupper", blank=True)
    status = models.CharField("status", max_length=10, choices=Status, default=Status.ONGOING)
    starts_on = models.DateField("startdatum")
    ends_on = models.DateField("slutdatum", null=True, blank=True)
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

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "aktivitet"
        verbose_name_plural = "aktiviteter"
        ordering = ["-starts_on", "-pk"]
        indexes = [
            models.Index(fields=["-starts_on", "-id"], name="activity_latest"),
            models.Index(fields=["lead", "-starts_on"], name="activity_lead"),
            GinIndex(fields=["further_b"], name="activity_further_b"),
            GinIndex(OpClass(Upper("title"), name="gin_trgm_ops"), name="activity_title_words"),
        ]
        constraints = [
            models.CheckConstraint(
                name="activity_dates_in_order",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="Slutdatumet kan inte ligga före startdatumet.",
            ),
            models.CheckConstraint(
                name="activity_ended_has_end",
                condition=~Q(status__in=["DONE", "CANCELLED"]) | Q(ends_on__isnull=False),
                violation_error_message=(
                    "Fyll i slutdatum. En aktivitet som är genomförd eller avbruten har ett."
                ),
            ),
            models.CheckConstraint(
                name="activity_starts_in_our_time",
                condition=Q(starts_on__gte=EARLIEST),
                violation_error_message="Datumet ligger för långt tillbaka. Kontrollera året.",
            ),
            models.CheckConstraint(
                name="activity_in_plan_has_main_b",
                condition=Q(plan=None) | ~Q(main_b=""),
                violation_error_message=(
                    "Välj ett huvudsakligt B. En aktivitet i en handlingsplan hör alltid till ett."
                ),
            ),
            models.CheckConstraint(
                name="activity_main_b_not_further",
                condition=~Q(
                    further_b__contains=Func(
                        F("main_b"),
                        template="ARRAY[%(expressions)s]::varchar(10)[]",
                        output_field=ArrayField(models.CharField(max_length=10)),
                    )
                ),
                violation_error_message=(
                    "Det huvudsakliga B:t räknas redan. Ta bort det under Fler B."
                ),
            ),
            models.CheckConstraint(
                name="activity_published_when_and_by",
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False),
                violation_error_message="En publicerad aktivitet har både tid och person.",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("initiatives:activity", args=[self.pk])

    @property
    def is_draft(self):
        return self.published_at is None

    @property
    def bs(self):
        """Main B first, then the further ones in the B4 order."""
        further = [b for b in B4 if b in self.further_b]
        return [B4(self.main_b), *further] if self.main_b else further

    def taking_part(self):
        """Ids of the lead and the partners."""
        return {self.lead_id, *(partner.pk for partner in self.partners.all())}


@history.tracked(part_of="activity", named_by="on", exclude=["once"])
class LogEntry(models.Model):
    """One thing that happened in an activity, on a day."""

    activity = models.ForeignKey(
        Activity, verbose_name="aktivitet", on_delete=models.CASCADE, related_name="entries"
    )
    on = models.DateField("datum")
    text = models.TextField("vad hände", max_length=2000, blank=True)
    participants = models.PositiveIntegerField("antal deltagare", null=True, blank=True)
    is_approximate = models.BooleanField("ungefärligt antal", default=False)
    once = models.UUIDField(
        "formulärets märke", null=True, unique=True, editable=False
    )  # the form that was filled in; sent twice, it is still one entry
    created_at = models.DateTimeField("loggad", db_default=Now(), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="loggad av",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    class Meta:
        verbose_name = "loggpost"
        verbose_name_plural = "loggposter"
        ordering = ["-on", "-pk"]
        indexes = [
            models.Index(fields=["activity", "-on"], name="entry_activity"),
            models.Index(fields=["-on", "-id"], name="entry_latest"),
        ]
        constraints = [
            models.CheckConstraint(
                name="entry_in_our_time",
                condition=Q(on__gte=EARLIEST),
                violation_error_message="Datumet ligger för långt tillbaka. Kontrollera året.",
            ),
            models.CheckConstraint(
                name="entry_approximate_needs_number",
                condition=Q(is_approximate=False) | Q(participants__isnull=False),
                violation_error_message="Fyll i antalet deltagare, eller ta bort krysset.",
            ),
            models.CheckConstraint(
                name="entry_participants_reasonable",
                condition=Q(participants=None) | Q(participants__lte=1_000_000),
                violation_error_message="Antalet deltagare kan vara högst 1 000 000.",
            ),
        ]

    def __str__(self):
        return f"{self.activity} {self.on}"


history.tracked_links(Activity, "partners", "methods", "target_groups")
