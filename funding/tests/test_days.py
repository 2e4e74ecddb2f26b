"""What happens to money cannot happen before what it rests on, nor on a day to come."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from funding import actions
from funding.actions import payments
from funding.models import Transfer
from funding.tests.factories import DAY, make_decision
from funding.tests.test_allocation_life import give, url

BEFORE = DAY - timedelta(days=1)
NEW_YEAR = date(2024, 1, 1)
FUTURE = "Datumet ligger i framtiden."


@pytest.fixture
def allocation(cast):
    return give(cast)


@pytest.fixture
def tomorrow():
    return timezone.localdate() + timedelta(days=1)


def refused(client, address, sentence, **data):
    response = client.post(address, data)
    assert response.status_code == 422
    [told] = response.context["form"].errors["on"]
    assert sentence in told
    assert sentence in response.text


def refuses(act, sentence, **data):
    with pytest.raises(ValidationError) as caught:
        act(**data)
    assert sentence in caught.value.messages[0]


def test_a_payment_is_not_before_its_decision_nor_to_come(cast, sign_in, allocation, tomorrow):
    client = sign_in(cast.officer)
    since = "Beslutet om medlen är från 15\xa0januari 2024. Välj den dagen eller en senare."
    asked = payments.requisition(allocation, amount=9, text="Bankgiro", by=cast.coordinator)
    for day, sentence in [(BEFORE, since), (tomorrow, FUTURE)]:
        refused(client, url("pay", allocation), sentence, amount="9", on=day)
        response = client.post(url("answer_requisition", asked), {"betala-on": day})
        assert sentence in response.context["paying"].errors["on"][0]
        about = {"on": day, "by": cast.officer}
        refuses(actions.pay, sentence, allocation=allocation, amount=9, **about)
        refuses(payments.pay_requisition, sentence, asked=asked, **about)
    client.post(url("pay", allocation), {"amount": "9", "on": DAY})
    assert Transfer.objects.get(kind="PAY").on == DAY


def test_a_use_is_not_before_the_agreements_first_year(cast, sign_in, allocation, tomorrow):
    actions.pay(allocation, amount=800, on=DAY, by=cast.officer)
    client, eve = sign_in(cast.coordinator), NEW_YEAR - timedelta(days=1)
    since = "Överenskommelsen som medlen kommer ur börjar 1\xa0januari 2024."
    for day, sentence in [(eve, since), (tomorrow, FUTURE)]:
        refused(client, url("use", allocation), sentence, amount="9", on=day)
        pasted = client.post(url("use_paste", allocation), {"rows": f"{NEW_YEAR}\t9\n{day}\t9"})
        assert pasted.status_code == 422
        assert f"Rad 2, Datum: {sentence}" in pasted.text
        about = {"amount": 9, "on": day, "by": cast.coordinator}
        refuses(actions.use, sentence, allocation=allocation, **about)
    client.post(url("use", allocation), {"amount": "9", "on": NEW_YEAR})
    assert Transfer.objects.get(kind="USE").on == NEW_YEAR


def test_a_correction_is_not_before_what_it_corrects(cast, sign_in, allocation, tomorrow):
    payment = actions.pay(allocation, amount=9, on=DAY, by=cast.officer)
    client = sign_in(cast.officer)
    since = "Det som rättas är från 15\xa0januari 2024."
    for day, sentence in [(BEFORE, since), (tomorrow, FUTURE)]:
        refused(client, url("correct", payment), sentence, on=day, note="Fel belopp")
        about = {"on": day, "note": "Fel", "by": cast.officer}
        refuses(actions.correct_movement, sentence, transfer=payment, **about)
    actions.correct_movement(payment, on=DAY, note="Fel", by=cast.officer)


def test_a_repayment_is_not_before_it_was_demanded(cast, sign_in, allocation, tomorrow):
    actions.pay(allocation, amount=800, on=DAY, by=cast.officer)
    paper = make_decision(cast.vasterbotten, [cast.region], cast.officer)
    demanded = DAY + timedelta(days=30)
    actions.demand(allocation, amount=500, decision=paper, on=demanded, by=cast.officer)
    client = sign_in(cast.officer)
    since = "Återkravet är från 14\xa0februari 2024."
    for day, sentence in [(demanded - timedelta(days=1), since), (tomorrow, FUTURE)]:
        refused(client, url("repayment", allocation), sentence, amount="9", on=day)
        about = {"amount": 9, "on": day, "by": cast.officer}
        refuses(actions.receive_repayment, sentence, allocation=allocation, **about)
    client.post(url("repayment", allocation), {"amount": "9", "on": demanded})
    assert Transfer.objects.get(kind="REPAY").on == demanded
