"""What is typed while something is on its way to the portal is never thrown."""

from playwright.sync_api import expect

from e2e.steps import press
from e2e.test_11_half_minute import box, expect_logged_once, expect_saved, window

__all__ = ["window"]  # the fixture


def test_what_is_typed_while_an_older_entry_is_sent_is_not_lost(window):
    page = window()
    page.goto("/logga/")
    page.context.set_offline(True)
    page.get_by_label("Vad hände?").fill("Väntade på nät.")
    press(page, "Spara")
    expect(box(page)).to_contain_text("Väntar på nät: 1 loggpost")
    slow = []
    page.route("**/logga/", lambda route: slow.append(route) if not slow else route.continue_())
    page.context.set_offline(False)
    page.wait_for_timeout(500)
    assert slow, "nothing was on its way"
    page.get_by_label("Vad hände?").fill("Skrivet medan det")
    press(page, "Spara")
    page.get_by_label("Vad hände?").fill("Skrivet medan det skickades.")
    slow[0].continue_()
    expect_saved(page)
    expect_logged_once(page, "Väntade på nät.")
    expect_logged_once(page, "Skrivet medan det skickades.")


def test_what_was_edited_on_its_way_is_told_and_kept(window):
    page = window()
    page.goto("/logga/")
    slow = []
    page.route(
        "**/logga/",
        lambda route: (
            slow.append(route) if not slow and route.request.method == "POST" else route.continue_()
        ),
    )
    page.get_by_label("Vad hände?").fill("Tjugo kom")
    press(page, "Spara")
    page.wait_for_timeout(500)
    page.get_by_label("Vad hände?").fill("Tjugotvå kom")
    slow[0].continue_()
    expect(page.get_by_role("alert")).to_contain_text("redan sparat, men med en annan text")
    expect(page.get_by_label("Vad hände?")).to_have_value("Tjugotvå kom")
    page.get_by_role("link", name="Ändra det sparade").click()
    expect(page.get_by_label("Vad hände?")).to_have_value("Tjugo kom")
