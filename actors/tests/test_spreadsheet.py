"""Reading spreadsheets: formats, traps of spreadsheet programs, and files that mean harm."""

import contextlib
import datetime
import io
import os
import time
import tracemalloc

import pytest
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from actors import spreadsheet, spreadsheet_template
from actors.spreadsheet import GUIDE, Unreadable, clean_text, letter, read
from actors.tests.sheets import HEAD, archive, changed_member, csv, ods, xlsx

ROW = ["Föreningen Ögat", "Ögat", "Näringsliv"]
SHORT = HEAD[:3]
SHEET1 = "xl/worksheets/sheet1.xml"


def names(content):
    return [values["name"] for _, values in read(content).rows]


def faults(content):
    return [(fault.row, fault.column, fault.text) for fault in read(content).faults]


def refusal(content):
    with pytest.raises(Unreadable) as refused:
        read(content)
    return str(refused.value)


@pytest.mark.parametrize(
    "content",
    [
        xlsx(ROW, head=SHORT),
        ods(ROW, head=SHORT),
        csv(ROW, head=SHORT),
        csv(ROW, head=SHORT, encoding="utf-8-sig"),
        csv(ROW, head=SHORT, encoding="cp1252"),
        csv(ROW, head=SHORT, delimiter=","),
        csv(ROW, head=SHORT, delimiter="\t"),
        b"sep=;\r\n" + csv(ROW, head=SHORT),
    ],
    ids=["xlsx", "ods", "utf-8", "bom", "windows-1252", "comma", "tab", "sep"],
)
def test_every_format_says_the_same(content):
    sheet = read(content)
    assert not sheet.faults
    assert [values for _, values in sheet.rows] == [
        {"name": "Föreningen Ögat", "short_name": "Ögat", "kind": "Näringsliv"}
    ]


def test_a_csv_may_have_line_breaks_and_delimiters_inside_quotes():
    content = 'Namn;Slag;Alias\r\n"A; B";SKR;"En\r\nTvå"\r\n'.encode()
    assert read(content).rows == [(2, {"name": "A; B", "kind": "SKR", "aliases": "En\r\nTvå"})]


def test_columns_stand_in_any_order_and_case_and_may_be_left_out():
    assert names(xlsx(["SKR", "Ögat"], head=["  slag ", "NAMN"])) == ["Ögat"]


def test_an_unknown_column_is_a_fault_with_a_guess():
    found = faults(xlsx(["A", "SKR", "x", "y"], head=["Namn", "Slag", "Organisationsnr", "Färg"]))
    assert found == [
        (1, "Organisationsnr", "Kolumnen finns inte. Menade du Organisationsnummer?"),
        (1, "Färg", "Kolumnen finns inte. Ta bort den, eller använd rubrikerna i mallen."),
    ]


def test_a_missing_and_a_doubled_column_are_faults():
    found = faults(xlsx(["A", "B"], head=["Namn", "namn"]))
    assert found == [
        (1, "Namn", "Kolumnen står två gånger."),
        (1, "Slag", "Kolumnen saknas. Lägg till den."),
    ]


def test_a_value_without_a_heading_is_a_fault():
    found = faults(xlsx(["A", "SKR", None, "vilse"], head=["Namn", "Slag"]))
    assert found == [(2, "D", "Värdet står i en kolumn utan rubrik. Flytta det.")]


def test_empty_rows_are_passed_over_and_the_numbers_are_the_files_own():
    content = xlsx([], ["A", "SKR"], [" ", "\u00a0"], ["B", "SKR"], head=["Namn", "Slag"])
    assert [number for number, _ in read(content).rows] == [3, 5]
    content = b"\r\nNamn;Slag\r\n;\r\nA;SKR\r\n"
    assert [number for number, _ in read(content).rows] == [4]


def test_the_headings_need_not_stand_in_the_first_row_or_column():
    content = xlsx([], [None, "Namn", "Slag"], [None, "A", "SKR"], head=None)
    assert read(content).rows == [(3, {"name": "A", "kind": "SKR"})]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Umeå\u00a0kommun", "Umeå kommun"),
        ("Umeå\u202f\u2009kommun ", "Umeå kommun"),
        ("U\u200bme\u00adå\ufeff", "Umeå"),
        ("Umea\u030a", "Umeå"),
        ("Ume\x00å\x07", "Umeå"),
        ("två\r\nrader", "två rader"),
        (764.0, "764"),
        (1.5, "1.5"),
    ],
)
def test_what_cannot_be_seen_is_cleaned_away(value, text):
    assert clean_text(value) == text


def test_formulas_are_read_as_values_and_dates_as_dates():
    def build(book, sheet):
        sheet.write_formula(1, 0, '="Upp"&"åt"', None, "Uppåt")
        sheet.write_string(1, 1, "SKR")
        form = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_datetime(1, 2, datetime.date(2024, 3, 14), form)
        sheet.write_string(2, 0, '=HYPERLINK("http://ont.example")')

    sheet = read(xlsx(head=["Namn", "Slag", "Började"], build=build))
    assert sheet.rows == [
        (2, {"name": "Uppåt", "kind": "SKR", "started_on": datetime.date(2024, 3, 14)}),
        (3, {"name": '=HYPERLINK("http://ont.example")', "kind": "", "started_on": ""}),
    ]


def test_merged_cells_are_a_fault():
    def build(book, sheet):
        sheet.merge_range("B2:B3", "SKR")

    found = faults(xlsx(["A"], ["B"], head=["Namn", "Slag"], build=build))
    assert (2, "B", "Cellerna är sammanslagna. Dela upp dem.") in found


def test_a_hidden_sheet_is_not_read():
    def build(book, sheet):
        hidden = book.add_worksheet("Hemligt")
        hidden.write_row(0, 0, ["Namn", "Slag"])
        hidden.hide()

    assert names(xlsx(["A", "SKR"], head=["Namn", "Slag"], build=build)) == ["A"]


def test_another_sheet_is_told_of_and_two_nameless_ones_are_refused():
    def build(book, sheet):
        book.add_worksheet("Anteckningar").write(0, 0, "Kom ihåg")

    content = xlsx(["A", "SKR"], head=["Namn", "Slag"], build=build)
    assert read(content).notes == [
        "Bladet ”Anteckningar” lästes inte. Bara bladet ”Aktörer” importeras."
    ]
    renamed = changed_member(
        content, "xl/workbook.xml", lambda xml: xml.replace("Aktörer".encode(), b"Blad1")
    )
    assert "flera blad med innehåll: ”Blad1” och ”Anteckningar”" in refusal(renamed)


def test_sixteen_thousand_columns_are_refused_unless_they_are_empty():
    def write(book, sheet):
        sheet.write_string(1, 16_383, "vilse")

    def paint(book, sheet):
        sheet.set_column(0, 16_383, 9, book.add_format({"bold": True}))

    assert "ända ut i kolumn XFD" in refusal(xlsx(ROW, head=SHORT, build=write))
    assert names(xlsx(ROW, head=SHORT, build=paint)) == ["Föreningen Ögat"]


def test_a_cell_in_the_farthest_corner_does_not_fill_the_memory():
    def build(book, sheet):
        sheet.write_string(1_048_575, 16_383, "vilse")

    started = time.monotonic()
    assert refusal(xlsx(ROW, head=SHORT, build=build))
    assert time.monotonic() - started < 20


def test_too_many_rows_are_refused():
    rows = [["A", "SKR"]] * (spreadsheet.MAX_ROWS + 1)
    expected = "Filen har 5\u00a0002 rader och högst 5\u00a0000 kan importeras på en gång."
    assert refusal(xlsx(*rows, head=["Namn", "Slag"])).startswith(expected)
    assert refusal(csv(*rows, head=["Namn", "Slag"])).startswith(expected)


def test_five_megabytes_of_blank_lines_are_counted_and_not_kept():
    content = b"Namn;Slag\n" + b"\n" * (spreadsheet.MAX_BYTES - 10)
    tracemalloc.start()
    try:
        assert refusal(content).startswith("Filen har 5\u00a0242\u00a0871 rader")
        assert tracemalloc.get_traced_memory()[1] < 60 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = archive({"xl/workbook.xml": "", SHEET1: b"0" * (spreadsheet.MAX_UNPACKED + 1)})
    assert len(bomb) < 200_000
    assert refusal(bomb) == spreadsheet.TOO_LARGE


def test_a_bomb_that_lies_about_its_size_meets_the_readers_ceiling():
    swollen = xlsx(ROW, head=SHORT)
    row = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>' + b"x" * 200 + b"</t></is></c></row>"
    many = b"".join(row % (at, at) for at in range(10, 150_000))
    swollen = changed_member(
        swollen, SHEET1, lambda xml: xml.replace(b"</sheetData>", many + b"</sheetData>")
    )
    assert len(swollen) < spreadsheet.MAX_BYTES
    assert refusal(swollen)


def test_a_text_that_every_cell_repeats_is_refused():
    """The file is small, as the text stands in it once."""
    rows = [["x" * 30_000, "SKR"]] * 300
    content = xlsx(*rows, head=["Namn", "Slag"])
    assert len(content) < 50_000
    assert refusal(content) == spreadsheet.TOO_LARGE


def test_xml_that_refers_to_a_file_or_to_itself_gives_nothing_away():
    entity = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
    content = changed_member(
        xlsx(ROW, head=SHORT),
        "xl/sharedStrings.xml",
        lambda xml: xml.replace("Föreningen Ögat".encode(), b"&b;").replace(b"?>", b"?>" + entity),
    )
    try:
        found = names(content)
    except Unreadable:
        found = []
    assert "root:" not in str(found)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Filen är tom."),
        (b"\r\n;;\r\n", "Filen är tom."),
        (xlsx(head=None), "Filen är tom."),
        (csv(), "Filen har rubriker men inga aktörer."),
        (xlsx(), "Filen har rubriker men inga aktörer."),
        (OLE + "EncryptedPackage".encode("utf-16-le"), spreadsheet.PASSWORD),
        (OLE, spreadsheet.OLD_EXCEL),
        (ods(ROW, manifest="<manifest:encryption-data/>"), spreadsheet.PASSWORD),
        (archive({"encrypted-package": "x"}), spreadsheet.PASSWORD),
        (archive({"xl/workbook.bin": "x"}), "Filen är i Excels binära format."),
        (archive({"word/document.xml": "x"}), spreadsheet.NOT_A_SHEET),
        (archive({"xl/workbook.xml": "inte xml <"}), spreadsheet.BROKEN),
        (xlsx(ROW)[:2000], spreadsheet.BROKEN),
        (b"PK\x03\x04" + b"\xff" * 500, spreadsheet.BROKEN),
        (b"MZ\x90\0\x03\0" + bytes(range(256)), spreadsheet.NOT_A_SHEET),
        (b"MZ this program", spreadsheet.NOT_A_SHEET),
        (b"%PDF-1.7 Namn;Slag", spreadsheet.NOT_A_SHEET),
        ("Namn;Slag".encode("utf-16"), spreadsheet.NOT_A_SHEET),
        (b"Namn;Slag\r\n\x81\x8d;SKR", "Filens tecken går inte att läsa."),
        (b'Namn;Slag\r\n"A;SKR', spreadsheet.BROKEN),
        (b"Namn;Slag\r\n" + b"a" * 200_000, spreadsheet.BROKEN),
        (b"x" * (spreadsheet.MAX_BYTES + 1), spreadsheet.TOO_LARGE),
        (b"PK\x03\x04" + os.urandom(1000), spreadsheet.BROKEN),
    ],
)
def test_what_cannot_be_read_is_one_sentence(content, sentence):
    assert refusal(content).startswith(sentence)


@pytest.mark.parametrize("at", range(0, 6000, 450))
def test_a_damaged_byte_never_ends_in_a_crash(at):
    content = bytearray(xlsx(ROW, head=SHORT))
    content[at % len(content)] ^= 0xFF
    with contextlib.suppress(Unreadable):
        read(bytes(content))


def test_columns_are_named_as_the_program_names_them():
    assert [letter(at) for at in (0, 25, 26, 16_383)] == ["A", "Z", "AA", "XFD"]


def test_the_template_has_its_lists_and_its_guide_and_reads_as_empty():
    content = spreadsheet_template.write(kinds=["Kommun", "SKR"], counties=["Dalarna", "Örebro"])
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    visible = [s.name for s in book.sheets_metadata if s.visible == SheetVisibleEnum.Visible]
    assert visible == ["Aktörer", GUIDE]
    assert book.get_sheet_by_name("Aktörer").to_python()[0] == HEAD
    explained = [row[0] for row in book.get_sheet_by_name(GUIDE).to_python()]
    assert set(HEAD) < set(explained)
    assert "inga aktörer" in refusal(content)


def test_a_row_beside_the_templates_example_is_read_and_the_example_told_of():
    content = xlsx([spreadsheet.EXAMPLE_NAME, "", "Kommun"], ROW)
    sheet = read(content)
    assert [number for number, _ in sheet.rows] == [3]
    assert sheet.notes == ["Rad 2 är mallens exempel och lästes inte."]
