"""Step 5b: something is removed, taken back at once, and taken back from the bin."""

from playwright.sync_api import expect

from e2e.pages import ACTIVITY
from e2e.steps import COORDINATOR, follow, press


def test_an_entry_is_removed_and_taken_back(enter, look):
    page = enter(COORDINATOR)
    page.goto("/aktiviteter/")
    follow(page, ACTIVITY)
    entries = page.get_by_role("button", name="Ta bort loggposten")
    count = entries.count()

    entries.first.click()
    expect(page.get_by_text("Loggposten är borttagen.")).to_be_visible()
    expect(entries).to_have_count(count - 1)
    look(page, "5-angra")
    press(page, "Ångra")
    expect(entries).to_have_count(count)

    entries.first.click()
    page.goto("/papperskorg/")
    look(page, "5-papperskorgen")
    page.get_by_role("button", name="Ta tillbaka").first.click()
    expect(entries).to_have_count(count)
