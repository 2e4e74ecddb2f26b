"""The county's overview: its sums are the ledger's, and what awaits is told to those who decide."""

from datetime import date, timedelta

import pytest
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from funding import actions
from funding.models import (
    Account,
    Agreement,
    Application,
    BudgetLine,
    Decision,
    DecisionItem,
    Earmark,
    PlannedPayment,
    Requisition,
    Return,
    Round,
    Transfer,
)
from funding.tests.factories import DAY, make_agreement, make_decision
from initiatives.models import Category
from initiatives.tests.factories import make_activity

URL = reverse("funding:overview")


def make_category(number=2, year=2024, name="Ett stärkt arbete"):
    return Category.objects.create(
        number=number, name=name, first_year=year, aim="Färre", source="Källa"
    )


def pot_in(cast, agreement, category, amount):
    about = {"on": DAY, "by": cast.officer}
    part = actions.split(
        agreement, amount=amount, name="Del", stream="LANSGEMENSAM", category=category, **about
    )
    return actions.distribute(part, cast.vasterbotten, amount=amount, **about)


@pytest.fixture
def county(cast):
    """2023 and 2024 with the same category; an application and a proposal in 2024."""
    before = make_agreement(
        cast.officer, total=900, name="Den förra", first_year=2023, last_year=2023
    )
    now = make_agreement(cast.officer, total=1000, predecessor=before)
    old = pot_in(cast, before, make_category(year=2023, name="Med äldre namn"), 900)
    pot = pot_in(cast, now, make_category(), 1000)
    allocation = actions.allocate(
        pot,
        cast.storuman,
        amount=400,
        purpose="B4 i Storuman",
        decision=make_decision(cast.vasterbotten, [cast.region], cast.officer),
        by=cast.officer,
    )
    round = Round.objects.create(
        county=cast.vasterbotten,
        agreement=now,
        name="Våromgången",
        opens_on=timezone.localdate(),
        closes_on=timezone.localdate() + timedelta(days=12),
        created_by=cast.officer,
    )
    round.frames.add(pot)
    application = Application.objects.create(
        round=round,
        frame=pot,
        applicant=cast.umea,
        title="Öppet hus",
        state="SUBMITTED",
        submitted_at=timezone.now(),
        submitted_by=cast.neighbour,
        created_by=cast.neighbour,
    )
    BudgetLine.objects.create(application=application, text="Lokal", amount=250)
    draft = Application.objects.create(
        round=round, frame=pot, applicant=cast.umea, title="Utkast", created_by=cast.neighbour
    )
    BudgetLine.objects.create(application=draft, text="Lokal", amount=70)
    item = DecisionItem(act="GRANT", frame=pot, receiver=cast.umea, purpose="Hus", amount=200)
    actions.propose_decision(
        Decision(county=cast.vasterbotten, body="Gruppen", title="Våren", decided_on=DAY),
        parties=[cast.region, cast.storuman],
        items=[item],
        by=cast.officer,
    )
    return {"pot": pot, "old": old, "now": now, "before": before, "allocation": allocation}


def page(client, url=URL):
    response = client.get(url)
    assert response.status_code == 200
    return response


def lists(response):
    return {waiting.title: waiting.count for waiting in response.context["attention"]}


def test_the_columns_tell_what_was_applied_for_proposed_and_decided(cast, sign_in, county):
    response = page(sign_in(cast.officer))
    [row] = response.context["rows"]
    assert row.sums == {
        "frame": 1000,
        "applied": 250,
        "proposed": 200,
        "decided": 400,
        "paid": 0,
        "used": 0,
        "left": 600,
    }
    assert response.context["pots"] == [(county["pot"], [county["allocation"]])]
    assert response.context["sum"].sums == row.sums


def test_the_year_before_stands_beside_the_same_category(cast, sign_in, county):
    response = page(sign_in(cast.officer))
    [row] = response.context["rows"]
    assert row.before["frame"] == 900
    assert "Grå siffror: 2023" in response.text
    assert "900\xa0kr" in response.text


def test_without_a_named_predecessor_the_latest_before_it_is_taken(cast, sign_in, county):
    Agreement.objects.filter(pk=county["now"].pk).update(predecessor=None)
    [row] = page(sign_in(cast.officer)).context["rows"]
    assert row.before["frame"] == 900


def test_the_first_year_has_none_beside_it(cast, sign_in, county):
    response = page(sign_in(cast.officer), f"{URL}?overenskommelse={county['before'].pk}")
    assert response.context["earlier"] is None
    assert "Grå siffror" not in response.text


def test_days_are_told_in_words_the_nearest_first(cast, sign_in, county):
    today = timezone.localdate()
    Agreement.objects.filter(pk=county["now"].pk).update(
        usable_until=today + timedelta(days=1),
        report_due=today + timedelta(days=20),
        report_to="Socialstyrelsen",
        repay_due=today - timedelta(days=3),
    )
    response = page(sign_in(cast.reader))
    told = [deadline.text for deadline in response.context["deadlines"]]
    assert told == [
        "Betala tillbaka senast",
        "Sista dag att använda medlen",
        "Sista ansökningsdag i Våromgången",
        "Redovisa till Socialstyrelsen senast",
    ]
    for words in ("i morgon", "om 12\xa0dagar", "för 3\xa0dagar sedan"):
        assert words in response.text


def test_what_awaits_is_counted_and_named(cast, sign_in, county):
    allocation = county["allocation"]
    client = sign_in(cast.officer)
    assert lists(page(client)) == {
        "Beslut som väntar på parter": 1,
        "Rekvisitioner som väntar på svar": 0,
        "Planerade utbetalningar som är sena": 0,
        "Tilldelningar utan utbetalning": 1,
        "Utbetalningar utan användning": 0,
        "Användning utan aktivitet": 0,
        "Redovisningar som saknas": 0,
    }
    text = page(client).text
    assert "väntar på Region Västerbotten, Storumans kommun" in text
    PlannedPayment.objects.create(allocation=allocation, due_on=date(2024, 4, 1), amount=300)
    Requisition.objects.create(
        allocation=allocation, amount=120, text="Bankgiro", asked_by=cast.coordinator
    )
    told = lists(page(client))
    assert told["Planerade utbetalningar som är sena"] == 1
    assert told["Rekvisitioner som väntar på svar"] == 1
    actions.pay(allocation, amount=300, on=DAY, by=cast.officer)
    told = lists(page(client))
    assert told["Planerade utbetalningar som är sena"] == 0
    assert told["Tilldelningar utan utbetalning"] == 0
    assert told["Utbetalningar utan användning"] == told["Redovisningar som saknas"] == 1
    actions.use(allocation, amount=10, on=DAY, by=cast.coordinator)
    assert lists(page(client))["Användning utan aktivitet"] == 1
    actions.correct(Transfer.objects.get(kind="USE"), on=DAY, by=cast.officer, note="Fel")
    activity = make_activity(cast.storuman, cast.coordinator)
    actions.use(allocation, amount=10, on=DAY, activity=activity, by=cast.coordinator)
    assert lists(page(client))["Användning utan aktivitet"] == 0
    Return.objects.create(
        allocation=allocation,
        state="CERTIFIED",
        as_of=DAY,
        paid=300,
        booked=10,
        used=10,
        committed=290,
        forecast=300,
        filled_at=timezone.now(),
        filled_by=cast.coordinator,
        certified_at=timezone.now(),
        certified_by=cast.approver,
    )
    assert lists(page(client))["Redovisningar som saknas"] == 0


@pytest.mark.parametrize("person", ["reader", "neighbour", "national"])
def test_the_sums_are_for_the_county_and_what_awaits_for_those_who_decide(
    cast, sign_in, county, person
):
    response = page(sign_in(getattr(cast, person)), f"{URL}?lan=24")
    assert response.context["sum"].sums["frame"] == 1000
    assert response.context["attention"] == []
    assert "Det som väntar" not in response.text


def test_the_approver_is_one_of_those_who_decide(cast, sign_in, county):
    assert "Det som väntar" in page(sign_in(cast.approver)).text


def test_what_each_has_for_itself_is_folded_and_not_in_the_pots_sum(cast, sign_in, county):
    about = {"on": DAY, "by": cast.officer}
    other = make_agreement(cast.officer, total=50, name="Egna", first_year=2025, last_year=2025)
    part = actions.split(other, amount=50, name="Till kommuner", stream="KOMMUN", **about)
    frame = actions.distribute(part, cast.vasterbotten, amount=50, actor=cast.storuman, **about)
    response = page(sign_in(cast.reader), f"{URL}?overenskommelse={other.pk}")
    assert response.context["own"] == [frame]
    assert response.context["total"] == 0
    assert "Länet har ingen gemensam pott" in response.text
    assert "är fördelade" not in response.text  # there was nothing to share
    pot = page(sign_in(cast.reader), frame.get_absolute_url())
    assert "Egen ram, Storumans kommun" in pot.text


def test_rule_06_nothing_left_is_told_in_the_countys_own_words(cast, sign_in, county):
    actions.allocate(
        county["pot"],
        cast.umea,
        amount=600,
        purpose="Resten",
        decision=make_decision(cast.vasterbotten, [cast.region], cast.officer),
        by=cast.officer,
    )
    assert "Alla medel för 2024 är fördelade." in page(sign_in(cast.officer)).text


def test_a_pot_tells_its_rule_its_round_and_who_would_draw_on_it(cast, sign_in, county):
    pot = county["pot"]
    Earmark.objects.create(
        county=cast.vasterbotten,
        category=pot.component.category,
        allows="USER_MOVEMENT",
        text="Kategori 4 går till brukarrörelsen",
        source="Regionens nyhetsbrev",
        since=DAY,
    )
    text = page(sign_in(cast.officer), pot.get_absolute_url()).text
    for words in ("Kategori 4 går till brukarrörelsen", "Våromgången", "Öppet hus", "250\xa0kr"):
        assert words in text
    assert "Utkast" not in text
    assert "Öppet hus" not in page(sign_in(cast.reader), pot.get_absolute_url()).text


def test_a_pot_tells_what_was_set_aside_to_it(cast, sign_in):
    about = {"on": DAY, "by": cast.officer}
    agreement = make_agreement(cast.officer, total=1000)
    own = actions.split(agreement, amount=600, name="Till kommuner", stream="KOMMUN", **about)
    joint = actions.split(agreement, amount=400, name="Gemensamt", stream="LANSGEMENSAM", **about)
    frame = actions.distribute(own, cast.vasterbotten, amount=600, actor=cast.storuman, **about)
    actions.distribute(joint, cast.vasterbotten, amount=400, **about)
    decision = make_decision(cast.vasterbotten, [cast.region, cast.storuman], cast.officer)
    pot, _ = actions.top_slice(
        joint, cast.vasterbotten, hundredths=1000, source=own, decision=decision, by=cast.officer
    )
    client = sign_in(cast.reader)
    text = page(client, pot.get_absolute_url()).text
    assert "Avsatt av länets aktörer" in text
    assert "60\xa0kr" in text
    assert "Avsatt till länets pott" in page(client, frame.get_absolute_url()).text


STEPS = st.lists(
    st.tuples(st.sampled_from(["allocate", "pay", "use"]), st.integers(1, 700)), max_size=8
)


@given(steps=STEPS)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_sums_are_those_of_the_ledger_whatever_was_done(cast, sign_in, county, steps):
    from django.core.exceptions import ValidationError
    from django.db import transaction

    with transaction.atomic():
        for act, amount in steps:
            try:
                if act == "allocate":
                    actions.allocate(
                        county["pot"],
                        cast.umea,
                        amount=amount,
                        purpose="Prov",
                        decision=county["allocation"].decision,
                        by=cast.officer,
                    )
                else:
                    about = {"amount": amount, "on": DAY, "by": cast.officer}
                    getattr(actions, act)(county["allocation"], **about)
            except ValidationError:
                pass
        sums = page(sign_in(cast.officer)).context["sum"].sums

        def stands(*kinds):
            rows = Account.objects.filter(agreement=county["now"], kind__in=kinds)
            return rows.aggregate(n=Sum("balance"))["n"] or 0

        paid = stands("PAID", "CARRIED", "USED", "TO_REPAY", "REPAID")
        assert sums["frame"] == 1000 == stands("FRAME", "GRANTED", "OWED") + paid
        assert sums["decided"] == stands("GRANTED", "OWED") + paid
        assert (sums["paid"], sums["left"]) == (paid, stands("FRAME"))
        assert sums["used"] == stands("USED", "OWED")
        transaction.set_rollback(True)


def test_this_years_decided_agreement_is_shown_first(cast, sign_in, county):
    year = timezone.localdate().year
    name = "Ramen för nästa år"
    coming = make_agreement(
        cast.officer, total=500, name=name, first_year=year + 1, last_year=year + 1, decided_on=None
    )
    pot_in(cast, coming, None, 500)
    client = sign_in(cast.officer)
    response = page(client)
    assert response.context["agreement"] == county["now"]  # the latest decided
    assert f"{name} (preliminär)" in response.text
    assert "Överenskommelsen är preliminär" not in response.text
    current = make_agreement(
        cast.officer, total=500, name="Årets", first_year=year - 1, last_year=year
    )
    pot_in(cast, current, None, 500)
    later = make_agreement(
        cast.officer, total=500, name="Nästa", first_year=year + 1, last_year=year + 1
    )
    pot_in(cast, later, None, 500)
    assert page(client).context["agreement"] == current
    follow = page(client, reverse("funding:follow"))
    assert follow.context["scope"].agreement == current
    assert f"{name} (preliminär)" in follow.text
    for address in (URL, reverse("funding:follow")):
        asked = page(client, f"{address}?overenskommelse={coming.pk}")
        assert "Överenskommelsen är preliminär" in asked.text


def test_a_preliminary_agreement_is_shown_when_there_is_no_other(cast, sign_in):
    coming = make_agreement(cast.officer, total=500, decided_on=None)
    pot_in(cast, coming, None, 500)
    response = page(sign_in(cast.officer))
    assert response.context["agreement"] == coming
    assert "Överenskommelsen är preliminär" in response.text


def test_the_columns_are_explained_and_the_dates_stand_in_a_row(cast, sign_in, county):
    text = page(sign_in(cast.reader)).text
    assert "I beslut som väntar” är det som står i framlagda beslut" in text
    assert "Föreslaget" not in text
    assert 'class="panel-row"' in text
    assert 'class="panel-row"' not in page(sign_in(cast.officer)).text
