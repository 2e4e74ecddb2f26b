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
AGREEMENTS = "/medel/overenskommelser/"
TAKE_BACK = "Ta tillbaka fördelningen"
PRELIMINARY = "Påhittad preliminär ram för demonstrationen 2027"
REVIEW = "Granska delarna"
PASTE = "Klistra in delar från Excel"
CATEGORY = "Ett stärkt och utvecklat suicidpreventivt arbete"
POT = f"2. {CATEGORY}"
ALLOCATION = "B4 i Storuman: utbildning och gemensamma rutiner"
NEXT_STEP = "B4 i Storuman: nästa steg"  # of this year: a plan, a requisition, a return begun
SENT_IN = "Föräldraskapsstöd i hela kommunen"  # its return awaits an answer
RETURNS = "/medel/redovisningar/?lage="
FILL, ANSWER = "Fyll i redovisningen", "Svara på redovisningen"
REOPEN = "Öppna redovisningen igen"
BOOK, PASTE_USE = "Bokför det ni har använt", "Klistra in från Excel"
LEFT_OVER = "Lokal handlingsplan efter förebild av Storuman"  # half of it is not paid out yet
TO_PREPARE = "Ett team för dem som söker hjälp på flera ställen"
IS_PREPARED = "Samordnad hjälp i skolan"

TRIED = "Alla får något"
OTHER_TRY = "Färre, men hela belopp"
NEW_TRY = "Nytt alternativ för Sommarens omgång"
SEND_ON = ("/medel/alternativ/", (TRIED, "Gör till beslutsförslag"))

LAID = "Sommarens omgång: det som kan börja genast"  # awaits the region and Storuman
DECIDED = "Årets länsgemensamma medel, första omgången"
WRITTEN = "Sommarens omgång: brukarmedverkan"  # a draft
CHANGE_HEAD = "Ändra rubrik, dag och bakgrund"
PASTE_ITEMS, ADD_ITEMS = "Klistra in flera från Excel", "Lägg till punkterna"
REGISTER = "Registrera protokoll och diarienummer"

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
    Page("Överenskommelser", OFFICER, AGREEMENTS),
    Page(AGREEMENT, ADMIN, AGREEMENTS, (AGREEMENT,)),
    Page(CATEGORY, OFFICER, AGREEMENTS, (AGREEMENT, POT)),
    Page("Ny överenskommelse", ADMIN, AGREEMENTS, ("Ny överenskommelse",)),
    Page(
        "Fel: Ny överenskommelse",
        ADMIN,
        AGREEMENTS,
        ("Ny överenskommelse",),
        "Spara överenskommelsen",
    ),
    Page("Ändra villkoren", ADMIN, AGREEMENTS, (AGREEMENT, "Ändra villkoren")),
    Page("Uppgift ur en källa", ADMIN, AGREEMENTS, (AGREEMENT, "Lägg till en uppgift")),
    Page("Klistra in delar från Excel", ADMIN, AGREEMENTS, (PRELIMINARY, PASTE)),
    Page("Fel: Klistra in delar från Excel", ADMIN, AGREEMENTS, (PRELIMINARY, PASTE), REVIEW),
    Page("Stäng nivån", ADMIN, AGREEMENTS, (PRELIMINARY, "Stäng nivån")),
    Page("Öppna nivån igen", ADMIN, AGREEMENTS, (AGREEMENT, "Öppna nivån igen")),
    Page("Dela upp", ADMIN, AGREEMENTS, (PRELIMINARY, "Dela upp")),
    Page("Anteckna beslutet", ADMIN, AGREEMENTS, (PRELIMINARY, "Anteckna beslutet")),
    Page(
        "Fördela efter en nyckel",
        ADMIN,
        AGREEMENTS,
        (AGREEMENT, POT, "Fördela efter en nyckel"),
    ),
    Page("Ta tillbaka fördelningen", ADMIN, AGREEMENTS, (AGREEMENT, POT, TAKE_BACK)),
    Page("Fördelningsnycklar", ADMIN, "/medel/nycklar/"),
    Page("Ny nyckel efter folkmängd", ADMIN, "/medel/nycklar/ny/"),
    Page("Klistra in vikter från Excel", ADMIN, "/medel/nycklar/klistra-in/"),
    Page("Vad var och en har", OFFICER, "/medel/ramar/"),
    Page("Avsätt till länets pott", OFFICER, "/medel/avsattning/"),
    Page(f"{CATEGORY}, Västerbottens län", OFFICER, MONEY_2024, (POT,)),
    Page(ALLOCATION, OFFICER, MONEY_2024, (ALLOCATION,)),
    Page("Flytta medel", OFFICER, MONEY_2024, (LEFT_OVER, "Flytta medel")),
    Page("Gemensamma beslut", APPROVER, "/medel/beslut/"),
    Page("Fel: Gemensamma beslut", APPROVER, "/medel/beslut/", button="Ställ dig bakom de valda"),
    Page(LAID, APPROVER, "/medel/beslut/", (LAID,)),
    Page(f"Fel: {LAID}", APPROVER, "/medel/beslut/", (LAID,), "Svara"),
    Page(DECIDED, READER, "/medel/beslut/", (DECIDED,)),
    Page(WRITTEN, OFFICER, "/medel/beslut/", (WRITTEN,)),
    Page("Skriv ett beslut", OFFICER, "/medel/beslut/nytt/"),
    Page("Fel: Skriv ett beslut", OFFICER, "/medel/beslut/nytt/", button="Spara utkastet"),
    Page("Ändra utkastet", OFFICER, "/medel/beslut/", (WRITTEN, CHANGE_HEAD)),
    Page("Bevilja medel", OFFICER, "/medel/beslut/", (WRITTEN, "Bevilja medel")),
    Page(
        "Fel: Bevilja medel", OFFICER, "/medel/beslut/", (WRITTEN, "Bevilja medel"), "Spara punkten"
    ),
    Page("Dra tillbaka beslutet", OFFICER, "/medel/beslut/", (LAID, "Dra tillbaka beslutet")),
    Page("Föra över medel", OFFICER, "/medel/beslut/", (WRITTEN, "Föra över medel")),
    Page("Klistra in punkter", OFFICER, "/medel/beslut/", (WRITTEN, PASTE_ITEMS)),
    Page("Fel: Klistra in punkter", OFFICER, "/medel/beslut/", (WRITTEN, PASTE_ITEMS), ADD_ITEMS),
    Page("Registrera beslutet", OFFICER, "/medel/beslut/", (DECIDED, REGISTER)),
    Page("Fel: Flytta medel", OFFICER, MONEY_2024, (LEFT_OVER, "Flytta medel"), "Granska flytten"),
    Page("Betala ut", OFFICER, MONEY_2024, (LEFT_OVER, "Betala ut")),
    Page("Fel: Betala ut", OFFICER, MONEY_2024, (LEFT_OVER, "Betala ut"), "Notera betalningen"),
    Page("Planera en betalning", OFFICER, MONEY_2024, (LEFT_OVER, "Planera en betalning")),
    Page(ALLOCATION, COORDINATOR, MONEY_2024, (ALLOCATION,)),
    Page("Bokför det ni har använt", COORDINATOR, MONEY_2024, (ALLOCATION, BOOK)),
    Page("Fel: Bokför det ni har använt", COORDINATOR, MONEY_2024, (ALLOCATION, BOOK), "Bokför"),
    Page("Klistra in det som är använt", COORDINATOR, MONEY_2024, (ALLOCATION, PASTE_USE)),
    Page(
        "Fel: Klistra in det som är använt",
        COORDINATOR,
        MONEY_2024,
        (ALLOCATION, PASTE_USE),
        "Granska raderna",
    ),
    Page("Koppla aktiviteter", COORDINATOR, MONEY_2024, (ALLOCATION, "Koppla aktiviteter")),
    Page("Svara på rekvisitionen", OFFICER, "/medel/", (NEXT_STEP, "Svara på rekvisitionen")),
    Page(
        "Fel: Svara på rekvisitionen",
        OFFICER,
        "/medel/",
        (NEXT_STEP, "Svara på rekvisitionen"),
        "Avböj rekvisitionen",
    ),
    Page(f"Redovisning: {NEXT_STEP}", COORDINATOR, RETURNS + "draft", (NEXT_STEP,)),
    Page("Fyll i redovisningen", COORDINATOR, RETURNS + "draft", (NEXT_STEP, FILL)),
    Page(
        "Fel: Fyll i redovisningen",
        COORDINATOR,
        RETURNS + "draft",
        (NEXT_STEP, FILL),
        "Klar för intygande",
    ),
    Page(f"Redovisning: {SENT_IN}", OFFICER, RETURNS + "certified", (SENT_IN,)),
    Page("Svara på redovisningen", OFFICER, RETURNS + "certified", (SENT_IN, ANSWER)),
    Page(
        "Fel: Svara på redovisningen",
        OFFICER,
        RETURNS + "certified",
        (SENT_IN, ANSWER),
        "Skicka svaret",
    ),
    Page("Öppna redovisningen igen", OFFICER, RETURNS + "accepted", (ALLOCATION, REOPEN)),
    Page("Redovisningar", OFFICER, "/medel/redovisningar/"),
    Page("Redovisningar", COORDINATOR, "/medel/redovisningar/"),
    Page("Redovisningar", READER, "/medel/redovisningar/?lage=accepted"),
    Page(AGREEMENT, OFFICER, MONEY_2024, (AGREEMENT,)),
    Page("Följ kronan", OFFICER, "/medel/folj/"),
    Page("Följ kronan", OFFICER, MONEY_2024, (ALLOCATION, "Följ kronan")),
    Page("Att granska", OFFICER, "/medel/granska/"),
    Page("Att granska", APPROVER, "/medel/granska/?mina=ja"),
    Page(TO_PREPARE, OFFICER, "/medel/granska/", (TO_PREPARE,)),
    Page(f"Fel: {TO_PREPARE}", OFFICER, "/medel/granska/", (TO_PREPARE,), "Klar med beredningen"),
    Page(IS_PREPARED, APPROVER, "/medel/granska/", (IS_PREPARED,)),
    Page("Fråga sökanden", OFFICER, "/medel/granska/", (TO_PREPARE, "Fråga sökanden")),
    Page(
        "Fel: Fråga sökanden",
        OFFICER,
        "/medel/granska/",
        (TO_PREPARE, "Fråga sökanden"),
        "Skicka frågan",
    ),
    Page("Anmäl jäv", OFFICER, "/medel/granska/", (TO_PREPARE, "Anmäl jäv")),
    Page("Alternativ", OFFICER, "/medel/alternativ/"),
    Page("Alternativ", COORDINATOR, "/medel/alternativ/"),
    Page(TRIED, OFFICER, "/medel/alternativ/", (TRIED,)),
    Page("Alternativ", APPROVER, "/medel/alternativ/"),
    Page("Gör till beslutsförslag", OFFICER, *SEND_ON),
    Page("Nytt alternativ", OFFICER, "/medel/alternativ/", (NEW_TRY,)),
    Page("Fel: Nytt alternativ", OFFICER, "/medel/alternativ/", (NEW_TRY,), "Skapa alternativet"),
    Page("Jämför alternativ", OFFICER, "/medel/alternativ/", (TRIED, OTHER_TRY)),
    Page("Jämför alternativ", OFFICER, "/medel/alternativ/?jamfor=0"),
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
