"""Agreements at the screen: the list, the page, terms, sources, and what is decided."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from actors.models import Kind, Role
from actors.tests.factories import make_actor, make_user
from funding import actions
from funding.models import Account, Agreement, Component, Statement, Transfer
from funding.tests.factories import DAY, make_agreement
from initiatives.models import Category, Term
from portal.models import Event

NEW = {
    "name": "Överenskommelsen 2025",
    "first_year": "2025",
    "last_year": "2025",
    "total": "1 560 000 000",
    "carry_over": "NEEDS_DECISION",
    "source": "regeringen.se",
}
SPLIT = {"name": "Kommuner", "stream": "KOMMUN", "amount": "60", "on": "2024-02-01", "level": ""}


@pytest.fixture
def keeper(cast):
    return make_user("skr.handlaggare", cast.skr, Role.OFFICER)


@pytest.fixture
def client(client, keeper):
    client.force_login(keeper, backend="actors.signin.Backend")
    return client


@pytest.fixture
def agreement(cast):
    return make_agreement(cast.officer, total=100)


def new_data(cast, **changes):
    state = make_actor("Staten", Kind.STATE)
    return NEW | {"parties": [state.pk, cast.skr.pk]} | changes


def test_an_agreement_is_recorded_with_its_terms(cast, client, keeper):
    data = new_data(cast, usable_until="2025-12-31", report_to="Socialstyrelsen")
    response = client.post(reverse("funding:agreement_new"), data, follow=True)
    made = Agreement.objects.get()
    assert made.total == 1_560_000_000
    assert made.is_preliminary
    assert "1\xa0560\xa0000\xa0000\xa0kr mellan Staten och SKR" in response.text
    assert "preliminär ram" in response.text
    assert "till och med 31\xa0december 2025" in response.text
    assert Event.about(made).get().by == keeper.pk


@pytest.mark.parametrize(
    "typed",
    [
        "1 560 000 000",
        "1\xa0560\xa0000\xa0000",
        "1\u202f560\u202f000\u202f000",
        "1\u2009560\u2009000\u2009000 kr",
        "1560000000 kr",
        "1560000000",
    ],
)
def test_an_amount_is_read_as_people_write_it(cast, client, typed):
    client.post(reverse("funding:agreement_new"), new_data(cast, total=typed))
    assert Agreement.objects.get().total == 1_560_000_000


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("1 560,50", "i hela kronor, utan ören"),
        ("1.5", "i hela kronor, utan ören"),
        ("-5", "kan inte vara negativt"),
        ("−5", "kan inte vara negativt"),
        ("en miljard", "med siffror, i hela kronor"),
        ("1e9", "med siffror, i hela kronor"),
        ("1000000000000000", "för stort"),
        ("9" * 200, "för stort"),
        ("0", "minst 1 krona"),
        ("", "Skriv hela beloppet i kronor"),
    ],
)
def test_an_amount_that_cannot_be_read_gets_a_sentence(cast, client, typed, sentence):
    response = client.post(reverse("funding:agreement_new"), new_data(cast, total=typed))
    assert response.status_code == 422
    assert sentence in response.text
    assert "Överenskommelsen 2025" in response.text  # what was typed is kept
    assert not Agreement.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"last_year": "2024"}, "Sista året kan inte ligga före första året."),
        ({"first_year": "25"}, "Skriv året med fyra siffror"),
        ({"name": ""}, "Skriv vad överenskommelsen heter."),
        ({"source_url": "inte en länk"}, "source_url"),
        ({"note": "Ring 19121212-1212"}, "personnummer"),
        ({"decided_on": "igår"}, "decided_on"),
    ],
)
def test_a_wrong_agreement_is_told_why(cast, client, changes, sentence):
    response = client.post(reverse("funding:agreement_new"), new_data(cast, **changes))
    assert response.status_code == 422
    assert sentence in response.text
    assert not Agreement.objects.exists()


def test_an_agreement_does_not_build_on_itself(cast, client, agreement):
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.filter(pk=agreement.pk).update(predecessor=agreement)
    later = make_agreement(cast.officer, name="Senare", predecessor=agreement)
    data = new_data(cast, decided_on="2024-01-15", predecessor=later.pk)
    response = client.post(reverse("funding:agreement_edit", args=[agreement.pk]), data)
    assert response.status_code == 422
    assert "bygger redan på den här" in response.text


def test_the_chain_of_agreements_can_be_walked_both_ways(cast, client, agreement):
    later = make_agreement(cast.officer, name="Överenskommelsen 2025", predecessor=agreement)
    assert later.get_absolute_url() in client.get(agreement.get_absolute_url()).text
    assert agreement.get_absolute_url() in client.get(later.get_absolute_url()).text


def test_terms_are_changed_and_the_sum_is_not(cast, client, agreement):
    data = new_data(cast, name="Nytt namn", decided_on="2024-01-15", carry_over="NOT_ALLOWED")
    response = client.post(
        reverse("funding:agreement_edit", args=[agreement.pk]), data, follow=True
    )
    assert "Får inte föras över till nästa år" in response.text
    again = Agreement.objects.get()
    assert (again.name, again.total) == ("Nytt namn", 100)


@pytest.mark.parametrize(("decided", "undivided"), [("150", 90), ("100", 40), ("60", 0)])
def test_a_preliminary_frame_is_decided(cast, client, keeper, decided, undivided):
    agreement = make_agreement(cast.officer, total=100, decided_on=None)
    actions.split(agreement, amount=60, name="Del", stream="KOMMUN", on=DAY, by=keeper)
    url = reverse("funding:agreement_decide", args=[agreement.pk])
    assert "preliminära ramen är 100\xa0kr" in client.get(url).text
    response = client.post(url, {"total": decided, "decided_on": "2024-12-21"}, follow=True)
    assert "är beslutad" in response.text
    again = Agreement.objects.get()
    assert (again.total, again.whole.balance) == (int(decided), undivided)
    assert client.post(url, {"total": "1", "decided_on": "2024-12-21"}).status_code == 422


def test_less_than_what_is_split_is_not_decided(cast, client, keeper):
    agreement = make_agreement(cast.officer, total=100, decided_on=None)
    actions.split(agreement, amount=60, name="Del", stream="KOMMUN", on=DAY, by=keeper)
    url = reverse("funding:agreement_decide", args=[agreement.pk])
    response = client.post(url, {"total": "59", "decided_on": "2024-12-21"})
    assert response.status_code == 422
    assert "lägre än det som redan är uppdelat" in response.text
    assert Agreement.objects.get().is_preliminary


def test_two_sources_that_differ_stand_side_by_side(cast, client, agreement):
    url = reverse("funding:statement_new", args=[agreement.pk])
    for amount, source in [("1 680 000 000", "anhoriga.se"), ("1 635 000 000", "skr.se")]:
        client.post(url, {"about": "Hela beloppet", "amount": amount, "source": source})
    text = client.get(agreement.get_absolute_url()).text
    assert text.count("<h3>Hela beloppet</h3>") == 1
    assert "1\xa0680\xa0000\xa0000\xa0kr" in text
    assert "1\xa0635\xa0000\xa0000\xa0kr" in text
    assert Agreement.objects.get().total == 100  # a statement moves no money
    client.post(reverse("funding:statement_remove", args=[Statement.objects.first().pk]))
    assert Statement.objects.count() == 1


def test_a_statement_says_something(cast, client, agreement):
    url = reverse("funding:statement_new", args=[agreement.pk])
    response = client.post(url, {"about": "Sedan när", "source": "skr.se"})
    assert response.status_code == 422
    assert "Skriv ett belopp eller en uppgift i ord." in response.text
    with pytest.raises(IntegrityError, match="statement_says_something"), transaction.atomic():
        Statement.objects.create(agreement=agreement, about="Sedan när", source="skr.se")
    with pytest.raises(IntegrityError, match="amount_is_possible"), transaction.atomic():
        Statement.objects.create(agreement=agreement, about="x", amount=-1, source="skr.se")


def test_the_streams_add_up_to_the_agreement(cast, client, keeper, agreement):
    part = {"on": DAY, "by": keeper}
    local = actions.split(agreement, amount=80, name="Lokalt", stream="MIXED", **part)
    actions.split(local, amount=30, name="Kommuner", stream="KOMMUN", **part)
    below = actions.split(local, amount=20, name="Länet", stream="LANSGEMENSAM", **part)
    actions.split(below, amount=5, name="Djupare", stream="LANSGEMENSAM", **part)
    response = client.get(agreement.get_absolute_url())
    streams = {label: amount for label, amount, _ in response.context["tree"].by_stream}
    assert streams == {
        "Kommuner": 30,
        "Länsgemensamt": 20,
        "Kommuner och regioner, enskilt eller i samverkan": 30,
        "Inte uppdelat": 20,
    }
    assert [node.depth for node in response.context["tree"].nodes] == [0, 1, 1, 2]
    assert response.context["tree"].node(below).share == 20.0


def test_a_category_tells_its_aim_and_words(cast, client, keeper, agreement):
    category = Category.objects.create(
        number=2, first_year=2024, name="Suicidprevention", aim="Målsättningen", source="SKR"
    )
    Term.objects.create(taxonomy="inriktning", category=category, name="Strategiskt arbete")
    Term.objects.create(taxonomy="malgrupp", category=category, name="Våld i nära", is_also=True)
    part = actions.split(
        agreement, amount=5, name="S", stream="KOMMUN", category=category, on=DAY, by=keeper
    )
    text = client.get(part.get_absolute_url()).text
    for words in ("Målsättningen", "Strategiskt arbete", "Att även uppmärksamma", "Våld i nära"):
        assert words in text


def test_the_list_asks_as_many_questions_for_many(cast, client, keeper):
    def questions(count):
        for number in range(count):
            make_agreement(keeper, name=f"Nummer {number}", total=10)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("funding:agreements")).status_code == 200
        return len(queries)

    assert questions(2) == questions(20)


def test_the_page_asks_as_many_questions_for_many_parts(cast, client, keeper, agreement):
    def questions(count):
        for number in range(count):
            part = actions.split(
                agreement, amount=1, name=f"{number}", stream="MIXED", on=DAY, by=keeper
            )
            actions.distribute(part, cast.vasterbotten, amount=1, on=DAY, by=keeper)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(agreement.get_absolute_url()).status_code == 200
        return len(queries)

    assert questions(2) == questions(20)


def test_readers_read_and_do_not_write(cast, sign_in, agreement):
    guest = sign_in(cast.stranger)
    for name in ("agreements", "keys", "frames"):
        assert guest.get(reverse(f"funding:{name}")).status_code == 200
    page = guest.get(agreement.get_absolute_url())
    assert page.status_code == 200
    assert "Dela upp" not in page.text
    for name in ("agreement_edit", "agreement_decide", "statement_new", "split", "split_paste"):
        answer = guest.post(reverse(f"funding:{name}", args=[agreement.pk]), {})
        assert answer.status_code == 403
        assert "Det gör handläggare hos SKR" in answer.text


def split_url(agreement):
    return reverse("funding:split", args=[agreement.pk])


def test_rule_01_one_krona_too_many_is_refused_at_the_screen(cast, client, agreement):
    assert client.post(split_url(agreement), SPLIT).status_code == 302
    response = client.post(split_url(agreement), SPLIT | {"name": "För mycket", "amount": "41"})
    assert response.status_code == 422
    assert "större än det som finns kvar, 40\xa0kr" in response.text
    assert client.post(split_url(agreement), SPLIT | {"amount": "40"}).status_code == 302
    third = client.post(split_url(agreement), SPLIT | {"name": "Tredje", "amount": "1"})
    assert third.status_code == 422
    assert Component.objects.count() == 2
    assert sum(c.total for c in Component.objects.with_total()) == 100


def test_rule_01_a_level_that_does_not_sum_is_not_closed(cast, client, agreement):
    client.post(split_url(agreement), SPLIT)
    url = reverse("funding:agreement_level", args=[agreement.pk])
    assert "40\xa0kr är inte utdelade" in client.get(url).text
    response = client.post(url)
    assert response.status_code == 422
    assert "Delarna blir inte det hela: 40\xa0kr är inte uppdelade" in response.text
    client.post(split_url(agreement), SPLIT | {"amount": "40"})
    assert "är stängd: delarna är precis det hela" in client.post(url, follow=True).text
    assert client.post(url).status_code == 422  # to open it again needs a reason
    assert "Skriv varför." in client.post(url, {"why": ""}).text
    client.post(url, {"why": "En del var fel"})
    assert Event.about(agreement).first().why == "En del var fel"


def test_rule_01_postgresql_keeps_a_closed_level_past_the_application(cast, agreement):
    part = {"on": DAY, "by": cast.officer, "stream": "KOMMUN"}
    one = actions.split(agreement, amount=60, name="Ett", **part)
    whole = agreement.accounts.get(kind="AGREEMENT")

    def close():
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE funding_account SET closed_at = %s, closed_by_id = %s WHERE id = %s",
                [timezone.now(), cast.officer.pk, whole.pk],
            )

    with pytest.raises(IntegrityError, match=r"40.kr är inte uppdelade"), transaction.atomic():
        close()
    actions.split(agreement, amount=40, name="Två", **part)
    close()
    given = Transfer.objects.get(target=one.account)
    with (
        pytest.raises(IntegrityError, match="Nivån är stängd"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            'INSERT INTO funding_transfer (kind, source_id, target_id, amount, "on", note, '
            "voucher, entered_by_id, corrects_id) "
            "VALUES ('CORRECT', %s, %s, 60, %s, 'x', '', %s, %s)",
            [one.account.pk, whole.pk, DAY, cast.officer.pk, given.pk],
        )
    assert Account.objects.get(pk=whole.pk).balance == 0
