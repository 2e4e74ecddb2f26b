"""The pages of joint decisions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from zeal import zeal_ignore

from actors.models import Role
from actors.tests.factories import make_user
from funding import actions
from funding.models import Allocation, Decision, DecisionItem, DecisionOrder
from funding.tests.factories import DAY, make_agreement, make_decision
from initiatives.models import Category

PDF = b"%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n"


@pytest.fixture
def order(cast):
    return DecisionOrder.objects.create(
        county=cast.vasterbotten, body="Länsstyrgruppen", kommuner="EACH"
    )


@pytest.fixture
def pot(cast):
    """The county's pot of category 4, 1 000 kr."""
    agreement = make_agreement(cast.officer, total=1000)
    category = Category.objects.create(
        number=4, first_year=2024, name="Brukarrörelsen", aim="", source="Källa"
    )
    component = actions.split(
        agreement, amount=1000, on=DAY, by=cast.officer, name=str(category),
        stream="LANSGEMENSAM", category=category,
    )  # fmt: skip
    return actions.distribute(component, cast.vasterbotten, amount=1000, on=DAY, by=cast.officer)


@pytest.fixture
def draft(cast, order, pot):
    decision = Decision(
        county=cast.vasterbotten, title="Våren", body="Länsstyrgruppen", decided_on=DAY
    )
    return actions.write_decision(decision, by=cast.officer)


def laid(cast, pot, title="Våren", parties=None, amount=1):
    item = DecisionItem(
        act="GRANT", frame=pot, receiver=cast.umea, amount=amount, purpose="Mötesplats"
    )
    decision = Decision(county=cast.vasterbotten, title=title, body="Organ", decided_on=DAY)
    return actions.propose_decision(
        decision, parties=parties or [cast.region, cast.storuman, cast.umea], items=[item],
        by=cast.officer,
    )  # fmt: skip


def grant(cast, pot, **changes):
    values = {"frame": pot.pk, "receiver": cast.umea.pk, "purpose": "Mötesplats", "amount": "400"}
    return values | changes


def item_url(draft, kind="bevilja", **more):
    query = "".join(f"&{name}={value}" for name, value in more.items())
    return f"{reverse('funding:item_new', args=[draft.pk])}?slag={kind}{query}"


def test_the_whole_way_from_a_draft_to_an_allocation(cast, sign_in, order, pot):
    client = sign_in(cast.officer)
    new = reverse("funding:decision_new")
    assert "3 parter ska stå bakom" in client.get(new).text
    head = {"title": "Våren", "kind": "DECIDES", "decided_on": "2024-03-12", "text": "Bakgrund"}
    response = client.post(new, head, follow=True)
    decision = Decision.objects.get()
    assert "Beslutet har ingen punkt" in response.text
    response = client.post(item_url(decision), grant(cast, pot), follow=True)
    assert "Allt som behövs är ifyllt" in response.text
    assert "600\xa0kr" in response.text  # what the pot has left after it
    response = client.post(reverse("funding:decision_lay", args=[decision.pk]), follow=True)
    assert "framlagt för 3 parter" in response.text
    for party, user in [
        (cast.region, cast.region_approver),
        (cast.storuman, cast.approver),
        (cast.umea, make_user("umea", cast.umea, Role.APPROVER)),
    ]:
        page = sign_in(user).get(decision.get_absolute_url())
        assert f"Du svarar för {party}" in page.text
        answer = {"party": party.pk, "says": "YES", "comment": "Enligt samråd"}
        client.post(reverse("funding:decision_answer", args=[decision.pk]), answer)
    text = sign_in(cast.reader).get(decision.get_absolute_url()).text
    assert "Alla parter står bakom" in text
    assert text.count("Enligt samråd") >= 3
    assert Allocation.objects.get().get_absolute_url() in text


def test_a_county_without_an_order_is_told_to_fill_in_its_rules(cast, sign_in):
    client = sign_in(cast.officer)
    response = client.get(reverse("funding:decision_new"))
    assert "Fyll i länets regler först" in response.text
    assert client.post(reverse("funding:decision_new"), {"title": "X"}).status_code == 422


def test_whose_turn_it_is_is_told(cast, sign_in, pot):
    laid(cast, pot)
    listed = reverse("funding:decisions")
    assert "Våren" not in sign_in(cast.reader).get(listed).text
    text = sign_in(cast.officer).get(listed).text
    assert "Väntar på Region Västerbotten och 2 kommuner" in text
    assert "Väntar på ditt svar" not in text


def test_what_is_not_decided_is_for_those_who_decide(cast, sign_in, pot):
    decision = laid(cast, pot)
    for name in ("reader", "coordinator", "neighbour", "national"):
        client = sign_in(getattr(cast, name))
        assert client.get(decision.get_absolute_url()).status_code == 404
        for route in ("decision_answer", "decision_write_on"):
            assert client.post(reverse(f"funding:{route}", args=[decision.pk])).status_code == 404
        assert client.post(reverse("reports:order_decision", args=[decision.pk])).status_code == 404


@pytest.mark.parametrize("name", ["officer"])
def test_who_approves_for_no_party_cannot_answer(cast, sign_in, pot, name):
    decision = laid(cast, pot)
    client = sign_in(getattr(cast, name))
    assert "Ert svar" not in client.get(decision.get_absolute_url()).text
    response = client.post(reverse("funding:decision_answer", args=[decision.pk]), {"says": "YES"})
    assert response.status_code == 403
    assert "Bara en godkännare" in response.text


def test_a_stranger_sees_no_decision_and_answers_none(cast, sign_in, pot):
    decision = laid(cast, pot)
    client = sign_in(cast.stranger)
    assert client.get(decision.get_absolute_url()).status_code == 404
    for name in ("decision_answer", "decision_write_on", "decision_lay"):
        assert client.post(reverse(f"funding:{name}", args=[decision.pk])).status_code == 404
    assert "Mötesplats" not in client.get(reverse("funding:decisions")).text


def test_no_without_a_reason_is_refused_and_what_was_typed_is_kept(cast, sign_in, pot):
    decision = laid(cast, pot)
    client = sign_in(cast.approver)
    url = reverse("funding:decision_answer", args=[decision.pk])
    response = client.post(url, {"party": cast.storuman.pk, "says": "BACK", "comment": ""})
    assert response.status_code == 422
    assert "Skriv varför ni inte ställer er bakom" in response.text
    response = client.post(url, {"party": cast.storuman.pk, "says": "BACK", "comment": "För lite"})
    assert response.status_code == 302
    text = client.get(decision.get_absolute_url()).text
    assert "Åter till beredning" in text
    assert "För lite" in text
    late = client.post(url, {"party": cast.storuman.pk, "says": "YES"})
    assert late.status_code == 422
    assert "har redan svarat" in late.text


def test_another_partys_approver_cannot_be_spoken_for(cast, sign_in, pot):
    decision = laid(cast, pot)
    url = reverse("funding:decision_answer", args=[decision.pk])
    response = sign_in(cast.approver).post(url, {"party": cast.umea.pk, "says": "YES"})
    assert response.status_code == 422
    assert decision.concurrences.filter(answer="WAITING").count() == 3


def test_several_are_answered_with_one_note(cast, sign_in, pot):
    chosen = [laid(cast, pot, f"Beslut {n}").pk for n in range(2)]
    client = sign_in(cast.approver)
    text = client.get(reverse("funding:decisions")).text
    assert "Väntar på ditt svar" in text
    url = reverse("funding:decisions_answer")
    assert "Kryssa för minst ett" in client.post(url, {}).text
    with zeal_ignore():  # each decision is answered by itself
        response = client.post(url, {"beslut": chosen, "note": "Enligt nämnden"}, follow=True)
    assert "ställt dig bakom 2 beslut" in response.text
    assert "Väntar på ditt svar" not in response.text
    assert client.post(url, {"beslut": chosen}).status_code == 422


def test_a_batch_that_cannot_be_carried_out_saves_nothing_and_says_why(cast, sign_in, pot):
    chosen = [laid(cast, pot, f"Beslut {n}", [cast.storuman], 600).pk for n in range(2)]
    client, posted = sign_in(cast.approver), {"beslut": chosen, "note": "Alla"}
    with zeal_ignore():  # each decision is answered by itself
        response = client.post(reverse("funding:decisions_answer"), posted)
    assert response.status_code == 422
    assert "Inget svar är sparat" in response.text
    assert "större än det som finns kvar" in response.text
    assert "checked" in response.text
    assert not Allocation.objects.exists()


@pytest.mark.parametrize("query", ["lage=X", "ar=abc", "lan=99", "slag=%00", "sida=99", "lan=01"])
def test_nonsense_in_the_filters_is_no_error(cast, sign_in, pot, query):
    laid(cast, pot)
    assert sign_in(cast.reader).get(f"{reverse('funding:decisions')}?{query}").status_code == 200


def test_the_list_is_filtered(cast, sign_in, pot):
    laid(cast, pot, "Våren")
    make_decision(cast.vasterbotten, [cast.region], cast.officer, title="Hösten")
    client = sign_in(cast.reader)
    text = client.get(f"{reverse('funding:decisions')}?lage=DECIDED").text
    assert "Hösten" in text
    assert "Våren" not in text
    text = client.get(f"{reverse('funding:decisions')}?slag=RECOMMENDS").text
    assert "Inget beslut stämmer med filtren" in text


def test_the_pages_ask_as_many_questions_for_many(cast, sign_in, pot):
    client = sign_in(cast.approver)

    def questions_with(count, url):
        for number in range(count):
            laid(cast, pot, f"Beslut {number}")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    listed = reverse("funding:decisions")
    client.get(listed)
    assert questions_with(2, listed) == questions_with(20, listed) <= 25
