"""How an application is prepared: what is saved, what is finished, and what is asked."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from funding import actions
from funding.models import (
    CheckPoint,
    Decision,
    DecisionItem,
    ItemAct,
    Preparation,
    Question,
)
from funding.tests.desk import WHOLE, make_round, prepare, send_in
from portal.models import Event


@pytest.fixture
def application(cast):
    return send_in(make_round(cast.vasterbotten, cast.officer), cast.storuman, cast.coordinator)


def page(application, route="review_application"):
    return reverse(f"funding:{route}", args=[application.pk])


def state_of(application):
    application.refresh_from_db()
    return application.state


def test_the_officer_saves_a_little_and_finishes_later(application, cast, sign_in):
    client = sign_in(cast.officer)
    saved = client.post(page(application), {"reason": "Bra början", "lock": "0", "spara": "1"})
    assert saved.status_code == 302
    kept = Preparation.objects.get()
    assert (kept.reason, kept.prepared_at, state_of(application)) == (
        "Bra början",
        None,
        "SUBMITTED",
    )
    done = client.post(page(application), WHOLE | {"lock": kept.lock, "klar": "1"}, follow=True)
    assert "Beredningen är klar." in done.text
    kept.refresh_from_db()
    assert (kept.recommended, kept.prepared_by) == (250_000, cast.officer)
    assert state_of(application) == "PREPARED"
    assert Event.about(kept).filter(verb="blev klar med", by=cast.officer.pk).exists()
    assert not Event.about(application).exists()  # nothing that the applicant's history shows


def test_what_is_missing_is_told_and_nothing_lost(application, cast, sign_in):
    client = sign_in(cast.officer)
    answer = client.post(
        page(application), {"lock": "0", "checks": ["NEED"], "reason": "", "klar": "1"}
    )
    assert answer.status_code == 422
    assert "Skriv vilket belopp du föreslår, 0 vid avslag." in answer.text
    assert "Skriv skälen till det du föreslår." in answer.text
    assert "Förklara de 5 punkter som du inte kryssat i skälen" in answer.text
    assert not Preparation.objects.exists()


def test_an_unchecked_point_is_explained(application, cast, sign_in):
    client = sign_in(cast.officer)
    some = WHOLE | {"checks": [CheckPoint.NEED], "klar": "1"}
    assert client.post(page(application), some).status_code == 422
    assert client.post(page(application), some | {"explained": "on"}).status_code == 302
    assert Preparation.objects.get().checks == ["NEED"]


@pytest.mark.parametrize(
    ("amount", "sentence"),
    [
        ("300 001", "Beloppet är större än det som är sökt"),
        ("-5", "Beloppet kan inte vara negativt"),
        ("12,50", "Skriv beloppet i hela kronor, utan ören."),
        ("mycket", "Skriv beloppet med siffror"),
        ("1" + "0" * 15, "Beloppet är för stort"),
    ],
)
def test_amounts_that_cannot_be(application, cast, sign_in, amount, sentence):
    answer = sign_in(cast.officer).post(page(application), WHOLE | {"recommended": amount})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert amount in answer.text  # what was typed stands there


def test_nothing_is_recommended_with_zero_kronor(application, cast, sign_in):
    prepare(application, cast.officer, recommended="0 kr")
    assert Preparation.objects.get().recommended == 0
    assert "Föreslår avslag." in sign_in(cast.region_approver).get(page(application)).text


def test_two_officers_at_once_both_keep_their_text(application, cast, sign_in):
    client = sign_in(cast.officer)
    first = {"lock": "0", "reason": "Den första texten"}
    assert client.post(page(application), first).status_code == 302
    second = client.post(page(application), {"lock": "0", "reason": "Den andra texten"})
    assert second.status_code == 422
    assert "Någon annan har sparat sedan du öppnade sidan." in second.text
    assert "Den första texten" in second.text
    assert "Den andra texten" in second.text
    assert Preparation.objects.get().reason == "Den första texten"


def test_only_officers_prepare(application, cast, sign_in):
    for user, answer in [
        (cast.region_approver, 403),
        (cast.approver, 403),
        (cast.coordinator, 404),
        (cast.reader, 404),
        (cast.stranger, 404),
    ]:
        assert sign_in(user).post(page(application), WHOLE).status_code == answer
    assert sign_in(cast.officer).put(page(application)).status_code == 405
    assert not Preparation.objects.exists()


def test_the_applicant_never_reads_the_preparation_before_the_decision(application, cast, sign_in):
    prepare(application, cast.officer, reason="Hemliga skäl")
    # Storuman's approver decides with the others, and this is Storuman's own application.
    own = sign_in(cast.approver).get(page(application))
    assert "Hemliga skäl" not in own.text
    assert "250 000" not in own.text.replace("\xa0", " ")
    assert "Ansökan är er egen." in own.text
    queue = sign_in(cast.approver).get(reverse("funding:review"))
    assert "250 000" not in queue.text.replace("\xa0", " ")
    assert "Hemliga skäl" in sign_in(cast.region_approver).get(page(application)).text
    application.state = "GRANTED"
    application.save()
    assert "Hemliga skäl" in sign_in(cast.approver).get(page(application)).text


def test_who_decides_does_not_read_what_is_not_finished(application, cast, sign_in):
    sign_in(cast.officer).post(page(application), {"lock": "0", "reason": "Ett första utkast"})
    answer = sign_in(cast.region_approver).get(page(application))
    assert "Ett första utkast" not in answer.text
    assert "Beredningen är inte klar." in answer.text


def lay(application, cast):
    """Lay a decision that grants the application before the region."""
    return actions.propose_decision(
        Decision(county=cast.vasterbotten, body="Länsgruppen", decided_on=date(2024, 3, 12)),
        parties=[cast.region],
        items=[
            DecisionItem(act=ItemAct.DECLINE, application=application, reason="Räcker inte till")
        ],
        by=cast.officer,
    )


def test_it_is_taken_up_again_until_it_is_laid_before_the_parties(application, cast, sign_in):
    prepare(application, cast.officer)
    client = sign_in(cast.officer)
    assert client.post(page(application, "review_take_up")).status_code == 302
    assert state_of(application) == "SUBMITTED"
    assert Preparation.objects.get().prepared_at is None
    prepare(application, cast.officer)
    lay(application, cast)
    with pytest.raises(ValidationError, match="framlagt beslut"):
        actions.take_up_again(application, by=cast.officer)
    told = client.post(page(application, "review_take_up"))
    assert told.status_code == 302
    assert state_of(application) == "PREPARED"


def test_a_preparation_that_is_finished_is_not_saved_over(application, cast):
    prepare(application, cast.officer)
    kept = Preparation.objects.get()
    assert kept.reason == "Bra och rimligt."
    with pytest.raises(ValidationError, match="kan inte beredas nu"):
        prepare(application, cast.officer)


def test_a_question_with_and_without_sending_back(application, cast, sign_in):
    client = sign_in(cast.officer)
    asked = client.post(page(application, "review_ask"), {"text": "Hur många?"}, follow=True)
    assert "Frågan är ställd. Ansökan är kvar hos dig." in asked.text
    assert "Väntar på svar" in asked.text
    assert state_of(application) == "SUBMITTED"
    client.post(page(application, "review_ask"), {"text": "Och när?", "send_back": "on"})
    assert state_of(application) == "RETURNED"
    assert list(Question.objects.values_list("text", flat=True)) == ["Hur många?", "Och när?"]
    with pytest.raises(ValidationError, match="hos sökanden för komplettering"):
        prepare(application, cast.officer)


def test_questions_that_are_refused(application, cast, sign_in):
    client = sign_in(cast.officer)
    empty = client.post(page(application, "review_ask"), {"text": " "})
    assert empty.status_code == 422
    assert "Skriv din fråga." in empty.text
    prepare(application, cast.officer)
    late = client.post(page(application, "review_ask"), {"text": "En fråga till"})
    assert late.status_code == 422
    assert "Ta upp den igen innan du frågar sökanden." in late.text
    assert sign_in(cast.region_approver).get(page(application, "review_ask")).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.ask(application, text="Jag?", send_back=False, by=cast.coordinator)
    assert not Question.objects.exists()


def test_postgresql_keeps_a_finished_preparation_whole(application, cast):
    with pytest.raises(IntegrityError, match="preparation_done_when_and_by"), transaction.atomic():
        Preparation.objects.create(
            application=application, prepared_at="2024-03-01T12:00Z", prepared_by=cast.officer
        )
    with pytest.raises(IntegrityError, match="preparation_amount_possible"), transaction.atomic():
        Preparation.objects.create(application=application, recommended=-1)
    with pytest.raises(ValidationError, match=r"En färdig beredning har ett belopp och skäl."):
        Preparation(
            application=application, prepared_at="2024-03-01T12:00Z", prepared_by=cast.officer
        ).validate_constraints()
    with pytest.raises(ValidationError, match=r"Beloppet måste vara noll eller mer."):
        Preparation(application=application, recommended=-1).validate_constraints()
