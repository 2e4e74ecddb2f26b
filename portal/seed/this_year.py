"""This year's money in Västerbotten, invented so that the demo has something to do today.

There is no source for an agreement of this year; the portal says so wherever it is named.
"""

from datetime import date

from django.utils import timezone

from actors.models import County
from funding import actions as money
from funding.actions.returns import begin_return
from funding.models import (
    Agreement,
    DecisionItem,
    DistributionKey,
    Frame,
    PlannedPayment,
    Requisition,
)
from portal.models import Event
from portal.seed.activities import ago
from portal.seed.agreements import split_whole
from portal.seed.applications import seed_applications, seed_rounds, seed_scenarios
from portal.seed.money import account_for, decide, grant, spend, write
from portal.seed.people import actor

NOTE = "Helt påhittad för demonstrationen: ingen sådan överenskommelse är känd."


def seed_this_year(people, linked):
    by, officer = people["handlaggare@skr.example"], people[OFFICER]
    agreement, parts = _agreement(by)
    pots = {
        number: Frame.objects.get(component=part, county__code="24", actor=None)
        for number, part in parts.items()
    }
    rounds = seed_rounds(agreement, pots, officer)
    applications = seed_applications(rounds, pots, people)
    _given(pots, applications, people, linked)
    _waiting(pots, applications, officer)
    seed_scenarios(rounds["second"], applications, officer)
    _next_year(by)


OFFICER = "handlaggare@regionvasterbotten.example"


def _agreement(by):
    today = timezone.localdate()
    first = ago(250).year
    years = f"{first}" if first == today.year else f"{first}–{today.year}"
    agreement = money.record_agreement(
        Agreement(
            name=f"Påhittad överenskommelse för demonstrationen {years}",
            first_year=first,
            last_year=today.year,
            decided_on=ago(330),
            diary_number="Påhittat",
            source="Påhittad",
            note=NOTE,
            predecessor=Agreement.objects.get(first_year=2024),
            usable_until=date(today.year, 12, 31),
            report_due=date(today.year + 1, 3, 31),
            report_to="Socialstyrelsen",
            repay_due=date(today.year + 1, 6, 30),
        ),
        total=1_500_000_000,
        parties=[actor("Staten"), actor("SKR")],
        on=ago(330),
        by=by,
    )
    parts = split_whole(
        agreement,
        skr=33_000_000,
        own=[("KOMMUN", 340_000_000), ("REGION", 440_000_000)],
        categories={1: 190_000_000, 2: 190_000_000, 3: 283_000_000, 4: 24_000_000},
        on=ago(330),
        by=by,
    )
    money.distribute_by_key(parts.values(), DistributionKey.objects.get(), on=ago(320), by=by)
    for part in parts.values():
        money.close_level(part, by=by)
    return agreement, parts


# category, receiver, purpose, focuses, granted, paid, used, name of what it was used on
ALLOCATIONS = [
    (2, "Storumans kommun", "B4 i Storuman: nästa steg", (1, 4), 600_000, 300_000, 120_000,
     "utbildning"),
    (4, "NSPH Västerbotten", "Brukarrevision och kamratstöd", (), 250_000, 250_000, 205_000, None),
    (3, "Umeå kommun", "Främjande arbete i förskolan", (1,), 1_800_000, 1_500_000, 1_420_000, None),
    (1, "Region Västerbotten", "Samordnad vård vid samsjuklighet", (), 2_100_000, 2_100_000, 0,
     None),
    (2, "Region Västerbotten", "Regional suicidpreventiv samordning", (1, 3), 1_500_000, 0, 0,
     None),
    (3, "Skellefteå kommun", "Skolnärvaro för alla", (2,), 900_000, 900_000, 400_000, None),
]  # fmt: skip


def _given(pots, applications, people, linked):
    """What was decided in the spring, and how far it has come."""
    officer, county = people[OFFICER], County.objects.get(code="24")
    answered = {"B4 i Storuman: nästa steg": applications["granted"]}
    items = [
        grant(
            pots[number],
            actor(receiver),
            amount,
            purpose,
            wanted=chosen,
            application=answered.get(purpose),
        )
        for number, receiver, purpose, chosen, amount, *_ in ALLOCATIONS
    ]
    refused = DecisionItem(
        act="DECLINE",
        application=applications["declined"],
        purpose=applications["declined"].title,
        reason="Det som söks finns redan nationellt.",
    )
    decision = write(
        county,
        [*items, (refused, [])],
        title="Årets länsgemensamma medel, första omgången",
        decided_on=ago(190),
        paragraph="påhittad § 12",
        text="Påhittat. Omgångens ansökningar är beredda av regionen och FoU Socialtjänst.",
        by=officer,
    )
    made = decide(decision, by=officer)
    for _, _, purpose, _, _, paid, used, key in ALLOCATIONS:
        activities = linked[key] if key else []
        spend(
            made[purpose],
            paid=paid,
            used=[(used, activities[0] if activities else None)] if used else [],
            paid_on=ago(150),
            used_on=ago(35),
            activities=activities,
            by=officer,
        )
    _in_between(made, people)


def _in_between(made, people):
    """A plan of payments with one asked for, something used before it is paid, a return."""
    storuman, umea = made["B4 i Storuman: nästa steg"], made["Främjande arbete i förskolan"]
    for days, amount in [(150, 300_000), (-10, 150_000), (-25, 150_000)]:
        PlannedPayment.objects.create(allocation=storuman, due_on=ago(days), amount=amount)
    alva = people["samordnare@storuman.example"]
    asked = Requisition.objects.create(
        allocation=storuman, amount=150_000, text="Påhittad referens B4-2", asked_by=alva
    )
    Event.record("begärde", asked, by=alva)
    begin_return(storuman, by=alva)
    money.use(
        umea,
        amount=140_000,
        on=ago(12),
        note="Höstens utbildning började innan den andra delen var utbetald.",
        voucher="Påhittad F-7",
        by=people[OFFICER],
    )
    account_for(
        made["Brukarrevision och kamratstöd"],
        state="FILLED",
        as_of=ago(25),
        by=people["brukare@nsph-vasterbotten.example"],
        certifier=None,
        carry_over=45_000,
        variance="En revision är flyttad till nästa år.",
    )


def _waiting(pots, applications, officer):
    """One decision waits for two of its parties, and one is being written."""
    county = County.objects.get(code="24")
    decision = write(
        county,
        [
            _of(applications["laid_storuman"], 320_000, (2, 3)),
            _of(applications["laid_umea"], 550_000, (4,), "Redovisa hur många som kommer."),
        ],
        title="Sommarens omgång: det som kan börja genast",
        decided_on=ago(4),
        paragraph="påhittad § 21",
        text="Påhittat. Två ansökningar kan börja före årsskiftet. Resten tas upp senare.",
        by=officer,
    )
    waits = [actor("Storumans kommun"), actor("Region Västerbotten")]
    decide(decision, by=officer, waiting_for=waits)
    write(
        county,
        [_of(applications["movement"], 290_000, ())],
        title="Sommarens omgång: brukarmedverkan",
        decided_on=ago(-12),
        text="Påhittat. Skrivs inför nästa möte.",
        by=officer,
    )


def _of(application, amount, chosen, conditions=""):
    return grant(
        application.frame,
        application.applicant,
        amount,
        application.title,
        wanted=chosen,
        application=application,
        conditions=conditions,
    )


def _next_year(by):
    """A preliminary frame, which nobody can be allocated any of."""
    year = timezone.localdate().year + 1
    agreement = money.record_agreement(
        Agreement(
            name=f"Påhittad preliminär ram för demonstrationen {year}",
            first_year=year,
            last_year=year,
            source="Påhittad",
            note=NOTE,
        ),
        total=1_450_000_000,
        parties=[actor("Staten"), actor("SKR")],
        on=ago(10),
        by=by,
    )
    money.split(
        agreement,
        amount=1_420_000_000,
        on=ago(10),
        by=by,
        name="Kommuner och regioner, enskilt eller i samverkan",
        stream="MIXED",
    )
