"""Stockholms län 2021: what NASP and Uppdrag psykisk hälsa offered the county's kommuner.

The money is that of 2022, the year whose joint sum for suicide prevention a source names.
"""

from datetime import date

from actors.models import County, Membership, Role, User
from funding import actions as money
from portal.seed.activities import ago, log
from portal.seed.money import decide, grant, spend, write
from portal.seed.people import actor


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
    return support, _joint_work()


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
    return activity


def seed_money_of_2022(joint_part, people, support, joint):
    """A pot, a decision of the region and the kommuner's body, and what was paid out."""
    county = County.objects.get(code="01")
    officer = people["handlaggare@regionstockholm.example"]
    pot = money.distribute(
        joint_part,
        county,
        amount=4_600_000,
        on=date(2022, 2, 1),
        by=people["handlaggare@skr.example"],
        note="Påhittat belopp",
    )
    rows = [
        ("NASP", "Stöd till kommunerna i suicidprevention", 2_600_000, support),
        ("Storsthlm", "Uppdrag psykisk hälsa Stockholms län", 1_750_000, joint),
    ]
    decision = write(
        county,
        [grant(pot, actor(receiver), amount, purpose) for receiver, purpose, amount, _ in rows],
        title="Länsgemensamma medel för suicidprevention 2022",
        decided_on=date(2022, 3, 15),
        diary_number="Påhittat 2022-3",
        text="Påhittat. Regionen och kommunerna, genom Storsthlm, fördelar årets medel.",
        by=officer,
    )
    made = decide(decision, by=officer)
    for _, purpose, amount, activity in rows:
        spend(
            made[purpose],
            paid=amount,
            used=[],
            paid_on=date(2022, 4, 1),
            used_on=None,
            activities=[activity],
            by=officer,
        )
