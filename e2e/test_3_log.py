"""Step 3: an activity is logged, wrongly first; and who may not log."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from e2e.measure import tab_stops
from e2e.steps import (
    APPROVER,
    COORDINATOR,
    READER,
    TODAY,
    expect_heading,
    follow,
    press,
    row,
    section,
    unfold,
)

PLAN = "Handlings- och aktivitetsplan för psykisk hälsa i Storuman"


@pytest.fixture
def form(enter):
    """The form for a new activity, as Storuman's coordinator meets it."""
    page = enter(COORDINATOR)
    page.goto("/aktiviteter/logga/")
    return page


def fill(page, title, text=""):
    """The three things that are asked for, and what happened."""
    page.get_by_label("Vad handlade det om?").fill(title)
    page.get_by_label("När?").fill(TODAY.isoformat())
    page.get_by_role("radio", name="Bygg").check()
    page.get_by_label("Vad hände?").fill(text)


def test_errors_are_told_together_and_nothing_is_lost(form, look):
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    form.get_by_label("När?").fill(tomorrow)
    form.get_by_label("Vad hände?").fill("Vi träffades i Tärnaby.")
    unfold(form, "Metod och fler B")
    form.get_by_role("group", name="Fler B").get_by_label("Begränsa").check()
    press(form, "Spara aktiviteten")

    expect(form).to_have_title(re.compile("^Fel: Logga aktivitet"))
    summary = form.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("heading")).to_have_text("3 saker behöver rättas")
    look(form, "3-logga-fel")
    for message, field in [
        ("Skriv vad aktiviteten handlade om.", form.get_by_label("Vad handlade det om?")),
        ("Datumet ligger i framtiden.", form.get_by_label("När?")),
        ("Välj det B som", form.get_by_role("radio", name="Bemöt")),
    ]:
        summary.get_by_role("link", name=message).click()
        expect(field).to_be_focused()
        expect(field).to_have_attribute("aria-invalid", "true")
        summary.focus()
    expect(form.get_by_label("När?")).to_have_value(tomorrow)
    expect(form.get_by_label("Vad hände?")).to_have_value("Vi träffades i Tärnaby.")
    unfold(form, "Metod och fler B")
    expect(form.get_by_role("group", name="Fler B").get_by_label("Begränsa")).to_be_checked()


def test_a_link_in_the_summary_opens_the_fold_of_its_field(form):
    fill(form, "Promenad")
    unfold(form, "Metod och fler B")
    form.get_by_role("group", name="Fler B").get_by_label("Bygg").check()
    press(form, "Spara aktiviteten")
    unfold(form, "Metod och fler B")  # came back open: fold it before the link opens it
    first = form.get_by_role("group", name="Fler B").get_by_label("Bemöt")
    expect(first).to_be_hidden()
    form.get_by_role("alert").get_by_role("link", name="räknas redan").click()
    expect(first).to_be_focused()


def test_what_is_logged_is_at_once_in_the_list_on_home_and_in_the_plan(form, look):
    title = "Bygdekväll om att våga prata"
    look(form, "3-logga")
    fill(form, title, "Fyrtio kom till bygdegården.")
    form.get_by_label("Deltagare").fill("40")
    form.get_by_label("Antalet är ungefärligt").check()
    unfold(form, "Vilka var med?")
    form.get_by_role("group", name="Samverkar med").get_by_label("Polisen i Västerbotten").check()
    form.get_by_role("group", name="Målgrupper").get_by_label("Hela befolkningen").check()
    unfold(form, "Metod och fler B")
    form.get_by_role("group", name="Metoder").get_by_label("Våga fråga").check()
    form.get_by_role("group", name="Fler B").get_by_label("Bemöt").check()
    look(form, "3-logga-ifylld")
    press(form, "Spara aktiviteten")

    expect_heading(form, title)
    expect(form.get_by_role("status")).to_contain_text("Aktiviteten är loggad.")
    expect(section(form, "Logg")).to_contain_text("Fyrtio kom till bygdegården.")
    expect(section(form, "Logg")).to_contain_text("cirka 40 deltagare")
    expect(section(form, "Historik")).to_contain_text("Alva Exempel")
    about = section(form, "Om aktiviteten")
    for text in ("Storumans kommun", "Polisen i Västerbotten", "Våga fråga", PLAN):
        expect(about).to_contain_text(text)
    look(form, "3-aktivitet")

    form.goto("/aktiviteter/")
    expect(row(form, title)).to_contain_text("Bygg")
    form.goto("/")
    expect(section(form, "Senast loggat")).to_contain_text(title)
    follow(form, PLAN)
    expect(section(form, "Bygg")).to_contain_text(title)


def test_a_draft_is_hers_and_the_approvers_until_it_is_published(form, enter):
    title = "Utkast: filmkväll"
    fill(form, title)
    press(form, "Spara som utkast")
    expect(form.get_by_role("status")).to_contain_text("Utkastet är sparat.")
    address = form.url

    reader, approver = enter(READER), enter(APPROVER)
    assert reader.goto(address).status == 404
    assert approver.goto(address).status == 200

    press(form, "Publicera")
    expect(form.get_by_role("status")).to_contain_text("Aktiviteten är publicerad.")
    assert reader.goto(address).status == 200


def test_one_more_thing_is_logged_in_an_activity(enter):
    page = enter(COORDINATOR)
    page.goto("/aktiviteter/")
    follow(page, "Stöd till efterlevande tillsammans med kyrka och förening")
    follow(page, "Logga ett tillfälle")
    page.get_by_label("Deltagare").fill("-2")
    press(page, "Spara tillfället")
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_label("Deltagare").fill("12")
    page.get_by_label("Vad hände?").fill("Gruppen träffades igen.")
    press(page, "Spara tillfället")
    expect(page.get_by_role("status")).to_contain_text("Loggposten är sparad.")
    expect(section(page, "Logg").get_by_role("listitem").first).to_contain_text("12 deltagare")


def test_a_reader_has_no_button_and_is_told_why(enter):
    page = enter(READER)
    for address in ("/", "/planer/", "/aktiviteter/"):
        page.goto(address)
        expect(page.get_by_role("main").get_by_role("link", name="Logga")).to_have_count(0)
    assert page.goto("/aktiviteter/logga/").status == 403
    expect_heading(page, "Du får inte göra det här")
    expect(page.get_by_role("main")).to_contain_text(
        "Du kan inte logga aktiviteter för Storumans kommun."
    )


def test_the_keyboard_is_enough(enter):
    page = enter(COORDINATOR)
    page.goto("/")
    stops = tab_stops(page)
    assert next(stops) == "Hoppa till innehållet"
    page.keyboard.press("Enter")
    go_to(page, stops, "Logga")
    page.keyboard.press("Enter")
    expect_heading(page, "Logga")
    go_to(page, stops, "Ny aktivitet")
    page.keyboard.press("Enter")
    expect_heading(page, "Logga aktivitet")

    go_to(page, stops, "Hoppa till innehållet")
    page.keyboard.press("Enter")
    go_to(page, stops, "Vad handlade det om?")
    page.keyboard.type("Loggat utan mus")
    assert next(stops).startswith("När?")
    assert next(stops).startswith("Bemöt")
    page.keyboard.press("ArrowDown")
    assert next(stops).startswith("Vad hände?")
    page.keyboard.type("Bara tangenter.")
    assert next(stops).startswith("Antal deltagare")
    page.keyboard.type("7")
    assert next(stops).startswith("Antalet är ungefärligt")
    page.keyboard.press("Space")
    go_to(page, stops, "Spara aktiviteten")
    page.keyboard.press("Enter")
    expect_heading(page, "Loggat utan mus")
    expect(page.get_by_role("main")).to_contain_text("Behandla")
    expect(section(page, "Logg")).to_contain_text("cirka 7 deltagare")


def go_to(page, stops, name):
    """Press Tab until the thing with that name has focus."""
    passed = []
    for stop in stops:
        if stop.startswith(name):
            return
        passed.append(stop)
        assert len(passed) < 60, f"{name} was never reached: {passed}"
