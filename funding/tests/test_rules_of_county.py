"""A county's own rules: its pages, and rules 4 and 5 down to PostgreSQL."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from actors.models import Kind, Role
from actors.tests.factories import make_actor, make_user
from funding import actions
from funding.models import (
    Allocation,
    Decision,
    DecisionItem,
    DecisionOrder,
    Earmark,
    Round,
)
from funding.tests.applying import make_category, make_category_pot, make_round
from funding.tests.factories import DAY, make_agreement, make_decision
from funding.tests.test_ledger import insert_transfer
from initiatives.models import Term

RULE = "Medlen i kategori 4 går till brukarrörelsen."


@pytest.fixture
def earmark(cast):
    return Earmark.objects.create(
        county=cast.vasterbotten,
        category=make_category(4),
        allows="USER_MOVEMENT",
        text=RULE,
        source="Källa",
        since=date(2024, 1, 1),
    )


@pytest.fixture
def pots(cast):
    """Category 4 of one agreement, in Västerbotten and in Stockholm."""
    agreement = make_agreement(cast.officer, total=2000)
    component = actions.split(
        agreement, amount=2000, on=DAY, by=cast.officer, name="Kategori 4",
        stream="LANSGEMENSAM", category=make_category(4),
    )  # fmt: skip
    return [
        actions.distribute(component, county, amount=1000, on=DAY, by=cast.officer)
        for county in (cast.vasterbotten, cast.stockholm)
    ]


def association(cast, decided_on=None, counts=True):
    actor = make_actor("NSPH Västerbotten", Kind.USER_ORGANISATION, "", [cast.vasterbotten])
    if decided_on:
        count(cast, actor, decided_on, counts)
    return actor


def count(cast, actor, decided_on, counts):
    actor.user_movement_statuses.create(
        counts=counts, decided_on=decided_on, decided_by="Regionen", reason="Skäl",
        entered_by=cast.officer,
    )  # fmt: skip


def propose(cast, frame, receiver, party, *, focuses=(), **item):
    """Lay a grant before one party, as the officer does."""
    decision = Decision.objects.create(
        county=frame.county,
        body="Länssamverkansgruppen",
        decided_on=date(2024, 3, 12),
        prepared_by=cast.officer,
    )
    values = {"act": "GRANT", "purpose": "Ändamål", "amount": 100} | item
    row = DecisionItem.objects.create(decision=decision, frame=frame, receiver=receiver, **values)
    row.focuses.set(focuses)
    actions.lay_before(decision, [party], by=cast.officer)
    return decision


# Rule 4


def test_rule_04_an_allocation_past_an_earmark_is_refused_with_the_rules_text(cast, pots, earmark):
    with pytest.raises(ValidationError) as refused:
        propose(cast, pots[0], cast.storuman, cast.region)
    assert refused.value.messages == [RULE]
    assert not Allocation.objects.exists()


def test_rule_04_the_same_in_another_county_is_not(cast, pots, earmark):
    approver = make_user("nackagodkannare", cast.nacka, Role.APPROVER)
    decision = propose(cast, pots[1], cast.nacka, cast.nacka)
    actions.concur(decision, cast.nacka, by=approver)
    assert Allocation.objects.get().receiver == cast.nacka


def test_rule_04_the_brukarrorelse_is_let_by_its_dated_status(cast, pots, earmark):
    decision = propose(cast, pots[0], association(cast, date(2024, 1, 10)), cast.region)
    actions.concur(decision, cast.region, by=cast.region_approver)
    assert Allocation.objects.count() == 1


@pytest.mark.parametrize(
    "statuses",
    [
        [],
        [(date(2024, 6, 1), True)],  # not yet on the day of the decision
        [(date(2024, 1, 10), True), (date(2024, 2, 1), False)],  # not any longer
    ],
)
def test_rule_04_the_name_of_an_association_is_not_enough(cast, pots, earmark, statuses):
    receiver = association(cast)
    for day, counts in statuses:
        count(cast, receiver, day, counts)
    with pytest.raises(ValidationError, match=RULE):
        propose(cast, pots[0], receiver, cast.region)


def test_rule_04_an_override_needs_a_name_and_a_reason(cast, pots, earmark):
    decision = propose(
        cast, pots[0], cast.storuman, cast.region,
        override_reason="Föreningen har lagt ner", override_by=cast.officer,
    )  # fmt: skip
    actions.concur(decision, cast.region, by=cast.region_approver)
    allocation = Allocation.objects.get()
    assert allocation.override_by == cast.officer
    assert allocation.override_reason == "Föreningen har lagt ner"
    draft = Decision.objects.create(
        county=cast.vasterbotten, body="LSG", decided_on=DAY, prepared_by=cast.officer
    )
    with pytest.raises(IntegrityError, match="item_override_by_and_why"), transaction.atomic():
        DecisionItem.objects.create(
            decision=draft, act="GRANT", frame=pots[0], receiver=cast.storuman, amount=1,
            purpose="Ändamål", override_reason="Utan namn",
        )  # fmt: skip


def bare_allocation(frame, receiver, decision, by, **override):
    """An allocation with its accounts and no money, past every action."""
    allocation = Allocation.objects.create(
        frame=frame, receiver=receiver, purpose="Rå", committed=100, decision=decision, **override
    )
    granted, _ = allocation.accounts.get_or_create(
        kind="GRANTED", defaults={"agreement": frame.component.agreement}
    )
    return granted


def test_rule_04_postgresql_refuses_raw_sql_with_the_rules_text(cast, pots, earmark):
    decision = make_decision(cast.vasterbotten, [cast.region], cast.officer)
    for name in ("storuman", "umea"):
        granted = bare_allocation(pots[0], getattr(cast, name), decision, cast.officer)
        with pytest.raises(IntegrityError, match=RULE), transaction.atomic():
            insert_transfer(
                kind="ALLOCATE", source=pots[0].account, target=granted, amount=100,
                decision_id=decision.pk, by=cast.officer,
            )  # fmt: skip
    overridden = bare_allocation(
        pots[0], cast.storuman, decision, cast.officer,
        override_reason="Skäl", override_by=cast.officer,
    )  # fmt: skip
    insert_transfer(
        kind="ALLOCATE", source=pots[0].account, target=overridden, amount=100,
        decision_id=decision.pk, by=cast.officer,
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT balance FROM funding_account WHERE id = %s", [overridden.pk])
        assert cursor.fetchone() == (100,)


def test_rule_04_an_earmark_that_has_ended_binds_nobody(cast, pots, earmark):
    actions.end_earmark(earmark, until=date(2024, 2, 1), by=cast.officer)
    decision = propose(cast, pots[0], cast.storuman, cast.region)
    actions.concur(decision, cast.region, by=cast.region_approver)
    assert Allocation.objects.count() == 1


# Rule 5


def test_rule_05_a_category_with_inriktningar_demands_at_least_one(cast):
    pot = make_category_pot(cast.vasterbotten, cast.officer, number=2)
    focus = Term.objects.create(taxonomy="inriktning", name="Våga fråga", category=make_category(2))
    with pytest.raises(ValidationError, match="Välj minst en inriktning"):
        propose(cast, pot, cast.storuman, cast.region)
    decision = propose(cast, pot, cast.storuman, cast.region, focuses=[focus])
    actions.concur(decision, cast.region, by=cast.region_approver)
    allocation = Allocation.objects.get()
    assert allocation.frame.component.category == make_category(2)
    assert list(allocation.focuses.all()) == [focus]


def test_rule_05_a_category_without_inriktningar_needs_none(cast):
    pot = make_category_pot(cast.vasterbotten, cast.officer, number=1)
    decision = propose(cast, pot, cast.storuman, cast.region)
    actions.concur(decision, cast.region, by=cast.region_approver)
    assert Allocation.objects.get().frame.component.category.number == 1


# The pages


def test_everybody_in_the_county_reads_the_rule_to_the_letter(cast, sign_in, earmark):
    counted = association(cast, date(2024, 1, 10))
    for person in [cast.reader, cast.coordinator, cast.officer]:
        page = sign_in(person).get(reverse("funding:rules"))
        assert f"<p>{RULE}</p>" in page.text
        assert "bara gå till dem som räknas som brukarrörelse" in page.text
        assert str(counted) in page.text
    assert "Ny ansökningsomgång" in page.text
    own = sign_in(cast.stranger).get(reverse("funding:rules"), {"lan": "24"})
    assert RULE not in own.text
    assert "Stockholm" in own.text
    assert RULE in sign_in(cast.national).get(reverse("funding:rules"), {"lan": "24"}).text
    assert "Inga regler att visa" in sign_in(cast.nobody).get(reverse("funding:rules")).text


def test_the_officer_sets_the_decision_order(cast, sign_in):
    client = sign_in(cast.officer)
    url = reverse("funding:order", args=["24"])
    refused = client.post(url, {"body": "LSG", "kommuner": "BODY"})
    assert refused.status_code == 422
    assert "Välj vilket organ kommunerna svarar genom." in refused.text
    body = make_actor("Kommunförbundet", Kind.COUNTY_BODY, "", [cast.vasterbotten])
    client.post(url, {"body": "LSG", "kommuner": "BODY", "kommun_body": body.pk})
    order = DecisionOrder.objects.get()
    assert order.parties() == [cast.region, body]
    client.post(url, {"body": "LSG", "kommuner": "EACH", "kommun_body": body.pk})
    order.refresh_from_db()
    assert (order.kommuner, order.kommun_body) == ("EACH", None)
    assert set(order.parties()) == {cast.region, cast.storuman, cast.umea}
    page = client.get(reverse("funding:rules"))
    assert "varje kommun för sig måste ställa sig bakom" in page.text


def test_the_officer_writes_changes_and_ends_an_earmark(cast, sign_in):
    make_category_pot(cast.vasterbotten, cast.officer)
    client = sign_in(cast.officer)
    data = {
        "category": make_category(4).pk,
        "allows": "USER_MOVEMENT",
        "text": RULE,
        "source": "Källa",
        "since": "2024-01-01",
    }
    url = reverse("funding:earmark_new", args=["24"])
    assert client.post(url, data).status_code == 302
    again = client.post(url, data)
    assert again.status_code == 422
    assert "Länet har redan en regel för den kategorin." in again.text
    rule = Earmark.objects.get()
    edit = reverse("funding:earmark_edit", args=[rule.pk])
    client.post(edit, data | {"text": "Ny lydelse"})
    rule.refresh_from_db()
    assert rule.text == "Ny lydelse"
    end = reverse("funding:earmark_end", args=[rule.pk])
    assert "före den första" in client.post(end, {"until": "2023-01-01"}).text
    assert client.post(end, {"until": "2024-06-30"}).status_code == 302
    page = client.get(reverse("funding:rules"))
    assert "Regler som har upphört" in page.text


def test_the_officer_opens_a_round(cast, sign_in):
    pot = make_category_pot(cast.vasterbotten, cast.officer)
    client = sign_in(cast.officer)
    url = reverse("funding:round_new", args=["24"])
    data = {
        "name": "Våren",
        "frames": [pot.pk],
        "opens_on": "2024-02-01",
        "closes_on": "2024-01-01",
    }
    refused = client.post(url, data)
    assert refused.status_code == 422
    assert "Sista ansökningsdag kan inte ligga före öppningsdagen." in refused.text
    client.post(url, data | {"closes_on": "2024-03-01"})
    round = Round.objects.get()
    assert (round.agreement, round.created_by) == (pot.component.agreement, cast.officer)
    assert "Ansökningstiden gick ut 1\xa0mars 2024" in client.get(round.get_absolute_url()).text
    other = make_category_pot(cast.vasterbotten, cast.officer, number=2)
    refused = client.post(
        reverse("funding:round_edit", args=[round.pk]),
        data | {"closes_on": "2024-03-01", "frames": [pot.pk, other.pk]},
    )
    assert "olika överenskommelser" in refused.text


def test_others_do_not_set_rules(cast, sign_in, earmark):
    round = make_round([make_category_pot(cast.vasterbotten, cast.officer)], cast.officer)
    urls = [reverse(f"funding:{name}", args=["24"]) for name in ("order", "earmark_new")]
    urls += [reverse(f"funding:{name}", args=[earmark.pk]) for name in ("earmark_edit",)]
    urls += [reverse("funding:round_edit", args=[round.pk])]
    for person, answer in [(cast.coordinator, 403), (cast.region_approver, 403)]:
        assert {sign_in(person).post(url).status_code for url in urls} == {answer}
    assert {sign_in(cast.stranger).post(url).status_code for url in urls} == {404}


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"until": date(2023, 1, 1)}, "earmark_days_in_order"),
    ],
)
def test_the_database_keeps_the_days_of_a_rule(cast, earmark, values, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Earmark.objects.filter(pk=earmark.pk).update(**values)
