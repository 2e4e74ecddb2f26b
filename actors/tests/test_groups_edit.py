"""Laying up and changing groups and networks: by whom, with what words, and who then sees them."""

import pytest
from django.utils import timezone

from actors.models import Group, Kind, Role
from actors.tests.factories import make_actor, make_group, make_meeting, make_user
from portal.models import Event

NEW = "/aktorer/grupper/ny/"


def filled(**changes):
    return {
        "form": "GROUP",
        "name": "B4-gruppen",
        "commissioner": "Storumans kommun",
        "leader_function": "Forskningssamordnare",
        "leader_employer": "Region Västerbotten",
        "seats": "Storumans kommun: socionom, rektor\nRegion Västerbotten",
        "county": "",
        "meetings_per_term": "2",
    } | changes


def seats(group):
    return sorted(group.seats.values_list("actor__name", "profession"))


def test_a_coordinator_lays_up_a_group(cast, sign_in):
    client = sign_in(cast.coordinator)
    assert "Lägg upp den första gruppen" in client.get("/aktorer/grupper/").text
    assert 'value="Storumans kommun"' in client.get(NEW).text
    response = client.post(NEW, filled(county=cast.vasterbotten.pk))
    group = Group.objects.get()
    assert response.url == group.get_absolute_url()
    assert (group.commissioner, group.leader_employer) == (cast.storuman, cast.region)
    assert (group.county, group.meetings_per_term) == (cast.vasterbotten, 2)
    assert seats(group) == [
        ("Region Västerbotten", ""),
        ("Storumans kommun", "rektor"),
        ("Storumans kommun", "socionom"),
    ]
    assert Event.about(group).get().verb == "lade upp"
    assert group in Group.objects.visible_to(cast.officer)


def test_a_group_is_changed_and_its_history_says_how(cast, sign_in):
    group = make_group(cast.storuman, [cast.umea], leader_employer=cast.region, name="B4-gruppen")
    client = sign_in(cast.coordinator)
    url = f"{group.get_absolute_url()}andra/"
    assert "Umeå kommun: Rektor" in client.get(url).text
    assert client.post(url, filled()).url == group.get_absolute_url()
    assert ("Storumans kommun", "socionom") in seats(group)
    assert not group.seats.filter(actor=cast.umea).exists()
    event = Event.about(group).get()
    assert event.why == "vilken funktion leder arbetet, hur många möten per termin, vilka är med"
    client.post(url, filled())
    assert Event.about(group).count() == 1  # nothing was changed the second time


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Skriv vad gruppen heter."),
        ({"commissioner": ""}, "Skriv vilken aktör som har gett uppdraget."),
        ({"leader_employer": "Okänd"}, "Ingen aktör heter ”Okänd”."),
        ({"leader_function": ""}, "Skriv vilken funktion som leder, inget namn."),
        ({"seats": "Storumans kommun\nOkänd: rektor"}, "Ingen aktör heter ”Okänd”."),
        ({"seats": "Nedlagd"}, "Nedlagd har upphört. Välj en aktör som finns i dag."),
        ({"seats": "Storumans kommun: " + "x" * 121}, "Skriv kortare yrken för Storumans kommun"),
        ({"meetings_per_term": "två"}, "Skriv ett antal från 1 till 50"),
        ({"meetings_per_term": "0"}, "Skriv ett antal från 1 till 50"),
        ({"meetings_per_term": "99999999"}, "Skriv ett antal från 1 till 50"),
        ({"started_on": "i höst"}, "Skriv datumet som år-månad-dag"),
        (
            {"started_on": "2024-02-01", "ended_on": "2024-01-01"},
            "En grupp kan inte avslutas innan den började.",
        ),
        (
            {"commissioner": "Umeå kommun", "leader_employer": "Region Västerbotten"},
            "Antingen uppdraget eller ledaren ska höra till en aktör som du är samordnare",
        ),
    ],
)
def test_what_is_wrong_is_said_and_what_was_written_stays(cast, sign_in, changes, sentence):
    make_actor("Nedlagd", ended_on="2020-01-01")
    response = sign_in(cast.coordinator).post(NEW, filled(**changes))
    assert response.status_code == 422
    assert sentence in response.text
    assert "Forskningssamordnare" in response.text or "leader_function" in changes
    assert not Group.objects.exists()


def test_a_member_that_has_ended_may_stay(cast, sign_in):
    ended = make_actor("Nedlagd", ended_on="2020-01-01")
    group = make_group(cast.storuman, [ended])
    sign_in(cast.coordinator).post(
        f"{group.get_absolute_url()}andra/", filled(seats="Nedlagd: Rektor")
    )
    assert seats(group) == [("Nedlagd", "Rektor")]
    # In that group alone: no other form remembers it.
    assert sign_in(cast.coordinator).post(NEW, filled(seats="Nedlagd")).status_code == 422


def test_members_write_about_a_groups_meetings_but_do_not_change_the_group(cast, sign_in):
    group = make_group(cast.storuman, [cast.umea])
    client = sign_in(cast.neighbour)
    page = client.get(group.get_absolute_url()).text
    assert "Lägg till möte" in page
    assert "Ändra gruppen" not in page
    refused = client.get(f"{group.get_absolute_url()}andra/")
    assert refused.status_code == 403
    assert "Du kan inte lägga upp eller ändra grupper för Storumans kommun." in refused.text


def test_only_those_who_call_to_a_network_write_about_it(cast, sign_in):
    group = make_group(cast.skr, [cast.storuman], form="NETWORK")
    meeting = make_meeting(group, cast.national)
    client = sign_in(cast.coordinator)
    assert client.get(group.get_absolute_url()).status_code == 200
    assert client.get(f"/aktorer/moten/{meeting.pk}/").status_code == 403
    caller = make_user("skrsamordnare", cast.skr, Role.COORDINATOR)
    assert sign_in(caller).get(f"/aktorer/moten/{meeting.pk}/").status_code == 200


def test_the_leaders_employer_runs_and_changes_the_group(cast, sign_in):
    group = make_group(cast.storuman, [cast.storuman], leader_employer=cast.umea)
    client = sign_in(cast.neighbour)
    for page in ["moten/nytt/", "andra/"]:
        assert client.get(f"{group.get_absolute_url()}{page}").status_code == 200
    assert group in Group.objects.with_actor(cast.umea)


def test_a_national_actors_network_is_seen_in_the_whole_country(cast):
    network = make_group(cast.skr, form="NETWORK")
    for person in [cast.coordinator, cast.stranger, cast.officer, cast.national]:
        assert network in Group.objects.visible_to(person)
    assert network not in Group.objects.visible_to(cast.nobody)
    # A kommun's network without a county, and a national actor's group, are for their members.
    for group in [make_group(cast.nacka, form="NETWORK"), make_group(cast.skr)]:
        assert group not in Group.objects.visible_to(cast.coordinator)


def test_one_chooses_among_the_counties_of_ones_actors(cast, sign_in):
    text = sign_in(cast.coordinator).get(NEW).text
    assert "Västerbottens län" in text
    assert "Stockholms län" not in text
    national = make_actor("Nationellt centrum", Kind.EXPERT)
    client = sign_in(make_user("nasp", national, Role.COORDINATOR))
    assert "Stockholms län" in client.get(NEW).text


def test_a_group_that_ended_keeps_its_page_and_leaves_the_others(cast, sign_in):
    group = make_group(
        cast.storuman,
        [cast.storuman],
        name="Gamla gruppen",
        county=cast.vasterbotten,
        meetings_per_term=2,
        ended_on="2024-06-01",
    )
    client = sign_in(cast.coordinator)
    for url in [cast.storuman.get_absolute_url(), "/aktorer/lan/24/"]:
        assert "Gamla gruppen" not in client.get(url).text
    listed = client.get("/aktorer/grupper/").text
    assert "Gamla gruppen" in listed
    assert "Avslutad" in listed
    assert "Takten hölls" not in listed
    assert "avslutades 1\xa0juni 2024" in client.get(group.get_absolute_url()).text
    meeting = {"punkt-TOTAL_FORMS": 0, "punkt-INITIAL_FORMS": 0}
    url = f"{group.get_absolute_url()}moten/nytt/"
    late = client.post(url, meeting | {"on": "2024-06-01"})
    assert late.status_code == 422
    assert "Skriv en dag före den dagen." in late.text
    assert client.post(url, meeting | {"on": "2024-05-31"}).status_code == 302


def test_a_new_group_is_not_told_that_it_missed_the_term_before(cast, sign_in):
    group = make_group(
        cast.storuman, [cast.storuman], meetings_per_term=2, started_on=timezone.localdate()
    )
    text = sign_in(cast.reader).get(group.get_absolute_url()).text
    assert "0 av 2 möten den här terminen." in text
    assert "Förra terminen" not in text


def test_all_names_that_say_nobody_are_told_at_once(cast, sign_in):
    names = "Fel kommun: rektor\nStorumans kommun\nFelare kommun"
    response = sign_in(cast.coordinator).post(NEW, filled(seats=names))
    assert response.status_code == 422
    assert "Ingen aktör heter ”Fel kommun”." in response.text
    assert "Ingen aktör heter ”Felare kommun”." in response.text
