"""What an officer is told before a decision is laid: money that others wait for, and too much."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from funding import actions
from funding.models import Decision, DecisionItem, DecisionOrder
from funding.tests.decided import MARCH, grant, laid
from funding.tests.desk import make_round, prepare, send_in
from funding.tests.factories import make_pot


@pytest.fixture
def draft(cast):
    DecisionOrder.objects.create(county=cast.vasterbotten, body="Organet", kommuner="EACH")
    decision = Decision(county=cast.vasterbotten, title="Hösten", body="Organet", decided_on=MARCH)
    return actions.write_decision(decision, by=cast.officer)


def put(draft, item, by):
    item.decision = draft
    actions.write_items([(item, ())], by=by)
    return item


def test_what_another_laid_decision_takes_is_not_there(cast, sign_in, draft):
    pot = make_pot(cast.vasterbotten, cast.officer, 1000)
    other = laid(cast, grant(pot, cast.umea, amount=700), title="Vårens fördelning")
    put(draft, grant(pot, cast.storuman, amount=400), cast.officer)
    client = sign_in(cast.officer)
    page = client.get(draft.get_absolute_url()).text
    assert "-100\xa0kr" in page or "−100\xa0kr" in page
    assert "”Vårens fördelning”, som väntar på parterna, tar 700\xa0kr" in page
    lay = reverse("funding:decision_lay", args=[draft.pk])
    assert "Minska med 100\xa0kr" in client.post(lay, follow=True).text
    draft.refresh_from_db()
    assert draft.is_draft
    actions.withdraw_decision(other, reason="Potten räcker inte.", by=cast.officer)
    actions.lay_before_the_county(draft, by=cast.officer)
    draft.refresh_from_db()
    assert draft.state == Decision.State.PROPOSED


def test_more_than_was_sought_is_told_and_needs_a_reason(cast, sign_in, draft):
    round_ = make_round(cast.vasterbotten, cast.officer)
    application = send_in(round_, cast.storuman, cast.coordinator, asked=300_000)
    prepare(application, cast.officer)
    application.refresh_from_db()
    item = DecisionItem(
        act="GRANT", application=application, frame=application.frame, receiver=cast.storuman,
        purpose=application.title, amount=350_000,
    )  # fmt: skip
    put(draft, item, cast.officer)
    client = sign_in(cast.officer)
    page = client.get(draft.get_absolute_url()).text
    for words in ("Sökt 300\xa0000\xa0kr", "Föreslaget 250\xa0000\xa0kr", "Mer än sökt"):
        assert words in page
    assert "är mer än de 300\xa0000\xa0kr som är sökta" in page
    with pytest.raises(ValidationError, match="mer än de"):
        actions.lay_before_the_county(draft, by=cast.officer)
    item.reason = "Två kommuner till är med."
    put(draft, item, cast.officer)
    actions.lay_before_the_county(draft, by=cast.officer)
    assert "Mer än sökt" in sign_in(cast.region_approver).get(draft.get_absolute_url()).text
    outside = sign_in(cast.reader).get(draft.get_absolute_url()).text
    assert "Föreslaget" not in outside
