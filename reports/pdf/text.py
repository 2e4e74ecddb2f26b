"""Makes what people wrote safe to lay out: a stated length, no endless word, no missing glyph.

The PDF carries every text in full in its attachments, so what is cut here is never lost.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

STATIC = Path(__file__).resolve().parents[2] / "static"
FONTS = STATIC / "vendor" / "source-sans-3-ttf"

DEFAULT_LIMIT = 160
LIMITS = {
    "summary": 700,
    "method_note": 700,
    "vision": 600,
    "latest_text": 400,
    "gaps": 300,
    "goals": 300,
    "sources": 300,
    "text": 300,
    "note": 300,
    "meaning": 240,
    "purpose": 250,
    "background": 5000,
    "conditions": 500,
    "reason": 1000,
    "override_reason": 300,
    "comment": 1000,
    "focuses": 400,
    "partners": 80,
    "target_groups": 80,
}
LONGEST_WORD = 30
REPLACEMENT = "□"
BREAK_HERE = "\u200b"


@cache
def known_characters():
    """The characters that every cut of the document's typeface can draw."""
    files = sorted(FONTS.glob("*.ttf"))
    if not files:
        raise FileNotFoundError(f"No fonts (*.ttf) in static/{FONTS.relative_to(STATIC)}")
    return frozenset.intersection(*(frozenset(TTFont(file).getBestCmap()) for file in files))


def drawable(text):
    """Replace what the typeface lacks, by its plain form if there is one, else by □.

    Without this the PDF would hold ".notdef" or borrow whatever font the machine happens to have.
    """
    known = known_characters()
    text = unicodedata.normalize("NFC", text)
    return "".join(char if ord(char) in known else _substitute(char, known) for char in text)


def _substitute(char, known):
    if unicodedata.category(char) in ("Cc", "Cf", "Mn", "Me", "Sk"):
        return ""  # control and joining characters, accents and skin tones that stand alone
    plain = unicodedata.normalize("NFKC", char)
    return plain if all(ord(part) in known for part in plain) else REPLACEMENT


def fit(text, limit=DEFAULT_LIMIT):
    """One line of drawable text of at most `limit` characters, with places to break long words."""
    text = drawable(" ".join(text[: limit * 4].split(None)))
    if len(text) > limit:
        text = text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"
    return re.sub(rf"\S{{{LONGEST_WORD},}}", _with_breaks, text)


def _with_breaks(match):
    word = match[0]
    return BREAK_HERE.join(word[at : at + 12] for at in range(0, len(word), 12))


def tidy(value, limit=DEFAULT_LIMIT):
    """The same figures with every text made fit; the limit follows the name of the field."""
    if isinstance(value, str):
        return fit(value, limit)
    if isinstance(value, list):
        return [tidy(item, limit) for item in value]
    if isinstance(value, dict):
        return {key: tidy(item, LIMITS.get(key, DEFAULT_LIMIT)) for key, item in value.items()}
    return value
