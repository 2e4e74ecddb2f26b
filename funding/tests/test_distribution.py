"""Keys, and how a component is shared out by one: to the krona, the same each time."""

from datetime import date
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actors.models import Kind, Population, Role
from actors.tests.factories import make_actor, make_user
from funding import actions
from funding.apportion import apportion
from funding.models import DistributionKey, Frame, KeyShare, Transfer
from funding.tests.factories import DAY, make_agreement, make_decision

CENSUS = date(2023, 12, 31)
totals = st.integers(min_value=0, max_value=10**15 - 1)
weights = st.lists(st.integers(min_value=0, max_value=10**7), min_size=1, max_size=40)


@pytest.fixture
def keeper(cast):
    return make_user("skr.handlaggare", cast.skr, Role.OFFICER)


@pytest.fixture
def client(client, keeper):
    client.force_login(keeper, backend="actors.signin.Backend")
    return client


@pytest.fixture
def key(cast, keeper):
    """Storuman 1, Umeå 2, Nacka 3; Region Västerbotten 3, Region Stockholm 3."""
    cast.other_region = make_actor("Region Stockholm", Kind.REGION, "01", [cast.stockholm])
    for kommun, people in [(cast.storuman, 1), (cast.umea, 2), (cast.nacka, 3)]:
        Population.objects.create(
            actor=kommun, reference_date=CENSUS, inhabitants=people, source="SCB"
        )
    return actions.make_key(
        DistributionKey(name="Folkmängd", basis="POPULATION", reference_date=CENSUS, source="SCB"),
        by=keeper,
    )


def component(keeper, amount=100, stream="KOMMUN", **more):
    agreement = make_agreement(keeper, total=amount)
    return actions.split(
        agreement, amount=amount, name=f"Del {stream}", stream=stream, on=DAY, by=keeper, **more
    )


@given(totals, weights.filter(any))
def test_parts_are_exactly_the_whole_and_keep_the_quota(total, weights):
    amounts = apportion(total, weights)
    assert sum(amounts) == total
    for amount, weight in zip(amounts, weights, strict=True):
        quota = total * weight // sum(weights)
        assert quota <= amount <= quota + 1
        assert weight or not amount  # who weighs nothing gets nothing


@given(totals, st.integers(1, 10**6), st.integers(1, 40))
def test_of_equals_the_first_gets_the_krona_that_is_left(total, weight, count):
    amounts = apportion(total, [weight] * count)
    assert amounts == sorted(amounts, reverse=True)
    assert max(amounts) - min(amounts) <= 1


@given(totals, weights.filter(any))
def test_who_weighs_more_never_gets_less(total, weights):
    pairs = sorted(zip(weights, apportion(total, weights), strict=True), key=lambda pair: pair[0])
    for (light, less), (heavy, more) in pairwise(pairs):
        assert more >= less or light == heavy


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1], [-1, 5]])
def test_without_weights_there_is_nothing_to_share_by(weights):
    with pytest.raises(ValueError, match=r"ingen vikt|empty"):
        apportion(10, weights)


@pytest.mark.django_db
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    amount=st.integers(1, 10**12),
    weights=st.lists(st.integers(0, 10**6), min_size=3, max_size=3).filter(any),
    more=st.integers(0, 10**6),
)
def test_a_distribution_is_the_whole_and_a_second_run_changes_nothing(cast, amount, weights, more):
    with transaction.atomic():
        by = cast.officer
        agreement = make_agreement(by, total=amount + more + 1)
        part = actions.split(agreement, amount=amount, name="Del", stream="KOMMUN", on=DAY, by=by)
        kommuner = [cast.nacka, cast.storuman, cast.umea]  # in order of their codes
        key = actions.key_of_table(
            DistributionKey(name="Tabell", basis="TABLE", source="Påhittad"),
            {kommun.pk: weight for kommun, weight in zip(kommuner, weights, strict=True)},
            by=by,
        )
        actions.distribute_by_key([part], key, on=DAY, by=by)
        has = [
            next((f.account.balance for f in frames if f.actor_id == kommun.pk), 0)
            for frames in [list(part.frames.select_related("account"))]
            for kommun in kommuner
        ]
        assert has == apportion(amount, weights)
        part.account.refresh_from_db()
        assert part.account.balance == 0
        before = Transfer.objects.count()
        assert actions.distribute_by_key([part], key, on=DAY, by=by) == 0
        assert Transfer.objects.count() == before
        transaction.set_rollback(True)


def run(client, part, key, **more):
    data = {"nyckel": key.pk, "delar": [part.pk], "dag": "2024-02-01"} | more
    return client.post(reverse("funding:distribute", args=[part.pk]), data, follow=True)


def preview(client, part, key, **more):
    data = {"nyckel": key.pk, "delar": [part.pk], "dag": "2024-02-01"} | more
    return client.get(reverse("funding:distribute", args=[part.pk]), data)


def test_it_is_shown_before_it_is_run(cast, client, keeper, key):
    part = component(keeper)
    response = preview(client, part, key)
    assert response.status_code == 200
    assert "Ingenting är fördelat än." in response.text
    shares = [share for _, share in response.context["page"].object_list]
    assert [(s.holder, s.weight, s.amount, s.before, s.change) for s in shares] == [
        (cast.nacka, 3, 50, 0, 50),
        (cast.storuman, 1, 17, 0, 17),
        (cast.umea, 2, 33, 0, 33),
    ]
    assert not Frame.objects.exists()
    found = preview(client, part, key, sok="ume").context["page"].object_list
    assert [share.holder for _, share in found] == [cast.umea]


def test_it_is_run_in_one_act_and_a_second_run_says_that_nothing_changed(cast, client, keeper, key):
    part = component(keeper)
    assert "3 potter och ramar fick medel" in run(client, part, key).text
    assert Frame.objects.get(actor=cast.storuman).account.balance == 17
    assert "Ingenting ändrades" in run(client, part, key).text
    assert Transfer.objects.filter(kind="DISTRIBUTE").count() == 3
    assert "alla har redan precis vad nyckeln ger" in preview(client, part, key).text


def test_several_components_go_in_one_act(cast, client, keeper, key):
    agreement = make_agreement(keeper, total=300)
    parts = [
        actions.split(agreement, amount=100, name=stream, stream=stream, on=DAY, by=keeper)
        for stream in ("KOMMUN", "REGION", "LANSGEMENSAM")
    ]
    run(client, parts[0], key, delar=[part.pk for part in parts])
    frames = Frame.objects.select_related("component", "actor", "county", "account")
    has = {(str(f.component), str(f.holder)): f.account.balance for f in frames}
    assert sum(has.values()) == 300
    assert has["REGION", "Region Västerbotten"] == 50
    assert has["LANSGEMENSAM", str(cast.vasterbotten)] == 50


def test_a_key_that_lacks_somebody_is_refused(cast, client, keeper, key):
    make_actor("Ny kommun", Kind.KOMMUN, "2499", [cast.vasterbotten])
    response = preview(client, component(keeper), key)
    assert response.status_code == 422
    assert "Nyckeln saknar 1 mottagare, bland annat Ny kommun." in response.text


def test_what_is_distributed_in_another_way_is_taken_back_first(cast, client, keeper, key):
    part = component(keeper)
    actions.distribute(part, cast.vasterbotten, actor=cast.umea, amount=90, on=DAY, by=keeper)
    shown = preview(client, part, key)
    assert "är redan fördelad på ett annat sätt" in shown.text
    assert "Fördela 1" not in shown.text
    answer = run(client, part, key)
    assert answer.status_code == 422
    assert "Rätta de fördelningarna först" in answer.text


@pytest.mark.parametrize("data", [{}, {"nyckel": "x"}, {"nyckel": "999", "delar": ["0"]}])
def test_a_wrong_choice_is_told(client, keeper, key, data):
    url = reverse("funding:distribute", args=[component(keeper).pk])
    assert client.get(url).status_code == 200
    response = client.post(url, data)
    assert response.status_code == 422
    assert "nyckel" in response.text


def test_only_those_who_keep_agreements_distribute(cast, keeper, key):
    with pytest.raises(PermissionDenied, match="handläggare hos SKR"):
        actions.run_distribution([component(keeper)], key, on=DAY, by=cast.officer)


def test_a_preview_asks_as_many_questions_for_many_receivers(cast, client, keeper, key):
    part = component(keeper)

    def questions():
        with CaptureQueriesContext(connection) as queries:
            assert preview(client, part, key).status_code == 200
        return len(queries)

    few = questions()
    for number in range(20):
        kommun = make_actor(
            f"Kommun {number}", Kind.KOMMUN, f"25{number + 50}", [cast.vasterbotten]
        )
        KeyShare.objects.create(key=key, actor=kommun, weight=5)
    assert questions() == few


def test_a_key_of_the_population_is_made(cast, client, key):
    data = {"name": "Ny", "reference_date": CENSUS.isoformat(), "source": "SCB"}
    response = client.post(reverse("funding:key_new"), data, follow=True)
    made = DistributionKey.objects.get(name="Ny")
    assert "Den ändras aldrig" in response.text
    assert made.shares.get(actor=cast.region).weight == 3
    assert client.get(made.get_absolute_url(), {"sok": "storu"}).text.count('scope="row"') == 1
    assert client.get(made.get_absolute_url(), {"sok": "\x00"}).status_code == 200
    wrong = client.post(reverse("funding:key_new"), data | {"reference_date": "1999-01-01"})
    assert wrong.status_code == 422


def paste(client, rows, **more):
    data = {"name": "Tabell", "source": "SKR", "rows": rows} | more
    return client.post(reverse("funding:key_paste"), data)


def test_a_key_is_pasted(cast, client, key):
    rows = "Kod\tVikt\n2421\t1 000\n0182\t2\n24\t7"
    shown = paste(client, rows)
    assert "3 rader, tillsammans 1\xa0009." in shown.text
    assert not DistributionKey.objects.filter(name="Tabell").exists()
    assert paste(client, rows, spara="1").status_code == 302
    made = DistributionKey.objects.get(name="Tabell")
    assert dict(made.shares.values_list("actor", "weight")) == {
        cast.storuman.pk: 1000,
        cast.nacka.pk: 2,
        cast.region.pk: 7,
    }


def test_excel_drops_the_leading_zero_and_the_code_is_read_all_the_same(cast, client, key):
    assert paste(client, "182\t2", spara="1").status_code == 302
    assert KeyShare.objects.get(key__name="Tabell").actor == cast.nacka


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [
        ("9999\t1", "Kod", "är ingen kommunkod"),
        ("2421\t1", "Kod", "står redan på rad 1"),
        ("2480\t1,5", "Vikt", "Skriv ett helt tal"),
        ("2480\t-1", "Vikt", "Skriv ett helt tal"),
        ("2480\t", "Vikt", "Skriv ett helt tal"),
        ("2480\tmånga", "Vikt", "Skriv ett helt tal"),
        ("2480\t1\tmer", "", "fler kolumner än 2"),
    ],
)
def test_a_wrong_weight_is_told_by_row_and_column(client, key, row, column, sentence):
    response = paste(client, f"2421\t5\n{row}", spara="1")
    assert response.status_code == 422
    ((told, words),) = response.context["form"].checked[1].errors
    assert told == column
    assert sentence in words
    assert sentence in response.text
    assert not DistributionKey.objects.filter(name="Tabell").exists()


def test_a_key_is_never_changed(key):
    with pytest.raises(IntegrityError), transaction.atomic():
        key.shares.update(weight=9)


def test_who_sees_whose_frames(cast, client, sign_in, keeper, key):
    part = component(keeper)
    run(client, part, key)
    url = reverse("funding:frames")
    assert "3 potter och ramar, tillsammans 100\xa0kr" in client.get(url).text
    guest = sign_in(cast.coordinator)
    text = guest.get(url, {"bidragsdel": part.pk}).text
    assert "2 potter och ramar, tillsammans 50\xa0kr" in text
    assert "Nacka" not in text
    assert "1 pott eller ram" in guest.get(url, {"aktor": cast.storuman.pk}).text
    for query in ({"aktor": "x"}, {"overenskommelse": "9" * 30}, {"lan": "\x00"}, {"sida": "x"}):
        assert guest.get(url, query).status_code == 200
    assert guest.post(url).status_code == 405


@pytest.fixture
def shared(cast, keeper, key):
    """The frames of Västerbotten's members, and the component of the joint pot."""
    agreement = make_agreement(keeper, total=2000)
    own = actions.split(agreement, amount=600, name="Egna", stream="KOMMUN", on=DAY, by=keeper)
    joint = actions.split(
        agreement, amount=10, name="Länet", stream="LANSGEMENSAM", on=DAY, by=keeper
    )
    actions.distribute_by_key([own], key, on=DAY, by=keeper)
    return own, joint


def slice_data(own, joint, decision, share="4"):
    return {
        "source": own.pk,
        "component": joint.pk,
        "hundredths": share,
        "decision": decision.pk,
        "on": "2024-03-15",
    }


@pytest.fixture
def decision(cast):
    make_user("umeagodkannare", cast.umea, Role.APPROVER)
    parties = [cast.region, cast.storuman, cast.umea]
    return make_decision(cast.vasterbotten, parties, cast.officer, says="Fyra procent avsätts")


@pytest.mark.parametrize(("share", "expected"), [("4", 12), ("2,5", 7), ("2.5 %", 7), ("100", 300)])
def test_a_share_of_the_members_frames_goes_to_the_pot(
    cast, sign_in, shared, decision, share, expected
):
    own, joint = shared  # Storuman has 100, Umeå 200
    officer, url = sign_in(cast.officer), reverse("funding:top_slice")
    shown = officer.post(url, slice_data(own, joint, decision, share))
    assert shown.status_code == 200
    assert "Ingenting är avsatt än." in shown.text
    assert shown.context["sum"] == expected
    assert not Transfer.objects.filter(kind="TOP_SLICE").exists()
    done = officer.post(url, slice_data(own, joint, decision, share) | {"avsatt": "1"})
    assert done.status_code == 302
    assert Frame.objects.joint().get(component=joint).account.balance == expected


@pytest.mark.parametrize(
    ("share", "sentence"),
    [
        ("", "Skriv hur många procent."),
        ("0", "mer än 0 och högst 100"),
        ("101", "mer än 0 och högst 100"),
        ("fyra", "högst två decimaler"),
        ("-4", "högst två decimaler"),
        ("2,555", "högst två decimaler"),
        ("0,01", "mindre än en krona"),
    ],
)
def test_a_wrong_share_is_told(cast, sign_in, shared, decision, share, sentence):
    response = sign_in(cast.officer).post(
        reverse("funding:top_slice"), slice_data(*shared, decision, share) | {"avsatt": "1"}
    )
    assert response.status_code == 422
    assert sentence in response.text
    assert not Transfer.objects.filter(kind="TOP_SLICE").exists()


def test_nothing_is_taken_from_who_does_not_stand_behind_it(cast, sign_in, shared):
    alone = make_decision(cast.vasterbotten, [cast.region], cast.officer, says="Avsättning")
    data, officer = slice_data(*shared, alone), sign_in(cast.officer)
    shown = officer.post(reverse("funding:top_slice"), data)
    assert "har inte själv ställt sig bakom beslutet" in shown.text
    response = officer.post(reverse("funding:top_slice"), data | {"avsatt": "1"})
    assert response.status_code == 422
    assert "har inte själv ställt sig bakom beslutet" in response.text


def test_a_decision_sets_aside_once_however_often_it_is_sent(cast, sign_in, shared, decision):
    officer, url = sign_in(cast.officer), reverse("funding:top_slice")
    data = slice_data(*shared, decision) | {"avsatt": "1"}
    assert officer.post(url, data).status_code == 302
    again = officer.post(url, data)
    assert again.status_code == 422
    assert "redan avsatta en gång enligt beslutet" in again.text
    about = {"hundredths": 400, "source": shared[0], "decision": decision, "by": cast.officer}
    with pytest.raises(ValidationError, match="redan avsatta en gång"):
        actions.top_slice(shared[1], cast.vasterbotten, **about)
    assert Transfer.objects.filter(kind="TOP_SLICE").count() == 2  # of Storuman and of Umeå


def test_only_a_decision_that_says_so_in_words_is_offered(cast, sign_in, shared, decision):
    silent = make_decision(cast.vasterbotten, [cast.region], cast.officer)
    officer, url = sign_in(cast.officer), reverse("funding:top_slice")
    offered = officer.get(url).context["form"].fields["decision"].queryset
    assert list(offered) == [decision]
    assert officer.post(url, slice_data(*shared, silent)).status_code == 422


@pytest.mark.parametrize("name", ["coordinator", "region_approver", "stranger", "national"])
def test_only_the_countys_officer_sets_aside(cast, sign_in, shared, decision, name):
    user = getattr(cast, name)
    assert sign_in(user).get(reverse("funding:top_slice")).status_code == 403
    own, joint = shared
    with pytest.raises(PermissionDenied):
        actions.top_slice(
            joint, cast.vasterbotten, hundredths=400, source=own, decision=decision, by=user
        )


def test_a_distribution_that_was_taken_back_is_run_anew(cast, keeper, key):
    part = component(keeper)
    actions.distribute_by_key([part], key, on=DAY, by=keeper)
    with pytest.raises(ValidationError, match="Skriv varför"):
        actions.take_back_distribution(part, note="", on=DAY, by=keeper)
    actions.take_back_distribution(part, note="Fel dag", on=DAY, by=keeper)
    with pytest.raises(ValidationError, match="Ingenting av delen är fördelat"):
        actions.take_back_distribution(part, note="Fel dag", on=DAY, by=keeper)
    assert actions.distribute_by_key([part], key, on=DAY, by=keeper) == 3
