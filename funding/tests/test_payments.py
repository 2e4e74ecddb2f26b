"""The payment plan, requisitions, and rows pasted out of a spreadsheet."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connections
from django.utils import timezone

from actors.models import Role
from actors.tests.factories import make_user
from conftest import open_the_fence
from funding import actions
from funding.actions import payments
from funding.models import PlannedPayment, Requisition, Transfer
from funding.tests.factories import DAY
from funding.tests.test_allocation_life import give, sums, url
from initiatives.tests.factories import make_activity
from portal.forms import validate_constraints


@pytest.fixture
def allocation(cast):
    return give(cast)


def ask(allocation, by, amount=400):
    return payments.requisition(allocation, amount=amount, text="Bankgiro 123-4567", by=by)


# The plan.


def plan(allocation, amount, due_on, by):
    payments.plan_payment(
        PlannedPayment(allocation=allocation, amount=amount, due_on=due_on), by=by
    )


def test_the_plan_tells_what_is_paid_late_and_left_to_plan(cast, sign_in, allocation):
    today = timezone.localdate()
    for amount, days in [(300, -60), (300, -10), (200, 10), (100, 100)]:
        plan(allocation, amount, today + timedelta(days=days), cast.officer)
    actions.pay(allocation, amount=350, on=DAY, by=cast.officer)
    page = sign_in(cast.officer).get(allocation.get_absolute_url())
    told = [state for _, (_, state) in page.context["plan"]["rows"]]
    assert told == ["Betald", "Sen", "Snart", "Planerad"]
    assert page.context["plan"]["sum"] == 900
    assert "100\xa0kr av det beviljade är inte planerat." in page.text


def test_the_officer_adds_and_removes_rows(cast, sign_in, allocation):
    client = sign_in(cast.officer)
    data = {"due_on": "2024-05-01", "amount": "1 001", "note": ""}
    refused = client.post(url("plan_payment", allocation), data)
    assert "Det finns 1\xa0000\xa0kr kvar att planera" in refused.text
    assert client.post(url("plan_payment", allocation), data | {"due_on": ""}).status_code == 422
    client.post(url("plan_payment", allocation), data | {"amount": "1 000"})
    planned = allocation.planned_payments.get()
    remove = url("unplan_payment", planned)
    assert sign_in(cast.reader).post(remove).status_code == 403
    assert sign_in(cast.stranger).post(remove).status_code == 404
    assert sign_in(cast.officer).get(remove).status_code == 405
    assert remove in client.get(allocation.get_absolute_url()).text
    client.post(remove)
    assert not allocation.planned_payments.exists()


@pytest.mark.parametrize("amount", [0, -1, 10**15])
def test_the_constraints_of_the_plan_say_why(cast, allocation, amount):
    with pytest.raises(ValidationError, match="minst 1 krona"):
        plan(allocation, amount, DAY, cast.officer)
    asked = Requisition(allocation=allocation, amount=amount, text="x", asked_by=cast.coordinator)
    with pytest.raises(ValidationError, match="minst 1 krona"):
        validate_constraints(asked)


# Requisitions.


def test_the_receiver_asks_and_the_officers_payment_is_the_answer(cast, sign_in, allocation):
    client = sign_in(cast.coordinator)
    data = {"amount": "1 001", "text": "Bankgiro 123-4567"}
    refused = client.post(url("requisition", allocation), data)
    assert "Det finns 1\xa0000\xa0kr kvar att betala ut" in refused.text
    asked = client.post(url("requisition", allocation), data | {"amount": "400"}, follow=True)
    assert "väntar på svar" in asked.text
    again = client.post(url("requisition", allocation), data | {"amount": "1"})
    assert "Det finns redan en rekvisition som väntar på svar." in again.text
    one = Requisition.objects.get()
    assert client.get(url("answer_requisition", one)).status_code == 403
    client = sign_in(cast.officer)
    assert url("answer_requisition", one) in client.get(allocation.get_absolute_url()).text
    assert client.post(url("answer_requisition", one), {}).status_code == 422
    data = {"betala-on": "2024-05-01", "betala-voucher": "V7"}
    client.post(url("answer_requisition", one), data)
    one.refresh_from_db()
    assert one.payment == Transfer.objects.get(kind="PAY", amount=400, voucher="V7")
    assert sums(allocation)[0] == 400
    late = client.post(url("answer_requisition", one), data)
    assert late.status_code == 422
    assert "redan svarat" in late.text
    assert sums(allocation)[0] == 400


def test_where_it_is_paid_is_told_to_the_receiver_and_the_officer_alone(cast, sign_in, allocation):
    ask(allocation, cast.coordinator)
    for name, sees in [
        ("coordinator", True),
        ("officer", True),
        ("reader", False),
        ("region_approver", False),
        ("national", False),
    ]:
        text = sign_in(getattr(cast, name)).get(allocation.get_absolute_url()).text
        assert "Rekvisition på 400" in text, name
        assert ("123-4567" in text) == sees, name


def test_a_requisition_is_refused_with_a_reason(cast, sign_in, allocation):
    one = ask(allocation, cast.coordinator)
    client = sign_in(cast.officer)
    refused = client.post(url("answer_requisition", one), {"avboj": "1"})
    assert refused.status_code == 422
    assert "Skriv varför rekvisitionen inte betalas." in refused.text
    client.post(url("answer_requisition", one), {"avboj": "1", "avboj-refusal": "Fel år"})
    text = sign_in(cast.coordinator).get(allocation.get_absolute_url()).text
    assert "betalades inte: Fel år" in text
    assert sums(allocation)[0] == 0
    ask(allocation, cast.coordinator)  # and may be asked anew


def test_the_constraints_of_a_requisition_say_why(cast, allocation):
    one = ask(allocation, cast.coordinator)
    one.answered_at, one.answered_by = timezone.now(), cast.officer
    with pytest.raises(ValidationError, match="med en utbetalning eller ett skäl"):
        validate_constraints(one)
    with pytest.raises(ValidationError, match="redan en rekvisition"):
        ask(allocation, cast.coordinator, amount=1)


@pytest.mark.parametrize("name", ["officer", "approver", "reader", "neighbour", "stranger"])
def test_only_the_receiver_asks(cast, allocation, name):
    with pytest.raises(PermissionDenied):
        ask(allocation, getattr(cast, name))


def test_strangers_readers_and_wrong_methods_of_an_answer(cast, sign_in, allocation):
    one = ask(allocation, cast.coordinator)
    assert sign_in(cast.stranger).get(url("answer_requisition", one)).status_code == 404
    assert sign_in(cast.reader).get(url("answer_requisition", one)).status_code == 403
    assert sign_in(cast.officer).put(url("answer_requisition", one)).status_code == 405
    for act, more in [
        (payments.pay_requisition, {"on": DAY}),
        (payments.refuse_requisition, {"refusal": "Nej"}),
    ]:
        with pytest.raises(PermissionDenied):
            act(one, by=cast.coordinator, **more)


@pytest.mark.django_db(transaction=True)
def test_rule_07_a_requisition_is_paid_once_though_two_officers_answer(cast, allocation):
    one = ask(allocation, cast.coordinator)
    officers = [cast.officer, *(make_user(f"h{n}", cast.region, Role.OFFICER) for n in range(5))]

    def answer(officer):
        open_the_fence()
        try:
            payments.pay_requisition(Requisition.objects.get(pk=one.pk), on=DAY, by=officer)
            return "paid"
        except ValidationError as error:
            return error.messages[0]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(answer, officers))
    assert answers.count("paid") == 1
    assert answers.count("Någon annan har redan svarat på rekvisitionen.") == 5
    assert sums(allocation)[0] == 400


# Pasted rows.


def paste(client, allocation, text, **more):
    return client.post(url("use_paste", allocation), {"rows": text} | more)


ROWS = (
    "Datum\tBelopp\tVerifikation\tAktivitet\n"
    "2024-03-01\t100 kr\tV1\tFöräldraträffar\n"
    "14 mars 2024\t300\tV2\t\n"
)


def test_rows_are_shown_first_and_then_all_are_booked(cast, sign_in, allocation):
    make_activity(cast.storuman, cast.coordinator, title="Föräldraträffar")
    actions.pay(allocation, amount=1000, on=DAY, by=cast.officer)
    client = sign_in(cast.coordinator)
    text = ROWS
    preview = paste(client, allocation, text)
    assert preview.status_code == 200
    assert "Inget är bokfört än." in preview.text
    assert "400\xa0kr tillsammans" in preview.text
    assert sums(allocation)[1] == 0
    done = client.post(url("use_paste", allocation), {"rows": text, "spara": "1"}, follow=True)
    assert "2 rader är bokförda, 400\xa0kr." in done.text
    booked = Transfer.objects.filter(kind="USE").order_by("on")
    assert [(t.on, t.amount, t.voucher) for t in booked] == [
        (date(2024, 3, 1), 100, "V1"),
        (date(2024, 3, 14), 300, "V2"),
    ]
    assert booked[0].activity.title == "Föräldraträffar"


def test_every_error_is_told_by_row_and_column_and_nothing_is_booked(cast, sign_in, allocation):
    actions.pay(allocation, amount=1000, on=DAY, by=cast.officer)
    make_activity(cast.umea, cast.neighbour, title="Umeås")
    text = (
        "2024-03-01\t10\tV1\t\n"
        "i våras\t-5\tV2\tUmeås\n"
        "2999-01-01\t12,50\tV3\t\n"
        "2024-03-01\t\tV4\t\tför mycket\n"
        "2025-02-01\t5\tV5\t\n"
    )
    response = paste(sign_in(cast.coordinator), allocation, text, spara="1")
    assert response.status_code == 422
    for sentence in [
        "Rad 2, Datum: ”i våras” går inte att läsa.",
        "Rad 2, Belopp: Beloppet kan inte vara negativt.",
        "Rad 2, Aktivitet: Ni har ingen aktivitet som heter ”Umeås”.",
        "Rad 3, Datum: Datumet ligger i framtiden.",
        "Rad 3, Belopp: Skriv beloppet i hela kronor, utan ören.",
        "Rad 4, Belopp: Skriv ett belopp.",
        "Rad 4: Raden har fler kolumner än 4.",
    ]:
        assert sentence in response.text, sentence
    assert sums(allocation)[1] == 0


def test_rows_beyond_what_is_paid_or_after_the_last_day(cast, sign_in, allocation):
    actions.pay(allocation, amount=100, on=DAY, by=cast.officer)
    client = sign_in(cast.coordinator)
    rows = "2024-03-01\t80\tV1\n2024-03-02\t80\tV2\n"
    refused = paste(client, allocation, rows, spara="1")
    assert "Bara 100\xa0kr av det utbetalda är kvar. Skriv varför" in refused.text
    too_much = paste(client, allocation, rows.replace("80", "800"), explanation="Skäl", spara="1")
    assert "mer än det som är beviljat och kvar, 1\xa0000\xa0kr" in too_much.text
    late = paste(client, allocation, "2025-03-01\t8\tV1\n", spara="1")
    assert "till och med 31\xa0december 2024" in late.text
    assert sums(allocation)[1] == 0
    paste(client, allocation, rows, explanation="Hyran kom före", spara="1")
    assert sums(allocation) == (100, 160, 60, 840)


@pytest.mark.parametrize("text", ["", "   \n ", "Datum;Belopp\n", '"oavslutad'])
def test_what_is_no_rows_is_told(cast, sign_in, allocation, text):
    response = paste(sign_in(cast.coordinator), allocation, text, spara="1")
    assert response.status_code == 422
    assert sums(allocation)[1] == 0


def test_too_many_rows_are_told(cast, sign_in, allocation):
    response = paste(sign_in(cast.coordinator), allocation, "2024-03-01\t1\n" * 201)
    assert "högst 200 rader" in response.text
