"""The demo: the whole portal on this machine, with data that stay from one start to the next."""

import hashlib
import http.client
import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

from portal.local import environment, servers
from portal.local.environment import PYTHON
from portal.local.machine import Machine, require
from portal.local.processes import Processes, explain, shown
from portal.local.state import PROJECT, State, base_directory, make_base_directory
from portal.local.terminal import Interrupted, Stop, say, step

READY = "/halsa/redo"
FILL = ("portal.local.fill", "migrate", "import_registers", "seed")


def run():
    """`make demo`: everything up, until Ctrl-C."""
    machine = Machine()
    port = chosen_port()
    require(machine, **servers.wanted())
    state = State(make_base_directory() / "demo")
    with state.held(), Processes(state.processes) as processes:
        if servers.is_taken(port):
            raise Stop(f"Port {port} is taken; choose another: PORT={port + 1} make demo")
        environment.prepare()
        own = servers.start(machine, processes, state, durable=True) | demo_settings(state, port)
        run_python(processes, state, own, "Filling the database", ["-m", *FILL])
        collect_static(processes, state, own)
        start_portal(processes, state, own, port)
        state.write_running(own)
        greet(state, own)
        try:
            processes.watch()
        except Interrupted:
            say("\nStopping …")
    say("Everything that the demo started has stopped. What you entered is kept.")


def chosen_port():
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise Stop(f"PORT={text} is no port; take one from 1024 to 65535: PORT=8001 make demo")
    return int(text)


def demo_settings(state, port):
    return {
        "BASE_URL": f"http://127.0.0.1:{port}",
        "PORT": str(port),
        "MEDIA_ROOT": str(state.media),
        "SECRET_KEY": state.secret("django"),
        "DEMO": "true",
        "DEBUG": "true",
        "PORTAL_ENV": "development",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "EMAIL_URL": "console:",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }


def run_python(processes, state, own, label, arguments):
    log = state.logs / "setup.log"
    processes.run(
        label,
        [PYTHON, *arguments],
        log=log,
        cwd=PROJECT,
        env=os.environ | own,
        on_failure=f"{label} failed; the whole log is {shown(log)}.",
    )


def collect_static(processes, state, own):
    """Naming and compressing the files takes 20 s, so it is done only when one has changed."""
    stamp = PROJECT / "staticfiles" / ".made-from"
    current = static_fingerprint()
    if stamp.exists() and stamp.read_text() == current:
        return
    collect = ["manage.py", "collectstatic", "--no-input"]
    run_python(processes, state, own, "Collecting static files", collect)
    stamp.write_text(current)


def static_fingerprint():
    """Our own files, the installed packages with theirs, and the settings that say how."""
    digest = hashlib.sha256(environment.fingerprint().encode())
    ours = [PROJECT / "portal" / "settings.py", *sorted((PROJECT / "static").rglob("*"))]
    for path in filter(Path.is_file, ours):
        digest.update(str(path.relative_to(PROJECT)).encode() + path.read_bytes())
    return digest.hexdigest()


def start_portal(processes, state, own, port):
    """Web, worker and beat; ready when the health page says that all parts are."""
    web = ["gunicorn", "portal.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2"]
    web += ["--threads", "4", "--no-control-socket"]
    worker = ["celery", "--quiet", "-A", "portal", "worker"]
    worker += ["--concurrency", "2", "--loglevel", "INFO"]
    beat = ["celery", "-A", "portal", "beat", "--loglevel", "INFO"]
    beat += ["--schedule", str(state.path / "beat-schedule")]
    options = {"cwd": PROJECT, "env": os.environ | own | {"PYTHONUNBUFFERED": "1"}}
    with step("Starting web, worker and beat") as progress:
        for name, argv in (("web", web), ("worker", worker), ("beat", beat)):
            # The mail that the demo sends is printed on standard output: shown here.
            output = sys.stdout if name in ("web", "worker") else None
            log = state.logs / f"{name}.log"
            processes.start(name, [PYTHON, "-m", *argv], log=log, output=output, **options)
        wait_until_ready(processes, state, port, progress)


def wait_until_ready(processes, state, port, progress, seconds=90):
    deadline = time.monotonic() + seconds
    while (answer := ask(port))[0] != 200:
        processes.check()
        if time.monotonic() > deadline:
            sentence = f"The portal was not ready within {seconds} s; {READY} said: {answer[1]}"
            raise Stop(explain(state.logs / "web.log", sentence))
        time.sleep(0.2)
        progress.tick()


def ask(port):
    """The health page's status and text."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", READY)
        response = connection.getresponse()
        return response.status, response.read(500).decode(errors="replace")
    except (OSError, http.client.HTTPException) as error:
        return 0, str(error)
    finally:
        connection.close()


def greet(state, own):
    accounts = subprocess.run(
        [PYTHON, "manage.py", "demo_accounts"],
        cwd=PROJECT, env=os.environ | own, capture_output=True, text=True,
    )  # fmt: skip
    say(f"\nThe portal is up: {own['BASE_URL']}/\n")
    say(accounts.stdout.rstrip() or accounts.stderr.rstrip())
    say(f"\nLogs are in {shown(state.logs)}; mail that the portal sends is printed here.")
    say("Ctrl-C stops everything. What you enter is kept; `make demo-reset` starts over.\n")


def reset():
    """`make demo-reset`: forget everything that was entered; the next `make demo` fills in anew."""
    state = State(base_directory() / "demo")
    if not state.exists():
        say("There is no demo to remove; `make demo` makes one.")
        return
    with state.held():
        shutil.rmtree(state.path)
    say("The demo's data are removed; `make demo` makes new.")
    for variable in ("DATABASE_URL", "REDIS_URL"):
        if os.environ.get(variable):
            say(f"What {variable} points to is yours and is left as it is.")


def manage():
    """`make manage ARGS=…`: Django's command line on the servers of the demo that runs."""
    own = State(base_directory() / "demo").read_running()
    if not own:
        raise Stop("No demo is running; start one with `make demo` in another terminal.")
    command = [PYTHON, "manage.py", *shlex.split(os.environ.get("ARGS", "help"))]
    return subprocess.run(command, cwd=PROJECT, env=os.environ | own).returncode
