"""From frozen figures to what the templates print. The document's limits on rows stand here."""

from collections import Counter
from datetime import date, datetime

from portal.swedish import datum, number
from reports import charts
from reports.charts import B4
from reports.pdf.text import LIMITS, REPLACEMENT, tidy

ACTIVITY_ROWS = 300
TABLE_ROWS = 60  # every other table
GOALS = 8  # of each B: they share a row, and a row must fit on a page
NAMES = 6  # partners or target groups of one activity
NO_B = {"label": "Utan B", "slug": "none"}
LONG_NAME = 34  # characters; longer names are set smaller on the cover

SECTIONS = {
    "summary": "Sammanfattning",
    "b4": "Läget i de fyra B:na",
    "gaps": "Det som saknas",
    "plan": "Plan och mål",
    "activities": "Aktiviteter",
    "collaboration": "Samverkan",
    "money": "Medel",
    "method": "Så är siffrorna räknade",
    "provenance": "Om dokumentet",
}


def build(figures, fingerprint, files):
    """The context of `pdf/report.html`: texts fit, rows limited, numbers as Swedes write them."""
    figures = tidy(figures)
    year, actor = figures["year"], figures["actor"]
    chart, found = b4_chart(figures), money(figures)
    groups = activities_per_b(figures)
    return {
        "title": f"Uppföljning {year} – {actor['name']}",
        "subject": f"Det suicidförebyggande arbetet {year}: {actor['name']}, {actor['county']}",
        "year": year,
        "long_name": len(actor["name"]) > LONG_NAME,
        "actor": actor | {"population": actor["population"] and number(actor["population"])},
        "created": datetime.fromisoformat(figures["generated_at"]).isoformat(timespec="seconds"),
        "generated": in_words(figures["generated_at"]),
        "version": figures["version"],
        "is_demo": figures["is_demo"],
        "sections": sections(groups, figures),
        "summary": figures["summary"],
        "key_figures": figures["key_figures"][:6],
        "b4": [row | B4[row["b"]] | {"latest": row["latest"] or "–"} for row in figures["b4"]],
        "b4_chart": chart,
        "charts": [chart, found["chart"]],
        "gaps": figures["gaps"],
        "plan": plan(figures["plan"]),
        "groups": groups,
        "activity_counts": activity_counts(figures, groups),
        "collaborators": first(figures["collaborators"]),
        "money": found,
        "method_note": figures["method_note"],
        "sources": figures["sources"],
        "fingerprint": fingerprint,
        "files": files,
        "note_limit": LIMITS["latest_text"],
        "replacement": REPLACEMENT,
    }


def sections(groups, figures):
    """Numbered sections as in the contents; one that has something to show gets a new page."""
    full = {
        "summary": True,
        "b4": figures["activities"],
        "plan": figures["plan"],
        "activities": groups,
        "money": figures["money"]["rows"],
        "method": figures["money"]["rows"],
        "provenance": True,
    }
    return [
        {
            "id": id,
            "number": place,
            "title": title,
            "template": f"pdf/_{id}.html",
            "new_page": bool(full.get(id)),
            "parts": groups if id == "activities" else [],
        }
        for place, (id, title) in enumerate(SECTIONS.items(), start=1)
    ]


def first(rows, limit=TABLE_ROWS):
    """The rows that fit in the document, and how many more stand in the attachment only."""
    return {"rows": rows[:limit], "more": max(0, len(rows) - limit)}


def activities_per_b(figures):
    """Activities under their main B. When there are too many, every B gives up its last ones."""
    per_b = {b: [row for row in figures["activities"] if row["b"] == b] for b in (*B4, "")}
    places = sorted((place, b) for b, rows in per_b.items() for place in range(len(rows)))
    shown = Counter(b for place, b in places[:ACTIVITY_ROWS])
    counted = {row["b"]: row for row in figures["b4"]}
    return [
        B4.get(b, NO_B)
        | {
            "id": f"activities-{B4.get(b, NO_B)['slug']}",
            "rows": [activity(row) for row in rows[: shown[b]]],
            "result": result(counted[b]) if b else f"Aktiviteter: {len(rows)}",
        }
        for b, rows in per_b.items()
        if rows
    ]


def result(row):
    """What came of one B, in one line."""
    parts = {
        "Aktiviteter": number(row["activities"]),
        "Loggade tillfällen": number(row["entries"]),
        "Deltagare": row["participants"],
        "Senast": row["latest"] and in_words(row["latest"]),
    }
    return " · ".join(f"{name}: {value}" for name, value in parts.items() if value)


def activity(row):
    return row | {
        "further_b": ", ".join(B4[b]["label"] for b in row["further_b"]),
        "partners": names(row["partners"]),
        "target_groups": names(row["target_groups"]),
    }


def names(items):
    """A few names in a row, and how many more there are."""
    more = len(items) - NAMES
    return ", ".join(items[:NAMES]) + (f" och {more} till" if more > 0 else "")


def activity_counts(figures, groups):
    """How many are listed and how many are not: left to the attachment, or counted only."""
    under_a_b = sum(bool(row["b"]) for row in figures["activities"])
    total = len(figures["activities"])
    shown = sum(len(group["rows"]) for group in groups)
    counted = sum(row["activities"] for row in figures["b4"])
    return {"total": total, "shown": shown, "more": total - shown, "hidden": counted - under_a_b}


def b4_chart(figures):
    """No chart where there is nothing to draw."""
    rows = figures["b4"]
    return charts.b4_bars(rows, figures["year"]) if any(row["activities"] for row in rows) else None


def plan(found):
    """The plan with its goals per B, all four B shown so that an empty one is seen.

    The goals are None where they are not told: a missing goal is then no empty B.
    """
    if found is None:
        return None
    if not found.get("is_open", True):  # follow-ups from before it was asked have no answer
        return found | {"goals": None, "members": ""}
    goals = [
        b | first([goal["text"] for goal in found["goals"] if goal["b"] == code], GOALS)
        for code, b in B4.items()
    ]
    return found | {"goals": goals, "members": names(found["members"])}


def money(figures):
    found = figures["money"]
    shown = first(found["rows"])
    return {
        "rows": [amounts(row) for row in shown["rows"]],
        "more": shown["more"],
        "sum": amounts(found["sum"]),
        "note": found["note"],
        "chart": charts.money_bars(found["sum"], figures["year"]) if found["rows"] else None,
    }


def amounts(row):
    """The row with its four amounts written out."""
    return row | {key: number(row[key]) for key, *_ in charts.MONEY}


def in_words(iso):
    """2026-11-22 becomes "22 november 2026"."""
    return datum(date.fromisoformat(iso[:10]))
