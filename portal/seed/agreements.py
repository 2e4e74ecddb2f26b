"""The agreements between the state and SKR, as the sources tell of them, and how they are shared.

Where each figure comes from stands in SOURCES.md, and beside it in the portal.
"""

from datetime import date

from actors.models import Population
from funding import actions as money
from funding.models import Agreement, DistributionKey, Statement
from initiatives.models import Category
from portal.seed.people import actor

ANHORIGA = "anhoriga.se 2022-02"
KVALITET = "kvalitetsregister.se (spegel av skr.se) 2022-05-17"
SKR_NEWS = "SKR, nyhetsbrev februari 2024"
REGERINGEN = "regeringen.se 2024-02"
STORSTHLM = "Storsthlm 2021-04-20"
FOU = "FoU Socialtjänst Västerbotten 2024"

# what it is about, kronor, words, source
OF_2021 = [
    ("Summa för 2021", 1_680_000_000, "", ANHORIGA),
    ("Summa för 2022", 1_635_000_000, "", KVALITET),
    ("När satsningarna började", None, "Särskilda satsningar har gjorts sedan 2008.", STORSTHLM),
]
OF_2024 = [
    ("Hela överenskommelsen", 1_560_000_000, "", SKR_NEWS),
    ("Hela överenskommelsen", 1_560_000_000, "", REGERINGEN),
    ("Till kommuner och regioner", 1_527_000_000, "", SKR_NEWS),
    ("Till SKR", 33_000_000, "", SKR_NEWS),
    ("Därav barn och unga", 803_000_000, "", REGERINGEN),
    ("När satsningarna började", None, "Statliga satsningar har gjorts sedan 2012.", FOU),
    (
        "Utvärdering",
        None,
        "Högskolan Dalarna och Karlstads universitet har för Folkhälsomyndigheten utvärderat hur "
        "stimulansmedlen har påverkat det suicidförebyggande arbetet.",
        SKR_NEWS,
    ),
]
# The parts of 2022 that a source names: name, stream, kronor, source
PARTS_OF_2022 = [
    ("Handlingsplaner med mera", "REGION", 217_000_000, KVALITET),
    ("Barn och unga, med barn- och ungdomspsykiatrin", "REGION", 370_000_000, KVALITET),
    ("Kunskapsbaserad och säker vård", "REGION", 100_000_000, KVALITET),
    ("Traumavård", "REGION", 50_000_000, KVALITET),
    ("Handlingsplaner med mera", "KOMMUN", 197_000_000, KVALITET),
    ("Samsjuklighet", "LANSGEMENSAM", 200_000_000, ANHORIGA),
    ("Suicidprevention", "LANSGEMENSAM", 200_000_000, ANHORIGA),
    ("Brukarmedverkan", "LANSGEMENSAM", 24_000_000, ANHORIGA),
]
SIGNED = date(2023, 12, 21)


def seed_agreements(by):
    """Both agreements, the key of population, and 2024's own parts shared by it.

    Returns the joint part for suicide prevention 2022, and {number of the category: part} of 2024.
    """
    before, suicide = _of_2021(by)
    after, parts = _of_2024(before, by)
    key = population_key(by)
    own = [part for part in after.components.all() if part.name.endswith("var för sig")]
    money.distribute_by_key(own, key, on=date(2024, 1, 25), by=by)
    for part in own:
        money.close_level(part, by=by)
    return suicide, parts


def population_key(by):
    latest = Population.objects.first()
    day = latest.reference_date
    return money.key_of_population(
        DistributionKey(
            name=f"Folkmängd {day.isoformat()}",
            basis=DistributionKey.Basis.POPULATION,
            reference_date=day,
            source=latest.source,
        ),
        by=by,
    )


def _of_2021(by):
    start, next_year = date(2021, 1, 1), date(2022, 1, 1)
    agreement = money.record_agreement(
        Agreement(
            name="Överenskommelsen om psykisk hälsa och suicidprevention 2021–2022",
            first_year=2021,
            last_year=2022,
            decided_on=start,
            source=f"{ANHORIGA}; {KVALITET}",
            note="Summan är de två årens, ur två källor. Vilken dag den beslutades är inte känt; "
            "första dagen är vald. Delarna av 2022 är de som källorna nämner, och resten är inte "
            "uppdelad. Länspotten i Stockholms län och tilldelningarna är påhittade för "
            "demonstrationen.",
        ),
        total=1_680_000_000 + 1_635_000_000,
        parties=[actor("Staten"), actor("SKR")],
        on=start,
        by=by,
    )
    say(agreement, OF_2021)
    for year, amount, day in [(2021, 1_680_000_000, start), (2022, 1_635_000_000, next_year)]:
        part = money.split(
            agreement, amount=amount, on=day, by=by, name=f"Medel för {year}", stream="MIXED"
        )
    money.close_level(agreement, by=by)
    whom = {"REGION": "regioner", "KOMMUN": "kommuner", "LANSGEMENSAM": "länsgemensamt"}
    made = [
        money.split(
            part,
            amount=amount,
            on=next_year,
            by=by,
            name=f"{name} 2022, {whom[stream]}",
            stream=stream,
        )
        for name, stream, amount, _ in PARTS_OF_2022
    ]
    say(
        agreement,
        [
            (f"2022, {whom[stream]}: {name.lower()}", amount, "", source)
            for name, stream, amount, source in PARTS_OF_2022
        ],
    )
    return agreement, next(part for part in made if part.name.startswith("Suicid"))


def _of_2024(before, by):
    agreement = money.record_agreement(
        Agreement(
            name="Överenskommelsen om psykisk hälsa och suicidprevention 2024",
            first_year=2024,
            last_year=2024,
            decided_on=SIGNED,
            diary_number="S2023/03357",
            source=f"{SKR_NEWS}; {REGERINGEN}",
            note="Totalen och de två första delarna är överenskommelsens egna. Delarna under "
            "kommuner och regioner, länspotterna, tilldelningarna och dagen för återbetalning är "
            "påhittade för demonstrationen. Överenskommelsen för 2023 finns inte i portalen.",
            predecessor=before,
            usable_until=date(2024, 12, 31),
            report_due=date(2025, 3, 31),
            report_to="Socialstyrelsen",
            repay_due=date(2025, 6, 30),
        ),
        total=1_560_000_000,
        parties=[actor("Staten"), actor("SKR")],
        on=SIGNED,
        by=by,
    )
    say(agreement, OF_2024)
    shares = {1: 200_000_000, 2: 200_000_000, 3: 300_000_000, 4: 24_000_000}
    parts = split_whole(
        agreement,
        skr=33_000_000,
        own=[("KOMMUN", 350_000_000), ("REGION", 453_000_000)],
        categories=shares,
        on=SIGNED,
        by=by,
    )
    return agreement, parts


def split_whole(agreement, *, skr, own, categories, on, by):
    """Split an agreement to the last krona, as that of 2024. Returns {number: Component}."""
    about = {"on": on, "by": by}
    local = money.split(
        agreement,
        amount=agreement.total - skr,
        name="Kommuner och regioner, enskilt eller i samverkan",
        stream="MIXED",
        **about,
    )
    money.split(
        agreement,
        amount=skr,
        name="SKR: samordning och stöd till lokalt och regionalt förbättringsarbete",
        stream="SKR",
        **about,
    )
    for stream, amount in own:
        name = "Kommuner var för sig" if stream == "KOMMUN" else "Regioner var för sig"
        money.split(local, amount=amount, name=name, stream=stream, **about)
    made = {
        category.number: money.split(
            local,
            amount=categories[category.number],
            name=category.name,
            stream="LANSGEMENSAM",
            category=category,
            **about,
        )
        for category in Category.objects.filter(first_year=2024).order_by("number")
    }
    for level in (agreement, local):
        money.close_level(level, by=by)
    return made


def say(agreement, statements):
    """Write down what each source says of the agreement."""
    Statement.objects.bulk_create(
        Statement(agreement=agreement, about=about, amount=amount, text=text, source=source)
        for about, amount, text, source in statements
    )
