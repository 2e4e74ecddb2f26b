"""Step 5: a yearly follow-up is ordered, made while one watches, and read."""

import re
from io import BytesIO

import pikepdf
from playwright.sync_api import expect

from e2e.steps import COORDINATOR, expect_heading, follow, press, section

# Every value that the progress bar has had, in the order it was shown.
REMEMBER = """() => {
  window.shown = [];
  const note = () => {
    const bar = document.querySelector("progress");
    if (bar && window.shown.at(-1) !== bar.value) window.shown.push(bar.value);
  };
  note();
  new MutationObserver(note).observe(document.body, {childList: true, subtree: true});
}"""


def order(page, year):
    page.goto("/rapporter/")
    page.get_by_label("År").fill(str(year))
    press(page, "Beställ uppföljningen")


def test_the_follow_up_is_made_while_the_bar_moves_and_opens_as_pdf(enter, portal, look):
    page = enter(COORDINATOR)
    with portal.worker_asleep():
        order(page, 2024)
        expect_heading(page, "Uppföljning 2024, Storumans kommun")
        state = section(page, "Dokumentet")
        expect(state.get_by_role("status")).to_contain_text("Väntar på sin tur")
        page.evaluate(REMEMBER)
        look(page, "5-rapport-pagar")
    expect(state.get_by_role("link", name="Öppna PDF")).to_be_visible(timeout=60_000)
    shown = page.evaluate("window.shown")
    assert shown[0] == 0, shown
    assert shown == sorted(shown), shown
    look(page, "5-rapport-klar")

    page.goto("/rapporter/")
    look(page, "5-rapporter")
    follow(page, "Storumans kommun 2024")
    follow(page, "Öppna PDF")
    page.wait_for_url("**/pdf/")
    answer = page.request.get(page.url)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].endswith('.pdf"')
    expect_good_pdf(answer.body())


def expect_good_pdf(content):
    """Swedish, tagged, titled, and says that it is PDF/UA-1."""
    assert content.startswith(b"%PDF-")
    with pikepdf.open(BytesIO(content)) as pdf:
        assert str(pdf.Root.Lang) == "sv"
        assert pdf.Root.MarkInfo.Marked
        with pdf.open_metadata() as about:
            assert "Storuman" in about["dc:title"]
            assert about["pdfuaid:part"] == "1"
        assert len(pdf.pages) >= 4


def test_a_second_order_gives_the_one_that_stands(enter):
    page = enter(COORDINATOR)
    order(page, 2023)
    first = page.url
    order(page, 2023)
    assert page.url == first
    expect(page.get_by_role("status").first).to_contain_text("Inget har ändrats")


def test_a_year_that_has_not_begun_is_refused(enter):
    page = enter(COORDINATOR)
    order(page, 2999)
    expect(page).to_have_title(re.compile("^Fel: "))
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("År")).to_have_value("2999")
