"""Västerbotten 2024: B4 in Storuman, the four categories, the county's joint pots."""

from datetime import date

from actors.models import County
from funding import actions as money
from funding.models import Allocation, DecisionItem, ItemAct
from portal.seed import activities, library, neighbours, plans
from portal.seed.money import account_for, decide, grant, spend, write
from portal.seed.people import actor, approver_of, writer_of

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

# purpose: the numbers of its focuses (inriktningar), which only categories 2 and 3 have
FOCUSES = {
    "B4 i Storuman: utbildning och gemensamma rutiner": (1, 4, 6),
    "Regional suicidpreventiv samordning": (1, 3, 6),
    "Handlingsplan och utbildning i skolan": (2, 4),
    "Våga fråga i hela kommunen": (4,),
    "Lokal handlingsplan efter förebild av Storuman": (2,),
    "Uppföljning av länets insatser": (3,),
    "Första linjens vård för barn och unga": (5,),
    "Främjande arbete i förskola och skola": (1, 6),
    "Mot problematisk skolfrånvaro": (2, 3),
    "Föräldraskapsstöd i hela kommunen": (2,),
}
MISSING = "Lokal handlingsplan efter förebild av Storuman"
UNANSWERED = ["Föräldraskapsstöd i hela kommunen", "Regional suicidpreventiv samordning"]
CARRIED = "Handlingsplan och utbildning i skolan"
REPAID = "Mot problematisk skolfrånvaro"


def seed_vasterbotten(people):
    plan = plans.storuman(people)
    linked = activities.storuman(plan, people["samordnare@storuman.example"])
    neighbours.neighbours(people)
    library.suggestions(people)
    plans.followers(plan, people)
    plans.drafts(people)
    return plan, linked


def seed_money_of_2024(parts, people, linked):
    """The county's pots, one joint decision, and what became of every krona."""
    county = County.objects.get(code="24")
    by = people["handlaggare@regionvasterbotten.example"]
    pots = {
        number: money.distribute(
            part,
            county,
            amount=sum(row[3] for row in ALLOCATIONS if row[0] == number),
            on=date(2024, 1, 25),
            by=people["handlaggare@skr.example"],
            note="Påhittat belopp",
        )
        for number, part in parts.items()
    }
    decision = write(
        county,
        [
            grant(pots[number], actor(receiver), granted, purpose, wanted=FOCUSES.get(purpose, ()))
            for number, receiver, purpose, granted, *_ in ALLOCATIONS
        ],
        title="Länsgemensamma medel 2024",
        decided_on=date(2024, 3, 12),
        paragraph="påhittad § 7",
        diary_number="Påhittat LSG 2024-11",
        text="Påhittat. Länets kommuner och regionen fördelar de länsgemensamma medlen i de fyra "
        "kategorierna. Insatserna ska gå att följa till aktiviteter.",
        by=by,
    )
    made = decide(decision, by=by)
    for _, _, purpose, _, paid, uses in ALLOCATIONS:
        spend(
            made[purpose],
            paid=paid,
            used=[(used, linked[key][0] if key else None) for used, key in uses],
            paid_on=date(2024, 4, 15),
            used_on=date(2024, 12, 20),
            activities=[activity for _, key in uses if key for activity in linked[key]],
            by=by,
        )
    _accounts(made, by)
    _rest(county, made, by)


def _accounts(made, officer):
    """What the receivers told of 2024: all but one, and two have no answer yet."""
    for purpose, allocation in made.items():
        if purpose == MISSING:
            continue
        rest = Allocation.objects.with_sums().get(pk=allocation.pk).unspent
        repays = purpose == REPAID
        account_for(
            allocation,
            state="CERTIFIED" if purpose in UNANSWERED else "ACCEPTED",
            as_of=date(2024, 12, 31),
            by=writer_of(allocation.receiver),
            certifier=approver_of(allocation.receiver),
            answered_by=officer,
            to_repay=rest if repays else 0,
            carry_over=0 if repays else rest,
            variance="Insatserna kom i gång senare än vi trodde." if rest else "",
            forecast=allocation.committed if not repays and purpose != MISSING else 0,
        )


def _rest(county, made, by):
    """Nothing is carried over or demanded back but by a decision."""
    kept, back = made[CARRIED], made[REPAID]
    items = [
        DecisionItem(
            act=ItemAct.CARRY_OVER,
            allocation=kept,
            amount=220_000,
            usable_until=date(2025, 12, 31),
            reason="Utbildningen i skolan fortsätter under 2025.",
        ),
        DecisionItem(
            act=ItemAct.REPAY,
            allocation=back,
            amount=400_000,
            reason="Insatsen är avslutad.",
        ),
    ]
    decision = write(
        county,
        [(item, []) for item in items],
        title="Medel från 2024 som inte är använda",
        decided_on=date(2025, 2, 18),
        paragraph="påhittad § 4",
        diary_number="Påhittat LSG 2025-3",
        text="Påhittat. Redovisningarna för 2024 är lästa. Övriga belopp tas upp senare.",
        by=by,
    )
    decide(decision, by=by)
    money.use(kept, amount=150_000, on=date(2025, 5, 6), note="Enligt mottagaren", by=by)
    money.receive_repayment(back, amount=400_000, on=date(2025, 3, 28), by=by)
