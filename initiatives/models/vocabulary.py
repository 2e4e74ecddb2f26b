"""The words that plans and activities are sorted by."""

from django.db import models

from portal import history
from portal.models import SWEDISH


class B4(models.TextChoices):
    """The four evidence-based B, always in this order.

    From the areas of Zalsman et al., "Suicide prevention strategies revisited", Lancet Psychiatry
    2016;3:646-59, as the B4 group in Storuman named them.
    """

    BEMOT = "BEMOT", "Bemöt"
    BEHANDLA = "BEHANDLA", "Behandla"
    BYGG = "BYGG", "Bygg"
    BEGRANSA = "BEGRANSA", "Begränsa"

    @property
    def meaning(self):
        return B4_MEANINGS[self]


B4_MEANINGS = {
    B4.BEMOT: "Möta alla med respekt och kunskap, och våga fråga.",
    B4.BEHANDLA: "Ge rätt vård i tid och hålla ihop vårdkedjan.",
    B4.BYGG: "Stärka det som skyddar: skola, föräldraskap, gemenskap och stöd till efterlevande.",
    B4.BEGRANSA: "Göra miljöer säkrare och minska risker i samhället.",
}


class Visibility(models.TextChoices):
    """Who sees a published plan or activity, beside those who take part in it."""

    PUBLIC = "PUBLIC", "Alla"
    COUNTY = "COUNTY", "Aktörerna i länet"
    ORGANISATION = "ORGANISATION", "Bara de som deltar"


@history.tracked()
class Category(models.Model):
    """One of the purposes that an agreement between the state and SKR names for its grants."""

    number = models.PositiveSmallIntegerField("nummer")
    first_year = models.PositiveSmallIntegerField("gäller från år")
    name = models.CharField("namn", max_length=250, db_collation=SWEDISH)
    alias = models.CharField("kallas", max_length=80, blank=True)
    aim = models.TextField("målsättning")
    source = models.CharField("källa", max_length=250)

    class Meta:
        verbose_name = "kategori"
        verbose_name_plural = "kategorier"
        ordering = ["-first_year", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["first_year", "number"],
                name="category_number_once_a_year",
                violation_error_message="Kategorin finns redan för det året.",
            )
        ]

    def __str__(self):
        return f"{self.number}. {self.name}"


@history.tracked()
class Method(models.Model):
    """A method or programme of the catalogue, with how sure its classification is."""

    class Certainty(models.TextChoices):
        SEEN = "SEEN", "Belagd"
        ASSUMED = "ASSUMED", "Antagande"

    name = models.CharField("namn", max_length=200, unique=True, db_collation=SWEDISH)
    main_b = models.CharField("B", max_length=10, choices=B4)
    certainty = models.CharField("B-märkningen är", max_length=8, choices=Certainty)
    form = models.CharField("form", max_length=200, blank=True)
    audience = models.CharField("målgrupp", max_length=200, blank=True)
    source = models.CharField("källa", max_length=250)

    class Meta:
        verbose_name = "metod"
        verbose_name_plural = "metoder"
        ordering = ["name"]

    def __str__(self):
        return self.name


@history.tracked()
class TargetGroup(models.Model):
    name = models.CharField("namn", max_length=120, unique=True, db_collation=SWEDISH)

    class Meta:
        verbose_name = "målgrupp"
        verbose_name_plural = "målgrupper"
        ordering = ["name"]

    def __str__(self):
        return self.name
