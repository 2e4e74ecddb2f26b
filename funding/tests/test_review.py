"""The review queue, and one application beside what it is weighed against."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from actors.models import Kind
from actors.tests.factories import make_actor
from funding import actions
from funding.models import BudgetLine, Earmark, Preparation, Question
from funding.review import money_of, pots_of, similar_to
from funding.tests.desk import SENT, make_round, prepare, send_in
from funding.tests.factories import make_decision
from initiatives.tests.factories import make_activity

QUEUE = "/medel/granska/"


@pytest.fixture
def round_(cast):
    return make_round(cast.vasterbotten, cast.officer)


@pytest.fixture
def application(cast, round_):
    return send_in(round_, cast.storuman, cast.coordinator)


def words(response):
    return response.text.replace("\xa0", " ")


def page(application):
    return reverse("funding:review_application", args=[application.pk])


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_queue_says_what_awaits_the_officer(application, round_, cast, sign_in):
    send_in(
        round_, cast.umea, cast.neighbour, title="Sent men bra", submitted_at=SENT + timedelta(20)
    )
    unsent = {"state": "DRAFT", "submitted_at": None, "submitted_by": None}
    send_in(round_, cast.umea, cast.neighbour, title="Ett utkast", **unsent)
    answer = words(sign_in(cast.officer).get(QUEUE))
    assert "Bered Utbildning för alla" in answer
    assert "Storumans kommun söker 300 000 kr" in answer
    assert "efter sista ansökningsdag" in answer
    assert "2 ansökningar" in answer
    assert "Ett utkast" not in answer


def test_what_is_answered_comes_first_and_what_is_asked_waits(application, round_, cast, sign_in):
    other = send_in(round_, cast.umea, cast.neighbour, title="Den andra")
    actions.ask(other, text="Hur många?", send_back=False, by=cast.officer)
    answer = words(sign_in(cast.officer).get(QUEUE))
    assert "Bered Den andra" not in answer
    assert "Väntar på svar från sökanden" in answer
    Question.objects.update(answer="Tolv", answered_at=timezone.now(), answered_by=cast.neighbour)
    answer = words(sign_in(cast.officer).get(QUEUE))
    assert answer.index("Bered Den andra") < answer.index("Bered Utbildning för alla")
    assert "Svar har kommit" in answer


def test_the_queue_is_for_those_who_prepare_or_decide(application, cast, sign_in):
    for user in (cast.coordinator, cast.reader, cast.stranger, cast.national, cast.nobody):
        refused = sign_in(user).get(QUEUE)
        assert refused.status_code == 403
        assert "Det gör handläggare och godkännare" in refused.text
    for user in (cast.officer, cast.region_approver, cast.approver):
        assert sign_in(user).get(QUEUE).status_code == 200
    assert sign_in(cast.officer).post(QUEUE).status_code == 405


def test_the_filters_narrow_and_the_headings_sort(application, round_, cast, sign_in):
    late = {"title": "Sent", "submitted_at": SENT + timedelta(20), "main_b": "BEMOT"}
    send_in(round_, cast.umea, cast.neighbour, asked=500_000, **late)
    client = sign_in(cast.officer)
    for query, found in [
        ("sena=ja", ["Sent"]),
        ("sena=nej", ["Utbildning för alla"]),
        ("b=BEMOT", ["Sent"]),
        (f"sokande={cast.storuman.pk}", ["Utbildning för alla"]),
        (f"omgang={round_.pk}&sortera=sokt", ["Utbildning för alla", "Sent"]),
        ("sortera=-sokt", ["Sent", "Utbildning för alla"]),
        ("sortera=andamal", ["Sent", "Utbildning för alla"]),
        ("sortera=sokande", ["Utbildning för alla", "Sent"]),
        ("sortera=lage&lage=SUBMITTED&kategori=", ["Sent", "Utbildning för alla"]),
        ("mina=ja", []),
        ("sortera=nonsens&b=nonsens&omgang=x", ["Sent", "Utbildning för alla"]),
    ]:
        answer = client.get(f"{QUEUE}?{query}")
        assert answer.status_code == 200
        assert [one.title for one in answer.context["page"]] == found, query
    part = client.get(f"{QUEUE}?sena=ja", headers={"HX-Request": "true"})
    assert "1 ansökan" in part.text
    assert part.text in client.get(f"{QUEUE}?sena=ja").text
    assert "Ingen ansökan passar filtren" in client.get(f"{QUEUE}?mina=ja").text


def test_mine_are_those_that_i_prepared_or_asked_about(application, round_, cast, sign_in):
    other = send_in(round_, cast.umea, cast.neighbour, title="Den andra")
    prepare(application, cast.officer)
    actions.ask(other, text="Hur många?", send_back=False, by=cast.officer)
    answer = sign_in(cast.officer).get(f"{QUEUE}?mina=ja")
    assert {one.title for one in answer.context["page"]} == {"Utbildning för alla", "Den andra"}


def test_the_pots_say_over_or_under(application, round_, cast, sign_in):
    other = send_in(round_, cast.umea, cast.neighbour)
    BudgetLine.objects.filter(application=other).update(amount=900_000)
    prepare(application, cast.officer)
    [pot] = pots_of(round_.frames.with_sums(), cast.officer)
    assert (pot.asked, pot.recommended, pot.rest, pot.over) == (1_200_000, 250_000, 750_000, 0)
    Preparation.objects.create(
        application=other,
        recommended=900_000,
        reason="Allt",
        prepared_at=timezone.now(),
        prepared_by=cast.officer,
    )
    other.state = "PREPARED"
    other.save()
    answer = words(sign_in(cast.officer).get(QUEUE))
    assert "Över potten" in answer
    assert "150 000 kr" in answer
    # Storuman's approver does not see what is proposed for Storuman.
    [pot] = pots_of(round_.frames.with_sums(), cast.approver)
    assert (pot.recommended, pot.unseen) == (900_000, 1)


def test_what_is_prepared_and_in_no_decision_is_counted(application, cast, sign_in):
    assert "står inte i något beslut" not in sign_in(cast.officer).get(QUEUE).text
    prepare(application, cast.officer)
    assert "1 beredd ansökan" in words(sign_in(cast.officer).get(QUEUE))
    assert "står inte i något beslut" not in sign_in(cast.region_approver).get(QUEUE).text


def test_an_empty_queue_has_words(cast, sign_in):
    assert "Ingen ansökan är inskickad" in sign_in(cast.officer).get(QUEUE).text


def test_the_queue_asks_as_much_for_many_as_for_few(application, round_, cast, sign_in):
    client = sign_in(cast.officer)
    queries(client, QUEUE)
    few = queries(client, QUEUE)
    for number in range(30):
        send_in(round_, cast.umea, cast.neighbour, title=f"Ansökan {number}")
    assert queries(client, QUEUE) == few
    assert "Sida 1 av 2" in client.get(QUEUE).text


def give(round_, receiver, cast, amount, purpose):
    return actions.allocate(
        round_.frames.get(),
        receiver,
        amount=amount,
        purpose=purpose,
        decision=make_decision(cast.vasterbotten, [cast.region], cast.officer),
        by=cast.officer,
    )


def test_the_application_stands_beside_what_it_is_weighed_against(
    application, round_, cast, sign_in
):
    before = make_round(cast.vasterbotten, cast.officer, year=2023)
    before.agreement.report_due = date(2024, 1, 31)
    before.agreement.save()
    earlier = send_in(before, cast.umea, cast.neighbour, title="Utbildningar i Umeå")
    given = give(before, cast.storuman, cast, 200_000, "Mötesplats")
    actions.pay(given, amount=200_000, on=date(2024, 1, 20), by=cast.officer)
    make_activity(cast.storuman, cast.coordinator, main_b="BYGG", starts_on=date(2024, 1, 1))
    answer = words(sign_in(cast.officer).get(page(application)))
    assert "1 000 000 kr" in answer  # the pot
    assert "Av 200 000 kr för 2023 är 0 kr använda, 0 procent." in answer
    assert "Saknas" in answer
    assert earlier.title in answer
    assert "Utbildare" in answer


def test_a_pots_rule_is_told_with_its_text(application, cast, sign_in):
    Earmark.objects.create(
        county=cast.vasterbotten,
        category=application.frame.component.category,
        allows="USER_MOVEMENT",
        text="I Västerbotten går de medlen till brukarrörelsen.",
        source="Källa",
        since=date(2024, 1, 1),
    )
    answer = sign_in(cast.officer).get(page(application)).text
    assert "I Västerbotten går de medlen till brukarrörelsen." in answer
    assert "Sökanden kan inte få medel" in answer


def test_what_is_alike_is_found_by_kind_and_by_words(application, round_, cast):
    kin = send_in(round_, cast.umea, cast.neighbour, title="Något helt annat")
    third = make_round(cast.vasterbotten, cast.officer, number=3)
    alike = send_in(third, cast.umea, cast.neighbour, title="Utbildningen för unga", main_b="BEMOT")
    far = send_in(third, cast.umea, cast.neighbour, title="Café", main_b="BEMOT")
    foreign = make_round(cast.stockholm, cast.officer)
    send_in(foreign, cast.nacka, cast.stranger)
    found = list(similar_to(application, cast.officer))
    assert set(found) == {kin, alike}
    assert far not in found


def test_one_application_asks_a_constant_number_of_questions(application, round_, cast, sign_in):
    client = sign_in(cast.officer)
    give(round_, cast.storuman, cast, 1000, "Första")
    actions.ask(application, text="Hur många?", send_back=False, by=cast.officer)
    send_in(round_, cast.umea, cast.neighbour)
    queries(client, page(application))
    few = queries(client, page(application))
    for number in range(4):
        give(round_, cast.storuman, cast, 1000, f"Fler {number}")
        actions.ask(application, text=f"Fråga {number}", send_back=False, by=cast.officer)
        send_in(round_, cast.umea, cast.neighbour, title=f"Utbildning {number}")
        application.co_applicants.add(
            make_actor(f"Förening {number}", Kind.CIVIL_SOCIETY, "", [cast.vasterbotten])
        )
        BudgetLine.objects.create(application=application, text="Mer", amount=5)
        activity = make_activity(cast.storuman, cast.coordinator, title=f"Aktivitet {number}")
        application.activities.add(activity)
    assert queries(client, page(application)) == few
    assert len(money_of(cast.storuman, cast.officer)[0].rows) == 5
