"""A picture is attached without what it says of its place, and a colleague is mentioned."""

from io import BytesIO

from PIL import Image
from playwright.sync_api import expect

from e2e.measure import expect_accessible
from e2e.pages import ACTIVITY
from e2e.steps import COORDINATOR, OFFICER, expect_heading, follow, press, section

SAID = "Affischerna är tryckta, hämta dem i receptionen."


def photo():
    """A picture that tells what it was taken with."""
    exif = Image.Exif()
    exif[0x010F] = "KameraFabriken"
    made = BytesIO()
    Image.new("RGB", (320, 200), "#007a72").save(made, "JPEG", exif=exif)
    assert b"KameraFabriken" in made.getvalue()
    return made.getvalue()


def test_a_picture_and_a_mention_reach_those_who_take_part(enter, look):
    page = enter(COORDINATOR)
    page.goto("/aktiviteter/")
    follow(page, ACTIVITY)
    follow(page, "Bifoga en fil")
    attaches(page, look)
    mentions(page, look)

    officer = enter(OFFICER)
    officer.goto("/")
    told = f"Alva Exempel nämner dig i ”{ACTIVITY}”"
    todo = officer.get_by_role("complementary", name="Att göra")
    todo.get_by_role("link", name=told).click()
    expect_heading(officer, ACTIVITY)
    expect(section(officer, "Kommentarer")).to_contain_text(SAID)
    expect(officer.get_by_text("Det är markerat som läst.")).to_be_visible()
    expect_accessible(officer)
    officer.goto("/")
    expect(officer.get_by_role("link", name=told)).to_have_count(0)


def attaches(page, look):
    page.get_by_label("Fil", exact=True).set_input_files(
        {"name": "Kvällen å.jpeg", "mimeType": "text/html", "buffer": photo()}
    )
    look(page, "12-bifoga")
    press(page, "Bifoga filen")
    expect(page.get_by_role("status")).to_contain_text("Filen Kvällen å.jpg är bifogad.")
    with page.expect_download() as download:
        section(page, "Bilagor").get_by_role("link", name="Kvällen å.jpg").click()
    assert download.value.suggested_filename == "Kvällen å.jpg"
    kept = download.value.path().read_bytes()
    assert b"KameraFabriken" not in kept
    assert Image.open(BytesIO(kept)).size == (320, 200)


def mentions(page, look):
    follow(page, "Skriv en kommentar")
    page.get_by_label("Kommentar", exact=True).fill(SAID)
    page.get_by_role("group", name="Nämn").get_by_label("Elin Exempel").check()
    look(page, "12-kommentar")
    press(page, "Spara kommentaren")
    said = section(page, "Kommentarer")
    expect(said).to_contain_text(SAID)
    expect(said).to_contain_text("Nämner Elin Exempel")
    look(page, "12-aktivitet")
    expect_accessible(page)
