"""Searching and summing activities and plans."""

from datetime import date

import pytest
from django.utils import timezone

from initiatives.actions import activities as actions
from initiatives.discretion import shown_count
from initiatives.models import Activity, LogEntry, Plan
from initiatives.tests.factories import make_activity, make_plan

CLOSED = {"status": "CLOSED", "closed_on": date(2025, 1, 31), "closed_why": "Klar"}


def add_entry(activity, by, on, participants=None, approximate=False):
    entry = LogEntry(on=on, participants=participants, is_approximate=approximate)
    return actions.add_entry(entry, activity=activity, by=by)


@pytest.mark.parametrize(
    ("starts", "ends", "years"),
    [
        (date(2023, 12, 31), date(2023, 12, 31), {2023}),
        (date(2024, 1, 1), date(2024, 1, 1), {2024}),
        (date(2023, 12, 31), date(2024, 1, 1), {2023, 2024}),
        (date(2022, 5, 1), date(2024, 5, 1), {2022, 2023, 2024}),
        (date(2023, 6, 1), None, {2023, 2024, 2025}),
    ],
)
def test_an_activity_belongs_to_every_year_it_touches(cast, starts, ends, years):
    make_activity(
        cast.storuman, cast.coordinator, starts_on=starts, ends_on=ends, entry={"on": starts}
    )
    found = {year for year in range(2021, 2026) if Activity.objects.in_year(year).exists()}
    assert found == years


@pytest.mark.parametrize(
    ("on", "year"), [(date(2024, 12, 31), 2024), (date(2025, 1, 1), 2025), (date(2024, 1, 1), 2024)]
)
def test_what_is_logged_after_the_end_counts_in_its_own_year(cast, on, year):
    activity = make_activity(
        cast.storuman,
        cast.coordinator,
        starts_on=date(2022, 1, 1),
        ends_on=date(2022, 12, 31),
        entry={"on": date(2022, 2, 1)},
    )
    add_entry(activity, cast.coordinator, on)
    found = {year for year in range(2021, 2027) if Activity.objects.in_year(year).exists()}
    assert found == {2022, year}


def test_many_entries_in_a_year_do_not_show_an_activity_many_times(cast):
    activity = make_activity(cast.storuman, cast.coordinator)
    for day in range(1, 6):
        add_entry(activity, cast.coordinator, date(2024, 5, day))
    assert Activity.objects.in_year(2024).count() == 1


def test_sums_of_the_log_do_not_multiply_with_partners(cast):
    activity = make_activity(
        cast.storuman,
        cast.coordinator,
        partners=[cast.umea, cast.region, cast.nacka],
        entry={"on": date(2024, 3, 14), "participants": 20},
    )
    add_entry(activity, cast.coordinator, date(2024, 4, 2), 13, approximate=True)
    add_entry(activity, cast.coordinator, date(2024, 5, 2))
    found = Activity.objects.filter(partners__in=[cast.umea, cast.region]).distinct().with_log()
    (row,) = found
    assert (row.entry_count, row.participant_sum, row.latest_on, row.participants_approximate) == (
        3,
        33,
        date(2024, 5, 2),
        True,
    )


def test_the_log_of_one_activity_does_not_spill_into_another(cast):
    first = make_activity(cast.storuman, cast.coordinator, entry={"participants": 7})
    second = make_activity(cast.storuman, cast.coordinator, entry={"participants": 11})
    sums = dict(Activity.objects.with_log().values_list("pk", "participant_sum"))
    assert sums == {first.pk: 7, second.pk: 11}


def test_when_nobody_counted_the_sum_is_unknown_and_not_zero(cast):
    make_activity(cast.storuman, cast.coordinator)
    row = Activity.objects.with_log().get()
    assert row.participant_sum is None
    assert row.participants_approximate is False


def test_with_actor_finds_what_it_leads_and_what_it_joins(cast):
    led = make_activity(cast.umea, cast.neighbour)
    joined = make_activity(cast.storuman, cast.coordinator, partners=[cast.umea, cast.region])
    make_activity(cast.storuman, cast.coordinator)
    assert set(Activity.objects.with_actor(cast.umea)) == {led, joined}
    assert Activity.objects.with_actor(cast.umea).count() == 2


def test_drafts_and_published_share_everything_between_them(cast):
    draft = make_activity(cast.storuman, cast.coordinator, publish=False)
    shown = make_activity(cast.storuman, cast.coordinator)
    assert list(Activity.objects.drafts()) == [draft]
    assert list(Activity.objects.published()) == [shown]


def test_the_latest_activity_stands_first(cast):
    old, new = (
        make_activity(cast.storuman, cast.coordinator, entry={"on": date(year, 1, 1)})
        for year in (2023, 2024)
    )
    assert list(Activity.objects.all()) == [new, old]


@pytest.mark.parametrize(
    ("year", "holds"), [(2022, False), (2023, True), (2026, True), (2027, False)]
)
def test_a_plan_is_in_force_from_its_first_to_its_last_year(cast, year, holds):
    make_plan(cast.storuman, cast.coordinator)
    assert Plan.objects.in_force(year).exists() == holds


def test_a_draft_and_a_closed_plan_are_not_in_force(cast):
    make_plan(cast.storuman, cast.coordinator, adopted=False)
    closed = make_plan(cast.storuman, cast.coordinator)
    Plan.objects.filter(pk=closed.pk).update(**CLOSED)
    assert not Plan.objects.in_force(2024).exists()


def test_plans_in_life_are_the_adopted_and_then_the_drafts(cast):
    draft = make_plan(cast.storuman, cast.coordinator, adopted=False, first_year=2025)
    old = make_plan(cast.storuman, cast.coordinator, first_year=2021)
    new = make_plan(cast.storuman, cast.coordinator)
    closed = make_plan(cast.storuman, cast.coordinator)
    Plan.objects.filter(pk=closed.pk).update(**CLOSED)
    assert list(Plan.objects.in_life()) == [new, old, draft]


def test_the_plan_in_force_this_year_comes_before_a_later_and_an_earlier_one(cast):
    year = timezone.localdate().year
    years = [(year - 9, year - 5), (year + 1, year + 4), (year - 2, year)]
    past, coming, now = (
        make_plan(cast.storuman, cast.coordinator, first_year=first, last_year=last)
        for first, last in years
    )
    assert list(Plan.objects.in_life()) == [now, coming, past]


@pytest.mark.parametrize(
    ("count", "inside", "approximate", "text"),
    [
        (None, False, False, "–"),
        (None, True, True, "–"),
        (0, False, False, "0"),
        (1, False, False, "färre än 5"),
        (4, False, False, "färre än 5"),
        (4, False, True, "färre än 5"),
        (4, True, False, "4"),
        (5, False, False, "5"),
        (40, False, True, "cirka 40"),
        (40, True, True, "cirka 40"),
        (1234, False, False, "1\xa0234"),
    ],
)
def test_a_count_is_shown_as_far_as_the_reader_may_know(count, inside, approximate, text):
    assert shown_count(count, inside=inside, approximate=approximate) == text


def test_what_was_done_once_counts_once(cast):
    """A one-off that is logged as done ends the day it was done."""
    activity = make_activity(cast.storuman, cast.coordinator, status="DONE")
    assert activity.ends_on == activity.starts_on
    assert [year for year in range(2023, 2027) if activity in Activity.objects.in_year(year)] == [
        2024
    ]


@pytest.mark.parametrize("status", ["PLANNED", "CANCELLED"])
def test_what_was_only_planned_counts_by_its_log(cast, status):
    activity = make_activity(cast.storuman, cast.coordinator, status=status, status_reason="Sjuk")
    counted = [year for year in range(2023, 2027) if activity in Activity.objects.in_year(year)]
    assert counted == [2024]
