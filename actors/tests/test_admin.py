"""The admin: for the portal's own administrators, and not past the event log."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry

from actors.actions import accounts
from actors.models import Membership, Role, User
from actors.tests.factories import make_user
from portal.models import Event


@pytest.fixture
def administrator(db):
    return make_user("administrator", is_staff=True, is_superuser=True)


def account(**changes):
    inline = {
        f"memberships-{name}": value
        for name, value in {
            "TOTAL_FORMS": 0,
            "INITIAL_FORMS": 0,
            "MIN_NUM_FORMS": 0,
            "MAX_NUM_FORMS": 1000,
        }.items()
    }
    return {"email": "ny@b4.test", "name": "Ny", "is_active": "on"} | inline | changes


def test_an_administrator_who_is_appointed_may_what_the_word_says(administrator, sign_in):
    sign_in(administrator).post("/admin/actors/user/add/", account(is_staff="on"))
    new = User.objects.get(email="ny@b4.test")
    assert new.is_superuser
    assert sign_in(new).get("/admin/actors/user/").status_code == 200


def test_what_is_done_to_accounts_is_noted(administrator, sign_in, cast):
    client = sign_in(administrator)
    client.post("/admin/actors/user/add/", account())
    new = User.objects.get(email="ny@b4.test")
    assert not new.is_staff
    roles = {
        "memberships-TOTAL_FORMS": 1,
        "memberships-0-user": new.pk,
        "memberships-0-actor": cast.storuman.pk,
        "memberships-0-role": "READER",
        "memberships-0-starts_on": "2024-01-01",
    }
    client.post(f"/admin/actors/user/{new.pk}/change/", account(**roles))
    assert new.memberships.get().actor == cast.storuman
    verbs = list(Event.about(new).values_list("verb", flat=True))
    assert verbs == ["ändrade rollerna för", "ändrade kontot", "lade upp kontot"]


def test_the_last_administrator_cannot_be_taken_away_past_the_rule(administrator, sign_in, cast):
    last = make_user("sista", cast.storuman, Role.ADMIN)
    held = last.memberships.get()
    before = Membership.objects.values().get(pk=held.pk)
    client = sign_in(administrator)
    url = f"/admin/actors/user/{last.pk}/change/"
    assert "Personer på aktörens sida" in client.get(url).text
    row = {
        "memberships-TOTAL_FORMS": 1,
        "memberships-INITIAL_FORMS": 1,
        "memberships-0-id": held.pk,
        "memberships-0-user": last.pk,
        "memberships-0-actor": cast.storuman.pk,
        "memberships-0-role": "READER",
        "memberships-0-starts_on": "2024-01-01",
        "memberships-0-ends_on": "2024-02-01",
        "memberships-0-DELETE": "on",
    }
    closed = {name: value for name, value in account(**row).items() if name != "is_active"}
    client.post(url, closed | {"email": last.email, "name": last.name})
    assert Membership.objects.values().get(pk=held.pk) == before
    last.refresh_from_db()
    assert last.is_active
    assert client.post(f"/admin/actors/user/{last.pk}/delete/", {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": last.pk, "post": "yes"}
    client.post("/admin/actors/user/", chosen)
    assert User.objects.filter(pk=last.pk).exists()


def test_an_address_is_changed_by_its_holder_alone(administrator, sign_in, cast):
    EmailAddress.objects.create(user=cast.reader, email=cast.reader.email, primary=True)
    url = f"/admin/actors/user/{cast.reader.pk}/change/"
    sign_in(administrator).post(url, account(email="annan@b4.test", name="Nytt Namn"))
    cast.reader.refresh_from_db()
    assert (cast.reader.name, cast.reader.email) == ("Nytt Namn", "lasare@b4.test")


def test_no_log_names_a_person_who_can_be_forgotten(administrator, sign_in, cast):
    client = sign_in(administrator)
    client.post("/admin/actors/user/add/", account(name="Hemliga Hanna"))
    new = User.objects.get(email="ny@b4.test")
    roles = {
        "memberships-TOTAL_FORMS": 1,
        "memberships-0-user": new.pk,
        "memberships-0-actor": cast.storuman.pk,
        "memberships-0-role": "READER",
        "memberships-0-starts_on": "2024-01-01",
    }
    client.post(f"/admin/actors/user/{new.pk}/change/", account(name="Hemliga Hanna", **roles))
    told = list(LogEntry.objects.values_list("object_repr", "change_message"))
    assert told == [("ett konto", "")] * 2
    assert set(Event.about(new).values_list("object_label", flat=True)) == {"ett konto"}


def test_anonymising_empties_what_the_admin_had_kept(administrator, cast):
    LogEntry.objects.log_actions(administrator.pk, [cast.reader], 2, "Lasare", single_object=True)
    other = LogEntry.objects.log_actions(
        administrator.pk, [cast.storuman], 2, "", single_object=True
    )
    accounts.anonymise(cast.reader, by=administrator)
    entry = LogEntry.objects.get(object_id=str(cast.reader.pk), content_type__model="user")
    assert (entry.object_repr, entry.change_message) == ("ett konto", "")
    other.refresh_from_db()
    assert other.object_repr == "Storumans kommun"


def test_the_portal_keeps_an_administrator(administrator, sign_in):
    client, url = sign_in(administrator), f"/admin/actors/user/{administrator.pk}/change/"
    resigned = account(name=administrator.name)
    assert "Portalen måste ha en administratör" in client.post(url, resigned).text
    administrator.refresh_from_db()
    assert administrator.is_staff
    other = make_user("annan", is_staff=True)
    assert client.post(url, resigned).status_code == 302
    administrator.refresh_from_db()
    assert not administrator.is_staff
    client = sign_in(other)
    response = client.post(f"/konton/{other.pk}/stang/", follow=True)
    assert "Portalen måste ha en administratör" in response.text
    other.refresh_from_db()
    assert other.is_active


def test_no_tables_of_others_stand_among_ours(administrator, sign_in):
    text = sign_in(administrator).get("/admin/").text
    assert "Aktörer" in text
    for foreign in ("User sessions", "Authenticators", "MFA", "/admin/account/", "Social"):
        assert foreign not in text
