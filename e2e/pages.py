"""Every page of the portal: its title, who opens it, and how one gets there."""

from dataclasses import dataclass

from playwright.sync_api import expect

from e2e.steps import COORDINATOR, OFFICER, READER, STRANGER, follow, press

PLAN = "Handlings- och aktivitetsplan för psykisk hälsa i Storuman"
ACTIVITY = "Våga fråga: kvällsutbildning för föreningslivet"
DRAFT = "Studiebesök från grannkommunerna"
AGREEMENT = "Överenskommelsen om psykisk hälsa och suicidprevention 2024"
CATEGORY = "Ett stärkt och utvecklat suicidpreventivt arbete"
POT = f"2. {CATEGORY}"
ALLOCATION = "B4 i Storuman: utbildning och gemensamma rutiner"


@dataclass(frozen=True)
class Page:
    """An address, the links that one follows from there, and the button that one then presses."""

    title: str
    account: str | None
    address: str
    links: tuple[str, ...] = ()
    button: str = ""

    def open(self, page):
        page.goto(self.address)
        for link in self.links:
            follow(page, link)
        if self.button:
            press(page, self.button)
        expect(page).to_have_title(f"{self.title} – B4-portalen")


PAGES = [
    Page("Samlat arbete för psykisk hälsa", None, "/"),
    Page("Logga in", None, "/konto/logga-in/"),
    Page("Fel: Logga in", None, "/konto/logga-in/", button="Logga in"),
    Page("Glömt lösenordet", None, "/konto/losenord/glomt/"),
    Page("Titta i din inkorg", None, "/konto/losenord/glomt/skickat/"),
    Page("Länken gäller inte längre", None, "/konto/losenord/nytt/1-gammal/"),
    Page("Du kan inte skapa ett konto själv", None, "/konto/skapa/"),
    Page("Om portalen", None, "/om/"),
    Page("Tillgänglighet", None, "/tillganglighet/"),
    Page("Byt lösenord", COORDINATOR, "/konto/losenord/"),
    Page("Logga ut", COORDINATOR, "/konto/logga-ut/"),
    Page("Sidan finns inte", STRANGER, "/planer/999999/"),
    Page("Du får inte göra det här", READER, "/aktiviteter/logga/"),
    Page("Hem", COORDINATOR, "/"),
    Page("Hem", READER, "/"),
    Page("Planer och aktiviteter", COORDINATOR, "/planer/"),
    Page(PLAN, COORDINATOR, "/planer/", (PLAN,)),
    Page("Aktiviteter", COORDINATOR, "/aktiviteter/"),
    Page("Aktiviteter", COORDINATOR, "/aktiviteter/?sok=finns+inte"),
    Page(ACTIVITY, COORDINATOR, "/aktiviteter/", (ACTIVITY,)),
    Page(DRAFT, COORDINATOR, "/aktiviteter/", (DRAFT,)),
    Page(f"Ändra {ACTIVITY}", COORDINATOR, "/aktiviteter/", (ACTIVITY, "Ändra")),
    Page("Logga aktivitet", COORDINATOR, "/aktiviteter/logga/"),
    Page("Fel: Logga aktivitet", COORDINATOR, "/aktiviteter/logga/", button="Spara aktiviteten"),
    Page("Logga ett tillfälle", COORDINATOR, "/aktiviteter/", (ACTIVITY, "Logga ett tillfälle")),
    Page("Medel", OFFICER, "/medel/"),
    Page(f"{CATEGORY}, Västerbottens län", OFFICER, "/medel/", (POT,)),
    Page(ALLOCATION, OFFICER, "/medel/", (ALLOCATION,)),
    Page(AGREEMENT, OFFICER, "/medel/", (AGREEMENT,)),
    Page("Rapporter", OFFICER, "/rapporter/"),
    Page("Rapporter", READER, "/rapporter/"),
    Page("Aktörer", COORDINATOR, "/aktorer/"),
    Page("Storumans kommun", COORDINATOR, "/aktorer/?sok=storuman", ("Storumans kommun",)),
]
