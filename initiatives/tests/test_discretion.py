"""Small numbers: nothing that a stranger is shown gives a count of 1–4 away."""

from datetime import date
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.actions import activities as actions
from initiatives.discretion import SMALLEST_SHOWN, parts_of, shown_count, shown_sum
from initiatives.models import Activity, LogEntry
from initiatives.tests.factories import make_activity

SMALL = range(1, SMALLEST_SHOWN)


def log(activity, by, counts):
    """Log each count in the activity, whose first entry counts nobody."""
    for day, count in enumerate(counts, start=1):
        entry = LogEntry(on=date(2024, 5, day), participants=count)
        actions.add_entry(entry, activity=activity, by=by)


@pytest.mark.parametrize(
    ("counts", "outside", "inside"),
    [
        ([], "–", "–"),
        ([None, None], "–", "–"),
        ([0], "0", "0"),
        ([4], "färre än 5", "4"),
        ([0, 4], "färre än 5", "4"),
        ([4, 4], "färre än 10", "8"),
        ([1, 1, 1], "färre än 15", "3"),
        ([11, 4, 9], "minst 20", "24"),
        ([11, None, 0, 9], "20", "20"),
        ([1200, 2], "minst 1\xa0200", "1\xa0202"),
    ],
)
def test_a_sum_is_shown_as_far_as_the_reader_may_know(counts, outside, inside):
    assert shown_sum(**parts_of(counts), inside=False) == outside
    assert shown_sum(**parts_of(counts), inside=True) == inside


def test_a_sum_with_an_approximate_part_says_so():
    assert shown_sum(**parts_of([40, 2]), inside=False, approximate=True) == "minst 40"
    assert shown_sum(**parts_of([40, 2]), inside=True, approximate=True) == "cirka 42"
    assert shown_sum(**parts_of([3, 2]), inside=False, approximate=True) == "färre än 10"


def seen_by_a_stranger(activities):
    """Every entry, the sum of every activity, and the sum of them all."""
    sums = [*activities, list(chain.from_iterable(activities))]
    return (
        [[shown_count(count, inside=False) for count in counts] for counts in activities],
        [shown_sum(**parts_of(counts), inside=False) for counts in sums],
    )


@given(st.lists(st.lists(st.none() | st.integers(0, 12), max_size=5), min_size=1, max_size=4))
def test_a_stranger_cannot_tell_one_small_count_from_another(activities):
    """Whatever 1–4 each small count is, all that is shown stays the same."""
    shown = seen_by_a_stranger(activities)
    for counts in activities:
        for place, count in enumerate(counts):
            if count in SMALL:
                for other in SMALL:
                    counts[place] = other
                    assert seen_by_a_stranger(activities) == shown
                counts[place] = count


@pytest.mark.parametrize("counts", [[], [None], [0, 7], [4, 4], [11, 4, 9], [5, 1, None, 2, 0]])
def test_the_database_takes_a_sum_apart_as_python_does(cast, counts):
    log(make_activity(cast.storuman, cast.coordinator), cast.coordinator, counts)
    row = Activity.objects.with_log().get()
    assert parts_of(counts) == {
        "total": row.participant_sum,
        "large": row.participants_large or 0,
        "small": row.participants_small,
    }


@pytest.mark.parametrize(
    ("counts", "outside", "inside"),
    [([4, 4], "färre än 10", "8"), ([11, 4, 9], "minst 20", "24"), ([11, 9], "20", "20")],
)
def test_the_list_of_activities_gives_no_small_count_away(cast, sign_in, counts, outside, inside):
    log(make_activity(cast.storuman, cast.coordinator), cast.coordinator, counts)
    for person, shown in [(cast.neighbour, outside), (cast.coordinator, inside)]:
        page = sign_in(person).get("/aktiviteter/").text
        assert f'<td data-label="Deltagare" class="num">{shown}</td>' in page
