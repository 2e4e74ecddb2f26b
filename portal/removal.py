"""Taking something away for thirty days instead of asking "are you sure?".

What is removed is hidden from every ordinary query, since `objects` leaves it out; `with_removed`
finds it again. After `KEPT` a nightly task deletes it for good.
"""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

KEPT = timedelta(days=30)


class KeptManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().filter(removed_at=None)


def managers(queryset=models.QuerySet):
    """The two managers of a removable model: `objects` and `with_removed`."""
    return KeptManager.from_queryset(queryset)(), queryset.as_manager()


class Removable(models.Model):
    """Something that can be taken away and brought back."""

    removed_at = models.DateTimeField("borttagen", null=True, editable=False)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="borttagen av",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_removed_when_and_by",
                condition=Q(removed_at=None, removed_by=None)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                violation_error_message="Det som är borttaget har både tid och person.",
            )
        ]

    @property
    def gone_on(self):
        """The day when what was removed is deleted for good."""
        return timezone.localdate(self.removed_at + KEPT)

    def remove(self, *, by):
        """Hide the row; `restore()` brings it back."""
        self.removed_at, self.removed_by = timezone.now(), by
        self.save(update_fields=["removed_at", "removed_by"])

    def restore(self):
        self.removed_at = self.removed_by = None
        self.save(update_fields=["removed_at", "removed_by"])


class Locked(models.Model):
    """Something that two people may edit at once: `lock` counts the saves.

    A form carries the number that it was opened with; when the row has another one, somebody else
    has saved meanwhile, and both texts are shown.
    """

    lock = models.PositiveIntegerField("sparad gång", default=0, editable=False)

    class Meta:
        abstract = True
