"""What was done, and whether the workers are alive."""

from contextlib import contextmanager

from django.contrib.postgres.functions import TransactionNow
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from portal.history import request_id

# Swedish order (… z å ä ö) whatever the database was created with.
SWEDISH = "sv-x-icu"


class Event(models.Model):
    """One thing somebody did. Append-only: PostgreSQL refuses to change or delete a row.

    It stands below every other app, so it points at things by type and number instead of by
    foreign key; `by` is the number of an `actors.User`.
    """

    # The time of the transaction, which PostgreSQL writes on what it changes too.
    at = models.DateTimeField("när", db_default=TransactionNow(), editable=False)
    verb = models.CharField("vad", max_length=60)
    object_type = models.CharField("slag", max_length=60)
    object_id = models.CharField("nummer", max_length=40)
    object_label = models.CharField("namn", max_length=250)
    by = models.BigIntegerField("av", null=True)
    why = models.TextField("varför", blank=True)
    request = models.UUIDField("begäran", null=True, default=request_id, editable=False)

    class Meta:
        verbose_name = "händelse"
        verbose_name_plural = "händelser"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["object_type", "object_id", "-at"], name="event_object")]

    def __str__(self):
        return f"{self.verb} {self.object_label}"

    @classmethod
    def record(cls, verb, obj, *, by, why=""):
        """Note that `by` (a User, or None for the portal itself) did `verb` to `obj`."""
        return cls.objects.create(
            verb=verb,
            object_type=obj._meta.label_lower,
            object_id=str(obj.pk),
            object_label=str(obj)[:250],
            by=by.pk if by else None,
            why=why,
        )

    @classmethod
    def about(cls, obj):
        """Everything that was done to `obj`, latest first."""
        return cls.objects.filter(object_type=obj._meta.label_lower, object_id=str(obj.pk))


class Heartbeat(models.Model):
    """The last time a Celery worker was seen at work; a process that hangs does not write it."""

    name = models.CharField("namn", primary_key=True, max_length=20)
    at = models.DateTimeField("när")

    class Meta:
        verbose_name = "hjärtslag"
        verbose_name_plural = "hjärtslag"

    def __str__(self):
        return self.name

    @classmethod
    def beat(cls, name="worker"):
        """Write that the worker is at work now."""
        cls.objects.update_or_create(name=name, defaults={"at": timezone.now()})


@contextmanager
def refusals():
    """Turn a refusal by PostgreSQL's own guards into a ValidationError with the same sentence.

    The triggers raise SQLSTATE 23514 with a Swedish sentence; a plain constraint carries its
    sentence in Django and never gets this far.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        if diagnosis is None or diagnosis.sqlstate != "23514" or diagnosis.constraint_name:
            raise
        raise ValidationError(diagnosis.message_primary) from error
