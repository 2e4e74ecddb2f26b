"""So that what was sent twice is booked once."""

from django.db import models
from django.db.models.functions import Now


class Sent(models.Model):
    """A form that has done its work. Its mark is kept, so that it never does it again."""

    mark = models.UUIDField("märke", primary_key=True, editable=False)
    at = models.DateTimeField("skickat", db_default=Now(), editable=False)

    class Meta:
        verbose_name = "skickat formulär"
        verbose_name_plural = "skickade formulär"

    def __str__(self):
        return str(self.mark)
