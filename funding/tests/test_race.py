"""Many at once: a pot is never overspent, and everybody gets an answer."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from funding import actions
from funding.models import Allocation, Frame
from funding.tests.factories import make_decision, make_pot

CLIENTS, GRANT, POT = 50, 70, 1000


@pytest.mark.django_db(transaction=True)
def test_rule_02_fifty_at_once_cannot_overspend_a_pot(cast):
    pot = make_pot(cast.vasterbotten, cast.officer, amount=POT)
    decision = make_decision(cast.vasterbotten, [cast.region], cast.officer)

    def ask(number):
        try:
            actions.allocate(
                pot,
                cast.storuman,
                amount=GRANT,
                purpose=f"Försök {number}",
                decision=decision,
                by=cast.officer,
            )
            return "yes"
        except ValidationError as error:
            return error.messages[0]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CLIENTS) as pool:
        answers = list(pool.map(ask, range(CLIENTS)))

    refused = [answer for answer in answers if "större än det som finns kvar" in answer]
    assert answers.count("yes") == Allocation.objects.count() == POT // GRANT
    assert len(refused) == CLIENTS - POT // GRANT
    assert Frame.objects.with_sums().get().left == POT % GRANT
