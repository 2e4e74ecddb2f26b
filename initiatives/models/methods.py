"""The method library (metodbank), and what people suggest for it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from actors.models import Actor
from initiatives.models.vocabulary import B4, Term
from portal import history
from portal.models import SWEDISH
from portal.removal import Locked


@history.tracked(exclude=["lock"])
class Method(Locked):
    """A method or programme of the catalogue, with how sure its classification is."""

    class Certainty(models.TextChoices):
        SEEN = "SEEN", "Belagd"
        ASSUMED = "ASSUMED", "Antagande"

    class Evidence(models.TextChoices):
        STRONG = "STRONG", "Stark"
        SOME = "SOME", "Viss"
        WEAK = "WEAK", "Svag"
        UNKNOWN = "UNKNOWN", "Inte bedömd"

    name = models.CharField("namn", max_length=200, unique=True, db_collation=SWEDISH)
    aliases = ArrayField(
        models.CharField(max_length=120), verbose_name="kallas även", default=list, blank=True
    )
    main_b = models.CharField("B", max_length=10, choices=B4)
    certainty = models.CharField("B-märkningen är", max_length=8, choices=Certainty)
    form = models.CharField("form", max_length=200, blank=True)
    audience = models.CharField("målgrupp", max_length=200, blank=True)
    terms = models.ManyToManyField(Term, verbose_name="målgrupper och arenor", blank=True)
    provider = models.CharField("ges av", max_length=200, blank=True)
    evidence = models.CharField("evidens", max_length=8, choices=Evidence, default=Evidence.UNKNOWN)
    reference = models.TextField("referens", blank=True)
    demands = models.TextField("vad den kräver", blank=True)
    link = models.URLField("länk", max_length=300, blank=True)
    is_active = models.BooleanField("går att välja", default=True)
    source = models.CharField("källa", max_length=250)

    class Meta:
        verbose_name = "metod"
        verbose_name_plural = "metoder"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="method_evidence_has_reference",
                condition=Q(evidence="UNKNOWN") | ~Q(reference=""),
                violation_error_message="Skriv vilken källa bedömningen av evidensen bygger på.",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("initiatives:method", args=[self.pk])


class MethodSuggestionQuerySet(models.QuerySet):
    def visible_to(self, user, *, as_editor=False):
        """One's own actors' suggestions; an editor of the library sees all."""
        return self if as_editor else self.filter(actor__in=user.reach.actors)

    def unanswered(self):
        return self.filter(state=MethodSuggestion.State.SENT)


@history.tracked()
class MethodSuggestion(models.Model):
    """A method that somebody wants to see in the library; an editor answers."""

    class State(models.TextChoices):
        SENT = "SENT", "Inskickat"
        ADOPTED = "ADOPTED", "Infört"
        DECLINED = "DECLINED", "Inte infört"

    name = models.CharField("namn", max_length=200, db_collation=SWEDISH)
    main_b = models.CharField("B", max_length=10, choices=B4, blank=True)
    text = models.TextField("varför den bör vara med", max_length=2000)
    link = models.URLField("länk", max_length=300, blank=True)
    actor = models.ForeignKey(
        Actor, verbose_name="aktör", on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField("inskickat", db_default=Now(), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="inskickat av",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    state = models.CharField("läge", max_length=8, choices=State, default=State.SENT)
    method = models.ForeignKey(
        Method,
        verbose_name="metod",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="suggestions",
    )
    answer = models.TextField("svar", max_length=2000, blank=True)
    answered_at = models.DateTimeField("besvarat", null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="besvarat av",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    objects = MethodSuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = "förslag på metod"
        verbose_name_plural = "förslag på metoder"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="suggestion_answered_when_and_by",
                condition=Q(state="SENT", answered_at=None, answered_by=None)
                | (~Q(state="SENT") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                violation_error_message="Ett besvarat förslag har både tid och person.",
            ),
            models.CheckConstraint(
                name="suggestion_adopted_as_method",
                condition=Q(state="ADOPTED", method__isnull=False)
                | (~Q(state="ADOPTED") & Q(method=None)),
                violation_error_message="Ett infört förslag pekar på metoden som det blev.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("initiatives:suggestion", args=[self.pk])


history.tracked_links(Method, "terms")
