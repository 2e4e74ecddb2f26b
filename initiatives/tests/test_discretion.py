"""Small numbers: nothing that a stranger is shown gives a count of 1–4 away."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from initiatives.actions import activities as actions
from initiatives.discretion import (
    SMALLEST_SHOWN,
    WITHHELD,
    shown_count,
    shown_split,
    shown_sum,
)
from initiatives.models import Activity, LogEntry
from initiatives.tests.factories import make_activity

SMALL = range(1, SMALLEST_SHOWN)


def log(activity, by, counts):
    """Log each count in the activity, whose first entry counts nobody."""
    for day, count in enumerate(counts, start=1):
        entry = LogEntry(on=date(2024, 5, day), participants=count)
        actions.add_entry(entry, activity=activity, by=by)


def parts_of(counts):
    """What `shown_sum` asks about a sum of `counts`; None is a time when nobody counted."""
    known = [count for count in counts if count is not None]
    return {
        "total": sum(known) if known else None,
        "large": sum(count for count in known if count >= SMALLEST_SHOWN),
        "small": sum(count in SMALL for count in known),
    }


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


@pytest.mark.parametrize(
    ("total", "parts", "outside"),
    [
        (12, [9], None),  # three others
        (12, [9, 3], None),
        (12, [6, 6], ["6", "6"]),
        (12, [6], ["6"]),  # six others
        (12, [12, 0], ["12", "0"]),
        (12, [9, 9], None),  # they overlap, and three are not of the first
        (20, [12, 14], ["12", "14"]),
        (4, [4], None),
        (3, [0], None),
        (0, [0], ["0"]),
        (None, [9], ["9"]),
        (None, [9, 3], None),
        (12, [], []),
    ],
)
def test_a_split_is_shown_whole_or_not_at_all(total, parts, outside):
    named = [(f"Grupp {place}", count) for place, count in enumerate(parts)]
    names = [name for name, _ in named]
    hidden = [WITHHELD] * len(parts)
    assert shown_split(total, named, inside=False) == list(
        zip(names, hidden if outside is None else outside, strict=True)
    )
    assert shown_split(total, named, inside=True) == [(name, str(count)) for name, count in named]


def test_an_approximate_split_says_so():
    assert shown_split(40, [("Elever", 30)], inside=False, approximate=True) == [
        ("Elever", "cirka 30")
    ]


# What a stranger sees of a small world: entries (count, approximate, split) in activities.
YEARS, KOMMUNER, CELLS = [2024, 2025], ["Storuman", "Umeå"], ["BYGG", "BEGRANSA"]
splits = st.lists(st.integers(0, 12), max_size=3)
entries = st.tuples(
    st.none() | st.integers(0, 12), st.booleans(), splits, st.sampled_from(YEARS)
).map(list)
worlds = st.lists(
    st.tuples(st.sampled_from(KOMMUNER), st.sampled_from(CELLS), st.lists(entries, max_size=5)),
    min_size=1,
    max_size=4,
)


def entry_as_shown(count, approximate, split, year):
    groups = [(f"Grupp {place}", part) for place, part in enumerate(split)]
    return (
        year,
        shown_count(count, inside=False, approximate=approximate),
        shown_split(count, groups, inside=False, approximate=approximate),
    )


def sum_as_shown(entries):
    return shown_sum(
        **parts_of(count for count, *_ in entries),
        inside=False,
        approximate=any(approximate for _, approximate, *_ in entries),
    )


def seen_by_a_stranger(world):
    """All that can be asked for: every entry, and every sum by any choice of filters, at every
    moment of the log's life, so that two moments, years, B or kommuner can be compared.
    """
    longest = max(len(entries) for *_, entries in world)
    return [seen_at(moment, world) for moment in range(longest + 1)]


def seen_at(moment, world):
    log = [
        (kommun, b, number, entry)
        for number, (kommun, b, entries) in enumerate(world)
        for entry in entries[:moment]
    ]
    sums = {
        choice: sum_as_shown([entry for *about, entry in log if _chosen(choice, about, entry)])
        for choice in product(
            [None, *KOMMUNER], [None, *CELLS], [None, *range(len(world))], [None, *YEARS]
        )
    }
    return [entry_as_shown(*entry) for *_, entry in log], sums


def _chosen(choice, about, entry):
    *asked, year = choice
    return all(a in (None, b) for a, b in zip(asked, about, strict=True)) and year in (
        None,
        entry[3],
    )


def other_splits(total, split, place):
    """Splits in which the small part at `place` has each other small count."""
    for other in SMALL:
        yield [other if here == place else 0 for here in range(len(split))]


@settings(deadline=None, max_examples=150)
@given(worlds)
def test_the_stranger_cannot_reconstruct(world):
    """Whatever 1–4 each small count is, in an entry or a part of one, all that is shown stays the
    same: by no comparison can one small count be told from another.
    """
    shown = seen_by_a_stranger(world)
    for *_, entries in world:
        for entry in entries:
            count, _, split, _ = entry
            if count in SMALL:
                for other in SMALL:  # with any split that such a count could have
                    entry[0], entry[2] = other, [other, *[0] * (len(split) - 1)][: len(split)]
                    assert seen_by_a_stranger(world) == shown
            else:
                for place, part in enumerate(split):
                    for another in other_splits(count, split, place) if part in SMALL else ():
                        entry[2] = another
                        assert seen_by_a_stranger(world) == shown
            entry[0], entry[2] = count, split


@given(st.integers(5, 40), st.lists(st.integers(0, 40), min_size=1, max_size=3))
def test_what_is_left_beside_the_groups_is_hidden_too(total, split):
    """A rest of 1–4 could be any of them: each has a split that looks the same."""
    named = [(str(place), count) for place, count in enumerate(split)]
    if total - sum(split) in SMALL:
        shown = shown_split(total, named, inside=False)
        for rest in SMALL:
            other = [("0", total - rest), *((name, 0) for name, _ in named[1:])]
            assert shown_split(total, other, inside=False) == shown


@given(st.integers(5, 40), st.lists(st.integers(0, 40), min_size=1, max_size=3))
def test_a_split_that_is_shown_leaves_no_small_number_of_people(total, split):
    """Of people in no group, in one of them, or outside it."""
    texts = shown_split(total, [("", count) for count in split], inside=False)
    if all(text != WITHHELD for _, text in texts):
        shown = [int(text) for _, text in texts]
        assert shown == split
        for part in [*shown, total - sum(shown), *(total - count for count in shown)]:
            assert part not in SMALL


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
