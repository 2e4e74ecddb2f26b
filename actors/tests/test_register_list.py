import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actors.models import Actor, Alias, Contact, Kind, Population, UserMovementStatus
from actors.tests.factories import make_actor, make_group
from initiatives.tests.factories import make_activity, make_plan
from portal.models import Event

HTMX = {"HX-Request": "true"}


def names(response):
    return [actor.name for actor in response.context["page"]]


def queries_for(client, url):
    """How many questions a page asks; the marks of a transaction's parts are none."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return sum("SAVEPOINT" not in query["sql"] for query in asked)


def test_the_register_shows_everybody_to_everybody(cast, sign_in):
    everybody = ["Nacka kommun", "Region Västerbotten", "SKR", "Storumans kommun", "Umeå kommun"]
    for person in [cast.coordinator, cast.reader, cast.stranger, cast.nobody]:
        assert names(sign_in(person).get("/aktorer/")) == everybody


def test_the_register_needs_sign_in(client, db):
    assert client.get("/aktorer/").url == "/konto/logga-in/?next=/aktorer/"


@pytest.mark.parametrize("url", ["/aktorer/", "/aktorer/{}/"])
def test_the_register_is_only_read(cast, sign_in, url):
    response = sign_in(cast.coordinator).post(url.format(cast.storuman.pk))
    assert response.status_code == 405


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("lan=01", ["Nacka kommun"]),
        ("slag=REGION", ["Region Västerbotten"]),
        ("sok=storuman", ["Storumans kommun"]),
        ("sok=UMEÅ", ["Umeå kommun"]),
        ("lan=24&slag=KOMMUN", ["Storumans kommun", "Umeå kommun"]),
        ("sok=%25", []),
    ],
)
def test_the_register_is_filtered_by_the_address(cast, sign_in, query, found):
    assert names(sign_in(cast.reader).get(f"/aktorer/?{query}")) == found


def test_the_search_knows_short_names(cast, sign_in):
    make_actor("Nationellt centrum", short_name="NASP")
    assert names(sign_in(cast.reader).get("/aktorer/?sok=nasp")) == ["Nationellt centrum"]


def test_an_empty_answer_offers_the_way_back(cast, sign_in):
    text = sign_in(cast.reader).get("/aktorer/?sok=finnsinte").text
    assert "Ingen aktör passar filtren" in text
    assert "Visa alla aktörer" in text


NONSENSE = [
    {"lan": "XX"},
    {"lan": "01\x00"},
    {"slag": "KUNG"},
    {"sok": "a\x00b"},
    {"sok": "å" * 100_000},
    {"sida": "-1"},
    {"sida": "abc"},
    {"sida": "9" * 30},
    {"okänt": "värde"},
]


@pytest.mark.parametrize("query", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_in_the_address_is_no_accident(cast, sign_in, query):
    assert sign_in(cast.reader).get("/aktorer/", query).status_code == 200


def test_a_wrong_filter_is_explained_and_does_not_hide_the_rest(cast, sign_in):
    response = sign_in(cast.reader).get("/aktorer/?slag=KUNG")
    assert "Valet finns inte längre i listan" in response.text
    assert len(names(response)) == 5


def test_the_fragment_is_the_part_of_the_page(cast, sign_in):
    client = sign_in(cast.reader)
    page = client.get("/aktorer/?lan=24")
    fragment = client.get("/aktorer/?lan=24", headers=HTMX)
    assert fragment.text.strip() in page.text
    assert "<html" not in fragment.text
    assert "HX-Request" in fragment["Vary"]
    assert "HX-Request" in page["Vary"]


def test_the_back_button_gets_the_whole_page(cast, sign_in):
    headers = HTMX | {"HX-History-Restore-Request": "true"}
    assert "<html" in sign_in(cast.reader).get("/aktorer/?lan=24", headers=headers).text


def test_the_next_page_of_the_register_is_another_page(cast, sign_in):
    for number in range(60):
        make_actor(f"Förening {number:02}")
    client = sign_in(cast.reader)
    first = client.get("/aktorer/")
    link = first.text.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    second = client.get(f"/aktorer/{link}")
    assert len(names(first)) == 50
    assert len(names(second)) == 15
    assert not set(names(first)) & set(names(second))


def test_the_register_asks_as_often_for_three_as_for_thirty(cast, sign_in):
    client = sign_in(cast.reader)
    few = queries_for(client, "/aktorer/")
    for number in range(30):
        make_actor(f"Förening {number}", counties=[cast.vasterbotten, cast.stockholm])
    assert queries_for(client, "/aktorer/") == few


def test_an_actor_shows_its_facts(cast, sign_in):
    Population.objects.create(
        actor=cast.storuman, reference_date="2024-12-31", inhabitants=5_712, source="SCB"
    )
    text = sign_in(cast.stranger).get(f"/aktorer/{cast.storuman.pk}/").text
    assert "<h1>Storumans kommun</h1>" in text
    assert "5\xa0712, 31\xa0december 2024" in text
    assert "Källa: SCB." in text
    assert "Västerbottens län" in text


def test_an_actor_shows_what_it_is_part_of_and_its_parts(cast, sign_in):
    part = make_actor("Glesbygdsmedicinskt centrum", Kind.UNIT, parent=cast.region)
    client = sign_in(cast.reader)
    assert "Glesbygdsmedicinskt centrum" in client.get(cast.region.get_absolute_url()).text
    assert cast.region.get_absolute_url() in client.get(part.get_absolute_url()).text


def test_an_actors_page_shows_no_more_than_the_reader_may_see(cast, sign_in):
    make_plan(cast.storuman, cast.coordinator, title="Den öppna planen", visibility="PUBLIC")
    make_plan(cast.storuman, cast.coordinator, title="Länets plan")
    make_activity(cast.storuman, cast.coordinator, title="Länets kväll")
    make_activity(cast.storuman, cast.coordinator, title="Egna mötet", visibility="ORGANISATION")
    make_activity(cast.storuman, cast.coordinator, title="Utkastet", publish=False)
    url = cast.storuman.get_absolute_url()
    seen = {
        person: [
            title
            for title in ["Den öppna planen", "Länets plan", "Länets kväll", "Egna mötet"]
            if title in sign_in(person).get(url).text
        ]
        for person in [cast.reader, cast.neighbour, cast.stranger]
    }
    assert seen[cast.reader] == ["Den öppna planen", "Länets plan", "Länets kväll", "Egna mötet"]
    assert seen[cast.neighbour] == ["Den öppna planen", "Länets plan", "Länets kväll"]
    assert seen[cast.stranger] == ["Den öppna planen"]
    assert "Utkastet" not in sign_in(cast.coordinator).get(url).text


@pytest.mark.parametrize("number", ["0", "999999", "9" * 40])
def test_an_actor_that_does_not_exist_is_404(cast, sign_in, number):
    assert sign_in(cast.reader).get(f"/aktorer/{number}/").status_code == 404


def test_an_actors_page_asks_as_often_for_three_as_for_many(cast, sign_in):
    client = sign_in(cast.reader)

    def add(count):
        for number in range(count):
            make_plan(cast.storuman, cast.coordinator, title=f"Plan {number}")
            make_activity(cast.storuman, cast.coordinator, partners=[cast.umea, cast.region])
            make_actor(f"Skola {number}", Kind.UNIT, parent=cast.storuman)

    add(3)
    few = queries_for(client, cast.storuman.get_absolute_url())
    add(7)
    assert queries_for(client, cast.storuman.get_absolute_url()) == few


def test_two_thousand_actors_are_asked_for_as_three(cast, sign_in):
    client = sign_in(cast.reader)
    few = queries_for(client, "/aktorer/")
    made = Actor.objects.bulk_create(
        Actor(kind=Kind.BUSINESS, name=f"Bolag {number}") for number in range(2000)
    )
    cast.vasterbotten.actors.add(*made)
    Alias.objects.bulk_create(Alias(actor=actor, name=f"B {actor.pk}") for actor in made)
    for query in ["", "?sok=bolag", "?plan=utan", "?samordnare=utan&lan=24"]:
        # A chosen county is looked up, which is one more.
        assert queries_for(client, f"/aktorer/{query}") == few + ("lan=24" in query)
    assert few < 20


def test_an_actor_with_ten_years_behind_it_is_asked_for_in_under_twenty(cast, sign_in):
    for year in range(10):
        make_plan(cast.storuman, cast.coordinator, title=f"Plan {year}")
        make_activity(cast.umea, cast.neighbour, partners=[cast.storuman, cast.region])
        make_group(cast.storuman, [cast.storuman], name=f"Grupp {year}")
        make_actor(f"Del {year}", parent=cast.storuman)
        Alias.objects.create(actor=cast.storuman, name=f"Namn {year}")
        Contact.objects.create(actor=cast.storuman, title=f"Funktion {year}", phone="0")
        Event.record("ändrade uppgifterna om", cast.storuman, by=cast.coordinator)
    assert queries_for(sign_in(cast.coordinator), cast.storuman.get_absolute_url()) < 20


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("plan=med", ["Storumans kommun"]),
        ("plan=utan&slag=KOMMUN", ["Nacka kommun", "Umeå kommun"]),
        ("samordnare=med", ["Nacka kommun", "Storumans kommun", "Umeå kommun"]),
        ("samordnare=utan", ["Region Västerbotten", "SKR"]),
        ("sok=luspie", ["Storumans kommun"]),
    ],
)
def test_the_register_shows_who_has_what(cast, sign_in, query, found):
    Alias.objects.create(actor=cast.storuman, name="Luspie")
    make_plan(cast.storuman, cast.coordinator)
    make_plan(cast.umea, cast.neighbour, adopted=False)
    assert names(sign_in(cast.reader).get(f"/aktorer/?{query}")) == found


def test_with_a_plan_means_one_that_the_reader_sees(cast, sign_in):
    make_plan(cast.storuman, cast.coordinator)
    make_plan(cast.umea, cast.neighbour, adopted=False)
    assert names(sign_in(cast.neighbour).get("/aktorer/?plan=med")) == ["Storumans kommun"]
    assert names(sign_in(cast.stranger).get("/aktorer/?plan=med")) == []


def test_an_actor_tells_who_stands_behind_it(cast, sign_in):
    nasp = make_actor("NASP", Kind.EXPERT, operator=make_actor("Karolinska institutet"))
    nasp.principals.set([cast.region, make_actor("Staten", Kind.STATE)])
    collective = make_actor("Rörelsen", Kind.USER_ORGANISATION)
    collective.associations.set([nasp])
    client = sign_in(cast.reader)
    text = " ".join(client.get(nasp.get_absolute_url()).text.split())
    for words in ["Huvudmän: ", "Region Västerbotten</a> och ", "Staten</a>. Drivs av", "Rörelsen"]:
        assert words in text
    assert "NASP" in client.get(collective.get_absolute_url()).text


def test_an_actor_shows_what_it_joined(cast, sign_in):
    make_activity(cast.umea, cast.neighbour, title="Kvällen", partners=[cast.storuman])
    assert "Kvällen" in sign_in(cast.reader).get(cast.storuman.get_absolute_url()).text


def test_a_status_is_history_and_the_latest_counts(cast, sign_in):
    nsph = make_actor("NSPH", Kind.USER_ORGANISATION)
    for day, counts in [("2023-01-01", False), ("2024-01-01", True), ("2999-01-01", False)]:
        UserMovementStatus.objects.create(
            actor=nsph,
            counts=counts,
            decided_on=day,
            decided_by="Länsstyrgruppen",
            reason="Stadgarna",
            entered_by=cast.officer,
        )
    text = sign_in(cast.reader).get(nsph.get_absolute_url()).text
    assert '<span class="status status--done">Räknas som brukarrörelse</span>' in text
    assert "1\xa0januari 2023" in text


def test_an_actor_shows_what_it_leads_and_what_it_takes_part_in(cast, sign_in):
    make_activity(cast.umea, cast.neighbour, title="Umeås kväll", partners=[cast.storuman])
    make_activity(cast.storuman, cast.coordinator, title="Egen kväll")
    client = sign_in(cast.reader)
    page = client.get(cast.storuman.get_absolute_url())
    assert {a.title for a in page.context["activities"]} == {"Egen kväll", "Umeås kväll"}
    link = f"/aktiviteter/?aktor={cast.storuman.pk}&utkast=utan"
    assert link.replace("&", "&amp;") in page.text
    assert client.get(link).context["page"].paginator.count == 2


def test_an_actor_shows_its_population_year_by_year_with_the_source(cast, sign_in):
    for year, inhabitants in [(2023, 5_800), (2024, 5_700)]:
        cast.storuman.populations.create(
            reference_date=f"{year}-12-31", inhabitants=inhabitants, source=f"SCB {year}"
        )
    for actor in [cast.storuman, cast.region]:  # the region is the sum of its kommuner
        text = sign_in(cast.reader).get(actor.get_absolute_url()).text.replace("\xa0", " ")
        assert text.index("31 december 2024: 5 700") < text.index("31 december 2023: 5 800")
        assert "Källa: SCB 2023" in text


def test_one_found_by_another_name_tells_which(cast, sign_in):
    Alias.objects.create(actor=make_actor("Storsthlm"), name="UPH")
    make_actor("Nationellt centrum", short_name="NASP")
    client = sign_in(cast.reader)
    assert "kallas också UPH" in client.get("/aktorer/?sok=uph").text
    assert "kallas också NASP" in client.get("/aktorer/?sok=nasp").text
    assert "kallas också" not in client.get("/aktorer/?sok=storsthlm").text


def test_a_search_that_finds_only_the_ended_leads_to_them(cast, sign_in):
    make_actor("Gamla byrån", ended_on="2020-01-01")
    client = sign_in(cast.reader)
    text = client.get("/aktorer/?sok=gamla+byrån&sida=2").text
    assert "Bara aktörer som har upphört passar" in text
    [link] = re.findall(r'href="(\?[^"]*upphorda=ja[^"]*)"', text)
    assert names(client.get(f"/aktorer/{html.unescape(link)}")) == ["Gamla byrån"]


def test_outsiders_are_not_told_how_an_actor_signs_in(cast, sign_in):
    Actor.objects.filter(pk=cast.storuman.pk).update(requires_mfa=True)
    url = cast.storuman.get_absolute_url()
    assert "I två steg" not in sign_in(cast.neighbour).get(url).text
