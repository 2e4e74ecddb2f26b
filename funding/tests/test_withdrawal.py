"""A decision that lies before its parties is taken back by its officer."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from funding import actions
from funding.models import Decision
from funding.tests.decided import grant, laid
from funding.tests.factories import make_pot
from portal.models import Event

WHY = "Umeå svarar inte före sommaren."


@pytest.fixture
def pot(cast):
    return make_pot(cast.vasterbotten, cast.officer, 1000)


def test_the_officer_takes_it_back_and_writes_it_anew(cast, sign_in, pot):
    decision = laid(cast, grant(pot, cast.umea))
    client = sign_in(cast.officer)
    url = reverse("funding:decision_withdraw", args=[decision.pk])
    assert url in client.get(decision.get_absolute_url()).text
    assert "Dra tillbaka beslutet" in client.get(url).text
    refused = client.post(url, {"reason": " "})
    assert refused.status_code == 422
    assert "Skriv varför beslutet dras tillbaka." in refused.text
    response = client.post(url, {"reason": WHY}, follow=True)
    assert "Beslutet är tillbakadraget" in response.text
    decision.refresh_from_db()
    assert decision.state == Decision.State.RETURNED
    assert decision.ended_at
    assert Event.about(decision).filter(verb="drog tillbaka", why=WHY, by=cast.officer.pk).exists()
    draft = actions.write_on(decision, by=cast.officer)
    assert draft.follows == decision
    assert draft.items.get().amount == 400


def test_the_parties_are_told_and_cannot_answer(cast, sign_in, pot):
    decision = laid(cast, grant(pot, cast.umea))
    actions.withdraw_decision(decision, reason=WHY, by=cast.officer)
    client = sign_in(cast.approver)
    text = client.get(decision.get_absolute_url()).text
    assert WHY in text
    assert "Svarade inte" in text
    assert "Ert svar" not in text
    with pytest.raises(ValidationError, match="väntar inte längre"):
        actions.concur(decision, cast.storuman, by=cast.approver)


def test_only_the_officer_and_only_what_waits(cast, sign_in, pot):
    decision = laid(cast, grant(pot, cast.umea))
    with pytest.raises(PermissionDenied):
        actions.withdraw_decision(decision, reason=WHY, by=cast.approver)
    url = reverse("funding:decision_withdraw", args=[decision.pk])
    assert url not in sign_in(cast.approver).get(decision.get_absolute_url()).text
    actions.withdraw_decision(decision, reason=WHY, by=cast.officer)
    client = sign_in(cast.officer)
    assert client.get(url).status_code == 302
    again = client.post(url, {"reason": WHY})
    assert again.status_code == 422
    assert "inget att dra tillbaka" in again.text
