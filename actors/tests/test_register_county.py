"""The county's page: what each kommun has and lacks, as far as the reader may see."""

import pytest

from actors.models import Actor, Contact, Kind
from actors.tests.factories import make_actor, make_group
from actors.tests.test_register_list import queries_for
from initiatives.tests.factories import make_activity, make_plan


def rows(response):
    return {row["actor"].name: row for row in response.context["kommuner"]}


def test_each_kommun_shows_what_it_has_and_lacks(cast, sign_in):
    make_plan(cast.storuman, cast.coordinator)
    make_activity(cast.storuman, cast.coordinator, main_b="BYGG")
    make_activity(cast.storuman, cast.coordinator, main_b="BYGG")
    make_activity(cast.storuman, cast.coordinator, publish=False)
    make_plan(cast.umea, cast.neighbour, adopted=False)
    response = sign_in(cast.neighbour).get("/aktorer/lan/24/")
    found = rows(response)
    assert list(found) == ["Umeå kommun", "Storumans kommun"]  # gaps first
    assert found["Umeå kommun"]["plan"] is None  # a draft counts as none, for its author too
    assert found["Storumans kommun"]["plan"]
    assert [count for *_, count in found["Storumans kommun"]["counts"]] == [0, 0, 2, 0]
    assert found["Storumans kommun"]["latest_on"]
    assert "1 av 2 kommuner har en antagen handlingsplan" in response.text
    assert [row["actor"] for row in response.context["others"]] == [cast.region]


def test_a_stranger_sees_no_more_than_is_public(cast, sign_in):
    make_plan(cast.storuman, cast.coordinator)
    make_activity(cast.storuman, cast.coordinator)
    found = rows(sign_in(cast.stranger).get("/aktorer/lan/24/"))["Storumans kommun"]
    assert found["plan"] is None
    assert not any(count for *_, count in found["counts"])


def test_the_gaps_alone(cast, sign_in):
    make_plan(cast.storuman, cast.coordinator)
    client = sign_in(cast.reader)
    assert "Visa bara utan plan" in client.get("/aktorer/lan/24/").text
    response = client.get("/aktorer/lan/24/?visa=utan-plan")
    assert list(rows(response)) == ["Umeå kommun"]
    assert "Visa alla kommuner" in response.text
    make_plan(cast.umea, cast.neighbour)
    response = client.get("/aktorer/lan/24/?visa=utan-plan")
    assert "Alla kommuner i länet har en antagen plan." in response.text


def test_kommuner_stand_in_swedish_order(cast, sign_in):
    for number, name in enumerate(["Åsele kommun", "Överby kommun", "Älvby kommun"]):
        make_actor(name, Kind.KOMMUN, f"249{number}", [cast.vasterbotten])
    Actor.objects.filter(pk=cast.umea.pk).update(ended_on="2020-01-01")
    found = list(rows(sign_in(cast.reader).get("/aktorer/lan/24/")))
    assert found == ["Åsele kommun", "Älvby kommun", "Överby kommun", "Storumans kommun"]


def test_the_regional_coordinator_is_a_function_one_can_reach(cast, sign_in):
    client = sign_in(cast.reader)
    assert "Ingen regional samordnare är inlagd" in client.get("/aktorer/lan/24/").text
    Contact.objects.create(
        actor=cast.region, title="Strateg", email="s@b4.test", is_regional_coordinator=True
    )
    Contact.objects.create(actor=cast.region, title="Växel", phone="0")
    text = client.get("/aktorer/lan/24/").text
    assert "s@b4.test" in text
    assert "Växel" not in text


def test_groups_are_shown_to_those_who_reach_them(cast, sign_in):
    make_group(cast.storuman, [cast.storuman], name="B4-gruppen", county=cast.vasterbotten)
    assert "B4-gruppen" in sign_in(cast.reader).get("/aktorer/lan/24/").text
    assert "B4-gruppen" not in sign_in(cast.neighbour).get("/aktorer/lan/24/").text


@pytest.mark.parametrize("code", ["99", "abc", "24x", "é", "%00", "%C2%B2%C2%B2"])
def test_a_county_that_does_not_exist_is_404(cast, sign_in, code):
    assert sign_in(cast.reader).get(f"/aktorer/lan/{code}/").status_code == 404


def test_the_page_asks_as_often_for_two_kommuner_as_for_many(cast, sign_in):
    client = sign_in(cast.reader)

    few = queries_for(client, "/aktorer/lan/24/")
    for number in range(20):
        kommun = make_actor(f"Kommun {number}", Kind.KOMMUN, f"25{number:02}", [cast.vasterbotten])
        make_plan(kommun, cast.coordinator)
        make_activity(kommun, cast.coordinator)
        make_group(cast.storuman, [kommun], name=f"Grupp {number}", county=cast.vasterbotten)
    assert queries_for(client, "/aktorer/lan/24/") <= few
    assert few < 20
