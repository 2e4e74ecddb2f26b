"""The pages where plans are written, read, compared and spread."""

import pytest
from django.test import Client

from actors.models import Group
from initiatives.actions import plans as actions
from initiatives.models import Comment, Goal, Measure, Outcome, Plan
from initiatives.tests.factories import adopt, make_activity, make_goal, make_plan
from initiatives.tests.test_views import queries_for

BACKGROUND = "Bakgrund-9d2f"
SECRET = "Lommen-4b1c"


@pytest.fixture
def group(cast):
    group = Group.objects.create(
        name="B4-gruppen",
        commissioner=cast.storuman,
        leader_function="Samordnare",
        leader_employer=cast.storuman,
    )
    group.seats.create(actor=cast.storuman)
    group.seats.create(actor=cast.region)
    return group


@pytest.fixture
def plan(cast, group):
    """An adopted plan with a background, an open goal with a measure, and a restricted goal."""
    plan = make_plan(
        cast.storuman,
        cast.coordinator,
        adopted=False,
        title="Storumans plan",
        background=BACKGROUND,
        group=group,
        goals=[
            make_goal("BYGG", "En mötesplats", indicator="Byar", baseline="3", target="9"),
            make_goal("BEGRANSA", SECRET, is_restricted=True),
        ],
    )
    Measure.objects.create(goal=plan.goals.get(b="BYGG"), text="Stödja föreningar")
    return adopt(plan)


@pytest.fixture
def draft(cast):
    return make_plan(cast.storuman, cast.coordinator, adopted=False, goals=[make_goal()])


def filled(**changes):
    return {
        "title": "Vår plan",
        "first_year": "2027",
        "last_year": "2030",
        "vision": "En bra kommun.",
        "visibility": "COUNTY",
    } | changes


def test_a_plan_is_begun_from_the_template(cast, sign_in):
    client = sign_in(cast.coordinator)
    assert "Hur ska det vara" in client.get("/planer/ny/").text
    assert "Uppföljning" in client.get("/planer/ny/skriv/?mall=1").text
    response = client.post("/planer/ny/skriv/", filled(owner=cast.storuman.pk))
    plan = Plan.objects.get(title="Vår plan")
    assert response.url == plan.get_absolute_url()
    assert (plan.status, plan.created_by, plan.number) == ("DRAFT", cast.coordinator, 1)


def test_bad_input_keeps_what_was_written(cast, sign_in):
    response = sign_in(cast.coordinator).post(
        "/planer/ny/skriv/",
        filled(owner=cast.storuman.pk, title="", first_year="27", vision="Står kvar"),
    )
    assert response.status_code == 422
    assert "Skriv vad planen heter." in response.text
    assert "Skriv ett årtal med fyra siffror" in response.text
    assert "Står kvar" in response.text


def test_a_plan_is_not_written_for_somebody_elses_actor(cast, sign_in):
    response = sign_in(cast.coordinator).post("/planer/ny/skriv/", filled(owner=cast.umea.pk))
    assert response.status_code == 422
    assert not Plan.objects.filter(title="Vår plan").exists()


@pytest.mark.parametrize("url", ["/planer/ny/", "/planer/ny/skriv/"])
def test_a_reader_is_told_why_not(cast, sign_in, url):
    response = sign_in(cast.reader).get(url)
    assert response.status_code == 403
    assert "samordnare eller administratör" in response.text


def test_a_plan_is_inspired_by_anothers_with_chosen_goals(plan, cast, sign_in):
    client = sign_in(cast.neighbour)
    page = client.get(f"/planer/ny/skriv/?fran={plan.pk}")
    assert "En mötesplats" in page.text
    assert SECRET not in page.text
    assert BACKGROUND not in page.text
    goal = plan.goals.get(b="BYGG")
    client.post(f"/planer/ny/skriv/?fran={plan.pk}", filled(owner=cast.umea.pk, mal=[goal.pk]))
    mine = Plan.objects.get(owner=cast.umea)
    copy = mine.goals.get()
    assert (mine.inspired_by, copy.copied_from) == (plan, goal)
    assert (copy.text, copy.indicator, copy.responsible) == ("En mötesplats", "Byar", "")


def test_a_restricted_goal_is_never_copied_by_another(plan, cast, sign_in):
    secret = plan.goals.get(b="BEGRANSA")
    response = sign_in(cast.neighbour).post(
        f"/planer/ny/skriv/?fran={plan.pk}", filled(owner=cast.umea.pk, mal=[secret.pk])
    )
    assert response.status_code == 422
    assert not Goal.objects.filter(plan__owner=cast.umea).exists()


@pytest.mark.parametrize("fran", ["x", "9" * 30, "999999999"])
def test_a_plan_that_is_not_there_inspires_nobody(cast, sign_in, fran):
    assert sign_in(cast.coordinator).get(f"/planer/ny/skriv/?fran={fran}").status_code == 404


def test_the_background_is_for_the_owner_and_the_group(plan, cast, sign_in):
    told = {
        name: BACKGROUND in sign_in(getattr(cast, name)).get(plan.get_absolute_url()).text
        for name in ["coordinator", "reader", "officer", "neighbour"]
    }
    assert told == {"coordinator": True, "reader": True, "officer": True, "neighbour": False}


@pytest.mark.parametrize("page", ["", "tidslinje/"])
def test_a_goal_that_names_a_place_is_the_owners_alone(plan, cast, sign_in, page):
    url = f"{plan.get_absolute_url()}{page}"
    assert SECRET in sign_in(cast.reader).get(url).text
    for name in ["officer", "neighbour"]:
        assert SECRET not in sign_in(getattr(cast, name)).get(url).text


def test_two_who_write_at_once_both_keep_their_text(draft, cast, sign_in):
    url = f"/planer/{draft.pk}/andra/"
    client = sign_in(cast.coordinator)
    values = filled(owner=cast.storuman.pk, lock=draft.lock)
    assert client.post(url, values | {"vision": "Den första"}).status_code == 302
    response = client.post(url, values | {"vision": "Den andra"})
    assert response.status_code == 422
    assert "Den första" in response.text
    assert "Den andra" in response.text
    draft.refresh_from_db()
    assert draft.vision == "Den första"
    lock = response.context["form"]["lock"].value()
    assert client.post(url, values | {"vision": "Båda", "lock": lock}).status_code == 302


def test_goals_and_measures_are_written_one_by_one(draft, cast, sign_in):
    client = sign_in(cast.coordinator)
    url = f"/planer/{draft.pk}/mal/nytt/"
    assert "checked" in client.get(f"{url}?b=BYGG").text
    assert client.post(url, {"b": "BYGG", "text": ""}).status_code == 422
    more = client.post(url, {"b": "BYGG", "text": "Fler möten", "till": "1"})
    assert more.url == f"{url}?b=BYGG"
    goal = draft.goals.get(b="BYGG")
    client.post(
        f"/planer/mal/{goal.pk}/", {"b": "BYGG", "text": "Många möten", "target": "9", "lock": "0"}
    )
    client.post(f"/planer/mal/{goal.pk}/atgard/ny/", {"text": "Öppna lokalen"})
    measure = goal.measures.get()
    client.post(f"/planer/atgard/{measure.pk}/", {"text": "Öppna lokalen varje kväll", "lock": "0"})
    page = client.get(draft.get_absolute_url()).text
    assert "Många möten" in page
    assert "Öppna lokalen varje kväll" in page
    assert "saknar ansvarig nämnd och slutdatum" in page
    client.post(f"/planer/atgard/{measure.pk}/ta-bort/")
    client.post(f"/planer/mal/{goal.pk}/ta-bort/")
    assert not draft.goals.filter(b="BYGG").exists()


def test_how_it_goes_and_what_came_of_it_are_told_of_an_adopted_plan(plan, cast, sign_in):
    client = sign_in(cast.coordinator)
    goal = plan.goals.get(b="BYGG")
    measure = goal.measures.get()
    url = f"/planer/atgard/{measure.pk}/"
    refused = client.post(url, {"status": "DROPPED", "status_note": "", "lock": "0"})
    assert refused.status_code == 422
    assert "Skriv varför åtgärden inte genomförs." in refused.text
    assert (
        client.post(url, {"status": "DONE", "status_note": "Klart", "lock": "0"}).status_code == 302
    )
    outcome = f"/planer/mal/{goal.pk}/utfall/nytt/"
    assert client.post(outcome, {"on": "2999-01-01", "value": "5"}).status_code == 422
    client.post(outcome, {"on": "2024-05-01", "value": "5 byar"})
    assert Outcome.objects.get().created_by == cast.coordinator
    page = client.get(plan.get_absolute_url()).text
    assert "5 byar" in page
    assert "Klar" in page
    assert client.get(f"/planer/{plan.pk}/mal/nytt/").url == plan.get_absolute_url()
    assert client.get(f"/planer/mal/{goal.pk}/").url == plan.get_absolute_url()


def test_a_plan_is_sent_out_answered_and_adopted(draft, cast, sign_in):
    here, there, above = sign_in(cast.coordinator), Client(), Client()
    there.force_login(cast.neighbour, backend="actors.signin.Backend")
    above.force_login(cast.approver, backend="actors.signin.Backend")
    url = draft.get_absolute_url()
    assert there.get(url).status_code == 404
    assert here.post(f"{url}remiss/", {}).status_code == 422
    assert here.post(f"{url}remiss/", {"to": [cast.umea.pk]}).status_code == 302
    assert there.post(f"{url}svara/", {"text": ""}).status_code == 422
    assert there.post(f"{url}svara/", {"text": "Vi saknar skolan."}).status_code == 302
    assert "Vi saknar skolan." in here.get(url).text
    assert "Vi saknar skolan." in there.get(url).text
    assert above.post(f"{url}anta/", {"adopted_by": ""}).status_code == 422
    values = {"adopted_by": "Fullmäktige", "adopted_on": "2024-02-27", "paragraph": "§ 9"}
    assert above.post(f"{url}anta/", values).status_code == 302
    page = here.get(url).text
    assert "§ 9" in page
    assert "Ny version" in page


def test_an_answer_is_read_by_the_owner_and_by_who_gave_it(draft, cast, sign_in):
    actions.refer_plan(draft, to=[cast.umea, cast.region], by=cast.coordinator)
    actions.answer_plan(Comment(text="Bara er"), plan=draft, actor=cast.umea, by=cast.neighbour)
    assert "Bara er" in sign_in(cast.reader).get(draft.get_absolute_url()).text
    assert "Bara er" not in sign_in(cast.officer).get(draft.get_absolute_url()).text


def test_the_reader_of_an_asked_actor_may_not_answer(draft, cast, sign_in):
    actions.refer_plan(draft, to=[cast.skr], by=cast.coordinator)
    assert sign_in(cast.national).get(f"/planer/{draft.pk}/svara/").status_code == 403


def test_adoption_is_refused_with_the_list_of_what_is_missing(cast, sign_in):
    draft = make_plan(cast.storuman, cast.coordinator, adopted=False, gap_note="")
    client = sign_in(cast.approver)
    assert "Kvar innan planen kan antas" in client.get(f"/planer/{draft.pk}/anta/").text
    values = {"adopted_by": "Fullmäktige", "adopted_on": "2024-02-27"}
    response = client.post(f"/planer/{draft.pk}/anta/", values)
    assert response.status_code == 422
    assert response.text.count("Planen har inget mål under") == 4
    assert 'value="Fullmäktige"' in response.text


def test_a_new_version_tells_what_differs(plan, cast, sign_in):
    client = sign_in(cast.coordinator)
    new = plan_of(client.post(f"/planer/{plan.pk}/ny-version/"))
    url = f"{new.get_absolute_url()}skillnad/"
    assert "Inget skiljer ännu" in client.get(url).text
    goal = new.goals.get(b="BYGG")
    changed = {"b": "BYGG", "text": "En mötesplats", "indicator": "Byar", "baseline": "3"}
    client.post(f"/planer/mal/{goal.pk}/", changed | {"target": "12", "lock": "0"})
    client.post(f"/planer/{new.pk}/mal/nytt/", {"b": "BEMOT", "text": "Våga fråga"})
    client.post(f"/planer/mal/{new.goals.get(b='BEGRANSA').pk}/ta-bort/")
    context = client.get(url).context
    told = {b.value: [(c.kind, c.text) for c in changes] for b, changes in context["by_b"]}
    assert told == {
        "BEMOT": [("added", "Våga fråga")],
        "BEHANDLA": [],
        "BYGG": [("changed", "En mötesplats")],
        "BEGRANSA": [("removed", SECRET)],
    }
    [change] = dict(context["by_b"])["BYGG"]
    assert ("Målvärde", "9", "12") in change.fields
    assert sign_in(cast.neighbour).get(url).status_code == 404
    adopt_whole(new)
    seen = sign_in(cast.neighbour).get(url).text
    assert "Våga fråga" in seen
    assert SECRET not in seen
    assert BACKGROUND not in seen


def plan_of(response):
    return Plan.objects.get(pk=response.url.strip("/").split("/")[-1])


def adopt_whole(plan):
    plan.goals.update(responsible="Nämnden", due_on="2026-12-31")
    adopt(plan)


def test_the_first_version_differs_from_nothing(plan, cast, sign_in):
    assert sign_in(cast.coordinator).get(f"/planer/{plan.pk}/skillnad/").status_code == 404


def test_a_second_new_version_is_refused_in_words(plan, cast, sign_in):
    client = sign_in(cast.coordinator)
    client.post(f"/planer/{plan.pk}/ny-version/")
    page = client.post(f"/planer/{plan.pk}/ny-version/", follow=True).text
    assert "redan påbörjad" in page
    assert Plan.objects.filter(revises=plan).count() == 1


def test_a_plan_is_closed(plan, cast, sign_in):
    client = sign_in(cast.coordinator)
    url = f"/planer/{plan.pk}/avsluta/"
    assert client.post(url, {"on": "2024-01-01", "why": ""}).status_code == 422
    client.post(url, {"on": "2024-01-01", "why": "Går upp i länets"})
    assert "Går upp i länets" in client.get(plan.get_absolute_url()).text


def test_the_spread_shows_who_was_inspired_within_what_one_sees(plan, cast, sign_in):
    mine = make_plan(cast.umea, cast.neighbour, inspired_by=plan, title="Umeås plan")
    make_plan(cast.region, cast.officer, inspired_by=mine, title="Regionens utkast", adopted=False)
    url = "/planer/spridning/"
    rows = sign_in(cast.coordinator).get(url).context["rows"]
    assert [(row.plan.title, row.depth) for row in rows] == [
        ("Storumans plan", 0),
        ("Umeås plan", 1),
    ]
    assert len(sign_in(cast.officer).get(url).context["rows"]) == 3
    assert "ännu" in sign_in(cast.stranger).get(url).text


def test_the_timeline_tells_each_year_what_is_due_and_what_went_on(plan, cast, sign_in):
    make_activity(cast.storuman, cast.coordinator, plan=plan, main_b="BYGG", title="Öppet hus")
    context = sign_in(cast.coordinator).get(f"/planer/{plan.pk}/tidslinje/").context
    years = {row["year"]: row for row in context["years"]}
    assert list(years) == [2023, 2024, 2025, 2026]
    assert [str(activity) for activity in years[2024]["activities"]] == ["Öppet hus"]
    assert not years[2023]["activities"]
    assert [str(goal) for goal in years[2026]["goals"]] == ["En mötesplats", SECRET]


def test_the_four_b_are_told_with_their_source(cast, sign_in):
    page = sign_in(cast.reader).get("/om-b4/").text
    places = [page.index(f'id="{b}"') for b in ["BEMOT", "BEHANDLA", "BYGG", "BEGRANSA"]]
    assert places == sorted(places)
    assert "646–659" in page


def test_the_list_is_filtered_in_the_address(plan, draft, cast, sign_in):
    client = sign_in(cast.coordinator)
    assert client.get("/planer/?status=DRAFT").context["mine"] == [draft]
    assert client.get(f"/planer/?lan={cast.vasterbotten.pk}&status=ADOPTED").context["mine"] == [
        plan
    ]
    assert client.get(f"/planer/?lan={cast.stockholm.pk}").context["mine"] == []
    assert client.get("/planer/?status=x&lan=y").status_code == 200


@pytest.mark.parametrize("page", ["", "tidslinje/"])
def test_a_page_asks_as_often_for_one_goal_as_for_many(plan, cast, sign_in, page):
    client = sign_in(cast.coordinator)
    new = actions.revise_plan(plan, by=cast.coordinator)
    url = f"{new.get_absolute_url()}{page}"
    first = queries_for(client, url)
    for number in range(4):
        goal = Goal.objects.create(plan=new, **make_goal("BYGG", f"Mål {number}"))
        Measure.objects.create(goal=goal, text="Åtgärd")
    assert queries_for(client, url) == first


def test_a_draft_is_removed_from_its_page(draft, cast, sign_in):
    client = sign_in(cast.coordinator)
    assert client.post(f"/planer/{draft.pk}/ta-bort/").url == "/planer/"
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(f"/planer/{draft.pk}/ta-bort/").status_code == 405
