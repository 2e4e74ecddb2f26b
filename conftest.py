"""What every test stands on: real PostgreSQL and Redis, a fixed cast, no N+1 query, no network."""

import os
import subprocess
import sys
import time
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.signals import request_finished
from django.db import connection
from zeal.patch import patch as watch_for_n_plus_one

from actors.models import Kind, Role
from actors.tests.factories import make_actor, make_county, make_user

watch_for_n_plus_one()


@pytest.fixture(autouse=True)
def _requests(settings):
    """A query that a page asks once per row fails the test; static files need no collecting."""
    settings.WHITENOISE_AUTOREFRESH = True
    # Sign-in limits are counted in Redis, which no transaction rolls back.
    settings.CACHES = {"default": settings.CACHES["default"] | {"KEY_PREFIX": uuid4().hex}}
    settings.MIDDLEWARE = ["zeal.middleware.zeal_middleware", *settings.MIDDLEWARE]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Let tests empty the append-only tables between them; test_ledger.py turns the guard on."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', tgrelid::regclass, tgname) "
            "FROM pg_trigger WHERE tgtype & 32 <> 0"  # those on TRUNCATE
        )
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)


OPEN_THE_FENCE = "SELECT set_config('portal.everything', 'on', false)"


def open_the_fence(**kwargs):
    """Tests build their world as the portal itself; only requests stand behind the fence."""
    with connection.cursor() as cursor:
        cursor.execute(OPEN_THE_FENCE)


@pytest.fixture(autouse=True)
def _fence(request):
    """Open the fence for what a test does between its requests."""
    if not {"db", "transactional_db"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("_django_db_helper")
    open_the_fence()
    request_finished.connect(open_the_fence)
    yield
    request_finished.disconnect(open_the_fence)


@pytest.fixture
def cast(db):
    """The people of most tests: in Storuman, in the region, and a stranger from Nacka."""
    vasterbotten = make_county("24", "Västerbotten")
    stockholm = make_county("01", "Stockholm")
    storuman = make_actor("Storumans kommun", Kind.KOMMUN, "2421", [vasterbotten])
    umea = make_actor("Umeå kommun", Kind.KOMMUN, "2480", [vasterbotten])
    region = make_actor("Region Västerbotten", Kind.REGION, "24", [vasterbotten])
    nacka = make_actor("Nacka kommun", Kind.KOMMUN, "0182", [stockholm])
    skr = make_actor("SKR", Kind.SKR)
    return SimpleNamespace(
        vasterbotten=vasterbotten,
        stockholm=stockholm,
        storuman=storuman,
        umea=umea,
        region=region,
        nacka=nacka,
        skr=skr,
        coordinator=make_user("samordnare", storuman, Role.COORDINATOR),
        colleague=make_user("kollega", storuman, Role.COORDINATOR),
        reader=make_user("lasare", storuman, Role.READER),
        approver=make_user("godkannare", storuman, Role.APPROVER),
        neighbour=make_user("granne", umea, Role.COORDINATOR),
        officer=make_user("handlaggare", region, Role.OFFICER),
        region_approver=make_user("regiongodkannare", region, Role.APPROVER),
        stranger=make_user("framling", nacka, Role.COORDINATOR),
        national=make_user("nationell", skr, Role.READER),
        nobody=make_user("ingen"),
    )


@pytest.fixture
def sign_in(client):
    """Sign somebody in to the test client, and get it back."""

    def _sign_in(user):
        client.force_login(user, backend="actors.signin.Backend")
        return client

    return _sign_in


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def worker(transactional_db, tmp_path):
    """A real Celery worker on this test's database and a Redis database of its own."""
    number = 1 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    url = f"{settings.REDIS_URL.rsplit('/', 1)[0]}/{number}"
    db = connection.settings_dict
    environment = os.environ | {
        "DATABASE_URL": (
            f"postgres://{db['USER']}:{db['PASSWORD']}@{db['HOST']}:{db['PORT']}/{db['NAME']}"
        ),
        "REDIS_URL": url,
        "MEDIA_ROOT": str(tmp_path / "media"),
    }
    command = [sys.executable, "-m", "celery", "-A", "portal", "worker", "--pool=solo"]
    with (tmp_path / "worker.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    yield SimpleNamespace(url=url, process=process, log=tmp_path / "worker.log")
    process.terminate()
    process.wait(timeout=30)


def pytest_terminal_summary(terminalreporter):
    """Say how many combinations the access matrix tried."""
    tried = sum(
        value
        for report in terminalreporter.stats.get("passed", [])
        for name, value in report.user_properties
        if name == "combinations"
    )
    if tried:
        terminalreporter.write_line(
            f"Access matrix: {tried} combinations of role, route, object and method"
        )


def wait_for(condition, seconds=30):
    """Ask until `condition()` is true; fail when it takes too long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError(f"Not true within {seconds} seconds")
