"""The spreadsheet that people fill in: headings, an example, drop-downs and how to fill it in."""

import io

import xlsxwriter

from actors.spreadsheet import COLUMNS, EXAMPLE_NAME, GUIDE, MAX_ROWS, SHEET

LISTS = "Listor"
EXAMPLE = {
    "name": EXAMPLE_NAME,
    "short_name": "Ljusglimten",
    "kind": "Brukar- och anhörigorganisation",
    "counties": "Västerbotten, Norrbotten",
    "aliases": "Ljusglimten i norr; Fören. Ljusglimten",
    "started_on": "2019-03-01",
}
GUIDANCE = [
    (
        "Namn",
        "Måste fyllas i. Aktörens fullständiga namn. Finns namnet redan, som namn, kortnamn "
        "eller alias, ändras den aktören.",
    ),
    ("Kortnamn", "Det som visas i tabeller, om det är kortare än namnet."),
    ("Slag", "Måste fyllas i. Välj i listan."),
    (
        "Kod",
        "Bara för kommuner (fyra siffror, till exempel 0764) och regioner (två, till exempel 01). "
        "Kolumnen är text, så att nollan i början står kvar.",
    ),
    (
        "Organisationsnummer",
        "Tio siffror, till exempel 212000-2023. Kontrollsiffran prövas.",
    ),
    (
        "Län",
        "Länets namn eller kod. Välj i listan, eller skriv flera med komma emellan. "
        "Lämna tomt för en aktör i hela landet.",
    ),
    (
        "Ingår i",
        "Namnet på den aktör som den här är en del av. Den får stå i samma fil.",
    ),
    ("Alias", "Andra namn som aktören går under, med semikolon emellan. Alias läggs bara till."),
    ("Började", "Datum, till exempel 2024-03-14."),
    ("Upphörde", "Datum. En aktör som har upphört finns kvar i historiken."),
]
RULES = [
    "Skriv en aktör på varje rad. Exempelraden läses inte in. Du kan låta den stå.",
    "Du får flytta kolumner och utelämna dem som du inte behöver, men inte byta rubrik.",
    "En tom ruta ändrar ingenting för en aktör som redan finns.",
    "Aktören känns igen på slag och kod, annars organisationsnummer, annars namn eller alias.",
    "Ingenting sparas när du laddar upp filen. Först ser du vad som blir nytt och vad som ändras.",
]


def write(*, kinds, counties):
    """The bytes of an xlsx; `kinds` and `counties` are what the drop-downs offer."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    head = book.add_format({"bold": True, "bg_color": "#dcefee", "bottom": 1, "text_wrap": True})
    text = book.add_format({"num_format": "@"})  # keeps the first nought of a code
    example = book.add_format({"num_format": "@", "italic": True, "font_color": "#5a6672"})
    sheet = book.add_worksheet(SHEET)
    for at, (name, heading) in enumerate(COLUMNS.items()):
        sheet.set_column(at, at, 40 if name == "name" else 22, text)
        sheet.write_string(0, at, heading, head)
        sheet.write_string(1, at, EXAMPLE.get(name, ""), example)
    sheet.freeze_panes(1, 1)
    _offer(book, sheet, kinds, counties)
    _explain(book, head)
    book.close()
    return content.getvalue()


def _offer(book, sheet, kinds, counties):
    """Drop-downs from a hidden sheet. A county may also be typed, as several may be needed."""
    lists = book.add_worksheet(LISTS)
    lists.hide()
    places = list(COLUMNS)
    for at, (name, offered) in enumerate([("kind", kinds), ("counties", counties)]):
        lists.write_column(0, at, offered)
        column = places.index(name)
        letter = "AB"[at]
        choice = {
            "validate": "list",
            "source": f"={LISTS}!${letter}$1:${letter}${len(offered)}",
            "error_title": "Finns inte i listan",
            "error_message": "Välj ett av alternativen i listan.",
        }
        if name == "counties":
            choice |= {
                "error_type": "information",
                "error_message": "Skriv flera län med komma emellan.",
            }
        sheet.data_validation(1, column, MAX_ROWS, column, choice)


def _explain(book, head):
    guide = book.add_worksheet(GUIDE)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "valign": "top"})
    guide.set_column(0, 0, 24)
    guide.set_column(1, 1, 90)
    guide.write_row(0, 0, ["Kolumn", "Vad du skriver"], head)
    for row, (heading, words) in enumerate(GUIDANCE, start=1):
        guide.write_string(row, 0, heading, bold)
        guide.write_string(row, 1, words, wrapped)
    for row, rule in enumerate(RULES, start=len(GUIDANCE) + 2):
        guide.write_string(row, 0, "Bra att veta" if row == len(GUIDANCE) + 2 else "", bold)
        guide.write_string(row, 1, rule, wrapped)
