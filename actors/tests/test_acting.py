"""Choosing which of one's actors to act for."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from actors.middleware import SESSION_KEY
from actors.models import Membership, Role
from conftest import OPEN_THE_FENCE
from initiatives.tests.factories import make_plan

URL = "/konto/aktor/"
NONSENSE = ["", "0", "-1", "abc", "²", "9" * 5000, "1\x00", None]


@pytest.fixture
def both(cast, sign_in):
    """Storuman's coordinator, who is also a reader in Umeå, signed in."""
    Membership.objects.create(user=cast.coordinator, actor=cast.umea, role=Role.READER)
    return sign_in(cast.coordinator)


def acting(client):
    return client.get("/planer/").context["acting"]


def test_one_begins_with_the_first_actor_by_name(both, cast):
    assert acting(both) == cast.storuman


def test_one_changes_actor_and_comes_back_to_the_page(both, cast):
    response = both.post(URL, {"aktor": cast.umea.pk, "tillbaka": "/aktiviteter/?b=BYGG"})
    assert response.status_code == 302
    assert response.url == "/aktiviteter/?b=BYGG"
    assert acting(both) == cast.umea


def test_with_two_roles_one_logs_for_the_actor_where_one_may(both, cast):
    both.post(URL, {"aktor": cast.umea.pk})
    assert 'href="/logga/"' in both.get("/").text
    form = both.get("/aktiviteter/logga/").context["form"]
    assert form["lead"].value() == cast.storuman.pk
    assert list(form.fields["lead"].queryset) == [cast.storuman]


def test_a_plan_is_logged_in_for_its_owner(both, cast):
    Membership.objects.create(user=cast.coordinator, actor=cast.umea, role=Role.COORDINATOR)
    plan = make_plan(cast.umea, cast.neighbour)
    form = both.get("/aktiviteter/logga/", {"plan": plan.pk}).context["form"]
    assert form["lead"].value() == cast.umea.pk
    assert form["plan"].value() == plan.pk
    assert cast.storuman in form.fields["partners"].queryset


def test_a_follow_up_is_ordered_for_the_actor_where_one_may(both, cast):
    both.post(URL, {"aktor": cast.umea.pk})
    page = both.get("/rapporter/")
    assert page.context["may_order"]
    assert page.context["form"]["actor"].value() == cast.storuman.pk
    order = {"actor": cast.storuman.pk, "year": 2024}
    assert both.post("/rapporter/", order).status_code == 302
    assert both.post("/rapporter/", order | {"actor": cast.umea.pk}).status_code == 422


def test_the_choice_is_shown_only_to_those_who_have_one(both, cast, client, sign_in):
    assert "Byt aktör" in both.get("/planer/").text
    assert "Byt aktör" not in sign_in(cast.reader).get("/planer/").text


@pytest.mark.parametrize("value", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_changes_nothing(both, cast, value):
    response = both.post(URL, {} if value is None else {"aktor": value})
    assert response.status_code == 302
    assert SESSION_KEY not in both.session


def test_a_foreign_actor_is_not_taken(both, cast):
    both.post(URL, {"aktor": cast.nacka.pk})
    assert SESSION_KEY not in both.session
    assert acting(both) == cast.storuman


def test_a_choice_is_forgotten_when_the_membership_ends(both, cast):
    both.post(URL, {"aktor": cast.umea.pk})
    yesterday = timezone.localdate() - timedelta(days=1)
    held = Membership.objects.filter(user=cast.coordinator, actor=cast.umea)
    held.update(starts_on=yesterday, ends_on=yesterday)
    assert acting(both) == cast.storuman


@pytest.mark.parametrize(
    "back",
    [
        "https://annan.example/",
        "//annan.example/",
        "/\\annan.example",
        "https:annan.example",
        "javascript:alert(1)",
        "planer",
        "home",
        "http://testserver.annan.example/",
        "",
    ],
)
def test_nobody_is_sent_out_of_the_portal(both, cast, back):
    response = both.post(URL, {"aktor": cast.umea.pk, "tillbaka": back})
    assert response.status_code == 302
    assert response.url == reverse("home")


def test_a_get_is_refused(both):
    assert both.get(URL).status_code == 405


def test_one_must_be_signed_in(client, db):
    assert client.post(URL, {"aktor": 1}).url == f"/konto/logga-in/?next={URL}"


def test_somebody_without_an_actor_acts_for_none(cast, sign_in):
    assert acting(sign_in(cast.nobody)) is None


def test_an_open_page_asks_nothing_of_the_database(client, db):
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/om/").status_code == 200
    queries = [query["sql"] for query in asked if query["sql"] != OPEN_THE_FENCE]
    assert not [sql for sql in queries if "SAVEPOINT" not in sql]
