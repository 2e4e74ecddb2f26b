"""The officer tries amounts, goes over a pot, is refused, lowers, compares and sends on."""

import re

from playwright.sync_api import expect

from e2e.measure import expect_accessible
from e2e.steps import OFFICER, expect_heading, follow, press, row, section

FIRST = "Alla får något"
TRIED = "Prövat i webbläsaren"
ASKING = "Första samtalet: utbildning för yttre personal"


def begin(page, name=TRIED):
    """A new alternative of the summer's round, from what the officers recommend."""
    page.goto("/medel/alternativ/")
    page.get_by_role("link", name="Nytt alternativ för Sommarens omgång").click()
    page.get_by_label("Namn").fill(name)
    page.get_by_role("radio", name="Handläggarens förslag").check()
    press(page, "Skapa alternativet")
    expect_heading(page, name)


def amount(page):
    return page.get_by_label(re.compile(f"^Belopp till .*{ASKING}"))


def left(page):
    """What the panel says of the pot that is written in."""
    return page.locator(".what-if__pots li").filter(has_text="suicidpreventivt")


def test_amounts_move_the_pot_and_the_best_is_sent_on(enter, look):
    page = enter(OFFICER)
    begin(page)
    before = left(page).inner_text()
    amount(page).fill("240 001")
    expect(page.locator("#summor")).to_contain_text("Inget är sparat än.")
    expect(left(page)).not_to_have_text(before)
    expect(page.locator("#rest-i-ord")).to_contain_text("kvar i potten")
    expect_accessible(page)
    look(page, "13-prova")
    page.reload()
    expect(amount(page)).to_have_value("240\u00a0000")  # it was never saved

    amount(page).fill("900 000 000")
    expect(left(page)).to_contain_text("för mycket")
    expect(page.locator("#rest-i-ord")).to_contain_text("för mycket ur potten")
    page.get_by_role("button", name="Spara alternativet", exact=True).last.click()
    expect(page.get_by_role("main")).to_contain_text("Alternativet är sparat.")
    follow(page, "Gör till beslutsförslag")
    expect(page.get_by_role("alert")).to_contain_text("för mycket ur potten")
    expect(page.get_by_role("button", name="Skriv utkastet till beslut")).to_have_count(0)
    expect_accessible(page)
    look(page, "13-for-mycket")

    follow(page, "Tillbaka till beloppen")
    amount(page).fill("100 000")
    page.get_by_role("button", name="Spara alternativet", exact=True).last.click()
    page.get_by_role("main").get_by_role("link", name=FIRST, exact=True).click()
    expect_heading(page, "Jämför alternativ")
    expect(row(page, ASKING)).to_contain_text("180\u00a0000")
    expect(row(page, ASKING)).to_contain_text("100\u00a0000")
    expect_accessible(page)
    look(page, "13-jamfor")

    page.goto("/medel/alternativ/")
    follow(page, TRIED)
    follow(page, "Gör till beslutsförslag")
    expect(section(page, "Beviljas")).to_contain_text(ASKING)
    look(page, "13-forslag")
    press(page, "Skriv utkastet till beslut")
    expect(page.get_by_role("main")).to_contain_text("Utkastet till beslut är skrivet:")
    expect(page.get_by_role("main")).to_contain_text("100\u00a0000\u00a0kr")


def test_the_board_needs_no_script(enter):
    page = enter(OFFICER, java_script_enabled=False)
    begin(page, "Prövat utan skript")
    amount(page).fill("nio")
    press(page, "Räkna om")
    expect(page).to_have_title(re.compile("^Fel: "))
    expect(page.get_by_role("alert")).to_contain_text("Skriv beloppet med siffror")
    amount(page).fill("90 000")
    press(page, "Räkna om")
    expect(page.locator("#summor")).to_contain_text("Inget är sparat än.")
    expect(amount(page)).to_have_value("90 000")


def test_the_board_fits_a_phone(enter, look):
    page = enter(OFFICER)
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto("/medel/alternativ/")
    follow(page, FIRST)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    expect_accessible(page)
    look(page, "13-telefon")
