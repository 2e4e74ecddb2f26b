"""Chart geometry: numbers in, plain dicts out. No drawing library.

`templates/pdf/_bars.html` turns the dict into SVG for the PDF. Web pages draw theirs with
{% hbar %}, whose width follows the screen.
"""

from initiatives import models
from portal.swedish import kr, number

# Colour and shape of each B (SVG in a 16 × 16 box). All four are dark enough to be read on white,
# and the shape always says the same as the colour.
MARKS = {
    "BEMOT": ("#00605c", '<circle cx="8" cy="8" r="7"/>'),
    "BEHANDLA": ("#235fa6", '<rect x="1.75" y="1.75" width="12.5" height="12.5"/>'),
    "BYGG": ("#49781d", '<path d="M8 1.2 15.6 14.6H.4z"/>'),
    "BEGRANSA": ("#8d3b7f", '<path d="M8 0 16 8 8 16 0 8z"/>'),
}
B4 = {
    b.value: {"label": b.label, "slug": b.value.lower(), "colour": colour, "shape": shape}
    for b in models.B4
    for colour, shape in [MARKS[b]]
}

ROW = 34
BAR = 20
SHAPE = 15


def bars(items, *, title, desc, width=640, label_width=110, value_width=48):
    """Horizontal bars from zero: labels to the left, exact values to the right instead of a scale.

    An item holds `label`, `value` (a whole number, not below zero), `text` (what is written after
    the bar), `colour` and `shape` (SVG in a 16 × 16 box before the label, or empty).
    """
    top = max((item["value"] for item in items), default=0) or 1
    scale = (width - label_width - value_width) / top
    return {
        "title": title,
        "desc": desc,
        "width": width,
        "height": ROW * len(items),
        "left": label_width,
        "bars": [_bar(item, row, label_width, scale) for row, item in enumerate(items)],
    }


def _bar(item, row, left, scale):
    top = row * ROW + (ROW - BAR) // 2
    length = round(item["value"] * scale, 1)
    return {
        "label": item["label"],
        "text": item["text"],
        "colour": item["colour"],
        "shape": item["shape"],
        "label_x": 26 if item["shape"] else 0,
        "shape_y": top + (BAR - SHAPE) / 2,
        "shape_scale": SHAPE / 16,
        "x": left,
        "y": top,
        "length": length,
        "thickness": BAR,
        "text_x": round(left + length + 8, 1),
        "text_y": top + BAR - 4.5,
    }


def b4_bars(rows, year):
    """Activities per B, always all four and in their order."""
    items = [
        B4[row["b"]]
        | {"label": row["label"], "value": row["activities"], "text": number(row["activities"])}
        for row in rows
    ]
    said = ", ".join(f"{item['label']} {item['text']}" for item in items)
    return bars(
        items, title=f"Stapeldiagram: aktiviteter per B {year}", desc=f"Antal aktiviteter: {said}."
    )


MONEY = (
    ("granted", "Beviljat", "#00605c"),
    ("paid", "Utbetalt", "#2f807b"),
    ("used", "Använt", "#5b6b69"),
    ("left", "Kvar", "#b06a00"),
)


def money_bars(total, year):
    """What was granted, paid out, used and left, on one scale."""
    items = [
        {
            "label": label,
            "value": max(0, total[key]),
            "text": kr(total[key]),
            "colour": colour,
            "shape": "",
        }
        for key, label, colour in MONEY
    ]
    said = ", ".join(f"{item['label'].lower()} {item['text']}" for item in items)
    return bars(
        items,
        title=f"Stapeldiagram: medel {year}",
        desc=f"Summa i kronor: {said}.",
        label_width=84,
        value_width=110,
    )
