"""Files named by their content: two who write the same bytes write one file, never half a one.

They lie under MEDIA_ROOT, which no address leads to: a view that asks who may see them serves them.
"""

import hashlib
import os
import time
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from portal import fence

A_DAY = 24 * 60 * 60  # seconds


class Shelf:
    """One kind of files, each under its SHA-256 in a folder of their own."""

    def __init__(self, folder, suffix=""):
        self.folder, self.suffix = folder, suffix

    @property
    def path(self):
        return Path(settings.MEDIA_ROOT) / self.folder

    def path_of(self, sha256):
        """Where the file with that content lies."""
        return self.path / sha256[:2] / f"{sha256}{self.suffix}"

    def keep(self, content, *, owner):
        """Write `content` so that it is there whole or not at all. Returns its SHA-256.

        `owner` tells those apart who write the same at once. Raises OSError when the disk is full;
        no part of a file is then left.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.path_of(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f".{sha256}.{owner}.tmp")
        try:
            with open(unfinished, "wb", opener=_private) as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(unfinished, path)
        finally:
            unfinished.unlink(missing_ok=True)
        return sha256

    def kept(self):
        """The SHA-256 of every finished file."""
        for path in self.path.glob(f"??/*{self.suffix}"):
            if not path.name.startswith("."):
                yield path.name.removesuffix(self.suffix)

    def forget_unfinished(self):
        """Delete what somebody began to write more than a day ago and never finished."""
        for path in self.path.glob("??/.*.tmp"):
            if path.stat().st_mtime < time.time() - A_DAY:
                path.unlink(missing_ok=True)


class SweptShelf(Shelf):
    """Files that rows point at: `purge()` deletes those that no row points at any more."""

    def keep(self, content, *, owner):
        """Write the bytes, and let nobody purge them before this transaction has ended."""
        sha256 = super().keep(content, owner=owner)
        self._wait(sha256, "pg_advisory_xact_lock_shared")
        if not self.path_of(sha256).exists():  # purged while we waited
            super().keep(content, owner=owner)
        return sha256

    def purge(self, rows):
        """Delete the bytes that no row points at. Returns how many.

        `rows` takes a SHA-256 and gives the queryset of the rows that hold it, also removed ones.
        """
        self.forget_unfinished()
        gone = 0
        for sha256 in list(self.kept()):
            with transaction.atomic(), fence.everything():
                self._wait(sha256, "pg_advisory_xact_lock")
                if not rows(sha256).exists():
                    self.path_of(sha256).unlink(missing_ok=True)
                    gone += 1
        return gone

    def _wait(self, sha256, lock):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {lock}(hashtext(%s))", [f"{self.folder} {sha256}"])


def _private(path, flags):
    return os.open(path, flags, 0o640)
