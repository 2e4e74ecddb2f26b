"""Följ kronan: from agreement to activity, exact to the krona, and nothing told too much."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actors.models import Kind
from actors.tests.factories import make_actor
from funding import actions
from funding.flows import ELSEWHERE, Scope, tree_of
from funding.models import Agreement, Transfer
from funding.tests.factories import DAY, make_agreement, make_decision
from funding.uses import HIDDEN, UNNAMED, uses_of
from initiatives.tests.factories import make_activity

URL = reverse("funding:follow")


@pytest.fixture
def money(cast):
    """2 000 kr: two joint pots and a frame of Storuman's own, given, paid, used and half left."""
    by = cast.officer
    agreement = make_agreement(by, total=2000)
    about = {"on": DAY, "by": by}
    whole = actions.split(agreement, amount=1500, name="Länsgemensamt", stream="MIXED", **about)
    part = actions.split(whole, amount=1000, name="Suicidprevention", stream="MIXED", **about)
    pot = actions.distribute(part, cast.vasterbotten, amount=600, **about)
    other = actions.distribute(part, cast.stockholm, amount=300, **about)
    decision = make_decision(cast.vasterbotten, [cast.region, cast.storuman], by)
    open_one = make_activity(
        cast.storuman, cast.coordinator, title="Föräldraträffar", main_b="BYGG"
    )
    secret = make_activity(
        cast.storuman, cast.coordinator, title="För de namngivna", visibility="NAMED"
    )
    give = {"decision": decision, "by": by}
    allocation = actions.allocate(
        pot, cast.storuman, amount=400, purpose="B4", activities=[open_one], **give
    )
    second = actions.allocate(pot, cast.umea, amount=100, purpose="Annat", **give)
    actions.pay(allocation, amount=300, **about)
    actions.use(allocation, amount=100, activity=open_one, **about)
    actions.use(allocation, amount=50, activity=secret, **about)
    actions.use(allocation, amount=25, **about)
    actions.use(allocation, amount=11, activity=open_one, **about)
    actions.correct(Transfer.objects.get(amount=11), note="Fel belopp", **about)
    return {
        "agreement": Agreement.objects.get(pk=agreement.pk),
        "part": part,
        "pot": pot,
        "other": other,
        "allocation": allocation,
        "second": second,
        "activity": open_one,
    }


def rows(root):
    return {line.label: line for line in root.walk()}


def adds_up(line):
    """Every level is its own balance and those below, to the krona."""
    own = line.total - sum(below.total for below in line.below.values())
    assert own >= 0
    for below in line.below.values():
        adds_up(below)


def test_every_level_adds_up_to_the_agreement(cast, money):
    root = tree_of(Scope(money["agreement"]), cast.national)
    assert root.total == money["agreement"].total == 2000
    adds_up(root)
    county = rows(root)["Västerbottens län"]
    assert (county.total, county.granted, county.paid, county.used, county.left) == (
        600,
        500,
        300,
        175,
        325,
    )


def test_a_county_a_pot_an_actor_and_an_allocation_are_followed_for_themselves(cast, money):
    agreement = money["agreement"]
    for scope, total in [
        (Scope(agreement, county=cast.vasterbotten), 600),
        (Scope(agreement, component=money["part"]), 1000),
        (Scope(agreement, frame=money["pot"]), 600),
        (Scope(agreement, actor=cast.storuman), 400),
        (Scope(agreement, allocation=money["allocation"]), 400),
    ]:
        root = tree_of(scope, cast.officer)
        assert root.total == total
        adds_up(root)


def test_of_other_counties_only_what_they_hold_together_is_told(cast, money):
    root = tree_of(Scope(money["agreement"]), cast.officer)
    assert root.total == 2000
    elsewhere = rows(root)[ELSEWHERE]
    assert dict(elsewhere.sums) == {"ELSEWHERE": 300}
    assert not elsewhere.below
    assert "Stockholms län" not in rows(root)


def test_what_was_used_is_told_by_activity_and_corrections_are_taken_off(cast, money):
    scope = Scope(money["agreement"], allocation=money["allocation"])
    told = {use.label: use.amount for use in uses_of(scope, cast.coordinator)}
    assert told == {"Föräldraträffar": 100, "För de namngivna": 50, UNNAMED: 25}


@pytest.mark.parametrize("person", ["officer", "neighbour", "colleague"])
def test_what_one_may_not_see_is_summed_and_the_sum_is_exact(cast, sign_in, money, person):
    scope = Scope(money["agreement"], allocation=money["allocation"])
    user = getattr(cast, person)
    told = {use.label: use.amount for use in uses_of(scope, user)}
    assert told == {"Föräldraträffar": 100, HIDDEN: 50, UNNAMED: 25}
    assert sum(told.values()) == tree_of(scope, user).used
    text = sign_in(user).get(money["allocation"].follow_url).text
    assert HIDDEN in text
    assert "För de namngivna" not in text


def test_a_whole_county_is_told_by_b(cast, money):
    scope = Scope(money["agreement"], county=cast.vasterbotten)
    told = {use.label: use.amount for use in uses_of(scope, cast.officer)}
    assert told == {"Bygg": 100, HIDDEN: 50, UNNAMED: 25}


def test_the_picture_and_the_tables_have_the_same_figures(cast, sign_in, money):
    response = sign_in(cast.officer).get(f"{URL}?lan=24")
    root, picture = response.context["root"], response.context["picture"]
    sums = {(s.source, s.target): s.amount for s in picture["streams"]}
    assert sums["Utbetalt", "Använt"] == root.used == response.context["used"] == 175
    assert sums["Länspott", "Inte tilldelat"] == root.ungiven == 100
    assert sum(a for (source, _), a in sums.items() if source == str(root.label)) == root.total
    assert "<svg" in response.text
    assert "Bildens alla siffror" in response.text
    assert "Kvar att använda" in response.text
    assert "Kvar hos mottagare" not in response.text


def test_money_that_was_reallocated_counts_where_it_is(cast, money):
    actions.reallocate(
        money["allocation"], money["second"], amount=40, note="Behövs mer där", by=cast.officer
    )
    told = rows(tree_of(Scope(money["agreement"], county=cast.vasterbotten), cast.officer))
    assert (told["Storumans kommun"].total, told["Umeå kommun"].total) == (360, 140)


def test_a_frame_of_ones_own_is_followed_as_its_actors(cast, money):
    frame = actions.distribute(
        money["part"], cast.vasterbotten, amount=70, actor=cast.storuman, on=DAY, by=cast.officer
    )
    told = rows(tree_of(Scope(money["agreement"], actor=cast.storuman), cast.officer))
    assert told[f"Egen ram, {cast.storuman}"].total == 70
    assert told[f"Egen ram, {cast.storuman}"].url.endswith(f"&pott={frame.pk}")


@pytest.mark.parametrize("query", ["", "?lan=24", "?lan=", "?overenskommelse=", "?aktor="])
def test_the_page_opens_with_what_is_nearest(cast, sign_in, money, query):
    assert "Föräldra" not in sign_in(cast.officer).get(URL + query).text  # told by B
    assert "Västerbotten" in sign_in(cast.officer).get(URL + query).text


@pytest.mark.parametrize("name", ["overenskommelse", "del", "lan", "aktor", "pott", "tilldelning"])
@pytest.mark.parametrize("value", ["x", "0", "999999", "%00", "9" * 30, "-1"])
def test_what_is_not_there_is_not_found(cast, sign_in, money, name, value):
    assert sign_in(cast.officer).get(f"{URL}?{name}={value}").status_code == 404


def test_a_stranger_finds_nothing_of_another_county(cast, sign_in, money):
    client = sign_in(cast.stranger)
    for thing in (money["pot"], money["allocation"]):
        assert client.get(thing.follow_url).status_code == 404
    assert client.get(f"{URL}?lan=24").status_code == 404
    assert client.get(f"{URL}?aktor={cast.storuman.pk}").status_code == 404
    text = client.get(money["agreement"].follow_url).text
    assert "Västerbotten" not in text
    assert ELSEWHERE in text


def test_who_works_for_nobody_is_told_so(cast, sign_in, money):
    response = sign_in(cast.nobody).get(URL)
    assert response.status_code == 403
    assert "arbetar för en aktör" in response.text


def test_without_money_the_page_says_so(cast, sign_in):
    assert "Det finns inga medel att följa" in sign_in(cast.officer).get(URL).text


def test_it_is_only_read(cast, sign_in, money):
    assert sign_in(cast.officer).post(URL).status_code == 405


def test_a_receiver_elsewhere_follows_its_own_and_not_the_pot(cast, sign_in, money):
    guest = actions.allocate(
        money["pot"],
        cast.nacka,
        amount=10,
        purpose="Gästspel",
        decision=make_decision(cast.vasterbotten, [cast.region], cast.officer),
        by=cast.officer,
    )
    response = sign_in(cast.stranger).get(guest.follow_url)
    assert response.context["root"].total == 10
    assert f"pott={money['pot'].pk}" not in response.text
    assert response.status_code == 200


def test_it_asks_as_many_questions_however_much_has_moved(cast, sign_in, money):
    client = sign_in(cast.officer)
    county = [cast.vasterbotten]

    def questions_with(count):
        for number in range(count):
            actor = make_actor(f"Förening {count} {number}", Kind.CIVIL_SOCIETY, counties=county)
            allocation = actions.allocate(
                money["pot"],
                actor,
                amount=2,
                purpose="Träff",
                decision=make_decision(cast.vasterbotten, [cast.region], cast.officer),
                by=cast.officer,
            )
            actions.pay(allocation, amount=1, on=DAY, by=cast.officer)
            activity = make_activity(cast.storuman, cast.coordinator)
            actions.use(allocation, amount=1, activity=activity, on=DAY, by=cast.officer)
        asked = []
        for url in (f"{URL}?lan=24", money["agreement"].follow_url, money["pot"].follow_url):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            asked.append(len(queries))
        return asked

    first = questions_with(1)
    assert first == questions_with(15)
    assert max(first) <= 25
