"""No page walks the log: what PostgreSQL plans for the hottest questions, on data of some size.

The data are benchmarks.scale's, only fewer; PostgreSQL chooses freely between its plans.
"""

import json
from datetime import date

import pytest
from django.db import connection, transaction

from actors.models import Kind
from actors.tests.factories import make_actor
from benchmarks import scale
from initiatives.models import Activity, ActivityYear, LogEntry
from portal import fence
from reports import county, todo
from reports.matrix import Scope, matrix_of

LOG = "initiatives_logentry"
TODAY = date(2026, 6, 1)


@pytest.fixture
def filled(cast):
    """3 000 activities and 30 000 log entries in two counties."""
    for number in range(10):
        home = cast.vasterbotten if number % 2 else cast.stockholm
        make_actor(f"Kommun {number}", Kind.KOMMUN, f"249{number}", [home])
    with connection.cursor() as cursor:
        scale.fill(cursor, plans=20, activities=3000, entries=30_000, author=cast.nobody.pk)
    return cast


def plans_of(ask, user, *, is_fenced):
    """What PostgreSQL plans for every query that `ask()` sends: [(sql, nodes), …]."""
    asked = []

    def explain(execute, sql, params, many, context):
        if sql.lstrip().startswith("SELECT") and "set_config" not in sql:
            with connection.cursor() as cursor:
                cursor.cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
                found = cursor.cursor.fetchone()[0]
            found = json.loads(found) if isinstance(found, str) else found
            asked.append((sql, list(nodes(found[0]["Plan"]))))
        return execute(sql, params, many, context)

    reach = user.reach
    with transaction.atomic():
        if is_fenced:
            fence.let_through(user_id=user.pk, actors=reach.actors, approves_for=reach.approves_for)
        with connection.execute_wrapper(explain):
            ask()
        transaction.set_rollback(True)
    return asked


def nodes(plan):
    yield plan
    for below in plan.get("Plans", []):
        yield from nodes(below)


def walks(asked, table):
    return [
        node
        for _, found in asked
        for node in found
        if node["Node Type"] == "Seq Scan" and node["Relation Name"] == table
    ]


def indexes(asked):
    return {node["Index Name"] for _, found in asked for node in found if "Index Name" in node}


@pytest.fixture(params=["behind the fence", "as the portal itself"])
def plans(request, filled):
    def _plans(ask, user=None):
        is_fenced = request.param == "behind the fence"
        return plans_of(ask, user or filled.officer, is_fenced=is_fenced)

    return _plans


def test_the_latest_entries_are_found_by_an_index(filled, plans):
    asked = plans(lambda: list(todo.latest_entries(filled.officer)))
    assert not walks(asked, LOG)
    assert {"entry_latest", "entry_activity"} & indexes(asked)


def test_the_latest_entries_of_somebody_who_sees_little(filled, plans):
    asked = plans(lambda: list(todo.latest_entries(filled.nobody)), filled.nobody)
    assert not walks(asked, LOG)


def test_home_is_counted_without_the_log(filled, plans):
    asked = plans(lambda: todo.home_of(filled.coordinator, filled.storuman), filled.coordinator)
    assert not walks(asked, LOG)
    assert len(asked) < 20


def test_the_county_overview_never_asks_the_log(filled, plans):
    def ask():
        county.rows_of(filled.vasterbotten, filled.officer, TODAY)
        county.total_of(filled.vasterbotten, filled.officer, TODAY.year)

    asked = plans(ask)
    assert asked
    assert not walks(asked, LOG)  # the next step of each row is found by an index


@pytest.mark.parametrize("scope", ["county", "actor"])
def test_the_matrix_never_asks_the_log(filled, plans, scope):
    chosen = {"county": filled.vasterbotten} if scope == "county" else {"actor": filled.storuman}
    asked = plans(lambda: matrix_of(Scope(2024, **chosen), filled.officer))
    assert asked
    assert not walks(asked, LOG)  # the next step of each row is found by an index


def test_a_page_of_activities_comes_in_order_from_an_index(filled, plans):
    seen = Activity.objects.visible_to(filled.officer)
    asked = plans(lambda: list(seen.order_by("-starts_on", "-pk")[:25]))
    assert "activity_latest" in indexes(asked)
    asked = plans(lambda: list(seen.latest_first()[:25]))
    assert "activity_logged_last" in indexes(asked)


def test_the_list_with_its_sums_never_walks_the_log(filled, plans):
    seen = Activity.objects.visible_to(filled.officer).with_log().in_year(2024)
    asked = plans(lambda: list(seen.order_by("-starts_on", "-pk")[:25]))
    assert not walks(asked, LOG)  # the next step of each row is found by an index


def test_an_activitys_own_entries_are_found_by_an_index(filled, plans):
    activity = Activity.objects.filter(latest_on__isnull=False, visibility="COUNTY").first()
    asked = plans(lambda: list(LogEntry.objects.filter(activity=activity)))
    assert not walks(asked, LOG)


def test_the_latest_entries_are_exactly_the_latest(filled):
    for user in (filled.officer, filled.coordinator, filled.stranger, filled.nobody):
        seen = Activity.objects.visible_to(user).published()
        naive = LogEntry.objects.filter(activity__in=seen).order_by("-on", "-pk")[:6]
        assert list(todo.latest_entries(user)) == list(naive)


def test_the_sums_of_the_scale_are_those_of_the_triggers(filled):
    kept = ActivityYear.objects.order_by("activity", "year")
    before = list(kept.values_list("activity", "year", "entries", "participants", "large", "small"))
    latest = dict(Activity.objects.values_list("pk", "latest_on"))
    with connection.cursor() as cursor:
        for activity, year, *_ in before[::100]:
            cursor.execute("SELECT initiatives_sum_year(%s, %s)", [activity, year])
    after = list(kept.values_list("activity", "year", "entries", "participants", "large", "small"))
    assert len(before) > 3000
    assert after == before
    assert dict(Activity.objects.values_list("pk", "latest_on")) == latest
