"""From a frozen joint decision to what `pdf/decision.html` prints, and what it carries inside."""

from datetime import datetime

from portal.swedish import dag_tid, datum, number
from reports.pdf.attachments import File, freeze, table
from reports.pdf.content import in_words
from reports.pdf.text import tidy

TEMPLATE = "pdf/decision.html"
NO_SUM = ["Avslås", "Ändras", "Annat"]
ITEM_COLUMNS = {
    "act": "Vad",
    "purpose": "Ändamål",
    "receiver": "Mottagare",
    "pot": "Pott",
    "amount": "Belopp",
    "focuses": "Inriktningar",
    "conditions": "Villkor",
    "reason": "Skäl",
    "usable_until": "Får användas till och med",
    "override_reason": "Skäl att gå ifrån öronmärkningen",
    "override_by": "Den som går ifrån öronmärkningen",
}
PARTY_COLUMNS = {
    "name": "Part",
    "answer": "Svar",
    "at": "När",
    "by": "Vem",
    "comment": "Kommentar",
}


def attach(figures):
    """All attachments in the order of their names."""
    return sorted(
        [
            File(
                "beslut.json", freeze(figures), "Alla uppgifter som beslutet innehåller", "Source"
            ),
            table("parter.csv", "Parterna och deras svar", figures["parties"], PARTY_COLUMNS),
            table("punkter.csv", "Alla punkter i beslutet", figures["items"], ITEM_COLUMNS),
        ]
    )


def build(figures, fingerprint, files):
    """The context of the template: texts fit, numbers and days as Swedes write them."""
    figures = tidy(figures)
    return figures | {
        "subject": f"Gemensamt beslut: {figures['body']}, {figures['county']}",
        "created": datetime.fromisoformat(figures["generated_at"]).isoformat(timespec="seconds"),
        "generated": in_words(figures["generated_at"]),
        "decided": in_words(figures["decided_on"]),
        "groups": list(_groups(figures["items"])),
        "parties": [one | {"at": _moment(one["at"])} for one in figures["parties"]],
        "sections": [],
        "charts": [],
        "fingerprint": fingerprint,
        "files": files,
    }


def _groups(items):
    for place, act in enumerate(dict.fromkeys(item["act"] for item in items), 1):
        rows = [item for item in items if item["act"] == act]
        yield {
            "id": f"punkter-{place}",
            "title": act,
            "has_amounts": act not in ("Avslås", "Annat"),
            "rows": [_row(item) for item in rows],
            "sum": "" if act in NO_SUM else number(sum(item["amount"] for item in rows)),
        }


def _row(item):
    until = item["usable_until"] and datum(datetime.fromisoformat(item["usable_until"]).date())
    notes = {
        "Inriktningar": ", ".join(item["focuses"]),
        "Villkor": item["conditions"],
        "Skäl": item["reason"],
        "Får användas till och med": until,
        "Går ifrån öronmärkningen": item["override_reason"]
        and f"{item['override_reason']} ({item['override_by']})",
    }
    return item | {
        "amount": number(item["amount"]),
        "notes": [f"{name}: {text}" for name, text in notes.items() if text],
    }


def _moment(iso):
    return dag_tid(datetime.fromisoformat(iso)) if iso else ""
