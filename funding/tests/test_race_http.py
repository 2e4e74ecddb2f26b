"""Fifty people press the same kind of button at once: each gets a page, and no krona is doubled."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from actors.models import Role
from actors.tests.factories import make_user
from funding import actions
from funding.models import Allocation, Decision, DecisionItem, Frame
from funding.tests.factories import DAY, make_pot

CLIENTS, GRANT, POT = 50, 70, 1000


@pytest.fixture
def clients(cast):
    """Fifty approvers of the region, each in a browser of their own."""
    signed_in = []
    for number in range(CLIENTS):
        client = Client(raise_request_exception=False)
        person = make_user(f"godkannare{number}", cast.region, Role.APPROVER)
        client.force_login(person, backend="actors.signin.Backend")
        signed_in.append(client)
    return signed_in


def laid(cast, pot, number):
    item = DecisionItem(
        act="GRANT", frame=pot, receiver=cast.storuman, amount=GRANT, purpose=f"Försök {number}"
    )
    return actions.propose_decision(
        Decision(county=cast.vasterbotten, body="Länet", decided_on=DAY),
        parties=[cast.region],
        by=cast.officer,
        items=[item],
    )


def all_at_once(clients, decisions, party):
    """Every client stands behind its decision in the same moment. Returns the responses."""

    def press(both):
        client, decision = both
        try:
            return client.post(
                reverse("funding:decision_answer", args=[decision.pk]),
                {"party": party.pk, "says": "YES", "comment": ""},
            )
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CLIENTS) as pool:
        return list(pool.map(press, zip(clients, decisions, strict=True)))


@pytest.mark.django_db(transaction=True)
def test_rule_02_fifty_decisions_at_once_cannot_overspend_a_pot(cast, clients):
    pot = make_pot(cast.vasterbotten, cast.officer, amount=POT)
    decisions = [laid(cast, pot, number) for number in range(CLIENTS)]
    answers = all_at_once(clients, decisions, cast.region)
    statuses = Counter(answer.status_code for answer in answers)
    assert statuses == {302: POT // GRANT, 422: CLIENTS - POT // GRANT}
    refused = [answer.text for answer in answers if answer.status_code == 422]
    assert all("större än det som finns kvar" in text for text in refused)
    assert Frame.objects.with_sums().get().left == POT % GRANT
    assert Allocation.objects.count() == POT // GRANT
    # Who was refused has not answered: the decision still waits for them.
    states = Counter(Decision.objects.values_list("state", flat=True))
    assert states == {"DECIDED": POT // GRANT, "PROPOSED": CLIENTS - POT // GRANT}


@pytest.mark.django_db(transaction=True)
def test_rule_02_fifty_answers_to_one_decision_carry_it_out_once(cast, clients):
    pot = make_pot(cast.vasterbotten, cast.officer, amount=POT)
    answers = all_at_once(clients, [laid(cast, pot, 1)] * CLIENTS, cast.region)
    assert Counter(answer.status_code for answer in answers) == {302: 1, 422: CLIENTS - 1}
    assert Allocation.objects.count() == 1
    assert Frame.objects.with_sums().get().left == POT - GRANT
