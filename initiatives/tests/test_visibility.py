"""Who sees which plan and which activity."""

from datetime import timedelta

import pytest
from django.utils import timezone

from actors.models import Membership, Role, User
from actors.tests.factories import make_actor, make_user
from initiatives.models import Activity, Plan
from initiatives.tests.factories import make_activity, make_plan

EVERYBODY = {
    "coordinator", "colleague", "reader", "approver", "neighbour", "officer",
    "region_approver", "stranger", "national", "nobody",
}  # fmt: skip
OWN = {"coordinator", "colleague", "reader", "approver"}
COUNTY = OWN | {"neighbour", "officer", "region_approver"}


def those_who_see(cast, thing):
    """The names of the cast who see it; each with a reach read anew."""
    return {
        name
        for name in EVERYBODY
        if type(thing)
        .objects.visible_to(User.objects.get(pk=getattr(cast, name).pk))
        .filter(pk=thing.pk)
        .exists()
    }


SETTLED = [("PUBLIC", EVERYBODY), ("COUNTY", COUNTY), ("ORGANISATION", OWN)]


@pytest.mark.parametrize(("visibility", "seen_by"), SETTLED)
def test_an_adopted_plan_is_seen_by_those_it_is_meant_for(cast, visibility, seen_by):
    plan = make_plan(cast.storuman, cast.coordinator, visibility=visibility)
    assert those_who_see(cast, plan) == seen_by


@pytest.mark.parametrize(("visibility", "seen_by"), SETTLED)
def test_a_closed_plan_is_seen_as_before(cast, visibility, seen_by):
    plan = make_plan(cast.storuman, cast.coordinator, visibility=visibility)
    Plan.objects.update(status="CLOSED", closed_on="2025-01-31", closed_why="Klar")
    assert those_who_see(cast, plan) == seen_by


@pytest.mark.parametrize("visibility", ["PUBLIC", "COUNTY", "ORGANISATION"])
def test_a_draft_of_a_plan_is_for_its_author_and_the_approver(cast, visibility):
    plan = make_plan(cast.storuman, cast.coordinator, adopted=False, visibility=visibility)
    assert those_who_see(cast, plan) == {"coordinator", "approver"}


@pytest.mark.parametrize(("visibility", "seen_by"), SETTLED)
def test_a_published_activity_is_seen_by_those_it_is_meant_for(cast, visibility, seen_by):
    activity = make_activity(cast.storuman, cast.coordinator, visibility=visibility)
    assert those_who_see(cast, activity) == seen_by


@pytest.mark.parametrize("visibility", ["PUBLIC", "COUNTY", "ORGANISATION"])
def test_a_draft_of_an_activity_is_for_its_author_and_the_approver(cast, visibility):
    activity = make_activity(cast.storuman, cast.coordinator, publish=False, visibility=visibility)
    assert those_who_see(cast, activity) == {"coordinator", "approver"}


@pytest.mark.parametrize("visibility", ["COUNTY", "ORGANISATION"])
def test_a_partner_sees_what_it_takes_part_in_wherever_it_lies(cast, visibility):
    activity = make_activity(
        cast.storuman, cast.coordinator, partners=[cast.nacka], visibility=visibility
    )
    assert "stranger" in those_who_see(cast, activity)


def test_a_partner_does_not_see_the_draft(cast):
    activity = make_activity(
        cast.storuman, cast.coordinator, partners=[cast.nacka, cast.region], publish=False
    )
    assert those_who_see(cast, activity) == {"coordinator", "approver"}


def test_many_partners_do_not_show_an_activity_many_times(cast):
    person = make_user("flera")
    for actor in [cast.storuman, cast.umea, cast.region]:
        Membership.objects.create(user=person, actor=actor, role=Role.COORDINATOR)
    make_activity(cast.storuman, cast.coordinator, partners=[cast.umea, cast.region])
    make_plan(cast.storuman, cast.coordinator)
    assert Activity.objects.visible_to(person).count() == 1
    assert Plan.objects.visible_to(person).count() == 1


@pytest.fixture
def drafts(cast):
    return [
        make_plan(cast.storuman, cast.coordinator, adopted=False),
        make_activity(cast.storuman, cast.coordinator, publish=False),
    ]


def test_an_author_who_left_no_longer_sees_the_drafts(cast, drafts):
    yesterday = timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(user=cast.coordinator).update(starts_on=yesterday, ends_on=yesterday)
    assert [those_who_see(cast, draft) for draft in drafts] == [{"approver"}, {"approver"}]


def test_an_author_who_moved_takes_no_draft_along(cast, drafts):
    Membership.objects.filter(user=cast.coordinator).update(actor=cast.umea)
    assert [those_who_see(cast, draft) for draft in drafts] == [{"approver"}, {"approver"}]


def test_an_author_who_became_a_reader_still_reads_the_own_draft(cast, drafts):
    Membership.objects.filter(user=cast.coordinator).update(role=Role.READER)
    for draft in drafts:
        assert "coordinator" in those_who_see(cast, draft)


def test_an_actor_without_a_county_reaches_no_county(cast):
    loner = make_user("ensam", make_actor("Suicide Zero"), Role.COORDINATOR)
    make_activity(cast.storuman, cast.coordinator, visibility="COUNTY")
    nationwide = make_activity(make_actor("Bris"), cast.coordinator, visibility="COUNTY")
    assert not Activity.objects.visible_to(loner).exists()
    assert those_who_see(cast, nationwide) == set()


def test_an_actor_of_two_counties_shows_its_county_activities_in_both(cast):
    both = make_actor("Norrsken", counties=[cast.vasterbotten, cast.stockholm])
    activity = make_activity(both, cast.coordinator, visibility="COUNTY")
    assert those_who_see(cast, activity) == COUNTY | {"stranger"}
