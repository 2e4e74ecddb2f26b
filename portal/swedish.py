"""How numbers, amounts, dates and times are written and read in Swedish. No Django here."""

import re
from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

NBSP = "\u00a0"
MINUS = "\u2212"
STOCKHOLM = ZoneInfo("Europe/Stockholm")
MONTHS = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]

# An amount must stay far below what a bigint column and a JavaScript number can hold exactly.
MAX_KRONOR = 10**15 - 1
# Whole kronor: digits alone, or in groups of three with one space of any kind between them.
WHOLE_KRONOR = re.compile(r"[0-9]+|[0-9]{1,3}(?:\s[0-9]{3})+")
KRONOR_SUFFIX = re.compile(r"\s*(?:kr\.?|kronor|:-)$", re.IGNORECASE)


def number(value: int | float | Decimal | None) -> str:
    """1234.5 → 1 234,5"""
    if value is None:
        return ""
    digits = f"{abs(value):,}".replace(",", NBSP).replace(".", ",")
    return f"{MINUS}{digits}" if value < 0 else digits


def kr(value: int | None) -> str:
    """1560000000 → 1 560 000 000 kr"""
    return "" if value is None else f"{number(value)}{NBSP}kr"


def counted(count: int, one: str, many: str) -> str:
    """counted(1, "rad", "rader") → 1 rad; counted(2, "rad", "rader") → 2 rader"""
    return f"{number(count)} {one if count == 1 else many}"


def percent(value: int | float | Decimal | None) -> str:
    """32 → 32 procent"""
    return "" if value is None else f"{number(value)}{NBSP}procent"


def datum(value: date | None) -> str:
    """31 januari 2025"""
    if value is None:
        return ""
    day = local_date(value)
    return f"{day.day}{NBSP}{MONTHS[day.month - 1]} {day.year}"


def kortdatum(value: date | None) -> str:
    """2025-01-31"""
    return "" if value is None else local_date(value).isoformat()


def klocka(value: time | datetime | None) -> str:
    """11.45; the full hour 9.00 is written 9"""
    if value is None:
        return ""
    clock = in_stockholm(value) if isinstance(value, datetime) else value
    return f"{clock.hour}.{clock.minute:02}" if clock.minute else f"{clock.hour}"


def dag_tid(value: datetime | None) -> str:
    """22 november 2026 kl. 11.45"""
    return "" if value is None else f"{datum(value)} kl.{NBSP}{klocka(value)}"


def om_dagar(value: date | None, today: date | None = None) -> str:
    """om 12 dagar, i morgon, i dag, i går, för 3 dagar sedan"""
    if value is None:
        return ""
    days = (local_date(value) - (today or datetime.now(STOCKHOLM).date())).days
    near = {-1: "i går", 0: "i dag", 1: "i morgon"}
    if days in near:
        return near[days]
    count = f"{number(abs(days))}{NBSP}dagar"
    return f"om {count}" if days > 0 else f"för {count} sedan"


def listed(words) -> str:
    """bemöt, bygg och begränsa"""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} och {last}" if first else last


def in_stockholm(value: datetime) -> datetime:
    return value.astimezone(STOCKHOLM) if value.tzinfo else value


def local_date(value: date) -> date:
    """The calendar day in Sweden, also of a moment stored in UTC."""
    return in_stockholm(value).date() if isinstance(value, datetime) else value


def parse_kronor(text: str) -> int:
    """An amount as people write it, in whole kronor. Raises ValueError with a sentence to show."""
    amount = KRONOR_SUFFIX.sub("", str(text).strip())
    if not amount:
        raise ValueError("Skriv ett belopp i hela kronor, till exempel 1 200 000.")
    if amount[0] in f"-–{MINUS}":
        raise ValueError("Beloppet kan inte vara negativt. Skriv det utan minustecken.")
    if not WHOLE_KRONOR.fullmatch(amount):
        raise ValueError(explain(amount))
    kronor = int(re.sub(r"\s", "", amount)) if len(amount) < 100 else MAX_KRONOR + 1
    if kronor > MAX_KRONOR:
        raise ValueError("Beloppet är för stort. Kontrollera antalet siffror.")
    return kronor


def explain(amount: str) -> str:
    """Why an amount cannot be read, and how to write it instead."""
    if re.fullmatch(r"[0-9\s]+[.,][0-9]{1,2}", amount):
        return "Skriv beloppet i hela kronor, utan ören."
    if re.fullmatch(r"[0-9\s.,]+", amount):
        return "Skriv beloppet med mellanslag mellan tusental, till exempel 1 200 000."
    return "Skriv beloppet med siffror, i hela kronor, till exempel 1 200 000."


ISO_DAY = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?:[ T]00:00(?::00)?)?")
NUMBERED_DAY = re.compile(r"([0-9]{1,2})[./]([0-9]{1,2})[./ -]+([0-9]{4})")
NAMED_DAY = re.compile(
    r"(?:\w+dag(?:en)? )?(?:den )?([0-9]{1,2})(?::?e|:a)? ([a-zåäö]+)\.? ([0-9]{4})"
)


def parse_day(text: str) -> date:
    """A day as people write it: 14 mars 2024, 2024-03-14, 14/3 2024.

    Raises ValueError with a sentence to show.
    """
    numbers = _year_month_day(" ".join(str(text).lower().split()))
    if not numbers:
        raise ValueError("Skriv datumet som 14 mars 2024 eller 2024-03-14.")
    try:
        return date(*map(int, numbers))
    except ValueError:
        raise ValueError("Dagen finns inte. Kontrollera dag, månad och år.") from None


def _year_month_day(day):
    if found := ISO_DAY.fullmatch(day):
        return found.groups()
    if found := NUMBERED_DAY.fullmatch(day):
        return found.groups()[::-1]
    if found := NAMED_DAY.fullmatch(day):
        number_of_day, word, year = found.groups()
        if month := _month(word):
            return year, month, number_of_day
    return None


def _month(word):
    """The number of a month by its name, or by its first three letters or more."""
    named = [n for n, name in enumerate(MONTHS, 1) if len(word) >= 3 and name.startswith(word)]
    return named[0] if named else None
