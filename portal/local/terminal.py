"""What the launcher says, and how it is told to stop."""

import os
import signal
import sys
import time
from contextlib import contextmanager


class Stop(Exception):
    """The launcher cannot go on. The text is the one sentence that the developer needs."""


class Interrupted(BaseException):
    """Somebody asked us to stop: Ctrl-C, `kill`, or a closed terminal."""


STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def run(command):
    """Run one command; whatever goes wrong ends in a sentence and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    listen_to_signals()
    try:
        return command() or 0
    except Stop as stop:
        say(stop, stream=sys.stderr)
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        say(f"Cannot go on: {error.strerror or error}{where}.", stream=sys.stderr)
    except Interrupted:
        say("Stopped.")
        return 130
    return 1


def say(text="", *, end="\n", stream=None):
    """Print at once. A terminal that is gone must not keep us from stopping what we started."""
    try:
        print(text, end=end, file=stream or sys.stdout, flush=True)
    except OSError:
        sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115  open until the end


class Step:
    """One line of progress: what is done, and for how long."""

    def __init__(self, label):
        self.label = label
        self.began = self.shown = time.monotonic()
        self.live = sys.stdout.isatty()
        say(f"{label} … ", end="")

    def tick(self):
        """Let a terminal see that time passes; a log file needs no such thing."""
        if self.live and time.monotonic() - self.shown >= 1:
            self.shown = time.monotonic()
            say(f"\r{self.label} … {self.shown - self.began:.0f} s ", end="")

    def end(self, result=""):
        seconds = f"{time.monotonic() - self.began:.1f} s"
        again = f"\r{self.label} … " if self.live else ""
        say(f"{again}{result or seconds}")


@contextmanager
def step(label):
    progress = Step(label)
    try:
        yield progress
    except Interrupted:
        progress.end("stopped")
        raise
    except BaseException:
        progress.end("failed")
        raise
    progress.end()


_held = False
_waiting = False


def listen_to_signals():
    for number in STOP_SIGNALS:
        # nohup means it: a closed terminal shall not stop us.
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _on_signal)


@contextmanager
def signals_ignored():
    """We are stopping already; a second Ctrl-C must not leave anything behind."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in STOP_SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def uninterrupted():
    """Hold a stop signal back for a moment, so that no child is started but not written down."""
    global _held
    _held = True
    try:
        yield
    finally:
        _held = False
        if _waiting:
            raise Interrupted


def _on_signal(number, frame):
    global _waiting
    for other in STOP_SIGNALS:  # once is enough: what follows is the stopping
        signal.signal(other, signal.SIG_IGN)
    if _held:
        _waiting = True
    else:
        raise Interrupted
