"""What holds for every page: axe finds nothing, a phone shows it whole, focus is seen."""

import pytest
from playwright.sync_api import expect

from e2e.measure import axe_violations, expect_accessible, expect_whole_tables, tab_stops
from e2e.pages import PAGES
from e2e.screens import PHONE
from e2e.steps import ADMIN, COORDINATOR, OFFICER, follow, press, section


def expect_good_print(page):
    """On paper stands what the page says, and nothing to press."""
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for name in ("Avdelningar", "Brödsmulor"):
        expect(page.get_by_role("navigation", name=name)).to_be_hidden()
    expect(page.locator(".page-head__primary")).to_be_hidden()


@pytest.mark.parametrize("number", range(len(PAGES)), ids=lambda number: PAGES[number].title)
def test_every_page_is_accessible_fits_a_phone_and_prints(enter, look, number):
    wanted = PAGES[number]
    page = enter(wanted.account)
    wanted.open(page)
    expect_accessible(page)
    expect_whole_tables(page)
    expect_good_print(page)
    page.emulate_media(media="screen")
    look(page, f"9-{number:02}")


def test_a_follow_up_is_accessible_while_it_waits_and_when_it_is_done(enter, portal):
    page = enter(OFFICER)
    with portal.worker_asleep():
        page.goto("/rapporter/")
        press(page, "Beställ uppföljningen")
        expect(page.get_by_role("progressbar")).to_be_visible()
        expect_accessible(page)
    done = section(page, "Dokumentet").get_by_role("link", name="Öppna PDF")
    expect(done).to_be_visible(timeout=60_000)
    expect_accessible(page)
    page.goto("/rapporter/")
    expect_accessible(page)


FAULTY = "Namn;Slag;Organisationsnummer\nPåhittade byn;by;\n;Kommun;123\n"
RIGHT = "Namn;Slag;Alias\nPåhittade bolaget;Näringsliv;\nNASP;Nationellt expertorgan;KI NASP\n"


@pytest.mark.parametrize(
    ("content", "title"),
    [(FAULTY, "Fel: Granska importen"), (RIGHT, "Granska importen")],
    ids=["faulty", "right"],
)
def test_the_preview_of_an_import_is_accessible(enter, look, content, title):
    page = enter(ADMIN)
    page.goto("/aktorer/importera/")
    file = {"name": "aktorer.csv", "mimeType": "text/csv", "buffer": content.encode()}
    page.get_by_label("Kalkylark").set_input_files(file)
    press(page, "Granska filen")
    expect(page).to_have_title(f"{title} – B4-portalen")
    expect_accessible(page)
    look(page, f"9-import-{title[:3].lower()}")


def test_the_preview_of_a_merge_is_accessible(enter, look):
    page = enter(ADMIN)
    page.goto("/aktorer/?sok=påhittade+norrsken")
    follow(page, "Föreningen Påhittade Norrsken")
    follow(page, "Slå ihop med en dubblett")
    page.get_by_label("Namn, kortnamn eller alias").fill("exempelföreningen")
    press(page, "Sök")
    follow(page, "Exempelföreningen Anhörig")
    expect(page.get_by_role("heading", name="Det här flyttas")).to_be_visible()
    expect_accessible(page)
    look(page, "9-sla-ihop")


def test_the_menus_open_by_key_close_with_escape_and_are_accessible(enter):
    page = enter(COORDINATOR)
    page.goto("/")
    menu = page.locator("summary", has_text="Konto:")
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Logga ut")).to_be_visible()
    assert axe_violations(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Logga ut")).to_be_hidden()
    expect(menu).to_be_focused()

    page.set_viewport_size(PHONE)
    phone_menu = page.locator("summary", has_text="Meny")
    phone_menu.click()
    expect(page.get_by_role("link", name="Rapporter")).to_be_visible()
    assert axe_violations(page) == []


@pytest.mark.parametrize("look", [{"forced_colors": "active"}, {"color_scheme": "dark"}], ids=str)
@pytest.mark.parametrize("address", ["/", "/aktiviteter/", "/aktiviteter/logga/", "/rapporter/"])
def test_focus_is_seen_at_every_stop(enter, address, look):
    page = enter(COORDINATOR, **look)
    page.goto(address)
    first, *rest = (stop for stop, _ in zip(tab_stops(page), range(30), strict=False))
    assert first == "Hoppa till innehållet"
    assert len(set(rest)) > 10
