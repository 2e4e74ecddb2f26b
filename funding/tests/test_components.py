"""Splitting at the screen: pasted tables, and what is taken back."""

import pytest
from django.urls import reverse

from actors.models import Role
from actors.tests.factories import make_user
from funding import actions
from funding.models import Component, Transfer
from funding.tests.factories import DAY, make_agreement
from initiatives.models import Category

TABLE = (
    "Namn\tGår till\tKategori\tBelopp\n"
    "Kommuner var för sig\tkommuner\t\t60\n"
    "Suicidprevention\tLänsgemensamt\t2\t1\u202f000 kr\n"
)


@pytest.fixture
def keeper(cast):
    return make_user("skr.handlaggare", cast.skr, Role.OFFICER)


@pytest.fixture
def client(client, keeper):
    client.force_login(keeper, backend="actors.signin.Backend")
    return client


@pytest.fixture
def agreement(cast):
    Category.objects.create(
        number=2, first_year=2024, name="Suicidprevention", aim="", source="SKR"
    )
    return make_agreement(cast.officer, total=2000)


def paste(client, agreement, rows, **more):
    data = {"rows": rows, "level": "", "on": "2024-02-01"} | more
    return client.post(reverse("funding:split_paste", args=[agreement.pk]), data)


def test_a_pasted_table_is_shown_before_anything_is_made(client, agreement):
    response = paste(client, agreement, TABLE)
    assert response.status_code == 200
    assert "Tillsammans 1\xa0060\xa0kr. Sedan är 940\xa0kr inte uppdelade." in response.text
    assert "2. Suicidprevention" in response.text
    assert not Component.objects.exists()


def test_a_pasted_table_is_made_in_one_act(client, agreement):
    assert paste(client, agreement, TABLE, spara="1").status_code == 302
    made = Component.objects.with_total().values_list("name", "stream", "category__number", "total")
    assert list(made) == [
        ("Kommuner var för sig", "KOMMUN", None, 60),
        ("Suicidprevention", "LANSGEMENSAM", 2, 1000),
    ]


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [
        ("\tKommuner\t\t5", "Namn", "Skriv vad delen heter."),
        ("Del\t\t\t5", "Går till", "Skriv vart delen går."),
        ("Del\tmånen\t\t5", "Går till", "går inte att läsa. Skriv kommuner, regioner"),
        ("Del\tSKR\t9\t5", "Kategori", "är ingen kategori. Skriv numret (2)"),
        ("Del\tSKR\t\t5,50", "Belopp", "utan ören"),
        ("Del\tSKR\t\t", "Belopp", "Skriv beloppet i hela kronor."),
        ("Del\tSKR\t\t-5", "Belopp", "negativt"),
        ("Del\tSKR\t\t1000000000000000", "Belopp", "för stort"),
        ("Del\tSKR\t\t5\tmer", "", "fler kolumner än 4"),
    ],
)
def test_a_wrong_cell_is_told_by_row_and_column(client, agreement, row, column, sentence):
    response = paste(client, agreement, f"{TABLE}{row}\n", spara="1")
    assert response.status_code == 422
    assert "En rad går inte att läsa." in response.text
    (wrong,) = [one for one in response.context["form"].checked if one.errors]
    assert wrong.number == 4
    ((told, words),) = wrong.errors
    assert told == column
    assert sentence in words
    assert not Component.objects.exists()  # all or nothing


def test_all_errors_of_a_row_are_shown_at_once(client, agreement):
    response = paste(client, agreement, "\tmånen\tx\ty\n")
    assert [column for column, _ in response.context["form"].checked[0].errors] == [
        "Namn",
        "Går till",
        "Kategori",
        "Belopp",
    ]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("", "Klistra in minst en rad."),
        ("Namn\tGår till\tKategori\tBelopp", "Klistra in minst en rad."),
        ("Del\tSKR\t\t1\n" * 201, "Klistra in högst 200 åt gången."),
        ("Del\tSKR\t\t2001", "1\xa0kr mer än det som finns kvar att dela upp"),
        ("Del\x00\tSKR\t\t1", "nolltecken"),
    ],
)
def test_a_table_as_a_whole_is_refused_with_a_sentence(client, agreement, rows, sentence):
    response = paste(client, agreement, rows, spara="1")
    assert response.status_code == 422
    if "\x00" not in rows:
        assert sentence in response.text
    assert not Component.objects.exists()


def test_a_table_is_pasted_under_a_larger_part(client, keeper, agreement):
    local = actions.split(agreement, amount=1500, name="Lokalt", stream="MIXED", on=DAY, by=keeper)
    assert paste(client, agreement, TABLE, level=local.pk, spara="1").status_code == 302
    assert local.parts.count() == 2
    url = reverse("funding:split_paste", args=[agreement.pk])
    assert client.get(f"{url}?bidragsdel={local.pk}").context["form"].initial["level"] == local.pk
    assert client.get(f"{url}?bidragsdel=x").status_code == 200


def test_a_part_of_another_agreement_is_no_choice(client, cast, keeper, agreement):
    other = make_agreement(cast.officer, name="En annan", total=50)
    foreign = actions.split(other, amount=50, name="Del", stream="SKR", on=DAY, by=keeper)
    assert paste(client, agreement, TABLE, level=foreign.pk, spara="1").status_code == 422


def take_back(client, part, why="Fel belopp"):
    return client.post(reverse("funding:take_back", args=[part.pk]), {"why": why})


def test_a_split_is_taken_back_by_a_correction(client, keeper, agreement):
    part = actions.split(agreement, amount=60, name="Del", stream="KOMMUN", on=DAY, by=keeper)
    assert take_back(client, part, why="").status_code == 422
    assert take_back(client, part).status_code == 302
    assert Transfer.objects.get(kind="CORRECT").note == "Fel belopp"
    assert agreement.accounts.get(kind="AGREEMENT").balance == 2000
    page = client.get(agreement.get_absolute_url()).text
    assert "Tillbakatagna delar" in page
    assert "tillbakatagen och innehåller inga medel" in client.get(part.get_absolute_url()).text


def test_a_part_that_is_split_further_is_not_taken_back(client, keeper, agreement):
    part = actions.split(agreement, amount=60, name="Del", stream="MIXED", on=DAY, by=keeper)
    actions.split(part, amount=10, name="Under", stream="KOMMUN", on=DAY, by=keeper)
    response = take_back(client, part)
    assert response.status_code == 422
    assert "större än det som finns kvar" in response.text


def test_a_distribution_is_taken_back_whole(client, cast, keeper, agreement):
    part = actions.split(agreement, amount=60, name="Del", stream="KOMMUN", on=DAY, by=keeper)
    for actor, amount in [(cast.storuman, 40), (cast.umea, 20)]:
        actions.distribute(part, cast.vasterbotten, actor=actor, amount=amount, on=DAY, by=keeper)
    assert "60\xa0kr är fördelade" in client.get(reverse("funding:take_back", args=[part.pk])).text
    assert take_back(client, part).status_code == 302
    part.account.refresh_from_db()
    assert part.account.balance == 60
    assert {frame.account.balance for frame in part.frames.select_related("account")} == {0}


def test_a_closed_part_is_not_taken_back(client, keeper, agreement):
    part = actions.split(agreement, amount=60, name="Del", stream="MIXED", on=DAY, by=keeper)
    actions.split(part, amount=60, name="Under", stream="KOMMUN", on=DAY, by=keeper)
    level = reverse("funding:component_level", args=[part.pk])
    assert client.post(level).status_code == 302
    under = part.parts.get()
    response = take_back(client, under)
    assert response.status_code == 422
    assert "Nivån är stängd" in response.text
    assert client.post(level, {"why": "Fel"}).status_code == 302
    assert take_back(client, under).status_code == 302


@pytest.mark.parametrize("name", ["component_level", "take_back", "distribute"])
def test_a_reader_does_not_change_a_part(sign_in, cast, keeper, agreement, name):
    part = actions.split(agreement, amount=60, name="Del", stream="MIXED", on=DAY, by=keeper)
    guest = sign_in(cast.officer)
    assert guest.get(part.get_absolute_url()).status_code == 200
    assert guest.post(part.get_absolute_url()).status_code == 405
    answer = guest.post(reverse(f"funding:{name}", args=[part.pk]))
    assert answer.status_code == 403
    assert "Det gör handläggare hos SKR" in answer.text
