"""When one can apply for a county's joint money, and for what."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse

from actors.models import County
from funding.models.agreements import Agreement
from funding.models.pots import Frame
from portal import history
from portal.models import SWEDISH


class RoundQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Rounds of the account's own counties; the national reader sees them all."""
        reach = user.reach
        return self if reach.is_national else self.filter(county__in=reach.counties)

    def open_on(self, day):
        return self.filter(opens_on__lte=day, closes_on__gte=day)


@history.tracked()
class Round(models.Model):
    """An application round (ansökningsomgång) for some of a county's joint pots.

    The closing day counts as inside. Who is late is told so, and not turned away.
    """

    county = models.ForeignKey(
        County, verbose_name="län", on_delete=models.PROTECT, related_name="rounds"
    )
    agreement = models.ForeignKey(
        Agreement, verbose_name="överenskommelse", on_delete=models.PROTECT, related_name="rounds"
    )
    name = models.CharField("namn", max_length=120, db_collation=SWEDISH)
    instructions = models.TextField("till den som söker", max_length=2000, blank=True)
    opens_on = models.DateField("öppnar")
    closes_on = models.DateField("sista ansökningsdag")
    frames = models.ManyToManyField(Frame, verbose_name="potter", related_name="rounds")
    created_at = models.DateTimeField("skapad", db_default=Now(), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="skapad av",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = "ansökningsomgång"
        verbose_name_plural = "ansökningsomgångar"
        ordering = ["-closes_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="round_days_in_order",
                condition=Q(closes_on__gte=F("opens_on")),
                violation_error_message="Sista ansökningsdag kan inte ligga före öppningsdagen.",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("funding:round", args=[self.pk])

    def has_opened(self, day):
        return day >= self.opens_on

    def is_over(self, day):
        """Whether an application that is sent in on `day` is late."""
        return day > self.closes_on

    def is_exhausted(self):
        """Whether every pot of the round is empty: there is then nothing to apply for."""
        return not Frame.objects.filter(rounds=self).exclude(account__balance=0).exists()


history.tracked_links(Round, "frames")
