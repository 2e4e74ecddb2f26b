"""The log of what was done: written once, never changed."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection

from portal.models import Event, refusals

REFUSAL = "Det som står i portal_event kan inte ändras eller tas bort."


@pytest.fixture
def event(cast):
    return Event.record("skapade", cast.storuman, by=cast.coordinator, why="Prov")


def sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_event_says_who_did_what_to_what_and_why(event, cast):
    event.refresh_from_db()
    assert (event.verb, event.by, event.why) == ("skapade", cast.coordinator.pk, "Prov")
    assert (event.object_type, event.object_id) == ("actors.actor", str(cast.storuman.pk))
    assert str(event) == "skapade Storumans kommun"


def test_the_portal_itself_has_no_number(cast):
    assert Event.record("städade", cast.storuman, by=None).by is None


def test_a_long_name_is_cut(cast):
    cast.storuman.name = "å" * 300
    assert len(Event.record("skapade", cast.storuman, by=None).object_label) == 250


def test_about_tells_only_of_the_thing_itself_latest_first(event, cast):
    later = Event.record("ändrade", cast.storuman, by=cast.colleague)
    Event.record("skapade", cast.umea, by=cast.neighbour)
    same_number = cast.coordinator
    same_number.pk = cast.storuman.pk
    Event.record("skapade", same_number, by=None)
    assert list(Event.about(cast.storuman)) == [later, event]


def test_an_event_outlives_the_name_it_tells_of(event, cast):
    cast.storuman.name = "Nytt namn"
    cast.storuman.save()
    assert Event.about(cast.storuman).get().object_label == "Storumans kommun"


@pytest.mark.parametrize(
    "attempt",
    [
        lambda event: Event.objects.update(verb="något annat"),
        lambda event: Event.objects.filter(pk=event.pk).delete(),
        lambda event: event.delete(),
        lambda event: event.save(),
        lambda event: sql("UPDATE portal_event SET why = ''"),
        lambda event: sql("DELETE FROM portal_event"),
    ],
    ids=["update", "filter-delete", "delete", "save", "raw-update", "raw-delete"],
)
def test_postgresql_refuses_to_change_what_was_done(event, attempt):
    with pytest.raises(IntegrityError, match=REFUSAL):
        attempt(event)


def test_postgresql_refuses_to_empty_the_log(event):
    sql("ALTER TABLE portal_event ENABLE TRIGGER portal_event_no_truncate")
    with pytest.raises(IntegrityError, match=REFUSAL):
        sql("TRUNCATE portal_event")


def test_a_refusal_by_a_trigger_becomes_a_sentence_for_people(event):
    with pytest.raises(ValidationError, match=REFUSAL), refusals():
        Event.objects.update(verb="något annat")
    assert Event.objects.get() == event


def test_other_errors_of_the_database_are_not_dressed_up(cast):
    with pytest.raises(IntegrityError, match="actor_code_fits_kind"), refusals():
        sql("UPDATE actors_actor SET code = 'X'")
