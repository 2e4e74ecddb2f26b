"""Two who edit the same thing at once: nothing is overwritten, and both texts are shown."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections, transaction
from django.forms import modelform_factory
from django.template.loader import render_to_string
from django.test import Client

from conftest import OPEN_THE_FENCE
from initiatives.models import Activity
from initiatives.tests.factories import make_activity, make_plan
from portal.forms import REMOVED_MEANWHILE, SAVED_MEANWHILE, LockedModelForm

TitleForm = modelform_factory(
    Activity, form=LockedModelForm, fields=["title", "status", "partners", "is_sensitive"]
)


@pytest.fixture
def activity(cast):
    return make_activity(cast.storuman, cast.coordinator, partners=[cast.umea])


def form(activity, **fields):
    data = {
        "title": activity.title,
        "status": "ONGOING",
        "partners": [partner.pk for partner in activity.partners.all()],
        "lock": activity.lock,
    } | fields
    return TitleForm(data, instance=Activity.objects.get(pk=activity.pk))


def test_the_page_carries_the_number_of_the_save(activity):
    assert f'name="lock" value="{activity.lock}"' in str(TitleForm(instance=activity)["lock"])


def test_every_save_counts_and_touches_the_forms_own_columns_alone(activity):
    mine = form(activity, title="Min rubrik")
    assert mine.is_valid()
    Activity.objects.filter(pk=activity.pk).update(place="Skrivet av någon annan")
    mine.save()
    activity.refresh_from_db()
    assert (activity.title, activity.lock) == ("Min rubrik", 1)
    assert activity.place == "Skrivet av någon annan"


def test_the_second_to_save_sees_both_texts_and_overwrites_nothing(activity):
    first, second = form(activity, title="Den ena"), form(activity, title="Den andra")
    assert first.is_valid()
    first.save()
    assert not second.is_valid()
    assert second.non_field_errors() == [SAVED_MEANWHILE]
    assert second.conflicts == [("Vad", "Den ena", "Den andra")]
    assert second["title"].value() == "Den andra"
    activity.refresh_from_db()
    assert activity.title == "Den ena"
    page = render_to_string("_conflict.html", {"form": second})
    assert "Den ena" in page
    assert "Den andra" in page


def test_saving_once_more_is_a_choice(activity):
    form(activity, title="Den ena").is_valid()
    Activity.objects.filter(pk=activity.pk).update(title="Den ena", lock=1)
    second = form(activity, title="Den andra")
    second.is_valid()
    again = form(activity, title="Den andra", lock=second["lock"].value())
    assert again.is_valid()
    again.save()
    activity.refresh_from_db()
    assert (activity.title, activity.lock) == ("Den andra", 2)


@pytest.mark.parametrize("lock", ["", "abc", "-1", "9" * 40])
def test_without_a_number_that_is_known_one_compares(activity, lock):
    other = form(activity, title="Den andra", lock=lock)
    assert not other.is_valid()
    assert other.errors == {"__all__": [SAVED_MEANWHILE]}


def test_the_same_thing_sent_twice_differs_in_nothing(activity):
    for _ in range(2):
        mine = form(activity, title="Min rubrik", lock=0)
        assert mine.is_valid()
        mine.save()


def test_choices_rows_and_ticks_are_told_in_words(activity, cast):
    Activity.objects.filter(pk=activity.pk).update(lock=1)
    other = form(
        activity, status="DONE", partners=[cast.region.pk], is_sensitive="on", visibility="NAMED"
    )
    other.is_valid()
    assert other.conflicts == [
        ("Status", "Pågår", "Genomförd"),
        ("Samverkar med", "Umeå kommun", "Region Västerbotten"),
        ("Nämner en plats eller ett medel", "nej", "ja"),
    ]


def test_a_choice_of_a_number_is_the_same_as_its_text(activity, cast, sign_in):
    Activity.objects.filter(pk=activity.pk).update(
        plan=make_plan(cast.storuman, cast.coordinator), lock=1
    )
    activity.refresh_from_db()
    data = {
        "title": "Ny rubrik",
        "main_b": "BEMOT",
        "lead": cast.storuman.pk,
        "partners": [cast.umea.pk],
        "status": "ONGOING",
        "starts_on": "2024-03-14",
        "visibility": "COUNTY",
        "plan": activity.plan_id,
        "lock": "0",
    }
    response = sign_in(cast.coordinator).post(f"{activity.get_absolute_url()}andra/", data)
    assert response.context["form"].conflicts == [
        ("Vad handlar det om?", "Utbildning", "Ny rubrik")
    ]


def test_a_row_that_is_not_on_offer_is_not_named(activity, cast):
    Activity.objects.filter(pk=activity.pk).update(lock=1)
    other = form(activity, partners=[cast.nacka.pk, "x", "9" * 40])
    other.fields["partners"].queryset = other.fields["partners"].queryset.exclude(
        pk__in=[cast.nacka.pk, cast.umea.pk]
    )
    other.is_valid()
    assert other.conflicts == [("Samverkar med", "något som du inte kan välja", "")]


def test_what_was_removed_meanwhile_is_told(activity, cast):
    mine = form(activity, title="Min rubrik")
    activity.remove(by=cast.colleague)
    assert not mine.is_valid()
    assert mine.non_field_errors() == [REMOVED_MEANWHILE]
    assert mine["title"].value() == "Min rubrik"


def test_something_new_has_nobody_to_wait_for(cast):
    new = TitleForm({"title": "Ny", "status": "ONGOING"})
    new.is_valid()
    assert new.conflicts == []


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_in_the_same_moment_one_waits_and_is_told(cast):
    """Two real threads, each with a connection and a request of its own."""
    activity = make_activity(cast.storuman, cast.coordinator)
    together = Barrier(2)

    def save(user, title):
        client = Client()
        client.force_login(user, backend="actors.signin.Backend")
        data = {
            "title": title,
            "main_b": "BEMOT",
            "lead": cast.storuman.pk,
            "status": "ONGOING",
            "starts_on": "2024-03-14",
            "visibility": "COUNTY",
            "lock": "0",
        }
        together.wait(timeout=30)
        try:
            return client.post(f"/aktiviteter/{activity.pk}/andra/", data)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        jobs = [
            pool.submit(save, cast.coordinator, "Samordnarens text"),
            pool.submit(save, cast.colleague, "Kollegans text"),
        ]
        answers = [job.result(timeout=120) for job in jobs]
    with connection.cursor() as cursor:
        cursor.execute(OPEN_THE_FENCE)
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    refused = next(answer for answer in answers if answer.status_code == 422)
    assert "Samordnarens text" in refused.text
    assert "Kollegans text" in refused.text
    with transaction.atomic():
        activity.refresh_from_db()
    assert activity.lock == 1
    assert activity.title in ("Samordnarens text", "Kollegans text")
    assert f'value="{activity.title}"' not in refused.text  # what was typed stands in the field
