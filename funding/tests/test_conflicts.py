"""Conflict of interest (jäv): who steps aside is out of it, everywhere and in PostgreSQL."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from actors.models import Role
from actors.tests.factories import make_user
from funding import actions
from funding.models import (
    Application,
    Conflict,
    Decision,
    DecisionItem,
    ItemAct,
    Preparation,
    deciders_in,
)
from funding.tests.desk import WHOLE, make_round, prepare, send_in


@pytest.fixture
def application(cast):
    return send_in(make_round(cast.vasterbotten, cast.officer), cast.storuman, cast.coordinator)


@pytest.fixture
def second(cast):
    return make_user("andra", cast.region, Role.OFFICER)


def page(application, route="review_application", *more):
    return reverse(f"funding:{route}", args=[application.pk, *more])


def test_who_applies_too_is_told_what_is_true(cast, sign_in, application):
    """The officer steps aside from what the region applies for, and still reads it as its own."""
    own = send_in(application.round, cast.region, cast.officer)
    client = sign_in(cast.officer)
    data = {"person": cast.officer.pk, "reason": "Vi söker själva"}
    answer = client.post(page(own, "conflict"), data, follow=True)
    assert "kan läsa den hos den som söker" in answer.text
    assert "Du ser inte längre ansökan" not in answer.text
    assert client.get(own.get_absolute_url()).status_code == 200


def step_aside(application, person, by=None):
    return actions.declare_conflict(
        application, person=person, reason="Arbetar där", by=by or person
    )


def test_who_steps_aside_is_out_of_it(application, cast, sign_in):
    client = sign_in(cast.officer)
    answer = client.post(
        page(application, "conflict"),
        {"person": cast.officer.pk, "reason": "Arbetar deltid där"},
        follow=True,
    )
    assert answer.status_code == 200
    assert "1 ansökan visas inte, eftersom du är jävig." in answer.text
    assert application.title not in answer.text  # and is not named
    assert not Application.objects.to_review(cast.officer).exists()
    assert not Application.objects.visible_to(cast.officer).exists()
    for route in ("review_application", "review_ask", "conflict"):
        assert client.get(page(application, route)).status_code == 404
    assert client.post(page(application), WHOLE).status_code == 404
    with pytest.raises(PermissionDenied, match="Du är jävig"):
        prepare(application, cast.officer)


def test_an_approver_declares_for_themselves_alone(application, cast, sign_in):
    client = sign_in(cast.region_approver)
    form = client.get(page(application, "conflict"))
    assert 'name="person"' not in form.text
    sent = {"person": cast.officer.pk, "reason": "Syskon leder insatsen"}
    assert client.post(page(application, "conflict"), sent).status_code == 302
    assert Conflict.objects.get().person == cast.region_approver
    with pytest.raises(PermissionDenied):
        step_aside(application, cast.officer, by=cast.approver)


def test_an_officer_declares_for_another_who_decides(application, cast, sign_in):
    client = sign_in(cast.officer)
    sent = {"person": cast.region_approver.pk, "reason": "Leder insatsen"}
    assert client.post(page(application, "conflict"), sent).status_code == 302
    again = client.post(page(application, "conflict"), sent)
    assert again.status_code == 422
    assert "Jävet är redan anmält." in again.text
    outside = client.post(
        page(application, "conflict"), {"person": cast.stranger.pk, "reason": "Nej"}
    )
    assert outside.status_code == 422
    assert "Välj någon som bereder eller beslutar i länet." in outside.text
    assert cast.stranger not in deciders_in(cast.vasterbotten)
    with pytest.raises(ValidationError, match="bereder eller beslutar"):
        step_aside(application, cast.stranger, by=cast.officer)


def test_nobody_takes_their_own_back_but_another_officer_does(application, cast, second, sign_in):
    conflict = step_aside(application, cast.officer)
    address = page(application, "conflict_lift", conflict.pk)
    assert sign_in(cast.officer).post(address, {"reason": "Slutat"}).status_code == 404
    with pytest.raises(PermissionDenied, match="kan inte själv ta tillbaka"):
        actions.lift_conflict(conflict, reason="Slutat", by=cast.officer)
    assert sign_in(cast.region_approver).post(address, {"reason": "Nej"}).status_code == 403
    client = sign_in(second)
    assert "Arbetar där" in client.get(page(application)).text
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "Har slutat där"}).status_code == 302
    assert not Conflict.objects.exists()
    assert sign_in(cast.officer).get(page(application)).status_code == 200


def test_what_the_one_who_steps_aside_prepared_is_prepared_anew(application, cast, second):
    prepare(application, cast.officer)
    step_aside(application, cast.officer, by=second)
    application.refresh_from_db()
    assert application.state == "SUBMITTED"
    kept = Preparation.objects.get()
    assert kept.prepared_at is None
    assert kept.reason  # the text stands, for the next officer to judge
    prepare(application, second)
    assert Preparation.objects.get().prepared_by == second


def laid(application, cast):
    return actions.propose_decision(
        Decision(county=cast.vasterbotten, body="Länsgruppen", decided_on=date(2024, 3, 12)),
        parties=[cast.region],
        items=[DecisionItem(act=ItemAct.DECLINE, application=application, reason="Räcker inte")],
        by=cast.officer,
    )


def test_who_is_in_conflict_answers_no_decision_about_it(application, cast):
    prepare(application, cast.officer)
    decision = laid(application, cast)
    assert decision in Decision.objects.awaiting(cast.region_approver)
    step_aside(application, cast.region_approver)
    assert not Decision.objects.awaiting(cast.region_approver).exists()
    with pytest.raises(ValidationError, match="jävig"):
        actions.concur(decision, cast.region, by=cast.region_approver)


def test_postgresql_refuses_the_answer_of_who_is_in_conflict(application, cast):
    prepare(application, cast.officer)
    decision = laid(application, cast)
    step_aside(application, cast.region_approver)
    sentence = "Den som är jävig i en ansökan kan inte svara på beslutet om den."
    with (
        pytest.raises(IntegrityError, match=sentence),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE funding_concurrence SET answer = 'YES', answered_at = now(), "
            "answered_by_id = %s WHERE decision_id = %s",
            [cast.region_approver.pk, decision.pk],
        )
    assert decision.concurrences.get().answer == "WAITING"


def test_a_conflict_is_declared_once_a_person(application, cast):
    step_aside(application, cast.region_approver)
    again = Conflict(
        application=application,
        person=cast.region_approver,
        reason="Igen",
        declared_by=cast.officer,
    )
    with pytest.raises(ValidationError, match=r"Jävet är redan anmält."):
        again.validate_constraints()
    with pytest.raises(IntegrityError, match="conflict_once_a_person"), transaction.atomic():
        again.save()


def test_the_officer_is_warned_when_the_applicant_is_their_own(cast, sign_in):
    round_ = make_round(cast.vasterbotten, cast.officer)
    own = send_in(round_, cast.storuman, cast.coordinator)
    own.co_applicants.add(cast.region)
    assert "Då kan jäv ligga nära." in sign_in(cast.officer).get(page(own)).text
    other = send_in(round_, cast.umea, cast.neighbour)
    assert "Då kan jäv ligga nära." not in sign_in(cast.officer).get(page(other)).text
