"""A PostgreSQL and a Redis of our own, on free ports; or those that the environment names."""

import os
import signal
import socket
import subprocess
import time
from urllib.parse import urlsplit

from portal.local.environment import PYTHON
from portal.local.processes import explain
from portal.local.state import PROJECT
from portal.local.terminal import Stop, step

HOST = "127.0.0.1"
# What a server needs of our environment; PG* variables of the developer must not reach it.
BARE = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"}
# The tests' data are thrown away, so nothing needs to reach the disk.
FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
SETUP = """
SELECT 'CREATE ROLE portal LOGIN CREATEDB'
    WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'portal') \\gexec
ALTER ROLE portal PASSWORD '{password}';
SELECT 'CREATE DATABASE portal OWNER portal'
    WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'portal') \\gexec
"""


def wanted():
    """Which servers the environment does not give, and must therefore be on this machine."""
    return {
        "postgres": not os.environ.get("DATABASE_URL"),
        "redis": not os.environ.get("REDIS_URL"),
    }


def start(machine, processes, state, *, durable):
    """Answer the two addresses, as the environment variables that the settings read."""
    state.check_room()
    database = os.environ.get("DATABASE_URL")
    redis = os.environ.get("REDIS_URL")
    if database:
        check_address("DATABASE_URL", database, ("postgres", "postgresql"))
    if redis:
        check_address("REDIS_URL", redis, ("redis", "rediss", "unix"))
    return {
        "DATABASE_URL": database or start_postgres(machine, processes, state, durable),
        "REDIS_URL": redis or start_redis(machine, processes, state, durable),
    }


def check_address(variable, address, schemes):
    """A wrong address is told in one sentence, and without its password."""
    shown = without_password(address)
    if address.partition("://")[0] not in schemes:
        raise Stop(f"{variable}={shown} must begin with {schemes[0]}://.")
    probe = [PYTHON, "-m", "portal.local.probe", variable]
    done = subprocess.run(probe, cwd=PROJECT, capture_output=True, text=True)
    if done.returncode:
        reason = " ".join(done.stderr.split()) or "no answer"
        raise Stop(f"{variable}={shown} cannot be used: {reason}")


def without_password(address):
    try:
        parts = urlsplit(address)
        secret = parts.password
    except ValueError:
        return "…"
    if not secret:
        return address
    user, _, place = parts.netloc.rpartition("@")
    return parts._replace(netloc=f"{user.partition(':')[0]}:…@{place}").geturl()


def start_postgres(machine, processes, state, durable):
    folder, account = state.directory_for_server("postgres")
    data = folder / "data"
    log = state.logs / "postgres.log"
    as_server = {"account": account, "env": BARE, "cwd": folder, "log": log}
    server = choose_postgres(machine.usable_postgres(), data)
    if not data.exists():
        create_cluster(server, processes, state, folder, as_server)
    port = free_port()
    settings = [f"listen_addresses={HOST}", f"port={port}", "unix_socket_directories="]
    settings += [] if durable else FORGETFUL
    flags = [word for setting in settings for word in ("-c", setting)]
    with step(f"Starting PostgreSQL {server.major}") as progress:
        child = processes.start(
            "PostgreSQL", [server.bin / "postgres", "-D", data, *flags],
            is_server=True, stop_signal=signal.SIGINT, **as_server,
        )  # fmt: skip
        ask = [server.bin / "pg_isready", "-q", "-h", HOST, "-p", str(port)]
        wait_for(lambda: subprocess.run(ask, env=BARE).returncode == 0, child, progress)
        create_database(server, port, state, log)
    return f"postgres://portal:{state.secret('portal')}@{HOST}:{port}/portal"


def choose_postgres(usable, data):
    """The newest for new data; the same version again for data that it has written."""
    try:
        major = int((data / "PG_VERSION").read_text())
    except FileNotFoundError:
        return usable[0]
    for server in usable:
        if server.major == major:
            return server
    raise Stop(
        f"The demo's data were written by PostgreSQL {major}, which is no longer here; "
        "install it again, or start over with `make demo-reset`."
    )


def create_cluster(server, processes, state, folder, as_server):
    """Swedish sorting for the whole cluster. Made aside and renamed, so that it is whole or not."""
    password = folder / "password"
    new = folder / "new"
    subprocess.run(["rm", "-rf", new], check=True)
    password.write_text(state.secret("postgres"))
    if account := as_server["account"]:
        os.chown(password, account.uid, account.gid)
    options = (
        "--username=postgres --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 "
        "--locale-provider=icu --icu-locale=sv-SE --no-instructions"
    )
    try:
        processes.run(
            "Making a database cluster",
            [server.bin / "initdb", "-D", new, f"--pwfile={password}", *options.split()],
            on_failure="PostgreSQL could not make its data directory.",
            **as_server,
        )
    finally:
        password.unlink()
    new.rename(folder / "data")


def create_database(server, port, state, log):
    """The portal's own role owns its database and may make others for the tests; no superuser."""
    done = subprocess.run(
        [server.bin / "psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-U", "postgres", "-d", "postgres"],
        env=BARE | {"PGHOST": HOST, "PGPORT": str(port), "PGPASSWORD": state.secret("postgres")},
        input=SETUP.format(password=state.secret("portal")), text=True, capture_output=True,
    )  # fmt: skip
    if done.returncode:
        raise Stop(explain(log, f"The database could not be made: {done.stderr.strip()}"))


def start_redis(machine, processes, state, durable):
    folder, account = state.directory_for_server("redis")
    port, password = free_port(), state.secret("redis")
    log = state.logs / "redis.log"
    lines = {
        "bind": HOST,
        "port": port,
        "requirepass": password,
        "dir": f'"{folder}"',
        "maxmemory-policy": "noeviction",
        "save": '""',
        "appendonly": "yes" if durable else "no",
        "appendfsync": "everysec",
    }
    # Given on standard input: a file or an argument would show the password.
    config = "".join(f"{name} {value}\n" for name, value in lines.items())
    with step("Starting Redis") as progress:
        child = processes.start(
            "Redis", [machine.program("redis-server", "valkey-server"), "-"],
            stdin=subprocess.PIPE, is_server=True, account=account, env=BARE, cwd=folder, log=log,
        )  # fmt: skip
        with child.handle.stdin as pipe:
            pipe.write(config.encode())
        wait_for(lambda: redis_answers(port, password), child, progress)
    return f"redis://:{password}@{HOST}:{port}/0"


def redis_answers(port, password):
    try:
        with socket.create_connection((HOST, port), timeout=1) as connection:
            connection.sendall(f"AUTH {password}\r\nPING\r\n".encode())
            answers = connection.makefile("rb")
            return [answers.readline(), answers.readline()] == [b"+OK\r\n", b"+PONG\r\n"]
    except OSError:
        return False


def wait_for(answers, child, progress, seconds=60):
    """Wait until a server answers; say what its log says if it never does."""
    deadline = time.monotonic() + seconds
    while not answers():
        if not child.is_alive():
            raise Stop(explain(child.log, f"{child.name} did not start."))
        if time.monotonic() > deadline:
            raise Stop(explain(child.log, f"{child.name} did not answer within {seconds} s."))
        time.sleep(0.1)
        progress.tick()


def free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def is_taken(port):
    """Whether somebody listens there already. The web server binds in the same way."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise Stop(
                f"Port {port} needs root; take one above 1023: PORT=8000 make demo"
            ) from None
        except OSError:
            return True
    return False
