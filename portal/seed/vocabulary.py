"""The words of the demo: categories, methods and target groups, from the sources."""

import csv
from pathlib import Path

from initiatives.models import Category, Method, TargetGroup

REGISTERS = Path(__file__).parent / "registers"
CATEGORY_SOURCE = "FoU Socialtjänst Västerbotten 2024"

# (number, name, alias, aim): the names are exact, the aims shortened from the same page.
CATEGORIES = [
    (
        1,
        "En mer sammanhållen, behovsanpassad och personcentrerad vård och omsorg "
        "för personer med samsjuklighet eller omfattande behov",
        "",
        "Samtidiga diagnoser eller hälsoproblem hos personer med psykisk ohälsa ska uppmärksammas "
        "oftare, och vården och omsorgen ska bli mer flexibel och anpassad efter den enskilde.",
    ),
    (
        2,
        "Ett stärkt och utvecklat suicidpreventivt arbete",
        "",
        "Det suicidpreventiva arbetet på lokal och regional nivå ska intensifieras, "
        "både för enskilda och för hela befolkningen.",
    ),
    (
        3,
        "Ett utvecklat arbete för att främja psykisk hälsa, förebygga psykisk ohälsa och suicid "
        "bland barn och unga",
        "",
        "Kommuner och regioner ska gemensamt stärka det främjande och förebyggande arbetet "
        "bland barn och unga och utveckla den första linjens vård.",
    ),
    (
        4,
        "En systematisk patient-, brukar- och anhörigmedverkan i vården och omsorgen",
        "brukarmiljonen",
        "Patienter, brukare och anhöriga ska medverka systematiskt i vården och omsorgen. "
        "I Västerbotten är potten vikt till brukarrörelsen.",
    ),
]

TARGET_GROUPS = [
    "Anhöriga",
    "Barn och unga",
    "Efterlevande",
    "Elever",
    "Föräldrar",
    "Hela befolkningen",
    "Personal i hälso- och sjukvården",
    "Personal i skolan",
    "Personal i socialtjänsten",
    "Personer med psykisk funktionsnedsättning",
    "Personer med samsjuklighet",
    "Unga 15–25 år",
    "Äldre",
]


def seed_vocabulary():
    """Bring the words in; what is there already stays as it is."""
    for number, name, alias, aim in CATEGORIES:
        Category.objects.get_or_create(
            first_year=2024,
            number=number,
            defaults={"name": name, "alias": alias, "aim": aim, "source": CATEGORY_SOURCE},
        )
    for name in TARGET_GROUPS:
        TargetGroup.objects.get_or_create(name=name)
    with (REGISTERS / "metoder.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            Method.objects.get_or_create(
                name=row["name"],
                defaults={
                    "main_b": row["b4"],
                    "certainty": row["certainty"],
                    "form": row["form"],
                    "audience": row["audience"],
                    "source": row["source"],
                },
            )
