"""What we took in from others is complete, licensed and unchanged: docs/vendor.md"""

import hashlib

import pytest
from django.conf import settings

VENDORED = sorted(
    folder
    for root in ("static/vendor", "e2e/vendor")
    for folder in (settings.BASE_DIR / root).iterdir()
    if folder.is_dir()
)


@pytest.mark.parametrize("folder", VENDORED, ids=lambda folder: folder.name)
def test_vendored_files_are_what_the_list_says(folder):
    listed = dict(
        reversed(line.split("  ", 1)) for line in (folder / "SHA256").read_text().splitlines()
    )
    found = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "SHA256"
    }
    assert found == listed
    assert {"LICENSE", "VERSION"} <= found.keys()


def test_there_is_something_vendored():
    names = {folder.name for folder in VENDORED}
    assert names >= {"designsystemet", "htmx", "source-sans-3", "source-sans-3-ttf", "axe-core"}
