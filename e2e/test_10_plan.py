"""A plan from the template to its second version: written, adopted by somebody else, revised."""

import re

from playwright.sync_api import expect

from e2e.measure import expect_accessible
from e2e.steps import APPROVER, COORDINATOR, TODAY, expect_heading, follow, press, section

TITLE = "Plan för trygga vardagar"
B4 = ["Bemöt", "Behandla", "Bygg", "Begränsa"]


def test_a_plan_is_written_adopted_revised_and_printed(enter, look):
    writer, approver = enter(COORDINATOR), enter(APPROVER)
    address = writes_from_the_template(writer, look)
    for b in B4:
        adds_a_goal(writer, address, b)
    writer.goto(address)
    expect(writer.get_by_role("heading", name="Planen är hel och kan antas")).to_be_visible()
    expect(writer.get_by_role("link", name="Anteckna antagandet")).to_have_count(0)

    adopts(approver, address)
    writer.goto(address)
    prints(writer, look)
    revises(writer, look)


def writes_from_the_template(page, look):
    page.goto("/planer/")
    follow(page, "Skriv en ny plan")
    expect_accessible(page)
    look(page, "10-ny-plan")
    follow(page, "Börja från mallen")
    expect(page.get_by_label("Bakgrund")).to_have_value(re.compile("Målgrupper"))
    page.get_by_label("Vad heter planen?").fill(TITLE)
    press(page, "Spara utkastet")
    expect_heading(page, TITLE)
    missing = section(page, "Kvar innan planen kan antas")
    expect(missing.get_by_role("listitem")).to_have_count(5)
    expect_accessible(page)
    look(page, "10-kvar")
    address = page.url
    follow(page, "Ändra planen")
    page.get_by_label("Målbild").fill("Alla ska ha någon att prata med.")
    press(page, "Spara ändringarna")
    expect(missing.get_by_role("listitem")).to_have_count(4)
    return address


def adds_a_goal(page, address, b):
    page.goto(address)
    follow(page, f"Skriv ett mål under {b}")
    expect(page.get_by_role("radio", name=b)).to_be_checked()
    page.get_by_label("Vad vill ni uppnå?").fill(f"Mål under {b}")
    page.get_by_label("Vilken nämnd ansvarar?").fill("Kommunstyrelsen")
    page.get_by_label("Klart senast").fill(f"{TODAY.year + 2}-12-31")
    press(page, "Spara målet")
    expect(page.get_by_role("heading", name=f"Mål under {b}")).to_be_visible()


def adopts(page, address):
    page.goto(address)
    follow(page, "Anteckna antagandet")
    expect_accessible(page)
    press(page, "Anteckna antagandet")
    expect(page.get_by_role("alert")).to_contain_text("Skriv vilket organ som antog planen.")
    page.get_by_label("Vem antog planen?").fill("Kommunfullmäktige")
    page.get_by_label("Vilken dag?").fill(TODAY.isoformat())
    page.get_by_label("Paragraf").fill("§ 42")
    page.get_by_label("Diarienummer").fill("KS 2026-7")
    press(page, "Anteckna antagandet")
    expect_heading(page, TITLE)
    expect(page.get_by_role("main")).to_contain_text("av Kommunfullmäktige, § 42, dnr KS 2026-7")


def prints(page, look):
    """On paper: which version it is and who adopted it, and nothing to press."""
    page.emulate_media(media="print")
    expect(page.get_by_text("Version 1, antagen")).to_be_visible()
    expect(page.get_by_role("button", name="Ny version")).to_have_count(0)
    look(page, "10-utskrift")
    page.emulate_media(media="screen")


def revises(page, look):
    press(page, "Ny version")
    follow(page, "Ändra målet Mål under Bygg")
    page.get_by_label("Vart ska ni nå?").fill("Alla byar")
    press(page, "Spara målet")
    follow(page, "Skriv ett mål under Bemöt")
    page.get_by_label("Vad vill ni uppnå?").fill("Ett helt nytt mål")
    press(page, "Spara målet")
    follow(page, "Se vad som skiljer mot version 1")
    expect_heading(page, "Vad som skiljer")
    expect(section(page, "Bemöt")).to_contain_text("Nytt mål: Ett helt nytt mål")
    expect(section(page, "Bygg").get_by_role("row").filter(has_text="Målvärde")).to_contain_text(
        "Alla byar"
    )
    expect_accessible(page)
    look(page, "10-skillnad")
