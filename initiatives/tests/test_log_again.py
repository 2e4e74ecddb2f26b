"""Pasting, going back, and logging one more occasion."""

from uuid import uuid4

import pytest

from initiatives.models import Activity, LogEntry
from initiatives.tests.factories import make_activity
from initiatives.tests.test_log_form import URL, assert_refused, fill

__all__ = ["fill"]  # the fixture


def test_saving_again_after_going_back_logs_nothing_twice(fill, cast, client):
    once = str(client.get(URL).context["form"]["once"].value())
    first, second = fill(once=once), fill(once=once)
    assert Activity.objects.count() == LogEntry.objects.count() == 1
    assert first.url == second.url
    assert "Aktiviteten var redan sparad." in client.get(second.url).text


@pytest.mark.parametrize(
    "edited",
    [{"text": "Trettio kom."}, {"title": "En annan kväll"}, {"main_b": "BEHANDLA"}],
    ids=str,
)
def test_what_was_edited_after_it_was_saved_is_told_and_kept(fill, edited):
    once = str(uuid4())
    fill(once=once, text="Tjugo kom.")
    response = fill(once=once, **{"text": "Tjugo kom."} | edited)
    assert response.status_code == 422
    assert "redan sparat, men med en annan text" in response.text
    assert f'href="/aktiviteter/logg/{LogEntry.objects.get().pk}/andra/"' in response.text
    assert Activity.objects.count() == 1


def test_an_occasion_edited_after_it_was_saved_is_told_and_kept(cast, sign_in):
    activity = make_activity(cast.storuman, cast.coordinator)
    url, client = f"/aktiviteter/{activity.pk}/logga/", sign_in(cast.coordinator)
    sent = {"on": "2024-03-14", "text": "Tjugo kom.", "once": str(uuid4())}
    for _ in range(2):
        assert client.post(url, sent).status_code == 302
    response = client.post(url, sent | {"text": "Trettio kom."})
    assert response.status_code == 422
    assert "redan sparat, men med en annan text" in response.text
    assert response.context["form"]["text"].value() == "Trettio kom."
    assert activity.entries.count() == 2


def test_a_pasted_title_becomes_one_plain_line(fill):
    fill(title=" Möte\u00a0på\u202fbiblioteket\u200b \n i  Tärnaby ")
    assert Activity.objects.get().title == "Möte på biblioteket i Tärnaby"


@pytest.mark.parametrize("typed", ["1 200", "1\u00a0200", "1200"])
def test_a_count_may_have_a_space(fill, typed):
    fill(participants=typed)
    assert LogEntry.objects.get().participants == 1200


def test_a_title_that_is_too_long_is_told_by_how_much(fill):
    assert_refused(fill(title="å" * 170), title="Korta texten till högst 160 tecken. Den har 170.")


def test_an_occasion_that_tells_nothing_is_not_logged(cast, sign_in):
    activity = make_activity(cast.storuman, cast.coordinator)
    response = sign_in(cast.coordinator).post(
        f"/aktiviteter/{activity.pk}/logga/", {"on": "2024-03-14"}
    )
    assert response.status_code == 422
    assert "Skriv vad som hände, eller hur många som var med." in response.text
    assert activity.entries.count() == 1
