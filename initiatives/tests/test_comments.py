"""What those who take part say to each other, and who hears that they are mentioned."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from actors.models import MentionMail, Role
from actors.tests.factories import make_user
from initiatives import tasks
from initiatives.models import Activity, Comment
from initiatives.models.talk import readers_of
from initiatives.tests.factories import make_activity, make_comment
from initiatives.tests.test_views import queries_for
from portal import fence
from portal.history import change_models
from portal.models import Event
from portal.tests.test_history import sql
from reports.todo import home_of

TEXT = "Kan du ta med affischerna?"


@pytest.fixture
def activity(cast):
    return make_activity(
        cast.storuman, cast.coordinator, title="Studiecirkel", partners=[cast.region]
    )


def post(client, activity, text=TEXT, **data):
    return client.post(reverse("initiatives:comment", args=[activity.pk]), {"text": text, **data})


def todos(user, actor):
    user.__dict__.pop("reach", None)
    return [todo.text for todo in home_of(user, actor)["todos"]]


def test_a_comment_is_read_by_those_who_take_part(activity, cast, sign_in):
    assert post(sign_in(cast.officer), activity).status_code == 302
    comment = Comment.objects.get()
    assert (comment.actor, comment.created_by) == (cast.region, cast.officer)
    assert Event.about(activity).first().verb == "kommenterade"
    for role in ("coordinator", "reader", "officer"):
        assert TEXT in sign_in(getattr(cast, role)).get(activity.get_absolute_url()).text
    page = sign_in(cast.neighbour).get(activity.get_absolute_url())
    assert page.status_code == 200
    assert TEXT not in page.text
    assert "Kommentarer" not in page.text


def test_a_name_that_cannot_be_mentioned_is_told_of(activity, cast, sign_in):
    client = sign_in(cast.coordinator)
    text = f"@{cast.officer.name} och @Okänd Person, skriv till info@storuman.example"
    response = client.post(
        reverse("initiatives:comment", args=[activity.pk]), {"text": text}, follow=True
    )
    assert "@Okänd Person fick inte veta något." in response.text
    assert list(Comment.objects.get().mentions.all()) == [cast.officer]
    response = client.post(
        reverse("initiatives:comment", args=[activity.pk]),
        {"text": f"Hej @{cast.officer.name.upper()}"},
        follow=True,
    )
    assert "fick inte veta" not in response.text


def test_the_history_does_not_keep_what_was_said(activity, cast):
    comment = make_comment(activity, cast.coordinator, TEXT)
    kept = next(one for one in change_models() if one.pgh_tracked_model is Comment)
    assert "text" not in {field.name for field in kept._meta.fields}
    assert str(comment) == f"Kommentar {comment.pk}"  # events keep it, so it names nobody


def test_strangers_and_readers_do_not_comment(activity, cast, sign_in):
    assert post(sign_in(cast.stranger), activity).status_code == 404
    response = post(sign_in(cast.reader), activity)
    assert response.status_code == 403
    assert "Du kan inte kommentera för Storumans kommun." in response.text
    assert post(sign_in(cast.neighbour), activity).status_code == 403
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Skriv vad du vill säga."),
        ("x" * 2001, "Skriv högst 2 000 tecken."),
        ("Om 811228-9874", "Det ser ut att stå ett personnummer"),
    ],
)
def test_a_wrong_comment_gets_a_sentence(activity, cast, sign_in, text, sentence):
    response = post(sign_in(cast.coordinator), activity, text)
    assert response.status_code == 422
    assert sentence in response.text


def visible_and_inside(user, activity):
    user.__dict__.pop("reach", None)
    seen = Activity.objects.visible_to(user).filter(pk=activity.pk).exists()
    return seen and not user.reach.actors.isdisjoint(activity.taking_part())


@pytest.mark.parametrize("publish", [True, False])
@pytest.mark.parametrize("visibility", ["PUBLIC", "COUNTY", "ORGANISATION", "NAMED"])
def test_those_who_can_be_mentioned_are_those_who_read(cast, publish, visibility):
    activity = make_activity(
        cast.storuman,
        cast.coordinator,
        publish=publish,
        visibility=visibility,
        partners=[cast.region],
    )
    activity.named.set([cast.officer, cast.stranger])
    people = [user for user in vars(cast).values() if hasattr(user, "memberships")]
    people = [user for user in people if hasattr(user, "email")]
    expected = {user.email for user in people if visible_and_inside(user, activity)}
    assert {user.email for user in readers_of(activity)} == expected
    comment = make_comment(activity, cast.coordinator)
    for user in people:
        heard = Comment.objects.visible_to(user).filter(pk=comment.pk).exists()
        assert heard == (user.email in expected), user.email


def test_the_fence_hides_comments_too(activity, cast):
    make_comment(activity, cast.coordinator)
    sql("SELECT set_config('portal.everything', 'off', true)")
    for user, count in ((cast.reader, 1), (cast.officer, 1), (cast.neighbour, 0)):
        reach = user.reach
        fence.let_through(user_id=user.pk, actors=reach.actors, approves_for=reach.approves_for)
        assert Comment.objects.count() == count, user


# Mentions


def test_a_mention_awaits_on_home_until_it_is_read(activity, cast, sign_in):
    client = sign_in(cast.coordinator)
    assert post(client, activity, mentions=[cast.colleague.pk]).status_code == 302
    told = f"{cast.coordinator} nämner dig i ”Studiecirkel”"
    assert told in todos(cast.colleague, cast.storuman)
    assert told not in todos(cast.reader, cast.storuman)
    client = sign_in(cast.colleague)
    page = client.get(activity.get_absolute_url()).text
    assert "Markera som läst" in page
    assert f"Nämner {cast.colleague}" in page
    assert told in client.get("/").text
    url = reverse("initiatives:read_comments", args=[activity.pk])
    assert client.post(url).status_code == 302
    assert told not in todos(cast.colleague, cast.storuman)
    assert "Markera som läst" not in client.get(activity.get_absolute_url()).text
    assert client.post(url, headers={"HX-Request": "true"}).status_code == 200


def test_a_mention_awaits_until_it_is_answered_or_two_weeks_old(activity, cast):
    comment = make_comment(activity, cast.coordinator, mentions=[cast.colleague, cast.officer])
    assert Comment.objects.awaiting(cast.colleague).exists()
    make_comment(activity, cast.colleague, "Javisst.")
    Comment.objects.filter(created_by=cast.colleague).update(
        created_at=timezone.now() + timedelta(seconds=5)
    )
    assert not Comment.objects.awaiting(cast.colleague).exists()
    assert Comment.objects.awaiting(cast.officer).exists()
    Comment.objects.filter(pk=comment.pk).update(created_at=timezone.now() - timedelta(days=15))
    assert not Comment.objects.awaiting(cast.officer).exists()


def test_a_name_after_an_at_sign_mentions_too(activity, cast, sign_in):
    cast.colleague.name = "Åsa Öberg"
    cast.colleague.save()
    post(sign_in(cast.coordinator), activity, "Hej @åsa öberg, ses vi?")
    assert list(Comment.objects.get().mentions.all()) == [cast.colleague]


def test_nobody_who_cannot_read_is_mentioned(activity, cast, sign_in):
    response = post(sign_in(cast.coordinator), activity, mentions=[cast.stranger.pk])
    assert response.status_code == 422
    assert "En av dem kan inte läsa aktiviteten." in response.text
    assert not Comment.objects.exists()


# Letters


def test_a_letter_is_asked_for_when_all_is_saved(
    activity, cast, monkeypatch, django_capture_on_commit_callbacks
):
    asked = []
    monkeypatch.setattr(tasks.tell_of_mention, "delay", lambda *pks: asked.append(pks))
    monkeypatch.setattr(
        tasks.tell_of_mention, "apply_async", lambda args=(), **kwargs: asked.append(tuple(args))
    )
    with django_capture_on_commit_callbacks(execute=True):
        comment = make_comment(activity, cast.coordinator, mentions=[cast.colleague])
        assert not asked
    assert asked == [(comment.pk, cast.colleague.pk)]


def letters(comment, user):
    mail.outbox.clear()
    tasks.tell_of_mention(comment.pk, user.pk)
    return mail.outbox


def test_the_letter_holds_a_link_and_nothing_of_what_is_said(activity, cast):
    comment = make_comment(activity, cast.coordinator, TEXT, mentions=[cast.colleague])
    (letter,) = letters(comment, cast.colleague)
    assert letter.to == [cast.colleague.email]
    assert letter.subject == "Du är nämnd i en kommentar i B4-portalen"
    assert f"{activity.get_absolute_url()}#kommentarer" in letter.body
    assert "Studiecirkel" in letter.body
    assert TEXT not in letter.body
    activity.visibility = "ORGANISATION"
    activity.save()
    (letter,) = letters(comment, cast.colleague)
    assert "Studiecirkel" not in letter.body


def test_no_letter_to_those_who_want_none_or_no_longer_read(activity, cast):
    comment = make_comment(activity, cast.coordinator, mentions=[cast.colleague, cast.officer])
    assert not letters(comment, cast.reader)  # not mentioned
    cast.colleague.mention_mail = MentionMail.NEVER
    cast.colleague.save()
    assert not letters(comment, cast.colleague)
    assert letters(comment, cast.officer)
    activity.partners.clear()
    assert not letters(comment, cast.officer)
    comment.remove(by=cast.coordinator)
    cast.colleague.mention_mail = MentionMail.AT_ONCE
    cast.colleague.save()
    assert not letters(comment, cast.colleague)


def test_letters_are_chosen_on_my_account(cast, sign_in):
    client = sign_in(cast.coordinator)
    assert "Brev när någon nämner dig" in client.get("/konto/").text
    assert client.post("/konto/", {"mention_mail": "NEVER"}).status_code == 302
    cast.coordinator.refresh_from_db()
    assert cast.coordinator.mention_mail == MentionMail.NEVER
    assert client.post("/konto/", {"mention_mail": "IBLAND"}).status_code == 422
    mine = client.get(reverse("actors:my_data")).json()
    assert mine["konto"]["brev när någon nämner dig"] == "Aldrig"


# Undo


def test_my_own_comment_is_taken_away_and_brought_back(activity, cast, sign_in):
    comment = make_comment(activity, cast.coordinator, TEXT)
    remove = reverse("initiatives:remove_comment", args=[comment.pk])
    restore = reverse("initiatives:restore", args=["kommentar", comment.pk])
    response = sign_in(cast.colleague).post(remove)
    assert response.status_code == 403
    assert "Du kan bara ta bort det som du själv har skrivit." in response.text
    client = sign_in(cast.coordinator)
    assert client.get(remove).status_code == 405
    assert client.post(remove).status_code == 302
    page = client.get(activity.get_absolute_url()).text
    assert TEXT not in page
    assert "Du tog bort en kommentar." in page
    assert client.post(restore).status_code == 302
    assert TEXT in client.get(activity.get_absolute_url()).text


def test_who_may_no_longer_comment_is_not_offered_to_take_back(activity, cast, sign_in):
    comment = make_comment(activity, cast.coordinator, TEXT)
    comment.remove(by=cast.coordinator)
    client = sign_in(cast.coordinator)
    assert "Du tog bort en kommentar." in client.get(activity.get_absolute_url()).text
    cast.coordinator.memberships.update(role=Role.READER)
    assert "Du tog bort en kommentar." not in client.get(activity.get_absolute_url()).text
    other = make_comment(activity, cast.coordinator, TEXT)
    page = client.post(reverse("initiatives:remove_comment", args=[other.pk]), follow=True).text
    assert "Kommentaren är borttagen." in page
    assert "Ångra" not in page


def test_the_page_asks_as_much_for_many_comments_as_for_one(activity, cast, sign_in):
    client = sign_in(cast.coordinator)
    make_comment(activity, cast.coordinator, mentions=[cast.colleague])
    few = queries_for(client, activity.get_absolute_url())
    for number in range(4):
        make_user(f"till{number}", cast.region, Role.READER)
        make_comment(
            activity, cast.officer, mentions=[cast.reader, cast.approver], actor=cast.region
        )
    assert queries_for(client, activity.get_absolute_url()) == few


def test_home_asks_as_much_for_many_mentions_as_for_one(activity, cast, sign_in):
    client = sign_in(cast.colleague)
    make_comment(activity, cast.coordinator, mentions=[cast.colleague])
    few = queries_for(client, "/")
    for _ in range(4):
        other = make_activity(cast.storuman, cast.coordinator)
        make_comment(other, cast.approver, mentions=[cast.colleague])
    assert queries_for(client, "/") == few
    assert connection.vendor == "postgresql"
