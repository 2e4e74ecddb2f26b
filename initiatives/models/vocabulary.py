"""The words that plans and activities are sorted by."""

from datetime import date

from django.db import models

from portal import history
from portal.models import SWEDISH

EARLIEST = date(1990, 1, 1)  # older than any log; a year below it is a slip of the keyboard


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
    NAMED = "NAMED", "Bara namngivna personer"


# What the whole county or everybody may see; nothing that names a place or means.
OPEN_VISIBILITY = [Visibility.PUBLIC, Visibility.COUNTY]


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

    def has_focuses(self):
        """Whether the category is divided into inriktningar, of which one must then be named."""
        return self.terms.of(Taxonomy.FOCUS).in_use().exists()


class Taxonomy(models.TextChoices):
    """By what activities are sorted, beside the B. The value is also its name in addresses."""

    TARGET_GROUP = "malgrupp", "Målgrupp"
    ARENA = "arena", "Arena"
    FOCUS = "inriktning", "Inriktning"
    CORE_AREA = "karnomrade", "Kärnområde"
    POLICY_AREA = "malomrade", "Folkhälsopolitiskt målområde"
    ACTION_AREA = "atgardsomrade", "Åtgärdsområde i programmet från 2008"
    STRATEGY_GOAL = "strategimal", "Mål i strategin från 2025"
    LEVEL = "niva", "Individ eller befolkning"
    SCOPE = "rackvidd", "Lokalt eller regionalt"


class TermQuerySet(models.QuerySet):
    def of(self, taxonomy):
        return self.filter(taxonomy=taxonomy)

    def in_use(self):
        """Those that can still be chosen; what has left the list stays where it was chosen."""
        return self.filter(is_active=True)


@history.tracked()
class Term(models.Model):
    """One word of a taxonomy. Words are data: a new one needs no new code."""

    taxonomy = models.CharField("sorterar efter", max_length=16, choices=Taxonomy)
    number = models.PositiveSmallIntegerField("ordning", default=0)
    name = models.CharField("namn", max_length=400, db_collation=SWEDISH)
    category = models.ForeignKey(
        Category,
        verbose_name="kategori",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="terms",
    )
    is_also = models.BooleanField("att även uppmärksamma", default=False)
    is_active = models.BooleanField("går att välja", default=True)
    source = models.CharField("källa", max_length=250, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = "sorteringsord"
        verbose_name_plural = "sorteringsord"
        ordering = ["taxonomy", "category", "number", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["taxonomy", "category", "name"],
                nulls_distinct=False,
                name="term_name_once",
                violation_error_message="Ordet finns redan i den listan.",
            ),
            models.CheckConstraint(
                name="term_focus_has_category",
                condition=~models.Q(taxonomy="inriktning") | models.Q(category__isnull=False),
                violation_error_message="En inriktning hör till en kategori. Välj vilken.",
            ),
        ]

    def __str__(self):
        return self.name
