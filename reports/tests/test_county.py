"""The county overview: every kommun under the four B, and who needs a call."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from actors.models import Kind, Role
from actors.tests.factories import make_actor, make_user
from initiatives.models import Plan
from initiatives.tests.factories import adopt, make_activity, make_plan
from initiatives.tests.test_views import queries_for
from reports.county import Row

URL = "/oversikt/lan/24/"
HTMX = {"HX-Request": "true"}


def now(**more):
    return {"on": timezone.localdate(), "text": ""} | more


def rows(client, **query):
    response = client.get(URL, query)
    assert response.status_code == 200
    return {str(row.actor): row for row in response.context["rows"]}


def test_every_kommun_stands_there_also_one_with_nothing(cast, sign_in):
    make_activity(cast.storuman, cast.coordinator, main_b="BYGG", entry=now())
    found = rows(sign_in(cast.officer))
    assert list(found) == ["Umeå kommun", "Storumans kommun"]
    storuman = found["Storumans kommun"]
    assert [cell["count"] for cell in storuman.cells] == [0, 0, 1, 0]
    assert storuman.latest_on == timezone.localdate()
    assert found["Umeå kommun"].latest_on is None


def test_it_says_who_needs_a_call_and_why(cast, sign_in):
    make_activity(
        cast.storuman,
        cast.coordinator,
        main_b="BYGG",
        further_b=["BEMOT", "BEHANDLA"],
        entry=now(on=timezone.localdate() - timedelta(days=100)),
    )
    cast.neighbour.memberships.all().delete()
    text = sign_in(cast.officer).get(URL).text
    assert (
        "Ingen antagen plan, inget är loggat, ingen samordnare i portalen och inget som du kan "
        "se under något av de fyra B." in text
    )
    assert (
        "Ingen antagen plan, inget är loggat på 100 dagar och inget som du kan se under Begränsa."
        in text
    )


def test_a_kommun_that_has_everything_needs_no_call(cast, sign_in):
    plan = make_plan(cast.storuman, cast.coordinator, adopted=False, last_year=2999)
    adopt(plan, on=timezone.localdate() - timedelta(days=30))
    make_activity(
        cast.storuman,
        cast.coordinator,
        further_b=["BEHANDLA", "BYGG", "BEGRANSA"],
        entry=now(),
    )
    client = sign_in(cast.officer)
    assert rows(client)["Storumans kommun"].reasons() == []
    assert list(rows(client, visa="ring")) == ["Umeå kommun"]


def test_a_kommun_that_anothers_plan_covers_has_a_plan(cast, sign_in):
    plan = make_plan(cast.region, cast.officer, adopted=False, last_year=2999)
    plan.covers.set([cast.storuman, cast.umea])
    shared = adopt(plan)
    own = make_plan(cast.umea, cast.neighbour)
    found = rows(sign_in(cast.officer))
    assert found["Storumans kommun"].plan == shared
    assert found["Umeå kommun"].plan == own
    assert "ingen antagen plan" not in found["Storumans kommun"].reasons()


@pytest.mark.parametrize(
    ("adopted", "due", "last_year", "reason"),
    [
        (date(2022, 6, 1), None, 2026, ["planen antogs för 4 år sedan"]),
        (date(2022, 6, 2), None, 2026, []),
        (date(2024, 6, 1), date(2026, 5, 31), 2026, ["planen skulle ha setts över"]),
        (date(2024, 6, 1), date(2026, 6, 1), 2026, []),
        (date(2024, 6, 1), None, 2025, ["planen skulle ha setts över"]),
        (date(2024, 2, 29), None, 2026, []),
    ],
)
def test_how_old_a_plan_is(cast, adopted, due, last_year, reason):
    today = date(2026, 6, 1)
    plan = Plan(owner=cast.storuman, adopted_on=adopted, revise_before=due, last_year=last_year)
    row = Row(cast.storuman, today, plan=plan, has_coordinator=True, latest_on=today)
    assert row.reasons() == reason


@pytest.mark.parametrize(("days", "is_quiet"), [(0, False), (89, False), (90, True)])
def test_ninety_days_without_a_log_entry_are_quiet(cast, days, is_quiet):
    today = date(2026, 6, 1)
    row = Row(cast.storuman, today, latest_on=today - timedelta(days=days))
    assert row.is_quiet is is_quiet


def test_rule_15_the_countys_row_counts_what_kommuner_share_once(cast, sign_in):
    make_activity(cast.storuman, cast.coordinator, main_b="BYGG", partners=[cast.umea], entry=now())
    make_activity(cast.nacka, cast.stranger, main_b="BYGG", visibility="PUBLIC", entry=now())
    response = sign_in(cast.officer).get(URL)
    assert [row.cells[2]["count"] for row in response.context["rows"]] == [1, 1]
    assert [cell["count"] for cell in response.context["sums"]] == [0, 0, 1, 0]


def test_each_cell_leads_to_the_list_of_as_many(cast, sign_in):
    make_activity(
        cast.storuman, cast.coordinator, further_b=["BYGG"], partners=[cast.umea], entry=now()
    )
    make_activity(cast.umea, cast.neighbour, main_b="BYGG", entry=now())
    make_activity(cast.umea, cast.neighbour, main_b="BYGG", status="PLANNED", entry=None)
    client = sign_in(cast.officer)
    for row in rows(client).values():
        for cell in row.cells:
            page = client.get(cell["url"]).context["page"]
            assert page.paginator.count == cell["count"], (str(row.actor), cell["b"])


def test_drafts_and_what_only_others_see_are_never_counted(cast, sign_in):
    make_plan(cast.storuman, cast.coordinator, adopted=False)
    make_activity(cast.storuman, cast.coordinator, publish=False, entry=now())
    make_activity(cast.storuman, cast.coordinator, visibility="ORGANISATION", entry=now())
    client = sign_in(cast.officer)
    row = rows(client)["Storumans kommun"]
    text = client.get(URL).text
    assert "Bara det som du kan se räknas." in text
    assert 'Inget<span class="sr-only"> som du kan se</span>' in text
    assert (row.plan, row.latest_on) == (None, None)
    assert not any(cell["count"] for cell in row.cells)


def test_order_and_choice_live_in_the_address(cast, sign_in):
    make_plan(cast.umea, cast.neighbour)
    make_activity(cast.storuman, cast.coordinator, entry=now())
    client = sign_in(cast.officer)
    assert list(rows(client, sortera="namn")) == ["Storumans kommun", "Umeå kommun"]
    assert list(rows(client, sortera="plan")) == ["Storumans kommun", "Umeå kommun"]
    assert list(rows(client, sortera="loggat")) == ["Umeå kommun", "Storumans kommun"]
    assert list(rows(client, visa="utan-plan")) == ["Storumans kommun"]
    assert list(rows(client, visa="tyst")) == ["Umeå kommun"]
    assert len(rows(client, visa="lucka")) == 2
    assert "Ingen kommun passar filtret" in client.get(URL, {"visa": "utan-samordnare"}).text


def test_a_wrong_choice_gets_a_sentence_and_the_whole_table(cast, sign_in):
    response = sign_in(cast.officer).get(URL, {"visa": "x", "sortera": "namn"})
    assert response.status_code == 422
    assert "Välj i listan vilka kommuner som ska visas." in response.text
    assert len(response.context["rows"]) == 2


def test_those_of_the_county_and_national_readers_open_it(cast, sign_in):
    for user in (cast.officer, cast.reader, cast.national):
        assert sign_in(user).get(URL).status_code == 200
    for user in (cast.stranger, cast.nobody):
        assert sign_in(user).get(URL).status_code == 404
    assert sign_in(cast.national).get("/oversikt/lan/99/").status_code == 404


def test_it_needs_sign_in_and_is_only_read(cast, client, sign_in):
    assert client.get(URL).url.startswith("/konto/logga-in/")
    assert sign_in(cast.officer).post(URL).status_code == 405


def test_the_fragment_is_the_part_of_the_page(cast, sign_in):
    client = sign_in(cast.officer)
    fragment = client.get(URL, headers=HTMX)
    assert " ".join(fragment.text.split()) in " ".join(client.get(URL).text.split())


def test_the_page_asks_as_often_for_a_county_of_any_size(cast, sign_in):
    client = sign_in(cast.officer)
    make_activity(cast.storuman, cast.coordinator, entry=now())
    few = queries_for(client, URL)
    for number in range(6):
        kommun = make_actor(f"Kommun {number}", Kind.KOMMUN, f"249{number}", [cast.vasterbotten])
        person = make_user(f"person{number}", kommun, Role.COORDINATOR)
        make_plan(kommun, person)
        make_activity(kommun, person, partners=[cast.storuman], entry=now())
    assert queries_for(client, URL) == few <= 20


def test_the_way_there(cast, sign_in):
    assert f'href="{URL}"' in sign_in(cast.officer).get("/").text
    assert f'href="{URL}"' not in sign_in(cast.coordinator).get("/").text
    assert f'href="{URL}"' in sign_in(cast.coordinator).get("/aktorer/lan/24/").text
    assert f'href="{URL}"' not in sign_in(cast.stranger).get("/aktorer/lan/24/").text
