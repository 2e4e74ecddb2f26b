"""Reading plans and activities."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actors.models import Group, Kind
from actors.tests.factories import make_actor
from initiatives.models import Activity
from initiatives.tests.factories import make_activity, make_goal, make_plan

HTMX = {"HX-Request": "true"}
LOG = "/aktiviteter/logga/"


def queries_for(client, url):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.fixture
def plan(cast):
    """Storuman's plan, seen in the county, with a goal and its group."""
    group = Group.objects.create(
        name="B4-gruppen",
        commissioner=cast.storuman,
        leader_function="Forskningssamordnare",
        leader_employer=make_actor("Glesbygdsmedicinskt centrum", Kind.UNIT),
    )
    group.seats.create(actor=cast.storuman, profession="Socionom")
    group.seats.create(actor=cast.region)
    goal = make_goal("BYGG", "En mötesplats i varje by")
    plan = make_plan(
        cast.storuman, cast.coordinator, title="B4 i Storuman", group=group, goals=[goal]
    )
    return plan


@pytest.mark.parametrize("url", ["/planer/", "/aktiviteter/"])
def test_a_page_needs_sign_in_and_is_only_read(cast, client, sign_in, url):
    assert client.get(url).url == f"/konto/logga-in/?next={url}"
    assert sign_in(cast.coordinator).post(url).status_code == 405


def test_ones_own_plans_stand_first_and_apart(plan, cast, sign_in):
    other = make_plan(cast.umea, cast.neighbour, title="Umeås plan")
    context = sign_in(cast.reader).get("/planer/").context
    assert (context["mine"], context["others"]) == ([plan], [other])


def test_a_stranger_sees_only_public_plans(plan, cast, sign_in):
    public = make_plan(cast.umea, cast.neighbour, visibility="PUBLIC")
    context = sign_in(cast.stranger).get("/planer/").context
    assert (context["mine"], context["others"]) == ([], [public])


@pytest.mark.parametrize("who", ["reader", "approver", "nobody"])
def test_the_log_button_is_for_those_who_may_log(cast, sign_in, who):
    for url in ["/planer/", "/aktiviteter/"]:
        assert "/aktiviteter/logga/" in sign_in(cast.coordinator).get(url).text
        assert "/aktiviteter/logga/" not in sign_in(getattr(cast, who)).get(url).text


def test_empty_pages_say_what_belongs_there(cast, sign_in):
    client = sign_in(cast.nobody)
    assert "Ni har ingen handlingsplan i portalen" in client.get("/planer/").text
    assert "Här samlas det som görs" in client.get("/aktiviteter/").text


def test_a_plan_shows_its_four_b_its_goals_and_its_group(plan, cast, sign_in):
    make_activity(cast.storuman, cast.coordinator, plan=plan, main_b="BYGG", title="Öppet hus")
    response = sign_in(cast.neighbour).get(plan.get_absolute_url())
    shown = {
        b.value: ([str(g) for g in goals], [str(a) for a in activities])
        for b, goals, activities in response.context["columns"]
    }
    assert list(shown) == ["BEMOT", "BEHANDLA", "BYGG", "BEGRANSA"]
    assert shown["BYGG"] == (["En mötesplats i varje by"], ["Öppet hus"])
    assert shown["BEMOT"] == ([], [])
    for text in [
        "Klart senast 31\xa0december 2026.",
        "Inget är loggat under Bemöt.",
        "Forskningssamordnare, Glesbygdsmedicinskt centrum",
        "28\xa0februari 2023, Kommunfullmäktige",
        "2023–2026",
    ]:
        assert text in response.text


def test_a_plan_does_not_show_activities_that_the_reader_may_not_see(plan, cast, sign_in):
    make_activity(
        cast.storuman, cast.coordinator, plan=plan, title="Eget möte", visibility="ORGANISATION"
    )
    make_activity(cast.storuman, cast.coordinator, plan=plan, title="Utkast A", publish=False)
    assert sign_in(cast.neighbour).get(plan.get_absolute_url()).context["activities"] == []
    titles = sign_in(cast.reader).get(plan.get_absolute_url()).context["activities"]
    assert [str(title) for title in titles] == ["Eget möte"]


def test_a_stranger_gets_404_for_a_plan_of_another_county(plan, cast, sign_in):
    assert sign_in(cast.stranger).get(plan.get_absolute_url()).status_code == 404
    assert sign_in(cast.neighbour).get(plan.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("who", ["stranger", "neighbour", "reader", "colleague", "national"])
def test_a_stranger_gets_404_for_a_draft(cast, sign_in, who):
    drafts = [
        make_plan(cast.storuman, cast.coordinator, adopted=False, visibility="PUBLIC"),
        make_activity(cast.storuman, cast.coordinator, publish=False, visibility="PUBLIC"),
    ]
    for draft in drafts:
        assert sign_in(getattr(cast, who)).get(draft.get_absolute_url()).status_code == 404
        assert sign_in(cast.approver).get(draft.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("path", ["planer", "aktiviteter"])
@pytest.mark.parametrize("number", ["0", "999999", "9" * 40])
def test_what_does_not_exist_is_404(cast, sign_in, path, number):
    response = sign_in(cast.reader).get(f"/{path}/{number}/")
    assert response.status_code == 404
    assert "Sidan finns inte" in response.text


def test_an_activity_shows_its_log_and_its_history(plan, cast, sign_in):
    activity = make_activity(
        cast.storuman,
        cast.coordinator,
        plan=plan,
        partners=[cast.region],
        further_b=["BYGG"],
        entry={"text": "Första kvällen", "participants": 40, "is_approximate": True},
    )
    text = sign_in(cast.neighbour).get(activity.get_absolute_url()).text
    for part in [
        "14\xa0mars 2024",
        "Första kvällen",
        "cirka 40 deltagare",
        "Samordnare loggade Utbildning.",
        plan.get_absolute_url(),
        cast.region.get_absolute_url(),
        "14\xa0mars 2024 och framåt",
    ]:
        assert part in text


@pytest.mark.parametrize(
    ("who", "buttons"), [("coordinator", True), ("colleague", True), ("reader", False)]
)
def test_the_buttons_are_for_those_who_may_change(cast, sign_in, who, buttons):
    activity = make_activity(cast.storuman, cast.coordinator)
    text = sign_in(getattr(cast, who)).get(activity.get_absolute_url()).text
    assert (f"{activity.get_absolute_url()}andra/" in text) == buttons
    assert (f"{activity.get_absolute_url()}logga/" in text) == buttons


def test_a_draft_says_so_and_can_be_published(cast, sign_in):
    draft = make_activity(cast.storuman, cast.coordinator, publish=False)
    text = sign_in(cast.coordinator).get(draft.get_absolute_url()).text
    assert "Det här är ett utkast." in text
    assert f"{draft.get_absolute_url()}publicera/" in text
    assert "/publicera/" not in sign_in(cast.approver).get(draft.get_absolute_url()).text


def test_an_activity_does_not_give_away_a_hidden_plan(cast, sign_in):
    hidden = make_plan(cast.storuman, cast.coordinator, adopted=False, title="Hemlig plan")
    activity = make_activity(cast.storuman, cast.coordinator, plan=hidden, visibility="PUBLIC")
    url = activity.get_absolute_url()
    assert "Hemlig plan" in sign_in(cast.coordinator).get(url).text
    for person in [cast.colleague, cast.stranger]:
        assert "Hemlig plan" not in sign_in(person).get(url).text


@pytest.mark.parametrize(
    ("who", "shown"),
    [("coordinator", ">3<"), ("partner", ">3<"), ("stranger", ">färre än 5<")],
)
def test_small_numbers_are_only_for_those_who_took_part(cast, sign_in, who, shown):
    make_activity(
        cast.storuman,
        cast.coordinator,
        partners=[cast.umea],
        visibility="PUBLIC",
        entry={"participants": 3},
    )
    person = {"partner": cast.neighbour}.get(who) or getattr(cast, who)
    text = sign_in(person).get("/aktiviteter/").text
    assert shown in text
    assert (">3<" in text) == (shown == ">3<")


def test_nobody_counted_is_a_dash(cast, sign_in):
    make_activity(cast.storuman, cast.coordinator)
    text = sign_in(cast.reader).get("/aktiviteter/").text
    assert '<td data-label="Deltagare" class="num">–</td>' in text


def test_the_fragment_is_the_part_of_the_page(cast, sign_in):
    make_activity(cast.storuman, cast.coordinator)
    client = sign_in(cast.reader)
    page = client.get("/aktiviteter/?b=BEMOT")
    fragment = client.get("/aktiviteter/?b=BEMOT", headers=HTMX)
    assert fragment.text.strip() in page.text
    assert "Utbildning" in fragment.text
    assert "<html" not in fragment.text
    assert "HX-Request" in page["Vary"]
    assert "HX-Request" in fragment["Vary"]


def test_the_back_button_gets_the_whole_page(cast, sign_in):
    headers = HTMX | {"HX-History-Restore-Request": "true"}
    assert "<html" in sign_in(cast.reader).get("/aktiviteter/?b=BYGG", headers=headers).text


def test_the_next_page_keeps_the_filter(cast, sign_in):
    for number in range(27):
        make_activity(cast.storuman, cast.coordinator, title=f"Kväll {number:02}")
    make_activity(cast.storuman, cast.coordinator, main_b="BYGG", title="Utanför")
    client = sign_in(cast.reader)
    first = client.get("/aktiviteter/?b=BEMOT")
    link = first.text.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    second = client.get(f"/aktiviteter/{link.replace('&amp;', '&')}")
    assert [str(activity) for activity in second.context["page"]] == ["Kväll 01", "Kväll 00"]


def fill_up(cast, plan, count):
    """More of everything that the pages list."""
    for number in range(count):
        goal = make_goal(text=f"Mål {number}")
        make_plan(cast.storuman, cast.coordinator, title=f"Plan {number}", goals=[goal])
        activity = make_activity(
            cast.storuman,
            cast.coordinator,
            plan=plan,
            partners=[cast.umea, cast.region],
            entry={"participants": 3},
        )
    return activity


@pytest.mark.parametrize("url", ["/planer/", "/aktiviteter/", "plan", "/aktiviteter/logga/"])
def test_a_page_asks_as_often_for_three_rows_as_for_many(plan, cast, sign_in, url):
    url = plan.get_absolute_url() if url == "plan" else url
    client = sign_in(cast.coordinator)
    fill_up(cast, plan, 3)
    few = queries_for(client, url)
    fill_up(cast, plan, 20)
    assert queries_for(client, url) == few


def test_an_activity_asks_as_often_for_three_entries_as_for_many(plan, cast, sign_in):
    client = sign_in(cast.coordinator)
    activity = fill_up(cast, plan, 1)

    def log_more(count):
        for day in range(1, count + 1):
            client.post(f"{activity.get_absolute_url()}logga/", {"on": f"2024-05-{day:02}"})

    log_more(2)
    client.get(activity.get_absolute_url())  # shows the messages, so that they are not counted
    few = queries_for(client, activity.get_absolute_url())
    log_more(20)
    client.get(activity.get_absolute_url())
    assert queries_for(client, activity.get_absolute_url()) == few


@pytest.mark.parametrize("who", ["reader", "approver", "officer", "national"])
def test_those_who_may_not_log_are_told_why(cast, sign_in, who):
    client = sign_in(getattr(cast, who))
    for response in [client.get(LOG), client.post(LOG, {"title": "Nej"})]:
        assert response.status_code == 403
        assert "Du kan inte logga aktiviteter för" in response.text
    assert not Activity.objects.exists()


def test_somebody_without_an_actor_is_told_so(cast, sign_in):
    response = sign_in(cast.nobody).get(LOG)
    assert response.status_code == 403
    assert "du arbetar inte för någon aktör i portalen" in response.text


def test_other_methods_are_refused(cast, sign_in):
    client = sign_in(cast.coordinator)
    assert client.put(LOG).status_code == client.delete(LOG).status_code == 405


def test_a_post_without_the_token_is_refused(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.coordinator, backend="actors.signin.Backend")
    assert client.post(LOG, {"title": "Nej"}).status_code == 403
