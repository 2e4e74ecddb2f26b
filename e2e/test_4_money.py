"""Step 4: the region's officer follows the money, from the agreement to the activity."""

from playwright.sync_api import expect

from e2e.steps import MONEY_2024, OFFICER, expect_heading, follow, row, section

PURPOSE = "B4 i Storuman: utbildning och gemensamma rutiner"


def test_from_the_county_to_the_activity(enter, look):
    page = enter(OFFICER)
    page.goto("/")
    page.get_by_role("navigation", name="Avdelningar").get_by_role("link", name="Medel").click()
    expect_heading(page, "Medel i Västerbottens län")
    page.goto(MONEY_2024)
    expect(page.get_by_role("main")).to_contain_text("Alla medel för 2024 är fördelade.")
    pots = page.get_by_role("main").get_by_role("heading", level=2).get_by_role("link")
    expect(pots).to_have_count(4)
    left = row(page, "Alla potter").get_by_role("cell").last
    expect(left).to_have_text("0 kr")
    look(page, "4-medel", picture="money")

    pots.nth(1).click()
    expect(page.get_by_role("main")).to_contain_text("Hela potten är fördelad.")
    look(page, "4-pott")
    way = page.get_by_role("list", name="Pengarnas väg").get_by_role("listitem")
    expect(way).to_have_count(2)
    expect(way.nth(0)).to_contain_text("1 560 000 000 kr")
    follow(page, PURPOSE)
    expect_heading(page, PURPOSE)
    look(page, "4-tilldelning")
    expect(page.get_by_role("main")).to_contain_text("Tilldelning till Storumans kommun.")
    expect(section(page, "Utfall")).to_contain_text("450 000 kr")
    expect(way).to_have_count(3)

    follow(page, "Våga fråga: kvällsutbildning för föreningslivet")
    expect_heading(page, "Våga fråga: kvällsutbildning för föreningslivet")
    expect(section(page, "Finansieras av")).to_contain_text(PURPOSE)


def test_the_agreement_is_split_to_the_last_krona(enter, look):
    page = enter(OFFICER)
    page.goto(MONEY_2024)
    follow(page, "Överenskommelsen om psykisk hälsa och suicidprevention 2024")
    expect(page.get_by_role("main")).to_contain_text(
        "1 560 000 000 kr mellan Staten och Sveriges Kommuner och Regioner."
    )
    parts = section(page, "Så är den uppdelad")
    expect(row(parts, "Kommuner och regioner, enskilt").first).to_contain_text("1 527 000 000 kr")
    expect(row(parts, "SKR: samordning och stöd")).to_contain_text("33 000 000 kr")
    look(page, "4-overenskommelse")
