"""Changing the register: who may, what is refused and with which sentence."""

import pytest
from django.utils import timezone

from actors.models import Actor, Alias, Contact, Kind, Role, UserMovementStatus
from actors.tests.factories import make_actor, make_user
from portal.models import Event


@pytest.fixture
def admin(cast):
    return make_user("administrator", cast.storuman, Role.ADMIN)


@pytest.fixture
def portal_admin(db):
    return make_user("portal", is_staff=True)


def fields_of(actor, **changes):
    """What the form posts for an actor as it is, with some changes."""
    data = {
        "kind": actor.kind,
        "code": actor.code,
        "name": actor.name,
        "short_name": actor.short_name,
        "organisation_number": actor.organisation_number,
        "counties": [county.pk for county in actor.counties.all()],
    }
    return data | changes


def change(client, actor, **changes):
    return client.post(f"{actor.get_absolute_url()}andra/", fields_of(actor, **changes))


def test_an_administrator_changes_its_own_actor(cast, admin, sign_in):
    client = sign_in(admin)
    assert client.get(f"/aktorer/{cast.storuman.pk}/andra/").status_code == 200
    response = change(
        client,
        cast.storuman,
        short_name="Storuman",
        aliases="Luspie\n  Luspien   kommuvdna \n",
        principals="Region Västerbotten\nSKR",
        operator="SKR",
    )
    assert response.status_code == 302
    storuman = Actor.objects.get(pk=cast.storuman.pk)
    assert storuman.operator == cast.skr
    assert [one.name for one in storuman.aliases.all()] == ["Luspie", "Luspien kommuvdna"]
    assert [one.name for one in storuman.principals.all()] == ["Region Västerbotten", "SKR"]
    page = sign_in(cast.stranger).get(storuman.get_absolute_url()).text
    assert "Huvudmän: " in page
    event = Event.about(storuman).get()
    assert event.by == admin.pk
    assert set(event.why.split(", ")) == {
        "kortnamn",
        "drivs av",
        "alias",
        "huvudmän",
    }


def test_an_administrator_does_not_decide_what_kind_of_actor_it_is(cast, admin, sign_in):
    change(sign_in(admin), cast.storuman, kind=Kind.REGION, code="99", short_name="S")
    storuman = Actor.objects.get(pk=cast.storuman.pk)
    assert (storuman.kind, storuman.code, storuman.short_name) == (Kind.KOMMUN, "2421", "S")


def test_saving_without_a_change_leaves_no_trace(cast, admin, sign_in):
    assert change(sign_in(admin), cast.storuman).status_code == 302
    assert not Event.about(cast.storuman).exists()


@pytest.mark.parametrize("path", ["andra", "kontakter/ny"])
def test_others_are_told_who_may(cast, admin, sign_in, path):
    for person in [cast.coordinator, cast.reader, cast.stranger, cast.nobody]:
        response = sign_in(person).get(f"/aktorer/{cast.storuman.pk}/{path}/")
        assert response.status_code == 403
    assert "Det kan den som är administratör där." in response.text
    assert sign_in(admin).get(f"/aktorer/{cast.umea.pk}/{path}/").status_code == 403
    assert sign_in(admin).get(f"/aktorer/999999/{path}/").status_code == 404


def test_only_the_portals_administrator_adds_actors(cast, admin, portal_admin, sign_in):
    assert sign_in(admin).get("/aktorer/ny/").status_code == 403
    client = sign_in(portal_admin)
    assert client.get("/aktorer/ny/").status_code == 200
    data = {"kind": "USER_ORGANISATION", "name": "Föreningen", "associations": "SKR"}
    response = client.post("/aktorer/ny/", data)
    made = Actor.objects.get(name="Föreningen")
    assert response.url == made.get_absolute_url()
    assert list(made.associations.all()) == [cast.skr]
    assert Event.about(made).get().verb == "lade till"
    assert "Lägg till aktör" in client.get("/aktorer/").text
    assert "Lägg till aktör" not in sign_in(admin).get("/aktorer/").text


WRONG = [
    ({"name": ""}, "Skriv vad aktören heter."),
    ({"name": "umeå kommun"}, "Umeå kommun finns redan i registret och kallas så."),
    ({"organisation_number": "212000-2578"}, "är inte ett giltigt organisationsnummer"),
    ({"parent": "Skolan"}, "Skolan ingår redan i Storumans kommun. Välj en annan aktör."),
    ({"parent": "Den gamla"}, "Den gamla har upphört. Välj en aktör som finns i dag."),
    ({"principals": "SKR\nDen gamla"}, "Den gamla har upphört."),
    ({"operator": "Finns inte"}, "Ingen aktör heter ”Finns inte”."),
    ({"operator": "Dubbel"}, "kan vara"),
    ({"operator": "Storumans kommun"}, "Aktören kan inte drivas av sig själv."),
    ({"principals": "Storumans kommun"}, "Aktören kan inte vara sin egen huvudman."),
    ({"associations": "Storumans kommun"}, "Aktören kan inte vara sin egen medlem."),
    ({"aliases": "Umeå kommun"}, "Umeå kommun kallas redan ”Umeå kommun”."),
    ({"aliases": "x" * 201}, "Ett alias kan vara högst 200 tecken."),
    ({"aliases": "\n".join(map(str, range(60)))}, "Skriv högst 50 rader."),
    ({"started_on": "2024-01-02", "ended_on": "2024-01-01"}, "kan inte upphöra innan den började"),
    ({"started_on": "i går"}, "Skriv datumet som år-månad-dag"),
    ({"name": "a\x00b"}, "null"),
    ({"kind": "REGION"}, "en region en med två"),
]


@pytest.mark.parametrize(("wrong", "sentence"), WRONG, ids=range(len(WRONG)))
def test_what_is_wrong_is_said(cast, portal_admin, sign_in, wrong, sentence):
    make_actor("Skolan", Kind.UNIT, parent=cast.storuman)
    make_actor("Den gamla", ended_on="2020-01-01")
    for name in ["Dubbelföreningen", "Dubbelförbundet"]:
        Alias.objects.create(actor=make_actor(name), name="Dubbel")
    response = change(sign_in(portal_admin), cast.storuman, **wrong)
    assert response.status_code == 422
    assert sentence.lower() in response.text.lower()
    assert not Event.about(cast.storuman).exists()


def test_no_name_is_not_the_name_of_one_without_a_short_name(cast, portal_admin, sign_in):
    make_actor("Föreningen utan kortnamn")
    response = change(sign_in(portal_admin), cast.storuman, name="")
    assert "finns redan" not in response.text


def test_a_parent_that_ended_afterwards_may_stay(cast, admin, sign_in):
    old = make_actor("Den gamla", ended_on="2020-01-01")
    Actor.objects.filter(pk=cast.storuman.pk).update(parent=old)
    response = change(sign_in(admin), cast.storuman, parent="Den gamla", short_name="S")
    assert response.status_code == 302


def test_an_ended_actor_leaves_the_list_and_the_pickers_but_not_its_page(cast, admin, sign_in):
    today = timezone.localdate().isoformat()
    Actor.objects.filter(pk=cast.umea.pk).update(ended_on=today)
    client = sign_in(cast.coordinator)
    assert "Umeå kommun" not in client.get("/aktorer/").text
    assert "Umeå kommun" in client.get("/aktorer/?upphorda=ja").text
    assert "Umeå kommun" not in client.get("/aktiviteter/logga/").text
    assert "upphörde" in client.get(cast.umea.get_absolute_url()).text
    response = client.post("/aktiviteter/logga/", {"partners": [cast.umea.pk]})
    assert "En av aktörerna har upphört" in response.text


def test_contacts_are_added_changed_and_removed(cast, admin, sign_in):
    client = sign_in(admin)
    data = {"title": "Folkhälsostrateg", "email": "strateg@b4.test"}
    assert client.post(f"/aktorer/{cast.storuman.pk}/kontakter/ny/", data).status_code == 302
    contact = Contact.objects.get()
    assert contact.actor == cast.storuman
    url = f"/aktorer/kontakter/{contact.pk}/"
    assert "Folkhälsostrateg" in client.get(url).text
    client.post(url, data | {"phone": "0951-000 00"})
    assert Contact.objects.get().phone == "0951-000 00"
    page = client.get(cast.storuman.get_absolute_url()).text
    assert "strateg@b4.test" in page
    assert client.get(f"{url}ta-bort/").status_code == 405
    assert sign_in(cast.coordinator).post(f"{url}ta-bort/").status_code == 403
    assert sign_in(admin).post(f"{url}ta-bort/").status_code == 302
    assert not Contact.objects.exists()
    assert client.get(url).status_code == 404
    assert Event.about(cast.storuman).count() == 3


def test_a_contact_that_cannot_be_reached_is_refused(cast, admin, sign_in):
    response = sign_in(admin).post(f"/aktorer/{cast.storuman.pk}/kontakter/ny/", {"title": "X"})
    assert response.status_code == 422
    assert "Fyll i en e-postadress eller ett telefonnummer." in response.text


def test_the_latest_decision_says_whether_an_association_counts(cast, portal_admin, sign_in):
    nsph = make_actor("NSPH", Kind.USER_ORGANISATION)
    client = sign_in(portal_admin)
    assert "Namnet avgör det inte" in client.get(nsph.get_absolute_url()).text
    url = f"/aktorer/{nsph.pk}/brukarrorelse/"
    assert client.get(url).status_code == 200
    data = {"decided_by": "Länsstyrgruppen", "reason": "Stadgarna"}
    assert client.post(url, data | {"counts": "ja", "decided_on": "2024-01-01"}).status_code == 302
    assert nsph.user_movement_statuses.first().counts
    client.post(url, data | {"counts": "nej", "decided_on": "2025-01-01"})
    assert not nsph.user_movement_statuses.first().counts
    page = client.get(nsph.get_absolute_url()).text
    assert "Räknas inte som brukarrörelse" in page
    assert "1\xa0januari 2024" in page
    assert {one.entered_by for one in UserMovementStatus.objects.all()} == {portal_admin}


def test_a_decision_lies_not_in_the_future(cast, portal_admin, sign_in):
    data = {"counts": "ja", "decided_by": "X", "reason": "Y", "decided_on": "2999-01-01"}
    response = sign_in(portal_admin).post(
        f"/aktorer/{make_actor('Gnistan', Kind.USER_ORGANISATION).pk}/brukarrorelse/", data
    )
    assert response.status_code == 422
    assert "Datumet ligger i framtiden" in response.text


def test_an_empty_decision_is_explained(cast, portal_admin, sign_in):
    text = (
        sign_in(portal_admin)
        .post(f"/aktorer/{make_actor('Gnistan', Kind.USER_ORGANISATION).pk}/brukarrorelse/")
        .text
    )
    for sentence in ["Välj ja eller nej.", "Skriv vilken dag", "Skriv vem", "Skriv skälet"]:
        assert sentence in text
