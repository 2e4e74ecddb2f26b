"""Who meets: collaboration groups, networks, their meetings and what came of them."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Max, Min, Q
from django.urls import reverse
from django.utils import timezone

from actors.models.register import NATIONAL, Actor, County
from portal import history
from portal.models import SWEDISH


def term_of(day):
    """The first and last day of the term (spring, autumn) that holds `day`."""
    if day.month <= 6:
        return date(day.year, 1, 1), date(day.year, 6, 30)
    return date(day.year, 7, 1), date(day.year, 12, 31)


def term_before(day):
    """The first and last day of the term before the one that holds `day`."""
    return term_of(term_of(day)[0] - timedelta(days=1))


# Whose networks without a county are for the whole country; all kommuner are welcome in SKR's.


def _taking_part(actors):
    """Groups in which one of the actors (ids) is a member, the commissioner or leads."""
    seats = GroupMember.objects.filter(actor__in=actors)
    return (
        Q(pk__in=seats.values("group")) | Q(commissioner__in=actors) | Q(leader_employer__in=actors)
    )


class GroupQuerySet(models.QuerySet):
    def with_actors(self):
        """With those around it at hand: what `kept_by` and `run_by` ask for."""
        seats = models.Prefetch("seats", GroupMember.objects.select_related("actor"))
        return self.select_related("commissioner", "leader_employer").prefetch_related(seats)

    def visible_to(self, user):
        """Groups of one's own actors: members, commissioner, leader's employer; networks of one's
        counties; and, for all who work for an actor, networks that a national actor calls to.

        The portal's administrators see every group, so that somebody can help when the one who
        kept it has left; not what was said there (`known_to`).
        """
        if user.is_active and user.is_staff:
            return self.all()
        return self.known_to(user)

    def known_to(self, user):
        """Groups whose meetings the person may read."""
        reach = user.reach
        concerned = Q(county__in=reach.counties)
        if reach.actors:
            concerned |= Q(county=None, commissioner__kind__in=NATIONAL)
        return self.filter(_taking_part(reach.actors) | Q(form=Group.Form.NETWORK) & concerned)

    def active(self, on=None):
        """Those that have not ended."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=on or timezone.localdate()))

    def with_actor(self, actor):
        """Those that the actor is a member of, commissioned, or employs the leader of."""
        return self.filter(_taking_part([actor.pk]))

    def with_rhythm(self, today=None):
        """Add `held` and `held_before` (meetings this term and last), and the days `first_on`,
        `latest_on` and `next_on`.
        """
        today = today or timezone.localdate()
        this_term, before = (term_of(today)[0], today), term_before(today)
        return self.annotate(
            held=Count("meetings", filter=Q(meetings__on__range=this_term)),
            held_before=Count("meetings", filter=Q(meetings__on__range=before)),
            first_on=Min("meetings__on"),
            next_on=Min("meetings__on", filter=Q(meetings__on__gt=today)),
            latest_on=Max("meetings__on", filter=Q(meetings__on__lte=today)),
        )


@history.tracked()
class Group(models.Model):
    """A collaboration group such as B4-gruppen in Storuman, or a network that meets by rhythm.

    The actor that commissioned the work and the employer of the one who leads it may differ.
    """

    class Form(models.TextChoices):
        GROUP = "GROUP", "Samverkansgrupp"
        NETWORK = "NETWORK", "Nätverk"

    form = models.CharField("form", max_length=8, choices=Form, default=Form.GROUP)
    name = models.CharField("namn", max_length=120, db_collation=SWEDISH)
    commissioner = models.ForeignKey(
        Actor, verbose_name="uppdragsgivare", on_delete=models.PROTECT, related_name="groups"
    )
    leader_function = models.CharField("leds av", max_length=120)
    leader_employer = models.ForeignKey(
        Actor, verbose_name="ledarens arbetsgivare", on_delete=models.PROTECT, related_name="leads"
    )
    county = models.ForeignKey(
        County,
        verbose_name="län",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="groups",
    )
    members = models.ManyToManyField(
        Actor, verbose_name="medlemmar", through="GroupMember", related_name="member_of"
    )
    meetings_per_term = models.PositiveSmallIntegerField(
        "möten per termin", null=True, blank=True, help_text="Lämna tomt om ingen takt är bestämd."
    )
    started_on = models.DateField("började", null=True, blank=True)
    ended_on = models.DateField("avslutades", null=True, blank=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = "samverkansgrupp"
        verbose_name_plural = "samverkansgrupper"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="group_dates_in_order",
                condition=Q(started_on=None) | Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                violation_error_message="En grupp kan inte avslutas innan den började.",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("actors:group", args=[self.pk])

    def rhythm(self):
        """Whether the expected meetings are held, in words; "" where no rhythm is set.

        Needs `with_rhythm`.
        """
        if self.meetings_per_term is None or not self.is_active():
            return ""
        return f"{self.held} av {self.meetings_per_term} möten den här terminen"

    @property
    def kept_rhythm(self):
        """Whether the term before had the meetings that are expected; None for a group that is
        not known to have been there all that term. Needs `with_rhythm`.
        """
        began = self.started_on or self.first_on
        if began is None or began > term_before(timezone.localdate())[0]:
            return None
        return self.held_before >= (self.meetings_per_term or 0)

    def is_active(self, on=None):
        """Whether the group still meets; the day it ended is the first without it."""
        return self.ended_on is None or self.ended_on > (on or timezone.localdate())

    def kept_by(self):
        """The actors whose coordinators look after the group: commissioner, leader's employer."""
        return [self.commissioner, self.leader_employer]

    def run_by(self):
        """The actors whose coordinators write about the meetings: in a group also the members.

        A network has many members who come to listen.
        """
        if self.form == self.Form.NETWORK:
            return self.kept_by()
        return self.kept_by() + [seat.actor for seat in self.seats.all()]


@history.tracked(part_of="group", named_by="actor profession")
class GroupMember(models.Model):
    """An actor in a group, and the profession that it sends."""

    group = models.ForeignKey(
        Group, verbose_name="grupp", on_delete=models.CASCADE, related_name="seats"
    )
    actor = models.ForeignKey(
        Actor, verbose_name="aktör", on_delete=models.PROTECT, related_name="seats"
    )
    profession = models.CharField("profession", max_length=120, blank=True, db_collation=SWEDISH)

    class Meta:
        verbose_name = "plats i gruppen"
        verbose_name_plural = "platser i gruppen"
        ordering = ["actor__name", "profession"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "actor", "profession"],
                name="group_member_once",
                violation_error_message="Aktören är redan med i gruppen med den professionen.",
            )
        ]

    def __str__(self):
        return f"{self.actor}, {self.profession}" if self.profession else str(self.actor)


@history.tracked(part_of="group", named_by="on")
class Meeting(models.Model):
    """A meeting of a group: who were there, what was said and decided."""

    group = models.ForeignKey(
        Group, verbose_name="grupp", on_delete=models.CASCADE, related_name="meetings"
    )
    on = models.DateField("datum")
    theme = models.CharField("tema", max_length=160, blank=True, db_collation=SWEDISH)
    present = models.ManyToManyField(
        Actor, verbose_name="närvarande", blank=True, related_name="meetings"
    )
    notes = models.TextField("anteckningar", max_length=4000, blank=True)
    decisions = models.TextField("beslut", max_length=4000, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="skrivet av",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    class Meta:
        verbose_name = "möte"
        verbose_name_plural = "möten"
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["group", "-on"], name="meeting_latest")]

    def __str__(self):
        return f"{self.group} {self.on}"


@history.tracked(part_of="meeting__group", named_by="text")
class FollowUp(models.Model):
    """Something that a meeting agreed that an actor does, and by when."""

    meeting = models.ForeignKey(
        Meeting, verbose_name="möte", on_delete=models.CASCADE, related_name="follow_ups"
    )
    text = models.CharField("vad", max_length=250)
    owner = models.ForeignKey(
        Actor, verbose_name="ansvarig", on_delete=models.PROTECT, related_name="follow_ups"
    )
    due_on = models.DateField("senast")
    done_on = models.DateField("klart", null=True, blank=True)

    class Meta:
        verbose_name = "uppföljningspunkt"
        verbose_name_plural = "uppföljningspunkter"
        ordering = [F("done_on").asc(nulls_first=True), "due_on"]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(done_on=None), name="follow_up_open")
        ]

    def __str__(self):
        return self.text

    def is_overdue(self, today=None):
        """Late from the day after the last day."""
        return self.done_on is None and self.due_on < (today or timezone.localdate())


history.tracked_links(Meeting, "present")
