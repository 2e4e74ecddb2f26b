"""Import of the registers: 21 counties, 21 regions and 290 kommuner (portal/seed/SOURCES.md)."""

import csv
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from actors.models import Actor, County, Kind, Population

COUNTIES, KOMMUNER = 21, 290
REFERENCE_DATE = date(2024, 12, 31)
SOURCE = "SCB, folkmängd 31 december 2024"


class RegisterError(Exception):
    """The file is not a whole register; the message names the file and the row."""


@dataclass
class Result:
    """What an import did, per kind of row: new, changed, unchanged."""

    counts: dict[str, Counter] = field(default_factory=dict)

    def note(self, kind, outcome):
        self.counts.setdefault(kind, Counter())[outcome] += 1


def read(path, columns, key, expected):
    """Read a register file and refuse it unless it is whole.

    Raises RegisterError for a missing column, an empty or doubled code or a wrong number of rows.
    """
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = set(columns) - set(reader.fieldnames or [])
        if missing:
            raise RegisterError(f"{path.name}: column {', '.join(sorted(missing))} is missing.")
        rows = list(reader)
    seen = {}
    for number, row in enumerate(rows, start=2):
        code = row[key]
        if any(not row[column] for column in columns):
            raise RegisterError(f"{path.name}, row {number}: a value is missing ({row}).")
        if code in seen:
            raise RegisterError(
                f"{path.name}, row {number}: code {code} stands already in row {seen[code]}."
            )
        seen[code] = number
    if len(rows) != expected:
        raise RegisterError(f"{path.name}: {len(rows)} rows, there must be {expected}.")
    return rows


@transaction.atomic
def import_registers(folder):
    """Bring counties, regions, kommuner and their population in line with the files in `folder`.

    Idempotent. All or nothing: raises RegisterError before anything is written.
    """
    counties = read(
        folder / "lan.csv",
        ["lan_code", "lan_name", "lan_short", "region_name"],
        "lan_code",
        COUNTIES,
    )
    kommuner = read(
        folder / "kommuner.csv",
        ["lan_code", "kommun_code", "kommun_name", "kommun_official_name", "population"],
        "kommun_code",
        KOMMUNER,
    )
    known = {row["lan_code"] for row in counties}
    for number, row in enumerate(kommuner, start=2):
        if row["lan_code"] not in known or not row["kommun_code"].startswith(row["lan_code"]):
            raise RegisterError(
                f"kommuner.csv, row {number}: kommun {row['kommun_code']} "
                f"is in county {row['lan_code']!r}, which is not its county in lan.csv."
            )
        if not row["population"].isdecimal():
            raise RegisterError(
                f"kommuner.csv, row {number}: population {row['population']!r} is not a number."
            )
    return _write(counties, kommuner)


def _write(counties, kommuner):
    result = Result()
    by_code = {}
    for row in counties:
        county = _bring(
            result,
            "counties",
            County,
            {"code": row["lan_code"]},
            {"name": row["lan_name"], "short_name": row["lan_short"]},
        )
        by_code[county.code] = county
        region = _bring(
            result,
            "regions",
            Actor,
            {"kind": Kind.REGION, "code": row["lan_code"]},
            {"name": row["region_name"]},
        )
        region.counties.set([county])
    existing = {actor.code: actor for actor in Actor.objects.filter(kind=Kind.KOMMUN)}
    for row in kommuner:
        kommun = _bring(
            result,
            "kommuner",
            Actor,
            {"kind": Kind.KOMMUN, "code": row["kommun_code"]},
            {"name": row["kommun_official_name"], "short_name": row["kommun_name"]},
            existing.get(row["kommun_code"]),
        )
        kommun.counties.set([by_code[row["lan_code"]]])
        _bring(
            result,
            "populations",
            Population,
            {"actor": kommun, "reference_date": REFERENCE_DATE},
            {"inhabitants": int(row["population"]), "source": SOURCE},
        )
    return result


def _bring(result, kind, model, key, values, found=None):
    """Create or update one row, and note which it was."""
    found = found or model.objects.filter(**key).first()
    if found is None:
        result.note(kind, "new")
        return model.objects.create(**key, **values)
    changed = {name: value for name, value in values.items() if getattr(found, name) != value}
    for name, value in changed.items():
        setattr(found, name, value)
    if changed:
        found.save(update_fields=list(changed))
    result.note(kind, "changed" if changed else "unchanged")
    return found
