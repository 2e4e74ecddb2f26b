import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from funding import actions
from funding.tests.factories import DAY, make_agreement, make_decision, make_pot
from initiatives.tests.factories import make_activity


@pytest.fixture
def money(cast):
    """A pot of 1 000 kr, all given to Storuman, partly paid and used on a county activity."""
    pot = make_pot(cast.vasterbotten, cast.officer, amount=1000)
    decision = make_decision(cast.vasterbotten, [cast.region, cast.storuman], cast.officer)
    activity = make_activity(cast.storuman, cast.coordinator, title="Föräldraträffar")
    allocation = actions.allocate(
        pot,
        cast.storuman,
        amount=1000,
        purpose="B4 i Storuman",
        decision=decision,
        activities=[activity],
        by=cast.officer,
    )
    actions.pay(allocation, amount=800, on=DAY, by=cast.officer)
    actions.use(allocation, amount=300, on=DAY, activity=activity, by=cast.officer)
    return pot, allocation


def page_of(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.text


def test_rule_06_an_empty_pot_says_so_in_the_countys_own_words(cast, sign_in, money):
    text = page_of(sign_in(cast.officer), reverse("funding:overview"))
    assert "Alla medel för 2024 är fördelade." in text


def test_a_pot_with_money_left_does_not_say_that(cast, sign_in):
    make_pot(cast.vasterbotten, cast.officer, amount=1000)
    text = page_of(sign_in(cast.officer), reverse("funding:overview"))
    assert "Alla medel för" not in text
    assert "1\xa0000\xa0kr" in text


def test_the_overview_adds_up(cast, sign_in, money):
    response = sign_in(cast.officer).get(reverse("funding:overview"))
    shown = [response.context[name] for name in ("total", "granted", "paid", "used", "left")]
    assert shown == [1000, 1000, 800, 300, 0]


def test_an_allocation_leads_up_to_the_agreement_and_down_to_the_activity(cast, sign_in, money):
    pot, allocation = money
    text = page_of(sign_in(cast.officer), allocation.get_absolute_url())
    assert pot.get_absolute_url() in text
    assert pot.component.agreement.get_absolute_url() in text
    assert "Föräldraträffar" in text
    assert "2 av 2 står bakom" in text


def test_an_activity_tells_what_pays_for_it(cast, sign_in, money):
    _, allocation = money
    text = page_of(sign_in(cast.reader), allocation.activities.get().get_absolute_url())
    assert allocation.get_absolute_url() in text


def test_rule_09_an_activity_without_money_is_normal(cast, sign_in):
    activity = make_activity(cast.storuman, cast.coordinator)
    text = page_of(sign_in(cast.reader), activity.get_absolute_url())
    assert "Finansieras av" not in text


def test_the_countys_neighbour_sees_the_countys_pots(cast, sign_in, money):
    assert "B4 i Storuman" in page_of(sign_in(cast.neighbour), reverse("funding:overview"))


def test_a_stranger_sees_no_pot_of_another_county(cast, sign_in, money):
    pot, allocation = money
    client = sign_in(cast.stranger)
    assert "B4 i Storuman" not in page_of(client, reverse("funding:overview") + "?lan=24")
    for thing in (pot, allocation):
        assert client.get(thing.get_absolute_url()).status_code == 404


def test_the_receiver_sees_an_allocation_from_another_county(cast, sign_in, money):
    pot = make_pot(
        cast.vasterbotten, cast.officer, agreement=make_agreement(cast.officer, name="B")
    )
    allocation = actions.allocate(
        pot,
        cast.nacka,
        amount=10,
        purpose="Gästspel",
        decision=make_decision(cast.vasterbotten, [cast.region], cast.officer),
        by=cast.officer,
    )
    client = sign_in(cast.stranger)
    text = page_of(client, allocation.get_absolute_url())
    assert "Gästspel" in text
    assert pot.get_absolute_url() not in text
    assert "1\xa0000\xa0000\xa0kr" not in text  # what the pot holds
    overview = page_of(client, reverse("funding:overview"))
    assert "Tilldelningar till er från andra län" in overview
    assert allocation.get_absolute_url() in overview
    assert "från andra län" not in page_of(sign_in(cast.officer), reverse("funding:overview"))


def test_the_rows_of_an_agreement_add_up_to_it(cast, sign_in):
    agreement = make_agreement(cast.officer, total=100)
    more = {"on": DAY, "by": cast.officer, "stream": "MIXED"}
    part = actions.split(agreement, amount=60, name="Del", **more)
    actions.split(part, amount=45, name="Underdel", **more)
    response = sign_in(cast.officer).get(agreement.get_absolute_url())
    tree = response.context["tree"]
    assert tree.undivided == 40
    assert [top.left for top in tree.tops] == [15]
    assert "15\xa0kr är inte utdelade" in response.text


def test_the_national_reader_sees_every_county(cast, sign_in, money):
    assert "B4 i Storuman" in page_of(
        sign_in(cast.national), reverse("funding:overview") + "?lan=24"
    )


def test_a_county_without_pots_is_told_so(cast, sign_in):
    assert "Inga medel att visa" in page_of(sign_in(cast.stranger), reverse("funding:overview"))


@pytest.mark.parametrize(
    "query",
    ["lan=99", "lan=%00", "overenskommelse=abc", "overenskommelse=99999999999999999999", "lan="],
)
def test_nonsense_in_the_address_shows_the_nearest(cast, sign_in, money, query):
    text = page_of(sign_in(cast.officer), f"{reverse('funding:overview')}?{query}")
    assert "B4 i Storuman" in text


def test_money_pages_refuse_to_be_posted_to(cast, sign_in, money):
    pot, allocation = money
    client = sign_in(cast.officer)
    for url in (
        reverse("funding:overview"),
        pot.get_absolute_url(),
        allocation.get_absolute_url(),
        pot.component.agreement.get_absolute_url(),
    ):
        assert client.post(url).status_code == 405


def test_an_agreement_is_for_those_who_work_for_somebody(cast, sign_in, money):
    pot, _ = money
    response = sign_in(cast.nobody).get(pot.component.agreement.get_absolute_url())
    assert response.status_code == 403
    assert "arbetar för en aktör" in response.text


def test_the_overview_asks_as_many_questions_for_many_allocations(cast, sign_in):
    pot = make_pot(cast.vasterbotten, cast.officer)
    decision = make_decision(cast.vasterbotten, [cast.region], cast.officer)
    client = sign_in(cast.officer)

    def questions_with(count):
        for number in range(count):
            actions.allocate(
                pot,
                cast.umea,
                amount=1,
                purpose=f"Nummer {number}",
                decision=decision,
                by=cast.officer,
            )
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("funding:overview"))
        return len(queries)

    assert questions_with(1) == questions_with(30) <= 20
