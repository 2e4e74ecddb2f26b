"""Geometry and colours of the charts; how they look is judged by eye."""

import re

from django.template.loader import render_to_string

from reports import charts
from reports.tests import sample_figures

WHITE, PAPER = "#ffffff", "#f7f4ee"


def luminance(colour):
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_four_b_keep_their_order_and_can_be_read_on_white_and_on_paper():
    assert [b["label"] for b in charts.B4.values()] == ["Bemöt", "Behandla", "Bygg", "Begränsa"]
    for b in charts.B4.values():
        assert contrast(b["colour"], WHITE) >= 4.5
        assert contrast(b["colour"], PAPER) >= 4.5
    assert len({b["shape"] for b in charts.B4.values()}) == 4


def test_bars_of_money_stand_out_from_the_page():
    assert all(contrast(colour, WHITE) >= 3 for _, _, colour in charts.MONEY)


def test_lengths_are_in_proportion_and_stay_inside():
    figures = sample_figures.full()
    chart = charts.b4_bars(figures["b4"], 2024)
    lengths = [bar["length"] for bar in chart["bars"]]
    assert [round(length / lengths[3], 1) for length in lengths] == [6, 3, 4, 1]
    assert all(bar["text_x"] < chart["width"] - 20 for bar in chart["bars"])
    assert chart["desc"] == "Antal aktiviteter: Bemöt 6, Behandla 3, Bygg 4, Begränsa 1."


def test_nothing_and_less_than_nothing_have_no_length():
    assert [bar["length"] for bar in charts.bars([], title="", desc="")["bars"]] == []
    chart = charts.money_bars({"granted": 0, "paid": 0, "used": 0, "left": -5}, 2024)
    assert {bar["length"] for bar in chart["bars"]} == {0}
    assert chart["bars"][3]["text"] == "−5\u00a0kr"


def test_svg_has_points_in_its_numbers_whatever_the_language():
    chart = charts.money_bars({"granted": 3, "paid": 2, "used": 1, "left": 2}, 2024)
    svg = render_to_string("pdf/_bars.html", {"chart": chart})
    numbers = re.findall(r' (?:x|y|x1|x2|y1|y2|width|height)="([^"]*)"', svg)
    assert any("." in number for number in numbers)
    assert all(re.fullmatch(r"[0-9.]+", number) for number in numbers)
