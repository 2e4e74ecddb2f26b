"""Reads one xlsx or ods from standard input and writes its visible sheets to standard output.

It runs as a process of its own with a ceiling on memory and time (actors/spreadsheet.py starts it):
a file that is made to swell kills this process and nothing else. No Django here.
"""

import datetime as dt
import io
import json
import resource
import sys

MEMORY = 512 * 1024 * 1024  # bytes of address space
SECONDS = 15  # of processor time
MAX_CHARACTERS = 5_000_000  # in all cells together
CELL = 4_000  # characters of a cell that are looked at


def main():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    max_rows, max_columns = int(sys.argv[1]), int(sys.argv[2])
    # Imported below the ceiling, so that it holds for the library too.
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        sheets = [
            _sheet(book.get_sheet_by_name(about.name), max_rows, max_columns)
            for about in book.sheets_metadata
            if about.visible == SheetVisibleEnum.Visible and about.typ == SheetTypeEnum.WorkSheet
        ]
        answer = {"sheets": sheets}
    except PasswordError:
        answer = {"problem": "password"}
    except OverflowError:
        answer = {"problem": "large"}
    json.dump(answer, sys.stdout)


def _sheet(sheet, max_rows, max_columns):
    """The sheet's size, and its cells when the size is within bounds."""
    rows, columns = [last + 1 for last in sheet.end] if sheet.end else (0, 0)
    found = {"name": sheet.name, "rows": rows, "columns": columns, "cells": [], "merged": []}
    if rows <= max_rows and columns <= max_columns:
        cells = sheet.to_python(skip_empty_area=False)
        if sum(len(cell) for row in cells for cell in row if isinstance(cell, str)) > (
            MAX_CHARACTERS
        ):
            raise OverflowError
        found["cells"] = [[_cell(cell) for cell in row] for row in cells]
        found["merged"] = sheet.merged_cell_ranges or []
    return found


def _cell(value):
    """Texts and numbers as they are; a date as a list of one, for JSON has none."""
    if isinstance(value, dt.datetime | dt.date):
        return [value.isoformat()[:10]]
    if isinstance(value, bool):
        return "SANT" if value else "FALSKT"
    if isinstance(value, int | float):
        return value
    return str(value)[:CELL]


if __name__ == "__main__":
    main()
