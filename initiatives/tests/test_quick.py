"""The half-minute log: what it offers, what it saves, and what it costs."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from initiatives.actions import activities as log
from initiatives.models import Activity, FormDraft, LogEntry, Method
from initiatives.tests.factories import make_activity
from portal.models import Event

URL = "/logga/"
FRAME = (  # what every page asks before its own view begins
    "django_session",
    "actors_user",
    "actors_membership",
    "actors_actor_counties",
    "actors_actor",
    "mfa_authenticator",
)


@pytest.fixture
def activity(cast):
    return make_activity(cast.storuman, cast.coordinator, title="Bygdekvällar")


@pytest.fixture
def post(cast, sign_in, activity):
    """Send the form as Storuman's coordinator."""

    def _post(accept="text/html", by=None, **fields):
        data = {"activity": activity.pk, "on": "2024-03-14", "text": "Tjugo kom."} | fields
        client = sign_in(by or cast.coordinator)
        return client.post(URL, data, headers={"Accept": accept})

    return _post


def test_the_last_logged_activity_is_chosen_and_the_day_is_today(cast, sign_in, activity):
    make_activity(cast.storuman, cast.colleague, title="Kollegans")
    make_activity(cast.storuman, cast.coordinator, title="Slut", status="DONE")
    make_activity(cast.umea, cast.neighbour, title="Grannens", visibility="PUBLIC")
    log.add_entry(LogEntry(on=date(2024, 1, 1)), activity=activity, by=cast.coordinator)
    response = sign_in(cast.coordinator).get(URL)
    form = response.context["form"]
    assert form["activity"].value() == activity.pk
    assert form["on"].value() == timezone.localdate()
    assert {title for _, title in form.fields["activity"].choices} == {"Bygdekvällar", "Kollegans"}
    assert "/aktiviteter/logga/" in response.text


def test_those_that_go_on_stand_with_the_latest_first(cast, sign_in, activity):
    newest = make_activity(cast.storuman, cast.coordinator, entry={"on": date(2025, 1, 1)})
    shown = sign_in(cast.coordinator).get(URL).context["form"].fields["activity"].shown
    assert [pk for pk, _ in shown] == [newest.pk, activity.pk]


def test_an_activity_in_the_address_is_chosen(cast, sign_in, activity):
    make_activity(cast.storuman, cast.coordinator)
    for asked, chosen in [(str(activity.pk), activity.pk), ("²", Activity.objects.latest("pk").pk)]:
        response = sign_in(cast.coordinator).get(URL, {"aktivitet": asked})
        assert response.context["form"]["activity"].value() == chosen


def test_with_nothing_that_goes_on_the_page_says_what_to_do(cast, sign_in):
    assert "Ni har ingen aktivitet som pågår" in sign_in(cast.coordinator).get(URL).text


def test_three_fields_are_logged_and_the_page_is_ready_again(post, cast, client, activity):
    response = post(once=uuid4())
    assert response.url == f"/logga/?sparad={activity.pk}"
    entry = activity.entries.latest("pk")
    assert (entry.on, entry.text, entry.created_by) == (
        date(2024, 3, 14),
        "Tjugo kom.",
        cast.coordinator,
    )
    assert Event.about(activity).first().verb == "loggade i"
    page = client.get(response.url)
    assert "<strong>Sparat</strong>" in page.text
    assert activity.get_absolute_url() in page.text
    assert page.context["form"]["text"].value() in (None, "")


def test_everything_that_is_folded_is_saved_too(post, cast, activity):
    method = Method.objects.create(name="YAM", main_b="BEMOT", certainty="SEEN", source="Källa")
    post(
        participants="1 200",
        is_approximate="on",
        result="Tre anmälde sig.",
        next_step="Ring skolan",
        next_on="2030-01-01",
        present=[cast.region.pk, cast.umea.pk],
        method=method.pk,
    )
    entry = activity.entries.latest("pk")
    assert (entry.participants, entry.is_approximate, entry.method) == (1200, True, method)
    assert (entry.result, entry.next_step) == ("Tre anmälde sig.", "Ring skolan")
    assert set(entry.present.all()) == {cast.region, cast.umea}


@pytest.mark.parametrize(
    ("fields", "name", "sentence"),
    [
        ({"text": ""}, "text", "Skriv vad som hände, eller hur många som var med."),
        ({"on": "2999-01-01"}, "on", "Datumet ligger i framtiden."),
        ({"on": "1789-07-14"}, "on", "Datumet ligger för långt tillbaka. Kontrollera året."),
        ({"is_approximate": "on"}, "participants", "Fyll i antalet deltagare"),
        ({"participants": "1000001"}, "participants", "högst 1 000 000"),
        ({"next_on": "2030-01-01"}, "next_step", "Skriv vad nästa steg är"),
        ({"activity": ""}, "activity", "Välj vilken aktivitet det gäller."),
        ({"more_days": "i påskas"}, "more_days", "”i påskas” är inget datum."),
        ({"more_days": "31 feb 2026"}, "more_days", "Dagen finns inte. Kontrollera dag"),
        ({"more_days": "2999-01-01"}, "more_days", "Datumet ligger i framtiden."),
        ({"more_days": "1789-07-14"}, "more_days", "för långt tillbaka"),
        ({"person": "0"}, "person", "skriven av någon annan"),
    ],
)
def test_what_is_wrong_is_told_and_kept(post, fields, name, sentence, activity):
    response = post(**fields)
    assert response.status_code == 422
    assert sentence in response.context["form"].errors[name][0]
    assert response.context["form"]["text"].value() == fields.get("text", "Tjugo kom.")
    assert activity.entries.count() == 1
    answer = post(accept="application/json", **fields)
    assert answer.status_code == 422
    assert sentence in answer.json()["fel"][name][0]


def test_a_suggestion_is_given_once_and_then_never_in_the_way(post, activity):
    """The answer to a script has the marks to send, so that what has waited is not stopped."""
    fields = {"text": "Vi talade om lyckat självmord.", "once": uuid4()}
    page = post(**fields)
    assert page.status_code == 422
    assert "Skriv hellre <strong>dog i suicid</strong>" in page.text
    answer = post(accept="application/json", **fields)
    assert answer.status_code == 422
    assert answer.json() == {"fel": {}, "sedd": ["text:lyckat"]}
    assert activity.entries.count() == 1
    again = post(accept="application/json", sedd=answer.json()["sedd"], **fields)
    assert again.status_code == 201
    assert activity.entries.latest("pk").text == fields["text"]


def test_several_days_become_an_entry_each(post, activity):
    response = post(more_days="2024-03-21\n28 mars 2024\n\n4/4 2024,\n2024-03-14\n2024-03-21")
    assert response.url.endswith("&antal=4")
    days = list(activity.entries.filter(text="Tjugo kom.").values_list("on", flat=True))
    assert days == [date(2024, 4, 4), date(2024, 3, 28), date(2024, 3, 21), date(2024, 3, 14)]


def test_twenty_days_are_enough(post, activity):
    days = [(date(2024, 4, 1) + timedelta(days=n)).isoformat() for n in range(20)]
    assert (
        "högst 20 datum" in post(more_days="\n".join(days)).context["form"].errors["more_days"][0]
    )
    assert post(more_days="\n".join(days[1:])).status_code == 302
    assert activity.entries.count() == 21


def test_the_same_form_sent_again_logs_nothing_twice(post, activity):
    once = uuid4()
    first = post(once=once, more_days="2024-03-21")
    again = post(once=once, more_days="2024-03-21", accept="application/json")
    assert first.status_code == 302
    assert again.status_code == 201
    assert again.json()["adress"] == f"/logga/?sparad={activity.pk}"
    assert activity.entries.count() == 3


@pytest.mark.parametrize(
    "edited",
    [
        {"text": "Trettio kom."},
        {"participants": "30"},
        {"result": "Bra"},
        {"more_days": "5/4 2024"},
    ],
    ids=str,
)
def test_what_was_edited_after_it_was_saved_is_not_thrown(post, activity, edited):
    once = uuid4()
    post(once=once)
    entry = activity.entries.get(once=once)
    response = post(once=once, **edited)
    assert response.status_code == 422
    assert "Det här tillfället är redan sparat, men med en annan text." in response.text
    assert f'href="/aktiviteter/logg/{entry.pk}/andra/"' in response.text
    form = response.context["form"]
    assert {name: form[name].value() for name in edited} == edited
    answer = post(once=once, accept="application/json", **edited)
    assert answer.status_code == 422
    assert "redan sparat" in answer.json()["fel"]["__all__"][0]
    assert answer.json()["andra"] == f"/aktiviteter/logg/{entry.pk}/andra/"
    assert activity.entries.count() == 2


def test_the_same_text_with_other_line_breaks_is_the_same(post, cast, activity):
    once, said = uuid4(), {"participants": "1 200", "present": [cast.region.pk]}
    post(once=once, text="Ett\r\ntvå", **said)
    assert post(once=once, text="Ett\ntvå ", **said).status_code == 302


def test_the_same_form_in_two_windows_at_once_is_still_one(post, activity, monkeypatch):
    """Neither window has seen the other's entry when it looks."""
    monkeypatch.setattr("initiatives.forms.quick.QuickForm.saved_before", lambda form: None)
    once = uuid4()
    for _ in range(2):
        assert post(once=once, present=[]).status_code == 302
    assert activity.entries.count() == 2


def test_what_was_taken_away_does_not_come_back_by_going_back(post, cast, activity):
    once = uuid4()
    post(once=once)
    activity.entries.get(once=once).remove(by=cast.coordinator)
    assert post(once=once).status_code == 302
    assert activity.entries.count() == 1


def test_same_as_last_time_fills_in_all_but_the_day(post, cast, client, activity):
    method = Method.objects.create(name="YAM", main_b="BEMOT", certainty="SEEN", source="Källa")
    post(participants="12", present=[cast.region.pk], method=method.pk, result="Bra")
    page = client.get(URL)
    assert "?samma=1" in page.text
    form = client.get(f"{URL}?samma=1").context["form"]
    assert form["text"].value() == "Tjugo kom."
    assert form["participants"].value() == 12
    assert form["present"].value() == [cast.region.pk]
    assert form["method"].value() == method.pk
    assert form["on"].value() == timezone.localdate()
    assert not form["result"].value()


def test_a_method_that_has_left_the_list_is_not_offered(post, cast, client):
    about = {"main_b": "BEMOT", "certainty": "SEEN", "source": "Källa"}
    old = Method.objects.create(name="Gammal", is_active=False, **about)
    assert "method" in post(method=old.pk).context["form"].errors
    assert "Gammal" not in client.get(URL).text


def test_a_reader_is_told_why_not(cast, sign_in, activity):
    for send in (sign_in(cast.reader).get, sign_in(cast.reader).post):
        response = send(URL)
        assert response.status_code == 403
        assert "Du kan inte logga aktiviteter för Storumans kommun." in response.text


def test_nobody_logs_in_another_actors_activity(post, cast, activity):
    response = post(by=cast.stranger)
    assert response.status_code == 422
    assert "activity" in response.context["form"].errors
    assert activity.entries.count() == 1
    # The neighbour sees the activity, which does not mean that the neighbour logs in it.
    assert post(by=cast.neighbour).status_code == 422


def test_an_entry_from_yesterday_is_taken_though_the_activity_has_ended(post, activity):
    Activity.objects.filter(pk=activity.pk).update(status="DONE", ends_on=date(2024, 12, 31))
    assert post().status_code == 302
    wrong = post(text="")
    assert wrong.context["form"].fields["activity"].shown[0][0] == activity.pk


def test_other_methods_are_refused(cast, sign_in):
    assert sign_in(cast.coordinator).put(URL).status_code == 405


def test_logging_asks_under_ten_queries(post, cast, client, activity):
    """What the page itself asks; and no more than eleven with session, account and fence."""
    FormDraft.objects.create(user=cast.coordinator, form="quick", version=1, data={})
    client.force_login(cast.coordinator, backend="actors.signin.Backend")
    data = {"activity": activity.pk, "on": "2024-03-14", "text": "Tjugo kom.", "once": uuid4()}
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.post(URL, data | {"utkast_nyckel": "quick", "utkast_version": "1"})
    queries = [query["sql"] for query in asked.captured_queries if "SAVEPOINT" not in query["sql"]]
    own = [sql for sql in queries if not any(f'FROM "{table}"' in sql for table in FRAME)]
    assert activity.entries.count() == 2
    assert not FormDraft.objects.exists()
    assert (len(own), len(queries)) == (6, 12), queries  # docs/speed.md says the same


def test_the_page_costs_the_same_with_many_activities(cast, sign_in, activity):
    client = sign_in(cast.coordinator)

    def cost():
        with CaptureQueriesContext(connection) as asked:
            client.get(URL)
        return len(asked)

    few = cost()
    for number in range(5):
        make_activity(cast.storuman, cast.coordinator, title=f"Nummer {number}")
    assert cost() == few


def test_the_shell_holds_nobodys_data(cast, sign_in, activity):
    response = sign_in(cast.coordinator).get("/logga/utan-nat/")
    assert response.status_code == 200
    for private in ("samordnare", "Storumans kommun", "Bygdekvällar", "csrf", "data-person"):
        assert private not in response.text
    assert get_user_model().objects.get(pk=cast.coordinator.pk).name not in response.text


def test_the_worker_keeps_to_the_log(db, client):
    response = client.get("/sw.js")
    assert response.headers["Content-Type"].startswith("text/javascript")
    assert response.headers["Service-Worker-Allowed"] == "/logga/"
    assert "worker-src 'self'" in response.headers["Content-Security-Policy"]
    assert "/logga/utan-nat/" in response.text
    assert "/aktiviteter/" not in response.text
