"""What home tells of money: what awaits each role, and how the county's pots stand."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from funding import actions
from funding.models import Decision, DecisionItem, ItemAct, Question, Requisition, Return
from funding.tests.desk import make_round, prepare, send_in
from funding.tests.factories import make_decision
from reports.todo_money import county_money, money_todos


@pytest.fixture
def _all_pages(monkeypatch):
    """Every page of money exists, also those that are made elsewhere."""
    monkeypatch.setattr(
        "reports.todo_money._address", lambda name, *args: "/".join(map(str, [name, *args]))
    )


pytestmark = pytest.mark.usefixtures("_all_pages")


@pytest.fixture
def round_(cast):
    return make_round(cast.vasterbotten, cast.officer)


@pytest.fixture
def application(cast, round_):
    return send_in(round_, cast.storuman, cast.coordinator)


@pytest.fixture
def allocation(cast, round_):
    return actions.allocate(
        round_.frames.get(),
        cast.storuman,
        amount=400_000,
        purpose="Mötesplats",
        decision=make_decision(cast.vasterbotten, [cast.region], cast.officer),
        by=cast.officer,
    )


def texts(user, actor):
    return [todo.text.replace("\xa0", " ") for todo in money_todos(user, actor)]


def test_the_officer_prepares_and_sees_answers_first(application, round_, cast):
    assert texts(cast.officer, cast.region) == ["Bered ”Utbildning för alla”"]
    assert texts(cast.region_approver, cast.region) == []
    other = send_in(round_, cast.umea, cast.neighbour, title="Den andra")
    actions.ask(other, text="Hur många?", send_back=False, by=cast.officer)
    assert texts(cast.officer, cast.region) == ["Bered ”Utbildning för alla”"]
    assert texts(cast.neighbour, cast.umea) == ["Svara på en fråga om ansökan ”Den andra”"]
    Question.objects.update(answer="Tolv", answered_at=timezone.now(), answered_by=cast.neighbour)
    assert texts(cast.officer, cast.region)[0] == "Svar har kommit: ”Den andra”"
    assert texts(cast.neighbour, cast.umea) == []


def test_many_applications_become_one_line_more(round_, cast):
    for number in range(6):
        send_in(round_, cast.umea, cast.neighbour, title=f"Ansökan {number}")
    found = texts(cast.officer, cast.region)
    assert len(found) == 5
    assert found[-1] == "Se alla ansökningar som ska beredas"


def test_what_is_sent_back_awaits_the_applicant(application, cast):
    application.state = "RETURNED"
    application.save()
    assert texts(cast.coordinator, cast.storuman) == ["Komplettera ansökan ”Utbildning för alla”"]
    assert texts(cast.reader, cast.storuman) == []
    assert texts(cast.neighbour, cast.umea) == []


def test_a_decision_awaits_the_partys_approver(application, cast):
    prepare(application, cast.officer)
    actions.propose_decision(
        Decision(
            county=cast.vasterbotten,
            body="Länsgruppen",
            title="Vårens medel",
            decided_on=date(2024, 3, 12),
        ),
        parties=[cast.region],
        items=[DecisionItem(act=ItemAct.DECLINE, application=application, reason="Räcker inte")],
        by=cast.officer,
    )
    assert texts(cast.region_approver, cast.region) == ["Svara på beslutet ”Vårens medel”"]
    assert texts(cast.approver, cast.storuman) == []
    actions.declare_conflict(
        application,
        person=cast.region_approver,
        reason="Arbetar där",
        by=cast.region_approver,
    )
    assert texts(cast.region_approver, cast.region) == []


def test_a_requisition_awaits_the_officer(allocation, cast):
    Requisition.objects.create(
        allocation=allocation, amount=5000, text="Bankgiro", asked_by=cast.coordinator
    )
    [todo] = money_todos(cast.officer, cast.region)
    assert todo.text == "Svara på rekvisitionen från Storumans kommun"
    assert todo.note.replace("\xa0", " ").startswith("5 000 kr, begärd ")
    assert texts(cast.coordinator, cast.storuman) == []


def test_accounts_are_missing_certified_and_answered(allocation, cast):
    agreement = allocation.frame.component.agreement
    agreement.report_due = timezone.localdate() + timedelta(days=60)
    agreement.save()
    assert texts(cast.officer, cast.region) == []
    agreement.report_due = timezone.localdate() - timedelta(days=3)
    agreement.save()
    assert texts(cast.officer, cast.region) == ["1 redovisning för 2024 har inte kommit"]
    assert texts(cast.coordinator, cast.storuman) == ["Redovisa ”Mötesplats”"]
    noon = datetime(2025, 1, 10, 12, tzinfo=ZoneInfo("Europe/Stockholm"))
    told = Return.objects.create(
        allocation=allocation,
        as_of=date(2024, 12, 31),
        paid=0,
        booked=0,
        state="FILLED",
        filled_at=noon,
        filled_by=cast.coordinator,
    )
    assert texts(cast.approver, cast.storuman) == ["Intyga redovisningen av ”Mötesplats”"]
    assert texts(cast.coordinator, cast.storuman) == []
    Return.objects.filter(pk=told.pk).update(
        state="CERTIFIED", certified_at=noon, certified_by=cast.approver
    )
    assert texts(cast.approver, cast.storuman) == []
    assert texts(cast.officer, cast.region) == ["Svara på redovisningen från Storumans kommun"]


def test_a_round_that_closes_is_told_of(round_, cast):
    today = timezone.localdate()
    round_.opens_on, round_.closes_on = today, today + timedelta(days=8)
    round_.save()
    assert texts(cast.coordinator, cast.storuman) == []
    round_.closes_on = today + timedelta(days=7)
    round_.save()
    for user, actor in [(cast.coordinator, cast.storuman), (cast.officer, cast.region)]:
        assert texts(user, actor) == ["Omgång 2024 stänger om 7 dagar"]
    assert texts(cast.reader, cast.storuman) == []
    assert texts(cast.stranger, cast.nacka) == []


def test_the_officer_sees_how_the_countys_pots_stand(application, allocation, cast, sign_in):
    actions.pay(allocation, amount=100_000, on=date(2024, 5, 1), by=cast.officer)
    money = county_money(cast.officer, cast.region)
    sums = {name: money[name] for name in ("total", "left", "applied", "decided", "paid", "used")}
    assert sums == {
        "total": 1_000_000,
        "left": 600_000,
        "applied": 300_000,
        "decided": 400_000,
        "paid": 100_000,
        "used": 0,
    }
    home = sign_in(cast.officer).get("/").text.replace("\xa0", " ")
    assert "Länets medel 2024" in home
    assert "600 000 kr" in home
    for user, actor in [(cast.region_approver, cast.region), (cast.coordinator, cast.storuman)]:
        assert county_money(user, actor) is None
        assert "Länets medel 2024" not in sign_in(user).get("/").text
    assert county_money(cast.nobody, None) is None
    assert money_todos(cast.nobody, None) == []


def test_home_asks_as_much_for_many_as_for_few(round_, cast, sign_in):
    client = sign_in(cast.officer)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/").status_code == 200
        return len(captured)

    send_in(round_, cast.umea, cast.neighbour)
    queries()
    few = queries()
    for number in range(8):
        send_in(round_, cast.umea, cast.neighbour, title=f"Ansökan {number}")
        actions.allocate(
            round_.frames.get(),
            cast.umea,
            amount=100,
            purpose=f"Ändamål {number}",
            decision=make_decision(cast.vasterbotten, [cast.region], cast.officer),
            by=cast.officer,
        )
    assert queries() == few
