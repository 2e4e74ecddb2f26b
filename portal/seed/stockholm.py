"""Stockholms län 2021: what NASP and Uppdrag psykisk hälsa offered the county's kommuner.

The money is that of 2022, the year whose joint sum for suicide prevention a source names.
"""

from datetime import date

from actors.models import Actor, County, Kind, Membership, Role, User
from funding import actions as money
from funding.models import Agreement, Decision
from portal.seed.activities import ago, log
from portal.seed.people import actor, approver_of


def seed_stockholm(people):
    nasp = people["nasp@ki.example"]
    support = _plan_support(nasp)
    for offer in (_lifesaving, _yam, _mhfa):
        offer(nasp)
    nacka = people["samordnare@nacka.example"]
    log(
        "Våga fråga för kommunens chefer",
        "BEMOT",
        [(ago(48), "Alla enhetschefer i socialtjänsten.", 24)],
        lead="Nacka kommun",
        by=nacka,
        methods=["Våga fråga"],
        groups=["Personal i socialtjänsten"],
    )
    log(
        "Utkast: plan för elevhälsan",
        "BYGG",
        [(ago(8), "Underlag från rektorerna.", None)],
        lead="Nacka kommun",
        by=nacka,
        publish=False,
    )
    joint, leader = _joint_work()
    _money(support, joint, leader)


def _offer(title, b, entries, by, ends=date(2021, 12, 31), **more):
    return log(
        title,
        b,
        entries,
        lead="NASP",
        by=by,
        partners=["Karolinska institutet", "Region Stockholm"],
        visibility="PUBLIC",
        status="DONE",
        ends=ends,
        **more,
    )


def _plan_support(by):
    return _offer(
        "Kostnadsfritt stöd till lokala handlingsplaner",
        "BYGG",
        [
            (date(2021, 4, 20), "Stöd till kommuner som tar fram en plan för suicidprevention."),
            (date(2022, 5, 10), "Stödet fortsätter under året."),
        ],
        by,
        ends=date(2022, 12, 31),
        groups=["Hela befolkningen"],
    )


def _lifesaving(by):
    return _offer(
        "Aktion livräddning, en endagsutbildning i suicidprevention",
        "BEMOT",
        [
            (date(2020, 12, 31), "Cirka 1 700 anmälda under 2020."),
            (date(2021, 4, 20), "Intresset och efterfrågan är stora även i år."),
        ],
        by,
        methods=["Aktion livräddning"],
    )


def _yam(by):
    return _offer(
        "Stöd i att införa YAM i skolan",
        "BEMOT",
        [(date(2021, 4, 20), "Erbjuds länets kommuner under året.")],
        by,
        methods=["YAM"],
        groups=["Elever"],
    )


def _mhfa(by):
    return _offer(
        "Första hjälpen till psykisk hälsa: 60 instruktörsplatser",
        "BEMOT",
        [(date(2021, 4, 20), "60 platser fördelade på tre utbildningsveckor.")],
        by,
        methods=["MHFA"],
    )


def _joint_work():
    """Uppdrag psykisk hälsa Stockholms län: led by Storsthlm together with Region Stockholm."""
    leader = User.objects.create_user("projektledare@storsthlm.example", name="Mio Exempel")
    Membership.objects.create(user=leader, actor=actor("Storsthlm"), role=Role.COORDINATOR)
    activity = log(
        "Uppdrag psykisk hälsa Stockholms län: stöd till förskolan",
        "BYGG",
        [
            (
                date(2021, 4, 20),
                "En skrift om psykisk hälsa hos yngre barn är under framtagande, "
                "med forskning och praktisk vägledning.",
            )
        ],
        lead="Storsthlm",
        by=leader,
        partners=["Region Stockholm"],
        groups=["Barn och unga", "Personal i skolan"],
        visibility="PUBLIC",
    )
    return activity, leader


def _money(support, joint, officer):
    county = County.objects.get(code="01")
    region = Actor.objects.get(kind=Kind.REGION, code="01")
    start = date(2021, 1, 1)
    agreement = money.record_agreement(
        Agreement(
            name="Överenskommelsen om psykisk hälsa och suicidprevention 2021–2022",
            first_year=2021,
            last_year=2022,
            source="anhoriga.se 2022-02; kvalitetsregister.se (spegel av skr.se) 2022-05-17",
            note="1 680 000 000 kr för 2021 och 1 635 000 000 kr för 2022, ur två källor. "
            "De 200 000 000 kr som är länsgemensamma för suicidprevention gäller 2022. "
            "Länspotten i Stockholms län och tilldelningarna är påhittade för demonstrationen.",
        ),
        total=1_680_000_000 + 1_635_000_000,
        parties=[actor("Staten"), actor("SKR")],
        on=start,
        by=officer,
    )
    joint_part = money.split(
        agreement,
        amount=200_000_000,
        on=date(2022, 1, 1),
        by=officer,
        name="Suicidprevention 2022, länsgemensamt",
        stream="LANSGEMENSAM",
    )
    pot = money.distribute(
        joint_part,
        county,
        amount=4_600_000,
        on=date(2022, 2, 1),
        by=officer,
        note="Påhittat belopp",
    )
    parties = [region, *Actor.objects.filter(kind=Kind.KOMMUN, counties=county)]
    decision = money.propose_decision(
        Decision(
            county=county,
            body="Region Stockholm och länets kommuner",
            decided_on=date(2022, 3, 15),
            diary_number="Påhittat 2022-3",
        ),
        parties=parties,
        by=officer,
    )
    for party in parties:
        money.concur(decision, party, by=approver_of(party))
    for receiver, purpose, amount, done in [
        ("NASP", "Stöd till kommunerna i suicidprevention", 2_600_000, [support]),
        ("Storsthlm", "Uppdrag psykisk hälsa Stockholms län", 1_750_000, [joint]),
    ]:
        allocation = money.allocate(
            pot,
            actor(receiver),
            amount=amount,
            purpose=purpose,
            decision=decision,
            activities=done,
            by=officer,
        )
        money.pay(allocation, amount=amount, on=date(2022, 4, 1), by=officer)
