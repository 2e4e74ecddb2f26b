"""Free text: identity numbers are refused, hurtful words get a better one, once."""

import importlib
import pkgutil
from datetime import date

import pytest
from django import forms
from django.http import QueryDict
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

import initiatives.forms
from initiatives.forms.entries import EntryForm
from initiatives.forms.guard import NO_IDENTITY_NUMBERS, GuardedText
from initiatives.identity_numbers import has_identity_number
from initiatives.models import LogEntry
from initiatives.tests.factories import make_activity
from initiatives.wording import SOURCES, WORDINGS, find

# Forms of this app whose text is not free, and why.
NOT_FREE = {"PasteForm": "each pasted row has a form of its own, which is guarded"}


def all_forms(kind=forms.BaseForm):
    for found in pkgutil.iter_modules(initiatives.forms.__path__):
        module = importlib.import_module(f"initiatives.forms.{found.name}")
        for thing in vars(module).values():
            is_form = isinstance(thing, type) and issubclass(thing, kind)
            if is_form and thing.__module__ == module.__name__:
                yield thing


def free_texts(form):
    return [
        name
        for name, field in form.base_fields.items()
        if isinstance(field, forms.CharField) and not isinstance(field, forms.UUIDField)
    ]


def test_every_form_with_free_text_is_guarded():
    found = {form for form in all_forms() if hasattr(form, "base_fields") and free_texts(form)}
    assert {form.__name__ for form in found} >= {"ActivityForm", "LogForm", "EntryForm"}
    bare = {form.__name__ for form in found if not issubclass(form, GuardedText)}
    assert bare == set(NOT_FREE)


# Identity numbers

DIGITS = [
    "0123456789",
    "０１２３４５６７８９",
    "٠١٢٣٤٥٦٧٨٩",
    "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
]
WORDS = [
    "",
    "Vi träffade ",
    "Personnummer:",
    "pnr",
    "Ringde 070-123 45 67 om ",
    "(",
    "Dnr 2024/17 ",
]
AFTER = ["", " i går.", "som bor i byn", ")", ", och sedan 14 mars", " kl. 10.30"]
SIGNS = ["", "-", "+", " ", "–", " - ", "\N{NO-BREAK SPACE}", "\N{NON-BREAKING HYPHEN}", "\n"]
BETWEEN = ["", "-", " ", ".", "/", "\N{NO-BREAK SPACE}"]


@st.composite
def numbers(draw):
    """A valid number in one of the ways that people write it."""
    born = draw(st.dates(date(1930, 1, 1), date(2025, 12, 31)))
    day = born.day + (60 if draw(st.booleans()) else 0)
    digits = f"{born:%y%m}{day:02}{draw(st.integers(0, 999)):03}"
    last = digits[6:] + luhn.calc_check_digit(digits)
    between = draw(st.sampled_from(BETWEEN))
    century = draw(st.sampled_from(["", f"{born:%Y}"[:2], f"{born:%Y}"[:2] + " "]))
    written = century + between.join([f"{born:%y}", f"{born:%m}", f"{day:02}"])
    sign = draw(st.sampled_from(SIGNS))
    if "+" in sign and born.year > 1926:
        sign = "-"
    gap = draw(st.sampled_from(["", " "]))
    written += sign + last[:2] + gap + last[2:]
    return written.translate(str.maketrans("0123456789", draw(st.sampled_from(DIGITS))))


@given(number=numbers(), before=st.sampled_from(WORDS), after=st.sampled_from(AFTER))
def test_a_number_of_a_person_is_found_however_it_is_written(number, before, after):
    assert has_identity_number(before + number + after)


@given(number=numbers(), at=st.integers(1, 8))
def test_what_cannot_be_seen_hides_nothing(number, at):
    assert has_identity_number(number[:at] + "\N{ZERO WIDTH SPACE}\N{SOFT HYPHEN}" + number[at:])


@pytest.mark.parametrize(
    "text",
    [
        "811228-9874",
        "19811228-9874",
        "8112289874",
        "198112289874",
        "811228+9874",
        "811228 9874",
        "81 12 28 98 74",
        "1981-12-28-9874",
        "Alva811228-9874Exempel",
        "701063-2391",  # a coordination number
        "19701063-2391",
    ],
)
def test_known_numbers_are_found(text):
    assert has_identity_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "070-123 45 67",
        "070 123 45 67",
        "0701-23 45 67",
        "+46 70 123 45 67",
        "+46701234567",
        "08-123 456 78",
        "0951-140 00",
        "112, 90101, 1177 och 116 111",
        "212000-2627",
        "Org.nr 212000-2627, SE212000262701",
        "556016-0680",
        "16212000-2627",
        "KS 2024/123",
        "Dnr 2024-123456",
        "Dnr KS-2024-00123-4",
        "FV-2023-000417",
        "2024-03-14",
        "2024-03-14–2024-05-28",
        "2024-03-14 kl. 11.45–12.30",
        "2024-03-14 1500 kr",
        "2024-03-14 1234 deltagare",
        "20240314–20240528",
        "1 560 000 000 kr",
        "1527000000 kr",
        "450 000 kr, 310 000 kr och 140 000 kr",
        "2021–2022 och 2023–2026",
        "Bankgiro 5050-1055",
        "SE35 5000 0000 0549 1000 0003",
        "ISBN 978-92-4-007684-6",
        "https://exempel.example/artikel/2024/03/14/5512",
        "123456-7890",
        "811228-9875",  # wrong check digit
        "811328-9874",  # no such month
        "98112289874123",
        "2421 Storuman, 923 31",
        "",
    ],
)
def test_other_numbers_are_left_in_peace(text):
    assert not has_identity_number(text)


def test_the_refusal_explains_and_repeats_nothing(cast, sign_in):
    activity = make_activity(cast.storuman, cast.coordinator)
    response = sign_in(cast.coordinator).post(
        reverse("initiatives:add_entry", args=[activity.pk]),
        {"on": "2024-04-02", "text": "Vi talade med 811228–9874 om hjälp."},
    )
    assert response.status_code == 422
    assert response.context["form"].errors == {"text": [NO_IDENTITY_NUMBERS]}
    assert NO_IDENTITY_NUMBERS in response.text
    assert "9874" not in NO_IDENTITY_NUMBERS
    assert "Vi talade med 811228–9874" in response.text  # what was typed is kept, to be mended
    assert LogEntry.objects.count() == 1


def test_a_number_in_the_title_of_what_is_logged_is_refused(cast, sign_in):
    response = sign_in(cast.coordinator).post(
        reverse("initiatives:log"),
        {
            "title": "Samtal 811228-9874",
            "on": "2024-04-02",
            "main_b": "BEMOT",
            "text": "Även 8112289874 här.",
            "lead": cast.storuman.pk,
            "status": "ONGOING",
            "visibility": "COUNTY",
        },
    )
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"title", "text"}


# Words


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Han begick självmord.", "bega"),
        ("risk att begå suicid", "bega"),
        ("ett misslyckat självmordsförsök", "misslyckat"),
        ("ett lyckat självmordsförsök", "lyckat"),
        ("fullbordade suicid", "lyckat"),
        ("Hon valde att ta sitt liv", "valde"),
        ("en självmordsvåg bland unga", "vag"),
        ("Självmordsepidemin", "vag"),
        ("självmordsoffer", "offer"),
        ("självmordskandidater", "kandidat"),
        ("självmord var enda utvägen", "losning"),
    ],
)
def test_words_to_avoid_have_a_better_one(text, key):
    assert [wording.key for wording, _ in find(text)] == [key]


@pytest.mark.parametrize(
    "text",
    [
        "Hon tog sitt liv.",
        "Han dog i suicid.",
        "Efter ett självmordsförsök",
        "Kommunen valde att ta fram en plan",
        "en lyckad utbildning om suicidprevention",
        "vågen av engagemang för suicidprevention",
        "De begärde hjälp",
        "Suicidpreventiva veckan",
    ],
)
def test_other_words_are_left_in_peace(text):
    assert find(text) == []


def test_every_rule_names_its_source_and_its_better_words_are_good():
    assert len({one.key for one in WORDINGS}) == len(WORDINGS)
    for one in WORDINGS:
        assert one.source in SOURCES
        assert not find(one.better)


def test_a_suggestion_is_shown_once_and_never_blocks(cast, sign_in):
    activity = make_activity(cast.storuman, cast.coordinator)
    client, url = sign_in(cast.coordinator), reverse("initiatives:add_entry", args=[activity.pk])
    data = {"on": "2024-04-02", "text": "Vi talade om ordet begå självmord."}
    response = client.post(url, data)
    assert response.status_code == 422
    assert not response.context["form"].errors
    assert "du skrev ”begå självmord”. Skriv hellre" in response.text
    assert "Spara en gång till" in response.text
    assert "<title>Fel:" not in response.text
    mark = 'name="sedd" value="text:bega"'
    assert mark in response.text
    response = client.post(url, data | {"sedd": "text:bega"})
    assert response.status_code == 302
    assert activity.entries.filter(text=data["text"]).exists()


def test_a_new_word_is_suggested_although_another_has_been_seen(cast):
    data = QueryDict("on=2024-04-02&text=begick suicid, en självmordsvåg&sedd=text:bega")
    form = EntryForm(data)
    assert not form.is_valid()
    data = QueryDict(data.urlencode() + "&sedd=text:vag")
    assert EntryForm(data).is_valid()
