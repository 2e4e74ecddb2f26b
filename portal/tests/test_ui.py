"""The components: what they write, that they escape, and that forms say what is wrong."""

import re
from datetime import date

import pytest
from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import render_to_string
from django.test import RequestFactory

from portal.templatetags import ui

TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
FRAME = settings.BASE_DIR / "templates" / "base.html"


def render(source, **context):
    return Template("{% load ui %}" + source).render(Context(context)).replace("\u00a0", " ")


class ActivityForm(forms.Form):
    name = forms.CharField(label="Vad gjorde ni?", help_text="En kort rubrik.")
    main = forms.ChoiceField(
        label="B", choices=[("BEMOT", "Bemöt"), ("BYGG", "Bygg")], widget=forms.RadioSelect
    )
    partners = forms.MultipleChoiceField(
        label="Aktörer", choices=[(n, f"Aktör {n}") for n in range(30)], required=False
    )
    public = forms.BooleanField(label="Visa för alla", required=False)

    def clean(self):
        raise forms.ValidationError("Aktiviteten finns redan.")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ 1560000000|kr }}", "1 560 000 000 kr"),
        ("{{ 1234|number }}", "1 234"),
        ("{{ 32|percent }}", "32 procent"),
        ("{{ day|datum }}", "31 januari 2025"),
        ("{{ day|kortdatum }}", "2025-01-31"),
    ],
)
def test_filters_write_swedish(source, expected):
    assert render(source, day=date(2025, 1, 31)) == expected


@pytest.mark.parametrize(
    ("value", "name"),
    [("BEMOT", "Bemöt"), ("BEHANDLA", "Behandla"), ("BYGG", "Bygg"), ("BEGRANSA", "Begränsa")],
)
def test_a_b_is_always_shape_and_word(value, name):
    with_word = render("{% b4 value %}", value=value)
    alone = render("{% b4 value label=False %}", value=value)
    assert "<svg" in with_word
    assert with_word.endswith(f"{name}</span>")
    assert f'aria-label="{name}"' in alone


def test_the_four_shapes_differ():
    shapes = {render("{% b4_shape value %}", value=value)[-30:] for value in ui.B4}
    assert len(shapes) == 4
    assert render("{% b4_shape 'annat' %}") == ""


def test_a_status_has_one_of_the_known_tones():
    assert render("{% status 'waiting' 'Väntar' %}") == (
        '<span class="status status--waiting">Väntar</span>'
    )
    with pytest.raises(TemplateSyntaxError):
        render("{% status 'purple' 'Väntar' %}")


def test_block_components_hold_their_content_and_escape_their_words():
    html = render(
        "{% panel title=evil action_url='/x/' action_label='Visa' %}<p>ett</p>{% endpanel %}"
        "{% empty title='Tomt' action_url='/y/' action_label='Börja' %}två{% endempty %}"
        "{% fold summary=evil %}tre{% endfold %}",
        evil="<script>",
    )
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") == 2
    assert "<p>ett</p>" in html
    assert 'href="/y/"' in html
    assert '<details class="fold"><summary>' in html


def test_a_fold_with_a_wrong_field_is_open():
    html = render("{% fold summary='Mer' %}{{ form.name.as_field_group }}{% endfold %}", form=bad())
    assert '<details class="fold" open>' in html


def bad():
    return ActivityForm({"name": ""})


def test_the_error_summary_links_to_the_first_control_of_each_field():
    html = render("{% error_summary form %}", form=bad())
    assert "3 saker behöver rättas" in html
    assert 'role="alert"' in html
    assert 'href="#id_name">Vad gjorde ni? ' in html
    assert 'href="#id_main_0">B: ' in html
    assert "<li>Aktiviteten finns redan.</li>" in html
    assert render("{% error_summary form %}", form=ActivityForm()).strip() == ""


def test_the_error_summary_gathers_formsets():
    formset = forms.formset_factory(ActivityForm, min_num=1, validate_min=True)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-name": "x"}
    )
    assert 'href="#id_form-0-main_0"' in render("{% error_summary formset %}", formset=formset)


def test_every_link_of_the_error_summary_leads_to_a_control():
    form = bad()
    targets = re.findall(r'href="#([^"]+)"', render("{% error_summary form %}", form=form))
    html = str(form)
    assert targets
    assert all(f'id="{target}"' in html for target in targets)


def test_fields_carry_help_error_and_the_word_optional():
    html = str(bad())
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert "Fel:" in html
    assert html.count("(frivilligt)") == 1  # not on the single checkbox
    assert "Aktiviteten finns redan." not in html  # said once, in the summary


def test_select_multiple_becomes_checkboxes_that_keep_their_choice():
    html = str(ActivityForm({"name": "x", "main": "BYGG", "partners": ["3", "29"]}))
    assert html.count('type="checkbox"') == 31
    assert "<select" not in html
    assert "choices--scroll" in html
    assert re.search(r'value="29" id="id_partners_29" checked', html)
    assert re.search(r'value="BYGG" id="id_main_1" checked', html)
    assert html.count("<fieldset") == html.count("<legend") == 2


def test_numbers_become_bars_without_inline_style():
    html = render(
        "{% meter 250000 1000000 'Använt' %}{% pot_bar parts 1000 'Potten' %}"
        "{% progress 40 'Sätter samman' %}{% hbar rows title='Aktiviteter' %}",
        parts=[("Storuman", 400), ("Umeå", 600)],
        rows=[{"label": "Bemöt", "value": 3, "b4": "BEMOT"}, {"label": "Övrigt", "value": 0}],
    )
    assert 'width="25.00%"' in html
    assert "750 000 kr kvar" in html
    assert "Allt är fördelat: 1 000 kr" in html
    assert '<progress max="100" value="40"' in html
    assert "<desc>Bemöt: 3; Övrigt: 0</desc>" in html
    assert 'role="img"' in html
    assert "style=" not in html


def test_charts_of_nothing_say_so():
    assert "inga uppgifter" in render("{% hbar rows title='Aktiviteter' %}", rows=[])
    assert 'width="0%"' in render("{% meter 0 0 'Använt' %}")


def test_pages_keep_the_filters_of_the_address():
    request = RequestFactory().get("/aktiviteter/?b=BYGG&sida=2")
    page = Paginator(range(100), 10).page(2)
    html = render("{% pagination page_obj %}", page_obj=page, request=request)
    assert 'href="?b=BYGG&amp;sida=3"' in html
    assert "Sida 2 av 10" in html


def test_the_last_error_page_needs_nothing():
    html = render_to_string("500.html")
    assert all(number in html for number in ("112", "90101", "1177", "116 111"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_every_block_has_a_place_in_the_frame(template):
    """A block that base.html does not know is thrown away without a word.

    allauth's layouts nest blocks of their own in it.
    """
    source = template.read_text(encoding="utf-8")
    if '{% extends "base.html" %}' in source and "layouts" not in template.parts:
        assert blocks(source) <= blocks(FRAME.read_text(encoding="utf-8"))


def blocks(source):
    return set(re.findall(r"{% block (\w+) %}", source))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_no_inline_script_style_or_outside_address(template):
    source = template.read_text()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", source)
    assert not re.search(r"""(?:src=|<link[^>]*href=)["'](?:https?:)?//""", source)


def luminance(colour):
    digits = colour * 2 if len(colour) == 3 else colour
    channels = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_colours_of_text_and_shapes_stand_out_from_their_ground(scheme):
    css = (settings.BASE_DIR / "static/css/base.css").read_text()
    found = re.findall(r"--([\w-]+): light-dark\(#(\w+), #(\w+)\)", css)
    colours = {name: pair[scheme] for name, *pair in found}
    grounds = {"paper", "surface", "sunken"}
    readable = {"ink", "muted", "accent", "amber", "red", "bemot", "behandla", "bygg", "begransa"}
    pairs = {(name, ground) for name in readable for ground in grounds}
    pairs |= {(name, f"{name}-ground") for name in ("accent", "amber", "red", "behandla")}
    too_weak = {pair for pair in pairs if contrast(*map(colours.get, pair)) < 4.5}
    assert not too_weak
    assert contrast(colours["line-strong"], colours["surface"]) >= 3
