"""Step 2: what meets Storuman's coordinator."""

from playwright.sync_api import expect

from e2e.steps import COORDINATOR, TODAY, expect_heading, follow, section


def test_home_shows_what_awaits_her_the_four_b_and_the_latest(enter, look):
    page = enter(COORDINATOR)
    page.goto("/")
    expect_heading(page, "Storumans kommun")

    todo = page.get_by_role("complementary", name="Att göra")
    for text in (
        "Gör klart utkastet ”Studiebesök från grannkommunerna”",
        f"Gör uppföljningen för {TODAY.year - 1}",
    ):
        expect(todo.get_by_role("link", name=text)).to_be_visible()
    tiles = section(page, "De fyra B")
    expect(tiles.get_by_role("heading", level=3)).to_have_text(
        ["Bemöt", "Behandla", "Bygg", "Begränsa"]
    )
    expect(tiles.get_by_role("listitem")).to_contain_text(
        ["5 aktiviteter, 2 pågår", "2 aktiviteter", "6 aktiviteter", "2 aktiviteter"]
    )
    latest = section(page, "Senast loggat").get_by_role("listitem")
    expect(latest).to_have_count(6)
    expect(latest.first).to_contain_text("Öppet hus på fritidsgården med polis och fältare")
    look(page, "2-hem", picture="home")


def test_a_tile_leads_to_the_activities_under_that_b(enter):
    page = enter(COORDINATOR)
    page.goto("/")
    section(page, "De fyra B").get_by_role("listitem").first.get_by_role("link").click()
    expect_heading(page, "Aktiviteter")
    expect(page.get_by_label("B", exact=True)).to_have_value("BEMOT")
    rows = page.get_by_role("table", name="Aktiviteter").get_by_role("row").all()[1:]
    assert len(rows) >= 3
    for row in rows:
        expect(row).to_contain_text("Storuman")


def test_the_plan_gathers_goals_and_activities_under_the_four_b(enter, look):
    page = enter(COORDINATOR)
    page.goto("/")
    follow(page, "Handlings- och aktivitetsplan för psykisk hälsa i Storuman")
    expect_heading(page, "Handlings- och aktivitetsplan för psykisk hälsa i Storuman")
    treat = section(page, "Behandla")
    expect(treat).to_contain_text("Den som söker hjälp får en första tid samma vecka.")
    expect(treat).to_contain_text("Gemensam rutin mellan hälsocentral och socialtjänst")
    look(page, "2-plan")


def test_the_one_clear_button_starts_an_activity(enter):
    page = enter(COORDINATOR)
    page.goto("/")
    follow(page, "Logga")
    expect_heading(page, "Logga")
