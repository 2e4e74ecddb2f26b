"""What a form does, it does once, however often it is sent."""

from django.db import IntegrityError, transaction

from funding.models import Sent


@transaction.atomic
def once(mark, act, *args, **kwargs):
    """Do `act`, unless the form with this mark has. Returns whether it was done now.

    PostgreSQL keeps each mark once, so that of two at the same time the second waits for the first.
    What is refused leaves no mark, and may be tried again.
    """
    if mark and not _keep(mark):
        return False
    act(*args, **kwargs)
    return True


def _keep(mark):
    """Keep the mark; False when it is kept already."""
    try:
        with transaction.atomic():
            Sent.objects.create(mark=mark)
    except IntegrityError:
        return False
    return True


def was_sent(mark):
    """Whether the form with this mark has done its work."""
    return bool(mark) and Sent.objects.filter(mark=mark).exists()
