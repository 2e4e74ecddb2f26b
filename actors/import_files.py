"""The uploaded file between preview and confirmation: kept under its owner and its content."""

import hashlib
import time
from pathlib import Path

from django.conf import settings
from django.core import signing

SALT = "actors.import"
KEPT_FOR = 60 * 60  # seconds


def keep(content, *, name, plan, owner):
    """Keep the content for an hour. Returns a signed text that leads back to it.

    The text also carries the fingerprint of what the owner was shown. An owner has one file at a
    time; what anybody left behind goes when it is too old to be used.
    """
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o750)
    for path in folder.iterdir():
        if path.name.startswith(f"{owner.pk}-") or path.stat().st_mtime < time.time() - KEPT_FOR:
            path.unlink(missing_ok=True)
    sha256 = hashlib.sha256(content).hexdigest()
    path = _path(owner, sha256)
    path.write_bytes(content)
    path.chmod(0o640)
    said = {"owner": owner.pk, "sha256": sha256, "name": name, "plan": plan}
    return signing.dumps(said, salt=SALT)


def fetch(token, *, owner):
    """The content, the file's name and the fingerprint; None when there is no such file left."""
    try:
        said = signing.loads(token, salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None
    if said["owner"] != owner.pk:
        return None
    try:
        return _path(owner, said["sha256"]).read_bytes(), said["name"], said["plan"]
    except FileNotFoundError:
        return None


def drop(content, *, owner):
    """Remove the file after the import."""
    _path(owner, hashlib.sha256(content).hexdigest()).unlink(missing_ok=True)


def _folder():
    return Path(settings.MEDIA_ROOT) / "imports"


def _path(owner, sha256):
    return _folder() / f"{owner.pk}-{sha256}"
