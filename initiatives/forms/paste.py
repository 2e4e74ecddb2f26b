"""Rows pasted from a spreadsheet: date, what happened, how many, cirka."""

import csv
import re
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from uuid import UUID, uuid5

from django import forms

from initiatives.forms.entries import SomethingTold
from initiatives.forms.quick import ActivityField, QuickForm, RowRules, may_be_logged_in
from initiatives.models import Activity
from portal.swedish import parse_day

COLUMNS = {"on": "Datum", "text": "Vad hände", "participants": "Antal", "is_approximate": "Cirka"}
HEADINGS = {
    "datum": "on",
    "dag": "on",
    "när": "on",
    "vad hände": "text",
    "text": "text",
    "händelse": "text",
    "aktivitet": "text",
    "antal": "participants",
    "deltagare": "participants",
    "antal deltagare": "participants",
    "cirka": "is_approximate",
    "ca": "is_approximate",
    "ungefärligt": "is_approximate",
}
YES = {"ja", "j", "x", "cirka", "ca", "ca.", "c:a", "sant", "true", "1", "ungefär"}
NO = {"", "nej", "n", "falskt", "false", "0", "-", "–"}
CIRCA = re.compile(r"^(?:cirka|circa|ca\.?|c:a|ungefär|omkring)\s+", re.IGNORECASE)
MOST_ROWS = 200
# So that the same row pasted into the same activity always has the same mark.
PASTED = UUID("5f0a4a3c-2f1b-4c58-9d0e-6a4c1c0f2b11")


@dataclass
class Row:
    """One pasted row: its number in what was pasted, its entry, and what is wrong in it."""

    number: int
    cells: dict
    form: object = None
    errors: list = field(default_factory=list)  # (column, sentence)

    @property
    def entry(self):
        return self.form.instance

    @property
    def day(self):
        return self.cells.get("on", "")

    @property
    def text(self):
        return self.cells.get("text", "")

    @property
    def count(self):
        return self.cells.get("participants", "")

    @property
    def suggestions(self):
        return self.form.suggestions()


class RowForm(RowRules, SomethingTold):
    """One row, with the rules of every entry."""


def read_rows(text):
    """Rows of cells from pasted text, tab- or semicolon-separated; empty ones left out.

    Gives (number of the row, cells). A cell with line breaks stands in quotes, as Excel writes it.
    """
    first = next((line for line in text.splitlines() if line.strip()), "")
    mark = "\t" if "\t" in first or ";" not in first else ";"
    lines = csv.reader(StringIO(text.replace("\r\n", "\n"), newline=""), delimiter=mark)
    rows = [(number, [cell.strip() for cell in cells]) for number, cells in enumerate(lines, 1)]
    return [(number, cells) for number, cells in rows if any(cells)]


def columns_of(cells):
    """Which column is what, if the row is a heading; else None."""
    names = [HEADINGS.get(cell.lower().rstrip("?:")) for cell in cells]
    return names if "on" in names and cells and not _is_day(cells[names.index("on")]) else None


def _is_day(text):
    try:
        parse_day(text)
    except ValueError:
        return False
    return True


def check_rows(text, activity):
    """Every pasted row with its entry or with what is wrong in it."""
    found = read_rows(text)
    names = columns_of(found[0][1]) if found else None
    if names:
        found = found[1:]
    names = names or list(COLUMNS)
    seen = {}
    rows = []
    for number, cells in found[:MOST_ROWS]:
        row = Row(number, {name: cell for name, cell in zip(names, cells, strict=False) if name})
        _check(row, surplus=[cell for cell in cells[len(names) :] if cell])
        if not row.errors:
            row.entry.once = _mark(activity, row.entry, seen)
        rows.append(row)
    return rows


def _check(row, surplus):
    typed = {name: row.cells.get(name, "") for name in COLUMNS}
    data = {"on": _day(row, typed["on"]), "text": typed["text"]}
    count = CIRCA.sub("", typed["participants"])
    data["participants"] = count
    word = typed["is_approximate"].lower()
    if word not in YES | NO:
        row.errors.append((COLUMNS["is_approximate"], "Skriv ja eller lämna tomt."))
    data["is_approximate"] = "on" if word in YES or count != typed["participants"] else ""
    if surplus:
        row.errors.append(
            ("", f"Raden har fler kolumner än {len(COLUMNS)}. Ta bort det som är över.")
        )
    row.form = RowForm(data)
    told = {column for column, sentence in row.errors}
    for name, sentences in row.form.errors.items():
        column = COLUMNS.get(name, "")
        if column not in told or not column:
            row.errors += [(column, sentence) for sentence in sentences]


def _day(row, text):
    try:
        return parse_day(text).isoformat() if text else ""
    except ValueError as error:
        row.errors.append((COLUMNS["on"], f"”{text[:30]}” går inte att läsa. {error}"))
        return date.min.isoformat()


def _mark(activity, entry, seen):
    """The mark of a row. Two that are alike in one paste are two; pasted again they are not."""
    words = [activity.pk, entry.on, entry.text, entry.participants, entry.is_approximate]
    told = "|".join(map(str, words))
    seen[told] = seen.get(told, 0) + 1
    return uuid5(PASTED, f"{told}|{seen[told]}")


class PasteForm(forms.Form):
    """An activity, and rows out of a spreadsheet."""

    activity = ActivityField(
        label="Aktivitet",
        queryset=Activity.objects.none(),
        empty_label=None,
        error_messages=QuickForm.base_fields["activity"].error_messages,
    )
    rows = forms.CharField(
        label="Rader",
        max_length=100_000,
        strip=False,
        widget=forms.Textarea({"rows": 8, "spellcheck": "false"}),
        help_text="Markera raderna i Excel, kopiera dem och klistra in dem här. Kolumnerna är "
        "datum, vad hände, antal och cirka. En rubrikrad får vara med.",
        error_messages={"required": "Klistra in minst en rad."},
    )

    def __init__(self, *args, user, offered=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["activity"].shown = [(one.pk, str(one)) for one in offered]
        self.fields["activity"].queryset = may_be_logged_in(user)
        self.checked = []

    def clean(self):
        data = super().clean()
        if data.get("activity") and data.get("rows"):
            self._check_rows(data)
        return data

    def _check_rows(self, data):
        try:
            self.checked = check_rows(data["rows"], data["activity"])
        except csv.Error:
            self.add_error("rows", "Raderna går inte att läsa. Kopiera dem på nytt från Excel.")
            return
        if not self.checked:
            self.add_error("rows", "Klistra in minst en rad.")
        elif self.checked[-1].number < read_rows(data["rows"])[-1][0]:
            self.add_error("rows", f"Klistra in högst {MOST_ROWS} rader åt gången.")
        for row in self.checked:
            for column, sentence in row.errors:
                place = f"Rad {row.number}, {column}" if column else f"Rad {row.number}"
                self.add_error("rows", f"{place}: {sentence}")
                # The summary and the table tell each of them; the field says where to look.
                self.fields["rows"].errors_told = "Rätta raderna som är märkta i tabellen nedanför."
