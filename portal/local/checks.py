"""The checks, on servers that are thrown away afterwards."""

import os
import shlex
import signal
import sys
from contextlib import contextmanager

from portal.local import environment, servers
from portal.local.environment import PYTHON
from portal.local.machine import Machine, browser_path, require
from portal.local.processes import Processes
from portal.local.state import PROJECT, throwaway
from portal.local.terminal import Step, say

LINT = (
    ("ruff check", "ruff", "check", "."),
    ("ruff format", "ruff", "format", "--check", "."),
    ("Django's checks", "manage.py", "check", "--fail-level", "WARNING"),
    ("migrations", "manage.py", "makemigrations", "--check", "--dry-run"),
    ("templates", "djlint", "templates", "--lint", "--quiet"),
    ("architecture", "pytest", "-q", "portal/tests/test_architecture.py"),
)


def test():
    """`make test`: every test but the browser's."""
    return pytest([])


def e2e():
    """`make e2e`: the journeys in a browser."""
    # Playwright leaves an event loop running, where Django would refuse to touch the database.
    return pytest(["e2e"], browser=True, DJANGO_ALLOW_ASYNC_UNSAFE="true")


def pytest(arguments, *, browser=False, **variables):
    machine = Machine()
    with prepared(machine, browser=browser) as (processes, _, own):
        if browser:
            variables["CHROMIUM"] = browser_path(machine)
        child = processes.start(
            "pytest",
            [PYTHON, "-m", "pytest", *arguments, *shlex.split(os.environ.get("PYTEST_ARGS", ""))],
            stdin=sys.stdin, output=sys.stdout, stop_signal=signal.SIGINT,
            cwd=PROJECT, env=os.environ | own | variables,
        )  # fmt: skip
        return processes.wait(child)


def lint():
    """`make lint`: all of it, so that one run shows everything that is to be mended."""
    with prepared(Machine()) as (processes, state, own):
        results = [check(processes, state, own, *line) for line in LINT]
    return 0 if all(results) else 1


def check(processes, state, own, label, program, *arguments):
    """One check on one line; what it says is shown only when it fails."""
    module = [program] if program.endswith(".py") else ["-m", program]
    log = state.logs / "lint.log"
    progress = Step(label)
    child = processes.start(
        label, [PYTHON, *module, *arguments], log=log, cwd=PROJECT, env=os.environ | own
    )
    is_ok = processes.wait(child, progress.tick) == 0
    progress.end("ok" if is_ok else "failed")
    if not is_ok:
        say(log.read_text(errors="replace").rstrip())
    return is_ok


@contextmanager
def prepared(machine, *, browser=False):
    """Packages, environment, and servers that vanish when we leave."""
    require(machine, **servers.wanted(), browser=browser)
    environment.prepare()
    with throwaway() as state, Processes(state.processes, patience=20) as processes:
        own = servers.start(machine, processes, state, durable=False)
        own |= {
            "MEDIA_ROOT": str(state.media),
            "PORTAL_ENV": "development",
            "DJANGO_SETTINGS_MODULE": "portal.settings",
        }
        yield processes, state, own


def lock():
    """`make lock`: pin anew what our packages bring along."""
    require(Machine(), postgres=False, redis=False)
    environment.lock()
