"""Half a minute: open, three fields, save; with one hand, without mouse, without coverage."""

import pytest
from playwright.sync_api import expect

from e2e.measure import tab_stops
from e2e.steps import COORDINATOR, STRANGER, TODAY, expect_heading, press, sign_in, sign_out
from e2e.test_3_log import go_to

PHONE = {"has_touch": True, "is_mobile": True}


@pytest.fixture
def window(new_context, signed_in):
    """A window in which refusals and lost networks are part of the story."""

    def _window(address=COORDINATOR, **options):
        return new_context(storage_state=signed_in(address), **options).new_page()

    return _window


def phone(enter):
    page = enter(COORDINATOR, **PHONE)
    page.set_viewport_size({"width": 360, "height": 640})
    return page


def expect_logged_once(page, text):
    """In the log of the activity that the page preselects: the one logged in last."""
    page.goto("/logga/")
    page.goto(f"/aktiviteter/{page.get_by_label('Aktivitet', exact=True).input_value()}/")
    expect(page.get_by_role("main").get_by_text(text)).to_have_count(1)


def box(page):
    return page.locator("#utkorg")


def expect_saved(page):
    expect(page.get_by_role("main").locator(".quick__saved")).to_contain_text("Sparat")


def log_of(page):
    """The log of the activity that was saved in."""
    page.locator(".quick__saved").get_by_role("link").click()
    return page.get_by_role("main")


def wait_for_worker(page):
    """Until the log opens without coverage."""
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.reload()


def test_open_three_fields_save_with_one_hand_on_a_phone(enter):
    page = phone(enter)
    done = []
    page.goto("/")
    home = page.get_by_role("main").get_by_role("link", name="Logga", exact=True)
    expect(home).to_be_in_viewport()
    home.tap()
    done.append("open")
    expect_heading(page, "Logga")
    # The first two fields are filled in already, so the three are at most three.
    assert page.get_by_label("Aktivitet", exact=True).input_value()
    assert page.get_by_label("När?").input_value() == TODAY.isoformat()
    page.get_by_label("Vad hände?").tap()
    page.get_by_label("Vad hände?").fill(
        "Half a minute: Vi ringde runt.".removeprefix("Half a minute: ")
    )
    done.append("text")
    save = page.get_by_role("button", name="Spara", exact=True)
    expect(save).to_be_in_viewport()
    place = save.bounding_box()
    assert place["height"] >= 44
    assert place["y"] > 640 / 2, "the button is not within the thumb's reach"
    save.tap()
    done.append("save")
    expect_saved(page)
    assert len(done) <= 5
    expect(page.get_by_label("Vad hände?")).to_have_value("")
    expect(log_of(page)).to_contain_text("Vi ringde runt.")


def test_all_five_touches_with_another_activity_and_day(enter):
    page = phone(enter)
    page.goto("/logga/")
    choice = page.get_by_label("Aktivitet", exact=True)
    other = choice.locator("option").nth(1)
    title = other.inner_text()
    choice.select_option(other.get_attribute("value"))
    page.get_by_label("När?").fill("2026-01-15")
    page.get_by_label("Vad hände?").fill("Tre fält och spara.")
    press(page, "Spara")
    expect(page.locator(".quick__saved")).to_contain_text(title)
    page.goto("/logga/")
    assert choice.locator("option:checked").inner_text() == title, "the last one is not preselected"


def test_the_keyboard_is_enough(enter):
    page = enter(COORDINATOR)
    page.goto("/")
    stops = tab_stops(page)
    assert next(stops) == "Hoppa till innehållet"
    page.keyboard.press("Enter")
    go_to(page, stops, "Logga")
    page.keyboard.press("Enter")
    expect_heading(page, "Logga")
    go_to(page, stops, "Vad hände?")
    page.keyboard.type("Bara tangenter.")
    go_to(page, stops, "Spara")
    page.keyboard.press("Enter")
    expect_saved(page)
    expect(log_of(page)).to_contain_text("Bara tangenter.")


def test_same_as_last_time(enter):
    page = enter(COORDINATOR)
    page.goto("/logga/")
    page.get_by_label("Vad hände?").fill("Öppet hus som vanligt.")
    press(page, "Spara")
    expect_saved(page)
    page.get_by_role("link", name="Samma som förra").click()
    expect(page.get_by_label("Vad hände?")).to_have_value("Öppet hus som vanligt.")


def test_rows_from_excel(enter):
    page = enter(COORDINATOR)
    page.goto("/logga/klistra/")
    page.get_by_label("Rader").fill(
        "Datum\tVad hände\tAntal\ni mars\tTräff\t4\n14 mars 2024\tRad två\t9"
    )
    press(page, "Granska raderna")
    expect(page.get_by_role("alert")).to_contain_text("Rad 2, Datum")
    page.get_by_label("Rader").fill("15 mars 2024\tRad ett\t4\n14 mars 2024\tRad två\tcirka 9")
    press(page, "Granska raderna")
    expect(page.get_by_role("row").filter(has_text="Rad två")).to_contain_text("cirka 9")
    press(page, "Spara 2 loggposter")
    expect_saved(page)
    expect(log_of(page)).to_contain_text("Rad ett")


def test_without_script_it_is_a_form(enter):
    page = enter(COORDINATOR, java_script_enabled=False)
    page.goto("/logga/")
    page.get_by_label("Vad hände?").fill("Halva")
    press(page, "Spara texten så länge")
    expect(page.get_by_role("main")).to_contain_text("Utkast sparat")
    expect(page.get_by_label("Vad hände?")).to_have_value("Halva")
    page.get_by_label("Vad hände?").fill("Utan skript.")
    press(page, "Spara")
    expect_saved(page)


def test_what_is_logged_without_coverage_is_sent_when_it_is_back(window):
    page = window()
    page.goto("/logga/")
    wait_for_worker(page)
    page.context.set_offline(True)
    page.get_by_label("Vad hände?").fill("Loggat i Tärnaby utan nät.")
    press(page, "Spara")
    expect(box(page)).to_contain_text("Väntar på nät: 1 loggpost")
    expect(page.get_by_label("Vad hände?")).to_have_value("")

    # The page opens anew without coverage, with nobody's name in it, and takes one more.
    page.goto("/logga/")
    expect(page).to_have_title("Logga utan nät – B4-portalen")
    expect(page.get_by_role("banner")).not_to_contain_text("Alva")
    expect(box(page)).to_contain_text("Väntar på nät: 1 loggpost")
    expect(page.get_by_label("När?")).to_have_value(TODAY.isoformat())
    page.get_by_label("Vad hände?").fill("En till utan nät.")
    press(page, "Spara")
    expect(box(page)).to_contain_text("Väntar på nät: 2 loggposter")

    page.context.set_offline(False)
    expect(box(page)).to_contain_text("Skickat: 2 loggposter.")
    page.goto("/logga/")
    expect(box(page)).to_be_hidden()
    expect_logged_once(page, "Loggat i Tärnaby utan nät.")
    expect_logged_once(page, "En till utan nät.")


def test_an_answer_that_never_came_is_not_logged_twice(window):
    page = window()
    page.goto("/logga/")
    heard = []

    def deaf(route):
        heard.append(route.fetch().status)  # the portal has it, the device never hears so
        route.abort()

    page.route(
        "**/logga/",
        lambda route: (
            deaf(route) if not heard and route.request.method == "POST" else route.continue_()
        ),
    )
    page.get_by_label("Vad hände?").fill("Svaret kom aldrig fram.")
    press(page, "Spara")
    expect(box(page)).to_contain_text("Väntar på nät: 1 loggpost")
    assert heard == [201]
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(box(page)).to_contain_text("Skickat: 1 loggpost.")
    expect_logged_once(page, "Svaret kom aldrig fram.")


def test_a_refusal_keeps_the_text_and_opens_with_its_errors(window):
    page = window()
    page.goto("/logga/")
    page.context.set_offline(True)
    page.get_by_label("När?").fill("2999-01-01")
    page.get_by_label("Vad hände?").fill("Det här har inte hänt.")
    press(page, "Spara")
    expect(box(page)).to_contain_text("Väntar på nät: 1 loggpost")
    page.context.set_offline(False)
    expect(box(page)).to_contain_text("En loggpost togs inte emot: Datumet ligger i framtiden.")
    page.goto("/aktiviteter/")
    press(page, "Öppna den")
    expect_heading(page, "Logga")
    expect(page).to_have_title("Fel: Logga – B4-portalen")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Vad hände?")).to_have_value("Det här har inte hänt.")
    expect(page.get_by_label("När?")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("När?").fill(TODAY.isoformat())
    press(page, "Spara")
    expect_saved(page)
    expect(box(page)).to_be_hidden()


def test_a_suggested_word_is_shown_once_and_stops_nothing(window):
    page = window()
    page.goto("/logga/")
    page.get_by_label("Vad hände?").fill("Vi talade om lyckat självmord.")
    press(page, "Spara")
    expect(page.locator("[data-suggestion]")).to_contain_text("Skriv hellre dog i suicid.")
    expect(page.locator("#fel")).to_have_count(0)
    expect(box(page)).to_be_hidden()
    press(page, "Spara")
    expect_saved(page)
    expect_logged_once(page, "Vi talade om lyckat självmord.")

    page.goto("/logga/")
    page.context.set_offline(True)
    page.get_by_label("Vad hände?").fill("Ett lyckat självmord, utan nät.")
    press(page, "Spara")
    expect(box(page)).to_contain_text("Väntar på nät: 1 loggpost")
    page.context.set_offline(False)
    expect(box(page)).to_contain_text("Skickat: 1 loggpost.")
    expect_logged_once(page, "Ett lyckat självmord, utan nät.")


def test_a_mistake_one_walks_away_from_does_not_follow(window):
    page = window()
    page.goto("/logga/")
    page.get_by_label("Vad hände?").fill("Ringde 19900101-2385.")
    press(page, "Spara")
    expect(page.get_by_role("alert")).to_contain_text("personnummer")
    page.goto("/aktiviteter/")
    expect(box(page)).to_be_hidden()
    assert "19900101" not in page.evaluate("Object.values(localStorage).join()")


def test_two_windows_both_keep_their_text(window):
    page = window()
    page.goto("/aktiviteter/logga/")
    other = page.context.new_page()
    other.goto("/aktiviteter/logga/")
    page.get_by_label("Vad hände?").fill("Första fönstret.")
    expect(page.locator("[data-autosave]")).to_contain_text("Utkast sparat")
    other.get_by_label("Vad hände?").fill("Andra fönstret.")
    both = other.locator("[data-autosave-both]")
    expect(both).to_contain_text("I det andra fönstret: Första fönstret.")
    expect(both).to_contain_text("Här: Andra fönstret.")
    press(other, "Ta det andra")
    expect(other.get_by_label("Vad hände?")).to_have_value("Första fönstret.")
    expect(other.locator("[data-autosave]")).to_contain_text("Utkast sparat")

    other.goto("/aktiviteter/logga/")
    expect(other.get_by_role("main")).to_contain_text("Du har en osparad text från")
    other.get_by_role("link", name="Fortsätt").click()
    expect(other.get_by_label("Vad hände?")).to_have_value("Första fönstret.")
    other.goto("/aktiviteter/logga/")
    press(other, "Släng")
    expect(other.get_by_role("main")).not_to_contain_text("Du har en osparad text från")


@pytest.fixture
def fresh(new_context, portal):
    """A window where somebody signs in anew, so that the session can be lost without harm."""
    page = new_context().new_page()
    sign_in(page, COORDINATOR, portal.password)
    expect_heading(page, "Storumans kommun")
    return page


def test_a_lost_session_keeps_the_text(fresh, portal):
    page = fresh
    page.goto("/aktiviteter/logga/")
    page.context.clear_cookies()
    page.get_by_label("Vad handlade det om?").fill("Skrivet efter utloggningen")
    said = page.locator("[data-autosave]")
    expect(said).to_contain_text("Du är utloggad. Texten finns kvar på den här enheten.")
    press(page, "Spara aktiviteten")
    sign_in_again(page, portal)
    page.goto("/aktiviteter/logga/")
    press(page, "Fortsätt")
    expect(page.get_by_label("Vad handlade det om?")).to_have_value("Skrivet efter utloggningen")
    expect(said).to_contain_text("Utkast sparat")
    page.goto("/aktiviteter/logga/")
    press(page, "Släng")

    # The quick log sends what waited by itself as soon as one is back.
    page.goto("/logga/")
    page.context.clear_cookies()
    page.get_by_label("Vad hände?").fill("Loggat utan session.")
    press(page, "Spara")
    expect(box(page)).to_contain_text("Du är utloggad.")
    sign_in(page, COORDINATOR, portal.password)
    expect(page.locator("summary", has_text="Konto:")).to_be_visible()
    expect_logged_once(page, "Loggat utan session.")


def sign_in_again(page, portal):
    sign_in(page, COORDINATOR, portal.password)
    expect(page.locator("summary", has_text="Konto:")).to_be_visible()


def test_another_person_on_the_device_neither_sees_nor_sends_it(fresh, portal):
    page = fresh
    page.goto("/logga/")
    page.context.set_offline(True)
    page.get_by_label("Vad hände?").fill("Bara Alvas.")
    press(page, "Spara")
    expect(box(page)).to_contain_text("Väntar på nät: 1 loggpost")
    page.context.clear_cookies()
    page.context.set_offline(False)
    expect(box(page)).to_contain_text("Du är utloggad.")

    sign_in(page, STRANGER, portal.password)
    expect_heading(page, "Nacka kommun")
    page.goto("/logga/")
    expect(box(page)).to_be_hidden()
    expect(page.get_by_role("main")).not_to_contain_text("Bara Alvas.")
    assert (
        page.evaluate("localStorage.getItem('b4.person')")
        == f'"{page.evaluate("document.body.dataset.person")}"'
    )
    sign_out(page)
    expect(page.get_by_role("link", name="Logga in").first).to_be_visible()
    kept = page.evaluate("Object.values(localStorage).join()")
    assert "Bara Alvas." in kept, "the stranger's sign-out took away what is not the stranger's"

    sign_in(page, COORDINATOR, portal.password)
    expect_heading(page, "Storumans kommun")
    expect_logged_once(page, "Bara Alvas.")


def test_signing_out_warns_before_anything_is_taken_away(fresh):
    page = fresh
    page.goto("/logga/")
    page.route(
        "**/logga/",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    page.get_by_label("Vad hände?").fill("Inte skickad.")
    press(page, "Spara")
    expect(box(page)).to_contain_text("Väntar på nät: 1 loggpost")
    sign_out(page)
    expect(page.get_by_role("dialog")).to_contain_text("Allt är inte skickat")
    press(page, "Stanna kvar")
    assert "Inte skickad." in page.evaluate("Object.values(localStorage).join()")
    sign_out(page)
    press(page, "Logga ut och ta bort")
    expect(page.get_by_role("link", name="Logga in").first).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('b4.'))") == []
