"""Child processes: started in a session of their own, written down, and ended by what we wrote."""

import json
import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from portal.local.terminal import Stop, say, signals_ignored, step, uninterrupted

PATIENCE = 10  # seconds from a polite signal to a hard one


@dataclass
class Child:
    """One process that we started and, by its session, all that it starts."""

    name: str
    pid: int
    born: str
    stop_signal: int = signal.SIGTERM
    is_server: bool = False
    log: Path | None = None
    handle: subprocess.Popen | None = None

    def is_alive(self):
        if self.handle:
            return self.handle.poll() is None
        status = process_status(self.pid)
        return bool(status) and status["born"] == self.born

    def signal(self, number):
        with suppress(ProcessLookupError, PermissionError):
            os.kill(self.pid, number)

    def signal_session(self, number):
        """Only while somebody of ours is in it: an empty group's number may go to a stranger."""
        if session_members(self.pid):
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, number)


class Processes:
    """The children of one run. Leaving the `with` ends every one of them."""

    def __init__(self, record=None, patience=PATIENCE):
        self.record, self.patience = record, patience
        self.children = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        with signals_ignored():
            end_in_order(self.children, self.patience)
            if self.record:
                self.record.unlink(missing_ok=True)

    def start(self, name, argv, *, log=None, output=None, account=None, is_server=False,
              stop_signal=signal.SIGTERM, **options):  # fmt: skip
        """Start a child. What it says goes to `log`, unless `output` takes its standard output."""
        if account:
            options |= {"user": account.uid, "group": account.gid, "extra_groups": []}
        if log:
            log.unlink(missing_ok=True)
        file = open(log, "ab") if log else None  # noqa: SIM115  closed below; the child keeps it
        try:
            with uninterrupted():
                handle = subprocess.Popen(
                    [str(word) for word in argv], stdin=options.pop("stdin", subprocess.DEVNULL),
                    stdout=output or file, stderr=file, start_new_session=True, **options,
                )  # fmt: skip
                born = (process_status(handle.pid) or {}).get("born", "")
                child = Child(name, handle.pid, born, stop_signal, is_server, log, handle)
                self.children.append(child)
                self._write_down()
        finally:
            if file:
                file.close()
        return child

    def wait(self, child, tick=lambda: None):
        """Wait until a child has ended of itself; answer its exit code."""
        while child.is_alive():
            with suppress(subprocess.TimeoutExpired):
                child.handle.wait(timeout=0.5)
            tick()
        return child.handle.returncode

    def run(self, label, argv, *, log, on_failure, **options):
        """Run a child to its end as one step; show the end of its log when it fails."""
        with step(label) as progress:
            child = self.start(label, argv, log=log, **options)
            if self.wait(child, progress.tick):
                raise Stop(explain(log, on_failure))
            self.children.remove(child)

    def check(self):
        """None of them should end of itself; say which did."""
        for child in self.children:
            if not child.is_alive():
                code = child.handle.returncode
                sentence = f"{child.name} stopped by itself (code {code})"
                raise Stop(explain(child.log, f"{sentence}; its log is {shown(child.log)}."))

    def watch(self):
        while True:
            self.check()
            time.sleep(0.5)

    def _write_down(self):
        """Note what runs, so that the next start can end it if we are killed."""
        if not self.record:
            return
        notes = [
            {"name": c.name, "pid": c.pid, "born": c.born, "stop_signal": int(c.stop_signal),
             "is_server": c.is_server} for c in self.children
        ]  # fmt: skip
        new = self.record.with_suffix(".new")
        new.write_text(json.dumps({"boot": boot_id(), "children": notes}))
        new.replace(self.record)


def end_leftovers(record):
    """End what an earlier run wrote down and was killed before it could end."""
    try:
        known = json.loads(record.read_text())
    except (FileNotFoundError, ValueError):
        return
    children = [Child(**note) for note in known["children"]]
    left = [child for child in children if known["boot"] == boot_id() and child.is_alive()]
    if left:
        say("Ending what a killed run left: " + ", ".join(child.name for child in left) + ".")
        end_in_order(left)
    record.unlink()


def end_in_order(children, patience=PATIENCE):
    """The servers last, so that what leans on them can finish."""
    end([child for child in children if not child.is_server], patience)
    end([child for child in children if child.is_server], patience)


def end(children, patience=PATIENCE):
    """Ask politely, wait, insist: first the process we started, then what it leaves behind."""
    ours = [child for child in children if child.is_alive() or session_members(child.pid)]
    for child in ours:
        child.signal(child.stop_signal)
    wait_until(lambda: not any(child.is_alive() for child in ours), patience)
    for child in ours:
        child.signal_session(signal.SIGTERM)
    wait_until(lambda: not any(session_members(child.pid) for child in ours), min(patience, 3))
    for child in ours:
        child.signal_session(signal.SIGKILL)
        if child.handle:
            child.handle.wait()


def wait_until(is_so, seconds):
    deadline = time.monotonic() + seconds
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.05)


def process_status(pid):
    """State, process group and time of birth from /proc; None for one that is gone or a zombie."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    fields = text.rpartition(")")[2].split()
    return None if fields[0] in "ZX" else {"group": int(fields[2]), "born": fields[19]}


def session_members(leader):
    """The living processes in the group that a child leads."""
    pids = (int(name) for name in os.listdir("/proc") if name.isdigit())
    return [pid for pid in pids if (process_status(pid) or {}).get("group") == leader]


def boot_id():
    """Process numbers begin anew at each start of the machine."""
    return Path("/proc/sys/kernel/random/boot_id").read_text().strip()


def shown(path):
    """The path as one would type it where one stands."""
    is_near = path and path.is_relative_to(Path.cwd())
    return path.relative_to(Path.cwd()) if is_near else path


def explain(log, sentence, lines=15):
    """The sentence, after the last lines of the log that stand behind it."""
    text = log.read_text(errors="replace") if log and log.exists() else ""
    if "No space left on device" in text:
        return f"{sentence} The disk is full: make room, or set B4_STATE_DIR to another disk."
    tail = "\n".join(f"  | {line}" for line in text.splitlines()[-lines:])
    return f"{tail}\n{sentence}" if tail else sentence
