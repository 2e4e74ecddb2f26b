"""How long it takes to distribute five components to 290 kommuner and 21 regions in one act.

    python -m benchmarks.distribution        with DATABASE_URL naming a seeded database
    python3 -m benchmarks.run distribution   the same, on servers that are thrown away afterwards

By the real actions, with every guard of PostgreSQL on, in a transaction that is thrown away. Prints
what it found and writes benchmarks/results/distribution.json. Beside the time on the clock stands
the processor time of Django and PostgreSQL together: on a shared machine the clock also counts what
others do.
"""

import json
import os
import platform
import statistics
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

TIMES = 5
COMPONENTS = 5
WITHIN_MS = 2000
RESULTS = Path(__file__).parent / "results" / "distribution.json"
DAY = date(2024, 2, 1)
AMOUNT = 305_400_001  # no multiple of the population, so that there are kronor left over to place


def processor_ms(backend):
    """The processor time of us and our backend of PostgreSQL; None if that runs elsewhere."""
    try:
        stat = Path(f"/proc/{backend}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    user, system = map(int, stat.rpartition(")")[2].split()[11:13])
    return (time.process_time() + (user + system) / os.sysconf("SC_CLK_TCK")) * 1000


def measure():
    """Yield (frames, ms of the first run, its processor ms, ms of a second run)."""
    from django.db import connection, transaction

    from actors.models import Population, User
    from funding import actions
    from funding.models import Agreement, Component, DistributionKey

    by = User.objects.get(email="handlaggare@regionvasterbotten.example")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    days = Population.objects.order_by("-reference_date").values_list("reference_date", flat=True)
    for _ in range(TIMES):
        with transaction.atomic():
            agreement = actions.record_agreement(
                Agreement(name="Mätning", first_year=2024, last_year=2024, source="Mätning"),
                total=COMPONENTS * AMOUNT,
                parties=[],
                on=DAY,
                by=by,
            )
            key = actions.key_of_population(
                DistributionKey(
                    name="Mätning", basis="POPULATION", reference_date=days[0], source="SCB"
                ),
                by=by,
            )
            for number in range(COMPONENTS):
                actions.split(
                    agreement, amount=AMOUNT, name=f"Del {number}", stream="MIXED", on=DAY, by=by
                )
            parts = Component.objects.filter(agreement=agreement).select_related("account")
            took = []
            for _ in range(2):
                begin, used = time.perf_counter(), processor_ms(backend)
                moved = actions.distribute_by_key(list(parts.all()), key, on=DAY, by=by)
                connection.check_constraints()  # as when it is saved for good
                took.append((time.perf_counter() - begin) * 1000)
                took.append(used and processor_ms(backend) - used)
                took.append(moved)
            left = sum(part.account.balance for part in parts.all())
            transaction.set_rollback(True)
        first, used, moved, second, _, moved_again = took
        if left or moved_again:
            raise SystemExit("The parts are not the whole, or a second run moved something.")
        yield moved, first, used, second


def about():
    """The machine and the day."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return {
            "on": datetime.now(UTC).date().isoformat(),
            "machine": f"{os.cpu_count()} cores, {platform.machine()}",
            "load": round(os.getloadavg()[0], 1),
            "python": platform.python_version(),
            "postgresql": cursor.fetchone()[0].split()[0],
            "times": TIMES,
        }


def main():
    from portal import fence

    with fence.everything():
        rows = list(measure())
        result = about() | {
            "components": COMPONENTS,
            "frames": rows[0][0],
            "first_run_ms": round(statistics.median(row[1] for row in rows), 1),
            "fastest_first_run_ms": round(min(row[1] for row in rows), 1),
            "slowest_first_run_ms": round(max(row[1] for row in rows), 1),
            "first_run_processor_ms": round(statistics.median(row[2] or 0 for row in rows), 1),
            "second_run_ms": round(statistics.median(row[3] for row in rows), 1),
        }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    sys.stdout.write(RESULTS.read_text(encoding="utf-8"))
    return 0 if result["first_run_ms"] < WITHIN_MS else 1


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django

    django.setup()
    sys.exit(main())
