"""The admin: for the portal's own administrators, and not past the event log."""

import pytest

from actors.models import User
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
