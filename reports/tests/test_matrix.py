"""B4 × category: what is counted, for whom, and where each cell leads."""

from collections import Counter
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from funding import actions as money
from funding.models import Transfer
from funding.tests.factories import DAY, make_agreement, make_decision
from initiatives.models import B4, Activity, Category
from initiatives.tests.factories import make_activity
from initiatives.tests.test_views import queries_for

URL = "/oversikt/matris/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def categories(db):
    return [
        Category.objects.create(
            number=n, first_year=2024, name=f"Kategori {n}", aim="x", source="x"
        )
        for n in range(1, 5)
    ]


def make(lead, by, category=None, **fields):
    activity = make_activity(lead, by, **fields)
    if category:
        activity.categories.add(category)
    return activity


@pytest.fixture
def ask(cast, sign_in, categories):
    """Ask for a matrix; gives it as the page got it."""

    def _ask(user=None, **query):
        response = sign_in(user or cast.officer).get(URL, {"lan": "24", "ar": 2024} | query)
        assert response.status_code == 200
        return response.context["matrix"]

    return _ask


def numbers(matrix):
    return [[cell["count"] for cell in row["cells"]] for row in matrix["rows"]]


def test_an_activity_stands_in_the_cell_of_its_b_and_category(cast, ask, categories):
    make(cast.storuman, cast.coordinator, categories[1], main_b="BYGG", further_b=["BEMOT"])
    make(cast.storuman, cast.coordinator, main_b="")
    matrix = ask()
    assert numbers(matrix) == [
        [0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0],
        [0, 1, 0, 0, 0],
        [0, 0, 0, 0, 0],
        [0, 0, 0, 0, 1],
    ]
    assert [row["further"] for row in matrix["rows"]] == [1, 0, 0, 0, 0]
    assert [row["b"] for row in matrix["rows"]] == [*B4, None]


def test_the_empty_cells_are_the_message(cast, sign_in, categories):
    make(cast.storuman, cast.coordinator, categories[0], main_b="BEMOT")
    text = sign_in(cast.coordinator).get(URL, {"aktor": cast.storuman.pk, "ar": 2024}).text
    assert "Inget under Begränsa." in text
    assert reverse("initiatives:methods", query={"b": "BEGRANSA"}) in text
    assert "Bara det som du får se räknas" in text


def test_cells_say_the_short_name_and_the_head_the_exact_one(cast, sign_in, categories):
    Category.objects.create(number=9, first_year=2024, name="Ny", alias="kort", aim="x", source="x")
    text = sign_in(cast.coordinator).get(URL, {"ar": 2024}).text
    assert '<th scope="col">2. Kategori 2</th>' in text
    assert 'data-label="Suicidprevention"' in text
    assert "under Begränsa, Brukarmedverkan (brukarmiljonen)." in text
    assert 'data-label="kort"' in text


def test_without_a_year_in_the_address_it_is_this_one(cast, sign_in):
    response = sign_in(cast.officer).get(URL, {"lan": "24"})
    assert response.status_code == 200
    scope = response.context["scope"]
    assert (scope.year, scope.county) == (timezone.localdate().year, cast.vasterbotten)


@pytest.mark.parametrize("scope", [{"lan": "24"}, {"lan": "", "aktor": "storuman"}, {"lan": ""}])
def test_each_cell_leads_to_the_list_of_as_many(cast, sign_in, ask, categories, scope):
    for b in [*B4.values, "", "BEMOT"]:
        make(cast.storuman, cast.coordinator, categories[0], main_b=b, partners=[cast.umea])
        make(cast.umea, cast.neighbour, main_b=b)
        make(cast.umea, cast.neighbour, categories[3], main_b=b, partners=[cast.storuman])
    make(cast.umea, cast.neighbour, main_b="BYGG", further_b=["BEMOT"], publish=False)
    if "aktor" in scope:
        scope = scope | {"aktor": cast.storuman.pk}
    matrix = ask(**scope)
    lines = [*matrix["rows"], {"cells": matrix["sums"], "total": matrix["total"]}]
    cells = [cell for line in lines for cell in [*line["cells"], line["total"]] if cell["count"]]
    assert len(cells) >= 15
    client = sign_in(cast.officer)
    for cell in cells:
        page = client.get(cell["url"]).context["page"]
        assert page.paginator.count == cell["count"], cell["url"]


def test_rule_15_a_county_never_counts_a_shared_activity_twice(cast, ask, categories):
    make(
        cast.storuman,
        cast.coordinator,
        categories[0],
        partners=[cast.umea, cast.region, cast.nacka],
        visibility="PUBLIC",
    )
    matrix = ask()
    assert matrix["total"]["count"] == sum(map(sum, numbers(matrix))) == 1
    for kommun in (cast.storuman, cast.umea):
        assert ask(aktor=kommun.pk)["total"]["count"] == 1
    assert ask(cast.national, lan="01")["total"]["count"] == 1
    assert ask(cast.national, lan="")["total"]["count"] == 1


def test_what_the_reader_does_not_see_is_not_counted(cast, ask, categories):
    make(cast.storuman, cast.coordinator, visibility="PUBLIC")
    make(cast.storuman, cast.coordinator)
    make(cast.storuman, cast.coordinator, visibility="ORGANISATION")
    make(cast.storuman, cast.coordinator, publish=False)
    seen = [ask(user)["total"]["count"] for user in (cast.coordinator, cast.officer, cast.stranger)]
    assert seen == [3, 2, 1]


def test_a_category_of_another_agreement_is_none_of_these(cast, ask, categories):
    older = Category.objects.create(number=1, first_year=2023, name="Äldre", aim="x", source="x")
    activity = make(cast.storuman, cast.coordinator, older, starts_on=date(2023, 1, 1))
    assert numbers(ask())[0] == [0, 0, 0, 0, 1]
    assert numbers(ask(ar=2023))[0] == [1, 0]
    activity.categories.add(categories[2])
    assert numbers(ask())[0] == [0, 0, 1, 0, 0]
    assert numbers(ask(ar=2022)) == [[0]] * 5


@pytest.fixture
def allocation(cast, categories):
    """1 000 kr to Storuman out of the second category, all paid out."""
    agreement = make_agreement(cast.officer, total=1000)
    component = money.split(
        agreement,
        amount=1000,
        on=DAY,
        by=cast.officer,
        name="Del",
        stream="LANSGEMENSAM",
        category=categories[1],
    )
    pot = money.distribute(component, cast.vasterbotten, amount=1000, on=DAY, by=cast.officer)
    decision = make_decision(cast.vasterbotten, [cast.region], cast.officer)
    given = money.allocate(
        pot, cast.storuman, amount=1000, purpose="Prov", decision=decision, by=cast.officer
    )
    money.pay(given, amount=1000, on=DAY, by=cast.officer)
    return given


def spend(allocation, cast, amount, activity=None, on=DAY):
    money.use(allocation, amount=amount, on=on, activity=activity, by=cast.officer)


def kronor(matrix):
    found = {
        (row["b"] or "", number): cell["kronor"]
        for row in matrix["rows"]
        for number, cell in enumerate(row["cells"])
        if cell["kronor"]
    }
    return found, [cell["kronor"] for cell in matrix["untied"]], matrix["total"]["kronor"]


def test_kronor_stand_under_the_activitys_b_and_the_moneys_category(cast, ask, allocation):
    activity = make(cast.storuman, cast.coordinator, main_b="BYGG")
    spend(allocation, cast, 100, activity)
    spend(allocation, cast, 40)
    spend(allocation, cast, 500, activity, on=date(2025, 1, 1))
    expected = ({("BYGG", 1): 100}, [0, 40, 0, 0, 0], 140)
    assert kronor(ask()) == expected
    assert kronor(ask(cast.coordinator, lan="", aktor=cast.storuman.pk)) == expected
    assert kronor(ask(lan="", aktor=cast.umea.pk)) == ({}, [0] * 5, 0)
    assert kronor(ask(cast.stranger)) == ({}, [0] * 5, 0)


def test_money_on_what_the_reader_does_not_see_says_nothing_of_its_b(cast, ask, allocation):
    secret = make(cast.storuman, cast.coordinator, main_b="BEGRANSA", visibility="ORGANISATION")
    spend(allocation, cast, 70, secret)
    assert kronor(ask()) == ({}, [0, 70, 0, 0, 0], 70)
    assert kronor(ask(cast.coordinator))[0] == {("BEGRANSA", 1): 70}


def test_a_corrected_use_is_no_use(cast, ask, allocation):
    spend(allocation, cast, 70)
    spend(allocation, cast, 5)
    mistake = Transfer.objects.get(kind="USE", amount=70)
    money.correct(mistake, on=date(2025, 3, 1), by=cast.officer, note="Fel")
    assert kronor(ask())[2] == 5


LEADS = ["storuman", "umea", "region"]


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    drawn=st.lists(
        st.tuples(
            st.sampled_from([*B4.values, ""]),
            st.integers(0, 4),
            st.sampled_from(LEADS),
            st.sets(st.sampled_from(LEADS)),
            st.sampled_from(["PUBLIC", "COUNTY", "ORGANISATION"]),
            st.sampled_from([2022, 2023, 2024]),
        ),
        max_size=8,
    )
)
def test_the_sums_are_those_of_a_naive_count(cast, ask, categories, drawn):
    by = {"storuman": cast.coordinator, "umea": cast.neighbour, "region": cast.region_approver}
    Activity.objects.update(visibility="ORGANISATION", lead=cast.nacka, created_by=cast.stranger)
    Activity.partners.through.objects.all().delete()
    expected = Counter()
    for b, number, lead, partners, visibility, year in drawn:
        make(
            getattr(cast, lead),
            by[lead],
            categories[number - 1] if number else None,
            main_b=b,
            partners=[getattr(cast, name) for name in partners - {lead}],
            visibility=visibility,
            starts_on=date(year, 1, 1),
            ends_on=date(year, 12, 31),
            status="DONE",
            entry={"on": date(year, 5, 1)},
        )
        is_seen = visibility != "ORGANISATION" or "region" in {lead, *partners}
        if is_seen and year == 2024:
            expected[b, (number or 5) - 1] += 1
    found = numbers(ask())
    assert found == [[expected[b, n] for n in range(5)] for b in [*B4.values, ""]]


def test_the_page_asks_as_often_whatever_it_counts(cast, sign_in, categories, allocation):
    client = sign_in(cast.officer)
    make(cast.storuman, cast.coordinator, categories[0])
    url = f"{URL}?lan=24&ar=2024"
    few = queries_for(client, url)
    for number in range(8):
        activity = make(cast.umea, cast.neighbour, categories[number % 4], main_b="BYGG")
        spend(allocation, cast, 10, activity)
    assert queries_for(client, url) == few <= 20


def test_before_anything_is_chosen_it_is_ones_own(cast, sign_in, categories):
    assert sign_in(cast.reader).get(URL).context["scope"].actor == cast.storuman
    assert sign_in(cast.officer).get(URL).context["scope"].county == cast.vasterbotten
    assert str(sign_in(cast.nobody).get(URL).context["scope"]) == "Hela landet"


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"ar": ""}, "Skriv vilket år matrisen gäller."),
        ({"ar": "nyss"}, "Skriv året med fyra siffror, till exempel 2024."),
        ({"ar": "1900"}, "Skriv ett år från 2008 och framåt."),
        ({"ar": "2999"}, "Välj ett år till och med nästa år."),
        ({"ar": "2024", "lan": "99"}, "Välj ett län i listan."),
        ({"ar": "2024", "aktor": "0"}, "Välj en aktör i listan."),
        ({"ar": "2024", "aktor": "x"}, "Välj en aktör i listan."),
    ],
)
def test_a_wrong_choice_gets_a_sentence(cast, sign_in, query, sentence):
    response = sign_in(cast.reader).get(URL, query)
    assert response.status_code == 422
    assert sentence in response.text


def test_a_stranger_cannot_choose_an_actor_of_another_county(cast, sign_in):
    query = {"ar": 2024, "aktor": cast.storuman.pk}
    assert sign_in(cast.stranger).get(URL, query).status_code == 422


def test_it_needs_sign_in_and_is_only_read(cast, client, sign_in):
    assert client.get(URL).url.startswith("/konto/logga-in/")
    assert sign_in(cast.coordinator).post(URL).status_code == 405


def test_the_fragment_is_the_part_of_the_page(cast, sign_in, categories):
    client = sign_in(cast.officer)
    fragment = client.get(URL, headers=HTMX)
    assert "<html" not in fragment.text
    assert " ".join(fragment.text.split()) in " ".join(client.get(URL).text.split())


def test_the_addresses_name_what_the_filters_are_called(cast, ask, categories):
    make(cast.storuman, cast.coordinator, categories[0])
    query = parse_qs(urlsplit(ask()["rows"][0]["cells"][0]["url"]).query)
    assert set(query) == {"ar", "utkast", "lan", "huvudb", "kategori"}
