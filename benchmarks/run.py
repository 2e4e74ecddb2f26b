"""Make a database, fill it and measure, on servers that are thrown away afterwards.

    python3 -m benchmarks.run                    all of it but the ledger's
    python3 -m benchmarks.run distribution       the seeded database and one benchmark alone
    python3 -m benchmarks.run ledger [sizes]     money: 1000 50000 1000000 transfers

All of it takes some minutes, most of them for the million log entries, or transfers.
"""

import os
import sys

from portal.local.checks import prepared
from portal.local.environment import PYTHON
from portal.local.machine import Machine
from portal.local.state import PROJECT
from portal.local.terminal import run

FILLING = ("filling the database", "portal.local.fill", "migrate", "import_registers", "seed")
STEPS = (
    FILLING,
    ("a million log entries", "benchmarks.scale"),
    ("measuring", "benchmarks.initiatives"),
    ("distributing", "benchmarks.distribution"),
)


def main():
    asked = sys.argv[1:]
    if asked[:1] == ["ledger"]:
        steps = (FILLING, ("moving money and measuring", "benchmarks.ledger", *asked[1:]))
    else:
        wanted = {f"benchmarks.{name}" for name in asked}
        steps = [FILLING, *(step for step in STEPS[1:] if not wanted or step[1] in wanted)]
    with prepared(Machine()) as (processes, _, own):
        for label, module, *arguments in steps:
            child = processes.start(
                label,
                [PYTHON, "-m", module, *arguments],
                output=sys.stdout,
                cwd=PROJECT,
                env=os.environ | own | {"DEMO": "true", "ALLOWED_HOSTS": "127.0.0.1"},
            )
            if status := processes.wait(child):
                return status
    return 0


if __name__ == "__main__":
    sys.exit(run(main))
