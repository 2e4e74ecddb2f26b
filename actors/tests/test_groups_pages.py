"""Groups and networks: who sees them, their rhythm, meetings and what came of them."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from actors.models import FollowUp, Group, Meeting, Role
from actors.tests.factories import make_group, make_meeting, make_user
from actors.tests.test_register_list import queries_for
from initiatives.tests.factories import make_plan
from portal.models import Event


@pytest.fixture
def group(cast):
    return make_group(
        cast.storuman, [cast.storuman, cast.region], leader_employer=cast.region, name="B4-gruppen"
    )


def posted(on, points=(), **fields):
    data = {"on": on, "punkt-TOTAL_FORMS": len(points), "punkt-INITIAL_FORMS": 0} | fields
    for number, point in enumerate(points):
        data |= {f"punkt-{number}-{name}": value for name, value in point.items()}
    return data


def test_those_who_take_part_see_the_group_and_nobody_else(cast, group, sign_in):
    for person in [cast.reader, cast.coordinator, cast.officer]:
        assert sign_in(person).get(group.get_absolute_url()).status_code == 200
        assert "B4-gruppen" in sign_in(person).get("/aktorer/grupper/").text
    for person in [cast.neighbour, cast.stranger, cast.national, cast.nobody]:
        assert sign_in(person).get(group.get_absolute_url()).status_code == 404
        assert "Du är inte med i någon grupp" in sign_in(person).get("/aktorer/grupper/").text


def test_a_network_is_seen_in_its_county(cast, group):
    Group.objects.filter(pk=group.pk).update(form="NETWORK", county=cast.vasterbotten)
    assert group in Group.objects.visible_to(cast.neighbour)
    assert group not in Group.objects.visible_to(cast.stranger)


def test_the_leaders_employer_sees_the_group(cast):
    group = make_group(cast.storuman, leader_employer=cast.umea)
    assert group in Group.objects.visible_to(cast.neighbour)


def test_the_page_shows_commissioner_and_leaders_employer_apart(cast, group, sign_in):
    text = sign_in(cast.reader).get(group.get_absolute_url()).text
    assert "på uppdrag av Storumans kommun" in text
    assert "arbetar vid Region Västerbotten" in text
    assert "Rektor" in text
    assert "Inget möte är inskrivet än." in text
    assert "Ingen bestämd takt" in text
    assert "Lägg till möte" not in text


@pytest.mark.parametrize(
    ("today", "words", "kept"),
    [
        (date(2024, 6, 1), "2 av 2 möten den här terminen", False),
        (date(2024, 4, 1), "1 av 2 möten den här terminen", False),
        (date(2024, 9, 1), "0 av 2 möten den här terminen", True),
        (date(2025, 2, 1), "0 av 2 möten den här terminen", False),
    ],
)
def test_a_network_tells_whether_it_keeps_its_rhythm(cast, group, today, words, kept):
    Group.objects.update(meetings_per_term=2)
    for on in [date(2024, 3, 8), date(2024, 5, 31)]:
        make_meeting(group, cast.coordinator, on, point="")
    found = Group.objects.with_rhythm(today).get()
    assert (found.rhythm(), found.kept_rhythm) == (words, kept)
    if today == date(2024, 4, 1):
        assert (found.latest_on, found.next_on) == (date(2024, 3, 8), date(2024, 5, 31))


def test_the_rhythm_stands_on_the_page(cast, group, sign_in):
    Group.objects.update(meetings_per_term=1)
    make_meeting(group, cast.coordinator)
    client, url = sign_in(cast.reader), group.get_absolute_url()
    assert "1 av 1 möten den här terminen" in client.get(url).text
    assert "Takten hölls" not in client.get(url).text  # nobody knows that it was there last term
    Group.objects.update(started_on=date(2020, 1, 1))
    assert "Takten hölls inte" in client.get(url).text


def test_a_meeting_is_written_with_what_it_agreed(cast, group, sign_in):
    client = sign_in(cast.coordinator)
    url = f"{group.get_absolute_url()}moten/nytt/"
    assert client.get(url).status_code == 200
    point = {"text": "Skriva rutin", "owner": cast.region.pk, "due_on": "2024-06-01"}
    empty = {"text": "", "owner": "", "due_on": ""}
    response = client.post(
        url,
        posted("2024-03-08", [point, empty], theme="Skolan", present=[cast.region.pk])
        | {"notes": "Vi talade om skolan.", "decisions": "Vi fortsätter."},
    )
    assert response.url == group.get_absolute_url()
    meeting = Meeting.objects.get()
    assert meeting.created_by == cast.coordinator
    assert list(meeting.present.all()) == [cast.region]
    assert meeting.follow_ups.get().owner == cast.region
    assert Event.about(group).get().why == "8\xa0mars 2024"
    text = sign_in(cast.officer).get(group.get_absolute_url()).text
    for words in ["Skolan", "Vi talade om skolan.", "Vi fortsätter.", "Skriva rutin", "Försenad"]:
        assert words in text


def test_a_meeting_is_changed_and_a_point_taken_away(cast, group, sign_in):
    meeting = make_meeting(group, cast.coordinator)
    point = meeting.follow_ups.get()
    client = sign_in(cast.coordinator)
    url = f"/aktorer/moten/{meeting.pk}/"
    assert "Skriva rutin" in client.get(url).text
    row = {"id": point.pk, "text": "Skriva", "owner": cast.storuman.pk, "due_on": "2024-06-01"}
    data = posted("2024-03-08", [row]) | {"punkt-INITIAL_FORMS": 1}
    assert client.post(url, data).status_code == 302
    assert FollowUp.objects.get().text == "Skriva"
    assert client.post(url, data | {"punkt-0-DELETE": "on"}).status_code == 302
    assert not FollowUp.objects.exists()
    assert Meeting.objects.get().on == date(2024, 3, 8)


def test_a_point_is_never_due_before_its_meeting(cast, group, sign_in):
    client = sign_in(cast.coordinator)
    url = f"{group.get_absolute_url()}moten/nytt/"
    fine = {"text": "Ringa", "owner": cast.region.pk, "due_on": "2024-03-08"}
    early = fine | {"text": "Skriva", "due_on": "2024-03-07"}
    response = client.post(url, posted("2024-03-08", [fine, early]))
    assert response.status_code == 422
    assert "Punkt 2 ska vara klar före mötet den 8\xa0mars 2024" in response.text
    assert 'value="Skriva"' in response.text
    assert not Meeting.objects.exists()
    assert client.post(url, posted("2024-03-07", [fine, early])).status_code == 302
    assert FollowUp.objects.count() == 2


def test_the_portals_administrators_help_a_group_without_hearing_it(cast, group, sign_in):
    make_meeting(group, cast.coordinator, notes="Sagt i förtroende")
    staff = make_user("portalen", is_staff=True)
    client, url = sign_in(staff), group.get_absolute_url()
    listed = client.get("/aktorer/grupper/").text
    assert "B4-gruppen" in listed
    assert "Alla grupper och nätverk." in listed
    page = client.get(url).text
    assert "ses av dem som är med" in page
    for secret in ["Sagt i förtroende", "Skriva rutin", "Historik"]:
        assert secret not in page
    meeting = Meeting.objects.get()
    assert client.get(f"/aktorer/moten/{meeting.pk}/").status_code == 403
    changed = {
        "form": "GROUP",
        "name": "B4-gruppen",
        "commissioner": "Storumans kommun",
        "leader_function": "Folkhälsostrateg",
        "leader_employer": "Umeå kommun",
        "seats": "Storumans kommun",
    }
    assert client.post(f"{url}andra/", changed).url == url
    assert group in Group.objects.known_to(cast.neighbour)


def test_what_is_wrong_with_a_meeting_is_said(cast, group, sign_in):
    point = {"text": "X", "owner": cast.nacka.pk, "due_on": ""}
    response = sign_in(cast.coordinator).post(
        f"{group.get_absolute_url()}moten/nytt/", posted("", [point], present=[cast.nacka.pk])
    )
    assert response.status_code == 422
    for sentence in [
        "Skriv vilken dag mötet är.",
        "En av aktörerna är inte med i gruppen.",
        "Skriv när punkt 1 ska vara klar.",
        "Aktören är inte med i gruppen. Välj en annan.",
    ]:
        assert sentence in response.text
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("count", ["abc", "99999999", ""])
def test_a_broken_formset_is_no_accident(cast, group, sign_in, count):
    data = posted("2024-03-08") | {"punkt-TOTAL_FORMS": count}
    response = sign_in(cast.coordinator).post(f"{group.get_absolute_url()}moten/nytt/", data)
    assert response.status_code == 422


def test_only_coordinators_and_administrators_write(cast, group, sign_in):
    meeting = make_meeting(group, cast.coordinator)
    urls = [f"{group.get_absolute_url()}moten/nytt/", f"/aktorer/moten/{meeting.pk}/"]
    for url in urls:
        response = sign_in(cast.reader).get(url)
        assert response.status_code == 403
        assert "Det kan den som är samordnare eller administratör där." in response.text
        assert sign_in(cast.stranger).get(url).status_code == 404
        assert (
            sign_in(make_user(f"a{len(url)}", cast.region, Role.ADMIN)).get(url).status_code == 200
        )


def test_a_point_is_marked_as_done_once(cast, group, sign_in):
    point = make_meeting(group, cast.coordinator).follow_ups.get()
    url = f"/aktorer/uppfoljning/{point.pk}/klar/"
    assert sign_in(cast.stranger).post(url).status_code == 404
    assert sign_in(cast.reader).post(url).status_code == 403
    client = sign_in(cast.coordinator)
    assert client.get(url).status_code == 405
    for _ in range(2):
        assert client.post(url).status_code == 302
    point.refresh_from_db()
    assert point.done_on == timezone.localdate()
    assert Event.about(group).get().why == "Skriva rutin"
    assert "Inget väntar på någon." in client.get(group.get_absolute_url()).text


def test_lateness_is_told_in_words(cast, group, sign_in):
    today = timezone.localdate()
    meeting = make_meeting(group, cast.coordinator)
    for days in (-3, 3):
        FollowUp.objects.create(
            meeting=meeting, text=f"Om {days}", owner=cast.region, due_on=today + timedelta(days)
        )
    text = sign_in(cast.reader).get(group.get_absolute_url()).text
    assert "för 3\xa0dagar sedan" in text
    assert "om 3\xa0dagar" in text
    assert text.count("Försenad") == 1


def test_the_plan_links_to_the_group_for_those_who_reach_it(cast, group, sign_in):
    plan = make_plan(cast.storuman, cast.coordinator, visibility="PUBLIC", group=group)
    link = f'href="{group.get_absolute_url()}"'
    assert link in sign_in(cast.reader).get(plan.get_absolute_url()).text
    assert link not in sign_in(cast.stranger).get(plan.get_absolute_url()).text
    assert link in sign_in(cast.reader).get(cast.region.get_absolute_url()).text
    assert link not in sign_in(cast.stranger).get(cast.region.get_absolute_url()).text


def test_the_pages_ask_as_often_for_one_meeting_as_for_many(cast, group, sign_in):
    client = sign_in(cast.coordinator)

    def add(count):
        for number in range(count):
            made = make_meeting(group, cast.coordinator)
            made.present.set([cast.storuman, cast.region])
            make_group(cast.storuman, [cast.region], name=f"Grupp {number}")

    urls = ["/aktorer/grupper/", group.get_absolute_url()]
    add(2)
    few = [queries_for(client, url) for url in urls]
    add(6)
    assert [queries_for(client, url) for url in urls] == few
    assert max(few) < 20
