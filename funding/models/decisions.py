"""Joint decisions: valid only when every party that must concur has done so."""

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce, Now
from django.urls import reverse

from actors.models import Actor, County, Kind
from funding.models.deciders import counties_funded_by, counties_prepared_by
from portal import history
from portal.models import SWEDISH


class DecisionState(models.TextChoices):
    """A decision's life. From PROPOSED on PostgreSQL keeps what is decided as it was laid before
    the parties; what must be changed is written in a new decision that follows it.
    """

    DRAFT = "DRAFT", "Skrivs"
    PROPOSED = "PROPOSED", "Väntar på parterna"
    DECIDED = "DECIDED", "Alla parter står bakom"
    RETURNED = "RETURNED", "Åter till beredning"
    DECLINED = "DECLINED", "En part har sagt nej"


class DecisionQuerySet(models.QuerySet):
    def complete(self):
        """Those that decide, and that every party stands behind; none is without parties."""
        parties = Concurrence.objects.filter(decision=OuterRef("pk"))
        return self.filter(
            Exists(parties), ~Exists(parties.exclude(answer="YES")), kind=Decision.Kind.DECIDES
        )

    def in_words(self):
        """Complete ones that say something in words: in an item that moves no money by itself."""
        items = apps.get_model("funding", "DecisionItem").objects.filter(act="OTHER")
        return self.complete().filter(pk__in=items.values("decision"))

    def visible_to(self, user):
        """Drafts where one prepares, what is laid where one decides; what is decided, for all.

        All are the whole county and who reads the money of every county. What was sent back or
        declined is never theirs: it decided nothing.
        """
        reach = user.reach
        draft, decided = Q(state=DecisionState.DRAFT), Q(state=DecisionState.DECIDED)
        return self.filter(
            (draft & Q(county__in=counties_prepared_by(user)))
            | (~draft & Q(county__in=counties_funded_by(user)))
            | (decided if reach.is_national else decided & Q(county__in=reach.counties))
        )

    def awaiting(self, user):
        """Those that await an answer from one of the actors that the person is approver of.

        Never one that the person prepared, or has a conflict of interest in.
        """
        waiting = Concurrence.objects.filter(
            decision=OuterRef("pk"), party__in=user.reach.approves_for, answer="WAITING"
        )
        item = apps.get_model("funding", "DecisionItem")
        own = item.objects.in_conflict(user.pk).filter(decision=OuterRef("pk"))
        return self.filter(Exists(waiting), ~Exists(own), state=DecisionState.PROPOSED).exclude(
            prepared_by=user.pk
        )

    def with_sums(self):
        """Join its parties, and add `granted`: the sum of what its items grant."""
        item = apps.get_model("funding", "DecisionItem")
        granted = item.objects.filter(decision=OuterRef("pk"), act="GRANT").order_by()
        granted = granted.values("decision").annotate(total=Sum("amount")).values("total")
        return (
            self.select_related("county", "prepared_by")
            .prefetch_related("concurrences__party")
            .annotate(granted=Coalesce(Subquery(granted), 0))
        )


@history.tracked()
class Decision(models.Model):
    """A decision by a body, on a day, on paper somewhere."""

    class Kind(models.TextChoices):
        RECOMMENDS = "RECOMMENDS", "Rekommenderar"
        DECIDES = "DECIDES", "Beslutar"

    State = DecisionState

    county = models.ForeignKey(
        County, verbose_name="län", on_delete=models.PROTECT, related_name="decisions"
    )
    title = models.CharField("rubrik", max_length=200, blank=True, db_collation=SWEDISH)
    body = models.CharField("beslutsorgan", max_length=120, db_collation=SWEDISH)
    kind = models.CharField("slag", max_length=10, choices=Kind, default=Kind.DECIDES)
    decided_on = models.DateField("sammanträdesdag")
    paragraph = models.CharField("paragraf", max_length=20, blank=True)
    diary_number = models.CharField("diarienummer", max_length=40, blank=True)
    text = models.TextField("bakgrund och skäl", max_length=5000, blank=True)
    follows = models.ForeignKey(
        "self",
        verbose_name="bygger på eller ersätter",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="followed_by",
    )
    minutes_name = models.CharField("protokoll", max_length=150, blank=True, editable=False)
    minutes_sha256 = models.CharField(
        "protokollets kontrollsumma", max_length=64, blank=True, editable=False
    )
    minutes_size = models.PositiveIntegerField("protokollets storlek", default=0, editable=False)
    state = models.CharField(
        "läge", max_length=8, choices=DecisionState, default=DecisionState.DRAFT, editable=False
    )
    created_at = models.DateTimeField("påbörjat", db_default=Now(), editable=False)
    proposed_at = models.DateTimeField("framlagt", null=True, editable=False)
    ended_at = models.DateTimeField("avgjort", null=True, editable=False)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="berett av",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "beslut"
        verbose_name_plural = "beslut"
        ordering = ["-decided_on", "-pk"]
        indexes = [models.Index(fields=["county", "state", "-decided_on"], name="decision_list")]
        constraints = [
            models.CheckConstraint(
                name="decision_state_and_times_agree",
                condition=Q(state="DRAFT", proposed_at=None, ended_at=None)
                | Q(state="PROPOSED", proposed_at__isnull=False, ended_at=None)
                | Q(
                    state__in=["DECIDED", "RETURNED", "DECLINED"],
                    proposed_at__isnull=False,
                    ended_at__isnull=False,
                ),
                violation_error_message="Läget och tiderna stämmer inte överens.",
            ),
            models.CheckConstraint(
                name="decision_minutes_whole",
                condition=Q(minutes_name="", minutes_sha256="", minutes_size=0)
                | Q(minutes_sha256__regex=r"^[0-9a-f]{64}$", minutes_size__gt=0)
                & ~Q(minutes_name=""),
                violation_error_message="Protokollet är tomt. Välj en annan fil.",
            ),
        ]

    def __str__(self):
        return " ".join(filter(None, [self.body, self.decided_on.isoformat(), self.paragraph]))

    def get_absolute_url(self):
        return reverse("funding:decision", args=[self.pk])

    @property
    def is_draft(self):
        return self.state == DecisionState.DRAFT

    def stands_behind(self, party):
        """Whether the actor of that number has said yes for itself."""
        answers = self.concurrences.filter(party=party, answer=Concurrence.Answer.YES)
        return answers.exists()

    def waiting_for(self):
        """Names of the parties that have not concurred; empty when the decision is complete."""
        return [
            str(concurrence.party)
            for concurrence in self.concurrences.all()
            if concurrence.answer != Concurrence.Answer.YES
        ]

    def turn(self):
        """Whose answer it awaits: "Region Västerbotten och 3 kommuner"; "" when nobody's."""
        if self.state != DecisionState.PROPOSED:
            return ""
        waiting = [c.party for c in self.concurrences.all() if c.answer == "WAITING"]
        kommuner = [str(party) for party in waiting if party.kind == Kind.KOMMUN]
        names = [str(party) for party in waiting if party.kind != Kind.KOMMUN]
        names += kommuner if len(kommuner) < 2 else [f"{len(kommuner)} kommuner"]
        *first, last = names or [""]
        return f"{', '.join(first)} och {last}" if first else last


@history.tracked(part_of="decision", named_by="party")
class Concurrence(models.Model):
    """One party's answer to a joint decision, given by one of its approvers."""

    class Answer(models.TextChoices):
        WAITING = "WAITING", "Väntar"
        YES = "YES", "Har ställt sig bakom"
        NO = "NO", "Har sagt nej"
        BACK = "BACK", "Har skickat tillbaka"

    decision = models.ForeignKey(
        Decision, verbose_name="beslut", on_delete=models.CASCADE, related_name="concurrences"
    )
    party = models.ForeignKey(
        Actor, verbose_name="part", on_delete=models.PROTECT, related_name="concurrences"
    )
    answer = models.CharField("svar", max_length=8, choices=Answer, default=Answer.WAITING)
    comment = models.TextField("kommentar", max_length=1000, blank=True)
    answered_at = models.DateTimeField("svarade", null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="svarat av",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = "ställningstagande"
        verbose_name_plural = "ställningstaganden"
        ordering = ["party__name"]
        indexes = [models.Index(fields=["party", "answer"], name="concurrence_awaits")]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "party"],
                name="concurrence_once_a_party",
                violation_error_message="Parten finns redan med i beslutet.",
            ),
            models.CheckConstraint(
                name="concurrence_answer_when_and_by",
                condition=Q(answer="WAITING", answered_at=None, answered_by=None)
                | (~Q(answer="WAITING") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                violation_error_message="Ett svar har både tid och person.",
            ),
            models.CheckConstraint(
                name="concurrence_no_says_why",
                condition=~Q(answer__in=["NO", "BACK"]) | ~Q(comment=""),
                violation_error_message="Skriv varför ni inte ställer er bakom beslutet.",
            ),
        ]

    def __str__(self):
        return f"{self.party}: {self.get_answer_display()}"
