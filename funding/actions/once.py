"""What a form does, it does once, however often it is sent."""

from django.db import transaction

from funding.models import Sent


@transaction.atomic
def once(mark, act, *args, **kwargs):
    """Do `act`, unless the form with this mark has. Returns whether it was done now.

    PostgreSQL keeps each mark once, so that of two at the same time the second waits for the first.
    What is refused leaves no mark, and may be tried again.
    """
    if mark and not Sent.objects.get_or_create(mark=mark)[1]:
        return False
    act(*args, **kwargs)
    return True


def was_sent(mark):
    """Whether the form with this mark has done its work."""
    return bool(mark) and Sent.objects.filter(mark=mark).exists()
