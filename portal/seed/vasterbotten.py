"""Västerbotten 2024: B4 in Storuman, the four categories, the county's joint pots."""

from datetime import date

from actors.models import Actor, County, Kind
from funding import actions as money
from funding.models import Agreement, Component, Decision
from initiatives.models import Category
from portal.seed import activities, library, neighbours, plans
from portal.seed.people import actor, approver_of

# category, receiver, purpose, granted, paid, [(used, on which activities)]
ALLOCATIONS = [
    (1, "Region Västerbotten", "Samordnad vård vid samsjuklighet", 2_400_000, 2_400_000, [(1_900_000, None)]),
    (1, "Umeå kommun", "Boendestöd och beroendevård som hänger ihop", 1_450_000, 1_450_000, [(1_450_000, None)]),
    (1, "Skellefteå kommun", "Ett team för personer med omfattande behov", 1_000_000, 1_000_000, [(640_000, None)]),
    (2, "Storumans kommun", "B4 i Storuman: utbildning och gemensamma rutiner", 450_000, 450_000,
     [(210_000, "utbildning"), (100_000, "rutin")]),
    (2, "Region Västerbotten", "Regional suicidpreventiv samordning", 2_250_000, 2_250_000, [(2_050_000, None)]),
    (2, "Umeå kommun", "Handlingsplan och utbildning i skolan", 1_200_000, 1_200_000, [(980_000, None)]),
    (2, "Skellefteå kommun", "Våga fråga i hela kommunen", 800_000, 800_000, [(800_000, None)]),
    (2, "Lycksele kommun", "Lokal handlingsplan efter förebild av Storuman", 300_000, 150_000, [(90_000, None)]),
    (2, "FoU Socialtjänst", "Uppföljning av länets insatser", 200_000, 200_000, [(120_000, None)]),
    (3, "Region Västerbotten", "Första linjens vård för barn och unga", 3_100_000, 3_100_000, [(3_100_000, None)]),
    (3, "Umeå kommun", "Främjande arbete i förskola och skola", 2_400_000, 2_400_000, [(2_150_000, None)]),
    (3, "Skellefteå kommun", "Mot problematisk skolfrånvaro", 1_500_000, 1_500_000, [(1_100_000, None)]),
    (3, "Storumans kommun", "Föräldraskapsstöd i hela kommunen", 300_000, 300_000, [(185_000, "föräldrar")]),
    (4, "NSPH Västerbotten", "Brukarmedverkan utifrån behov som identifieras i länet", 1_000_000, 1_000_000,
     [(730_000, None)]),
]  # fmt: skip

INVENTED = (
    "Totalen och de två första delarna är överenskommelsens egna. "
    "Delarna under kommuner och regioner, länspotterna och tilldelningarna är påhittade "
    "för demonstrationen."
)


def seed_vasterbotten(people):
    plan = plans.storuman(people)
    linked = activities.storuman(plan, people["samordnare@storuman.example"])
    neighbours.neighbours(people)
    library.suggestions(people)
    plans.followers(plan, people)
    plans.drafts(people)
    officer = people["handlaggare@regionvasterbotten.example"]
    _allocate(_agreement(officer), officer, linked)
    return plan


def _agreement(by):
    """The agreement of 2024 and the four category components, split by the ledger's rules."""
    signed = date(2023, 12, 21)
    agreement = money.record_agreement(
        Agreement(
            name="Överenskommelsen om psykisk hälsa och suicidprevention 2024",
            first_year=2024,
            last_year=2024,
            decided_on=signed,
            diary_number="S2023/03357",
            source="SKR, nyhetsbrev februari 2024; regeringen.se 2024-02",
            note=INVENTED,
        ),
        total=1_560_000_000,
        parties=[actor("Staten"), actor("SKR")],
        on=signed,
        by=by,
    )
    local = money.split(
        agreement,
        amount=1_527_000_000,
        on=signed,
        by=by,
        name="Kommuner och regioner, enskilt eller i samverkan",
        stream="MIXED",
    )
    money.split(
        agreement,
        amount=33_000_000,
        on=signed,
        by=by,
        name="SKR: samordning och stöd till lokalt och regionalt förbättringsarbete",
        stream="SKR",
    )
    for name, stream, amount in [
        ("Kommuner var för sig", "KOMMUN", 350_000_000),
        ("Regioner var för sig", "REGION", 453_000_000),
    ]:
        money.split(local, amount=amount, on=signed, by=by, name=name, stream=stream)
    sizes = {1: 200_000_000, 2: 200_000_000, 3: 300_000_000, 4: 24_000_000}
    for category in Category.objects.filter(first_year=2024).order_by("number"):
        money.split(
            local,
            amount=sizes[category.number],
            on=signed,
            by=by,
            name=category.name,
            stream="LANSGEMENSAM",
            category=category,
        )
    return agreement


def _allocate(agreement, by, linked):
    """The county's pots, one joint decision, and what became of every krona."""
    county = County.objects.get(code="24")
    parties = [
        *Actor.objects.filter(kind=Kind.REGION, counties=county),
        *Actor.objects.filter(kind=Kind.KOMMUN, counties=county),
    ]
    decision = money.propose_decision(
        Decision(
            county=county,
            body="Länssamverkansgruppen",
            decided_on=date(2024, 3, 12),
            paragraph="påhittad § 7",
            diary_number="Påhittat LSG 2024-11",
        ),
        parties=parties,
        by=by,
    )
    for party in parties:
        money.concur(decision, party, by=approver_of(party))
    pots = {
        component.category.number: money.distribute(
            component,
            county,
            amount=sum(row[3] for row in ALLOCATIONS if row[0] == component.category.number),
            on=date(2024, 1, 25),
            by=by,
            note="Påhittat belopp",
        )
        for component in Component.objects.filter(agreement=agreement, category__isnull=False)
    }
    for number, receiver, purpose, granted, paid, uses in ALLOCATIONS:
        done = [activity for _, key in uses if key for activity in linked[key]]
        allocation = money.allocate(
            pots[number],
            actor(receiver),
            amount=granted,
            purpose=purpose,
            decision=decision,
            activities=done,
            by=by,
        )
        money.pay(allocation, amount=paid, on=date(2024, 4, 15), by=by)
        for used, key in uses:
            money.use(
                allocation,
                amount=used,
                on=date(2024, 12, 20),
                activity=linked[key][0] if key else None,
                note="Enligt mottagarens redovisning",
                by=by,
            )
