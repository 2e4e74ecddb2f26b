"""The whole way of the money, by five people: from an application to the receiver's return."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from e2e.measure import expect_accessible
from e2e.steps import (
    APPROVER,
    OFFICER,
    TODAY,
    expect_heading,
    follow,
    press,
    section,
)

APPLICANT = "brukare@nsph-vasterbotten.example"
REGION = "godkannare@regionvasterbotten.example"
CERTIFIER = "godkannare@nsph-vasterbotten.example"

WORK = "Studiecirklar om återhämtning"
DECISION = "Studiecirklar i inlandet"
ROUND = "Årets sista omgång"
OTHERS = """
from funding import actions
from funding.models import Decision
from portal.seed.people import approver_of
decision = Decision.objects.get(title="Studiecirklar i inlandet")
wait = ["Region Västerbotten", "Storumans kommun"]
for said in decision.concurrences.exclude(party__name__in=wait):
    actions.concur(decision, said.party, by=approver_of(said.party))
"""


def test_five_people_walk_the_money_from_the_application_to_the_return(enter, portal, look):
    applies(enter(APPLICANT), look)
    prepares(enter(OFFICER), look)
    lays(enter(OFFICER), look)
    portal.meanwhile(OTHERS)
    stands_behind(enter(REGION), "Väntar på")
    kommun = enter(APPROVER)
    stands_behind(kommun, "Alla parter står bakom")
    look(kommun, "12-beslutat")
    pays(enter(OFFICER))
    uses_and_accounts(enter(APPLICANT), look)
    certifies(enter(CERTIFIER), look)
    answers(enter(OFFICER))


def applies(page, look):
    """The applicant writes, and sends in."""
    page.goto("/medel/ansokningar/")
    follow(page, ROUND)
    follow(page, "Sök medel")
    page.get_by_label("Vad söker ni medel till?").fill(WORK)
    page.get_by_role("radio", name=re.compile("patient-, brukar- och anhörigmedverkan")).check()
    page.get_by_label("Varför behövs det?").fill("Många vill träffas, och det är långt mellan oss.")
    page.get_by_label("Vad ska göras?").fill("Fyra cirklar med ledare som själva har varit där.")
    page.get_by_role("radio", name="Bygg", exact=True).check()
    page.get_by_label("Arbetet börjar").fill((TODAY + timedelta(days=30)).isoformat())
    page.get_by_label("Arbetet slutar").fill((TODAY + timedelta(days=200)).isoformat())
    page.get_by_label("Vad ska bli bättre, och hur märks det?").fill("Fler har någon att ringa.")
    page.get_by_label("Hur är patienter, brukare och anhöriga med?").fill("De leder cirklarna.")
    page.get_by_label("Vem kan handläggaren fråga?").fill("Ordföranden")
    page.get_by_label("Till vad").first.fill("Cirkelledare")
    page.get_by_label("Belopp, kronor").first.fill("20 000 kr")
    look(page, "12-ansok")
    press(page, "Skicka in")
    expect(page.get_by_role("status")).to_contain_text("Ansökan är inskickad.")
    expect_heading(page, WORK)
    expect_accessible(page)


def prepares(page, look):
    """The officer looks through it and recommends an amount."""
    page.goto("/medel/granska/")
    follow(page, f"Bered {WORK}")
    for box in (
        page.get_by_role("group", name="Granskat och i ordning").get_by_role("checkbox").all()
    ):
        box.check()
    page.get_by_label("Föreslaget belopp, kronor").fill("15 000")
    page.get_by_role("textbox", name=re.compile("^Skäl")).fill(
        "Ryms i potten, och leds av dem som det är till för."
    )
    press(page, "Klar med beredningen")
    expect(page.get_by_role("status")).to_contain_text("Beredningen är klar.")
    look(page, "12-beredd")


def lays(page, look):
    """The same officer writes a decision of it and lays it before the sixteen parties."""
    page.goto("/medel/beslut/nytt/")
    page.get_by_label("Rubrik").fill(DECISION)
    press(page, "Spara utkastet")
    follow(page, f"Bevilja {WORK}")
    expect(page.get_by_role("textbox", name=re.compile("^Belopp"))).to_have_value(
        re.compile("^15.?000$")
    )
    press(page, "Spara punkten")
    press(page, "Lägg fram")
    expect(page.get_by_role("status")).to_contain_text("framlagt för 16 parter")
    look(page, "12-framlagt")


def stands_behind(page, then):
    """An approver answers for their own party, and for no other."""
    page.goto("/medel/beslut/")
    follow(page, DECISION)
    page.get_by_role("radio", name="Vi ställer oss bakom beslutet").check()
    press(page, "Svara")
    expect(page.get_by_role("status")).to_contain_text(re.compile("står (nu )?bakom beslutet"))
    expect(page.get_by_role("main")).to_contain_text(then)
    expect_accessible(page)


def allocation(page):
    """The allocation arose by itself when the last party stood behind the decision."""
    page.goto("/medel/beslut/")
    follow(page, DECISION)
    follow(page, WORK)
    expect_heading(page, WORK)


def pays(page):
    allocation(page)
    follow(page, "Betala ut")
    page.get_by_label("Hur mycket betalas ut?").fill("15 000")
    page.get_by_label("Verifikation").fill("Påhittad U-14")
    press(page, "Notera betalningen")
    expect(page.get_by_role("status")).to_contain_text("är noterat som utbetalt")


def uses_and_accounts(page, look):
    """The receiver books what it has used, and tells what becomes of the rest."""
    allocation(page)
    follow(page, "Bokför det ni har använt")
    page.get_by_label("Hur mycket är använt?").fill("12 000")
    page.get_by_label("Verifikation").fill("Påhittad F-14")
    press(page, "Bokför")
    expect(page.get_by_role("status")).to_contain_text("är bokfört som använt.")
    expect(section(page, "Det som är använt")).to_contain_text("12 000 kr")
    press(page, "Redovisa")
    page.get_by_label("Ska betalas tillbaka").fill("3 000")
    page.get_by_label("Väntas bli använt i allt").fill("12 000")
    page.get_by_label("Varför avviker det?").fill("En cirkel blev inställd.")
    look(page, "12-redovisa")
    press(page, "Klar för intygande")
    expect(page.get_by_role("status")).to_contain_text("väntar nu på att någon annan intygar")
    expect(page.get_by_role("button", name="Intyga och skicka in")).to_have_count(0)


def certifies(page, look):
    """Somebody else at the receiver certifies the figures."""
    page.goto("/medel/redovisningar/")
    follow(page, WORK)
    press(page, "Intyga och skicka in")
    expect(page.get_by_role("status")).to_contain_text("Redovisningen är intygad och inskickad.")
    look(page, "12-intygad")
    expect_accessible(page)


def answers(page):
    page.goto("/medel/redovisningar/")
    follow(page, WORK)
    expect(section(page, "Siffrorna")).to_contain_text("3 000 kr")
    follow(page, "Svara på redovisningen")
    page.get_by_role("radio", name=re.compile("är godkänd")).check()
    press(page, "Skicka svaret")
    expect(page.get_by_role("main")).to_contain_text("Godkänd")
