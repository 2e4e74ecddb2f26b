"""What may lie beside an activity: told by the content, never by the name.

What is let through cannot run in a browser or in an office program. Pictures are made anew, which
takes away where, when and with what they were taken, and whatever was hidden behind them.
"""

import re
import unicodedata
import warnings
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from PIL import Image, ImageOps

MOST_PIXELS = 50_000_000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 5000
LONGEST_NAME = 150

ALLOWED = "PDF, PNG, JPEG, WebP, Word, Excel, PowerPoint, OpenDocument (odt, ods), txt och csv"
UNKNOWN = f"Filen är av en typ som portalen inte tar emot. Du kan bifoga {ALLOWED}."
MACROS = "Filen innehåller makron eller annat som kan köras. Spara den utan makron och försök igen."
LOCKED = "Filen är skyddad med lösenord eller skadad. Spara den utan lösenord och försök igen."
BOMB = "Filen är orimligt stor när den packas upp. Dela upp den i mindre filer."
PICTURE = "Bilden går inte att läsa. Öppna den, spara den på nytt och försök igen."
PIXELS = "Bilden har för många bildpunkter. Förminska den och försök igen."
TEXT = "Textfiler ska heta något på .txt eller .csv. Byt namn på filen, eller välj en annan."
OLD = "Gamla Office-filer och filer med lösenord tas inte emot. Spara som docx, xlsx eller pptx."


@dataclass(frozen=True)
class File:
    """What is kept of an upload."""

    name: str
    content_type: str
    content: bytes


OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."
TYPES = {  # ending: content type
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "docx": f"{OFFICE}wordprocessingml.document",
    "xlsx": f"{OFFICE}spreadsheetml.sheet",
    "pptx": f"{OFFICE}presentationml.presentation",
    "odt": f"{OPEN}text",
    "ods": f"{OPEN}spreadsheet",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}
PICTURES = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp"}
UNREADABLE = (BadZipFile, zlib.error, RuntimeError, OSError, ValueError, EOFError)
ENDINGS = {*TYPES, "jpeg", "jpe"}
RUNS = re.compile(r"vba|macro|activex|(^|/)(basic|scripts)/|\.(exe|dll|js|vbs|ps1|bat)$", re.I)
RUNS_IN_PDF = re.compile(rb"/JavaScript\b|/Launch\b|/RichMedia\b")
MARKUP = re.compile(r"<\s*(!doctype|html|svg|script|\?|xml|iframe|body|head)|<\?", re.I)


def read(name, content):
    """The upload as it will be kept; ValidationError with a sentence when it may not be."""
    if content.startswith(b"%PDF-"):
        ending = _pdf(content)
    elif content.startswith(b"PK\x03\x04"):
        ending = _zip(content)
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        raise ValidationError(OLD)
    elif content.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")) or (
        content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    ):
        ending, content = _picture(content)
    else:
        ending, content = _text(name, content)
    return File(safe_name(name, ending), TYPES[ending], content)


def safe_name(name, ending):
    """The name as it may be shown and saved anywhere: one line, no path, the right ending."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(" " if c in ':*?"<>|' or unicodedata.category(c)[0] == "Z" else c for c in name)
    name = "".join(c for c in name if unicodedata.category(c)[0] != "C")
    stem = " ".join(name.split())
    before, dot, found = stem.rpartition(".")
    if dot and found.lower() in ENDINGS:  # also one that calls itself something else than it is
        stem = before
    stem = stem[: LONGEST_NAME - len(ending) - 1].strip(". ")
    return f"{stem or 'bilaga'}.{ending}"


def _pdf(content):
    if b"%%EOF" not in content[-2048:] or b"PK\x05\x06" in content[-66_000:]:
        raise ValidationError(UNKNOWN)
    if RUNS_IN_PDF.search(content):
        raise ValidationError(MACROS)
    return "pdf"


def _zip(content):
    """An office document alone: nothing around the archive, nothing locked, nothing that runs."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            _check_parts(archive, content)
            return _office(archive)
    except UNREADABLE as error:
        raise ValidationError(LOCKED) from error


def _check_parts(archive, content):
    parts = archive.infolist()
    names = [part.filename for part in parts]
    starts = min((part.header_offset for part in parts), default=-1)
    ends = content[-22:-18] == b"PK\x05\x06"
    if starts != 0 or not ends or archive.comment or len(set(names)) < len(names):
        raise ValidationError(UNKNOWN)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise ValidationError(BOMB)
    if any(part.flag_bits & 0x1 for part in parts):
        raise ValidationError(LOCKED)
    if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
        raise ValidationError(UNKNOWN)
    if any(name.startswith("/") or "\\" in name or ".." in name.split("/") for name in names):
        raise ValidationError(UNKNOWN)
    if any(RUNS.search(name) for name in names):
        raise ValidationError(MACROS)


def _office(archive):
    """Which kind of document it is, as it says itself inside."""
    names = archive.namelist()
    if names[0] == "mimetype":
        kind = _part(archive, "mimetype")
        if b"encryption-data" in _part(archive, "META-INF/manifest.xml"):
            raise ValidationError(LOCKED)
        endings = {TYPES[ending].encode(): ending for ending in ("odt", "ods")}
        if kind.strip() in endings:
            return endings[kind.strip()]
    elif "[Content_Types].xml" in names:
        kinds = _part(archive, "[Content_Types].xml")
        if b"macroEnabled" in kinds or b"vbaProject" in kinds:
            raise ValidationError(MACROS)
        for ending in ("docx", "xlsx", "pptx"):
            if f'"{TYPES[ending]}.main+xml"'.encode() in kinds:
                return ending
    raise ValidationError(UNKNOWN)


def _part(archive, name, most=1024 * 1024):
    """A part of the archive, unpacked no further than it needs to be."""
    try:
        with archive.open(name) as part:
            return part.read(most)
    except KeyError as error:
        raise ValidationError(UNKNOWN) from error


def _picture(content):
    """The picture alone, turned as the camera held it and with nothing said about it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(content), formats=list(PICTURES))
        if picture.width * picture.height > MOST_PIXELS:
            raise ValidationError(PIXELS)
        kind = picture.format
        picture = ImageOps.exif_transpose(picture)
        if picture.has_transparency_data and kind != "JPEG":
            picture = picture.convert("RGBA")
        else:
            picture = picture.convert("L" if picture.mode in ("1", "L") else "RGB")
        picture.info.clear()
        made = BytesIO()
        picture.save(made, kind, **({} if kind == "PNG" else {"quality": 90}))
    except Image.DecompressionBombError as error:
        raise ValidationError(PIXELS) from error
    except (OSError, ValueError, SyntaxError, EOFError, OverflowError) as error:
        raise ValidationError(PICTURE) from error
    return PICTURES[kind], made.getvalue()


def _text(name, content):
    """Plain text in UTF-8, or in what older Swedish programs write; kept as UTF-8."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    controls = any(unicodedata.category(sign) == "Cc" and sign not in "\t\r\n\f" for sign in text)
    if controls or "\N{REPLACEMENT CHARACTER}" in text or not text.strip():
        raise ValidationError(UNKNOWN)
    if MARKUP.search(text) or text.lstrip().startswith(("#!", "{\\rtf", "%!", "%PDF", "<")):
        raise ValidationError(UNKNOWN)
    ending = PurePath(name).suffix.lower().removeprefix(".")
    if ending not in ("txt", "csv"):
        raise ValidationError(TEXT)
    return ending, text.encode()
