import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actors.tests.factories import make_group
from initiatives.actions import activities as actions
from initiatives.models import LogEntry, Plan
from initiatives.tests.factories import make_activity, make_goal, make_plan
from reports.actions import fingerprint
from reports.figures import figures_for


def entry(day, participants=None, **more):
    return {"on": day, "participants": participants, "text": ""} | more


def test_figures_are_json_and_the_same_each_time(cast):
    make_activity(cast.storuman, cast.coordinator)
    first, second = (figures_for(cast.storuman, 2024) for _ in range(2))
    assert json.loads(json.dumps(first)) == first == second
    assert fingerprint(first) == fingerprint(second)


def test_the_four_b_always_stand_in_their_order(cast):
    figures = figures_for(cast.storuman, 2024)
    assert [row["b"] for row in figures["b4"]] == ["BEMOT", "BEHANDLA", "BYGG", "BEGRANSA"]
    assert len(figures["gaps"]) == 4


@pytest.mark.parametrize(
    ("day", "years"),
    [
        (date(2023, 12, 31), {2023}),
        (date(2024, 1, 1), {2024}),
        (date(2024, 2, 29), {2024}),
        (date(2024, 12, 31), {2024}),
        (date(2025, 1, 1), {2025}),
    ],
)
def test_an_activity_of_one_day_counts_in_its_year_alone(cast, day, years):
    make_activity(cast.storuman, cast.coordinator, ends_on=day, entry=entry(day))
    counted = {year for year in range(2022, 2027) if figures_for(cast.storuman, year)["activities"]}
    assert counted == years


def test_an_activity_that_goes_on_counts_but_its_entries_only_in_their_year(cast):
    activity = make_activity(
        cast.storuman, cast.coordinator, entry=entry(date(2023, 5, 1), participants=10)
    )
    actions.add_entry(
        LogEntry(on=date(2024, 5, 1), participants=7), activity=activity, by=cast.coordinator
    )
    row = figures_for(cast.storuman, 2024)["b4"][0]
    assert (row["activities"], row["entries"], row["participants"]) == (1, 1, "7")


def test_a_b_where_nothing_was_logged_in_the_year_is_a_gap_though_something_goes_on(cast):
    make_activity(cast.storuman, cast.coordinator, main_b="BEMOT", entry=entry(date(2023, 5, 1)))
    make_activity(cast.storuman, cast.coordinator, main_b="BYGG", entry=entry(date(2024, 5, 1)))
    figures = figures_for(cast.storuman, 2024)
    assert [row["activities"] for row in figures["b4"]] == [1, 0, 1, 0]
    assert figures["gaps"] == [
        "Inget är loggat under Bemöt.",
        "Inget är loggat under Behandla.",
        "Inget är loggat under Begränsa.",
    ]
    assert "Arbetet täckte 1 av de fyra B: bygg." in figures["summary"]


def test_drafts_are_not_counted(cast):
    make_activity(cast.storuman, cast.coordinator, publish=False)
    assert figures_for(cast.storuman, 2024)["summary"] == [
        "Storumans kommun har inga loggade aktiviteter för 2024."
    ]


def test_an_activity_with_a_partner_counts_once_for_each_of_them(cast):
    make_activity(cast.storuman, cast.coordinator, partners=[cast.region, cast.umea])
    for actor in (cast.storuman, cast.region, cast.umea):
        figures = figures_for(actor, 2024)
        assert figures["key_figures"][0]["value"] == "1"
    assert [c["name"] for c in figures_for(cast.storuman, 2024)["collaborators"]] == [
        "Region Västerbotten",
        "Umeå kommun",
    ]


@pytest.mark.parametrize(
    ("participants", "shown"),
    [(None, "–"), (0, "0"), (1, "färre än 5"), (4, "färre än 5"), (5, "5"), (1700, "1\xa0700")],
)
def test_rule_16_small_counts_are_suppressed_in_the_follow_up(cast, participants, shown):
    make_activity(
        cast.storuman, cast.coordinator, entry=entry(date(2024, 5, 1), participants=participants)
    )
    figures = figures_for(cast.storuman, 2024)
    assert figures["activities"][0]["participants"] == shown
    assert figures["b4"][0]["participants"] == shown


def test_a_sum_with_an_approximate_part_says_so(cast):
    make_activity(
        cast.storuman,
        cast.coordinator,
        entry=entry(date(2024, 5, 1), participants=40, is_approximate=True),
    )
    assert figures_for(cast.storuman, 2024)["b4"][0]["participants"] == "cirka 40"


def log(activity, by, *counts):
    for day, count in enumerate(counts, start=1):
        entry = LogEntry(on=date(2024, 6, day), participants=count)
        actions.add_entry(entry, activity=activity, by=by)


def test_rule_16_no_sum_in_the_follow_up_gives_a_small_count_away(cast):
    few = make_activity(cast.storuman, cast.coordinator, main_b="BEMOT")
    log(few, cast.coordinator, 4, 4)
    hidden = make_activity(
        cast.storuman, cast.coordinator, main_b="BYGG", visibility="ORGANISATION"
    )
    log(hidden, cast.coordinator, 11, 4, 9)
    figures = figures_for(cast.storuman, 2024)
    assert [row["participants"] for row in figures["activities"]] == ["färre än 10"]
    assert [row["participants"] for row in figures["b4"]] == ["färre än 10", "–", "minst 20", "–"]
    assert figures["key_figures"][2]["value"] == "minst 20"


def test_what_only_those_who_take_part_may_see_is_counted_but_not_described(cast):
    make_activity(
        cast.storuman,
        cast.coordinator,
        title="Hemlig genomgång",
        main_b="BEGRANSA",
        visibility="ORGANISATION",
        partners=[cast.umea],
    )
    figures = figures_for(cast.storuman, 2024)
    assert figures["b4"][3]["activities"] == 1
    assert figures["activities"] == figures["collaborators"] == []
    assert "Hemlig genomgång" not in json.dumps(figures, ensure_ascii=False)


@pytest.mark.parametrize(
    "closed",
    [
        {"visibility": "ORGANISATION"},
        {"visibility": "NAMED"},
        {"visibility": "ORGANISATION", "is_sensitive": True},
    ],
)
def test_nothing_that_names_a_place_or_means_leaves_the_house(cast, closed):
    make_activity(
        cast.storuman,
        cast.coordinator,
        title="Hemlig åtgärd",
        main_b="BEGRANSA",
        partners=[cast.umea],
        entry=entry(date(2024, 5, 1), 7, text="Hemlig plats"),
        **closed,
    )
    goals = [
        make_goal("BEGRANSA", "Hemligt mål", is_restricted=True),
        make_goal("BEGRANSA", "Öppet mål"),
    ]
    make_plan(cast.storuman, cast.coordinator, background="Hemlig bakgrund", goals=goals)
    figures = figures_for(cast.storuman, 2024)
    assert figures["plan"]["goals"] == [{"b": "BEGRANSA", "text": "Öppet mål"}]
    assert figures["b4"][3]["entries"] == (closed["visibility"] != "NAMED")  # not even counted
    assert figures["collaborators"] == []
    assert "Heml" not in json.dumps(figures, ensure_ascii=False)


def test_the_figures_never_walk_the_log(cast):
    with CaptureQueriesContext(connection) as few:
        figures_for(cast.storuman, 2024)
    for number in range(3):
        activity = make_activity(cast.storuman, cast.coordinator, title=f"Träff {number}")
        log(activity, cast.coordinator, 10, 20)
    with CaptureQueriesContext(connection) as many:
        figures_for(cast.storuman, 2024)
    reads = [query["sql"] for query in many if '"initiatives_logentry"' in query["sql"]]
    assert len(reads) == 1
    assert "DISTINCT ON" in reads[0]
    assert len(many) <= len(few) + 6


def test_the_plan_in_force_is_told_and_a_draft_is_not(cast):
    make_plan(cast.storuman, cast.coordinator, adopted=False, title="Utkast")
    assert figures_for(cast.storuman, 2024)["plan"] is None
    make_plan(cast.storuman, cast.coordinator, title="Antagen plan")
    assert figures_for(cast.storuman, 2024)["plan"]["title"] == "Antagen plan"
    assert figures_for(cast.storuman, 2030)["plan"] is None


def test_rule_16_of_a_plan_for_its_owners_people_only_the_adoption_is_told(cast):
    group = make_group(cast.storuman, [cast.storuman, cast.umea], name="Hemlig grupp")
    make_plan(
        cast.storuman,
        cast.coordinator,
        title="Internplan",
        vision="Hemlig målbild",
        group=group,
        visibility="ORGANISATION",
        goals=[make_goal("BYGG", "Hemligt mål")],
    )
    figures = figures_for(cast.storuman, 2024)
    assert figures["plan"] == {
        "title": "Internplan",
        "years": "2023–2026",
        "status": "Antagen",
        "adopted": "Kommunfullmäktige 2023-02-28",
        "is_open": False,
        "vision": "",
        "group": "",
        "members": [],
        "goals": [],
    }
    assert "Heml" not in json.dumps(figures, ensure_ascii=False)
    Plan.objects.update(visibility="COUNTY")
    assert figures_for(cast.storuman, 2024)["plan"]["vision"] == "Hemlig målbild"


def test_a_region_has_the_inhabitants_of_its_kommuner(cast):
    for actor, inhabitants in ((cast.storuman, 5577), (cast.umea, 133091)):
        actor.populations.create(
            reference_date=date(2024, 12, 31), inhabitants=inhabitants, source="SCB, folkmängd"
        )
    for actor, inhabitants in ((cast.region, 138668), (cast.storuman, 5577)):
        figures = figures_for(actor, 2024)
        assert figures["actor"]["population"] == inhabitants
        assert figures["actor"]["population_date"] == "2024-12-31"
        assert figures["sources"][2:] == ["Invånare: SCB, folkmängd."]


def test_nobody_is_named_as_the_source_of_a_number_that_is_not_there(cast):
    figures = figures_for(cast.storuman, 2024)
    assert figures["actor"]["population"] is None
    assert len(figures["sources"]) == 2


def test_many_activities_ask_as_many_questions_as_one(cast, django_assert_max_num_queries):
    for number in range(30):
        make_activity(
            cast.storuman, cast.coordinator, title=f"Nummer {number}", partners=[cast.region]
        )
    with django_assert_max_num_queries(14):
        figures_for(cast.storuman, 2024)
