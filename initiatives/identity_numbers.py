"""Finding Swedish personal identity numbers and coordination numbers in free text."""

import re
import unicodedata

from stdnum import luhn
from stdnum.exceptions import ValidationError
from stdnum.se import personnummer

# The date in one piece or with the same sign between its parts, and then the four last digits.
# The day of a coordination number is 60 higher. Groups of three, as in phone numbers and amounts,
# never match: nobody writes a date so.
_GAP = r"[ \-+./_:]{0,3}"
_CANDIDATE = re.compile(
    r"(?<!\d)"
    r"(?:(?P<century>18|19|20)[ \-]?)?"
    r"(?P<year>\d\d)(?P<between>[ \-./_]?)(?P<month>[01]\d)(?P=between)(?P<day>[0-9]\d)"
    rf"(?P<sign>{_GAP})"
    r"(?P<first>\d\d)[ \-]?(?P<last>\d\d)"
    r"(?!\d)"
)
# A day and an amount, a number of people or a time: "2024-03-14 1500 kr".
_COUNTED = re.compile(r"\s*(?:kr|kronor|tkr|%|procent|deltagare|personer|st)\b", re.IGNORECASE)


def plain(text):
    """The text with ordinary digits, spaces and dashes, and nothing that cannot be seen."""
    signs = []
    for sign in unicodedata.normalize("NFKC", text):
        category = unicodedata.category(sign)
        if category in ("Cf", "Mn", "Me"):
            continue
        if category == "Nd":
            sign = str(unicodedata.digit(sign))
        elif category == "Pd" or sign == "\N{MINUS SIGN}":
            sign = "-"
        elif category in ("Zs", "Zl", "Zp", "Cc"):
            sign = " "
        signs.append(sign)
    return re.sub(r" {2,}", " ", "".join(signs))


def has_identity_number(text):
    """Whether a valid number of a person stands in the text, however it is written."""
    text = plain(text)
    position = 0
    while found := _CANDIDATE.search(text, position):
        if _is_person(found) and not _is_counted(found, text):
            return True
        position = found.start() + 1
    return False


def _is_person(found):
    day = int(found["day"])
    date = (
        f"{found['century'] or ''}{found['year']}{found['month']}{day - 60 if day > 60 else day:02}"
    )
    last = found["first"] + found["last"]
    sign = "+" if "+" in found["sign"] else "-"
    try:
        personnummer.get_birth_date(f"{date}{sign}{last}")
        luhn.validate(f"{found['year']}{found['month']}{found['day']}{last}")
    except ValidationError:
        return False
    return True


def _is_counted(found, text):
    """A date with its signs and then a number of something."""
    return found["between"] and found["sign"] == " " and _COUNTED.match(text, found.end())
