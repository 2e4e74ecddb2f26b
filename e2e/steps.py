"""What a person does in the portal, and who they are."""

from datetime import datetime
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

TODAY = datetime.now(ZoneInfo("Europe/Stockholm")).date()

COORDINATOR = "samordnare@storuman.example"
READER = "lasare@storuman.example"
APPROVER = "godkannare@storuman.example"
OFFICER = "handlaggare@regionvasterbotten.example"
MONEY_2024 = "/medel/?overenskommelse=2"  # the seed makes the agreements in this order
STRANGER = "samordnare@nacka.example"
ADMIN = "admin@portal.example"  # the portal's own
PASSKEY = "samordnare@umea.example"  # adds a passkey, so nobody else signs in with this one
FORGETFUL = "polis@polisen.example"  # gets a new password, so nobody else signs in with this one


def sign_in(page, address, password):
    page.goto("/konto/logga-in/")
    page.get_by_label("E-postadress").fill(address)
    page.get_by_label("Lösenord", exact=True).fill(password)
    page.get_by_role("button", name="Logga in").click()


def sign_out(page):
    page.locator("summary", has_text="Konto:").click()
    page.get_by_role("button", name="Logga ut").click()


def press(page, name):
    """Press the button with that name."""
    page.get_by_role("button", name=name, exact=True).click()


def follow(page, name):
    """Follow the link with that name, in the page's own part."""
    page.get_by_role("main").get_by_role("link", name=name, exact=True).first.click()


def expect_heading(page, text):
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def unfold(page, name):
    """Open a fold of a form."""
    page.locator("summary", has_text=name).click()


def section(page, name):
    """The part of the page under that heading."""
    heading = page.get_by_role("heading", name=name, exact=True)
    return page.locator("section").filter(has=heading)


def row(page, text):
    return page.get_by_role("row").filter(has_text=text)
