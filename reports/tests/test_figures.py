import json
from datetime import date

import pytest

from funding import actions as money
from funding.tests.factories import DAY, make_decision, make_pot
from initiatives import actions
from initiatives.models import LogEntry
from initiatives.tests.factories import make_activity, make_plan
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


def test_what_only_those_who_take_part_may_see_is_counted_but_not_described(cast):
    make_activity(
        cast.storuman,
        cast.coordinator,
        title="Hemlig genomgång",
        main_b="BEGRANSA",
        visibility="ORGANISATION",
    )
    figures = figures_for(cast.storuman, 2024)
    assert figures["b4"][3]["activities"] == 1
    assert figures["activities"] == []
    assert "Hemlig genomgång" not in json.dumps(figures, ensure_ascii=False)


def test_the_plan_in_force_is_told_and_a_draft_is_not(cast):
    make_plan(cast.storuman, cast.coordinator, adopted=False, title="Utkast")
    assert figures_for(cast.storuman, 2024)["plan"] is None
    make_plan(cast.storuman, cast.coordinator, title="Antagen plan")
    assert figures_for(cast.storuman, 2024)["plan"]["title"] == "Antagen plan"
    assert figures_for(cast.storuman, 2030)["plan"] is None


def test_the_money_rows_sum_to_the_total_of_the_ledger(cast):
    pot = make_pot(cast.vasterbotten, cast.officer, amount=1000)
    decision = make_decision(cast.vasterbotten, [cast.region], cast.officer)
    for amount, paid, used in [(400, 300, 120), (600, 600, 0)]:
        allocation = money.allocate(
            pot,
            cast.storuman,
            amount=amount,
            purpose="B4",
            decision=decision,
            by=cast.officer,
        )
        money.pay(allocation, amount=paid, on=DAY, by=cast.officer)
        if used:
            money.use(allocation, amount=used, on=DAY, by=cast.officer)
    total = figures_for(cast.storuman, 2024)["money"]
    assert total["sum"] == {"granted": 1000, "paid": 900, "used": 120, "left": 880}
    assert len(total["rows"]) == 2
    assert figures_for(cast.storuman, 2025)["money"]["rows"] == []


def test_a_region_has_the_inhabitants_of_its_kommuner(cast):
    for actor, inhabitants in ((cast.storuman, 5577), (cast.umea, 133091)):
        actor.populations.create(
            reference_date=date(2024, 12, 31), inhabitants=inhabitants, source="SCB"
        )
    assert figures_for(cast.region, 2024)["actor"]["population"] == 138668
    assert figures_for(cast.storuman, 2024)["actor"]["population"] == 5577


def test_many_activities_ask_as_many_questions_as_one(cast, django_assert_max_num_queries):
    for number in range(30):
        make_activity(
            cast.storuman, cast.coordinator, title=f"Nummer {number}", partners=[cast.region]
        )
    with django_assert_max_num_queries(14):
        figures_for(cast.storuman, 2024)
