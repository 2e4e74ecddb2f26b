"""What row-level security costs: the same questions with the policies and without.

    python -m benchmarks.fence        with DATABASE_URL naming a seeded database

30 000 activities and as many log entries are made in a transaction that is thrown away. The tables
are locked meanwhile, so not on a portal that is used. docs/decisions/0008 has the figures.
"""

import os
import statistics
import sys
import time

ROWS = 30_000
TIMES = 15

# Copies of what the seed made, led by all actors in turn; one in ten is a draft of somebody else.
FILL = """
INSERT INTO initiatives_activity (title, main_b, further_b, status, starts_on, ends_on, visibility,
    created_by_id, lead_id, published_at, published_by_id)
SELECT a.title || ' ' || n, a.main_b, a.further_b, a.status, a.starts_on - n %% 2000,
    a.ends_on, CASE n %% 4 WHEN 0 THEN 'ORGANISATION' WHEN 1 THEN 'COUNTY' ELSE 'PUBLIC' END,
    a.created_by_id, leads.id,
    CASE WHEN n %% 10 > 0 THEN now() END, CASE WHEN n %% 10 > 0 THEN a.created_by_id END
FROM generate_series(1, %(rows)s) n
JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 AS at, count(*) OVER () AS all_of_them
      FROM initiatives_activity WHERE published_at IS NOT NULL) a ON a.at = n %% a.all_of_them
JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS at, count(*) OVER () AS all_of_them
      FROM actors_actor) leads ON leads.at = n %% leads.all_of_them;
INSERT INTO initiatives_logentry (activity_id, "on", text, is_approximate, created_by_id)
SELECT id, starts_on, title, false, created_by_id FROM initiatives_activity;
SET CONSTRAINTS ALL IMMEDIATE;
ANALYZE initiatives_activity, initiatives_logentry;
"""
TABLES = ["initiatives_plan", "initiatives_goal", "initiatives_activity", "initiatives_logentry"]


def main():
    from django.db import connection, transaction

    from actors.models import User
    from portal import fence

    user = User.objects.get(email="samordnare@storuman.example")
    with transaction.atomic(), connection.cursor() as cursor:
        with fence.everything():
            cursor.execute(FILL, {"rows": ROWS})
        reach = user.reach
        let = {"user_id": user.pk, "actors": reach.actors, "approves_for": reach.approves_for}
        fence.let_through(**let)
        took = {}
        for fenced in (True, False):
            if not fenced:
                for table in TABLES:
                    cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
            for name, ask in questions(user).items():
                took.setdefault(name, []).append(milliseconds(ask))
        name = "Setting the fence for a request"
        took[name] = [milliseconds(lambda: fence.let_through(**let)), 0.0]
        transaction.set_rollback(True)
    lines = [f"{ROWS} activities, median of {TIMES}, milliseconds: fenced, not fenced"]
    lines += [f"{name:40} {fenced:8.1f} {free:8.1f}" for name, (fenced, free) in took.items()]
    sys.stdout.write("\n".join(lines) + "\n")


def questions(user):
    """What the pages ask, by name."""
    from initiatives.models import Activity, LogEntry

    seen = Activity.objects.visible_to(user)
    return {
        "A page of 25 activities": lambda: list(seen.order_by("-starts_on", "-pk")[:25]),
        "How many activities": lambda: seen.count(),
        "A word in the title": lambda: seen.filter(title__icontains="studiebesök").count(),
        "One activity by its number": lambda: seen.filter(pk=user.pk).first(),
        "An actor's activities": lambda: list(seen.filter(lead__in=user.reach.actors)[:25]),
        "Latest log entries": lambda: list(
            LogEntry.objects.filter(activity__in=seen).order_by("-on", "-pk")[:6]
        ),
        "All drafts, scope forgotten": lambda: Activity.objects.drafts().count(),
    }


def milliseconds(ask):
    took = []
    for _ in range(TIMES):
        begin = time.perf_counter()
        ask()
        took.append((time.perf_counter() - begin) * 1000)
    return statistics.median(took)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django

    django.setup()
    main()
