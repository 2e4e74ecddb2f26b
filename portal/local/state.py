"""The directory where a run keeps everything: lock, secrets, data of the servers, media, logs."""

import fcntl
import hashlib
import json
import os
import pwd
import secrets
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from portal.local.processes import end_leftovers
from portal.local.terminal import Stop

PROJECT = Path(__file__).resolve().parents[2]
ROOM_NEEDED = 100 * 1024 * 1024


@dataclass(frozen=True)
class Account:
    """The user that PostgreSQL and Redis run as when we are root, which PostgreSQL refuses."""

    uid: int
    gid: int
    name: str


def server_account():
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(user.pw_uid, user.pw_gid, name)
    raise Stop("PostgreSQL refuses to run as root, and there is no user `postgres` or `nobody`.")


def base_directory():
    """`.local` in the project, or where the servers' user can reach it when we are root."""
    wanted = Path(os.environ.get("B4_STATE_DIR") or PROJECT / ".local").absolute()
    if os.geteuid() != 0 or is_open_to_others(wanted):
        return wanted
    if "B4_STATE_DIR" in os.environ:
        raise Stop(f"B4_STATE_DIR={wanted} is closed to the user that PostgreSQL must run as.")
    mark = hashlib.sha256(str(PROJECT).encode()).hexdigest()[:8]
    return Path(f"/var/tmp/b4-portal-{os.geteuid()}-{mark}")


def is_open_to_others(directory):
    """Whether any user may walk down to this directory."""
    steps = (directory, *directory.parents)
    return all(place.stat().st_mode & 0o001 for place in steps if place.exists())


def make_base_directory():
    base = base_directory()
    if not base.exists():
        base.mkdir()
        base.chmod(0o755)  # whatever the umask: the servers' user must get through
    if base.is_symlink() or base.stat().st_uid != os.geteuid():
        raise Stop(f"{base} belongs to somebody else; set B4_STATE_DIR to a directory of your own.")
    return base


class State:
    """One run's directory, under the base directory. `held()` makes it ours until we leave."""

    def __init__(self, path):
        self.path = path
        self.logs = path / "logs"
        self.media = path / "media"
        self.running = path / "running.json"
        self.processes = path / "processes.json"

    def exists(self):
        return (self.path / "lock").exists()

    @contextmanager
    def held(self):
        """Take the lock, and end what a killed run may have left behind."""
        self._make()
        with open(self.path / "lock", "w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Stop(self._busy()) from None
            end_leftovers(self.processes)
            self.running.unlink(missing_ok=True)
            try:
                yield self
            finally:
                self.running.unlink(missing_ok=True)

    def _make(self):
        if self.path.exists() and not self.exists() and any(self.path.iterdir()):
            raise Stop(f"{self.path} holds something else; set B4_STATE_DIR to another directory.")
        self.path.mkdir(mode=0o700, exist_ok=True)
        for folder in (self.logs, self.media):
            folder.mkdir(exist_ok=True)
        if account := server_account():
            os.chown(self.path, -1, account.gid)
            self.path.chmod(0o750)

    def _busy(self):
        running = self.read_running()
        where = f" at {running['BASE_URL']}" if "BASE_URL" in running else ""
        return f"It is running{where}: use it there, or stop it with Ctrl-C and do this again."

    def directory_for_server(self, name):
        """A directory that the server's own user owns, and the account to run it as."""
        folder, account = self.path / name, server_account()
        folder.mkdir(mode=0o700, exist_ok=True)
        if account:
            os.chown(folder, account.uid, account.gid)
        return folder, account

    def check_room(self):
        free = shutil.disk_usage(self.path).free
        if free < ROOM_NEEDED:
            raise Stop(
                f"Only {free // 1024**2} MB are free where {self.path} is, and "
                f"{ROOM_NEEDED // 1024**2} MB are needed: make room there, or set B4_STATE_DIR to "
                "a directory on another disk."
            )

    def secret(self, name):
        """A random secret that stays the same from run to run."""
        path = self.path / "secrets.json"
        known = read_json(path)
        if name not in known:
            known[name] = secrets.token_urlsafe(32)
            write_private(path, known)
        return known[name]

    def read_running(self):
        return read_json(self.running)

    def write_running(self, environment):
        write_private(self.running, environment)


@contextmanager
def throwaway():
    """A state that is removed afterwards; what a killed run left is removed first."""
    base = make_base_directory()
    for left in base.glob("test-*"):
        remove_if_free(State(left))
    state = State(base / f"test-{os.getpid()}")
    with state.held():
        try:
            yield state
        finally:
            shutil.rmtree(state.path, ignore_errors=True)


def remove_if_free(state):
    try:
        with state.held():
            shutil.rmtree(state.path, ignore_errors=True)
    except Stop:
        return  # another test run is using it


def read_json(path):
    try:
        return json.loads(path.read_text())
    except (FileNotFoundError, ValueError):
        return {}


def write_private(path, content):
    """Write so that only we can read it, and so that a crash leaves the old or the new, whole."""
    new = path.with_suffix(".new")
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(content, file)
    new.replace(path)
