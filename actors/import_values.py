"""What the cells of an imported row mean: text, codes, numbers and dates as people write them."""

import re
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from stdnum.se import orgnr

from actors.models import Kind
from actors.spreadsheet import clean_text

# The number of digits of a code, by kind; others have none.
DIGITS = {Kind.KOMMUN: 4, Kind.REGION: 2}
KINDS = {label.casefold(): value for value, label in Kind.choices}
DASHES = re.compile("[\u2010-\u2015\u2212]")
ISO_DATE = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
DAY_ZERO = date(1899, 12, 30)  # spreadsheets count their days from here
DATE_HELP = "Skriv datumet som år-månad-dag, till exempel 2024-03-14."
MAX_NAME = 200


def read_kind(value):
    text = clean_text(value)
    if text.casefold() not in KINDS:
        offered = ", ".join(label for _, label in Kind.choices)
        raise ValidationError(f"Slaget ”{text}” finns inte. Välj bland: {offered}.")
    return KINDS[text.casefold()]


def read_code(value, kind):
    """The code and a note when its first nought had to be put back."""
    text = clean_text(value)
    digits = DIGITS.get(kind)
    if digits and text.isdigit() and len(text) == digits - 1:
        code = text.zfill(digits)
        return code, (
            f"koden {text} lästes som {code}. Kalkylprogrammet hade tagit bort nollan i början."
        )
    return text, ""


def read_organisation_number(value):
    return orgnr.compact(DASHES.sub("-", clean_text(value)))


def read_date(value):
    """The day and a note when it was a bare number of days."""
    if isinstance(value, date):
        return value, ""
    text = clean_text(value)
    if match := ISO_DATE.fullmatch(text):
        try:
            return date(*map(int, match.groups())), ""
        except ValueError:
            raise ValidationError(f"{text} är ingen dag i kalendern. {DATE_HELP}") from None
    # Five digits are a day since 1927; fewer are more likely a year.
    if re.fullmatch(r"[1-9]\d{4}", text):
        day = DAY_ZERO + timedelta(days=int(text))
        return day, f"talet {text} lästes som dagen {day}. Så lagrar kalkylprogram datum."
    raise ValidationError(f"”{text[:40]}” är inget datum. {DATE_HELP}")


def read_counties(value, known):
    """The counties; `known` is code, name or short name → County."""
    if isinstance(value, float) and not value.is_integer():
        raise ValidationError(
            "Kalkylprogrammet har gjort länens koder till ett decimaltal. Skriv länens namn i "
            "stället, till exempel Västerbotten, Stockholm."
        )
    parts = [clean_text(part) for part in re.split(r"[,;\n]", _lines(value))]
    found, unknown = [], []
    for part in filter(None, parts):
        county = known.get(part.zfill(2) if part.isdigit() else part.casefold())
        (found if county else unknown).append(county or part)
    if unknown:
        words = ", ".join(f"”{part[:40]}”" for part in unknown)
        raise ValidationError(
            f"Länet {words} finns inte. Skriv länets namn eller kod, till exempel "
            "Västerbotten eller 24, med komma mellan flera."
        )
    return set(found)


def read_aliases(value):
    """The names, without those that differ in case alone."""
    names = [clean_text(part) for part in re.split(r"[;\n]", _lines(value))]
    if any(len(name) > MAX_NAME for name in names):
        raise ValidationError(
            f"Ett alias är längre än {MAX_NAME} tecken. Skriv semikolon mellan flera alias."
        )
    once = {}
    for name in filter(None, names):
        once.setdefault(name.casefold(), name)
    return list(once.values())


def _lines(value):
    """A number as its digits, and a text with its line breaks."""
    return value.replace("\r", "\n") if isinstance(value, str) else clean_text(value)
