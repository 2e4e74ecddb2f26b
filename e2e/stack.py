"""The portal that the journeys meet: fresh database, web and worker, as `make demo` runs it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_string, policy
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import redis

PROJECT = Path(__file__).resolve().parent.parent
REDIS_NUMBER = 15  # a database of our own in the given Redis, emptied before use
READY_WITHIN = 60  # seconds


@dataclass
class Portal:
    """A portal that runs, seen from outside."""

    url: str
    password: str
    mailbox: Path
    worker: subprocess.Popen
    env: dict

    def meanwhile(self, code):
        """Let others act by the portal's own actions, those for whom no browser is opened."""
        lines = ["from portal import fence", "with fence.everything():"]
        lines += [f"    {line}" for line in code.strip().splitlines()]
        argv = [sys.executable, "-m", "django", "shell", "-c", "\n".join(lines)]
        done = subprocess.run(argv, cwd=PROJECT, env=self.env, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr

    @contextmanager
    def worker_asleep(self):
        """Let jobs wait, so that one can look at a page that waits for one."""
        self.worker.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.worker.send_signal(signal.SIGCONT)

    def mail_to(self, address):
        """The texts of the mails sent to that address, the latest last."""
        files = sorted(self.mailbox.glob("*.log"), key=lambda file: file.stat().st_mtime_ns)
        sent = [
            message_from_string(text.lstrip(), policy=policy.default)
            for file in files
            for text in re.split(r"^-{79}$", file.read_text(), flags=re.MULTILINE)
            if text.strip()
        ]
        return [mail.get_content() for mail in sent if mail["To"] == address]


@contextmanager
def running_portal(folder):
    """Everything up, on a database of its own; everything down afterwards."""
    port = free_port()
    env = os.environ | {
        "DATABASE_URL": fresh_database(os.environ["DATABASE_URL"]),
        "REDIS_URL": emptied_redis(os.environ["REDIS_URL"]),
        "BASE_URL": f"http://127.0.0.1:{port}",
        "MEDIA_ROOT": str(folder / "media"),
        "EMAIL_URL": f"file:///{folder / 'mail'}",
        "DEMO": "true",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "PYTHONUNBUFFERED": "1",
    }
    # Compressing the static files takes as long as all the rest: meanwhile.
    with ThreadPoolExecutor() as pool:
        static = pool.submit(manage, "collectstatic --no-input", env)
        manage("migrate", env)
        manage("seed", env)
        static.result()
    with (
        program("gunicorn", f"portal.wsgi --bind 127.0.0.1:{port} --threads 4", env, folder) as web,
        program("celery", "-A portal worker --concurrency 1", env, folder) as worker,
    ):
        # What beat does every 20 seconds in a portal that stays up.
        run_module("celery -A portal call portal.tasks.beat_heart", env)
        wait_until_ready(env["BASE_URL"], (web, worker), folder)
        password = manage("demo_accounts", env).splitlines()[0].rpartition(" ")[2]
        yield Portal(env["BASE_URL"], password, folder / "mail", worker, env)


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def fresh_database(url):
    """An empty database beside the given one, by its name and `_e2e`."""
    parts = urlsplit(url)
    name = f"{parts.path.lstrip('/')}_e2e"
    connection = psycopg2.connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}"')
    connection.close()
    return parts._replace(path=f"/{name}").geturl()


def emptied_redis(url):
    own = urlsplit(url)._replace(path=f"/{REDIS_NUMBER}").geturl()
    with redis.from_url(own) as client:
        client.flushdb()
    return own


def manage(command, env):
    return run_module(f"django {command}", env)


def run_module(command, env):
    """Run a command to its end; its words when it fails."""
    argv = [sys.executable, "-m", *command.split()]
    done = subprocess.run(argv, cwd=PROJECT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}:\n{done.stdout}{done.stderr}"
    return done.stdout


@contextmanager
def program(module, arguments, env, folder):
    """A program that runs until we leave. It stays in our process group: who ends us, ends it."""
    with (folder / f"{module}.log").open("wb") as log:
        argv = [sys.executable, "-m", module, *arguments.split()]
        process = subprocess.Popen(argv, cwd=PROJECT, env=env, stdout=log, stderr=log)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until_ready(url, processes, folder):
    end = time.monotonic() + READY_WITHIN
    while not is_ready(url):
        stopped = any(process.poll() is not None for process in processes)
        if stopped or time.monotonic() > end:
            logs = "".join(log.read_text(errors="replace") for log in folder.glob("*.log"))
            raise AssertionError(f"The portal did not get ready:\n{logs[-5000:]}")
        time.sleep(0.2)


def is_ready(url):
    try:
        with urllib.request.urlopen(f"{url}/halsa/redo", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False
