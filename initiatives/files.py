"""Where the bytes of attachments lie, and how long."""

from initiatives.models import Attachment
from portal.files import SweptShelf

shelf = SweptShelf("attachments")
path_of, keep = shelf.path_of, shelf.keep


def purge():
    """Delete the bytes that no row points at, not even a removed one. Returns how many."""
    return shelf.purge(lambda sha256: Attachment.with_removed.filter(sha256=sha256))
