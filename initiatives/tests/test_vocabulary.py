"""The lists that a new portal starts with, as the sources have them."""

import csv

import pytest
from django.conf import settings
from django.core.management import call_command

from initiatives.models import Category, Method, Taxonomy, Term

REGISTERS = settings.BASE_DIR / "portal" / "seed" / "registers"


def names(taxonomy, **which):
    return [term.name for term in Term.objects.of(taxonomy).filter(**which).order_by("number")]


@pytest.fixture
def words(db):
    call_command("import_vocabulary", verbosity=0)


def test_a_new_portal_gets_its_words_once(db, capsys):
    call_command("import_vocabulary")
    assert "methods: 18 new, 0 unchanged" in capsys.readouterr().out
    assert [Category.objects.count(), Term.objects.count()] == [4, 71]
    Method.objects.filter(name="ASSIP").update(audience="Det någon skrev")
    Term.objects.filter(name="Tandvård").update(number=40, source="Någon annan", is_active=False)
    call_command("import_vocabulary")
    assert capsys.readouterr().out.splitlines() == [
        "categories: 0 new, 4 unchanged",
        "terms: 0 new, 71 unchanged",
        "methods: 0 new, 18 unchanged",
    ]
    assert Method.objects.get(name="ASSIP").audience == "Det någon skrev"
    assert Term.objects.get(name="Tandvård").source == "Någon annan"


@pytest.mark.parametrize(
    ("taxonomy", "count"),
    [
        ("malgrupp", 19),
        ("arena", 8),
        ("inriktning", 12),
        ("karnomrade", 7),
        ("malomrade", 8),
        ("atgardsomrade", 9),
        ("strategimal", 4),
        ("niva", 2),
        ("rackvidd", 2),
    ],
)
def test_every_taxonomy_has_its_words_and_each_word_a_source(words, taxonomy, count):
    terms = Term.objects.of(taxonomy)
    assert terms.count() == count
    assert not terms.filter(source="").exists()


def test_no_taxonomy_is_left_empty(words):
    assert set(Term.objects.order_by().values_list("taxonomy", flat=True)) == set(Taxonomy.values)


def test_category_one_has_three_groups_and_three_more_to_notice(words):
    category = Category.objects.get(number=1)
    main = names(Taxonomy.TARGET_GROUP, category=category, is_also=False)
    also = names(Taxonomy.TARGET_GROUP, category=category, is_also=True)
    assert [len(main), len(also)] == [3, 3]
    assert "multisjuka äldre" in main[0]
    assert also[0] == "Personer med allvarlig eller livslång psykisk ohälsa"


def test_the_form_says_which_groups_are_to_be_noticed_as_well(words, cast, sign_in):
    form = sign_in(cast.coordinator).get("/aktiviteter/logga/").context["form"]
    parts = form.word_groups()[Taxonomy.TARGET_GROUP].parts
    also = [heading for heading, _ in parts if heading.endswith(", även")]
    assert len(also) == 1
    assert also[0].removesuffix(", även") in [heading for heading, _ in parts]
    labels = [str(option.data["label"]) for option in dict(parts)[also[0]]]
    assert "Personer med allvarlig eller livslång psykisk ohälsa" in labels


@pytest.mark.parametrize("number", [2, 3])
def test_categories_two_and_three_have_six_focuses(words, number):
    assert len(names(Taxonomy.FOCUS, category__number=number, category__first_year=2024)) == 6


def test_sip_is_a_tool_whose_b_is_an_assumption(words):
    sip = Method.objects.get(aliases__contains=["SIP"])
    assert (sip.certainty, sip.form) == ("ASSUMED", "verktyg för samverkan mellan aktörer")


def test_no_evidence_without_its_reference_and_no_level_beside_what_a_source_says(words):
    judged = Method.objects.exclude(evidence="UNKNOWN")
    assert judged.count() == 4
    for method in judged:
        assert "Zalsman" in method.reference or "Mann" in method.reference


def test_a_method_knows_its_target_groups_and_arenas(words):
    yam = Method.objects.get(name__startswith="YAM")
    assert {term.name for term in yam.terms.all()} == {"Elever", "Skola med elevhälsa"}


def test_the_words_of_methods_are_words_of_the_list():
    def rows(name):
        with (REGISTERS / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    known = {row["name"] for row in rows("sorteringsord.csv") if not row["category"]}
    used = {word for row in rows("metoder.csv") for word in row["terms"].split(";") if word}
    assert used <= known
