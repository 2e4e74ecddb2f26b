"""Every page of the portal: its title, who opens it, and how one gets there."""

from dataclasses import dataclass

from playwright.sync_api import expect

from e2e.steps import (
    ADMIN,
    APPROVER,
    COORDINATOR,
    MONEY_2024,
    OFFICER,
    READER,
    STRANGER,
    follow,
    press,
)

PLAN = "Handlings- och aktivitetsplan för psykisk hälsa i Storuman"
DRAFT_PLAN = "Nästa plan för Storuman"
REFERRED = "Länets stöd till lokala handlingsplaner"
OUTCOME = "Skriv in ett utfall för Alla elever i årskurs 8 får ett program om psykisk hälsa."
MEASURE = "Berätta hur det går med Genomföra YAM varje höst"
ACTIVITY = "Våga fråga: kvällsutbildning för föreningslivet"
DRAFT = "Studiebesök från grannkommunerna"
AGREEMENT = "Överenskommelsen om psykisk hälsa och suicidprevention 2024"
CATEGORY = "Ett stärkt och utvecklat suicidpreventivt arbete"
POT = f"2. {CATEGORY}"
ALLOCATION = "B4 i Storuman: utbildning och gemensamma rutiner"
LEFT_OVER = "Lokal handlingsplan efter förebild av Storuman"  # half of it is not paid out yet

OPEN_ROUND = "Årets sista omgång"
GRANTED = "B4 i Storuman: nästa steg"
SENT = "Ett team för dem som söker hjälp på flera ställen"

SUGGESTION = "Öppen föräldragrupp på nätet"
NASP = "Nationellt centrum för suicidforskning och prevention"
STORUMAN = "/aktorer/?sok=storuman"
COLLECTIVE = "/aktorer/?sok=brukarrörelsen"
KOMMUN = ("Storumans kommun",)
PEOPLE = (*KOMMUN, "Visa personer")
CONTACT = "Ändra Samordnare för psykisk hälsa"
GROUP = "B4-gruppen Storuman"
NETWORK = "Suicidprevention i kommuner"


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
    Page("Ny plan", COORDINATOR, "/planer/ny/"),
    Page("Skriv en plan", COORDINATOR, "/planer/ny/skriv/?mall=1"),
    Page("Fel: Skriv en plan", COORDINATOR, "/planer/ny/skriv/", button="Spara utkastet"),
    Page("Så sprids planer", COORDINATOR, "/planer/spridning/"),
    Page("Fyra B och varifrån de kommer", READER, "/om-b4/"),
    Page("Tidslinje", COORDINATOR, "/planer/", (PLAN, "Visa tidslinjen")),
    Page("Avsluta planen", COORDINATOR, "/planer/", (PLAN, "Avsluta planen")),
    Page("Skriv in ett utfall", COORDINATOR, "/planer/", (PLAN, OUTCOME)),
    Page("Berätta hur det går", COORDINATOR, "/planer/", (PLAN, MEASURE)),
    Page(DRAFT_PLAN, COORDINATOR, "/planer/", (DRAFT_PLAN,)),
    Page(f"Ändra {DRAFT_PLAN}", COORDINATOR, "/planer/", (DRAFT_PLAN, "Ändra planen")),
    Page("Skriv ett mål", COORDINATOR, "/planer/", (DRAFT_PLAN, "Skriv ett mål")),
    Page("Skicka på remiss", COORDINATOR, "/planer/", (DRAFT_PLAN, "Skicka på remiss")),
    Page("Svara på remissen", COORDINATOR, "/planer/", (REFERRED, "Svara på remissen")),
    Page(DRAFT_PLAN, APPROVER, "/planer/", (DRAFT_PLAN,)),
    Page("Aktiviteter", COORDINATOR, "/aktiviteter/"),
    Page("Aktiviteter", COORDINATOR, "/aktiviteter/?sok=finns+inte"),
    Page(ACTIVITY, COORDINATOR, "/aktiviteter/", (ACTIVITY,)),
    Page(DRAFT, COORDINATOR, "/aktiviteter/", (DRAFT,)),
    Page(f"Ändra {ACTIVITY}", COORDINATOR, "/aktiviteter/", (ACTIVITY, "Ändra")),
    Page("Aktiviteter", COORDINATOR, "/aktiviteter/?vy=tavla"),
    Page("Aktiviteter", COORDINATOR, "/aktiviteter/?b=BEMOT&status=ONGOING&tyst=90"),
    Page("Metodbank", COORDINATOR, "/metoder/"),
    Page("Metodbank", ADMIN, "/metoder/?sok=finns+inte"),
    Page("Våga fråga", COORDINATOR, "/metoder/", ("Våga fråga",)),
    Page("Ändra Våga fråga", ADMIN, "/metoder/", ("Våga fråga", "Ändra")),
    Page("Lägg till metod", ADMIN, "/metoder/ny/"),
    Page("Fel: Lägg till metod", ADMIN, "/metoder/ny/", button="Spara metoden"),
    Page("Föreslå en metod", COORDINATOR, "/metoder/foresla/"),
    Page("Fel: Föreslå en metod", COORDINATOR, "/metoder/foresla/", button="Skicka förslaget"),
    Page("Förslag på metoder", COORDINATOR, "/metoder/forslag/"),
    Page(f"Förslag: {SUGGESTION}", ADMIN, "/metoder/forslag/", (SUGGESTION,)),
    Page("Logga aktivitet", COORDINATOR, "/aktiviteter/logga/"),
    Page("Logga", COORDINATOR, "/logga/"),
    Page("Fel: Logga", COORDINATOR, "/logga/", button="Spara"),
    Page("Klistra in från Excel", COORDINATOR, "/logga/klistra/"),
    Page("Fel: Klistra in från Excel", COORDINATOR, "/logga/klistra/", button="Granska raderna"),
    Page("Logga utan nät", None, "/logga/utan-nat/"),
    Page("Fel: Logga aktivitet", COORDINATOR, "/aktiviteter/logga/", button="Spara aktiviteten"),
    Page("Logga ett tillfälle", COORDINATOR, "/aktiviteter/", (ACTIVITY, "Logga ett tillfälle")),
    Page("Lägg till aktivitet", COORDINATOR, "/aktiviteter/ny/"),
    Page("Fel: Lägg till aktivitet", COORDINATOR, "/aktiviteter/ny/", button="Spara aktiviteten"),
    Page("Papperskorgen", COORDINATOR, "/papperskorg/"),
    Page("Skriv en kommentar", OFFICER, "/aktiviteter/", (ACTIVITY, "Skriv en kommentar")),
    Page(
        "Fel: Skriv en kommentar",
        OFFICER,
        "/aktiviteter/",
        (ACTIVITY, "Skriv en kommentar"),
        "Spara kommentaren",
    ),
    Page("Bifoga en fil", COORDINATOR, "/aktiviteter/", (ACTIVITY, "Bifoga en fil")),
    Page(
        "Fel: Bifoga en fil",
        COORDINATOR,
        "/aktiviteter/",
        (ACTIVITY, "Bifoga en fil"),
        "Bifoga filen",
    ),
    Page("Länets regler", OFFICER, "/medel/regler/"),
    Page("Länets regler", READER, "/medel/regler/"),
    Page("Så fattas gemensamma beslut", OFFICER, "/medel/regler/24/beslutsordning/"),
    Page("Ny öronmärkning", OFFICER, "/medel/regler/24/oronmarkningar/ny/"),
    Page("Ny ansökningsomgång", OFFICER, "/medel/regler/24/omgangar/ny/"),
    Page(
        "Fel: Ny ansökningsomgång",
        OFFICER,
        "/medel/regler/24/omgangar/ny/",
        button="Spara omgången",
    ),
    Page(OPEN_ROUND, COORDINATOR, "/medel/regler/", (OPEN_ROUND,)),
    Page("Sök medel", COORDINATOR, "/medel/regler/", (OPEN_ROUND, "Sök medel")),
    Page(
        "Fel: Sök medel",
        COORDINATOR,
        "/medel/regler/",
        (OPEN_ROUND, "Sök medel"),
        "Spara utkastet",
    ),
    Page("Ansökningar", COORDINATOR, "/medel/ansokningar/"),
    Page("Ansökningar", STRANGER, "/medel/ansokningar/"),
    Page(GRANTED, COORDINATOR, "/medel/ansokningar/?lage=GRANTED", (GRANTED,)),
    Page(SENT, OFFICER, "/medel/ansokningar/?lage=SUBMITTED", (SENT,)),
    Page("Medel", OFFICER, "/medel/"),
    Page(f"{CATEGORY}, Västerbottens län", OFFICER, MONEY_2024, (POT,)),
    Page(ALLOCATION, OFFICER, MONEY_2024, (ALLOCATION,)),
    Page("Flytta medel", OFFICER, MONEY_2024, (LEFT_OVER, "Flytta medel")),
    Page("Fel: Flytta medel", OFFICER, MONEY_2024, (LEFT_OVER, "Flytta medel"), "Granska flytten"),
    Page(AGREEMENT, OFFICER, MONEY_2024, (AGREEMENT,)),
    Page("De fyra B och kategorierna", COORDINATOR, "/oversikt/matris/"),
    Page("De fyra B och kategorierna", OFFICER, "/oversikt/matris/"),
    Page("Fel: De fyra B och kategorierna", OFFICER, "/oversikt/matris/?ar=1"),
    Page("Läget i Västerbottens län", OFFICER, "/oversikt/lan/24/"),
    Page("Läget i Västerbottens län", OFFICER, "/", ("Läget i Västerbottens län",)),
    Page("Läget i Västerbottens län", OFFICER, "/oversikt/lan/24/?visa=lucka&sortera=plan"),
    Page("Rapporter", OFFICER, "/rapporter/"),
    Page("Rapporter", READER, "/rapporter/"),
    Page("Aktörer", COORDINATOR, "/aktorer/"),
    Page("Aktörer", COORDINATOR, "/aktorer/?sok=finns+inte"),
    Page("Aktörer", ADMIN, "/aktorer/"),
    Page("Storumans kommun", COORDINATOR, STORUMAN, KOMMUN),
    Page(NASP, READER, "/aktorer/?sok=nasp", (NASP,)),
    Page("NSPH Västerbotten", ADMIN, "/aktorer/?sok=nsph", ("NSPH Västerbotten",)),
    Page("Brukarrörelsen i Västerbotten", OFFICER, COLLECTIVE, ("Brukarrörelsen i Västerbotten",)),
    Page("Västerbottens län", COORDINATOR, "/aktorer/lan/24/"),
    Page("Gotlands län", READER, "/aktorer/lan/09/"),
    Page("Ändra Storumans kommun", COORDINATOR, STORUMAN, (*KOMMUN, "Ändra uppgifterna")),
    Page("Lägg till aktör", ADMIN, "/aktorer/ny/"),
    Page("Fel: Lägg till aktör", ADMIN, "/aktorer/ny/", button="Lägg till aktören"),
    Page("Lägg till kontakt", COORDINATOR, STORUMAN, (*KOMMUN, "Lägg till kontakt")),
    Page("Ändra kontakt", COORDINATOR, STORUMAN, (*KOMMUN, CONTACT)),
    Page(
        "För in ett beslut om brukarrörelse",
        ADMIN,
        "/aktorer/?sok=nsph",
        ("NSPH Västerbotten", "För in ett beslut"),
    ),
    Page("Slå ihop med en dubblett", ADMIN, STORUMAN, (*KOMMUN, "Slå ihop med en dubblett")),
    Page("Importera aktörer", ADMIN, "/aktorer/importera/"),
    Page("Fel: Importera aktörer", ADMIN, "/aktorer/importera/", button="Granska filen"),
    Page("Grupper och nätverk", COORDINATOR, "/aktorer/grupper/"),
    Page("Grupper och nätverk", ADMIN, "/aktorer/grupper/"),
    Page("B4-gruppen Storuman", COORDINATOR, "/aktorer/grupper/", (GROUP,)),
    Page("B4-gruppen Storuman", ADMIN, "/aktorer/grupper/", (GROUP,)),
    Page("Suicidprevention i kommuner", STRANGER, "/aktorer/grupper/", (NETWORK,)),
    Page("Lägg till möte", COORDINATOR, "/aktorer/grupper/", (GROUP, "Lägg till möte")),
    Page(
        "Fel: Lägg till möte",
        COORDINATOR,
        "/aktorer/grupper/",
        (GROUP, "Lägg till möte"),
        "Spara mötet",
    ),
    Page("Personer i Storumans kommun", COORDINATOR, STORUMAN, PEOPLE),
    Page("Personer i Storumans kommun", READER, STORUMAN, PEOPLE),
    Page("Fel: Personer i Storumans kommun", COORDINATOR, STORUMAN, PEOPLE, "Skicka inbjudan"),
    Page("Byt roll", COORDINATOR, STORUMAN, (*PEOPLE, "Byt roll för Birger Exempel")),
    Page("Avsluta rollen", COORDINATOR, STORUMAN, (*PEOPLE, "Avsluta rollen för Birger Exempel")),
    Page("Birger Exempel", ADMIN, STORUMAN, (*PEOPLE, "Birger Exempel")),
    Page(
        "Avidentifiera kontot",
        ADMIN,
        STORUMAN,
        (*PEOPLE, "Birger Exempel", "Avidentifiera kontot"),
    ),
    Page(
        "Fel: Avidentifiera kontot",
        ADMIN,
        STORUMAN,
        (*PEOPLE, "Birger Exempel", "Avidentifiera kontot"),
        "Avidentifiera kontot för alltid",
    ),
    Page("Inbjudan gäller inte längre", None, "/inbjudan/gammal/"),
    Page("Mitt konto", COORDINATOR, "/konto/"),
    Page("Mitt konto", ADMIN, "/konto/"),
    Page("Avsluta rollen", READER, "/konto/", ("Avsluta rollen läsare i Storumans kommun",)),
    Page("Länken gäller inte längre", None, "/konto/epost/gammal/"),
    Page("Inloggningar", READER, "/konto/inloggningar/"),
    Page("Tvåfaktor", READER, "/konto/tvafaktor/"),
    Page("Dina passkeys", READER, "/konto/tvafaktor/passkeys/"),
    Page("Bekräfta att det är du", READER, "/konto/bekrafta/"),
    Page("Kontot är avstängt", None, "/konto/avstangt/"),
    Page("Inloggningen avbröts", None, "/konto/organisation/avbruten/"),
    Page("Inloggningen gick inte", None, "/konto/organisation/fel/"),
]
