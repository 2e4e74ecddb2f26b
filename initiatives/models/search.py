"""What the search reads of activities."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from initiatives.models.activities import Activity


class ActivitySearch(models.Model):
    """The words of an activity that is published for everybody or for the county.

    PostgreSQL keeps it by triggers (migration 0009). The fence forbids an indexed search in the
    tables themselves; this one has no fence, since it holds only what the fence lets through:
    no draft, nothing that only those who take part may read, nothing that names a place or means.
    """

    activity = models.OneToOneField(
        Activity,
        verbose_name="aktivitet",
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    vector = SearchVectorField("ord med vikt")
    words = models.TextField("ord")

    class Meta:
        verbose_name = "sökord för aktivitet"
        verbose_name_plural = "sökord för aktiviteter"
        ordering = ["activity"]
        # Without fastupdate, by which each search would read whole what was just written.
        indexes = [
            GinIndex(fields=["vector"], fastupdate=False, name="activitysearch_vector"),
            GinIndex(
                OpClass("words", name="gin_trgm_ops"),
                fastupdate=False,
                name="activitysearch_words",
            ),
        ]

    def __str__(self):
        return str(self.activity_id)
