"""The virtual environment: made once, renewed when the requirements or Python change."""

import fcntl
import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from portal.local.processes import Processes, wait_until
from portal.local.state import PROJECT, make_base_directory
from portal.local.terminal import Stop, say

FOLDER = PROJECT / ".venv"
PYTHON = FOLDER / "bin" / "python"
STAMP = FOLDER / ".made-from"
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt", "constraints.txt")


def prepare():
    """Make the environment when it is missing or old. Needs the network only then."""
    base = make_base_directory()
    with open(base / "environment.lock", "w") as lock, Processes() as processes:
        wait_until(lambda: has_locked(lock), 600)
        if is_current():
            return
        log = base / "pip.log"
        if not works(PYTHON):
            make(processes, FOLDER, log)
        install(processes, PYTHON, PROJECT / "requirements-dev.txt", log)
        STAMP.write_text(fingerprint())


def has_locked(lock):
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_current():
    return STAMP.exists() and STAMP.read_text() == fingerprint() and works(PYTHON)


def fingerprint():
    """What the environment is made from: the pins, and this Python's version."""
    text = f"{sys.version_info.major}.{sys.version_info.minor}".encode()
    for name in REQUIREMENTS:
        text += (PROJECT / name).read_bytes()
    return hashlib.sha256(text).hexdigest()


def works(python):
    """Whether it runs, and is of the version that runs us."""
    ask = [python, "-c", "import sys; print(*sys.version_info[:2])"]
    try:
        done = subprocess.run(ask, capture_output=True, text=True)
    except OSError:
        return False
    return done.stdout.split() == [str(part) for part in sys.version_info[:2]]


def make(processes, folder, log):
    processes.run(
        "Making the virtual environment",
        [sys.executable, "-m", "venv", "--clear", folder],
        log=log,
        on_failure=f"Python could not make a virtual environment in {folder}.",
    )


def install(processes, python, requirements, log):
    processes.run(
        "Installing Python packages",
        [python, "-m", "pip", "install", "--quiet", "--no-input", "-r", requirements],
        log=log,
        env=os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        on_failure="pip could not install the packages; is there a network? The next try goes on.",
    )


def lock():
    """Write constraints.txt anew: the newest of what our pinned packages bring along."""
    constraints = PROJECT / "constraints.txt"
    comment = constraints.read_text().splitlines()[0]
    with tempfile.TemporaryDirectory() as scratch, Processes() as processes:
        folder = Path(scratch)
        for name in REQUIREMENTS[:2]:
            (folder / name).write_text((PROJECT / name).read_text())
        (folder / "constraints.txt").touch()
        python = folder / "venv" / "bin" / "python"
        make(processes, folder / "venv", folder / "venv.log")
        install(processes, python, folder / "requirements-dev.txt", folder / "pip.log")
        freeze = subprocess.run([python, "-m", "pip", "freeze"], capture_output=True, text=True)
    pins = freeze.stdout.splitlines()
    if not pins or any("==" not in pin for pin in pins):
        raise Stop("pip did not answer with plain versions, so constraints.txt is left as it was.")
    constraints.write_text("\n".join([comment, *pins, ""]))
    say(f"constraints.txt has {len(pins)} packages.")
