"""The launcher: what it finds, what it says, and that it ends what it starts."""

import json
import signal
import socket
import subprocess
import sys
import time

import pytest

from portal.local import demo, machine, processes, servers, state
from portal.local.machine import Postgres
from portal.local.terminal import Stop

NEW = Postgres(bin="/usr/lib/postgresql/15/bin", major=15)
OLD = Postgres(bin="/usr/lib/postgresql/13/bin", major=13, lacks="version 15 or newer (it is 13)")


class FakeMachine(machine.Machine):
    """A machine that has what a test says."""

    def __init__(self, *, programs=(), libraries=(), servers=(), font=False):
        self.programs, self.libraries, self.font = programs, libraries, font
        self.postgres_servers = list(servers)

    def program(self, *names):
        return next((f"/usr/bin/{name}" for name in names if name in self.programs), None)

    def library(self, name):
        return name in self.libraries

    def can_make_environments(self):
        return True

    def has_swedish_font(self):
        return self.font


COMPLETE = {
    "programs": ("redis-server", "fc-list", "chromium"),
    "libraries": tuple(machine.LIBRARIES),
    "servers": (NEW,),
    "font": True,
}


def missing(**changes):
    wanted = {"postgres": True, "redis": True, "browser": True}
    answer = machine.missing(FakeMachine(**COMPLETE | changes), **wanted)
    return [need.package for need in answer]


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch):
    for name in ("DATABASE_URL", "REDIS_URL", "CHROMIUM", "PORT", "B4_STATE_DIR"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("changes", "packages"),
    [
        ({}, []),
        ({"programs": ("valkey-server", "fc-list", "google-chrome")}, []),
        ({"servers": ()}, ["postgresql"]),
        ({"servers": (OLD,)}, ["postgresql"]),
        ({"programs": ("fc-list", "chromium")}, ["redis-server"]),
        ({"programs": ("redis-server", "fc-list")}, ["chromium"]),
        ({"font": False}, ["fonts-dejavu-core"]),
        ({"libraries": ("pango-1.0", "pangoft2-1.0", "harfbuzz")}, ["libharfbuzz-subset0"]),
    ],
)
def test_what_is_missing_is_named_by_its_package(changes, packages):
    assert missing(**changes) == packages


def test_servers_that_the_environment_gives_are_not_asked_for(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://host/name")
    assert servers.wanted() == {"postgres": False, "redis": True}
    bare = FakeMachine(**COMPLETE | {"servers": ()})
    assert machine.missing(bare, postgres=False, redis=True) == []


def test_an_old_postgresql_is_said_to_be_old():
    text = machine.describe_postgres([OLD])
    assert text.endswith("(PostgreSQL 13 is here, but lacks version 15 or newer (it is 13))")


@pytest.mark.parametrize(
    ("text", "major"),
    [
        ("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", 15),
        ("postgres (PostgreSQL) 17beta2", 17),
        ("postgres (PostgreSQL) 9.6.24", 9),
        ("", 0),
    ],
)
def test_versions_are_read(text, major):
    assert machine.parse_major(text) == major


def test_who_may_not_install_gets_the_line_to_type():
    with pytest.raises(Stop, match=r"sudo apt-get update && sudo apt-get install .* redis-server$"):
        machine.install(["postgresql", "redis-server"], rights=None)


def test_without_apt_it_stops_with_a_sentence():
    with pytest.raises(Stop, match="package manager"):
        machine.require(FakeMachine(), postgres=True, redis=True)


def test_a_taken_port_is_seen():
    with socket.socket() as other:
        other.bind((servers.HOST, 0))
        other.listen()
        assert servers.is_taken(other.getsockname()[1])
    assert not servers.is_taken(servers.free_port())


@pytest.mark.parametrize("port", ["abc", "0", "70000", "-1", "8000.5"])
def test_a_port_that_is_none_is_refused(monkeypatch, port):
    monkeypatch.setenv("PORT", port)
    with pytest.raises(Stop, match="is no port"):
        demo.chosen_port()


def test_the_port_is_8000_unless_said(monkeypatch):
    assert demo.chosen_port() == 8000
    monkeypatch.setenv("PORT", "8001")
    assert demo.chosen_port() == 8001


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgres://portal:secret@db:5432/portal", "postgres://portal:…@db:5432/portal"),
        ("redis://:secret@127.0.0.1:6379/0", "redis://:…@127.0.0.1:6379/0"),
        ("redis://127.0.0.1:6379/0", "redis://127.0.0.1:6379/0"),
        ("postgres://u:se[cret@db/portal", "…"),
    ],
)
def test_an_address_is_shown_without_its_password(address, shown):
    assert servers.without_password(address) == shown


def test_another_kind_of_database_is_refused():
    with pytest.raises(
        Stop, match=r"^DATABASE_URL=mysql://u:…@db/x must begin with postgres://\.$"
    ):
        servers.check_address("DATABASE_URL", "mysql://u:secret@db/x", ("postgres", "postgresql"))


@pytest.mark.parametrize(
    ("variable", "address"),
    [("DATABASE_URL", "postgres://u:secret@127.0.0.1:{}/x"), ("REDIS_URL", "redis://:secret@127.0.0.1:{}/0")],
)  # fmt: skip
def test_an_unreachable_server_is_one_sentence_without_the_password(monkeypatch, variable, address):
    address = address.format(servers.free_port())
    monkeypatch.setenv(variable, address)
    monkeypatch.setattr(servers, "PYTHON", sys.executable)
    with pytest.raises(Stop) as stopped:
        servers.check_address(variable, address, (address.partition(":")[0],))
    sentence = str(stopped.value)
    assert "cannot be used: " in sentence
    assert "refused" in sentence
    assert "secret" not in sentence
    assert "\n" not in sentence


def test_data_keep_the_version_that_wrote_them(tmp_path):
    newer = Postgres(bin="/usr/lib/postgresql/17/bin", major=17)
    assert servers.choose_postgres([newer, NEW], tmp_path) == newer
    (tmp_path / "PG_VERSION").write_text("15\n")
    assert servers.choose_postgres([newer, NEW], tmp_path) == NEW
    with pytest.raises(Stop, match="make demo-reset"):
        servers.choose_postgres([newer], tmp_path)


def test_a_state_is_held_by_one_at_a_time_and_says_where_it_runs(tmp_path):
    mine = state.State(tmp_path / "demo")
    with mine.held():
        mine.write_running({"BASE_URL": "http://127.0.0.1:8000"})
        with pytest.raises(Stop, match=r"running at http://127\.0\.0\.1:8000"), mine.held():
            pass
    assert mine.read_running() == {}


def test_a_directory_with_other_things_is_left_alone(tmp_path):
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "diary.txt").touch()
    with pytest.raises(Stop, match="holds something else"), state.State(tmp_path / "demo").held():
        pass


def test_too_little_room_is_said_before_anything_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(state, "ROOM_NEEDED", 1 << 60)
    with pytest.raises(Stop, match="make room there"):
        state.State(tmp_path).check_room()


def test_secrets_stay_and_are_private(tmp_path):
    mine = state.State(tmp_path)
    assert mine.secret("redis") == mine.secret("redis") != mine.secret("django")
    assert (tmp_path / "secrets.json").stat().st_mode & 0o077 == 0


def test_a_full_disk_is_named(tmp_path):
    log = tmp_path / "log"
    log.write_text("PANIC: could not write: No space left on device\n")
    assert "The disk is full" in processes.explain(log, "PostgreSQL did not start.")


def test_the_last_lines_of_the_log_come_before_the_sentence(tmp_path):
    log = tmp_path / "log"
    log.write_text("first\nlast\n")
    assert processes.explain(log, "It stopped.") == "  | first\n  | last\nIt stopped."


def sleeper(children, argv=("sleep", "60")):
    return children.start("sleeper", argv)


def test_leaving_ends_what_was_started_and_its_children():
    with processes.Processes() as children:
        child = sleeper(children, ["sh", "-c", "sleep 60 & sleep 60"])
        processes.wait_until(lambda: len(processes.session_members(child.pid)) == 3, 2)
    assert processes.session_members(child.pid) == []


def test_one_that_will_not_listen_is_ended_all_the_same():
    with processes.Processes(patience=0.1) as children:
        child = sleeper(children, ["sh", "-c", "trap '' TERM; echo; while :; do sleep 0.1; done"])
        time.sleep(0.2)
    assert not child.is_alive()
    assert child.handle.returncode == -signal.SIGKILL


def test_a_child_that_stops_by_itself_is_named():
    with processes.Processes() as children:
        children.wait(sleeper(children, ["false"]))
        with pytest.raises(Stop, match=r"sleeper stopped by itself \(code 1\)"):
            children.check()


def test_what_a_killed_run_left_is_ended_by_the_next(tmp_path):
    record = tmp_path / "processes.json"
    children = processes.Processes(record)
    child = sleeper(children)
    processes.end_leftovers(record)
    assert child.handle.wait(timeout=5) == -signal.SIGTERM
    assert not record.exists()


@pytest.mark.parametrize("change", [{"born": "1"}, {"boot": "another"}])
def test_a_stranger_with_the_same_number_is_left_alone(tmp_path, change):
    record = tmp_path / "processes.json"
    with processes.Processes(record) as children:
        child = sleeper(children)
        notes = json.loads(record.read_text())
        notes["boot"] = change.get("boot", notes["boot"])
        notes["children"][0]["born"] = change.get("born", child.born)
        record.write_text(json.dumps(notes))
        processes.end_leftovers(record)
        assert child.is_alive()


def test_an_unknown_command_is_answered_with_the_known_ones():
    argv = [sys.executable, "-m", "portal.local", "demonstrate"]
    done = subprocess.run(argv, cwd=state.PROJECT, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.startswith("Usage: ")
    assert "demo-reset" in done.stderr


def test_the_demo_shows_the_mail_of_web_and_worker_in_the_terminal(tmp_path, monkeypatch):
    shown = {}

    class Kept:
        def start(self, name, argv, *, output, **options):
            shown[name] = output

    kept = state.State(tmp_path)
    monkeypatch.setattr(demo, "wait_until_ready", lambda *args: None)
    demo.start_portal(Kept(), kept, {}, 8000)
    assert [name for name in shown if shown[name] is sys.stdout] == ["web", "worker"]
    argv = ["-c", "from portal.celery import app; print(app.conf.worker_redirect_stdouts)"]
    environment = {"DEMO": "true", "PORTAL_ENV": "development"}
    done = subprocess.run(
        [sys.executable, *argv], cwd=state.PROJECT, env=environment, capture_output=True, text=True
    )
    assert done.stdout.strip() == "False", done.stderr
