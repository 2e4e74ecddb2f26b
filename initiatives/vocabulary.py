"""The words that every portal starts with: categories, methods and target groups.

Methods stand in a file beside the registers; where all of it comes from: portal/seed/SOURCES.md.
"""

import csv
from collections import Counter

from django.db import transaction

from initiatives.models import Category, Method, Taxonomy, Term

CATEGORY_YEAR = 2024
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


@transaction.atomic
def import_vocabulary(folder):
    """Bring the words in; what is there already stays as it is.

    Returns for each kind of word a Counter of "new" and "unchanged".
    """
    return {
        "categories": _import(Category, _categories()),
        "target groups": _import(Term, _target_groups()),
        "methods": _import(Method, _methods(folder / "metoder.csv")),
    }


def _import(model, rows):
    made = (model.objects.get_or_create(**key, defaults=rest)[1] for key, rest in rows)
    return Counter("new" if is_new else "unchanged" for is_new in made)


def _categories():
    for number, name, alias, aim in CATEGORIES:
        key = {"first_year": CATEGORY_YEAR, "number": number}
        yield key, {"name": name, "alias": alias, "aim": aim, "source": CATEGORY_SOURCE}


def _target_groups():
    for name in TARGET_GROUPS:
        yield {"taxonomy": Taxonomy.TARGET_GROUP, "category": None, "name": name}, {}


def _methods(path):
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rest = {name: row[name] for name in ("certainty", "form", "audience", "source")}
            yield {"name": row["name"]}, rest | {"main_b": row["b4"]}
