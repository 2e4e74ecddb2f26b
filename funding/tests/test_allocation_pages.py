"""An allocation's page and the small forms around it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from funding import actions
from funding.models import Agreement, Transfer
from funding.tests.factories import DAY, make_decision
from funding.tests.test_allocation_life import book, fresh, give, sums, url
from initiatives.tests.factories import make_activity


@pytest.fixture
def allocation(cast):
    return give(cast)


def test_the_officer_pays_and_the_receiver_books(cast, sign_in, allocation):
    activity = make_activity(cast.storuman, cast.coordinator, title="Föräldraträffar")
    client = sign_in(cast.officer)
    data = {"amount": "8 00", "on": "2024-04-15", "voucher": "V1", "note": "Första delen"}
    assert client.post(url("pay", allocation), data).status_code == 422
    done = client.post(url("pay", allocation), data | {"amount": "800 kr"}, follow=True)
    assert "800\xa0kr är noterat som utbetalt" in done.text
    assert "Verifikation V1." in done.text
    client = sign_in(cast.coordinator)
    assert book(client, allocation, amount="300", activity=activity.pk).status_code == 302
    page = client.get(allocation.get_absolute_url())
    assert "Föräldraträffar" in page.text
    assert page.context["used_by"] == [(activity, 300)]
    assert list(fresh(allocation).activities.all()) == [activity]


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"amount": "1500"}, "amount", "Mer än det som är beviljat och kvar, 1\xa0000\xa0kr."),
        ({"amount": "900"}, "explanation", "Bara 800\xa0kr av det utbetalda är kvar. "),
        ({"amount": "0"}, "amount", "minst 1 krona"),
        ({"amount": "-5"}, "amount", "kan inte vara negativt"),
        ({"amount": "12,50"}, "amount", "utan ören"),
        ({"amount": "1000000000000000"}, "amount", "för stort"),
        ({"amount": "mycket"}, "amount", "med siffror"),
        ({"amount": ""}, "amount", "Skriv beloppet"),
        ({"on": "2025-01-01"}, "on", "till och med 31\xa0december 2024"),
        ({"on": "2999-01-01"}, "on", "framtiden"),
        ({"on": "igår"}, "on", "Skriv datumet"),
        ({"activity": "999999"}, "activity", "inte längre i listan"),
        ({"note": "Barnet 121212-1212"}, "note", "personnummer"),
    ],
)
def test_what_cannot_be_booked_is_told_beside_its_field(
    cast, sign_in, allocation, changes, field, sentence
):
    actions.pay(allocation, amount=800, on=DAY, by=cast.officer)
    response = book(sign_in(cast.coordinator), allocation, **{"amount": "10"} | changes)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert sentence in response.context["form"].errors[field][0]
    assert sums(allocation)[1] == 0


@pytest.mark.parametrize("amount", ["1 000", "1\xa0000", "1\u2009000", "1000 kr", "1000"])
def test_amounts_are_read_as_people_write_them(cast, sign_in, allocation, amount):
    data = {"amount": amount, "on": "2024-04-15"}
    assert sign_in(cast.officer).post(url("pay", allocation), data).status_code == 302
    assert sums(allocation)[0] == 1000


def test_more_than_is_paid_is_booked_with_its_explanation(cast, sign_in, allocation):
    actions.pay(allocation, amount=800, on=DAY, by=cast.officer)
    client = sign_in(cast.coordinator)
    book(client, allocation, amount="900", explanation="Hyran kom före betalningen")
    assert sums(allocation) == (800, 900, 100, 100)
    text = client.get(allocation.get_absolute_url()).text
    assert "Använt före utbetalning." in text
    assert "Hyran kom före betalningen" in text


def test_an_activity_that_one_may_not_see_stays_hidden_and_the_sums_are_right(
    cast, sign_in, allocation
):
    actions.pay(allocation, amount=800, on=DAY, by=cast.officer)
    open_one = make_activity(cast.storuman, cast.coordinator, title="Öppen")
    inside = make_activity(
        cast.storuman, cast.coordinator, title="Hemlig", visibility="ORGANISATION"
    )
    for activity in (open_one, inside):
        actions.use(allocation, amount=100, on=DAY, activity=activity, by=cast.coordinator)
    page = sign_in(cast.neighbour).get(allocation.get_absolute_url())
    assert "Hemlig" not in page.text
    assert page.context["used_by"] == [(open_one, 100), (None, 100)]
    assert "Hemlig" in sign_in(cast.reader).get(allocation.get_absolute_url()).text


def test_a_movement_is_corrected_on_its_page(cast, sign_in, allocation):
    actions.pay(allocation, amount=500, on=DAY, by=cast.officer)
    actions.use(allocation, amount=200, on=DAY, by=cast.coordinator)
    payment, use = (Transfer.objects.get(kind=kind) for kind in ("PAY", "USE"))
    client = sign_in(cast.coordinator)
    page = client.get(allocation.get_absolute_url()).text
    assert url("correct", use) in page
    assert url("correct", payment) not in page
    assert client.get(url("correct", payment)).status_code == 403
    assert client.post(url("correct", use), {"on": "2024-06-01"}).status_code == 422
    data = {"on": "2024-06-01", "note": "Fel konto"}
    done = client.post(url("correct", use), data, follow=True)
    assert "Rättar förbrukning 2024-01-15." in done.text
    assert "Rättad" in done.text
    assert url("correct", use) not in done.text
    again = client.post(url("correct", use), data)
    assert again.status_code == 422
    assert "redan rättad" in again.text
    assert sums(allocation)[1] == 0


def test_the_original_commitment_stands_beside_what_is_granted_now(cast, sign_in, allocation):
    other = actions.allocate(
        allocation.frame, cast.umea, amount=100, purpose="Annat", decision=allocation.decision,
        by=cast.officer,
    )  # fmt: skip
    actions.reallocate(allocation, other, amount=300, note="Kursen blev mindre", by=cast.officer)
    page = sign_in(cast.officer).get(allocation.get_absolute_url())
    assert [row.change for row in page.context["revisions"]] == [-300]
    assert "Först beviljat" in page.text
    assert "Kursen blev mindre" in page.text
    there = sign_in(cast.officer).get(other.get_absolute_url())
    assert [row.change for row in there.context["revisions"]] == [300]


def test_the_receiver_links_its_own_activities(cast, sign_in, allocation):
    own = make_activity(cast.storuman, cast.coordinator, title="Vår egen")
    foreign = make_activity(cast.umea, cast.neighbour, title="Umeås")
    client = sign_in(cast.coordinator)
    data = {"activities": [own.pk]}
    assert client.post(url("link_activities", allocation), data).status_code == 302
    assert list(allocation.activities.all()) == [own]
    refused = client.post(url("link_activities", allocation), {"activities": [foreign.pk]})
    assert refused.status_code == 422
    client.post(url("link_activities", allocation), {})
    assert not allocation.activities.exists()
    assert sign_in(cast.officer).get(url("link_activities", allocation)).status_code == 403


def test_repayment_and_carry_over_on_their_pages(cast, sign_in, allocation):
    actions.pay(allocation, amount=500, on=DAY, by=cast.officer)
    client = sign_in(cast.officer)
    refused = client.get(url("carry_over", allocation))
    assert refused.status_code == 403
    assert "kräver ett beslut" in refused.text
    Agreement.objects.update(carry_over="ALLOWED")
    data = {"amount": "100", "usable_until": "2024-06-01", "on": "2024-12-31"}
    assert client.post(url("carry_over", allocation), data).status_code == 422
    data["usable_until"] = "2025-12-31"
    done = client.post(url("carry_over", allocation), data, follow=True)
    assert "får användas till och med 31\xa0december 2025" in done.text
    decision = make_decision(cast.vasterbotten, [cast.region], cast.officer)
    actions.demand(allocation, amount=50, decision=decision, on=DAY, by=cast.officer)
    data = {"amount": "51", "on": "2024-12-31"}
    refused = client.post(url("repayment", allocation), data)
    assert "Det finns 50\xa0kr att betala tillbaka" in refused.text
    client.post(url("repayment", allocation), data | {"amount": "50"})
    assert fresh(allocation).repaid == 50


@pytest.mark.parametrize(
    "name",
    ["pay", "use", "use_paste", "repayment", "link_activities", "plan_payment", "requisition"],
)
def test_a_stranger_a_reader_and_a_wrong_method(cast, sign_in, allocation, name):
    assert sign_in(cast.stranger).get(url(name, allocation)).status_code == 404
    response = sign_in(cast.reader).get(url(name, allocation))
    assert response.status_code == 403
    assert "Du kan inte" in response.text
    assert url(name, allocation) not in sign_in(cast.reader).get(allocation.get_absolute_url()).text
    who = cast.officer if name in ("pay", "repayment", "plan_payment") else cast.coordinator
    assert sign_in(who).get(url(name, allocation)).status_code == 200
    assert sign_in(who).put(url(name, allocation)).status_code == 405


def test_the_page_asks_as_many_questions_for_many_movements(cast, sign_in, allocation):
    actions.pay(allocation, amount=500, on=DAY, by=cast.officer)
    client = sign_in(cast.officer)

    def questions_with(count):
        for number in range(count):
            activity = make_activity(cast.storuman, cast.coordinator, title=f"Nummer {number}")
            actions.use(allocation, amount=1, on=DAY, activity=activity, by=cast.coordinator)
        with CaptureQueriesContext(connection) as queries:
            client.get(allocation.get_absolute_url())
        return len(queries)

    assert questions_with(2) == questions_with(20)


def test_many_movements_are_paged(cast, sign_in, allocation):
    actions.pay(allocation, amount=500, on=DAY, by=cast.officer)
    rows = [{"on": DAY, "amount": 1, "voucher": "", "activity": None}] * 55
    actions.use_rows(allocation, rows, by=cast.coordinator)
    page = sign_in(cast.officer).get(allocation.get_absolute_url() + "?sida=2")
    assert len(page.context["moves"]) == 57 - 50
    assert "Sida 2 av 2" in page.text
