"""Applications in a joint decision: granted or declined by it, and who must step aside (jäv)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from actors.models import Role
from actors.tests.factories import make_user
from funding import actions
from funding.models import (
    Allocation,
    Application,
    Conflict,
    Decision,
    DecisionItem,
    DecisionOrder,
    Preparation,
    Round,
)
from funding.tests.decided import MARCH, laid
from funding.tests.factories import make_pot
from funding.tests.test_ledger import sql


@pytest.fixture
def pot(cast):
    return make_pot(cast.vasterbotten, cast.officer, amount=1000)


@pytest.fixture
def application(cast, pot):
    """Storuman's application, prepared by the officer."""
    round = Round.objects.create(
        county=cast.vasterbotten,
        agreement=pot.component.agreement,
        name="Våren",
        opens_on=MARCH,
        closes_on=MARCH,
        created_by=cast.officer,
    )
    application = Application.objects.create(
        round=round,
        frame=pot,
        applicant=cast.storuman,
        title="Föräldraträffar",
        state="PREPARED",
        submitted_at=timezone.now(),
        submitted_by=cast.coordinator,
        created_by=cast.coordinator,
    )
    Preparation.objects.create(
        application=application,
        recommended=300,
        reason="Väl underbyggd",
        prepared_at=timezone.now(),
        prepared_by=cast.officer,
    )
    return application


@pytest.fixture
def draft(cast, pot):
    DecisionOrder.objects.create(county=cast.vasterbotten, body="Organet", kommuner="EACH")
    decision = Decision(county=cast.vasterbotten, title="Våren", body="Organet", decided_on=MARCH)
    return actions.write_decision(decision, by=cast.officer)


def about(application, act="GRANT"):
    values = {"act": act, "application": application, "purpose": application.title}
    if act == "DECLINE":
        return DecisionItem(reason="Ryms inte", **values)
    return DecisionItem(
        frame=application.frame, receiver=application.applicant, amount=300, **values
    )


def conflicted(application, person, by):
    return Conflict.objects.create(
        application=application, person=person, reason="Släkt", declared_by=by
    )


def test_a_prepared_application_fills_the_item_and_is_answered_by_it(
    cast, sign_in, draft, application
):
    client = sign_in(cast.officer)
    url = f"{reverse('funding:item_new', args=[draft.pk])}?slag=bevilja&ansokan={application.pk}"
    assert "Föräldraträffar" in client.get(draft.get_absolute_url()).text
    initial = client.get(url).context["form"].initial
    assert (initial["amount"], initial["receiver"]) == (300, cast.storuman.pk)
    posted = {"receiver": cast.storuman.pk, "frame": application.frame_id}
    posted |= {"purpose": "Föräldraträffar", "amount": "300"}
    assert client.post(url, posted).status_code == 302
    assert client.post(url, posted).status_code == 422  # it stands in the decision already
    actions.lay_before(draft, [cast.region], by=cast.officer)
    actions.concur(draft, cast.region, by=cast.region_approver)
    application.refresh_from_db()
    assert application.state == "GRANTED"
    assert Allocation.objects.get().item.application == application


def test_a_declined_application_is_told_so_with_the_reason(cast, sign_in, draft, application):
    client = sign_in(cast.officer)
    url = f"{reverse('funding:item_new', args=[draft.pk])}?slag=avsla&ansokan={application.pk}"
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "Ryms inte i kategorin"}).status_code == 302
    actions.lay_before(draft, [cast.region], by=cast.officer)
    application.refresh_from_db()
    assert application.state == "PREPARED"  # nobody has decided yet
    actions.concur(draft, cast.region, by=cast.region_approver)
    application.refresh_from_db()
    assert application.state == "DECLINED"
    assert "Ryms inte i kategorin" in client.get(draft.get_absolute_url()).text


def test_two_decisions_never_answer_one_application(cast, application):
    first = laid(cast, about(application), parties=[cast.region])
    with pytest.raises(ValidationError, match="står i ett annat beslut som väntar"):
        laid(cast, about(application, "DECLINE"), parties=[cast.region])
    actions.concur(first, cast.region, by=cast.region_approver)
    with pytest.raises(ValidationError, match="ansökan är beviljad"):
        laid(cast, about(application))


def test_who_has_a_conflict_of_interest_answers_nothing(cast, sign_in, application):
    decision = laid(cast, about(application), parties=[cast.region])
    conflicted(application, cast.region_approver, cast.officer)
    with pytest.raises(ValidationError, match="jävig"):
        actions.concur(decision, cast.region, by=cast.region_approver)
    with pytest.raises(ValidationError, match="jävig"):
        actions.concur_with_all([decision], by=cast.region_approver)
    with pytest.raises(IntegrityError, match="jävig"):
        sql(
            "UPDATE funding_concurrence SET answer = 'YES', answered_at = now(), "
            "answered_by_id = %s WHERE decision_id = %s",
            cast.region_approver.pk,
            decision.pk,
        )
    text = sign_in(cast.region_approver).get(decision.get_absolute_url()).text
    assert "Du är jävig" in text
    assert (
        "Väntar på ditt svar"
        not in sign_in(cast.region_approver).get(reverse("funding:decisions")).text
    )
    another = make_user("andra", cast.region, Role.APPROVER)
    actions.concur(decision, cast.region, by=another)
    assert Allocation.objects.exists()


def test_who_has_a_conflict_of_interest_writes_nothing_of_it(cast, sign_in, draft, application):
    item = about(application)
    item.decision = draft
    actions.write_items([(item, ())], by=cast.officer)
    conflicted(application, cast.officer, cast.officer)
    for write in (
        lambda: actions.write_items([(item, ())], by=cast.officer),
        lambda: actions.remove_item(item, by=cast.officer),
        lambda: actions.write_decision(draft, by=cast.officer),
        lambda: actions.remove_decision(draft, by=cast.officer),
        lambda: actions.write_on(draft, by=cast.officer),
    ):
        with pytest.raises(PermissionDenied, match="jävig"):
            write()
    with pytest.raises(ValidationError, match="jävig"):
        actions.lay_before_the_county(draft, by=cast.officer)
    url = f"{reverse('funding:item_new', args=[draft.pk])}?slag=bevilja&ansokan={application.pk}"
    assert sign_in(cast.officer).get(url).status_code == 403


def test_a_conflict_holds_for_what_the_application_was_given_too(cast, sign_in, draft, application):
    first = laid(cast, about(application), parties=[cast.region])
    actions.concur(first, cast.region, by=cast.region_approver)
    allocation = Allocation.objects.get()

    def change():
        return DecisionItem(act="CHANGE", allocation=allocation, amount=200, reason="Mindre")

    later = laid(cast, change(), parties=[cast.region])
    assert later in Decision.objects.awaiting(cast.region_approver)
    for person in (cast.region_approver, cast.officer):
        conflicted(application, person, cast.officer)
    assert later not in Decision.objects.awaiting(cast.region_approver)
    assert "Du är jävig" in sign_in(cast.region_approver).get(later.get_absolute_url()).text
    with pytest.raises(ValidationError, match="jävig"):
        actions.concur(later, cast.region, by=cast.region_approver)
    item = change()
    item.decision = draft
    with pytest.raises(PermissionDenied, match="jävig"):
        actions.write_items([(item, ())], by=cast.officer)
    with pytest.raises(PermissionDenied, match="jävig"):
        actions.write_on(first, by=cast.officer)
    item.pk = None
    item.save()
    with pytest.raises(ValidationError, match="jävig"):
        actions.lay_before_the_county(draft, by=cast.officer)


def test_an_application_is_answered_in_its_county_and_its_money_goes_to_the_applicant(
    cast, application
):
    item = about(application)
    item.receiver = cast.umea
    with pytest.raises(ValidationError, match="varken sökande eller medsökande"):
        laid(cast, item, parties=[cast.region])
    application.co_applicants.add(cast.umea)
    laid(cast, about(application), parties=[cast.region])
    elsewhere = about(application, "DECLINE")
    with pytest.raises(ValidationError, match="hör till ett annat län"):
        laid(cast, elsewhere, parties=[cast.region], county=cast.stockholm)


@pytest.mark.parametrize("state", ["SUBMITTED", "RETURNED"])
def test_an_application_that_is_not_prepared_is_not_laid(cast, draft, application, state):
    item = about(application)
    item.decision = draft
    actions.write_items([(item, ())], by=cast.officer)
    Application.objects.update(state=state)
    with pytest.raises(ValidationError, match="inte färdigberedd"):
        actions.lay_before_the_county(draft, by=cast.officer)
