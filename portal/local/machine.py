"""What the operating system must give, and apt for what is missing."""

import ctypes.util
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from portal.local.processes import Processes
from portal.local.terminal import Stop, say

OLDEST_POSTGRES = 15
EXTENSIONS = ("pg_trgm", "unaccent", "btree_gist")
# What WeasyPrint loads, and the Debian package that brings it.
LIBRARIES = {
    "pango-1.0": "libpango-1.0-0",
    "pangoft2-1.0": "libpangoft2-1.0-0",
    "harfbuzz": "libharfbuzz0b",
    "harfbuzz-subset": "libharfbuzz-subset0",
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True)
class Need:
    """Something that is missing: how we say it, and the Debian package that brings it."""

    what: str
    package: str


@dataclass(frozen=True)
class Postgres:
    """One PostgreSQL on this machine. `lacks` says what keeps us from using it."""

    bin: Path
    major: int
    lacks: str = ""


class Machine:
    """What we ask the operating system. Tests answer in its place."""

    def program(self, *names):
        path = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin"])
        return next(filter(None, (shutil.which(name, path=path) for name in names)), None)

    def library(self, name):
        return ctypes.util.find_library(name) is not None

    def can_make_environments(self):
        return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))

    def has_swedish_font(self):
        lister = self.program("fc-list")
        return bool(lister and output_of([lister, ":lang=sv", "family"]).strip())

    @cached_property
    def postgres_servers(self):
        """Every PostgreSQL server found, the newest first."""
        places = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr").glob("pgsql-*/bin")]
        if on_path := self.program("postgres"):
            places.append(Path(on_path).resolve().parent)
        found = [inspect_postgres(place) for place in dict.fromkeys(places)]
        return sorted(filter(None, found), key=lambda server: server.major, reverse=True)

    def usable_postgres(self):
        return [server for server in self.postgres_servers if not server.lacks]


def inspect_postgres(place):
    """Look at one directory of programs; None when no server is in it."""
    if not all((place / name).exists() for name in ("postgres", "initdb")):
        return None
    major = parse_major(output_of([place / "postgres", "--version"]))
    return Postgres(place, major, "".join(what_postgres_lacks(place, major)[:1]))


def what_postgres_lacks(place, major):
    if major < OLDEST_POSTGRES:
        return [f"version {OLDEST_POSTGRES} or newer (it is {major or 'unknown'})"]
    configured = output_of([place / "pg_config", "--configure"])
    share = output_of([place / "pg_config", "--sharedir"]).strip()
    folder = Path(share or f"/usr/share/postgresql/{major}") / "extension"
    lacks = [name for name in ("psql", "pg_isready") if not (place / name).exists()]
    lacks += [name for name in EXTENSIONS if not (folder / f"{name}.control").exists()]
    if "--without-icu" in configured or (major < 16 and "--with-icu" not in configured):
        lacks.append("ICU")
    return lacks


def parse_major(text):
    """'postgres (PostgreSQL) 15.18 (Debian …)' → 15; 0 when there is no version in it."""
    match = re.search(r"\b(\d+)(?:\.\d+|beta|rc|devel)", text)
    return int(match[1]) if match else 0


def output_of(argv):
    """What a program prints; nothing if it cannot be run."""
    try:
        done = subprocess.run(argv, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    except OSError:
        return ""
    return done.stdout


def missing(machine, *, postgres, redis, browser=False):
    """What this machine lacks, in the order we tell it."""
    needs = []
    if not machine.can_make_environments():
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        needs.append(Need("Python's venv module", package))
    if postgres and not machine.usable_postgres():
        needs.append(Need(describe_postgres(machine.postgres_servers), "postgresql"))
    if redis and not machine.program("redis-server", "valkey-server"):
        needs.append(Need("Redis or Valkey", "redis-server"))
    needs += [
        Need(f"the library {name}", package)
        for name, package in LIBRARIES.items()
        if not machine.library(name)
    ]
    if not machine.program("fc-list"):
        needs.append(Need("fontconfig", "fontconfig"))
    if not machine.has_swedish_font():
        needs.append(Need("a font with å, ä and ö", "fonts-dejavu-core"))
    if browser and not browser_path(machine):
        needs.append(Need("Chromium", "chromium"))
    return needs


def describe_postgres(servers):
    text = f"PostgreSQL {OLDEST_POSTGRES} or newer with ICU and contrib"
    if servers:
        text += f" (PostgreSQL {servers[0].major} is here, but lacks {servers[0].lacks})"
    return text


def browser_path(machine):
    return os.environ.get("CHROMIUM") or machine.program(*BROWSERS)


def require(machine, **wanted):
    """Install what is missing when we may; otherwise say the one line to type, and stop."""
    needs = missing(machine, **wanted)
    if not needs:
        return
    say("Missing on this machine: " + ", ".join(need.what for need in needs) + ".")
    if not machine.program("apt-get"):
        raise Stop("Install it with your system's package manager, then run this again.")
    packages = list(dict.fromkeys(need.package for need in needs))
    if "chromium" in packages and platform.freedesktop_os_release().get("ID") == "ubuntu":
        raise Stop(
            "Ubuntu has Chromium as a snap: type `sudo snap install chromium`, or give the path "
            "of another Chromium or Chrome in CHROMIUM, then run this again."
        )
    install(packages, administrator())
    machine.__dict__.pop("postgres_servers", None)
    if left := missing(machine, **wanted):
        raise Stop(
            "Still missing after apt: " + ", ".join(need.what for need in left) + ". "
            "Install it by hand, then run this again."
        )


def administrator():
    """The words that give a command the right to install: none for root. None when we may not."""
    if os.geteuid() == 0:
        return []
    try:
        may = subprocess.run(["sudo", "-n", "true"], capture_output=True, stdin=subprocess.DEVNULL)
    except OSError:
        return None
    return ["sudo", "-n"] if may.returncode == 0 else None


def line_to_type(packages):
    return "sudo apt-get update && sudo apt-get install -y --no-install-recommends " + " ".join(
        packages
    )


def install(packages, rights):
    if rights is None:
        raise Stop(f"Install it with this line, then run this again:\n  {line_to_type(packages)}")
    script = 'apt-get update -qq; exec apt-get -y --no-install-recommends install "$@"'
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "NEEDRESTART_MODE=a"]
    with tempfile.TemporaryDirectory() as folder, Processes(patience=120) as processes:
        processes.run(
            f"Installing {' '.join(packages)} with apt",
            [*rights, *quiet, "sh", "-c", script, "apt", *packages],
            log=Path(folder) / "apt.log",
            on_failure=f"apt could not install it; try it yourself: {line_to_type(packages)}",
        )
