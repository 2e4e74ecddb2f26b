"""What the PDF carries inside: the frozen figures as JSON, and every table in full as csv."""

import csv
import hashlib
import io
import json
from typing import NamedTuple

from reports.charts import B4


class File(NamedTuple):
    name: str
    content: bytes
    description: str
    relationship: str  # PDF/A-3: "Source" is what the document was made from, "Data" its tables


def freeze(figures):
    """The one and only byte form of the figures: what is hashed, attached and kept."""
    return (json.dumps(figures, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def fingerprint(figures):
    """SHA-256 of the frozen figures; `sha256sum siffror.json` on the attachment gives the same."""
    return hashlib.sha256(freeze(figures)).hexdigest()


def attach(figures):
    """All attachments in the order of their names, as PDF asks of its list of files."""
    files = [
        File("siffror.json", freeze(figures), "Alla uppgifter som dokumentet bygger på", "Source"),
        table("b4.csv", "Läget i de fyra B:na", figures["b4"], B4_COLUMNS),
        table("aktiviteter.csv", "Alla aktiviteter", figures["activities"], ACTIVITY_COLUMNS),
        table("samverkan.csv", "Alla samarbeten", figures["collaborators"], COLLABORATOR_COLUMNS),
        table("medel.csv", "Alla medel i kronor", figures["money"]["rows"], MONEY_COLUMNS),
    ]
    return sorted(files)


def table(name, description, rows, columns):
    """A csv file that opens right in Swedish Excel: UTF-8 with mark, semicolons."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(columns.values())
    writer.writerows([cell(key, row[key]) for key in columns] for row in rows)
    return File(name, out.getvalue().encode("utf-8-sig"), description, "Data")


def cell(key, value):
    """One value as text. A spreadsheet must never take what somebody wrote for a formula."""
    if value is None:
        return ""
    if key == "b" and value:
        return B4[value]["label"]
    if key == "further_b":
        value = [B4[b]["label"] for b in value]
    if isinstance(value, list):
        value = ", ".join(value)
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + value
    return value


B4_COLUMNS = {
    "label": "B",
    "meaning": "Innebörd",
    "activities": "Aktiviteter",
    "entries": "Tillfällen",
    "participants": "Deltagare",
    "latest": "Senast",
}
ACTIVITY_COLUMNS = {
    "title": "Aktivitet",
    "b": "B",
    "further_b": "Även",
    "status": "Status",
    "lead": "Ansvarig",
    "partners": "Samverkar med",
    "method": "Metod",
    "target_groups": "Målgrupper",
    "period": "Period",
    "entries": "Tillfällen",
    "participants": "Deltagare",
    "latest_text": "Senaste anteckning",
}
COLLABORATOR_COLUMNS = {"name": "Aktör", "kind": "Slag", "activities": "Aktiviteter"}
MONEY_COLUMNS = {
    "agreement": "Överenskommelse",
    "category": "Del",
    "purpose": "Ändamål",
    "decision": "Beslut",
    "granted": "Beviljat",
    "paid": "Utbetalt",
    "used": "Använt",
    "left": "Kvar",
}
