"""Applications for joint money, and how they are prepared."""

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Sum, When
from django.db.models.functions import Coalesce, Now
from django.urls import reverse
from django.utils import timezone

from actors.models import Actor
from funding.models.deciders import conflicts_of, counties_funded_by, counties_prepared_by
from funding.models.pots import Frame
from funding.models.rounds import Round
from initiatives.models import B4, Activity, Plan, Term
from portal import history
from portal.models import SWEDISH
from portal.removal import Locked
from portal.swedish import MAX_KRONOR

MUST_SAY = {
    "need": "Beskriv vilket behov ni har sett.",
    "work": "Beskriv vad som ska göras.",
    "result": "Beskriv vad som ska bli bättre.",
    "participation": "Beskriv hur patienter, brukare och anhöriga är med.",
    "main_b": "Välj det B som arbetet främst hör till.",
    "starts_on": "Skriv vilken dag arbetet börjar.",
    "ends_on": "Skriv vilken dag arbetet slutar.",
    "contact": "Skriv vilken funktion handläggaren kan fråga.",
}

NO_LINES = "Skriv minst en rad i budgeten."


class ApplicationState(models.TextChoices):
    """Whose turn it is. In a decision that awaits its parties is told by the decision's items."""

    DRAFT = "DRAFT", "Utkast"
    SUBMITTED = "SUBMITTED", "Inskickad, bereds"
    RETURNED = "RETURNED", "Åter för komplettering"
    PREPARED = "PREPARED", "Beredd, väntar på beslut"
    GRANTED = "GRANTED", "Beviljad"
    DECLINED = "DECLINED", "Avslagen"
    WITHDRAWN = "WITHDRAWN", "Återtagen"


WRITABLE = [ApplicationState.DRAFT, ApplicationState.RETURNED]
WITH_FUNDER = [ApplicationState.SUBMITTED, ApplicationState.RETURNED, ApplicationState.PREPARED]


class ApplicationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own actors'; and, once sent in, those in the counties where one decides.

        A draft is for those who write for the applicant. Who has a conflict of interest (jäv) in
        an application does not see it among others'.
        """
        reach = user.reach
        sent = Q(submitted_at__isnull=False)  # a draft may be withdrawn without being sent in
        co_applied = Application.co_applicants.through.objects.filter(actor__in=reach.actors)
        own = (
            Q(applicant__in=reach.writes_for)
            | (sent & Q(applicant__in=reach.actors))
            | (sent & Q(pk__in=co_applied.values("application")))
        )
        conflicts = conflicts_of(reach.user_id)
        funded = sent & Q(round__county__in=counties_funded_by(user)) & ~Q(pk__in=conflicts)
        return self.filter(own | funded)

    def to_review(self, user):
        """Those that were sent in, in the counties where one decides; never one's conflicts."""
        conflicts = conflicts_of(user.pk)
        return self.filter(
            ~Q(pk__in=conflicts),
            submitted_at__isnull=False,
            round__county__in=counties_funded_by(user),
        )

    def with_asked(self):
        """Add `asked`: the sum of the budget's lines, whole kronor."""
        lines = BudgetLine.objects.filter(application=OuterRef("pk")).order_by()
        total = lines.values("application").annotate(n=Sum("amount")).values("n")
        return self.annotate(asked=Coalesce(Subquery(total), 0))

    def with_questions(self):
        """Add `awaits_answer`: whether the funder has a question that is not answered."""
        questions = apps.get_model("funding", "Question").objects
        unanswered = questions.filter(application=OuterRef("pk"), answered_at=None)
        return self.annotate(awaits_answer=Exists(unanswered) & Q(state__in=WITH_FUNDER))

    def with_recommended(self, user):
        """Add `shows_preparation`, and `recommended`: what a finished preparation arrived at.

        Before the decision nobody reads how one's own application is prepared, not even who
        decides; only the county's officers do.
        """
        reach = user.reach
        co_applied = Application.co_applicants.through.objects.filter(actor__in=reach.actors)
        own = Q(applicant__in=reach.actors) | Q(pk__in=co_applied.values("application"))
        decided = Q(state__in=[ApplicationState.GRANTED, ApplicationState.DECLINED])
        shown = ~own | decided | Q(round__county__in=counties_prepared_by(user))
        finished = Q(preparation__prepared_at__isnull=False)
        return self.annotate(
            shows_preparation=Case(When(shown, then=True), default=False),
            recommended=Case(When(shown & finished, then=F("preparation__recommended"))),
        )


@history.tracked(exclude=["lock"])
class Application(Locked):
    """An actor's application for money out of one of a round's pots."""

    State = ApplicationState

    round = models.ForeignKey(
        Round,
        verbose_name="ansökningsomgång",
        on_delete=models.PROTECT,
        related_name="applications",
    )
    frame = models.ForeignKey(
        Frame, verbose_name="pott", on_delete=models.PROTECT, related_name="applications"
    )
    applicant = models.ForeignKey(
        Actor, verbose_name="sökande", on_delete=models.PROTECT, related_name="applications"
    )
    co_applicants = models.ManyToManyField(
        Actor, verbose_name="medsökande", blank=True, related_name="co_applications"
    )
    title = models.CharField("ändamål", max_length=200, db_collation=SWEDISH)
    need = models.TextField("behov", max_length=3000, blank=True)
    work = models.TextField("vad som ska göras", max_length=3000, blank=True)
    result = models.TextField("vad som ska bli bättre", max_length=3000, blank=True)
    participation = models.TextField(
        "hur patienter, brukare och anhöriga är med", max_length=2000, blank=True
    )
    own_effort = models.TextField("egen insats", max_length=1000, blank=True)
    contact = models.CharField("funktion att fråga", max_length=200, blank=True)
    main_b = models.CharField("främsta B", max_length=8, choices=B4, blank=True)
    focuses = models.ManyToManyField(
        Term, verbose_name="inriktningar", blank=True, related_name="+"
    )
    target_groups = models.ManyToManyField(
        Term, verbose_name="målgrupper", blank=True, related_name="+"
    )
    plan = models.ForeignKey(
        Plan,
        verbose_name="plan",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="applications",
    )
    activities = models.ManyToManyField(
        Activity, verbose_name="aktiviteter", blank=True, related_name="applications"
    )
    starts_on = models.DateField("börjar", null=True, blank=True)
    ends_on = models.DateField("slutar", null=True, blank=True)
    state = models.CharField(
        "läge", max_length=10, choices=ApplicationState, default=ApplicationState.DRAFT
    )
    submitted_at = models.DateTimeField("inskickad", null=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="inskickad av",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    created_at = models.DateTimeField("påbörjad", db_default=Now(), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="påbörjad av",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = "ansökan"
        verbose_name_plural = "ansökningar"
        ordering = ["-submitted_at", "-pk"]
        indexes = [
            models.Index(fields=["round", "state", "-submitted_at"], name="application_queue"),
            models.Index(fields=["applicant", "-submitted_at"], name="application_own"),
        ]
        constraints = [
            models.CheckConstraint(
                name="application_sent_when_and_by",
                condition=Q(state="DRAFT")
                | Q(state="WITHDRAWN")
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                violation_error_message="En inskickad ansökan har både tid och person.",
            ),
            models.CheckConstraint(
                name="application_days_in_order",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="Slutdagen kan inte ligga före startdagen.",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("funding:application", args=[self.pk])

    @property
    def is_late(self):
        """Whether it was sent in after the round's last day."""
        sent = self.submitted_at
        return bool(sent and self.round.is_over(timezone.localdate(sent)))

    @property
    def is_writable(self):
        return self.state in WRITABLE

    @property
    def category(self):
        return self.frame.component.category

    def turn(self, *, is_own, funder):
        """Whose turn it is, as (tone, words), to its writers and others. Of `with_questions()`."""
        if is_own and self.awaits_answer and self.state != ApplicationState.RETURNED:
            return "waiting", "Svara på frågan"
        return {
            ApplicationState.DRAFT: ("neutral", "Utkast hos er"),
            ApplicationState.SUBMITTED: ("active", f"Väntar på {funder}"),
            ApplicationState.RETURNED: (
                "waiting",
                "Väntar på er: komplettera" if is_own else f"Väntar på {self.applicant}",
            ),
            ApplicationState.PREPARED: ("active", "Väntar på gemensamt beslut"),
            ApplicationState.GRANTED: ("done", "Beviljad"),
            ApplicationState.DECLINED: ("stopped", "Avslagen"),
            ApplicationState.WITHDRAWN: ("neutral", "Återtagen"),
        }[ApplicationState(self.state)]

    def missing(self):
        """What must be there before it is sent in: [(name of the form's field, sentence)]."""
        found = [(name, words) for name, words in MUST_SAY.items() if not getattr(self, name)]
        if not self.lines.exists():
            found.append(("lines", NO_LINES))
        if self.category and self.category.has_focuses() and not self.focuses.exists():
            found.append(("focuses", f"Välj minst en inriktning i {self.category}."))
        if self.questions.filter(answer="").exists():
            found.append(("questions", "Svara på handläggarens frågor."))
        return found


@history.tracked(part_of="application", named_by="text")
class BudgetLine(models.Model):
    """One line of what an application asks for."""

    application = models.ForeignKey(
        Application, verbose_name="ansökan", on_delete=models.CASCADE, related_name="lines"
    )
    text = models.CharField("till vad", max_length=200)
    amount = models.BigIntegerField("belopp, kronor")

    class Meta:
        verbose_name = "budgetrad"
        verbose_name_plural = "budgetrader"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="budgetline_amount_possible",
                condition=Q(amount__gt=0, amount__lte=MAX_KRONOR),
                violation_error_message="Beloppet måste vara minst 1 krona.",
            )
        ]

    def __str__(self):
        return f"{self.text}: {self.amount} kr"


history.tracked_links(Application, "co_applicants", "focuses", "target_groups", "activities")
