"""The words that every portal starts with: categories, the terms of each taxonomy, and methods.

Terms and methods stand in files beside the registers; where all of it comes from:
portal/seed/SOURCES.md.
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


@transaction.atomic
def import_vocabulary(folder):
    """Bring the words in; what is there already stays as it is.

    Returns for each kind of word a Counter of "new" and "unchanged".
    """
    return {
        "categories": _import(Category, _categories()),
        "terms": _import(Term, _terms(folder / "sorteringsord.csv")),
        "methods": _import_methods(folder / "metoder.csv"),
    }


def _import(model, rows):
    made = (model.objects.get_or_create(**key, defaults=rest)[1] for key, rest in rows)
    return Counter("new" if is_new else "unchanged" for is_new in made)


def _categories():
    for number, name, alias, aim in CATEGORIES:
        key = {"first_year": CATEGORY_YEAR, "number": number}
        yield key, {"name": name, "alias": alias, "aim": aim, "source": CATEGORY_SOURCE}


def _terms(path):
    categories = {
        str(category.number): category
        for category in Category.objects.filter(first_year=CATEGORY_YEAR)
    }
    for row in _rows(path):
        key = {
            "taxonomy": row["taxonomy"],
            "category": categories[row["category"]] if row["category"] else None,
            "name": row["name"],
        }
        yield (
            key,
            {"number": row["number"], "is_also": bool(row["is_also"]), "source": row["source"]},
        )


METHOD_COLUMNS = [
    *("certainty", "form", "audience", "source"),
    *("provider", "evidence", "reference", "demands", "link"),
]
METHOD_TAXONOMIES = [Taxonomy.TARGET_GROUP, Taxonomy.ARENA]


def _import_methods(path):
    """Bring the methods in, each new one with its target groups and arenas."""
    counts = Counter()
    for row in _rows(path):
        rest = {column: row[column] for column in METHOD_COLUMNS}
        method, is_new = Method.objects.get_or_create(
            name=row["name"],
            defaults=rest | {"main_b": row["b4"], "aliases": _list(row["aliases"])},
        )
        if is_new:
            words = Term.objects.filter(taxonomy__in=METHOD_TAXONOMIES, category=None)
            method.terms.set(words.filter(name__in=_list(row["terms"])))
        counts["new" if is_new else "unchanged"] += 1
    return counts


def _list(cell):
    return [word.strip() for word in cell.split(";") if word.strip()]


def _rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
