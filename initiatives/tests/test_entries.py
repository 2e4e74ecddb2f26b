"""The full log entry: target groups, who was there, what it led to, and what comes next."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from initiatives.models import LogEntry, Method, Term
from initiatives.tests.factories import make_activity
from initiatives.tests.test_views import queries_for
from portal.models import Event
from reports.todo import home_of

OUR_OWN = ("django_session", "savepoint", "set_config")  # not the portal's questions


@pytest.fixture
def activity(cast):
    return make_activity(cast.storuman, cast.coordinator, partners=[cast.region])


@pytest.fixture
def pupils(db):
    return Term.objects.create(taxonomy="malgrupp", name="Elever", number=1)


@pytest.fixture
def teachers(db):
    return Term.objects.create(taxonomy="malgrupp", name="Lärare", number=2)


@pytest.fixture
def log(activity, cast, sign_in):
    """Log in the activity, or change the entry that is given."""

    def _log(entry=None, by=cast.coordinator, **fields):
        url = f"/aktiviteter/logg/{entry.pk}/andra/" if entry else f"{activity.pk}"
        if entry:
            fields = {"lock": entry.lock} | fields
        else:
            url = f"/aktiviteter/{activity.pk}/logga/"
        return sign_in(by).post(url, {"on": "2024-05-02", "text": "Andra kvällen"} | fields)

    return _log


def errors(response):
    assert response.status_code == 422
    return {name: list(texts) for name, texts in response.context["form"].errors.items()}


def counts(entry):
    return dict(entry.headcounts.values_list("term__name", "count"))


def test_everything_is_logged_and_shown(log, activity, cast, pupils, teachers, client):
    method = Method.objects.create(name="YAM", main_b="BEMOT", certainty="SEEN", source="Källa")
    response = log(
        participants="22",
        method=method.pk,
        present=[cast.region.pk, cast.umea.pk],
        result="Två skolor vill fortsätta",
        next_step="Ring rektorerna",
        next_on="2024-06-01",
        **{f"grupp_{pupils.pk}": "20", f"grupp_{teachers.pk}": "2"},
    )
    assert response.url == activity.get_absolute_url()
    entry = activity.entries.get(text="Andra kvällen")
    assert counts(entry) == {"Elever": 20, "Lärare": 2}
    text = client.get(response.url).text
    for shown in [
        "Elever: 20, Lärare: 2", "YAM", "Två skolor vill fortsätta", "Umeå kommun",
        "Ring rektorerna, senast 1\xa0juni 2024",
    ]:  # fmt: skip
        assert shown in text
    listed = client.get("/aktiviteter/").text
    assert "Ring rektorerna" in listed
    assert "2024-06-01" in listed


def test_the_groups_are_not_more_than_the_participants_unless_it_is_rough(log, pupils, teachers):
    groups = {f"grupp_{pupils.pk}": "20", f"grupp_{teachers.pk}": "3"}
    assert errors(log(participants="22", **groups))["participants"] == [
        "Målgrupperna är tillsammans fler än deltagarna. Rätta antalen, eller kryssa för att "
        "antalet är ungefärligt."
    ]
    assert log(participants="22", is_approximate="on", **groups).status_code == 302
    assert log(participants="23", **groups).status_code == 302
    assert errors(log(**groups))["participants"] == [
        "Skriv också hur många deltagarna var tillsammans."
    ]


@pytest.mark.parametrize("typed", ["-1", "två", "1000001"])
def test_a_group_is_a_number(log, pupils, typed):
    name = f"grupp_{pupils.pk}"
    assert list(errors(log(participants="5", **{name: typed}))) == [name]


def test_the_activitys_own_groups_are_offered_when_it_has_any(
    log, activity, pupils, teachers, cast, sign_in
):
    url = f"/aktiviteter/{activity.pk}/logga/"
    form = sign_in(cast.coordinator).get(url).context["form"]
    assert [field.label for field in form.group_fields()] == ["Elever", "Lärare"]
    activity.terms.add(teachers)
    form = sign_in(cast.coordinator).get(url).context["form"]
    assert [field.label for field in form.group_fields()] == ["Lärare"]


def test_a_date_for_the_next_step_needs_a_step(log):
    assert errors(log(next_on="2024-06-01"))["__all__"] == [
        "Skriv vad nästa steg är, eller ta bort datumet."
    ]


def test_an_entry_is_changed(log, activity, pupils, teachers, cast):
    log(participants="22", **{f"grupp_{pupils.pk}": "20", f"grupp_{teachers.pk}": "2"})
    entry = activity.entries.get(text="Andra kvällen")
    response = log(entry, by=cast.colleague, text="Rättad", participants="21",
                   **{f"grupp_{pupils.pk}": "21"})  # fmt: skip
    assert response.url == f"{activity.get_absolute_url()}#logg-{entry.pk}"
    entry.refresh_from_db()
    assert (entry.text, entry.participants, entry.lock) == ("Rättad", 21, 1)
    assert counts(entry) == {"Elever": 21}
    assert entry.created_by == cast.coordinator
    assert Event.about(activity).first().verb == "ändrade en loggpost i"


def test_two_who_change_an_entry_both_keep_their_text(log, activity, pupils):
    log(participants="20", **{f"grupp_{pupils.pk}": "20"})
    entry = activity.entries.get(text="Andra kvällen")
    log(entry, text="Den ena", participants="20", **{f"grupp_{pupils.pk}": "20"})
    response = log(entry, text="Den andra", participants="20", **{f"grupp_{pupils.pk}": "19"})
    assert response.status_code == 422
    assert response.context["form"].conflicts == [
        ("Vad hände?", "Den ena", "Den andra"),
        ("Elever", "20", "19"),
    ]
    entry.refresh_from_db()
    assert (entry.text, counts(entry)) == ("Den ena", {"Elever": 20})


def test_text_typed_into_an_entry_that_was_removed_is_kept(log, activity, cast):
    entry = activity.entries.get()
    entry.remove(by=cast.colleague)
    response = log(entry, text="Det jag skrev")
    assert "Någon har tagit bort det här medan du skrev." in errors(response)["__all__"][0]
    assert "Det jag skrev" in response.text


@pytest.mark.parametrize("step", ["andra", "ta-bort"])
def test_who_may_change_an_entry(activity, cast, sign_in, step):
    url = f"/aktiviteter/logg/{activity.entries.get().pk}/{step}/"
    for who, status in {"stranger": 404, "reader": 403, "officer": 403, "neighbour": 403}.items():
        assert sign_in(getattr(cast, who)).post(url, {"text": "Nej"}).status_code == status
    client = sign_in(cast.coordinator)
    assert client.delete(url).status_code == 405
    assert client.get(url).status_code == (200 if step == "andra" else 405)
    assert client.post("/aktiviteter/logg/999999/andra/").status_code == 404


def test_small_groups_are_only_named_to_those_outside(log, activity, cast, pupils, teachers,
                                                      sign_in):  # fmt: skip
    log(participants="22", **{f"grupp_{pupils.pk}": "20", f"grupp_{teachers.pk}": "2"})
    url = activity.get_absolute_url()
    assert "Elever: 20, Lärare: 2" in sign_in(cast.officer).get(url).text
    assert "Elever: visas inte, Lärare: visas inte" in sign_in(cast.neighbour).get(url).text


@pytest.mark.parametrize(("days", "listed"), [(-3, True), (5, True), (30, False)])
def test_a_next_step_that_is_due_stands_on_home(log, activity, cast, days, listed):
    due = timezone.localdate() + timedelta(days=days)
    log(next_step="Ring rektorerna", next_on=due.isoformat())
    todos = home_of(cast.coordinator, cast.storuman)["todos"]
    assert any("Ring rektorerna" in todo.text for todo in todos) is listed
    if listed:
        later = timezone.localdate().isoformat()
        log(on=later, text="Nu har vi ringt")
        todos = home_of(cast.coordinator, cast.storuman)["todos"]
        assert not any("Ring rektorerna" in todo.text for todo in todos)


def test_the_log_is_saved_with_few_questions(log, activity, pupils, sign_in, cast):
    """Ten that are the portal's own; not counted are the session and Django's savepoints."""
    sign_in(cast.coordinator)
    with CaptureQueriesContext(connection) as asked:
        assert log(participants="7").status_code == 302
    own = [q["sql"] for q in asked if not any(w in q["sql"].lower() for w in OUR_OWN)]
    about = [sql for sql in own if "initiatives_" in sql or "portal_event" in sql]
    assert len(about) < 10, "\n".join(about)


def test_a_page_of_the_log_asks_as_often_for_many_entries(activity, cast, client, sign_in, pupils):
    sign_in(cast.coordinator)

    def more(count):
        for number in range(count):
            entry = LogEntry.objects.create(
                activity=activity, on=date(2024, 6, 1), text=str(number), participants=9,
                created_by=cast.coordinator,
            )  # fmt: skip
            entry.present.add(cast.region)
            entry.headcounts.create(term=pupils, count=9)

    more(2)
    few = queries_for(client, activity.get_absolute_url())
    more(15)
    assert queries_for(client, activity.get_absolute_url()) == few
    more(20)
    assert "?sida=2" in client.get(activity.get_absolute_url()).text
