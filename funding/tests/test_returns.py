"""The receiver's return: filled in, certified by another, answered, frozen, and anew."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.utils import timezone

from actors.models import Membership, Role
from actors.tests.factories import make_user
from funding import actions
from funding.actions import returns
from funding.models import Return
from funding.tests.factories import DAY
from funding.tests.test_allocation_life import LAST_DAY, give, url
from funding.tests.test_ledger import sql
from portal.forms import validate_constraints
from portal.models import Event


def make_spent(cast):
    """800 kr paid and 300 kr used of 1 000."""
    allocation = give(cast)
    actions.pay(allocation, amount=800, on=DAY, by=cast.officer)
    actions.use(allocation, amount=300, on=DAY, by=cast.coordinator)
    return allocation


def tell(report, **figures):
    Return.objects.filter(pk=report.pk).update(**figures)
    report.refresh_from_db()
    return report


def make_filled(cast):
    draft = tell(returns.begin_return(make_spent(cast), by=cast.coordinator), committed=500)
    returns.fill_return(draft, by=cast.coordinator)
    return Return.objects.get(pk=draft.pk)


def make_certified(cast):
    filled = make_filled(cast)
    returns.certify_return(filled, by=cast.approver)
    return Return.objects.get(pk=filled.pk)


@pytest.fixture
def spent(cast):
    return make_spent(cast)


@pytest.fixture
def draft(cast, spent):
    return returns.begin_return(spent, by=cast.coordinator)


@pytest.fixture
def filled(cast):
    return make_filled(cast)


@pytest.fixture
def certified(cast):
    return make_certified(cast)


def typed(**changes):
    figures = {"used": "300", "committed": "500", "carry_over": "", "to_repay": "0"}
    return (
        {"as_of": "2024-12-31", "forecast": "800", "variance": "", "lock": "0"} | figures | changes
    )


def test_a_return_begins_with_what_the_ledger_says(cast, draft):
    assert (draft.paid, draft.booked, draft.used, draft.forecast) == (800, 300, 300, 800)
    assert (draft.number, draft.as_of, draft.state) == (1, LAST_DAY, "DRAFT")
    assert returns.begin_return(draft.allocation, by=cast.coordinator) == draft


def test_what_is_corrected_or_later_than_the_day_does_not_count(cast, spent):
    actions.pay(spent, amount=100, on=LAST_DAY + timedelta(days=5), by=cast.officer)
    assert returns.booked_until(spent, LAST_DAY) == (800, 300)
    use = spent.accounts.get(kind="USED").incoming.get()
    actions.correct_movement(use, on=LAST_DAY + timedelta(days=9), note="Fel", by=cast.officer)
    assert returns.booked_until(spent, LAST_DAY) == (800, 0)


def test_the_whole_way_by_three_people(cast, sign_in, spent):
    client = sign_in(cast.coordinator)
    begun = client.post(url("return_begin", spent), follow=True)
    assert begun.context["form"].initial["used"] == 300
    report = Return.objects.get()
    saved = client.post(url("return_fill", report), typed(committed="100"))
    assert saved.status_code == 302
    assert sign_in(cast.officer).get(report.get_absolute_url()).status_code == 404
    data = typed(committed="100", klar="1", lock="1")
    refused = sign_in(cast.coordinator).post(url("return_fill", report), data)
    assert refused.status_code == 422
    assert "ska tillsammans bli det som är utbetalt" in refused.text
    ready = client.post(url("return_fill", report), typed(klar="1", lock="1"))
    assert ready.status_code == 302
    client = sign_in(cast.approver)
    assert "Intyga och skicka in" in client.get(report.get_absolute_url()).text
    client.post(url("return_certify", report))
    client = sign_in(cast.officer)
    assert "Svara på redovisningen" in client.get(report.get_absolute_url()).text
    no_words = client.post(url("return_answer", report), {"accept": "nej"})
    assert "Skriv vad som ska kompletteras." in no_words.text
    client.post(url("return_answer", report), {"accept": "nej", "answer": "Bifoga verifikat"})
    client = sign_in(cast.coordinator)
    page = client.get(report.get_absolute_url())
    assert "Bifoga verifikat" in page.text
    client.post(url("return_begin", spent))
    second = Return.objects.get(number=2)
    assert (second.used, second.committed) == (300, 500)
    client.post(url("return_fill", second), typed(committed="400", carry_over="100", klar="1"))
    page = client.get(second.get_absolute_url())
    assert ("Bundet men inte betalt", "500\xa0kr", "400\xa0kr") in [
        (label.capitalize(), *values) for label, *values in page.context["differences"]
    ]
    sign_in(cast.approver).post(url("return_certify", second))
    sign_in(cast.officer).post(url("return_answer", second), {"accept": "ja"})
    second.refresh_from_db()
    report.refresh_from_db()
    assert (report.state, second.state) == ("SENT_BACK", "ACCEPTED")
    assert Event.about(second).count() >= 4


def test_rule_07_who_fills_in_never_certifies(cast, sign_in, draft):
    both = make_user("bada", cast.storuman, Role.COORDINATOR)
    Membership.objects.create(user=both, actor=cast.storuman, role=Role.APPROVER)
    tell(draft, committed=500)
    returns.fill_return(draft, by=both)
    draft.refresh_from_db()
    with pytest.raises(PermissionDenied, match="har fyllt i"):
        returns.certify_return(draft, by=both)
    page = sign_in(both).get(draft.get_absolute_url())
    assert "Intyga och skicka in" not in page.text
    assert "kan därför inte intyga" in page.text
    with pytest.raises(IntegrityError, match="return_certified_by_another"):
        sql(
            "UPDATE funding_return SET state = 'CERTIFIED', certified_at = now(), "
            "certified_by_id = filled_by_id"
        )


def test_rule_07_who_wrote_in_it_never_certifies_though_another_handed_it_on(cast, sign_in, draft):
    both = make_user("bada", cast.storuman, Role.COORDINATOR)
    Membership.objects.create(user=both, actor=cast.storuman, role=Role.APPROVER)
    fill = url("return_fill", draft)
    assert sign_in(both).post(fill, typed()).status_code == 302
    draft.refresh_from_db()
    again = sign_in(cast.coordinator).post(fill, typed(lock=str(draft.lock), klar="ja"))
    assert again.status_code == 302
    if Return.objects.get(pk=draft.pk).state == "DRAFT":
        returns.fill_return(draft, by=cast.coordinator)
    draft.refresh_from_db()
    with pytest.raises(PermissionDenied, match="har fyllt i"):
        returns.certify_return(draft, by=both)
    assert draft in Return.objects.written_by(both)
    returns.certify_return(draft, by=cast.approver)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE funding_return SET used = used + 1, committed = committed - 1",
        "UPDATE funding_return SET variance = 'Annat'",
        "UPDATE funding_return SET filled_by_id = NULL",
        "UPDATE funding_return SET state = 'DRAFT', certified_at = NULL, certified_by_id = NULL",
        "DELETE FROM funding_return",
    ],
)
def test_rule_07_what_is_certified_is_frozen(certified, change):
    with pytest.raises(IntegrityError):
        sql(change)


def test_rule_07_more_than_is_paid_may_be_used_when_it_is_explained(cast, sign_in, draft):
    client = sign_in(cast.coordinator)
    data = typed(used="900", committed="", forecast="900", klar="1")
    refused = client.post(url("return_fill", draft), data)
    assert refused.status_code == 422
    assert "Skriv varför det avviker" in refused.text
    data = data | {"variance": "Hyran blev dyrare"}
    assert client.post(url("return_fill", draft), data).status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.rest) == ("FILLED", -100)


def test_the_certifier_hands_back_with_words(cast, sign_in, filled):
    client = sign_in(cast.approver)
    assert client.post(url("return_hand_back", filled), {}).status_code == 422
    client.post(url("return_hand_back", filled), {"text": "Bundet är för högt"})
    filled.refresh_from_db()
    assert filled.state == "DRAFT"
    text = sign_in(cast.coordinator).get(url("return_fill", filled)).text
    assert "Bundet är för högt" in text


@pytest.mark.parametrize("name", ["coordinator", "officer"])
def test_what_is_sent_in_is_reopened_with_a_reason_and_the_old_is_kept(
    cast, sign_in, certified, name
):
    client = sign_in(getattr(cast, name))
    assert url("return_reopen", certified) in client.get(certified.get_absolute_url()).text
    assert client.post(url("return_reopen", certified), {"text": " "}).status_code == 422
    done = client.post(url("return_reopen", certified), {"text": "Fel belopp"}, follow=True)
    assert done.status_code == 200
    new = Return.objects.get(number=2)
    assert (new.state, new.reopened_because, new.used) == ("DRAFT", "Fel belopp", 300)
    certified.refresh_from_db()
    assert certified.state == "CERTIFIED"
    with pytest.raises(ValidationError, match="redan en redovisning"):
        returns.reopen_return(certified, why="Igen", by=cast.officer)
    page = sign_in(cast.officer).get(certified.get_absolute_url())
    assert "skriver på en ny version" in page.text


def test_sent_in_it_is_not_begun_anew_without_a_reason(cast, sign_in, certified):
    with pytest.raises(ValidationError, match="med ett skäl"):
        returns.begin_return(certified.allocation, by=cast.coordinator)
    client = sign_in(cast.coordinator)
    told = client.post(url("return_begin", certified.allocation), follow=True)
    assert "Öppna den igen, med ett skäl." in told.text


def test_who_takes_part_in_a_return_does_not_answer_it(cast, certified):
    both = make_user("regionens", cast.region, Role.OFFICER)
    assert returns.may_answer(both, certified)
    certified.filled_by = both
    assert not returns.may_answer(both, certified)


def test_the_ledger_that_has_changed_since_is_told(cast, sign_in, certified):
    page = sign_in(cast.officer).get(certified.get_absolute_url())
    assert "Bokföringen har ändrats" not in page.text
    actions.use(certified.allocation, amount=50, on=DAY, by=cast.coordinator)
    page = sign_in(cast.officer).get(certified.get_absolute_url())
    assert "Bokföringen har ändrats sedan dess" in page.text
    assert "350\xa0kr bokfört som använt (redovisningen säger 300\xa0kr)" in page.text


def test_the_sums_are_counted_without_saving(cast, sign_in, draft):
    client = sign_in(cast.coordinator)
    counted = client.post(url("return_fill", draft), typed(committed="400", rakna="1"))
    assert counted.status_code == 200
    assert "100\xa0kr saknas" in counted.text
    wrong = client.post(url("return_fill", draft), typed(committed="4,5", rakna="1"))
    assert wrong.status_code == 422
    draft.refresh_from_db()
    assert draft.committed == 0


def test_two_who_fill_in_at_once_both_keep_their_figures(cast, sign_in, draft):
    client = sign_in(cast.coordinator)
    client.post(url("return_fill", draft), typed(committed="100"))
    second = sign_in(cast.colleague).post(url("return_fill", draft), typed(committed="200"))
    assert second.status_code == 422
    assert "Någon annan har sparat" in second.text
    draft.refresh_from_db()
    assert draft.committed == 100


def test_what_was_handed_on_meanwhile_is_not_overwritten(cast, sign_in, filled):
    response = sign_in(cast.coordinator).post(url("return_fill", filled), typed())
    assert response.status_code == 422
    assert "redan gått vidare" in response.text
    assert sign_in(cast.coordinator).get(url("return_fill", filled)).status_code == 302


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"used": "-5"}, "used", "negativt"),
        ({"used": "mycket"}, "used", "med siffror"),
        ({"used": "9" * 16}, "used", "för stort"),
        ({"as_of": "2999-01-01"}, "as_of", "framtiden"),
        ({"as_of": "nu"}, "as_of", "Skriv datumet"),
    ],
)
def test_what_cannot_be_told_is_said_beside_its_field(
    cast, sign_in, draft, changes, field, sentence
):
    response = sign_in(cast.coordinator).post(url("return_fill", draft), typed(**changes))
    assert response.status_code == 422
    assert sentence in response.context["form"].errors[field][0]


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        ({"used": -1}, "Beloppen måste vara noll eller mer."),
        ({"state": "FILLED", "committed": 1}, "ska tillsammans bli det som är utbetalt"),
        ({"state": "FILLED", "committed": 500, "forecast": 1}, "Skriv varför det avviker"),
        ({"certified_at": timezone.now()}, "stämmer inte överens"),
    ],
)
def test_the_constraints_say_why(draft, figures, sentence):
    for name, value in figures.items():
        setattr(draft, name, value)
    with pytest.raises(ValidationError, match=sentence):
        validate_constraints(draft)


def test_one_is_open_at_a_time_and_back_says_why(cast, certified):
    with pytest.raises(ValidationError, match="Den versionen finns redan"):
        validate_constraints(Return(allocation=certified.allocation, as_of=DAY, paid=0, booked=0))
    certified.state = "SENT_BACK"
    with pytest.raises(ValidationError, match="Skriv vad som ska kompletteras"):
        validate_constraints(certified)
    returns.reopen_return(certified, why="Fel", by=cast.officer)
    another = Return(allocation=certified.allocation, number=3, as_of=DAY, paid=0, booked=0)
    with pytest.raises(ValidationError, match="inte är inskickad"):
        validate_constraints(another)


def test_a_draft_counts_what_was_booked_since_it_was_begun(cast, sign_in, draft):
    actions.pay(draft.allocation, amount=100, on=DAY, by=cast.officer)
    actions.use(draft.allocation, amount=50, on=DAY, by=cast.coordinator)
    client = sign_in(cast.coordinator)
    page = client.get(url("return_fill", draft))
    assert (page.context["report"].paid, page.context["report"].booked) == (900, 350)
    said = (
        "Ni har skrivit 300\xa0kr som använt, men 350\xa0kr är bokfört i portalen till och med "
        "31\xa0december 2024."
    )
    assert said in page.text
    draft.refresh_from_db()
    assert draft.booked == 300  # looking saves nothing
    client.post(url("return_fill", draft), typed(committed="550", used="350"))
    draft.refresh_from_db()
    assert (draft.paid, draft.booked, draft.used) == (900, 350, 350)
    assert "Ni har skrivit" not in client.get(url("return_fill", draft)).text
