"""The what-if board in the browser's own terms: put, count, save, compare, send on."""

import re
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actors.models import Kind, Population, UserMovementStatus
from actors.tests.factories import make_actor
from funding.forms.scenarios import read_paste
from funding.models import (
    Account,
    Conflict,
    Decision,
    Preparation,
    Scenario,
    ScenarioAmount,
)
from funding.tests.boards import (
    make_asking,
    make_earmark,
    make_order,
    make_round,
    make_scenario,
)
from funding.whatif import read_board
from initiatives.models import Category
from portal.models import Event


@pytest.fixture
def board(cast):
    """A round with two pots, three applications and an alternative that puts 60 000 kr."""
    round = make_round(cast.vasterbotten, cast.officer, 100_000, 50_000)
    cast.round = round
    cast.pot, cast.other_pot = round.frames.order_by("component__category__number")
    cast.first = make_asking(round, cast.storuman, cast.coordinator, 80_000, recommended=60_000)
    cast.second = make_asking(
        round, cast.umea, cast.neighbour, 120_000, recommended=0, reason="Samma som förra året"
    )
    cast.third = make_asking(round, cast.region, cast.officer, 40_000, frame=cast.other_pot)
    cast.scenario = make_scenario(round, cast.officer, {cast.first: 60_000})
    return cast


def url(name, *args):
    return reverse(f"funding:{name}", args=args)


def typed(board, first="", second="", third="", **more):
    """What the board's form posts."""
    amounts = {board.first: first, board.second: second, board.third: third}
    posted = {f"belopp-{one.pk}": amount for one, amount in amounts.items()}
    return {"name": "Först", "lock": board.scenario.lock, **posted, **more}


def put(board, scenario=None):
    rows = ScenarioAmount.objects.filter(scenario=scenario or board.scenario)
    return dict(rows.values_list("application", "amount"))


def said(response):
    """The page's words, with plain spaces."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(text.replace("\u00a0", " ").split())


# Reading


def test_the_list_shows_sums_and_who_made_them(board, sign_in):
    make_scenario(board.round, board.officer, {board.first: 100_001}, name="För mycket")
    text = said(sign_in(board.officer).get(url("scenarios")))
    assert "3 ansökningar att besluta om, sökt 240 000 kr. Att fördela: 150 000 kr." in text
    assert "60 000 kr 90 000 kr kvar" in text
    assert "1 kr för mycket ur" in text
    assert "Handlaggare" in text


def test_the_list_is_empty_with_a_reason_for_others(board, sign_in):
    text = said(sign_in(board.stranger).get(url("scenarios")))
    assert "Det finns ingen ansökningsomgång som du bereder" in text
    assert "Våren" not in text


def test_the_board_shows_every_application_under_its_pot(board, sign_in):
    Population.objects.create(
        actor=board.storuman, reference_date=date(2023, 12, 31), inhabitants=6000, source="SCB"
    )
    text = said(sign_in(board.officer).get(board.scenario.get_absolute_url()))
    assert f"Storumans kommun, nr {board.first.pk}" in text
    assert "40 000 kr kvar" in text
    assert "50 000 kr kvar" in text
    assert "10,0 kr per invånare" in text
    assert "Inte färdigberedd" in text
    assert "Fördelat i alternativet" in text
    assert text.count("Spara alternativet") == 2
    assert "Satt ut" not in text


@pytest.mark.parametrize("who", ["approver", "region_approver"])
def test_who_decides_sees_no_alternative(board, sign_in, who):
    """The applicant's own approver would read how the application is prepared."""
    client = sign_in(getattr(board, who))
    assert client.get(board.scenario.get_absolute_url()).status_code == 404
    for name, args in [
        ("scenario", board.scenario),
        ("scenario_preview", board.scenario),
        ("scenario_propose", board.scenario),
        ("scenario_new", board.round),
    ]:
        assert client.post(url(name, args.pk), typed(board, "1")).status_code == 404, name
    listed = client.get(url("scenarios"))
    assert board.scenario.name not in said(listed)
    assert f'href="{url("scenarios")}"' not in client.get(url("overview")).text
    assert client.get(f"{url('scenarios')}?jamfor={board.scenario.pk}").status_code == 422
    assert put(board) == {board.first.pk: 60_000}


def test_only_a_finished_preparation_recommends(board):
    Preparation.objects.filter(application=board.first).update(prepared_at=None, prepared_by=None)
    rows = {row.number: row for row in read_board(board.round, board.officer).rows}
    assert rows[board.first.pk].recommended is None
    assert rows[board.second.pk].recommended == 0


@pytest.mark.parametrize("who", ["stranger", "coordinator", "national", "nobody"])
def test_a_stranger_finds_nothing(board, sign_in, who):
    client = sign_in(getattr(board, who))
    for name in ["scenario", "scenario_propose"]:
        assert client.get(url(name, board.scenario.pk)).status_code == 404
    assert client.post(url("scenario_preview", board.scenario.pk)).status_code == 404
    assert client.get(url("scenario_new", board.round.pk)).status_code == 404


def test_wrong_methods(board, sign_in):
    client = sign_in(board.officer)
    assert client.post(url("scenarios")).status_code == 405
    assert client.get(url("scenario_preview", board.scenario.pk)).status_code == 405
    assert client.put(url("scenario", board.scenario.pk)).status_code == 405


# Trying amounts


def test_the_preview_counts_without_saving(board, sign_in):
    events, client = Event.objects.count(), sign_in(board.officer)
    answer = client.post(
        url("scenario_preview", board.scenario.pk), typed(board, "80 000 kr", "30\u2009000")
    )
    text = said(answer)
    assert "10 000 kr för mycket" in text
    assert "110 000 kr av 100 000 kr" in text
    assert "10 000 kr för mycket ur potten 1. Kategori 1." in text
    assert put(board) == {board.first.pk: 60_000}
    assert Event.objects.count() == events


def test_the_fragment_is_the_page_s_own(board, sign_in):
    client, posted = sign_in(board.officer), typed(board, "5", "x", "7")
    fragment = client.post(url("scenario_preview", board.scenario.pk), posted).content.decode()
    page = client.post(url("scenario", board.scenario.pk), posted | {"rakna": "1"})
    sums = fragment.partition('<p id="rest-i-ord"')[0].strip()
    assert sums in page.content.decode()


def test_to_count_needs_no_script_and_saves_nothing(board, sign_in):
    page = sign_in(board.officer).post(
        url("scenario", board.scenario.pk), typed(board, "90 000", rakna="1")
    )
    assert page.status_code == 200
    assert "Inget är sparat än." in said(page)
    assert "10 000 kr kvar" in said(page)
    assert put(board) == {board.first.pk: 60_000}


def test_every_wrong_amount_is_told_beside_its_field(board, sign_in):
    page = sign_in(board.officer).post(
        url("scenario", board.scenario.pk), typed(board, "1,50", "-5", "10" * 8)
    )
    assert page.status_code == 422
    text = said(page)
    for sentence in ["utan ören", "kan inte vara negativt", "är för stort"]:
        assert text.count(sentence) == 2, sentence  # in the summary, and beside the field
    assert "3 belopp går inte att läsa" in text
    assert 'value="1,50"' in page.content.decode()
    assert put(board) == {board.first.pk: 60_000}


@pytest.mark.parametrize(
    ("how", "amounts"),
    [
        ("sokt", (80_000, 120_000)),
        ("foreslaget", (60_000, 0)),
        ("lika", (40_000, 60_000)),
        ("noll", (0, 0)),
    ],
)
def test_a_button_fills_one_pot(board, sign_in, how, amounts):
    page = sign_in(board.officer).post(
        url("scenario", board.scenario.pk),
        typed(board, "1", "2", "3", fyll=f"{board.pot.pk}:{how}"),
    )
    form = page.context["form"]
    assert page.status_code == 200
    assert form.amounts() == {
        board.first.pk: amounts[0],
        board.second.pk: amounts[1],
        board.third.pk: 3,
    }
    assert put(board) == {board.first.pk: 60_000}


def test_a_fill_of_an_unknown_pot_changes_nothing(board, sign_in):
    page = sign_in(board.officer).post(
        url("scenario", board.scenario.pk), typed(board, "1", fyll="x:lika")
    )
    assert page.context["form"].amounts()[board.first.pk] == 1


def test_what_laid_decisions_hold_is_not_there_to_share(board, sign_in):
    laid = make_laid(board, board.second, 30_000)
    found = read_board(board.round, board.officer, board.scenario)
    assert (found.pots[0].available, found.pots[0].bound) == (70_000, 30_000)
    assert [row.locked for row in found.rows if row.number == board.second.pk] != [""]
    text = said(sign_in(board.officer).get(board.scenario.get_absolute_url()))
    assert "30 000 kr är upptaget i framlagda beslut" in text
    assert "Står i ett beslut som är framlagt" in text
    assert laid.state == "PROPOSED"


def make_laid(board, application, amount):
    decision = Decision.objects.create(
        county=board.vasterbotten,
        body="Gruppen",
        decided_on=date(2024, 3, 1),
        prepared_by=board.officer,
    )
    decision.items.create(
        act="GRANT",
        application=application,
        frame=application.frame,
        receiver=application.applicant,
        purpose="Ändamål",
        amount=amount,
    )
    decision.concurrences.create(party=board.region)
    Decision.objects.filter(pk=decision.pk).update(state="PROPOSED", proposed_at="2024-03-01T12Z")
    decision.refresh_from_db()
    return decision


def test_a_row_that_the_county_s_rule_keeps_out_says_so(board, sign_in):
    make_earmark(board.vasterbotten, Category.objects.get(number=1))
    rsmh = make_actor("RSMH", Kind.USER_ORGANISATION, "", [board.vasterbotten])
    UserMovementStatus.objects.create(
        actor=rsmh,
        counts=True,
        decided_on=date(2023, 1, 1),
        reason="Stadgar",
        entered_by=board.officer,
    )
    kept = make_asking(board.round, rsmh, board.officer)
    found = read_board(board.round, board.officer, board.scenario)
    rules = {row.number: row.rule for row in found.rows}
    assert rules[board.first.pk] == "Kategorin går bara till brukarrörelsen."
    assert rules[kept.pk] == ""
    assert rules[board.third.pk] == ""
    text = said(sign_in(board.officer).get(board.scenario.get_absolute_url()))
    assert "Länets regel: Kategorin går bara till brukarrörelsen." in text


# Pasting


def test_a_pasted_table_is_read_row_by_row(board, sign_in):
    table = (
        "Ansökan\tBelopp\n"
        f"{board.first.pk}\t70 000\n"
        f"{board.second.title}\ttjugo\n"
        "Okänd\t5\n"
        f"nr {board.third.pk}\t\n"
        f"{board.first.pk}\t1\n"
    )
    page = sign_in(board.officer).post(
        url("scenario", board.scenario.pk),
        typed(board, "1", "2", "3", paste=table, fyll="klistra"),
    )
    assert page.status_code == 422
    assert page.context["form"].amounts() == {
        board.first.pk: 70_000,
        board.second.pk: 2,
        board.third.pk: 0,
    }
    text = said(page)
    assert f"Rad 3, {board.second.title}: Skriv beloppet med siffror" in text
    assert "Rad 4: ingen ansökan har numret eller rubriken ”Okänd”." in text
    assert "Rad 6: ansökan" in text
    assert put(board) == {board.first.pk: 60_000}


def test_a_pasted_column_goes_from_the_top(board):
    rows = read_board(board.round, board.officer, board.scenario).rows
    amounts, wrong = read_paste("Belopp\n1\n2\n3 000 kr\n", rows)
    assert (list(amounts.values()), wrong) == ([1, 2, 3000], [])
    amounts, wrong = read_paste("1\n2\n", rows)
    assert amounts == {}
    assert "2 belopp" in wrong[0]
    assert "3 ansökningar" in wrong[0]
    assert read_paste("", rows)[1] == ["Klistra in minst en rad."]


def test_two_of_the_same_name_are_told_by_number(board):
    make_asking(board.round, board.storuman, board.coordinator, title=board.first.title)
    rows = read_board(board.round, board.officer, board.scenario).rows
    _, wrong = read_paste(f"{board.first.title};5", rows)
    assert "flera ansökningar heter" in wrong[0]


# Saving


def test_saving_keeps_amounts_and_tells_the_log(board, sign_in):
    page = sign_in(board.officer).post(
        url("scenario", board.scenario.pk), typed(board, "70 000", "", "40000")
    )
    assert page.status_code == 302
    assert put(board) == {board.first.pk: 70_000, board.second.pk: 0, board.third.pk: 40_000}
    assert Event.about(board.scenario).first().verb == "ändrade"
    assert Account.objects.get(frame=board.pot).balance == 100_000


def test_two_who_save_at_once_both_keep_their_amounts(board, sign_in):
    client, mine = sign_in(board.officer), typed(board, "70 000")
    client.post(url("scenario", board.scenario.pk), typed(board, "65 000", "5 000"))
    page = client.post(url("scenario", board.scenario.pk), mine)
    assert page.status_code == 422
    text = said(page)
    assert "Någon annan har sparat sedan du öppnade sidan." in text
    assert "65 000 70 000" in text
    assert put(board)[board.first.pk] == 65_000
    lock = page.context["form"]["lock"].value()
    assert client.post(url("scenario", board.scenario.pk), mine | {"lock": lock}).status_code == 302
    assert put(board)[board.first.pk] == 70_000


def test_the_same_amounts_saved_twice_are_no_conflict(board, sign_in):
    client, mine = sign_in(board.officer), typed(board, "65 000")
    client.post(url("scenario", board.scenario.pk), mine)
    again = client.post(
        url("scenario", board.scenario.pk), mine | {f"belopp-{board.first.pk}": "65\u00a0000 kr"}
    )
    assert again.status_code == 302


@pytest.mark.parametrize(
    ("start", "first"),
    [("noll", 0), ("foreslaget", 60_000), ("sokt", 80_000), ("copy", 60_000)],
)
def test_a_new_alternative_begins_from_what_one_chooses(board, sign_in, start, first):
    start = str(board.scenario.pk) if start == "copy" else start
    client = sign_in(board.officer)
    assert client.get(url("scenario_new", board.round.pk)).status_code == 200
    page = client.post(url("scenario_new", board.round.pk), {"name": "Nytt", "start": start})
    new = Scenario.objects.get(name="Nytt")
    assert page.status_code == 302
    assert page.url == new.get_absolute_url()
    assert put(board, new)[board.first.pk] == first
    assert new.created_by == board.officer


def test_a_name_stands_once_in_a_round(board, sign_in):
    page = sign_in(board.officer).post(
        url("scenario_new", board.round.pk), {"name": "Först", "start": "noll"}
    )
    assert page.status_code == 422
    assert "Det finns redan ett alternativ med det namnet." in said(page)
    page = sign_in(board.officer).post(url("scenario_new", board.round.pk), {"start": "okänd"})
    assert page.status_code == 422


def test_postgresql_refuses_what_cannot_be(board):
    rows = [{"amount": -1, "application": board.second}, {"amount": 1, "application": board.first}]
    for row in rows:
        with pytest.raises(IntegrityError), transaction.atomic():
            ScenarioAmount.objects.create(scenario=board.scenario, **row)


# Comparing


def test_alternatives_stand_side_by_side(board, sign_in):
    other = make_scenario(
        board.round, board.officer, {board.first: 50_000, board.third: 60_000}, name="Sedan"
    )
    client = sign_in(board.officer)
    asked = f"{url('scenarios')}?jamfor={board.scenario.pk}&jamfor={other.pk}"
    text = said(client.get(asked))
    assert "60 000 50 000 −10 000" in text
    assert "Summa 60 000 110 000 +50 000" in text
    assert "Sedan: 10 000 kr för mycket ur 2. Kategori 2." in text


@pytest.mark.parametrize("asked", ["", "x", "0", "9" * 40, "{0}", "{0}&jamfor={1}"])
def test_what_cannot_be_compared_is_told(board, sign_in, asked):
    elsewhere = make_round(board.vasterbotten, board.officer, 5, name="Hösten")
    foreign = make_scenario(elsewhere, board.officer)
    asked = asked.format(board.scenario.pk, foreign.pk)
    page = sign_in(board.officer).get(f"{url('scenarios')}?jamfor={asked}")
    assert page.status_code == 422
    assert "Välj två till fyra alternativ i samma omgång" in said(page)


# Sending on


def test_over_the_pot_cannot_be_sent_on(board, sign_in):
    make_order(board.vasterbotten)
    ScenarioAmount.objects.update(amount=100_500)
    client = sign_in(board.officer)
    assert "500 kr för mycket ur potten 1. Kategori 1." in said(
        client.get(url("scenario_propose", board.scenario.pk))
    )
    refused = client.post(url("scenario_propose", board.scenario.pk))
    assert refused.status_code == 422
    assert "500 kr för mycket ur potten 1. Kategori 1. Sänk beloppen" in said(refused)
    assert not Decision.objects.exists()


def test_an_alternative_becomes_a_draft_decision(board, sign_in):
    make_order(board.vasterbotten)
    page = sign_in(board.officer).post(url("scenario_propose", board.scenario.pk))
    decision = Decision.objects.get()
    assert page.status_code == 302
    assert page.url == url("decision", decision.pk)
    assert decision.state == "DRAFT"
    assert decision.prepared_by == board.officer
    assert decision.body == "Länssamverkansgruppen"
    assert decision.county == board.vasterbotten
    items = {item.application_id: item for item in decision.items.all()}
    grant, refusal = items[board.first.pk], items[board.second.pk]
    assert (grant.act, grant.amount, grant.purpose) == ("GRANT", 60_000, board.first.title)
    assert (grant.receiver, grant.frame, grant.conditions) == (board.storuman, board.pot, "")
    assert (refusal.act, refusal.amount) == ("DECLINE", 0)
    assert refusal.reason == "Samma som förra året"
    assert board.third.pk not in items  # not prepared, and said so
    told = said(sign_in(board.officer).get(page.url))
    assert "1 att bevilja och 1 att avslå. 1 ansökan är inte med." in told


def test_a_second_click_leads_to_the_draft_that_stands(board, sign_in):
    make_order(board.vasterbotten)
    first, again = (
        sign_in(board.officer).post(url("scenario_propose", board.scenario.pk)) for _ in range(2)
    )
    assert first.url == again.url == url("decision", Decision.objects.get().pk)
    assert "Ditt utkast till beslut finns redan" in said(sign_in(board.officer).get(again.url))


def test_a_reason_for_giving_is_no_reason_for_not_giving(board, sign_in):
    make_order(board.vasterbotten)
    ScenarioAmount.objects.update(amount=0)
    sign_in(board.officer).post(url("scenario_propose", board.scenario.pk))
    item = Decision.objects.get().items.get(application=board.first)
    assert (item.act, item.reason) == ("DECLINE", "Ryms inte i potten.")


def test_the_page_tells_who_is_left_out(board, sign_in):
    make_order(board.vasterbotten)
    make_laid(board, board.second, 1000)
    text = said(sign_in(board.officer).get(url("scenario_propose", board.scenario.pk)))
    assert "Kommer inte med" in text
    assert "Inte färdigberedd" in text
    assert "Står i ett beslut som är framlagt" in text


def test_without_an_order_of_decision_the_rules_come_first(board, sign_in):
    refused = sign_in(board.officer).post(url("scenario_propose", board.scenario.pk))
    assert refused.status_code == 422
    assert "Länets beslutsordning är inte ifylld" in said(refused)


def test_nothing_prepared_is_nothing_to_decide(board, sign_in):
    make_order(board.vasterbotten)
    board.round.applications.update(state="SUBMITTED")
    refused = sign_in(board.officer).post(url("scenario_propose", board.scenario.pk))
    assert refused.status_code == 422
    assert "Ingen ansökan i alternativet är färdigberedd." in said(refused)


def test_who_has_a_conflict_neither_sees_it_nor_sends_on(board, sign_in):
    make_order(board.vasterbotten)
    Conflict.objects.create(
        application=board.first, person=board.officer, reason="Släkt", declared_by=board.officer
    )
    client = sign_in(board.officer)
    text = said(client.get(board.scenario.get_absolute_url()))
    assert board.first.title not in text
    assert "60 000" not in text
    assert "1 ansökan är dold för dig på grund av jäv." in text
    assert "1 ansökan är dold" in said(client.get(url("scenarios")))
    client.post(url("scenario", board.scenario.pk), typed(board, "1", "5"))
    assert put(board)[board.first.pk] == 60_000  # what one does not see stays
    refused = client.post(url("scenario_propose", board.scenario.pk))
    assert refused.status_code == 422
    assert "Någon annan behöver göra beslutsförslaget." in said(refused)
    assert not Decision.objects.exists()


# Speed


def ask(board, sign_in, address):
    client = sign_in(board.officer)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(address)
    return len(asked)


def test_fifty_applications_ask_no_more_than_five(board, sign_in):
    make_earmark(board.vasterbotten, Category.objects.get(number=1))
    other = make_scenario(board.round, board.officer, name="Sedan")
    pages = [
        board.scenario.get_absolute_url(),
        url("scenarios"),
        url("scenario_propose", board.scenario.pk),
        f"{url('scenarios')}?jamfor={board.scenario.pk}&jamfor={other.pk}",
    ]
    kommuner = [
        make_actor(f"Kommun {n}", Kind.KOMMUN, f"24{n:02}", [board.vasterbotten]) for n in range(5)
    ]
    few = [ask(board, sign_in, page) for page in pages]
    for n in range(45):
        make_asking(board.round, kommuner[n % 5], board.officer, recommended=n * 10)
        make_scenario(board.round, board.officer, name=f"Alternativ {n}")
    assert [ask(board, sign_in, page) for page in pages] == few
