"""The demo: seeded once for each file that asks for it, and every test reads it."""

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings


@pytest.fixture(scope="module")
def _seeded(django_db_setup, django_db_blocker, tmp_path_factory):
    """Seed in a transaction that is undone when the file is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(DEMO=True, MEDIA_ROOT=tmp_path_factory.mktemp("media")):
            call_command("seed", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(_seeded, db):
    """The seeded database; what a test changes is undone after it."""
