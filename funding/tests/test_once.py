"""What was sent twice, by a double click or Back and Save again, is booked once."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connections
from django.test import Client

from funding import actions
from funding.actions.once import once
from funding.models import Allocation, PlannedPayment, Sent, Transfer
from funding.tests.factories import DAY, make_decision
from funding.tests.test_allocation_life import give, sums, url

TOLD = "Formuläret var redan skickat."
DAYS = {"on": "2024-05-01"}


@pytest.fixture
def allocation(cast):
    """1 000 kr, of which 600 are paid, and 200 of those demanded back."""
    allocation = give(cast)
    actions.pay(allocation, amount=600, on=DAY, by=cast.officer)
    decision = make_decision(cast.vasterbotten, [cast.region], cast.officer)
    actions.demand(allocation, amount=200, decision=decision, on=DAY, by=cast.officer)
    return allocation


POSTS = [
    ("pay", DAYS | {"amount": "100"}, "PAY"),
    ("pay", DAYS | {"amount": "400"}, "PAY"),  # all that is left: a second is refused anyway
    ("repayment", DAYS | {"amount": "50"}, "REPAY"),
    ("use", DAYS | {"amount": "100"}, "USE"),
    ("use", DAYS | {"amount": "100", "till": "1"}, "USE"),
    ("use_paste", {"rows": "2024-03-01\t40\tV1\n", "spara": "1"}, "USE"),
]


@pytest.mark.parametrize(("route", "data", "kind"), POSTS)
def test_what_is_sent_twice_is_booked_once(cast, sign_in, allocation, route, data, kind):
    client, before = sign_in(cast.officer), Transfer.objects.filter(kind=kind).count()
    page = client.get(url(route, allocation))
    data = data | {"once": str(page.context["form"]["once"].value())}
    assert f'value="{data["once"]}"' in page.text  # the mark is in the page
    first = client.post(url(route, allocation), data, follow=True)
    assert TOLD not in first.text
    again = client.post(url(route, allocation), data, follow=True)
    assert again.status_code == 200
    assert TOLD in again.text
    assert Transfer.objects.filter(kind=kind).count() == before + 1
    other = client.post(url(route, allocation), data | {"once": str(uuid4()), "amount": "5"})
    assert TOLD not in other.text  # another form is another act


def test_a_planned_payment_is_planned_once(cast, sign_in, allocation):
    client = sign_in(cast.officer)
    data = {"due_on": "2024-05-01", "amount": "100", "note": "", "once": str(uuid4())}
    for _ in range(2):
        answer = client.post(url("plan_payment", allocation), data, follow=True)
    assert TOLD in answer.text
    assert PlannedPayment.objects.count() == 1


def test_money_is_moved_once(cast, sign_in, allocation):
    decision = make_decision(cast.vasterbotten, [cast.region], cast.officer)
    other = actions.allocate(
        allocation.frame, cast.umea, amount=100, purpose="A", decision=decision, by=cast.officer
    )
    client, mark = sign_in(cast.officer), str(uuid4())
    data = {"target": other.pk, "amount": "10", "note": "Skäl", "once": mark}
    assert f'value="{mark}"' in client.post(url("reallocate", allocation), data).text
    for _ in range(2):
        answer = client.post(url("reallocate", allocation), data | {"flytta": "1"}, follow=True)
    assert TOLD in answer.text
    assert Transfer.objects.filter(kind="REALLOCATE").count() == 1


def test_what_is_refused_may_be_tried_again(cast, allocation):
    mark = uuid4()
    with pytest.raises(ValidationError):
        once(mark, actions.pay, allocation, amount=401, on=DAY, by=cast.officer)
    assert not Sent.objects.exists()
    assert once(mark, actions.pay, allocation, amount=400, on=DAY, by=cast.officer)
    assert not once(mark, actions.pay, allocation, amount=400, on=DAY, by=cast.officer)
    assert sums(allocation)[0] == 1000


def test_a_mark_that_is_none_is_told(cast, sign_in, allocation):
    data = DAYS | {"amount": "1", "once": "inget märke"}
    assert sign_in(cast.officer).post(url("pay", allocation), data).status_code == 422


@pytest.mark.django_db(transaction=True)
def test_ten_clicks_at_once_book_once(cast):
    allocation = give(cast)
    data = DAYS | {"amount": "10", "once": str(uuid4())}

    def press(_):
        client = Client(raise_request_exception=False)
        try:
            client.force_login(cast.officer, backend="actors.signin.Backend")
            return client.post(url("pay", allocation), data).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(press, range(10)))
    assert answers == [302] * 10
    assert Allocation.objects.with_sums().get(pk=allocation.pk).paid == 10
