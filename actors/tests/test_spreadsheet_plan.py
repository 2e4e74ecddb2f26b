"""What an import would do: matching, every fault by row and column, and what is only told."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actors.import_plan import plan_import
from actors.models import Actor, Alias, Kind
from actors.spreadsheet import read
from actors.tests.factories import make_actor
from actors.tests.sheets import HEAD, xlsx

NUMBER = "212000-2023"  # Storumans kommun's own form: ten digits with a right check digit
CIVIL = "Annan civilsamhällesorganisation"


def row(name="Föreningen", kind=CIVIL, **cells):
    """A row of the template; keywords are headings in lower case, `ingår_i` for Ingår i."""
    given = {"namn": name, "slag": kind} | cells
    return [given.get(heading.lower().replace(" ", "_")) for heading in HEAD]


def plan(*rows):
    return plan_import(read(xlsx(*rows)))


def faults(*rows):
    return [(fault.row, fault.column, fault.text) for fault in plan(*rows).faults]


def changes(*rows):
    found = plan(*rows)
    assert not found.faults
    return {entry.actor.name: entry.changes for entry in found.changed}


def new(*rows):
    found = plan(*rows)
    assert not found.faults
    return [entry.actor for entry in found.new]


def test_an_unknown_actor_is_new_with_all_that_the_row_says(cast):
    found = plan(
        row(
            "Ljusglimten",
            "brukar- och anhörigorganisation",
            kortnamn="Glimten",
            organisationsnummer=NUMBER,
            län="24, Stockholms län",
            ingår_i="SKR",
            alias="Glimt; Ljus\nGlimt",
            började="2019-03-01",
            upphörde="2024-12-31",
        )
    )
    (entry,) = found.new
    assert entry.changes == [
        ("Namn", "", "Ljusglimten"),
        ("Kortnamn", "", "Glimten"),
        ("Slag", "", "Brukar- och anhörigorganisation"),
        ("Organisationsnummer", "", "212000-2023"),
        ("Började", "", "2019-03-01"),
        ("Upphörde", "", "2024-12-31"),
        ("Län", "", "Stockholm, Västerbotten"),
        ("Alias", "", "Glimt; Ljus"),
        ("Ingår i", "", "SKR"),
    ]


def test_what_the_register_already_says_is_unchanged(cast):
    found = plan(row("Storumans kommun", "Kommun", kod="2421", län="Västerbotten"))
    assert (len(found.unchanged), found.new, found.changed) == (1, [], [])


def test_an_empty_cell_changes_nothing(cast):
    Actor.objects.filter(pk=cast.skr.pk).update(short_name="S", started_on="2007-01-01")
    assert changes(row("SKR", "SKR")) == {}


@pytest.mark.parametrize(
    "given",
    [
        row("Nytt namn", "Kommun", kod="2421"),
        row("Nytt namn", "Kommun", kod="2421", organisationsnummer=NUMBER),
        row("Nytt namn", "Kommun", organisationsnummer="2120002023"),
        row("Nytt namn", "Kommun", organisationsnummer=2120002023),
        row("Nytt namn", "Kommun", organisationsnummer="212000\u20132023\u00a0"),
    ],
)
def test_an_actor_is_known_by_its_code_or_number(cast, given):
    Actor.objects.filter(pk=cast.storuman.pk).update(organisation_number="2120002023")
    assert changes(given) == {"Nytt namn": [("Namn", "Storumans kommun", "Nytt namn")]}


@pytest.mark.parametrize("name", ["NASP", "nasp", "Självmordsprevention", " NASP\u00a0"])
def test_an_actor_is_known_by_its_short_name_or_alias(cast, name):
    nasp = make_actor("Nationellt centrum", Kind.EXPERT, short_name="NASP")
    Alias.objects.create(actor=nasp, name="Självmordsprevention")
    found = plan(row(name, "Nationellt expertorgan", började="2020-01-01"))
    (entry,) = found.changed
    assert entry.actor == nasp
    assert entry.changes == [("Började", "", "2020-01-01")]
    assert found.notes[0].endswith("är ett annat namn på Nationellt centrum, som behåller sitt.")


def test_a_name_that_several_have_is_a_fault_that_names_both(cast):
    for name, number in [("Verdandi Umeå", NUMBER), ("Verdandi Nacka", "")]:
        actor = make_actor(name, organisation_number=number.replace("-", ""))
        Alias.objects.create(actor=actor, name="Verdandi")
    ((number, column, text),) = faults(row("Verdandi"))
    assert (number, column) == (2, "Namn")
    assert "Verdandi Umeå (Annan civilsamhällesorganisation, 212000-2023)" in text
    assert "Verdandi Nacka (Annan civilsamhällesorganisation)" in text


def test_of_several_with_a_name_the_one_of_the_rows_kind_is_meant(cast):
    region = make_actor("Gotland", Kind.REGION, "09")
    make_actor("Gotland", Kind.KOMMUN, "0980")
    assert plan(row("Gotland", "Region")).unchanged[0].actor == region


def test_a_lost_nought_is_put_back_and_told_of(cast):
    found = plan(row("Alvesta kommun", "Kommun", kod=764), row("Region A", "Region", kod=7))
    assert [entry.actor.code for entry in found.new] == ["0764", "07"]
    assert found.notes == [
        "Rad 2: koden 764 lästes som 0764. Kalkylprogrammet hade tagit bort nollan i början.",
        "Rad 3: koden 7 lästes som 07. Kalkylprogrammet hade tagit bort nollan i början.",
    ]


def test_a_bare_number_of_days_is_a_date_and_told_of(cast):
    found = plan(row(började=45365))
    assert found.new[0].actor.started_on == datetime.date(2024, 3, 14)
    assert "talet 45365 lästes som dagen 2024-03-14" in found.notes[0]


def test_dates_may_be_dates_or_texts(cast):
    day = datetime.date(2024, 3, 14)
    for written in (day, "2024-03-14", "20240314", 20240314):
        assert new(row(började=written))[0].started_on == day


FAULTY = [
    (row(None), "Namn", "Rutan är tom. Fyll i den."),
    (row(kind=None), "Slag", "Rutan är tom. Fyll i den."),
    (row(kind="Kung"), "Slag", "Slaget ”Kung” finns inte. Välj bland: Kommun, Region,"),
    (row("x" * 201), "Namn", "Korta texten till högst 200 tecken. Den har 201."),
    (row(kortnamn="x" * 81), "Kortnamn", "Korta texten till högst 80 tecken. Den har 81."),
    (row(kod="12"), "Kod", "En kommun har en kod med fyra siffror"),
    (row(kind="Kommun"), "Kod", "En kommun har en kod med fyra siffror"),
    (row(kind="Kommun", kod="12"), "Kod", "En kommun har en kod med fyra siffror"),
    (row(kind="Kommun", kod="076A"), "Kod", "En kommun har en kod med fyra siffror"),
    (row(kind="Kommun", kod="07640"), "Kod", "En kommun har en kod med fyra siffror"),
    (row(organisationsnummer="212000-2024"), "Organisationsnummer", "2120002024 är inte ett"),
    (row(organisationsnummer="abc"), "Organisationsnummer", "abc är inte ett giltigt"),
    (row(län="Dalsland"), "Län", "Länet ”Dalsland” finns inte."),
    (row(län="24, 99"), "Län", "Länet ”99” finns inte."),
    (row(län=1.24), "Län", "Kalkylprogrammet har gjort länens koder till ett decimaltal."),
    (row(ingår_i="Ingen"), "Ingår i", "Det finns ingen aktör som kallas ”Ingen”."),
    (row(ingår_i="Föreningen"), "Ingår i", "En aktör kan inte ingå i sig själv."),
    (row(alias="x" * 201), "Alias", "Ett alias är längre än 200 tecken."),
    (row(alias="SKR"), "Alias", "”SKR” är redan namnet på SKR."),
    (row(kortnamn="skr"), "Kortnamn", "”skr” är redan namnet på SKR."),
    (row(började="14/3 2024"), "Började", "”14/3 2024” är inget datum. Skriv datumet som"),
    (row(började="2024-02-30"), "Började", "2024-02-30 är ingen dag i kalendern."),
    (row(började=2024), "Började", "”2024” är inget datum."),
    (
        row(började="2024-01-01", upphörde="2023-01-01"),
        "Upphörde",
        "En aktör kan inte upphöra innan den började.",
    ),
]


@pytest.mark.parametrize(("given", "column", "sentence"), FAULTY)
def test_a_faulty_cell_is_told_by_row_and_column(cast, given, column, sentence):
    found = faults(given)
    assert [(number, place) for number, place, _ in found] == [(2, column)]
    assert found[0][2].startswith(sentence)


def test_every_fault_is_told_at_once(cast):
    found = faults(
        row("A", "Kung", län="Dalsland", började="snart"),
        row("B"),
        row("C", "Kommun", organisationsnummer="1"),
    )
    assert [(number, column) for number, column, _ in found] == [
        (2, "Började"),
        (2, "Län"),
        (2, "Slag"),
        (4, "Kod"),
        (4, "Organisationsnummer"),
    ]


def test_a_missing_column_hides_no_other_head_and_asks_for_no_cell(cast):
    sheet = read(xlsx(["A", "x"], head=["Namn", "Färg"]))
    assert [fault.column for fault in plan_import(sheet).faults] == ["Färg", "Slag"]


def test_two_rows_about_the_same_actor_are_a_fault(cast):
    found = faults(row("SKR", "SKR"), row("skr", "SKR"), row("Ny"), row("ny"))
    assert [(number, text) for number, _, text in found] == [
        (3, "Samma aktör står redan på rad 2. Ta bort en av raderna."),
        (5, "Samma aktör står redan på rad 4. Ta bort en av raderna."),
    ]


def test_a_code_or_number_that_another_has_is_a_fault(cast):
    Actor.objects.filter(pk=cast.skr.pk).update(organisation_number="2120002023")
    found = faults(
        row("Ett", "Kommun", kod="9999"),
        row("Två", "Kommun", kod="9998", organisationsnummer="2021004284"),
        row("Tre", organisationsnummer="2021004284"),
        row("Storumans kommun", "Kommun", kod="2421", organisationsnummer=NUMBER),
    )
    assert (5, "Organisationsnummer", "SKR har redan det organisationsnumret.") in found
    assert {(number, column) for number, column, _ in found} == {
        (3, "Organisationsnummer"),
        (4, "Organisationsnummer"),
        (5, "Organisationsnummer"),
    }


def test_a_name_that_another_is_called_is_a_fault(cast):
    ((number, column, text),) = faults(row("SKR", "Kommun", kod="2421"))
    assert (number, column) == (2, "Namn")
    assert text == "SKR kallas redan så. Skriv ett namn som skiljer dem åt."


def test_a_parent_may_stand_in_the_same_file_and_below(cast):
    child, parent = new(row("Barn", ingår_i="Mor"), row("Mor"))
    assert child.parent is parent


def test_a_parent_may_be_told_by_its_organisation_number(cast):
    Actor.objects.filter(pk=cast.region.pk).update(organisation_number="2120002023")
    assert new(row("Glesbygdsmedicinskt centrum", ingår_i=NUMBER))[0].parent == cast.region


def test_a_loop_of_parents_is_a_fault(cast):
    part = make_actor("Del", parent=cast.skr)
    make_actor("Minsta del", parent=part)
    assert faults(row("SKR", "SKR", ingår_i="Minsta del")) == [
        (2, "Ingår i", "Minsta del ingår redan i SKR. Välj en annan aktör.")
    ]
    assert {number for number, *_ in faults(row("A", ingår_i="B"), row("B", ingår_i="A"))} == {2, 3}


def test_an_ended_parent_is_a_fault_unless_it_already_was_the_parent(cast):
    ended = make_actor("Gamla verket", ended_on="2020-01-01")
    make_actor("Kvar", parent=ended)
    assert changes(row("Kvar", ingår_i="Gamla verket")) == {}
    assert faults(row("Ny", ingår_i="Gamla verket")) == [
        (2, "Ingår i", "Gamla verket har upphört. Välj en aktör som finns i dag.")
    ]


def test_an_ambiguous_parent_is_a_fault_that_names_both(cast):
    make_actor("Ena", short_name="E")
    make_actor("Andra", short_name="E")
    ((_, column, text),) = faults(row(ingår_i="E"))
    assert column == "Ingår i"
    assert "Ena (" in text
    assert "Andra (" in text


def test_a_row_with_a_fault_is_counted_as_neither_new_nor_changed(cast):
    found = plan(row("Rätt"), row("Fel", län="Dalsland"))
    assert [entry.actor.name for entry in found.new] == ["Rätt"]
    assert found.faulty_rows == 1


def test_aliases_are_added_once_whatever_their_case(cast):
    Alias.objects.create(actor=cast.skr, name="Kommunerna")
    assert changes(row("SKR", "SKR", alias="kommunerna; skr; Sveriges Kommuner")) == {
        "SKR": [("Alias", "Kommunerna", "Kommunerna; Sveriges Kommuner")]
    }


CASES = [
    {"kind": Kind.KOMMUN, "code": ""},
    {"kind": Kind.KOMMUN, "code": "12"},
    {"kind": Kind.KOMMUN, "code": "2421"},
    {"kind": Kind.KOMMUN, "code": "2499"},
    {"kind": Kind.REGION, "code": "24"},
    {"kind": Kind.REGION, "code": "99"},
    {"kind": Kind.SKR, "code": "24"},
    {"organisation_number": "2120002023"},
    {"organisation_number": "2120002024"},
    {"organisation_number": "2021004284"},
    {"name": "SKR"},
    {"name": "Sveriges Kommuner"},
    {"started_on": datetime.date(2024, 1, 1), "ended_on": datetime.date(2023, 1, 1)},
    {"started_on": datetime.date(2024, 1, 1), "ended_on": datetime.date(2024, 1, 1)},
]


@pytest.mark.parametrize("case", CASES)
def test_the_import_refuses_what_the_model_refuses(cast, case):
    """The rules are checked in memory here and by the model on the page: they must agree."""
    Actor.objects.filter(pk=cast.skr.pk).update(organisation_number="2120002023")
    Alias.objects.create(actor=cast.skr, name="Sveriges Kommuner")
    actor = make_actor("Prövad", organisation_number="2321000016")
    for name, value in case.items():
        setattr(actor, name, value)
    try:
        actor.full_clean()
        is_fine = True
    except ValidationError:
        is_fine = False
    cells = row(
        actor.name,
        actor.get_kind_display(),
        kod=actor.code,
        organisationsnummer=actor.organisation_number,
        började=actor.started_on,
        upphörde=actor.ended_on,
    )
    if "organisation_number" not in case:
        cells[HEAD.index("Organisationsnummer")] = "2321000016"
        assert (plan(cells).faults == []) == is_fine
    else:
        # Without its own number the row is matched by name.
        found = plan(cells)
        assert (found.faults == []) == (is_fine and not found.new)


def test_a_plan_asks_as_often_for_three_as_for_many(cast):
    def asked(count):
        rows = [row(f"Förening {number}", län="24", ingår_i="SKR") for number in range(count)]
        sheet = read(xlsx(*rows))
        with CaptureQueriesContext(connection) as queries:
            assert len(plan_import(sheet).new) == count
        return len(queries)

    assert asked(3) == asked(300) <= 5


def test_a_row_that_means_nobody_has_its_other_faults_told_too(cast):
    found = faults(
        row("Ny ett", "by", ingår_i="Finns inte", organisationsnummer="212000-2024"),
        row("", ingår_i="Finns inte"),
        row("Ny två", ingår_i="Ny ett", började="2024-02-01", upphörde="2024-01-01"),
        row("Ny två", alias="x" * 300),
    )
    assert sorted({(number, column) for number, column, _ in found}) == [
        (2, "Ingår i"),
        (2, "Organisationsnummer"),
        (2, "Slag"),
        (3, "Ingår i"),
        (3, "Namn"),
        (4, "Upphörde"),
        (5, "Alias"),
        (5, "Namn"),
    ]
