"""How a plan is shown: over time, to those outside, on paper and on referral."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from initiatives import timeline
from initiatives.actions import plans as actions
from initiatives.models import Activity
from initiatives.tests.factories import make_activity, make_goal, make_plan


@pytest.fixture
def plan(cast):
    goals = [make_goal("BYGG"), make_goal("BEGRANSA", is_restricted=True)]
    return make_plan(cast.storuman, cast.coordinator, background="Bakgrunden", goals=goals)


@pytest.fixture
def draft(cast):
    return make_plan(cast.storuman, cast.coordinator, adopted=False, goals=[make_goal()])


@pytest.mark.parametrize("status", ["IDEA", "PLANNED"])
def test_what_has_not_begun_is_told_apart_from_what_went_on(plan, cast, sign_in, status):
    make_activity(cast.storuman, cast.coordinator, plan=plan, main_b="BYGG", status=status)
    response = sign_in(cast.coordinator).get(f"/planer/{plan.pk}/tidslinje/")
    year = next(row for row in response.context["years"] if row["year"] == 2024)
    assert not year["activities"]
    assert [str(activity) for activity in year["planned"]] == ["Utbildning"]
    assert "plan-years__planned" in response.text


def test_nothing_has_gone_on_in_a_year_to_come(cast):
    year = timezone.localdate().year
    own = make_plan(cast.storuman, cast.coordinator, first_year=year, last_year=year + 1)
    lasting = Activity(starts_on=date(year, 1, 1), ends_on=date(year + 1, 5, 1), status="ONGOING")
    rows = timeline.years_of(own, [], [lasting])
    assert [row["activities"] for row in rows] == [[lasting], []]


def test_a_bar_has_its_name_above_it_within_the_picture(plan, cast, sign_in):
    done = {"plan": plan, "status": "DONE"}
    make_activity(cast.storuman, cast.coordinator, title="Lång titel " * 13, **done)
    late = {"on": date(2026, 3, 1), "text": "Sent"}
    make_activity(cast.storuman, cast.coordinator, title="Sent", entry=late, **done)
    page = sign_in(cast.coordinator).get(f"/planer/{plan.pk}/tidslinje/")
    rows = page.context["picture"]["rows"]
    long, short = next(row["bars"] for row in rows if row["bars"])
    assert (long["name"][-1], long["ends_text"]) == ("…", False)
    assert (short["name"], short["ends_text"]) == ("Sent", True)


def test_an_outsider_is_not_told_that_a_hidden_goal_is_missing(plan, cast, sign_in):
    theirs = sign_in(cast.neighbour).get(plan.get_absolute_url()).text
    assert "Inget mål som du kan se under Begränsa." in theirs
    assert "Planen har inget mål under" not in theirs
    assert "Planen har inget mål under Behandla." in (
        sign_in(cast.coordinator).get(plan.get_absolute_url()).text
    )


def test_the_printed_plan_leaves_out_what_others_may_not_read(plan, cast, sign_in):
    common = {"plan": plan, "main_b": "BYGG"}
    hidden = [
        make_activity(cast.storuman, cast.coordinator, title="Utkast", publish=False, **common),
        make_activity(
            cast.storuman, cast.coordinator, title="Slutet", visibility="ORGANISATION", **common
        ),
    ]
    few = {"participants": 3}
    shown = make_activity(cast.storuman, cast.coordinator, title="Öppet", entry=few, **common)
    page = sign_in(cast.coordinator).get(plan.get_absolute_url()).text
    assert "Utskriften visar bara det som aktörerna i länet får se." in page
    row = '<tr{}>\n          <th scope="row"><a href="{}"'
    for activity in hidden:
        assert row.format(' class="no-print"', activity.get_absolute_url()) in page
    assert row.format("", shown.get_absolute_url()) in page
    assert '<span class="print-only">färre än 5</span>' in page
    assert '<div class="no-print"><details class="fold"><summary>Bakgrund' in page
    assert (
        f'<article class="goal no-print" aria-labelledby="mal-{plan.goals.get(b="BEGRANSA").pk}'
        in page
    )


def test_the_printed_timeline_leaves_out_the_same(plan, cast, sign_in):
    closed = {"visibility": "ORGANISATION", "title": "Slutet"}
    make_activity(cast.storuman, cast.coordinator, plan=plan, main_b="BYGG", **closed)
    page = sign_in(cast.coordinator).get(f"/planer/{plan.pk}/tidslinje/").text
    assert page.count('<g class="no-print">') == 1
    assert page.count('<p class="no-print">') > 1


def test_a_day_of_adoption_to_come_has_a_sentence_of_its_own(draft, cast, sign_in):
    coming = {"adopted_by": "Fullmäktige", "adopted_on": timezone.localdate() + timedelta(days=1)}
    response = sign_in(cast.approver).post(f"{draft.get_absolute_url()}anta/", coming)
    assert response.status_code == 422
    assert "Antagandet kan inte ligga i framtiden." in response.text


def test_a_plan_on_referral_is_called_a_plan(draft, cast, sign_in):
    client = sign_in(cast.coordinator)
    assert "Ta bort utkastet" in client.get(draft.get_absolute_url()).text
    actions.refer_plan(draft, to=[cast.region], by=cast.coordinator)
    page = client.get(draft.get_absolute_url()).text
    assert "Ta bort planen" in page
    assert "Ta bort utkastet" not in page
