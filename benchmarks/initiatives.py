"""How many queries the pages of plans and activities ask, and how long they take.

    python -m benchmarks.initiatives        with DATABASE_URL naming a database of benchmarks.scale

Prints a table and writes benchmarks/results/initiatives.json. What is logged is undone again.
`python -m benchmarks.run` makes the database, fills it and measures, on servers of its own.
"""

import json
import os
import platform
import statistics
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

TIMES = 11
RESULTS = Path(__file__).parent / "results" / "initiatives.json"
COORDINATOR = "samordnare@storuman.example"
OFFICER = "handlaggare@regionvasterbotten.example"


def pages():
    """What is measured: (name, account, address)."""
    from actors.models import Actor
    from initiatives.models import Category, Term

    actor = Actor.objects.get(name="Storumans kommun").pk
    category = Category.objects.filter(first_year=2024).first().pk
    term = Term.objects.of("malgrupp").first().pk
    filters = {
        "the first page": "",
        "a word in the title": "?sok=biblioteket",
        "a B": "?b=BYGG",
        "a status": "?status=ONGOING",
        "a year": "?ar=2024",
        "an actor": f"?aktor={actor}",
        "a county": "?lan=24",
        "a category": f"?kategori={category}",
        "a target group": f"?malgrupp={term}",
        "without drafts": "?utkast=utan",
        "all of them": f"?b=BYGG&ar=2024&lan=24&kategori={category}&utkast=utan",
    }
    yield "Home", COORDINATOR, "/"
    yield "Home, region", OFFICER, "/"
    for name, query in filters.items():
        yield f"Activities, {name}", COORDINATOR, f"/aktiviteter/{query}"
    yield "County overview, Västerbotten", OFFICER, "/oversikt/lan/24/"
    yield "Matrix, Storuman", COORDINATOR, f"/oversikt/matris/?aktor={actor}&ar=2024"
    yield "Matrix, Västerbotten", OFFICER, "/oversikt/matris/?lan=24&ar=2024"
    yield "Matrix, the whole country", OFFICER, "/oversikt/matris/?ar=2024"
    yield "Search", COORDINATOR, "/sok/?q=biblioteket"
    yield "Log form", COORDINATOR, "/aktiviteter/logga/"


def measure():
    from django.db import connection, transaction
    from django.test import Client

    from actors.models import User
    from initiatives.models import Activity

    def client_of(email):
        client = Client(headers={"host": "127.0.0.1"})
        client.force_login(User.objects.get(email=email), backend="actors.signin.Backend")
        return client

    clients = {email: client_of(email) for email in (COORDINATOR, OFFICER)}

    def row(name, expected, ask):
        """One line of the table, or nothing when the portal has no such page."""
        if ask().status_code != expected:  # also warms up
            return None
        asked = []

        def note(execute, *query):
            begin = time.perf_counter()
            try:
                return execute(*query)
            finally:
                asked.append((time.perf_counter() - begin) * 1000)

        with connection.execute_wrapper(note):
            ask()
        took = []
        for _ in range(TIMES):
            begin = time.perf_counter()
            ask()
            took.append((time.perf_counter() - begin) * 1000)
        return {
            "page": name,
            "queries": len(asked),
            "p50_ms": round(statistics.median(took), 1),
            "slowest_ms": round(max(took), 1),
            "sql_ms": round(sum(asked), 1),
        }

    for name, email, url in pages():
        yield row(name, 200, lambda client=clients[email], url=url: client.get(url))

    storuman = Activity.objects.filter(lead__name="Storumans kommun", visibility="COUNTY")
    url = f"/aktiviteter/{storuman.published().first().pk}/logga/"
    form = {"on": time.strftime("%Y-%m-%d"), "text": "Ett gott samtal", "participants": "12"}

    def post():
        with transaction.atomic():
            response = clients[COORDINATOR].post(url, form)
            transaction.set_rollback(True)
        return response

    yield row("Log one more time, form", 200, lambda: clients[COORDINATOR].get(url))
    yield row("Log one more time, saved", 302, post)


def about():
    """The machine, the commit and the day."""
    from django.db import connection

    from initiatives.models import Activity, LogEntry, Plan
    from portal import fence

    git = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(git, capture_output=True, text=True).stdout.strip()  # noqa: S603 - fixed
    with fence.everything(), connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return {
            "on": datetime.now(UTC).date().isoformat(),
            "commit": commit,
            "machine": f"{os.cpu_count()} cores, {platform.machine()}",
            "load": round(os.getloadavg()[0], 1),
            "python": platform.python_version(),
            "postgresql": cursor.fetchone()[0].split()[0],
            "times": TIMES,
            "plans": Plan.objects.count(),
            "activities": Activity.objects.count(),
            "entries": LogEntry.objects.count(),
        }


def main():
    rows = [row for row in measure() if row]
    result = about() | {"pages": rows}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    lines = [f"{'page':40} {'queries':>8} {'p50 ms':>8} {'of it SQL':>10} {'slowest':>8}"]
    lines += [
        f"{row['page']:40} {row['queries']:8} {row['p50_ms']:8} {row['sql_ms']:10} "
        f"{row['slowest_ms']:8}"
        for row in rows
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django

    django.setup()
    main()
