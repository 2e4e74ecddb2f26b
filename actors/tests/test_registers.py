import csv
import shutil

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Sum

from actors.models import Actor, County, Kind, Population
from actors.registers import RegisterError, import_registers
from portal.management.commands.seed import REGISTERS

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    """A copy of the real files that a test may spoil."""
    for name in ["lan.csv", "kommuner.csv"]:
        shutil.copy(REGISTERS / name, tmp_path)
    return tmp_path


def spoil(folder, change, name="kommuner.csv"):
    """Let `change` alter the list of rows of a register file, and write it back."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        columns, rows = reader.fieldnames, list(reader)
    rows = change(rows) or rows
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def assert_refused(folder, *words):
    """The import is refused with a message that holds the words, and nothing is written."""
    with pytest.raises(RegisterError) as refusal:
        import_registers(folder)
    for word in words:
        assert word in str(refusal.value)
    assert not County.objects.exists()
    assert not Actor.objects.exists()
    assert not Population.objects.exists()


def test_the_real_files_are_all_of_sweden():
    import_registers(REGISTERS)
    assert County.objects.count() == 21
    assert Actor.objects.filter(kind=Kind.REGION).count() == 21
    assert Actor.objects.filter(kind=Kind.KOMMUN).count() == 290
    assert Population.objects.aggregate(all=Sum("inhabitants"))["all"] == 10_587_710


def test_codes_keep_their_leading_zeros():
    import_registers(REGISTERS)
    assert Actor.objects.get(name="Nacka kommun").code == "0182"
    assert County.objects.get(short_name="Stockholm").code == "01"


def test_everybody_lies_in_exactly_one_county():
    import_registers(REGISTERS)
    assert Actor.counties.through.objects.count() == 311
    assert not Actor.objects.filter(counties=None).exists()


def test_gotland_is_one_kommun_one_region_and_one_county():
    import_registers(REGISTERS)
    gotland = County.objects.get(code="09")
    found = gotland.actors.values_list("kind", "code")
    assert sorted(found) == [("KOMMUN", "0980"), ("REGION", "09")]


def test_a_region_has_the_inhabitants_of_its_county():
    import_registers(REGISTERS)
    population = Actor.objects.get(kind=Kind.REGION, code="09").population()
    kommun = Actor.objects.get(code="0980").population()
    assert population["inhabitants"] == kommun.inhabitants
    assert population["reference_date"] == kommun.reference_date


def test_a_second_run_changes_nothing(capsys):
    call_command("import_registers")
    first = capsys.readouterr().out.splitlines()
    call_command("import_registers")
    second = capsys.readouterr().out.splitlines()
    assert first == [
        "counties: 21 new, 0 changed, 0 unchanged",
        "regions: 21 new, 0 changed, 0 unchanged",
        "kommuner: 290 new, 0 changed, 0 unchanged",
        "populations: 290 new, 0 changed, 0 unchanged",
    ]
    assert second == [
        line.replace("21 new", "0 new")
        .replace("290 new", "0 new")
        .replace("0 unchanged", f"{line.split()[1]} unchanged")
        for line in first
    ]
    assert Actor.objects.count() == 311


def test_a_changed_name_is_reported_and_written(folder):
    import_registers(folder)

    def rename(rows):
        rows[0]["kommun_official_name"] = "Upplands Väsby stad"

    spoil(folder, rename)
    result = import_registers(folder)
    assert result.counts["kommuner"] == {"changed": 1, "unchanged": 289}
    assert Actor.objects.get(code="0114").name == "Upplands Väsby stad"


def test_a_corrected_population_replaces_the_old_one(folder):
    import_registers(folder)

    def count_again(rows):
        rows[0]["population"] = "50324"

    spoil(folder, count_again)
    assert import_registers(folder).counts["populations"]["changed"] == 1
    assert Population.objects.get(actor__code="0114").inhabitants == 50_324


def test_too_few_kommuner_are_refused(folder):
    spoil(folder, lambda rows: rows[:-1])
    assert_refused(folder, "kommuner.csv", "289 rows", "290")


def test_too_many_counties_are_refused(folder):
    spoil(folder, lambda rows: [*rows, rows[0] | {"lan_code": "99"}], "lan.csv")
    assert_refused(folder, "lan.csv", "22 rows", "21")


def test_a_code_that_stands_twice_is_refused_with_both_rows(folder):
    def repeat(rows):
        rows[4]["kommun_code"] = rows[1]["kommun_code"]

    spoil(folder, repeat)
    assert_refused(folder, "kommuner.csv, row 6", "0115", "row 3")


def test_a_kommun_in_no_county_is_refused(folder):
    def move(rows):
        rows[289] |= {"lan_code": "99", "kommun_code": "9901"}

    spoil(folder, move)
    assert_refused(folder, "row 291", "9901", "'99'")


def test_a_kommun_in_the_wrong_county_is_refused(folder):
    def move(rows):
        rows[2]["lan_code"] = "03"

    spoil(folder, move)
    assert_refused(folder, "row 4", "'03'")


def test_a_missing_column_is_refused(folder):
    path = folder / "kommuner.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("population", "folk", 1), encoding="utf-8")
    assert_refused(folder, "kommuner.csv", "column population")


def test_a_missing_value_is_refused(folder):
    def empty(rows):
        rows[7]["kommun_name"] = ""

    spoil(folder, empty)
    assert_refused(folder, "row 9", "a value is missing")


def test_a_row_that_is_cut_off_is_refused(folder):
    path = folder / "lan.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[3] = lines[3].split(",")[0]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert_refused(folder, "lan.csv, row 4", "a value is missing")


@pytest.mark.parametrize("value", ["många", "-5", "12,5", "1 000"])
def test_a_population_that_is_no_number_is_refused(folder, value):
    def spell(rows):
        rows[0]["population"] = value

    spoil(folder, spell)
    assert_refused(folder, "row 2", value)


def test_the_command_says_what_is_wrong_without_a_traceback(folder):
    spoil(folder, lambda rows: rows[:-1])
    with pytest.raises(CommandError, match="289 rows"):
        call_command("import_registers", folder=folder)


def test_a_folder_without_the_files_is_refused(tmp_path):
    with pytest.raises(CommandError, match=r"lan\.csv"):
        call_command("import_registers", folder=tmp_path)
