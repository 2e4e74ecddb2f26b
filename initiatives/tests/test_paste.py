"""Rows pasted from a spreadsheet."""

import csv
from datetime import date, timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.forms.paste import check_rows, read_rows
from initiatives.tests.factories import make_activity
from portal.swedish import datum, number, parse_day

URL = "/logga/klistra/"
ACTIVITY = SimpleNamespace(pk=1)
GOOD = """Datum\tVad hände\tAntal\tCirka
14 mars 2024\tKväll i Tärnaby\t1 200\tja
2024-03-21\tFörälder\t\t
"""


def values(row):
    return (row.entry.on, row.entry.text, row.entry.participants, row.entry.is_approximate)


@pytest.mark.parametrize("text", [GOOD, GOOD.replace("\t", ";"), GOOD.split("\n", 1)[1]])
def test_tabs_or_semicolons_with_or_without_a_heading(text):
    rows = check_rows(text, ACTIVITY)
    assert not any(row.errors for row in rows)
    assert values(rows[0]) == (date(2024, 3, 14), "Kväll i Tärnaby", 1200, True)
    assert values(rows[1]) == (date(2024, 3, 21), "Förälder", None, False)


def test_a_heading_may_name_the_columns_in_another_order():
    rows = check_rows("Antal;Kommentar;DATUM;Vad hände?\ncirka 40;x;14/3 2024;Kväll", ACTIVITY)
    assert values(rows[0]) == (date(2024, 3, 14), "Kväll", 40, True)


def test_errors_are_told_by_row_and_column():
    rows = check_rows(
        "Datum\tVad hände\tAntal\tCirka\ni mars\tKväll\tmånga\tkanske\n\n2024-03-14\t\t\t\n"
        "2999-01-01\tFramtid\t-1\t\n2024-03-14\tKväll\t1\t\tmer",
        ACTIVITY,
    )
    found = {(row.number, column) for row in rows for column, _ in row.errors}
    assert found == {
        (2, "Datum"),
        (2, "Antal"),
        (2, "Cirka"),
        (4, "Vad hände"),
        (5, "Datum"),
        (5, "Antal"),
        (6, ""),
    }
    assert "14 mars 2024" in dict(rows[0].errors)["Datum"]


def test_a_cell_may_have_lines_and_quotes():
    rows = check_rows('2024-03-14\t"Först ""prat"".\nSedan fika."\t3\t', ACTIVITY)
    assert rows[0].entry.text == 'Först "prat".\nSedan fika.'


def test_two_rows_that_are_alike_are_two_with_the_same_marks_next_time():
    first = [row.entry.once for row in check_rows("2024-03-14\tKväll\n" * 2, ACTIVITY)]
    again = [row.entry.once for row in check_rows("2024-03-14\tKväll\n" * 2, ACTIVITY)]
    assert len(set(first)) == 2
    assert first == again
    assert check_rows("2024-03-14\tKväll", SimpleNamespace(pk=2))[0].entry.once not in first


CELL = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=60
)
CELLS = CELL.map(lambda text: " ".join(text.split()))


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=8), st.sampled_from("\t;"))
def test_what_excel_writes_is_read_back(rows, mark):
    """Whatever stands in a cell, also the mark itself and quotes."""
    rows = [("2024-03-14", a, b) for a, b in rows]
    out = StringIO()
    writer = csv.writer(out, delimiter=mark, lineterminator="\r\n")
    writer.writerows(rows)
    if mark == ";" and "\t" in out.getvalue():
        return
    assert [tuple(cells) for _, cells in read_rows(out.getvalue())] == rows


@given(st.text(max_size=300))
def test_nothing_pasted_is_an_accident(text):
    """Whatever is pasted, every row is an entry or has a sentence; and none is lost."""
    try:
        rows = check_rows(text.replace("\x00", ""), ACTIVITY)
    except csv.Error:
        return
    for row in rows:
        assert row.errors or row.entry.once


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_every_way_to_write_a_day_is_the_same_day(day):
    ways = [
        day.isoformat(),
        day.strftime("%Y%m%d"),
        datum(day),
        f"den {datum(day)}",
        f"{day.day}/{day.month} {day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day}/{day.month}-{day.year}",
    ]
    assert {parse_day(way) for way in ways} == {day}


@given(st.integers(1, 1_000_000), st.sampled_from(["", "cirka ", "ca ", "Ca. ", "c:a "]))
def test_a_count_is_read_as_people_write_it(count, before):
    row = check_rows(f"2024-03-14\tKväll\t{before}{number(count)}", ACTIVITY)[0]
    assert values(row)[2:] == (count, bool(before))


@pytest.mark.parametrize("text", ["14/3", "3/14/2024", "31 februari 2024", "14 mats 2024", "45365"])
def test_what_is_no_day_is_said_to_be_none(text):
    with pytest.raises(ValueError, match=r"Skriv datumet som|Dagen finns inte"):
        parse_day(text)


@pytest.mark.parametrize(
    "text", ["31 feb 2026", "2023-02-29", "31/4 2024", "0 mars 2024", "2024-13-01", "0000-01-01"]
)
def test_a_day_that_does_not_exist_is_told_in_swedish(text):
    [[column, sentence]] = check_rows(f"{text}\tKväll", ACTIVITY)[0].errors
    assert column == "Datum"
    assert sentence == (
        f"”{text}” går inte att läsa. Dagen finns inte. Kontrollera dag, månad och år."
    )


@pytest.fixture
def paste(cast, sign_in):
    activity = make_activity(cast.storuman, cast.coordinator)

    def _paste(rows=GOOD, **fields):
        return sign_in(cast.coordinator).post(URL, {"activity": activity.pk, "rows": rows} | fields)

    _paste.activity = activity
    return _paste


def test_first_one_looks_and_then_one_saves(paste):
    response = paste()
    assert response.status_code == 200
    assert "Spara 2 loggposter" in response.text
    assert "cirka 1\u00a0200" in response.text
    assert paste.activity.entries.count() == 1
    assert paste(spara="1").url == f"/logga/?sparad={paste.activity.pk}&antal=2"
    assert paste.activity.entries.count() == 3


def test_the_same_rows_again_are_not_logged_again(paste):
    paste(spara="1")
    assert "Alla raderna är redan loggade." in paste().text
    paste(spara="1")
    assert paste.activity.entries.count() == 3
    more = paste(GOOD + "2024-04-01\tNytt\t\t\n")
    assert "Spara 1 loggpost<" in more.text
    assert "2 rader är redan loggade" in more.text


def test_all_rows_are_saved_or_none(paste):
    response = paste(GOOD + "i våras\tNytt\t\t\n", spara="1")
    assert response.status_code == 422
    assert "Rad 4, Datum: ”i våras” går inte att läsa." in response.text
    assert "Kväll i Tärnaby" in response.context["form"]["rows"].value()
    assert paste.activity.entries.count() == 1


def test_an_error_is_told_in_the_summary_and_in_the_table_and_no_more(paste):
    response = paste("i våras\tNytt\t\t\n")
    assert response.text.count("går inte att läsa") == 2
    assert "Rätta raderna som är märkta i tabellen nedanför." in response.text


def test_a_better_word_is_suggested_in_the_row_and_stops_nothing(paste):
    row = "2024-03-14\tVi talade om lyckat självmord\t\t\n"
    response = paste(row)
    assert response.status_code == 200
    assert "Skriv hellre <strong>dog i suicid</strong>" in response.text
    assert "Spara 1 loggpost<" in response.text
    assert paste(row, spara="1").status_code == 302
    assert paste.activity.entries.count() == 2


def test_rows_have_a_limit_and_may_not_be_none(paste):
    days = [f"{date(2020, 1, 1) + timedelta(days=n)}\tKväll" for n in range(202)]
    assert "högst 200 rader" in paste("\n".join(days)).text
    for nothing in ("", " \n ", "Datum\tVad hände"):
        assert "Klistra in minst en rad." in paste(nothing).text


def test_who_may_not_log_may_not_paste(paste, cast, sign_in):
    for reads in (cast.reader, cast.officer):
        assert sign_in(reads).get(URL).status_code == 403
        assert sign_in(reads).post(URL).status_code == 403
    stranger = sign_in(cast.stranger).post(URL, {"activity": paste.activity.pk, "rows": GOOD})
    assert stranger.status_code == 422
    assert sign_in(cast.coordinator).put(URL).status_code == 405
