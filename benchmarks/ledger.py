"""How fast money is read, however much has moved: a county with 10 years, 4 categories, 16 actors.

    python -m benchmarks.ledger [1000 50000 1000000]     with DATABASE_URL naming a seeded database
    python -m benchmarks.run ledger                      makes the database, on servers of its own

Every transfer goes through the ledger's own triggers, in batches: each one locks its accounts, is
checked, and moves both balances. Prints a table and writes benchmarks/results/ledger.json. What is
made stays, so it refuses to run in production.
"""

import json
import os
import statistics
import sys
import time
from datetime import date
from pathlib import Path

SIZES = (1000, 50_000, 1_000_000)
BATCH = 20_000
TIMES = 11
YEARS = range(2014, 2024)
GIVEN = 10_000_000  # to each allocation, whole kronor
RESULTS = Path(__file__).parent / "results" / "ledger.json"
OFFICER = "handlaggare@regionvasterbotten.example"

# Each allocation in turn is paid one krona, or uses one, on one of the activities.
MOVE = """
INSERT INTO funding_transfer (kind, source_id, target_id, amount, "on", note, voucher,
    activity_id, entered_by_id)
SELECT CASE WHEN n / %(count)s %% 2 = 0 THEN 'PAY' ELSE 'USE' END,
    CASE WHEN n / %(count)s %% 2 = 0 THEN a.granted ELSE a.paid END,
    CASE WHEN n / %(count)s %% 2 = 0 THEN a.paid ELSE a.used END,
    1, a.day, '', 'V' || n,
    CASE WHEN n / %(count)s %% 2 = 1
        THEN (%(activities)s::bigint[])[1 + n %% cardinality(%(activities)s::bigint[])] END,
    %(by)s
FROM generate_series(%(begin)s::integer, %(end)s::integer) n
JOIN ledger_benchmark a ON a.at = n %% %(count)s
ORDER BY n
"""
ACCOUNTS = """
CREATE TEMP TABLE ledger_benchmark AS
SELECT row_number() OVER (ORDER BY allocation_id) - 1 AS at,
    max(id) FILTER (WHERE kind = 'GRANTED') AS granted,
    max(id) FILTER (WHERE kind = 'PAID') AS paid,
    max(id) FILTER (WHERE kind = 'USED') AS used, date '2024-06-01' AS day
FROM funding_account WHERE allocation_id = ANY (%s) GROUP BY allocation_id;
CREATE UNIQUE INDEX ON ledger_benchmark (at);
"""


def build():
    """Ten agreements with four pots each, and an allocation to each of 16 actors out of each pot.

    Returns the allocations of all of them, made by the portal's own actions.
    """
    from actors.models import Actor, County, User
    from funding import actions
    from funding.models import Agreement, Decision
    from initiatives.models import Category
    from portal.seed.people import actor, approver_of

    by = User.objects.get(email=OFFICER)
    county, region = County.objects.get(code="24"), actor("Region Västerbotten")
    receivers = [region, *Actor.objects.filter(kind="KOMMUN", counties=county)][:16]
    categories = list(Category.objects.filter(first_year=2024).order_by("number")[:4])
    allocations = []
    for year in YEARS:
        about = {"on": date(year, 1, 15), "by": by}
        agreement = Agreement(
            name=f"Prov {year}", first_year=year, last_year=year, decided_on=date(year, 1, 1)
        )
        pot_size = GIVEN * len(receivers) + 1
        whole = pot_size * len(categories)
        actions.record_agreement(agreement, total=whole, parties=[], **about)
        decision = actions.propose_decision(
            Decision(county=county, body="Prov", decided_on=date(year, 2, 1)),
            parties=[region],
            by=by,
        )
        actions.concur(decision, region, by=approver_of(region))
        for category in categories:
            part = actions.split(
                agreement,
                amount=pot_size,
                name=category.name,
                category=category,
                stream="LANSGEMENSAM",
                **about,
            )
            pot = actions.distribute(part, county, amount=pot_size, **about)
            for receiver in receivers:
                given = {"amount": GIVEN, "purpose": f"Prov {year}", "by": by}
                given |= {"decision": decision, "override_reason": "Prov", "override_by": by}
                allocation = actions.allocate(pot, receiver, **given)
                actions.pay(allocation, amount=GIVEN // 2, on=date(year, 3, 1), by=by)
                allocations.append(allocation)
    return allocations


def move(allocations, begin, end):
    """Let transfers `begin` up to `end` go through the triggers. Returns seconds."""
    from django.db import connection, transaction

    from actors.models import User
    from initiatives.models import Activity
    from portal import fence

    by = User.objects.get(email=OFFICER).pk
    started = time.perf_counter()
    while begin < end:
        stop = min(begin + BATCH, end)
        with transaction.atomic(), fence.everything(), connection.cursor() as cursor:
            activities = list(Activity.objects.published().values_list("pk", flat=True)[:20])
            cursor.execute(
                MOVE,
                {
                    "count": len(allocations),
                    "begin": begin,
                    "end": stop - 1,
                    "activities": activities,
                    "by": by,
                },
            )
        _say(f"{stop:>9} transfers {time.perf_counter() - started:7.1f} s")
        begin = stop
    seconds = time.perf_counter() - started
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) funding_transfer, funding_account")
    return seconds


def questions(allocation):
    """What is read: (name, how). Pages are opened by the region's officer."""
    from django.test import Client

    from actors.models import User
    from funding.models import Account, Allocation

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(User.objects.get(email=OFFICER), backend="actors.signin.Backend")
    agreement = allocation.frame.component.agreement_id

    def page(url):
        response = client.get(url)
        if response.status_code != 200:
            sys.exit(f"{url} answers {response.status_code}.")

    def balance_of_allocation():
        return Allocation.objects.prefetch_related("accounts").get(pk=allocation.pk).left

    return [
        ("A pot's balance", lambda: Account.objects.get(frame=allocation.frame_id).balance),
        ("An allocation's balances", balance_of_allocation),
        ("Overview of the county", lambda: page(f"/medel/?overenskommelse={agreement}")),
        (
            "Följ kronan, the county",
            lambda: page(f"/medel/folj/?overenskommelse={agreement}&lan=24"),
        ),
        ("Följ kronan, an allocation", lambda: page(f"/medel/folj/?tilldelning={allocation.pk}")),
    ]


def measured(name, ask):
    from django.db import connection

    ask()  # warms up
    asked = []

    def note(execute, *query):
        begin = time.perf_counter()
        try:
            return execute(*query)
        finally:
            asked.append((time.perf_counter() - begin) * 1000)

    with connection.execute_wrapper(note):
        ask()
    blocks = []
    with connection.execute_wrapper(lambda *call: _count(blocks, *call)):
        ask()
    took = []
    for _ in range(TIMES):
        begin = time.perf_counter()
        ask()
        took.append((time.perf_counter() - begin) * 1000)
    return {
        "what": name,
        "queries": len(asked),
        "p50_ms": round(statistics.median(took), 2),
        "sql_ms": round(sum(asked), 2),
        "blocks": sum(blocks),
    }


def _count(blocks, execute, sql, params, many, context):
    """Note how many blocks of 8 kB PostgreSQL reads for a question: the same on a busy machine."""
    if sql.startswith("SELECT") and "set_config" not in sql:
        with context["connection"].cursor() as cursor:
            cursor.cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", params)
            found = cursor.cursor.fetchone()[0]
        plan = (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]
        blocks.append(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])
    return execute(sql, params, many, context)


def main(sizes):
    from django.conf import settings

    from benchmarks.initiatives import about
    from portal import fence

    if settings.PRODUCTION:
        sys.exit("This fills the database with invented money, so it never runs in production.")
    from django.db import connection

    with fence.everything():
        allocations = build()
    with connection.cursor() as cursor:
        cursor.execute(ACCOUNTS, [[allocation.pk for allocation in allocations]])
    result = {key: about()[key] for key in ("on", "commit", "machine", "load", "postgresql")}
    result |= {"times": TIMES, "allocations": len(allocations), "sizes": []}
    done = 0
    for size in sizes:
        seconds = move(allocations, done, size)
        rows = [measured(*question) for question in questions(allocations[0])]
        rate = round((size - done) / seconds)
        result["sizes"].append({"transfers": size, "transfers_a_second": rate, "rows": rows})
        done = size
        _say(f"{size} transfers, {rate} a second through the triggers")
        for row in rows:
            _say(
                f"  {row['what']:32}{row['queries']:4} queries {row['p50_ms']:9} ms "
                f"{row['sql_ms']:9} ms SQL {row['blocks']:7} blocks"
            )
        RESULTS.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", "utf-8")


def _say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django

    django.setup()
    main([int(size) for size in sys.argv[1:]] or SIZES)
