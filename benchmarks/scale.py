"""Fill a seeded database with as much as the portal shall carry, in some minutes.

    python -m benchmarks.scale        with DATABASE_URL naming a seeded database

300 plans, 30 000 activities and 1 000 000 log entries, the same every time for the same SEED. The
triggers on the tables are off meanwhile, so the tables are locked and nothing of it gets a history;
the sums of the log are made afterwards, all at once. Refuses to run in production.
"""

import os
import sys
import time

SEED = 4
SIZE = {"plans": 300, "activities": 30_000, "entries": 1_000_000}
TABLES = [
    "initiatives_plan",
    "initiatives_plan_counties",
    "initiatives_goal",
    "initiatives_activity",
    "initiatives_activity_partners",
    "initiatives_activity_categories",
    "initiatives_activity_terms",
    "initiatives_activity_methods",
    "initiatives_logentry",
    "initiatives_activityyear",
]

# A number from 0 up to `below`, the same for the same seed, row and salt.
CHANCE = """
CREATE FUNCTION pg_temp.chance(n bigint, salt integer, below integer) RETURNS integer
LANGUAGE sql IMMUTABLE AS $$
    SELECT ((hashint8extended(n, %(seed)s * 1000 + salt) & 9007199254740991) %% below)::integer
$$
"""
# Who there is: kommuner and regions in turn, and one person who has written everything.
OWNERS = """
CREATE TEMP TABLE owners ON COMMIT DROP AS
SELECT actor.id, row_number() OVER (ORDER BY actor.kind, actor.code) - 1 AS at,
    min(county.county_id) AS county_id
FROM actors_actor actor JOIN actors_actor_counties county ON county.actor_id = actor.id
WHERE actor.kind IN ('KOMMUN', 'REGION') GROUP BY actor.id
"""
PLANS = """
INSERT INTO initiatives_plan (title, owner_id, first_year, last_year, vision, background, gap_note,
    status, adopted_on, adopted_by, paragraph, diary_number, closed_why, number, visibility,
    created_by_id, lock)
SELECT 'Handlingsplan ' || n, owners.id, 2020 + n %% 6, 2023 + n %% 6, 'Målbild', '', 'Prov',
    CASE WHEN n %% 8 = 0 THEN 'DRAFT' ELSE 'ADOPTED' END,
    CASE WHEN n %% 8 > 0 THEN date '2020-01-15' + pg_temp.chance(n, 1, 2000) END,
    CASE WHEN n %% 8 > 0 THEN 'Kommunfullmäktige' ELSE '' END, '', '', '', 1,
    CASE WHEN n %% 3 = 0 THEN 'PUBLIC' ELSE 'COUNTY' END, %(author)s, 0
FROM generate_series(1, %(plans)s) n
JOIN owners ON owners.at = (n - 1) %% (SELECT count(*) FROM owners)
"""
# One in twenty is a draft, one in six for those who take part alone.
ACTIVITIES = """
INSERT INTO initiatives_activity (title, main_b, further_b, lead_id, responsible_function, status,
    status_reason, starts_on, ends_on, visibility, is_sensitive, need, place, own_effort,
    created_by_id, published_at, published_by_id, lock)
SELECT (ARRAY['Våga fråga', 'Föräldraträff', 'Öppet hus', 'Utbildning', 'Studiecirkel', 'Samtal'])
        [1 + pg_temp.chance(n, 2, 6)] || ' '
        || (ARRAY['i skolan', 'på biblioteket', 'för föreningar', 'för äldre', 'i bygden'])
        [1 + pg_temp.chance(n, 3, 5)] || ' ' || n,
    b.main_b,
    CASE WHEN pg_temp.chance(n, 5, 4) = 0 AND b.main_b <> 'BYGG'
        THEN '{BYGG}'::varchar(10)[] ELSE '{}' END,
    owners.id, '', state.status, '', day.starts_on,
    CASE WHEN state.status = 'DONE' THEN day.starts_on + 200 END,
    CASE pg_temp.chance(n, 7, 6) WHEN 0 THEN 'PUBLIC' WHEN 1 THEN 'ORGANISATION' ELSE 'COUNTY' END,
    false, '', '', '', %(author)s,
    CASE WHEN pg_temp.chance(n, 8, 20) > 0 THEN now() END,
    CASE WHEN pg_temp.chance(n, 8, 20) > 0 THEN %(author)s END, 0
FROM generate_series(1, %(activities)s) n
JOIN owners ON owners.at = pg_temp.chance(n, 4, (SELECT count(*)::integer FROM owners))
CROSS JOIN LATERAL (
    SELECT (ARRAY['BEMOT', 'BEHANDLA', 'BYGG', 'BEGRANSA', ''])
        [1 + pg_temp.chance(n, 9, 5)] AS main_b
) b
CROSS JOIN LATERAL (
    SELECT (ARRAY['ONGOING', 'DONE', 'PLANNED'])[1 + pg_temp.chance(n, 10, 3)] AS status
) state
CROSS JOIN LATERAL (
    SELECT (current_date - 100 - pg_temp.chance(n, 11, 2000))::date AS starts_on
) day
RETURNING id
"""
# A third is done together with somebody in the county, half stands under a category.
LINKS = [
    """
    INSERT INTO initiatives_activity_partners (activity_id, actor_id)
    SELECT activity.id, other.id FROM made activity
    JOIN owners own ON own.id = activity.lead_id
    CROSS JOIN LATERAL (
        SELECT id FROM owners WHERE county_id = own.county_id AND id <> own.id
        ORDER BY pg_temp.chance(owners.id + activity.id, 12, 1000), id LIMIT 1
    ) other
    WHERE pg_temp.chance(activity.id, 13, 3) = 0
    """,
    """
    INSERT INTO initiatives_activity_categories (activity_id, category_id)
    SELECT activity.id, category.id FROM made activity
    JOIN initiatives_category category ON category.first_year = 2024
        AND category.number = 1 + pg_temp.chance(activity.id, 14, 8)
    """,
    """
    INSERT INTO initiatives_activity_terms (activity_id, term_id)
    SELECT activity.id, term.id FROM made activity
    JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS at FROM initiatives_term) term
        ON term.at = pg_temp.chance(activity.id, 15, (SELECT greatest(count(*), 1)::integer
            FROM initiatives_term))
    """,
    """
    INSERT INTO initiatives_activity_methods (activity_id, method_id)
    SELECT activity.id, method.id FROM made activity
    JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS at FROM initiatives_method) method
        ON method.at = pg_temp.chance(activity.id, 16, (SELECT greatest(count(*), 1)::integer
            FROM initiatives_method))
    """,
]
MADE = """
CREATE TEMP TABLE made ON COMMIT DROP AS
SELECT id, lead_id, starts_on, row_number() OVER (ORDER BY id) - 1 AS at
FROM initiatives_activity WHERE id > %(before)s
"""
ENTRIES = """
INSERT INTO initiatives_logentry (activity_id, "on", text, participants, is_approximate, result,
    next_step, created_by_id, lock)
SELECT made.id,
    made.starts_on + pg_temp.chance(n, 17, least(730, current_date - made.starts_on) + 1),
    'Tillfälle ' || n || ' med gott samtal och fika', pg_temp.chance(n, 18, 40), false, '', '',
    %(author)s, 0
FROM generate_series(1, %(entries)s) n
JOIN made ON made.at = pg_temp.chance(n, 19, (SELECT count(*)::integer FROM made))
"""
# What initiatives_sum_year() adds up, for all at once; reports/tests/test_explain.py compares them.
SUMS = [
    """
    INSERT INTO initiatives_activityyear
        (activity_id, year, entries, latest_on, participants, large, small, is_approximate)
    SELECT activity_id, extract(year FROM "on")::integer, count(*), max("on"), sum(participants),
        coalesce(sum(participants) FILTER (WHERE participants >= 5), 0),
        count(*) FILTER (WHERE participants BETWEEN 1 AND 4), bool_or(is_approximate)
    FROM initiatives_logentry entry JOIN made ON made.id = activity_id
    GROUP BY activity_id, extract(year FROM "on")::integer
    """,
    """
    UPDATE initiatives_activity activity SET latest_on = found.latest
    FROM (
        SELECT activity_id, max(latest_on) AS latest FROM initiatives_activityyear
        GROUP BY activity_id
    ) found
    WHERE activity.id = found.activity_id
    """,
]


def fill(cursor, *, plans, activities, entries, author, say=lambda text: None):
    """Make that many of each in the open transaction, with the fence open. Needs the registers."""
    made = {"plans": plans, "activities": activities, "entries": entries, "author": author}
    _triggers(cursor, "DISABLE")
    cursor.execute("SELECT coalesce(max(id), 0) FROM initiatives_activity")
    made["before"] = cursor.fetchone()[0]
    steps = [CHANCE, OWNERS, PLANS, ACTIVITIES, MADE, *LINKS, ENTRIES, *SUMS]
    for statement in steps:
        begin = time.perf_counter()
        cursor.execute(statement, made | {"seed": SEED})
        name = " ".join(statement.split()[:3])
        say(f"{name:48} {cursor.rowcount:>9} rows {time.perf_counter() - begin:7.1f} s")
    _triggers(cursor, "ENABLE")
    cursor.execute(f"ANALYZE {', '.join(TABLES)}")


def _triggers(cursor, how):
    """Turn our own triggers off or on; foreign keys are checked all the same."""
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in TABLES:
        cursor.execute(f"ALTER TABLE {table} {how} TRIGGER USER")


def main():
    from django.conf import settings
    from django.db import connection, transaction

    from actors.models import User
    from initiatives.models import LogEntry
    from portal import fence

    if settings.PRODUCTION:
        sys.exit("This fills the database with invented rows, so it never runs in production.")
    with transaction.atomic(), fence.everything(), connection.cursor() as cursor:
        if LogEntry.objects.count() >= SIZE["entries"]:
            sys.exit("The database is filled already.")
        author = User.objects.get(email="admin@portal.example").pk
        fill(cursor, author=author, say=_say, **SIZE)


def _say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django

    django.setup()
    main()
