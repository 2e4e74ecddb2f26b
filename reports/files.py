"""Finished files, named by their content: two workers write the same bytes, never half a file."""

import hashlib
import os
from pathlib import Path

from django.conf import settings


def path_of(sha256):
    """Where the file with that content lies."""
    return Path(settings.MEDIA_ROOT) / "reports" / sha256[:2] / f"{sha256}.pdf"


def keep(content, *, owner):
    """Write `content` so that it is there whole or not at all. Returns its SHA-256.

    Raises OSError when the disk is full; no part of a file is then left.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    path = path_of(sha256)
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


def _private(path, flags):
    return os.open(path, flags, 0o640)
