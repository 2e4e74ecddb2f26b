"""From invitation to leaving: who comes in, in two steps, with which role, and who gets out."""

import base64
import hmac
import re
import struct
import time

from playwright.sync_api import expect

from e2e.faults import watch
from e2e.measure import expect_accessible
from e2e.steps import (
    ADMIN,
    PASSKEY,
    expect_heading,
    follow,
    press,
    row,
    section,
    sign_in,
    sign_out,
)

# Nobody else in the journeys works there, so nobody else is asked for a second step.
KOMMUN = "Bjurholms kommun"
CHIEF = "chef@bjurholm.example"
NEWCOMER = "ny@bjurholm.example"
PASSWORD = "ett ganska långt lösenord"
TOTP_STEP = 30  # seconds

# A key in the computer that unlocks without asking, as Chromium's own tests have it.
VIRTUAL_KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_from_the_invitation_to_leaving(enter, portal, look):
    owner, chief, newcomer = enter(ADMIN), enter(), enter()

    open_people(owner)
    invite(owner, CHIEF, "Administratör")
    accept(chief, portal, CHIEF, "Maj Exempel", "administratör")
    open_people(chief)
    expect(chief.get_by_role("link", name="Byt roll för Maj Exempel")).to_be_visible()
    press(chief, "Kräv tvåfaktor")
    expect_heading(chief, "Tvåfaktor")
    add_app(chief)

    open_people(chief)
    invite(chief, NEWCOMER, "Läsare")
    look(chief, "8-personer")
    expect_accessible(chief)
    secret = comes_in(newcomer, portal, look)

    newcomer.goto("/aktiviteter/")
    expect(newcomer.get_by_role("link", name="Logga aktivitet")).to_have_count(0)
    open_people(chief)
    follow(chief, "Byt roll för Nils Exempel")
    chief.get_by_label("Roll", exact=True).select_option("Samordnare")
    press(chief, "Spara rollen")
    expect(row(chief, "Nils Exempel")).to_contain_text("Samordnare")
    newcomer.goto("/aktiviteter/logga/")
    expect_heading(newcomer, "Logga aktivitet")

    signs_in_in_two_steps(newcomer, secret, look)
    the_last_administrator_stays(chief)
    leaves_and_is_out(newcomer, look)
    open_people(chief)
    expect(section(chief, "Roller")).not_to_contain_text("Nils Exempel")


def open_people(page):
    page.goto("/aktorer/?sok=bjurholm")
    follow(page, KOMMUN)
    follow(page, "Visa personer")
    expect_heading(page, f"Personer i {KOMMUN}")


def invite(page, address, role):
    page.get_by_label("E-postadress").fill(address)
    page.get_by_label("Roll", exact=True).select_option(role)
    press(page, "Skicka inbjudan")
    expect(page.get_by_role("status").first).to_contain_text(f"Inbjudan är skickad till {address}.")
    expect(row(page, address)).to_contain_text(role)


def accept(page, portal, address, name, role):
    """Open the link in the mail and make the account."""
    [text] = portal.mail_to(address)
    [link] = re.findall(r"https?://\S+", text)
    page.goto(link)
    expect_heading(page, "Välkommen till B4-portalen")
    expect(page.get_by_role("main")).to_contain_text(f"{role} i {KOMMUN}")
    page.get_by_label("Namn").fill(name)
    page.get_by_label("Lösenord").fill("kort")
    press(page, "Skapa kontot")
    expect(page.get_by_role("alert")).to_contain_text("12 tecken")
    expect(page.get_by_label("Namn")).to_have_value(name)
    expect_accessible(page)
    page.get_by_label("Lösenord").fill(PASSWORD)
    press(page, "Skapa kontot")
    expect(page.get_by_role("button", name="Skapa kontot")).to_have_count(0)
    return link


def comes_in(page, portal, look):
    """The one who was invited as reader is asked for a second step before anything else."""
    link = accept(page, portal, NEWCOMER, "Nils Exempel", "läsare")
    expect_heading(page, "Tvåfaktor")
    expect(page.get_by_role("main")).to_contain_text(f"{KOMMUN} kräver tvåfaktor")
    expect_accessible(page)
    look(page, "8-tvafaktor-kravs")
    page.goto("/planer/")
    expect_heading(page, "Tvåfaktor")
    secret = add_app(page, look)
    page.goto("/")
    expect_heading(page, KOMMUN)
    page.goto(link)
    expect_heading(page, "Inbjudan gäller inte längre")
    return secret


def add_app(page, look=None):
    """Set up an app for codes, and see the codes for the day when it is lost. Answers its key."""
    follow(page, "Lägg till en app")
    confirm(page, PASSWORD)
    secret = page.locator("code").inner_text()
    page.get_by_label("Kod").fill("000000")
    press(page, "Lägg till appen")
    expect(page.get_by_role("alert")).to_contain_text("Koden stämmer inte.")
    if look:
        expect_accessible(page)
        look(page, "8-app")
    page.get_by_label("Kod").fill(code(page.locator("code").inner_text()))
    press(page, "Lägg till appen")
    expect_heading(page, "Reservkoder")
    expect(page.get_by_role("heading", name="10 av 10 koder kvar")).to_be_visible()
    if look:
        expect_accessible(page)
        look(page, "8-reservkoder")
    return secret


def confirm(page, password):
    """Say once more who one is, before the keys to the account are changed."""
    expect_heading(page, "Bekräfta att det är du")
    page.get_by_label("Lösenord").fill(password)
    press(page, "Bekräfta")
    expect(page.get_by_role("button", name="Bekräfta")).to_have_count(0)


def code(secret, *, ahead=0):
    """What the app shows (RFC 6238), or will show so many steps ahead."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    counter = struct.pack(">Q", int(time.time()) // TOTP_STEP + ahead)
    digest = hmac.digest(key, counter, "sha1")
    [number] = struct.unpack_from(">I", digest, digest[-1] & 0xF)
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06}"


def signs_in_in_two_steps(page, secret, look):
    sign_out(page)
    sign_in(page, NEWCOMER, PASSWORD)
    expect_heading(page, "Logga in, steg två")
    expect(page.get_by_role("button", name="Använd en passkey")).to_have_count(0)
    expect_accessible(page)
    look(page, "8-steg-tva")
    page.goto("/planer/")
    expect_heading(page, "Logga in, steg två")
    page.get_by_label("Kod").fill("000000")
    press(page, "Logga in")
    expect(page.get_by_role("alert")).to_contain_text("Koden stämmer inte.")
    # A code is good once: the app's next one, which is taken as clocks differ.
    page.get_by_label("Kod").fill(code(secret, ahead=1))
    press(page, "Logga in")
    expect_heading(page, KOMMUN)


def the_last_administrator_stays(page):
    page.goto("/konto/")
    follow(page, f"Avsluta rollen administratör i {KOMMUN}")
    page.get_by_role("radio", name="Genast").check()
    press(page, "Avsluta rollen")
    expect(page.get_by_role("alert")).to_contain_text(
        f"{KOMMUN} måste ha en administratör. Utse en till först."
    )
    expect_accessible(page)


def leaves_and_is_out(page, look):
    page.goto("/konto/")
    follow(page, f"Avsluta rollen samordnare i {KOMMUN}")
    look(page, "8-avsluta")
    page.get_by_role("radio", name="Genast").check()
    press(page, "Avsluta rollen")
    expect_heading(page, "Mitt konto")
    expect(section(page, "Mina roller")).to_contain_text("Du har ingen roll hos någon aktör.")
    expect_accessible(page)
    assert page.goto("/aktiviteter/logga/").status == 403
    page.goto("/aktorer/?sok=bjurholm")
    follow(page, KOMMUN)
    expect(page.get_by_role("link", name="Visa personer")).to_have_count(0)


def test_a_passkey_opens_the_second_step_and_all_others_are_signed_out(browser, portal, look):
    """By name, for browsers take no passkey on an IP address."""
    faults = []
    url = portal.url.replace("127.0.0.1", "localhost")
    options = {"base_url": url, "locale": "sv-SE", "viewport": {"width": 1280, "height": 900}}
    here, elsewhere = browser.new_context(**options), browser.new_context(**options)
    watch(here, url, faults)
    page, other = here.new_page(), elsewhere.new_page()
    sign_in(other, PASSKEY, portal.password)
    expect_heading(other, "Umeå kommun")
    sign_in(page, PASSKEY, portal.password)
    add_passkey(page, portal.password, look)

    sign_out(page)
    sign_in(page, PASSKEY, portal.password)
    expect_heading(page, "Logga in, steg två")
    expect_accessible(page)
    look(page, "8-steg-tva-passkey")
    press(page, "Använd en passkey")
    expect_heading(page, "Umeå kommun")

    page.goto("/konto/inloggningar/")
    expect(page.get_by_role("row")).to_have_count(3)
    expect_accessible(page)
    look(page, "8-inloggningar")
    press(page, "Logga ut alla andra")
    expect(page.get_by_role("row")).to_have_count(2)
    expect(page.get_by_role("main")).to_contain_text("Du är bara inloggad här.")
    other.goto("/planer/")
    expect_heading(other, "Logga in")
    here.close()
    elsewhere.close()
    assert not faults, "\n".join(faults)


def add_passkey(page, password, look):
    browser_itself = page.context.new_cdp_session(page)
    browser_itself.send("WebAuthn.enable")
    browser_itself.send("WebAuthn.addVirtualAuthenticator", {"options": VIRTUAL_KEY})
    page.goto("/konto/tvafaktor/")
    follow(page, "Lägg till en passkey")
    confirm(page, password)
    expect_accessible(page)
    page.get_by_label("Namn på passkeyn").fill("Min arbetsdator")
    press(page, "Lägg till passkeyn")
    expect_heading(page, "Reservkoder")
    page.goto("/konto/tvafaktor/passkeys/")
    expect(row(page, "Min arbetsdator")).to_be_visible()
    expect_accessible(page)
    look(page, "8-passkeys")
    follow(page, "Byt namn på Min arbetsdator")
    expect_accessible(page)
    page.goto("/konto/tvafaktor/passkeys/")
    follow(page, "Ta bort Min arbetsdator")
    expect_accessible(page)
    page.goto("/konto/epost/")
    expect_heading(page, "Byt e-postadress")
    expect_accessible(page)
