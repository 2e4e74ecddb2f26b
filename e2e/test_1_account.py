"""Step 1: the start page, signing in and out, and a forgotten password."""

import re

from playwright.sync_api import expect

from e2e.steps import COORDINATOR, FORGETFUL, expect_heading, follow, press, sign_in, sign_out

NEW_PASSWORD = "en mening som ingen annan har"


def test_the_start_page_tells_what_the_portal_is_and_for_whom(enter, look):
    page = enter()
    page.goto("/")
    expect_heading(page, "Tillsammans för psykisk hälsa, i hela länet")
    for name in ("De fyra B", "För vem?", "Hur får jag ett konto?"):
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    for name in ("Bemöt", "Behandla", "Bygg", "Begränsa"):
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    look(page, "1-start")


def test_help_lines_stand_on_every_page(enter):
    page = enter()
    page.goto("/konto/logga-in/")
    helplines = page.get_by_role("contentinfo")
    for number in ("112", "90101", "1177", "116 111"):
        link = helplines.get_by_role("link", name=number, exact=True)
        expect(link).to_have_attribute("href", f"tel:{number.replace(' ', '')}")


def test_signing_in_and_out(enter, portal, look):
    page = enter()
    page.goto("/")
    follow(page, "Logga in")
    expect_heading(page, "Logga in")
    look(page, "1-logga-in")
    sign_in(page, COORDINATOR, portal.password)
    expect_heading(page, "Storumans kommun")
    sign_out(page)
    expect_heading(page, "Tillsammans för psykisk hälsa, i hela länet")
    page.goto("/planer/")
    expect_heading(page, "Logga in")


def test_a_wrong_password_is_explained_and_the_address_kept(enter):
    page = enter()
    sign_in(page, COORDINATOR, "något helt annat")
    expect(page).to_have_title(re.compile("^Fel: "))
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("lösenord")
    expect(page.get_by_label("E-postadress")).to_have_value(COORDINATOR)


def test_where_one_was_going_is_where_one_comes(enter, portal):
    page = enter()
    page.goto("/medel/")
    page.get_by_label("E-postadress").fill(COORDINATOR)
    page.get_by_label("Lösenord", exact=True).fill(portal.password)
    press(page, "Logga in")
    expect_heading(page, "Medel i Västerbottens län")


def test_a_forgotten_password_is_replaced_by_mail(enter, portal, look):
    page = enter()
    page.goto("/konto/logga-in/")
    follow(page, "Glömt lösenordet?")
    page.get_by_label("E-postadress").fill(FORGETFUL)
    press(page, "Skicka länken")
    expect_heading(page, "Titta i din inkorg")

    [text] = portal.mail_to(FORGETFUL)
    [link] = re.findall(r"https?://\S+", text)
    assert link.startswith(f"{portal.url}/konto/losenord/nytt/")
    page.goto(link)
    expect_heading(page, "Välj ett nytt lösenord")
    choose_password(page, "kort")
    expect(page.get_by_role("alert")).to_contain_text("12 tecken")
    look(page, "1-nytt-losenord-fel")
    choose_password(page, NEW_PASSWORD)
    expect_heading(page, "Lösenordet är bytt")

    sign_in(page, FORGETFUL, portal.password)
    expect(page.get_by_role("alert")).to_be_visible()
    sign_in(page, FORGETFUL, NEW_PASSWORD)
    expect_heading(page, "Polisen i Västerbotten")
    page.goto(link)
    expect_heading(page, "Länken gäller inte längre")


def choose_password(page, password):
    for field in page.locator("input[type=password]").all():
        field.fill(password)
    press(page, "Spara lösenordet")
