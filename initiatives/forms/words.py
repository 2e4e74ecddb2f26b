"""The words that an activity is sorted by, as a form groups them: one field, many small lists."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q

from initiatives.models import Category, Taxonomy, Term

LEGENDS = {
    Taxonomy.TARGET_GROUP: "Målgrupper",
    Taxonomy.ARENA: "Arenor",
    Taxonomy.FOCUS: "Inriktningar",
    Taxonomy.CORE_AREA: "Kärnområden",
    Taxonomy.POLICY_AREA: "Folkhälsopolitiska målområden",
    Taxonomy.ACTION_AREA: "Åtgärdsområden i programmet från 2008",
    Taxonomy.STRATEGY_GOAL: "Mål i strategin från 2025",
    Taxonomy.LEVEL: "Individ eller befolkning",
    Taxonomy.SCOPE: "Lokalt eller regionalt",
}


@dataclass(frozen=True)
class Group:
    """One list of choices: its legend, and its parts as (heading or "", [option])."""

    legend: str
    parts: list


def words_on_offer(activity):
    """Those in use, and those that the activity has already though they have left the list."""
    chosen = activity.terms.values("pk") if activity.pk else []
    offered = Term.objects.filter(Q(is_active=True) | Q(pk__in=chosen))
    return offered.select_related("category")


def categories_on_offer():
    return Category.objects.order_by("-first_year", "number")


def word_groups(field):
    """The choices of a bound field of terms, by taxonomy: {taxonomy: Group}."""
    options = list(field.subwidgets)
    return {
        taxonomy.value: Group(legend, _parts(options, taxonomy))
        for taxonomy, legend in LEGENDS.items()
        if any(_row(option).taxonomy == taxonomy for option in options)
    }


def category_group(field):
    """The choices of a bound field of categories, by the agreement that they come from."""
    by_year = groupby(field.subwidgets, key=lambda option: _row(option).first_year)
    parts = [(f"Överenskommelsen från {year}", list(options)) for year, options in by_year]
    return Group("Kategori i statsbidraget", parts)


def _parts(options, taxonomy):
    found = [option for option in options if _row(option).taxonomy == taxonomy]
    found.sort(key=lambda option: _order(_row(option)))
    return [(heading, list(those)) for heading, those in groupby(found, key=_heading)]


def _heading(option):
    """The category, and whether the word is among those that it pays attention to as well."""
    term = _row(option)
    if not term.category:
        return ""
    return f"Kategori {term.category}{', även' if term.is_also else ''}"


def _order(term):
    category = term.category
    if category is None:
        return (False,)
    return (True, -category.first_year, category.number, term.is_also)


def _row(option):
    return option.data["value"].instance


def without_category(terms, categories):
    """The chosen inriktningar whose category is not chosen."""
    chosen = {category.pk for category in categories}
    return [t for t in terms if t.taxonomy == Taxonomy.FOCUS and t.category_id not in chosen]


def asks_for_focus(categories, terms):
    """The first chosen category that has inriktningar of which none is chosen, or None."""
    named = {term.category_id for term in terms if term.taxonomy == Taxonomy.FOCUS}
    with_focus = set(
        Term.objects.of(Taxonomy.FOCUS)
        .in_use()
        .filter(category__in=[category.pk for category in categories])
        .values_list("category", flat=True)
    )
    return next((c for c in categories if c.pk in with_focus - named), None)
