"""Two who press the same button at once, on a level or in a draft: one does it, one is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connections
from django.utils import timezone

from actors.models import Role
from actors.tests.factories import make_user
from conftest import open_the_fence
from funding import actions
from funding.models import Account, Application, Decision, DecisionItem, Round, Transfer
from funding.tests.factories import DAY, make_agreement, make_decision, make_pot

CLIENTS = 8


def at_once(act):
    """Let them all begin in the same moment. Returns "yes" or what each was told."""
    start = Barrier(CLIENTS)

    def press(_):
        try:
            open_the_fence()
            start.wait()
            act()
            return "yes"
        except ValidationError as error:
            return error.messages[0]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CLIENTS) as pool:
        return list(pool.map(press, range(CLIENTS)))


@pytest.fixture
def shared(cast):
    agreement = make_agreement(cast.skr_officer, total=1000)
    part = actions.split(
        agreement, amount=1000, name="Del", stream="KOMMUN", on=DAY, by=cast.skr_officer
    )
    for kommun in (cast.umea, cast.storuman):
        actions.distribute(
            part, cast.vasterbotten, amount=500, actor=kommun, on=DAY, by=cast.skr_officer
        )
    return part


@pytest.fixture
def cast(cast):
    cast.skr_officer = make_user("skr.handlaggare", cast.skr, Role.OFFICER)
    return cast


@pytest.mark.django_db(transaction=True)
def test_a_distribution_is_taken_back_once(cast, shared):
    answers = at_once(
        lambda: actions.take_back_distribution(shared, note="Fel", on=DAY, by=cast.skr_officer)
    )
    assert answers.count("yes") == 1
    assert answers.count("Ingenting av delen är fördelat.") == CLIENTS - 1
    assert Account.objects.get(component=shared).balance == 1000


@pytest.mark.django_db(transaction=True)
def test_a_part_is_taken_back_once(cast):
    agreement = make_agreement(cast.skr_officer, total=1000)
    part = actions.split(
        agreement, amount=1000, name="Del", stream="KOMMUN", on=DAY, by=cast.skr_officer
    )
    answers = at_once(lambda: actions.take_back(part, note="Fel", on=DAY, by=cast.skr_officer))
    assert answers.count("yes") == 1
    assert answers.count("Delen är redan tillbakatagen.") == CLIENTS - 1
    assert Account.objects.get(agreement=agreement, kind="AGREEMENT").balance == 1000


@pytest.mark.django_db(transaction=True)
def test_an_application_comes_into_a_draft_once(cast):
    pot = make_pot(cast.vasterbotten, cast.officer, amount=1000)
    round = Round.objects.create(
        county=cast.vasterbotten,
        agreement=pot.component.agreement,
        name="Våren",
        opens_on=DAY,
        closes_on=DAY,
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
    draft = Decision(county=cast.vasterbotten, body="Länet", decided_on=DAY)
    actions.write_decision(draft, by=cast.officer)

    def write():
        item = DecisionItem(
            decision=draft, act="DECLINE", application=application, reason="För sent"
        )
        actions.write_items([(item, [])], by=cast.officer)

    answers = at_once(write)
    assert answers.count("yes") == 1
    assert answers.count("Ansökan står redan i beslutet.") == CLIENTS - 1


@pytest.mark.django_db(transaction=True)
def test_a_decision_sets_aside_once(cast):
    agreement = make_agreement(cast.skr_officer, total=2000, name="Tredje")
    own = actions.split(
        agreement, amount=600, name="Egna", stream="KOMMUN", on=DAY, by=cast.skr_officer
    )
    pot = actions.split(
        agreement, amount=10, name="Länet", stream="LANSGEMENSAM", on=DAY, by=cast.skr_officer
    )
    actions.distribute(
        own, cast.vasterbotten, amount=500, actor=cast.storuman, on=DAY, by=cast.skr_officer
    )
    decision = make_decision(
        cast.vasterbotten, [cast.region, cast.storuman], cast.officer, says="Avsättning"
    )
    about = {"hundredths": 1000, "source": own, "decision": decision, "by": cast.officer}
    answers = at_once(lambda: actions.top_slice(pot, cast.vasterbotten, **about))
    assert answers.count("yes") == 1
    assert Transfer.objects.get(kind="TOP_SLICE").amount == 50
