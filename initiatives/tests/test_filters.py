"""The filters of the activity list: they live in the address, where anybody can write anything."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from actors.tests.test_register_list import queries_for
from initiatives.models import Category, Method, Taxonomy, Term
from initiatives.tests.factories import make_activity, make_plan

URL = "/aktiviteter/"


@pytest.fixture
def listed(cast, sign_in):
    """Ask the list as Storuman's reader; gives the titles that it shows."""
    make_activity(cast.storuman, cast.coordinator, title="Våga fråga", further_b=["BYGG"])
    make_activity(
        cast.umea,
        cast.neighbour,
        title="Öppet hus",
        main_b="BYGG",
        status="DONE",
        partners=[cast.storuman],
        starts_on=date(2022, 5, 1),
        ends_on=date(2022, 6, 1),
        entry={"on": date(2022, 5, 1)},
    )
    make_activity(cast.nacka, cast.stranger, title="Nackas egen")
    client = sign_in(cast.reader)

    def ask(**query):
        response = client.get(URL, query)
        assert response.status_code == 200
        return sorted(activity.title for activity in response.context["page"])

    return ask


def test_without_a_filter_everything_visible_is_listed(listed):
    assert listed() == ["Våga fråga", "Öppet hus"]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"b": "BEMOT"}, ["Våga fråga"]),
        ({"b": "BYGG"}, ["Våga fråga", "Öppet hus"]),
        ({"b": "BEGRANSA"}, []),
        ({"status": "DONE"}, ["Öppet hus"]),
        ({"sok": "FRÅGA"}, ["Våga fråga"]),
        ({"sok": "öppet"}, ["Öppet hus"]),
        ({"sok": "%"}, []),
        ({"ar": "2022"}, ["Öppet hus"]),
        ({"ar": "2024"}, ["Våga fråga"]),
        ({"ar": "2021"}, []),
        ({"b": "BYGG", "ar": "2022", "status": "DONE"}, ["Öppet hus"]),
    ],
    ids=str,
)
def test_each_filter_narrows_the_list(listed, query, titles):
    assert listed(**query) == titles


def test_an_actor_is_found_as_lead_and_as_partner(listed, cast):
    assert listed(aktor=cast.storuman.pk) == ["Våga fråga", "Öppet hus"]
    assert listed(aktor=cast.umea.pk) == ["Öppet hus"]


def test_only_actors_whose_activities_one_sees_are_offered(listed, cast, sign_in):
    choices = sign_in(cast.reader).get(URL).context["filter"].form.fields["aktor"].queryset
    assert set(choices) == {cast.storuman, cast.umea}


def test_a_foreign_actor_is_no_way_in(listed, cast, sign_in):
    make_activity(cast.nacka, cast.stranger, title="Nackas utkast", publish=False)
    assert "Nackas egen" not in listed(aktor=cast.nacka.pk)
    response = sign_in(cast.reader).get(URL, {"aktor": cast.nacka.pk})
    assert "Nacka kommun" not in response.text
    assert response.context["filter"].form.errors["aktor"]


NONSENSE = [
    {"b": "XYZ"},
    {"status": "KLAR"},
    {"ar": "abc"},
    {"ar": "99999999999"},
    {"ar": "-1"},
    {"ar": "1e999"},
    {"ar": "NaN"},
    {"ar": "2024,5"},
    {"aktor": "abc"},
    {"aktor": "9" * 40},
    {"aktor": "1\x00"},
    {"sok": "a\x00b"},
]


@pytest.mark.parametrize("query", NONSENSE, ids=str)
def test_a_value_that_cannot_be_meant_is_explained_and_hides_nothing(listed, cast, sign_in, query):
    assert listed(**query) == ["Våga fråga", "Öppet hus"]
    assert "ds-validation-message" in sign_in(cast.reader).get(URL, query).text


HARMLESS = [
    {"sida": "-1"},
    {"sida": "0"},
    {"sida": "abc"},
    {"sida": "9" * 30},
    {"sida": "2"},
    {"sok": "   "},
    {"finns_inte": "ja"},
    {"b": ""},
]


@pytest.mark.parametrize("query", HARMLESS, ids=str)
def test_a_value_without_meaning_shows_the_whole_list(listed, query):
    assert listed(**query) == ["Våga fråga", "Öppet hus"]


def test_a_search_for_a_hundred_thousand_letters_finds_nothing(listed):
    assert listed(sok="å" * 100_000) == []


def test_an_empty_answer_offers_the_way_back(listed, cast, sign_in):
    text = sign_in(cast.reader).get(URL, {"sok": "finnsinte"}).text
    assert "Ingen aktivitet passar filtren" in text
    assert "Visa alla aktiviteter" in text


def test_a_filtered_list_can_be_cleared(listed, cast, sign_in):
    client = sign_in(cast.reader)
    assert "Rensa filtren" in client.get(URL, {"b": "BYGG"}).text
    assert "Rensa filtren" not in client.get(URL).text


def test_what_one_searched_for_stays_in_the_form_and_is_escaped(listed, cast, sign_in):
    text = sign_in(cast.reader).get(URL, {"sok": "<b>fråga"}).text
    assert 'value="&lt;b&gt;fråga"' in text
    assert "<b>fråga" not in text


def test_partners_of_visible_activities_are_offered_too(cast, sign_in):
    make_activity(cast.umea, cast.neighbour, partners=[cast.region])
    make_activity(cast.umea, cast.neighbour, partners=[cast.nacka], publish=False)
    choices = sign_in(cast.reader).get(URL).context["filter"].form.fields["aktor"].queryset
    assert set(choices) == {cast.umea, cast.region}


@pytest.mark.parametrize(
    ("value", "titles"), [("", ["Klar", "Utkast"]), ("utan", ["Klar"]), ("bara", ["Utkast"])]
)
def test_drafts_are_left_out_or_shown_alone(cast, sign_in, value, titles):
    make_activity(cast.storuman, cast.coordinator, title="Klar")
    make_activity(cast.storuman, cast.coordinator, title="Utkast", publish=False)
    page = sign_in(cast.coordinator).get(URL, {"utkast": value}).context["page"]
    assert sorted(activity.title for activity in page) == titles


@pytest.mark.parametrize("taxonomy", Taxonomy)
def test_every_taxonomy_of_the_portal_is_a_filter(cast, sign_in, taxonomy):
    category = Category.objects.create(number=2, first_year=2024, name="K", aim="M", source="Källa")
    needed = category if taxonomy == Taxonomy.FOCUS else None
    term, other = (
        Term.objects.create(taxonomy=taxonomy, name=name, category=needed)
        for name in ("Ett", "Två")
    )
    for title, word in (("Med ordet", term), ("Med ett annat", other), ("Utan", None)):
        activity = make_activity(cast.storuman, cast.coordinator, title=title)
        activity.terms.set([word] if word else [])
    client = sign_in(cast.reader)
    page = client.get(URL, {taxonomy.value: term.pk}).context["page"]
    assert [str(activity) for activity in page] == ["Med ordet"]
    assert client.get(URL, {taxonomy.value: "999999"}).context["filter"].form.errors


@pytest.fixture
def sorts(cast, sign_in):
    """Three activities that differ in everything else that one filters by."""
    category = Category.objects.create(number=2, first_year=2024, name="K", aim="M", source="Källa")
    method = Method.objects.create(name="YAM", main_b="BEMOT", certainty="SEEN", source="Källa")
    plan = make_plan(cast.storuman, cast.coordinator)
    today = timezone.localdate()
    old = make_activity(
        cast.storuman,
        cast.coordinator,
        title="Åkeri",
        plan=plan,
        status="IDEA",
        visibility="PUBLIC",
        entry={"on": today - timedelta(days=91)},
    )
    old.categories.add(category)
    old.methods.add(method)
    make_activity(
        cast.umea, cast.neighbour, title="Ängar", entry={"on": today - timedelta(days=89)}
    )
    make_activity(
        cast.nacka,
        cast.stranger,
        title="Zoo",
        visibility="PUBLIC",
        entry={"on": today - timedelta(days=1)},
    )
    client = sign_in(cast.reader)

    def ask(**query):
        return [str(activity) for activity in client.get(URL, query).context["page"]]

    return ask, {
        "kategori": category.pk,
        "metod": method.pk,
        "plan": plan.pk,
        "status": "IDEA",
        "lan": "24",
        "tyst": "90",
        "synlighet": "PUBLIC",
    }


@pytest.mark.parametrize("name", ["kategori", "metod", "plan", "status", "tyst"])
def test_only_what_has_it_is_listed(sorts, name):
    ask, values = sorts
    assert ask(**{name: values[name]}) == ["Åkeri"]


def test_by_county_visibility_and_without_a_plan(sorts):
    ask, _ = sorts
    assert ask(lan="24") == ["Ängar", "Åkeri"]
    assert ask(lan="01", synlighet="PUBLIC") == ["Zoo"]
    assert ask(plan="utan") == ["Zoo", "Ängar"]


@pytest.mark.parametrize(
    ("sort", "titles"),
    [
        ("", ["Zoo", "Ängar", "Åkeri"]),
        ("senast", ["Zoo", "Ängar", "Åkeri"]),
        ("titel", ["Zoo", "Åkeri", "Ängar"]),
        ("start", ["Zoo", "Ängar", "Åkeri"]),
    ],
)
def test_rule_17_titles_are_sorted_as_in_swedish(sorts, sort, titles):
    ask, _ = sorts
    assert ask(sortera=sort) == titles


def test_chips_say_what_is_chosen_and_take_it_away(listed, cast, sign_in):
    client = sign_in(cast.reader)
    query = {"b": "BYGG", "status": "DONE", "ar": "2022", "sida": "1", "sok": "", "arena": "nej"}
    chips = client.get(URL, query).context["filter"].chips()
    assert [(chip["label"], str(chip["value"])) for chip in chips] == [
        ("B", "Bygg"),
        ("Status", "Genomförd"),
        ("År", "2022"),
    ]
    assert chips[0]["query"] == "status=DONE&ar=2022&arena=nej"
    assert "ta bort filtret" in client.get(URL, query).text


def test_seldom_used_filters_are_folded_until_one_is_used(listed, cast, sign_in):
    client = sign_in(cast.reader)
    assert '<details class="fold">' in client.get(URL, {"b": "BYGG"}).text
    assert '<details class="fold" open>' in client.get(URL, {"tyst": "90"}).text


def test_a_saved_address_shows_the_same_to_a_colleague(listed, cast, sign_in):
    address = f"{URL}?b=BYGG&ar=2022&status=DONE"
    mine = sign_in(cast.reader).get(address).context["page"].object_list
    theirs = sign_in(cast.colleague).get(address).context["page"].object_list
    assert list(mine) == list(theirs) != []


def test_what_htmx_shows_has_a_short_address(listed, cast, sign_in):
    query = {"vy": "", "sok": "", "b": "BYGG", "plan": ""}
    response = sign_in(cast.reader).get(URL, query, headers={"HX-Request": "true"})
    assert response["HX-Push-Url"] == "/aktiviteter/?b=BYGG"


def test_the_filtered_list_asks_the_same_number_of_questions_whatever_it_shows(cast, sign_in):
    client = sign_in(cast.reader)
    url = f"{URL}?b=BEMOT&sok=utbildning&tyst=90"

    def fill(count):
        for number in range(count):
            Term.objects.create(taxonomy="arena", name=f"{count}-{number}")
            make_activity(cast.storuman, cast.coordinator, partners=[cast.umea])

    fill(1)
    few = queries_for(client, url)
    fill(10)
    assert queries_for(client, url) == few
