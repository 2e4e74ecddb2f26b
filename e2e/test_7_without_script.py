"""Steps 1 to 5 once more, in a browser that runs no script."""

import re

from playwright.sync_api import expect

from e2e.pages import ACTIVITY, ALLOCATION, POT
from e2e.steps import (
    COORDINATOR,
    MONEY_2024,
    OFFICER,
    TODAY,
    expect_heading,
    follow,
    press,
    section,
    sign_in,
    sign_out,
)


def test_the_whole_journey_needs_no_script(enter, portal):
    page = enter(java_script_enabled=False)
    page.goto("/")
    follow(page, "Logga in")
    sign_in(page, COORDINATOR, portal.password)
    expect_heading(page, "Storumans kommun")

    follow(page, "Logga")
    follow(page, "Ny aktivitet")
    press(page, "Spara aktiviteten")
    expect(page).to_have_title(re.compile("^Fel: "))
    page.get_by_role("alert").get_by_role("link", name="Skriv vad").click()
    expect(page.get_by_label("Vad handlade det om?")).to_be_focused()
    page.get_by_label("Vad handlade det om?").fill("Loggat utan skript")
    page.get_by_label("När?").fill(TODAY.isoformat())
    page.get_by_role("radio", name="Begränsa").check()
    press(page, "Spara aktiviteten")
    expect_heading(page, "Loggat utan skript")

    page.goto("/aktiviteter/")
    page.get_by_label("Sök", exact=True).fill("utan skript")
    press(page, "Visa")
    expect(page.get_by_role("link", name="Loggat utan skript")).to_be_visible()

    order_and_wait(page)
    sign_out(page)
    expect_heading(page, "Tillsammans för psykisk hälsa, i hela länet")

    sign_in(page, OFFICER, portal.password)
    page.goto(MONEY_2024)
    for link in (POT, ALLOCATION, ACTIVITY):
        follow(page, link)
        expect_heading(page, link)


def order_and_wait(page):
    """Order a follow-up, and ask by oneself how far it has come."""
    page.goto("/rapporter/")
    page.get_by_label("År").fill("2022")
    press(page, "Beställ uppföljningen")
    state = section(page, "Dokumentet")
    for _ in range(60):
        if state.get_by_role("link", name="Öppna PDF").is_visible():
            return
        page.wait_for_timeout(500)
        state.get_by_role("link", name="Visa hur långt det har kommit").click()
    raise AssertionError("The follow-up was never done")
