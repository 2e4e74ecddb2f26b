"""Where the minutes of decisions lie, and how long."""

from funding.models import Decision
from portal.files import SweptShelf

shelf = SweptShelf("minutes")
path_of, keep = shelf.path_of, shelf.keep


def purge():
    """Delete the bytes that no decision points at. Returns how many."""
    return shelf.purge(lambda sha256: Decision.objects.filter(minutes_sha256=sha256))
