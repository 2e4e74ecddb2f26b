"""Swedish numbers, amounts and dates are written and read as people expect."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import swedish

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (swedish.kr(1_560_000_000), "1 560 000 000 kr"),
        (swedish.kr(0), "0 kr"),
        (swedish.kr(-5000), "−5 000 kr"),
        (swedish.number(1234), "1 234"),
        (swedish.number(Decimal("1234.5")), "1 234,5"),
        (swedish.counted(1, "rad", "rader"), "1 rad"),
        (swedish.counted(0, "rad", "rader"), "0 rader"),
        (swedish.counted(1200, "rad", "rader"), "1 200 rader"),
        (swedish.percent(32), "32 procent"),
        (swedish.datum(date(2025, 1, 31)), "31 januari 2025"),
        (swedish.kortdatum(date(2025, 1, 31)), "2025-01-31"),
        (swedish.klocka(time(11, 45)), "11.45"),
        (swedish.klocka(time(9, 0)), "9"),
        (swedish.klocka(time(9, 5)), "9.05"),
        (swedish.dag_tid(datetime(2026, 11, 22, 10, 45, tzinfo=UTC)), "22 november 2026 kl. 11.45"),
        (swedish.om_dagar(date(2026, 12, 4), TODAY), "om 12 dagar"),
        (swedish.om_dagar(date(2026, 11, 23), TODAY), "i morgon"),
        (swedish.om_dagar(TODAY, TODAY), "i dag"),
        (swedish.om_dagar(date(2026, 11, 21), TODAY), "i går"),
        (swedish.om_dagar(date(2026, 11, 19), TODAY), "för 3 dagar sedan"),
    ],
)
def test_values_are_written_in_swedish(written, expected):
    assert written.replace(swedish.NBSP, " ") == expected


def test_amounts_never_break_over_two_lines():
    assert " " not in swedish.kr(1_560_000_000)


def test_a_moment_stored_in_utc_has_its_swedish_day():
    late = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
    assert swedish.kortdatum(late) == "2026-07-01"


@pytest.mark.parametrize("write", [swedish.kr, swedish.datum, swedish.klocka, swedish.om_dagar])
def test_nothing_is_written_as_nothing(write):
    assert write(None) == ""


@pytest.mark.parametrize("space", ["", " ", "\u00a0", "\u202f", "\u2009"])
@pytest.mark.parametrize("suffix", ["", " kr", "kr", "\u00a0kr", " kronor", ":-"])
def test_every_kind_of_space_and_suffix_is_read(space, suffix):
    assert (
        swedish.parse_kronor(f" {space.join(['1', '560', '000', '000'])}{suffix} ") == 1_560_000_000
    )


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("", "Skriv ett belopp"),
        ("kr", "Skriv ett belopp"),
        ("-5", "negativt"),
        ("\u22125 000", "negativt"),
        ("1200,50", "utan ören"),
        ("1 200.00", "utan ören"),
        ("1.560.000", "mellanslag"),
        ("1,560,000", "mellanslag"),
        ("12 34", "mellanslag"),
        ("1  000", "mellanslag"),
        ("tolv", "med siffror"),
        ("1e6", "med siffror"),
        ("٣", "med siffror"),
        (str(10**15), "för stort"),
        ("9" * 5000, "för stort"),
    ],
)
def test_what_cannot_be_an_amount_is_refused_with_a_hint(text, hint):
    with pytest.raises(ValueError, match=hint):
        swedish.parse_kronor(text)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], ""),
        (["bygg"], "bygg"),
        (["bemöt", "bygg"], "bemöt och bygg"),
        (iter(["bemöt", "bygg", "begränsa"]), "bemöt, bygg och begränsa"),
    ],
)
def test_words_in_a_sentence(words, expected):
    assert swedish.listed(words) == expected


@given(st.integers(min_value=0, max_value=swedish.MAX_KRONOR))
def test_what_is_written_can_be_read(amount):
    assert swedish.parse_kronor(swedish.kr(amount)) == amount
    assert swedish.parse_kronor(str(amount)) == amount


@given(st.text())
def test_any_text_is_an_amount_or_a_clear_refusal(text):
    refusal, amount = "", 0
    try:
        amount = swedish.parse_kronor(text)
    except ValueError as error:
        refusal = str(error)
    assert refusal.endswith(".") or 0 <= amount <= swedish.MAX_KRONOR
