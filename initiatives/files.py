"""Where the bytes of attachments lie, and how long."""

from django.db import connection, transaction

from initiatives.models import Attachment
from portal import fence
from portal.files import Shelf

shelf = Shelf("attachments")
path_of = shelf.path_of


def keep(content, *, owner):
    """Write the bytes, and let nobody purge them before this transaction has ended."""
    sha256 = shelf.keep(content, owner=owner)
    _wait(sha256, "pg_advisory_xact_lock_shared")
    if not path_of(sha256).exists():  # purged while we waited
        shelf.keep(content, owner=owner)
    return sha256


def purge():
    """Delete the bytes that no row points at, not even a removed one. Returns how many."""
    shelf.forget_unfinished()
    gone = 0
    for sha256 in list(shelf.kept()):
        with transaction.atomic(), fence.everything():
            _wait(sha256, "pg_advisory_xact_lock")
            if not Attachment.with_removed.filter(sha256=sha256).exists():
                path_of(sha256).unlink(missing_ok=True)
                gone += 1
    return gone


def _wait(sha256, lock):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {lock}(hashtext(%s))", [f"attachment {sha256}"])
