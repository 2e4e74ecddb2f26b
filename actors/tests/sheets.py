"""Small spreadsheets made on the spot for the import's tests."""

import csv as text
import io
import zipfile
from xml.sax.saxutils import escape

import xlsxwriter

HEAD = [
    "Namn",
    "Kortnamn",
    "Slag",
    "Kod",
    "Organisationsnummer",
    "Län",
    "Ingår i",
    "Alias",
    "Började",
    "Upphörde",
]
ODS = "application/vnd.oasis.opendocument.spreadsheet"
CONTENT = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3">'
    '<office:body><office:spreadsheet><table:table table:name="Blad1">{rows}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)
MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">'
    "{more}</manifest:file-entry></manifest:manifest>"
)


def xlsx(*rows, head=HEAD, build=None):
    """A workbook with one sheet; `build(book, sheet)` may add what is odd."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet("Aktörer")
    for at, row in enumerate([head, *rows] if head else rows):
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(at, place, cell)
            elif cell is not None:
                sheet.write(at, place, cell)
    if build:
        build(book, sheet)
    book.close()
    return content.getvalue()


def csv(*rows, head=HEAD, delimiter=";", encoding="utf-8"):
    content = io.StringIO(newline="")
    text.writer(content, delimiter=delimiter).writerows([head, *rows])
    return content.getvalue().encode(encoding)


def ods(*rows, head=HEAD, manifest=""):
    """The least that is an OpenDocument spreadsheet."""
    written = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string">'
            f"<text:p>{escape(cell)}</text:p></table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in [head, *rows]
    )
    return archive(
        {
            "mimetype": ODS,
            "META-INF/manifest.xml": MANIFEST.format(more=manifest),
            "content.xml": CONTENT.format(rows=written),
        }
    )


def archive(members):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, body in members.items():
            file.writestr(name, body)
    return content.getvalue()


def changed_member(content, name, change):
    """The archive with one member's bytes changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        members = {member: file.read(member) for member in file.namelist()}
    members[name] = change(members[name])
    return archive(members)
