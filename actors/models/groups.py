"""Who meets: collaboration groups, networks, their meetings and what came of them."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Max, Min, Q
from django.urls import reverse
from django.utils import timezone

from actors.models.register import Actor, County
from portal.models import SWEDISH


def term_of(day):
    """The first and last day of the term (spring, autumn) that holds `day`."""
    if day.month <= 6:
        return date(day.year, 1, 1), date(day.year, 6, 30)
    return date(day.year, 7, 1), date(day.year, 12, 31)


def term_before(day):
    """The first and last day of the term before the one that holds `day`."""
    return term_of(term_of(day)[0] - timedelta(days=1))


class GroupQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Groups of one's own actors: members, commissioner, leader's employer; and networks of
        one's counties.
        """
        reach = user.reach
        seats = GroupMember.objects.filter(actor__in=reach.actors)
        return self.filter(
            Q(pk__in=seats.values("group"))
            | Q(commissioner__in=reach.actors)
            | Q(leader_employer__in=reach.actors)
            | Q(form=Group.Form.NETWORK, county__in=reach.counties)
        )

    def with_rhythm(self, today=None):
        """Add `held` and `held_before` (meetings this term and last), `next_on`, `latest_on`."""
        today = today or timezone.localdate()
        this_term, before = (term_of(today)[0], today), term_before(today)
        return self.annotate(
            held=Count("meetings", filter=Q(meetings__on__range=this_term)),
            held_before=Count("meetings", filter=Q(meetings__on__range=before)),
            next_on=Min("meetings__on", filter=Q(meetings__on__gt=today)),
            latest_on=Max("meetings__on", filter=Q(meetings__on__lte=today)),
        )


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

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = "samverkansgrupp"
        verbose_name_plural = "samverkansgrupper"
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("actors:group", args=[self.pk])

    def rhythm(self):
        """Whether the expected meetings are held, in words; "" where no rhythm is set.

        Needs `with_rhythm`.
        """
        if self.meetings_per_term is None:
            return ""
        return f"{self.held} av {self.meetings_per_term} möten den här terminen"

    @property
    def kept_rhythm(self):
        """Whether the term before had the meetings that are expected. Needs `with_rhythm`."""
        return self.held_before >= (self.meetings_per_term or 0)

    def takes_part(self):
        """The actors whose coordinators look after the group: members and commissioner."""
        return Actor.objects.filter(Q(pk=self.commissioner_id) | Q(seats__group=self.pk)).distinct()


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
