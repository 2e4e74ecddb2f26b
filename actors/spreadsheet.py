"""Spreadsheets with actors: reading xlsx, ods and csv, and writing the template.

Whatever is wrong with a file as a whole is one Unreadable with a Swedish sentence.
"""

import csv
import difflib
import io
import json
import logging
import subprocess
import sys
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path

logger = logging.getLogger(__name__)

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED = 60 * 1024 * 1024
MAX_ROWS = 5_000
MAX_COLUMNS = 50
READER_SECONDS = 20

# Field → heading, in the order of the template.
COLUMNS = {
    "name": "Namn",
    "short_name": "Kortnamn",
    "kind": "Slag",
    "code": "Kod",
    "organisation_number": "Organisationsnummer",
    "counties": "Län",
    "parent": "Ingår i",
    "aliases": "Alias",
    "started_on": "Började",
    "ended_on": "Upphörde",
}
REQUIRED = ("name", "kind")
SHEET = "Aktörer"
GUIDE = "Så här fyller du i"
EXAMPLE_NAME = "EXEMPEL: Föreningen Ljusglimten"

BROKEN = (
    "Filen går inte att läsa. Den kan vara skadad eller något annat än ett kalkylark. "
    "Öppna den i ditt kalkylprogram, spara den på nytt som xlsx och försök igen."
)
NOT_A_SHEET = "Filen är inget kalkylark. Ladda upp en fil i formatet xlsx, ods eller csv."
TOO_LARGE = "Filen är för stor att läsa. Ta bort blad och rader som inte hör till importen."
PASSWORD = "Filen är skyddad med lösenord. Spara en kopia utan lösenord och ladda upp den."  # noqa: S105 - a sentence
OLD_EXCEL = "Filen är i Excels äldre format. Spara den som xlsx och ladda upp den igen."


class Unreadable(Exception):
    """The file cannot be read at all; the message says why and what to do."""


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to put right; `row` is 0 when it concerns the whole sheet."""

    row: int
    column: str
    text: str


@dataclass
class Sheet:
    """What stands in the file: rows as (number in the file, field → value)."""

    rows: list[tuple[int, dict]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read(content):
    """Read the bytes of an xlsx, ods or csv. Raises Unreadable."""
    if len(content) > MAX_BYTES:
        raise Unreadable(TOO_LARGE)
    if content.startswith(b"PK"):
        return _read_workbook(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        # An encrypted xlsx is wrapped in the same container as Excel's old format.
        encrypted = "EncryptedPackage".encode("utf-16-le") in content
        raise Unreadable(PASSWORD if encrypted else OLD_EXCEL)
    return _understand(_read_csv(content))


# Workbooks


def _read_workbook(content):
    _check_archive(content)
    answer = _sealed_read(content)
    if "problem" in answer:
        raise Unreadable({"password": PASSWORD, "large": TOO_LARGE}[answer["problem"]])
    filled = [sheet for sheet in answer["sheets"] if sheet["rows"] and sheet["name"] != GUIDE]
    named = [sheet for sheet in filled if clean_text(sheet["name"]).casefold() == SHEET.casefold()]
    chosen = named or filled
    if not chosen:
        raise Unreadable("Filen är tom. Fyll i minst en aktör i mallen och ladda upp den igen.")
    if len(chosen) > 1:
        names = " och ".join(f"”{sheet['name']}”" for sheet in chosen)
        raise Unreadable(
            f"Filen har flera blad med innehåll: {names}. "
            f"Ge bladet som ska läsas namnet {SHEET}, eller ta bort de andra."
        )
    sheet = chosen[0]
    _check_size(sheet["rows"], sheet["columns"])
    rows = [
        [date.fromisoformat(cell[0]) if isinstance(cell, list) else cell for cell in row]
        for row in sheet["cells"]
    ]
    found = _understand(rows)
    found.notes += [
        f"Bladet ”{other['name']}” lästes inte. Bara bladet ”{sheet['name']}” importeras."
        for other in filled
        if other is not sheet
    ]
    found.faults += [
        Fault(first[0] + 1, letter(first[1]), "Cellerna är sammanslagna. Dela upp dem.")
        for first, _ in sheet["merged"]
    ]
    return found


def _check_archive(content):
    """Refuse what is no workbook, is encrypted or would swell, before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            if sum(member.file_size for member in members) > MAX_UNPACKED:
                raise Unreadable(TOO_LARGE)
            if any(member.flag_bits & 1 for member in members):
                raise Unreadable(PASSWORD)
            if "xl/workbook.bin" in names:
                raise Unreadable(OLD_EXCEL.replace("äldre", "binära"))
            if "encrypted-package" in names or _manifest_tells_of_a_password(archive, names):
                raise Unreadable(PASSWORD)
            if not names & {"xl/workbook.xml", "content.xml"}:
                raise Unreadable(NOT_A_SHEET)
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        EOFError,
        ValueError,
        OSError,
        RuntimeError,
    ) as error:
        raise Unreadable(BROKEN) from error


def _manifest_tells_of_a_password(archive, names):
    """An ods with a password keeps its manifest readable."""
    manifest = "META-INF/manifest.xml"
    return manifest in names and b"encryption-data" in archive.read(manifest)


def _sealed_read(content):
    """Let a process with a ceiling on memory and time read the file; it knows no secrets."""
    reader = Path(__file__).with_name("sheet_reader.py")
    command = [sys.executable, "-I", str(reader), str(MAX_ROWS + 1), str(MAX_COLUMNS)]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, with numbers as arguments
            command, input=content, capture_output=True, timeout=READER_SECONDS, env={}, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(TOO_LARGE) from error
    if done.returncode < 0 or b"MemoryError" in done.stderr:
        raise Unreadable(TOO_LARGE)  # the ceiling ended it
    if done.returncode:
        logger.warning("A spreadsheet was not read: %s", done.stderr[-200:])
        raise Unreadable(BROKEN)
    return json.loads(done.stdout)


def _check_size(rows, columns):
    if columns > MAX_COLUMNS:
        raise Unreadable(
            f"Filen har innehåll ända ut i kolumn {letter(columns - 1)}. "
            f"Ta bort det som står till höger om de {len(COLUMNS)} kolumnerna i mallen."
        )
    if rows > MAX_ROWS + 1:
        raise Unreadable(
            f"Filen har {rows:,} rader och högst {MAX_ROWS:,} kan importeras på en gång. "
            "Dela upp den i flera filer.".replace(",", "\u00a0")
        )


# Text files


def _read_csv(content):
    text = _decode(content)
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        delimiter, text = first.strip()[4], rest  # Excel's own first line
    else:
        delimiter = max(";,\t", key=first.count)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        rows = list(islice(reader, MAX_ROWS + 2))
        count = len(rows) + sum(1 for _ in reader)  # the rest is counted, never kept
    except csv.Error as error:
        raise Unreadable(BROKEN) from error
    _check_size(count, max((len(row) for row in rows), default=0))
    return rows


def _decode(content):
    """UTF-8 with or without a mark at the start, else Windows-1252."""
    if b"\0" in content or content.startswith((b"%PDF", b"MZ", b"\x7fELF")):
        raise Unreadable(NOT_A_SHEET)
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(
        "Filens tecken går inte att läsa. Spara den som csv i UTF-8, eller som xlsx, "
        "och ladda upp den igen."
    )


# What the rows mean


def _understand(rows):
    """Find the headings and give every value its field."""
    sheet = Sheet()
    filled = [(number, row) for number, row in enumerate(rows, start=1) if any(map(_says, row))]
    if not filled:
        raise Unreadable("Filen är tom. Fyll i minst en aktör i mallen och ladda upp den igen.")
    (head_number, head), *body = filled
    columns = _headings(sheet, head_number, head)
    for number, row in body:
        values = {columns[at]: cell for at, cell in enumerate(row) if at in columns}
        if clean_text(values.get("name", "")) == EXAMPLE_NAME:
            sheet.notes.append(f"Rad {number} är mallens exempel och lästes inte.")
            continue
        for at, cell in enumerate(row):
            if _says(cell) and (at >= len(head) or not _says(head[at])):
                sheet.faults.append(
                    Fault(number, letter(at), "Värdet står i en kolumn utan rubrik. Flytta det.")
                )
        if any(map(_says, values.values())):
            sheet.rows.append((number, values))
    if not (sheet.rows or sheet.faults):
        raise Unreadable(
            "Filen har rubriker men inga aktörer. Fyll i minst en rad och ladda upp den igen."
        )
    return sheet


def _headings(sheet, number, head):
    """Place in the row → field; what is unknown, doubled or missing becomes faults."""
    known = {heading.casefold(): name for name, heading in COLUMNS.items()}
    columns = {}
    for at, cell in enumerate(head):
        heading = clean_text(cell)
        name = known.get(heading.casefold())
        if not heading:
            continue
        if name is None:
            near = difflib.get_close_matches(heading.casefold(), known, n=1)
            hint = (
                f"Menade du {COLUMNS[known[near[0]]]}?"
                if near
                else "Ta bort den, eller använd rubrikerna i mallen."
            )
            sheet.faults.append(Fault(number, heading, f"Kolumnen finns inte. {hint}"))
        elif name in columns.values():
            sheet.faults.append(Fault(number, COLUMNS[name], "Kolumnen står två gånger."))
        else:
            columns[at] = name
    sheet.faults += [
        Fault(number, COLUMNS[name], "Kolumnen saknas. Lägg till den.")
        for name in REQUIRED
        if name not in columns.values()
    ]
    return columns


def clean_text(value):
    """The text of a cell without what cannot be seen: hard, thin and doubled spaces and marks."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = unicodedata.normalize("NFC", str(value))
    # Spaces of every kind become one space; zero-width marks, soft hyphens and controls vanish.
    return " ".join("".join(c for c in text if c.isspace() or c.isprintable()).split())


def _says(cell):
    return clean_text(cell) != ""


def letter(at):
    """0 → A, 26 → AA: the column's name in the spreadsheet."""
    name, at = "", at + 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return name
