"""One person who works for two kommuner, with another role in each."""

import pytest

from actors.models import Membership, Role
from actors.tests.factories import make_group
from initiatives.models import Activity, Plan
from initiatives.tests.factories import make_activity, make_plan

CHOOSE = "/konto/aktor/"


@pytest.fixture
def both(cast, sign_in):
    """Storuman's coordinator, who is also approver in Umeå, signed in."""
    Membership.objects.create(user=cast.coordinator, actor=cast.umea, role=Role.APPROVER)
    return sign_in(cast.coordinator)


def test_one_person_with_roles_in_two_kommuner_sees_in_each_what_the_role_there_says(cast, both):
    own = {"visibility": "ORGANISATION"}
    internal = [
        make_activity(cast.storuman, cast.colleague, **own),
        make_activity(cast.umea, cast.neighbour, **own),
    ]
    draft_in_storuman = make_activity(cast.storuman, cast.colleague, publish=False)
    draft_in_umea = make_activity(cast.umea, cast.neighbour, publish=False)
    plan_in_storuman = make_plan(cast.storuman, cast.colleague, adopted=False)
    plan_in_umea = make_plan(cast.umea, cast.neighbour, adopted=False)
    # A coordinator does not read a colleague's draft; an approver reads what awaits approval.
    assert set(Activity.objects.visible_to(cast.coordinator)) == {*internal, draft_in_umea}
    assert list(Plan.objects.visible_to(cast.coordinator)) == [plan_in_umea]
    pages = {
        thing: both.get(thing.get_absolute_url()).status_code
        for thing in [*internal, draft_in_storuman, draft_in_umea, plan_in_storuman, plan_in_umea]
    }
    assert list(pages.values()) == [200, 200, 404, 200, 404, 200]


def test_one_person_with_roles_in_two_kommuner_does_in_each_what_the_role_there_says(cast, both):
    at_home = make_activity(cast.storuman, cast.colleague)
    away = make_activity(cast.umea, cast.neighbour)
    assert both.get(f"{at_home.get_absolute_url()}andra/").status_code == 200
    refused = both.get(f"{away.get_absolute_url()}andra/")
    assert refused.status_code == 403
    assert "Du kan inte ändra aktiviteten för Umeå kommun." in refused.text
    assert both.get(f"{make_group(cast.storuman).get_absolute_url()}andra/").status_code == 200
    assert both.get(f"{make_group(cast.umea).get_absolute_url()}andra/").status_code == 403
    for actor in [cast.storuman, cast.umea]:  # colleagues are seen in both, and led in neither
        assert both.get(f"{actor.get_absolute_url()}personer/").status_code == 200
        assert both.get(f"{actor.get_absolute_url()}andra/").status_code == 403


def test_one_person_with_roles_in_two_kommuner_switches_in_the_header(cast, both):
    """The switch says for whom one acts; it neither gives nor takes a right."""
    away = make_activity(cast.umea, cast.neighbour, publish=False)
    for actor in [cast.umea, cast.storuman, cast.umea]:
        both.post(CHOOSE, {"aktor": actor.pk, "tillbaka": "/planer/"})
        page = both.get("/planer/")
        assert page.context["acting"] == actor
        assert f'value="{actor.pk}" aria-current="true"' in page.text
        assert both.get(away.get_absolute_url()).status_code == 200
        # Only in Storuman does the person log, whichever stands in the header.
        form = both.get("/aktiviteter/logga/").context["form"]
        assert list(form.fields["lead"].queryset) == [cast.storuman]


def test_one_person_with_roles_in_two_kommuner_loses_one_and_keeps_the_other(cast, both):
    away = make_activity(cast.umea, cast.neighbour, publish=False)
    at_home = make_activity(cast.storuman, cast.coordinator, publish=False)
    both.post(CHOOSE, {"aktor": cast.umea.pk})
    Membership.objects.filter(user=cast.coordinator, actor=cast.umea).update(
        starts_on="2020-01-01", ends_on="2020-12-31"
    )
    assert both.get("/planer/").context["acting"] == cast.storuman
    assert both.get(away.get_absolute_url()).status_code == 404
    assert both.get(at_home.get_absolute_url()).status_code == 200
