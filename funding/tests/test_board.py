"""The what-if board's sums: the parts are always the whole, and a fill uses the pot to a krona."""

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from funding.board import (
    NO_B,
    Place,
    Pot,
    Row,
    equal_share,
    fill,
    per_inhabitant,
    percent_of,
    sums,
)

KRONOR = st.integers(0, 10**12)
POTS = [Pot(1, "Första", 1000), Pot(2, "Andra", 0, 10)]
PLACES = [Place("Storuman", 5800, True), Place("Umeå", 130_000, True), Place("Region")]
# Rows of ten columns are slow to make on a machine that has much else to do.
SLOW = settings(suppress_health_check=[HealthCheck.too_slow])
ROWS = st.lists(
    st.builds(
        Row,
        number=st.integers(),
        pot=st.sampled_from([1, 2]),
        place=st.sampled_from(PLACES),
        asked=KRONOR,
        recommended=st.none() | KRONOR,
        b=st.sampled_from(["", "BEMOT", "BEHANDLA", "BYGG", "BEGRANSA"]),
        rule=st.sampled_from(["", "Bara brukarrörelsen."]),
        locked=st.sampled_from(["", "Beviljad"]),
        amount=KRONOR,
    ),
    max_size=12,
    unique_by=lambda row: row.number,
)


@SLOW
@given(ROWS)
def test_every_split_adds_up_to_what_is_put(rows):
    found = sums(POTS, rows)
    whole = sum(row.amount for row in rows)
    assert found.put == whole
    for parts in [found.places, found.bs, found.categories]:
        assert sum(part.amount for part in parts) == whole
        assert sum(part.percent for part in parts) == (100 if whole else 0)
    assert found.rest == sum(pot.available for pot in POTS) - whole
    assert [one.rest + one.put for one in found.pots] == [1000, -10]


@SLOW
@given(ROWS, KRONOR)
def test_an_equal_share_uses_exactly_the_pot(rows, available):
    amounts = fill(rows, available, "lika")
    taken = [row for row in rows if row.may_be_filled]
    asked = sum(row.asked for row in taken)
    assert sum(amounts.values()) == min(available, asked)
    assert all(0 <= amounts[row.number] <= row.asked for row in taken)
    assert set(amounts) == {row.number for row in rows if not row.locked}
    assert 0 <= equal_share(rows, available) <= 100


@SLOW
@given(ROWS, st.integers(-(10**9), 10**12), st.sampled_from(["sokt", "foreslaget", "lika", "noll"]))
def test_a_fill_puts_nothing_where_the_rule_says_no(rows, available, how):
    amounts = fill(rows, available, how)
    assert all(amounts[row.number] == 0 for row in rows if row.rule and not row.locked)
    assert all(amount >= 0 for amount in amounts.values())


def test_a_share_of_too_little_is_rounded_to_the_last_krona():
    rows = [Row(n, 1, PLACES[0], asked=100) for n in range(3)]
    assert fill(rows, 100, "lika") == {0: 34, 1: 33, 2: 33}
    assert equal_share(rows, 100) == 33
    assert fill(rows, -5, "lika") == {0: 0, 1: 0, 2: 0}
    assert fill([], 100, "lika") == {}


def test_over_the_pot_is_said_of_that_pot_alone():
    rows = [Row(1, 1, PLACES[0], amount=1001), Row(2, 2, PLACES[2])]
    found = sums([Pot(1, "Första", 1000), Pot(2, "Andra", 500, 100)], rows)
    assert [(one.pot.name, one.over) for one in found.over] == [("Första", 1)]
    assert [one.rest for one in found.pots] == [-1, 400]


def test_typed_amounts_go_before_those_of_the_rows():
    rows = [Row(1, 1, PLACES[0], amount=500), Row(2, 1, PLACES[2], amount=500)]
    assert sums(POTS, rows, {1: 200}).put == 200


def test_kommuner_come_first_with_kronor_per_inhabitant():
    rows = [Row(1, 1, PLACES[2], amount=10), Row(2, 1, PLACES[0], amount=5800)]
    found = sums(POTS, rows, inhabitants=11_600)
    assert [(part.name, part.per_inhabitant) for part in found.places] == [
        ("Storuman", Decimal("1.0")),
        ("Region", None),
    ]
    assert found.per_inhabitant == Decimal("0.5")
    assert per_inhabitant(5, None) is None


def test_the_four_b_stand_in_their_order_and_without_b_last():
    found = sums(POTS, [Row(1, 1, PLACES[0], b="BYGG", amount=3), Row(2, 1, PLACES[0], amount=1)])
    assert [(part.name, part.percent) for part in found.bs] == [
        ("Bemöt", 0),
        ("Behandla", 0),
        ("Bygg", 75),
        ("Begränsa", 0),
        (NO_B, 25),
    ]


@given(st.lists(KRONOR, max_size=20))
def test_percents_make_a_hundred(amounts):
    assert sum(percent_of(amounts)) == (100 if sum(amounts) else 0)
