"""Each action is one transaction and leaves an Event."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction

from initiatives.actions import activities as actions
from initiatives.actions import plans
from initiatives.models import Activity, LogEntry, Plan
from initiatives.tests.factories import make_activity, make_plan
from portal.models import Event


def told_about(thing):
    """What the log of events says of a thing, latest first: [(verb, who), …]."""
    return list(Event.about(thing).values_list("verb", "by"))


def test_logging_publishes_and_tells(cast):
    activity = make_activity(cast.storuman, cast.coordinator, partners=[cast.umea])
    activity.refresh_from_db()
    assert activity.published_by == activity.created_by == cast.coordinator
    assert activity.starts_on == date(2024, 3, 14)
    assert list(activity.partners.all()) == [cast.umea]
    assert activity.entries.get().created_by == cast.coordinator
    assert told_about(activity) == [("loggade", cast.coordinator.pk)]


def test_a_draft_is_told_as_a_draft(cast):
    activity = make_activity(cast.storuman, cast.coordinator, publish=False)
    assert activity.is_draft
    assert told_about(activity) == [("sparade som utkast", cast.coordinator.pk)]


def test_an_activity_is_not_saved_without_its_entry(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_activity(cast.storuman, cast.coordinator, entry={"is_approximate": True})
    assert not Activity.objects.exists()
    assert not Event.objects.exists()


def test_publishing_notes_who_and_when(cast):
    activity = make_activity(cast.storuman, cast.coordinator, publish=False)
    actions.publish_activity(activity, by=cast.colleague)
    activity.refresh_from_db()
    assert not activity.is_draft
    assert activity.published_by == cast.colleague
    assert told_about(activity)[0] == ("publicerade", cast.colleague.pk)


def test_publishing_overwrites_nothing_else(cast):
    activity = make_activity(cast.storuman, cast.coordinator, publish=False)
    Activity.objects.update(title="Ändrad av någon annan")
    actions.publish_activity(activity, by=cast.coordinator)
    activity.refresh_from_db()
    assert activity.title == "Ändrad av någon annan"


def test_an_entry_is_added_by_the_one_who_logs_it(cast):
    activity = make_activity(cast.storuman, cast.coordinator)
    entry = actions.add_entry(LogEntry(on=date(2024, 5, 2)), activity=activity, by=cast.colleague)
    assert entry.created_by == cast.colleague
    assert activity.entries.count() == 2
    assert told_about(activity)[0] == ("loggade i", cast.colleague.pk)


def test_an_entry_that_is_refused_leaves_no_event(cast):
    activity = make_activity(cast.storuman, cast.coordinator)
    with pytest.raises(DataError), transaction.atomic():
        actions.add_entry(
            LogEntry(on=date(2024, 5, 2), participants=10**12),
            activity=activity,
            by=cast.colleague,
        )
    assert len(told_about(activity)) == 1


def test_a_plan_begins_as_a_draft_with_its_goals(cast):
    plan = plans.create_plan(
        Plan(owner=cast.storuman, title="Plan", first_year=2025, last_year=2026, status="CLOSED"),
        goals=[{"b": "BYGG", "text": "Mötesplatser"}],
        by=cast.coordinator,
    )
    plan.refresh_from_db()
    assert plan.status == Plan.Status.DRAFT
    assert plan.created_by == cast.coordinator
    assert plan.goals.get().text == "Mötesplatser"
    assert told_about(plan) == [("skapade", cast.coordinator.pk)]


def test_adopting_notes_the_body_and_the_day(cast):
    plan = make_plan(cast.storuman, cast.coordinator, adopted=False)
    plans.adopt_plan(
        plan, adopted_by="Fullmäktige § 14", adopted_on=date(2023, 2, 28), by=cast.approver
    )
    plan.refresh_from_db()
    assert (plan.status, plan.adopted_by, plan.adopted_on) == (
        "ADOPTED",
        "Fullmäktige § 14",
        date(2023, 2, 28),
    )
    latest = Event.about(plan).first()
    assert (latest.verb, latest.by, latest.why) == (
        "noterade antagandet av",
        cast.approver.pk,
        "Fullmäktige § 14",
    )


def test_a_plan_is_not_adopted_by_nobody(cast):
    plan = make_plan(cast.storuman, cast.coordinator, adopted=False)
    with pytest.raises(ValidationError, match="En antagen plan har datum och vem"):
        plans.adopt_plan(plan, adopted_by="", adopted_on=date(2023, 2, 28), by=cast.approver)
    plan.refresh_from_db()
    assert plan.status == Plan.Status.DRAFT
    assert len(told_about(plan)) == 1
