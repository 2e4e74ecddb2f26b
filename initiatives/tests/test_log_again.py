"""Pasting, going back, and logging one more occasion."""

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
