"""The board: columns by state, and buttons that do what dragging would."""

from datetime import date

import pytest

from actors.tests.test_register_list import queries_for
from initiatives.models import Activity
from initiatives.tests.factories import make_activity
from portal.models import Event

URL = "/aktiviteter/?vy=tavla"


@pytest.fixture
def activity(cast):
    return make_activity(cast.storuman, cast.coordinator, title="Öppet hus", status="PLANNED")


def move(client, activity, **data):
    return client.post(f"/aktiviteter/{activity.pk}/flytta/", data)


def test_each_state_has_its_column(cast, sign_in, activity):
    make_activity(cast.umea, cast.neighbour, title="Grannens", status="ONGOING")
    response = sign_in(cast.coordinator).get(URL)
    columns = {
        column["label"]: [str(card["activity"]) for card in column["cards"]]
        for column in response.context["columns"]
    }
    assert columns == {
        "Idé": [],
        "Planerad": ["Öppet hus"],
        "Pågår": ["Grannens"],
        "Genomförd": [],
        "Pausad eller avbruten": [],
    }
    assert response.text.count("Flytta till pågår") == 1  # not the neighbour's


def test_a_reader_sees_no_buttons(cast, sign_in, activity):
    assert "Flytta till" not in sign_in(cast.reader).get(URL).text


def test_a_button_moves_and_comes_back_to_the_same_board(cast, sign_in, activity):
    response = move(sign_in(cast.coordinator), activity, status="ONGOING", fran="b=BEMOT")
    assert response.url == "/aktiviteter/?b=BEMOT&vy=tavla"
    activity.refresh_from_db()
    assert (activity.status, activity.lock) == ("ONGOING", 1)
    assert Event.about(activity).first().verb == "flyttade till pågår"


def test_one_comes_back_to_our_own_page_whatever_is_asked(cast, sign_in, activity):
    response = move(
        sign_in(cast.coordinator), activity, status="ONGOING", fran="//elsewhere.example/?a=1"
    )
    assert response.url.startswith("/aktiviteter/?")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Välj vart aktiviteten ska flyttas."),
        ({"status": "PAUSED"}, "Skriv varför aktiviteten är pausad eller avbruten."),
        ({"status": "CANCELLED", "ends_on": "2026-01-01"}, "Skriv varför"),
        ({"status": "DONE", "ends_on": ""}, "Skriv vilken dag aktiviteten slutade."),
        ({"status": "DONE", "ends_on": "1/2"}, "Skriv datumet som år-månad-dag"),
        ({"status": "DONE", "ends_on": "2001-01-01"}, "Slutdatumet kan inte ligga före"),
        ({"status": "KLAR"}, "Valet finns inte längre i listan"),
    ],
    ids=str,
)
def test_what_a_state_needs_is_asked_for(cast, sign_in, activity, data, sentence):
    response = move(sign_in(cast.coordinator), activity, **data)
    assert response.status_code == 422
    assert sentence in response.text
    assert Activity.objects.get().status == "PLANNED"


def test_a_state_that_asks_has_a_page_of_its_own(cast, sign_in, activity):
    client = sign_in(cast.coordinator)
    text = client.get(f"/aktiviteter/{activity.pk}/flytta/?till=PAUSED&fran=b%3DBEMOT").text
    assert 'value="PAUSED" checked' in " ".join(text.split()) or "PAUSED" in text
    assert 'value="b=BEMOT&amp;vy=tavla"' in text
    response = move(client, activity, status="PAUSED", status_reason="Samordnaren är ledig")
    assert response.status_code == 302
    activity.refresh_from_db()
    assert activity.status_reason == "Samordnaren är ledig"
    assert Event.about(activity).first().why == ""  # others may read the event later


def test_going_on_again_drops_the_reason_and_the_end(cast, sign_in, activity):
    Activity.objects.update(status="CANCELLED", status_reason="Skäl", ends_on=date(2026, 1, 1))
    move(sign_in(cast.coordinator), activity, status="ONGOING")
    activity.refresh_from_db()
    assert (activity.status_reason, activity.ends_on) == ("", None)


@pytest.mark.parametrize("to", ["ONGOING", "IDEA", "PAUSED"])
def test_moving_keeps_the_end_that_is_planned(cast, sign_in, activity, to):
    Activity.objects.update(ends_on=date(2027, 1, 1))
    move(sign_in(cast.coordinator), activity, status=to, status_reason="Skäl", ends_on="2026-05-05")
    activity.refresh_from_db()
    assert (activity.status, activity.ends_on) == (to, date(2027, 1, 1))


@pytest.mark.parametrize(
    ("who", "status"), [("reader", 403), ("neighbour", 403), ("stranger", 404)]
)
def test_others_move_nothing(cast, sign_in, activity, who, status):
    assert move(sign_in(getattr(cast, who)), activity, status="ONGOING").status_code == status
    assert Activity.objects.get().status == "PLANNED"


def test_the_board_asks_the_same_number_of_questions_whatever_it_shows(cast, sign_in, activity):
    client = sign_in(cast.coordinator)
    few = queries_for(client, URL)
    for number in range(25):
        make_activity(cast.storuman, cast.coordinator, title=f"Nummer {number}", status="PLANNED")
    assert queries_for(client, URL) == few
    assert "De 20 översta av 26" in client.get(URL).text.replace("\n", " ")
