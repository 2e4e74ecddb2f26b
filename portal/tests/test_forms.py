"""The base of every form, tried on a plan: its years stand in a constraint over two fields."""

import pytest
from django.forms import modelform_factory
from django.test import RequestFactory

from initiatives.models import Plan
from initiatives.tests.factories import make_plan
from portal.forms import PortalModelForm, posted

SENTENCE = "Sista året kan inte ligga före första året."


@pytest.fixture
def plan(cast):
    return make_plan(cast.storuman, cast.coordinator, adopted=False)


def form_with(*fields):
    return modelform_factory(Plan, form=PortalModelForm, fields=fields)


def test_a_constraint_is_checked_though_half_of_it_is_not_shown(plan):
    form = form_with("last_year")({"last_year": "2022"}, instance=plan)
    assert not form.is_valid()
    assert form.non_field_errors() == [SENTENCE]


def test_a_constraint_that_is_shown_whole_is_said_once(plan):
    form = form_with("first_year", "last_year")(
        {"first_year": "2024", "last_year": "2023"}, instance=plan
    )
    assert form.errors == {"__all__": [SENTENCE]}


def test_a_field_that_is_wrong_in_itself_is_told_first(plan):
    form = form_with("last_year")({"last_year": "snart"}, instance=plan)
    assert list(form.errors) == ["last_year"]


def test_what_is_right_is_saved(plan):
    form = form_with("last_year")({"last_year": "2027"}, instance=plan)
    assert form.is_valid()
    form.save()
    plan.refresh_from_db()
    assert plan.last_year == 2027


def test_an_unbound_form_has_nothing_to_complain_of(plan):
    plan.last_year = 2000
    assert not form_with("last_year")(instance=plan).errors


def test_a_plan_with_nothing_right_shows_every_missing_field(cast):
    form = form_with("title", "first_year", "last_year", "owner")({})
    assert len(form.errors) == 4
    assert {text for texts in form.errors.values() for text in texts} == {"Fyll i fältet."}


def test_an_empty_post_is_a_post():
    factory = RequestFactory()
    assert posted(factory.get("/?title=x")) is None
    assert posted(factory.head("/")) is None
    assert posted(factory.post("/")) is not None
    assert posted(factory.post("/", {"title": "x"}))["title"] == "x"
