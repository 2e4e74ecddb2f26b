"""Rules of money, each proven by a test that carries its number. Rules 1–3, 6 and 7: the others."""

from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connections
from django.urls import reverse

from actors.models import Kind, Role
from actors.tests.factories import make_actor, make_user
from conftest import open_the_fence
from funding import actions
from funding.models import Account, Allocation, Transfer
from funding.tests.decided import grant
from funding.tests.factories import DAY, make_agreement, make_decision, make_pot
from funding.tests.test_ledger import insert_transfer
from initiatives.models import Category
from portal.models import Event
from reports.money import money_of


@pytest.fixture
def money(cast):
    """Two allocations in one category, one in another, and one in another county."""
    agreement = make_agreement(cast.officer, total=4000)

    def pot(number, county, name):
        category, _ = Category.objects.get_or_create(
            number=number, first_year=2024, defaults={"name": name, "aim": "", "source": "Källa"}
        )
        component = actions.split(
            agreement, amount=1000, on=DAY, by=cast.officer, name=name, stream="LANSGEMENSAM",
            category=category,
        )  # fmt: skip
        return actions.distribute(component, county, amount=1000, on=DAY, by=cast.officer)

    def give(frame, receiver, purpose, decision):
        return actions.allocate(
            frame, receiver, amount=400, purpose=purpose, decision=decision, by=cast.officer
        )

    decision = make_decision(cast.vasterbotten, [cast.region], cast.officer)
    second, third = (pot(n, cast.vasterbotten, f"Kategori {n}") for n in (2, 3))
    elsewhere = make_decision(cast.stockholm, [cast.nacka], cast.officer)
    return SimpleNamespace(
        source=give(second, cast.storuman, "Utbildning", decision),
        target=give(second, cast.umea, "Mötesplats", decision),
        other=give(third, cast.umea, "Elevhälsa", decision),
        foreign=give(pot(2, cast.stockholm, "Kategori 2"), cast.nacka, "Annat län", elsewhere),
        decision=decision,
    )


def granted(*allocations):
    return [Allocation.objects.with_sums().get(pk=a.pk).granted for a in allocations]


def move(money, by, amount=100, **changes):
    about = {"source": money.source, "target": money.target, "note": "Kursen ställdes in"}
    values = about | changes
    source, target = values.pop("source"), values.pop("target")
    actions.reallocate(source, target, amount=amount, by=by, **values)


def test_rule_08_a_reallocation_is_one_paired_act_within_its_category(cast, money):
    before = Transfer.objects.count()
    move(money, cast.officer)
    assert granted(money.source, money.target) == [300, 500]
    assert Transfer.objects.count() == before + 1  # it cannot be taken without being given
    moved = Transfer.objects.get(kind="REALLOCATE")
    assert (moved.source.allocation, moved.target.allocation) == (money.source, money.target)
    assert sum(Account.objects.values_list("balance", flat=True)) == 0
    for thing, verb in [(money.source, "omfördelade från"), (money.target, "omfördelade till")]:
        assert Event.about(thing).get(verb=verb).why == "Kursen ställdes in"


def test_rule_08_not_to_another_category(cast, money):
    with pytest.raises(ValidationError, match="inom sin kategori"):
        move(money, cast.officer, target=money.other)
    assert granted(money.source, money.other) == [400, 400]


def test_rule_08_unless_a_decision_says_otherwise(cast, money):
    decision = make_decision(cast.vasterbotten, [cast.region], cast.officer)
    move(money, cast.officer, target=money.other, decision=decision)
    assert granted(money.source, money.other) == [300, 500]


def test_rule_08_only_a_new_and_complete_decision_of_the_county_says_otherwise(cast, money):
    waiting = make_decision(cast.vasterbotten, [cast.region], cast.officer, complete=False)
    advice = make_decision(cast.vasterbotten, [cast.region], cast.officer, kind="RECOMMENDS")
    elsewhere = make_decision(cast.stockholm, [cast.nacka], cast.officer)
    for decision in (waiting, advice, elsewhere, money.decision):
        with pytest.raises(ValidationError, match="Välj ett nytt beslut i länet"):
            move(money, cast.officer, target=money.other, decision=decision)


def test_rule_08_not_to_another_county(cast, money):
    with pytest.raises(ValidationError, match="inom länet"):
        move(money, cast.officer, target=money.foreign)


def test_rule_08_not_more_than_is_granted_and_not_paid_out(cast, money):
    actions.pay(money.source, amount=350, on=DAY, by=cast.officer)
    with pytest.raises(ValidationError, match="större än det som finns kvar"):
        move(money, cast.officer, 51)
    move(money, cast.officer, 50)
    assert granted(money.source, money.target) == [350, 450]


def test_rule_08_not_to_itself_and_not_without_a_reason(cast, money):
    with pytest.raises(ValidationError, match="mellan två olika konton"):
        move(money, cast.officer, target=money.source)
    with pytest.raises(ValidationError, match="Skriv varför"):
        move(money, cast.officer, note="")


@pytest.mark.parametrize(
    "name", ["coordinator", "approver", "neighbour", "region_approver", "stranger", "national"]
)
def test_rule_08_only_an_officer_of_the_countys_region_or_body_moves_money(cast, money, name):
    with pytest.raises(PermissionDenied):
        move(money, getattr(cast, name))


def test_rule_08_an_officer_of_a_county_body_may_and_one_elsewhere_may_not(cast, money):
    for county, allowed in [(cast.vasterbotten, True), (cast.stockholm, False)]:
        body = make_actor(f"Organ {county}", Kind.COUNTY_BODY, "", [county])
        officer = make_user(f"organ{county.code}", body, Role.OFFICER)
        if allowed:
            move(money, officer, 1)
        else:
            with pytest.raises(PermissionDenied):
                move(money, officer, 1)
    kommun_officer = make_user("kommunens", cast.storuman, Role.OFFICER)
    with pytest.raises(PermissionDenied):
        move(money, kommun_officer, 1)


def test_rule_08_postgresql_keeps_it_past_the_application(cast, money):
    account = {
        a: a.accounts.get(kind="GRANTED") for a in vars(money).values() if hasattr(a, "frame")
    }
    by, note = cast.officer, {"note": "Förbi"}
    for target, sentence in [(money.other, "inom sin kategori"), (money.foreign, "inom länet")]:
        with pytest.raises(IntegrityError, match=sentence):
            insert_transfer("REALLOCATE", account[money.source], account[target], 1, by, **note)
    with pytest.raises(IntegrityError, match="transfer_reallocation_says_why"):
        insert_transfer("REALLOCATE", account[money.source], account[money.target], 1, by)
    with pytest.raises(IntegrityError, match="större än det som finns kvar"):
        insert_transfer("REALLOCATE", account[money.source], account[money.target], 401, by, **note)
    paid = money.target.accounts.get(kind="PAID")
    with pytest.raises(IntegrityError, match="inte gå den vägen"):
        insert_transfer("REALLOCATE", account[money.source], paid, 1, by, **note)


def test_rule_08_not_to_another_agreement_whatever_is_decided(cast, money):
    frame = make_pot(cast.vasterbotten, cast.officer, amount=1000)
    elsewhere = actions.allocate(
        frame, cast.umea, amount=400, purpose="Elevhälsa", decision=money.decision, by=cast.officer
    )
    decision = make_decision(cast.vasterbotten, [cast.region], cast.officer)
    for allowed_by in (None, decision):
        with pytest.raises(ValidationError, match="mellan två överenskommelser"):
            move(money, cast.officer, target=elsewhere, decision=allowed_by)
    assert granted(money.source, elsewhere) == [400, 400]


def test_rule_08_a_reallocation_is_taken_back_by_a_correction(cast, money):
    move(money, cast.officer)
    moved = Transfer.objects.get(kind="REALLOCATE")
    actions.correct(moved, on=DAY, by=cast.officer, note="Fel mottagare")
    assert granted(money.source, money.target) == [400, 400]


def test_rule_08_the_yearly_follow_up_tells_what_was_left_after_it(cast, money):
    moved_on = Transfer.objects.filter(kind="REALLOCATE")
    move(money, cast.officer)
    year = moved_on.get().on.year
    rows = money_of(cast.storuman, 2024)["rows"]
    assert [row["granted"] for row in rows] == [400 if year > 2024 else 300]


@pytest.mark.django_db(transaction=True)
def test_rule_08_ten_at_once_cannot_move_more_than_there_is(cast, money):
    def ask(number):
        open_the_fence()
        try:
            there, back = (
                (money.source, money.target) if number % 2 else (money.target, money.source)
            )
            move(money, cast.officer, 300, source=there, target=back)
            return "yes"
        except ValidationError as error:
            return error.messages[0]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(ask, range(10)))
    refused = [answer for answer in answers if "större än det som finns kvar" in answer]
    assert answers.count("yes") + len(refused) == 10
    assert "yes" in answers
    assert sum(granted(money.source, money.target)) == 800
    assert min(granted(money.source, money.target)) >= 0


@pytest.fixture
def own(cast):
    """Two allocations of one part, each out of a kommun's own frame, and its approvers."""
    about = {"on": DAY, "by": cast.officer}
    agreement = make_agreement(cast.officer, total=1000)
    part = actions.split(agreement, amount=1000, name="Egna", stream="KOMMUN", **about)
    make_user("umeagodkannare", cast.umea, Role.APPROVER)
    parties = [cast.storuman, cast.umea]
    decision = make_decision(cast.vasterbotten, parties, cast.officer)
    source, target = (
        actions.allocate(
            actions.distribute(part, cast.vasterbotten, amount=500, actor=kommun, **about),
            kommun,
            amount=400,
            purpose=f"Eget i {kommun}",
            decision=decision,
            by=cast.officer,
        )
        for kommun in parties
    )
    return SimpleNamespace(source=source, target=target, parties=parties)


SAYS = {"says": "Medlen flyttas"}


def test_rule_08_what_an_actor_has_for_itself_is_moved_only_when_it_stands_behind_it(cast, own):
    without = make_decision(cast.vasterbotten, [cast.region], cast.officer, **SAYS)
    for decision in (None, without):
        with pytest.raises(ValidationError, match="ett beslut som den står bakom"):
            move(own, cast.officer, decision=decision)
    assert granted(own.source, own.target) == [400, 400]
    move(
        own,
        cast.officer,
        decision=make_decision(cast.vasterbotten, own.parties, cast.officer, **SAYS),
    )
    assert granted(own.source, own.target) == [300, 500]


def test_rule_08_the_page_says_that_an_own_frame_is_its_holders(cast, sign_in, own):
    without = make_decision(cast.vasterbotten, [cast.region], cast.officer, **SAYS)
    client = sign_in(cast.officer)
    data = {"target": own.target.pk, "amount": "10", "note": "Skäl", "flytta": "1"}
    for decision, field in [("", "target"), (without.pk, "decision")]:
        response = client.post(url_of(own), data | {"decision": decision})
        assert response.status_code == 422
        assert list(response.context["form"].errors) == [field]
    with_it = make_decision(cast.vasterbotten, own.parties, cast.officer, **SAYS)
    assert client.post(url_of(own), data | {"decision": with_it.pk}).status_code == 302
    assert granted(own.source, own.target) == [390, 410]


# The page.


def url_of(money):
    return reverse("funding:reallocate", args=[money.source.pk])


def test_the_officer_sees_what_becomes_of_both_and_then_moves(cast, sign_in, money):
    client = sign_in(cast.officer)
    assert url_of(money) in client.get(money.source.get_absolute_url()).text
    data = {"target": money.target.pk, "amount": "1 00", "note": "Kursen ställdes in"}
    refused = client.post(url_of(money), data)
    assert refused.status_code == 422
    data["amount"] = "100 kr"
    preview = client.post(url_of(money), data)
    assert "Ingenting är flyttat än" in preview.text
    assert "300\xa0kr" in preview.text
    assert "500\xa0kr" in preview.text
    assert granted(money.source, money.target) == [400, 400]
    again = client.post(url_of(money), data | {"andra": "1"})
    assert 'value="100 kr"' in again.text
    done = client.post(url_of(money), data | {"flytta": "1"}, follow=True)
    assert "100\xa0kr är flyttade till Umeå kommun." in done.text
    assert "Omfördelning" in done.text
    assert granted(money.source, money.target) == [300, 500]
    assert "Från" in client.get(money.target.get_absolute_url()).text


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"target": "other"}, "target", "inom sin kategori"),
        ({"target": "foreign"}, "target", "inte längre i listan"),
        ({"target": "source"}, "target", "inte längre i listan"),
        ({"amount": "401"}, "amount", "större än det som inte är utbetalt, 400\xa0kr"),
        ({"amount": "0"}, "amount", "minst 1 krona"),
        ({"amount": "-5"}, "amount", "kan inte vara negativt"),
        ({"amount": "mycket"}, "amount", "med siffror"),
        ({"note": " "}, "note", "Skriv varför medlen flyttas."),
    ],
)
def test_what_cannot_be_moved_is_told_beside_its_field(
    cast, sign_in, money, changes, field, sentence
):
    data = {"target": "target", "amount": "10", "note": "Skäl", "flytta": "1"} | changes
    data["target"] = getattr(money, data["target"]).pk
    response = sign_in(cast.officer).post(url_of(money), data)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert sentence in response.context["form"].errors[field][0]
    assert granted(money.source) == [400]


def test_a_decision_opens_another_category_on_the_page(cast, sign_in, money):
    silent = make_decision(cast.vasterbotten, [cast.region], cast.officer)
    decision = make_decision(cast.vasterbotten, [cast.region], cast.officer, says="Flytta")
    data = {"target": money.other.pk, "amount": "10", "note": "Skäl", "decision": decision.pk}
    client = sign_in(cast.officer)
    assert client.post(url_of(money), data | {"decision": silent.pk}).status_code == 422
    assert "Enligt" in client.post(url_of(money), data).text
    assert client.post(url_of(money), data | {"flytta": "1"}).status_code == 302
    assert granted(money.other) == [410]


def test_what_postgresql_refuses_is_told_on_the_page(cast, sign_in, money):
    """The decision that gave the other its money decided its category, and says nothing new."""
    item = grant(money.other.frame, cast.umea, amount=1, purpose="Sen")
    another = make_decision(
        cast.vasterbotten, [cast.region], cast.officer, items=[item], says="Flytta"
    )
    late = Allocation.objects.get(purpose="Sen")
    data = {
        "target": late.pk,
        "amount": "10",
        "note": "Skäl",
        "decision": another.pk,
        "flytta": "1",
    }
    response = sign_in(cast.officer).post(url_of(money), data)
    assert response.status_code == 422
    assert "Välj ett nytt beslut i länet" in response.text


def test_a_stranger_a_reader_and_a_wrong_method(cast, sign_in, money):
    assert sign_in(cast.stranger).get(url_of(money)).status_code == 404
    client = sign_in(cast.reader)
    response = client.get(url_of(money))
    assert response.status_code == 403
    assert "handläggare" in response.text
    assert url_of(money) not in client.get(money.source.get_absolute_url()).text
    assert sign_in(cast.officer).put(url_of(money)).status_code == 405
    assert sign_in(cast.officer).post(url_of(money)).status_code == 422
