"""What supervisors and load balancers ask, also when the house is on fire."""

import json
import os
import socket
import subprocess
import sys
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from conftest import OPEN_THE_FENCE
from portal.models import Heartbeat
from portal.tasks import beat_heart, heart_of, last_beat

ALIVE, READY = "/halsa/lever", "/halsa/redo"
ALL_WELL = {"database": True, "migrations": True, "redis": True, "worker": True}


@pytest.fixture
def closed_port():
    """A port of this machine that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@pytest.fixture
def heart(db):
    Heartbeat.beat()


def assert_not_ready(client, *parts):
    """503, and exactly those parts are said to fail."""
    response = client.get(READY)
    assert response.status_code == 503
    assert response.json() == ALL_WELL | dict.fromkeys(parts, False)


def test_when_all_is_well_the_portal_is_ready(client, heart):
    response = client.get(READY)
    assert (response.status_code, response.json()) == (200, ALL_WELL)


def test_alive_asks_nothing_of_the_database(client, db):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(ALIVE).text == "ok"
    assert [query["sql"] for query in asked] == [OPEN_THE_FENCE]  # by the test itself


def test_without_a_heartbeat_the_worker_fails(client, db):
    assert_not_ready(client, "worker")


@pytest.mark.parametrize(("seconds", "status"), [(50, 200), (70, 503)])
def test_a_worker_that_has_been_silent_for_long_fails(client, heart, seconds, status):
    Heartbeat.objects.update(at=timezone.now() - timedelta(seconds=seconds))
    assert client.get(READY).status_code == status


def test_the_workers_task_writes_one_heartbeat_again_and_again(db):
    beat_heart()
    first = Heartbeat.objects.get().at
    beat_heart()
    assert Heartbeat.objects.get().at > first


def test_a_worker_that_stops_takes_only_its_own_heartbeat_along(client, db):
    for node in ("celery@one", "celery@another"):
        Heartbeat.beat(heart_of(node))
    last_beat(sender=SimpleNamespace(hostname="celery@one"))
    assert Heartbeat.objects.get().name == heart_of("celery@another")
    assert client.get(READY).status_code == 200
    last_beat(sender=SimpleNamespace(hostname="celery@another"))
    assert_not_ready(client, "worker")


def test_a_heart_has_room_for_any_name_of_a_node():
    names = {heart_of(f"celery@{'x' * 200}{number}") for number in range(3)}
    assert {len(name) for name in names} == {20}
    assert len(names) == 3


def test_the_heartbeat_of_a_worker_that_crashed_is_forgotten(db):
    Heartbeat.objects.create(name="crashed", at=timezone.now() - timedelta(days=2))
    beat_heart()
    assert Heartbeat.objects.get().name != "crashed"


def test_when_redis_is_gone_only_redis_fails(client, heart, settings, closed_port):
    settings.REDIS_URL = f"redis://127.0.0.1:{closed_port}/0"
    assert_not_ready(client, "redis")


def test_a_wrong_address_of_redis_fails_and_does_not_crash(client, heart, settings):
    settings.REDIS_URL = settings.REDIS_URL.rsplit("/", 1)[0] + "/99999"
    assert_not_ready(client, "redis")


def test_an_unapplied_migration_fails(client, heart):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE name = '0004_history'")
    assert_not_ready(client, "migrations")


def test_without_the_database_the_portal_is_alive_but_not_ready(closed_port):
    """In a process of its own, whose PostgreSQL and Redis are not there."""
    script = (
        "import json, django; django.setup()\n"
        "from django.test import Client\n"
        "client = Client(headers={'host': 'localhost'})\n"
        f"alive, ready = client.get('{ALIVE}'), client.get('{READY}')\n"
        "print(json.dumps([alive.status_code, ready.status_code, ready.json()]))\n"
    )
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DATABASE_URL": f"postgres://portal@127.0.0.1:{closed_port}/portal",
        "REDIS_URL": f"redis://127.0.0.1:{closed_port}/0",
    }
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == [200, 503, dict.fromkeys(ALL_WELL, False)]


@pytest.mark.parametrize("url", [ALIVE, READY])
def test_the_answer_is_open_never_kept_and_only_read(client, heart, url):
    response = client.get(url)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert client.head(url).status_code == 200
    assert client.post(url).status_code == 405
