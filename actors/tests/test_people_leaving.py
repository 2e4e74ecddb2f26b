"""Leaving: a role ends, drafts find somebody who may go on with them, offers are taken back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from actors.actions import people as actions
from actors.models import Membership, Role
from actors.tasks import leave_nothing_behind
from actors.tests.factories import make_invitation, make_user
from initiatives.models import Activity, Plan
from initiatives.tests.factories import make_activity, make_plan
from portal.celery import app


@pytest.fixture
def chief(cast):
    return make_user("chef", cast.storuman, Role.ADMIN)


@pytest.fixture
def draft(cast):
    return make_activity(cast.storuman, cast.coordinator, publish=False)


def author_of(draft):
    return Activity.objects.get(pk=draft.pk).created_by


def leave(client, person, **data):
    return client.post(f"/roller/{person.memberships.first().pk}/avsluta/", data)


def days_pass(person):
    day = timezone.localdate() - timedelta(days=1)
    person.memberships.update(starts_on=day, ends_on=day)


def test_a_role_that_began_today_can_end_at_once(cast, chief, sign_in):
    cast.reader.memberships.update(starts_on=timezone.localdate())
    held = cast.reader.memberships.get()
    sign_in(chief).post(f"/roller/{held.pk}/avsluta/", {"when": "genast"})
    assert not cast.reader.memberships.current().exists()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Välj när rollen upphör."),
        ({"when": "senare"}, "Skriv den sista dagen, eller välj Genast."),
        ({"when": "senare", "ends_on": "2024-01-31"}, "Dagen har varit."),
    ],
)
def test_when_a_role_ends_must_be_said(cast, chief, sign_in, data, sentence):
    held = cast.reader.memberships.get()
    response = sign_in(chief).post(f"/roller/{held.pk}/avsluta/", data)
    assert response.status_code == 422
    assert sentence in response.text
    assert cast.reader.memberships.current().exists()


def test_whoever_leaves_hands_over_the_drafts(cast, sign_in):
    plan = make_plan(cast.storuman, cast.coordinator, adopted=False)
    draft = make_activity(cast.storuman, cast.coordinator, publish=False)
    public = make_activity(cast.storuman, cast.coordinator)
    held = cast.coordinator.memberships.get()
    client, url = sign_in(cast.coordinator), f"/roller/{held.pk}/avsluta/"
    assert "2 utkast" in client.get(url).text
    data = {"when": "genast"}
    assert "Välj vem som tar över utkasten." in client.post(url, data).text
    client.post(url, data | {"successor": cast.colleague.pk})
    held.refresh_from_db()
    assert held.ends_on < timezone.localdate()
    assert Plan.objects.get(pk=plan.pk).created_by == cast.colleague
    assert Activity.objects.get(pk=draft.pk).created_by == cast.colleague
    assert Activity.objects.get(pk=public.pk).created_by == cast.coordinator


def test_an_administrator_ends_a_role_and_hands_over_what_only_the_leaver_sees(
    cast, chief, sign_in
):
    draft = make_activity(cast.storuman, cast.coordinator, publish=False)
    held = cast.coordinator.memberships.get()
    data = {"when": "genast", "successor": cast.colleague.pk}
    assert sign_in(chief).post(f"/roller/{held.pk}/avsluta/", data).status_code == 302
    assert Activity.objects.get(pk=draft.pk).created_by == cast.colleague


def test_drafts_go_to_a_colleague_and_to_nobody_else(cast, sign_in):
    make_activity(cast.storuman, cast.coordinator, publish=False)
    held = cast.coordinator.memberships.get()
    data = {"when": "genast", "successor": cast.stranger.pk}
    response = sign_in(cast.coordinator).post(f"/roller/{held.pk}/avsluta/", data)
    assert response.status_code == 422


def test_drafts_stay_until_the_last_day_is_over(cast, chief, draft, sign_in):
    last = timezone.localdate() + timedelta(days=60)
    data = {"when": "senare", "ends_on": last}
    client = sign_in(cast.coordinator)
    refused = leave(client, cast.coordinator, **data, successor=cast.colleague.pk)
    assert refused.status_code == 422
    assert "när rollen har upphört" in refused.text
    assert leave(client, cast.coordinator, **data).status_code == 302
    leave_nothing_behind()
    assert author_of(draft) == cast.coordinator
    days_pass(cast.coordinator)
    leave_nothing_behind()
    assert author_of(draft) == chief


def test_the_night_does_it_by_the_schedule():
    names = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert leave_nothing_behind.name in names


def test_drafts_wait_for_an_administrator_where_there_is_none(cast, draft):
    days_pass(cast.coordinator)
    leave_nothing_behind()
    assert author_of(draft) == cast.coordinator
    chief = make_user("chef", cast.storuman, Role.ADMIN)
    leave_nothing_behind()
    assert author_of(draft) == chief


def test_a_role_that_cannot_go_on_with_drafts_does_not_keep_them(cast, draft, sign_in):
    other = Membership.objects.create(user=cast.coordinator, actor=cast.storuman, role=Role.READER)
    held = cast.coordinator.memberships.get(role=Role.COORDINATOR)
    client, url = sign_in(cast.coordinator), f"/roller/{held.pk}/avsluta/"
    assert "1 utkast" in client.get(url).text
    other.role = Role.ADMIN
    other.save()
    assert "utkast" not in client.get(url).text
    client.post(url, {"when": "genast"})
    assert author_of(draft) == cast.coordinator


def test_a_reader_is_offered_no_drafts(cast, draft, sign_in):
    client = sign_in(cast.coordinator)
    data = {"when": "genast", "successor": cast.reader.pk}
    assert leave(client, cast.coordinator, **data).status_code == 422
    page = client.get(f"/roller/{cast.coordinator.memberships.get().pk}/avsluta/")
    assert cast.reader not in page.context["form"].fields["successor"].queryset


def test_one_without_a_colleague_may_leave_all_the_same(cast, draft, sign_in):
    cast.colleague.memberships.all().delete()
    client = sign_in(cast.coordinator)
    page = client.get(f"/roller/{cast.coordinator.memberships.get().pk}/avsluta/").text
    assert "tar aktörens administratör över dem" in page
    assert leave(client, cast.coordinator, when="genast").status_code == 302


def test_whoever_becomes_a_reader_hands_over_the_drafts(cast, chief, draft):
    held = cast.coordinator.memberships.select_related("actor", "user").get()
    actions.change_role(held, role=Role.READER, by=chief)
    assert author_of(draft) == chief


def test_offers_are_taken_back_with_the_role_that_made_them(cast, chief):
    other = make_user("vice", cast.storuman, Role.ADMIN)
    mine = make_invitation(cast.storuman, other)
    theirs = make_invitation(cast.storuman, chief, email="annan@b4.test", token="annan")
    elsewhere = make_invitation(cast.umea, other, token="umea")
    held = other.memberships.select_related("actor", "user").get()
    yesterday = timezone.localdate() - timedelta(days=1)
    actions.end_membership(held, ends_on=yesterday, by=chief)
    mine.refresh_from_db()
    assert mine.withdrawn_by == chief
    assert set(type(mine).objects.open()) == {theirs, elsewhere}


def test_offers_of_one_whose_day_has_passed_are_taken_back_at_night(cast, chief):
    other = make_user("vice", cast.storuman, Role.ADMIN)
    make_invitation(cast.storuman, other)
    leave_nothing_behind()
    assert cast.storuman.invitations.open().exists()
    days_pass(other)
    leave_nothing_behind()
    assert not cast.storuman.invitations.open().exists()
