"""My page, a new address, my data, closing and anonymising."""

import json

import pytest
from django.core import mail, signing
from django.utils import timezone
from zeal import zeal_ignore

from actors.actions import accounts
from actors.models import Membership, Role, User
from actors.tests.factories import make_invitation, make_user
from initiatives.tests.factories import make_activity
from portal.models import Event

PASSWORD = "en-hemlig-mening-om-fjället"


@pytest.fixture(autouse=True)
def _fast(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def person(cast):
    cast.reader.set_password(PASSWORD)
    cast.reader.save()
    return cast.reader


def by_password(client, user):
    client.post("/konto/logga-in/", {"login": user.email, "password": PASSWORD})
    return client


def link_in(letter):
    link = next(word for word in letter.body.split() if "/konto/epost/" in word)
    return link.removeprefix("http://127.0.0.1:8000")


def test_my_page_shows_my_roles_and_takes_a_new_name(cast, sign_in):
    client = sign_in(cast.reader)
    assert "Storumans kommun" in client.get("/konto/").text
    assert client.post("/konto/", {"name": "Nytt Namn"}).status_code == 302
    assert User.objects.get(pk=cast.reader.pk).name == "Nytt Namn"
    assert client.post("/konto/", {"name": " "}).status_code == 422


def test_a_new_address_needs_the_password_and_the_link(person, client):
    by_password(client, person)
    wanted = client.get("/konto/epost/").url
    assert client.post(wanted, {"password": "fel"}).status_code == 200
    client.post(wanted, {"password": PASSWORD})
    mail.outbox.clear()
    client.post("/konto/epost/", {"email": "Nya@b4.test"})
    (letter,) = mail.outbox
    assert letter.to == ["nya@b4.test"]
    client.logout()
    assert "nya@b4.test" in client.get(link_in(letter)).text
    person.refresh_from_db()
    assert person.email == "lasare@b4.test"  # reading the link changes nothing
    assert client.post(link_in(letter)).status_code == 302
    person.refresh_from_db()
    assert person.email == "nya@b4.test"
    assert mail.outbox[-1].to == ["lasare@b4.test"]
    assert client.post(link_in(letter)).status_code == 410  # it works once


def test_an_address_that_is_taken_gets_no_link_and_no_answer_of_its_own(cast):
    accounts.ask_for_new_email(cast.reader, email="GRANNE@b4.test")
    assert not mail.outbox


@pytest.mark.parametrize("token", ["x", "a:b:c", "ä"])
def test_a_false_link_says_so(client, db, token):
    assert client.post(f"/konto/epost/{token}/").status_code == 410


def test_a_link_is_signed_for_this_alone(client, cast):
    said = {"user": cast.reader.pk, "old": cast.reader.email, "new": "ny@b4.test"}
    assert client.post(f"/konto/epost/{signing.dumps(said)}/").status_code == 410


def test_my_data_is_a_file_with_what_is_mine_and_nothing_else(cast, sign_in):
    mine = make_activity(cast.storuman, cast.coordinator, title="Min kväll")
    make_activity(cast.umea, cast.neighbour, title="Deras kväll")
    response = sign_in(cast.coordinator).get("/konto/uppgifter.json")
    assert "attachment" in response["Content-Disposition"]
    data = json.loads(response.content)
    assert data["konto"]["e-postadress"] == "samordnare@b4.test"
    assert data["roller"][0]["aktör"] == "Storumans kommun"
    assert str(mine) in {one["namn"] for one in data["skrivet"]}
    assert "Deras kväll" not in response.text
    assert data["händelser"]


def test_a_closed_account_is_out_at_once(person, client):
    by_password(client, person)
    assert person.usersession_set.count() == 1
    accounts.close(person, by=None)
    assert not person.usersession_set.exists()
    assert client.get("/planer/").status_code == 302


def test_anonymising_forgets_the_person_and_keeps_what_was_done(cast, person, client):
    staff = make_user("portalen", is_staff=True)
    activity = make_activity(cast.storuman, person)
    make_invitation(cast.umea, cast.neighbour, email=person.email)
    by_password(client, person)
    accounts.anonymise(person, by=staff)
    person.refresh_from_db()
    assert person.name == "Tidigare användare"
    assert person.email.endswith(".invalid")
    assert person.anonymised_at
    assert not person.has_usable_password()
    assert not person.is_active
    assert not cast.umea.invitations.open().exists()
    assert not User.objects.filter(email__contains="lasare").exists()
    assert client.get("/planer/").status_code == 302
    client.force_login(cast.coordinator, backend="actors.signin.Backend")
    page = client.get(activity.get_absolute_url()).text
    assert "Tidigare användare" in page
    assert "Lasare" not in page
    assert "Lasare" not in "".join(
        Event.objects.filter(object_type="actors.user").values_list("object_label", flat=True)
    )


def test_an_anonymised_account_has_no_role_that_goes_on(cast, person):
    accounts.anonymise(person, by=make_user("portalen", is_staff=True))
    assert not Membership.objects.filter(user=person, ends_on=None).exists()
    assert Membership.objects.filter(user=person).exists()


@pytest.mark.parametrize("act", ["stang", "avidentifiera"])
def test_the_only_administrator_is_neither_closed_nor_forgotten(cast, sign_in, act):
    chief = make_user("chef", cast.storuman, Role.ADMIN)
    client = sign_in(make_user("portalen", is_staff=True))
    response = client.post(f"/konton/{chief.pk}/{act}/", follow=True)
    assert "måste ha en administratör" in response.text
    chief.refresh_from_db()
    assert chief.is_active


def test_the_portals_administrators_close_and_reopen(cast, sign_in):
    client = sign_in(make_user("portalen", is_staff=True))
    url = f"/konton/{cast.reader.pk}/"
    assert "Stäng kontot" in client.get(url).text
    assert "Kontot är stängt" in client.post(f"{url}stang/", follow=True).text
    client.post(f"{url}oppna/")
    assert User.objects.get(pk=cast.reader.pk).is_active
    client.post(f"{url}avidentifiera/")
    assert "kan inte öppnas igen" in client.post(f"{url}oppna/", follow=True).text
    assert "Avidentifierat" in client.get(url).text


def test_nobody_anonymises_the_own_account(sign_in, db):
    staff = make_user("portalen", is_staff=True)
    response = sign_in(staff).post(f"/konton/{staff.pk}/avidentifiera/", follow=True)
    assert "ditt eget konto" in response.text
    assert User.objects.get(pk=staff.pk).anonymised_at is None


def test_only_the_portals_administrators_see_accounts(cast, sign_in):
    for person in [cast.coordinator, cast.reader]:
        assert sign_in(person).get(f"/konton/{cast.reader.pk}/").status_code == 403


def test_own_sessions_are_listed_and_the_others_ended(person, client):
    other = type(client)()
    by_password(other, person)
    by_password(client, person)
    with zeal_ignore():  # allauth asks for one session at a time; people have a few
        assert "Logga ut alla andra" in client.get("/konto/inloggningar/").text
    client.post("/konto/inloggningar/")
    assert other.get("/planer/").status_code == 302
    assert client.get("/planer/").status_code == 200


def test_a_session_lasts_a_working_day(person, client):
    by_password(client, person)
    assert 0 < client.session.get_expiry_age() <= 8 * 60 * 60
    assert timezone.now() < client.session.get_expiry_date()


def test_ones_own_account_stands_in_no_section_of_the_menu(cast, sign_in):
    client = sign_in(cast.reader)
    for url, sections in [
        ("/konto/", []),
        ("/konto/inloggningar/", []),
        ("/aktorer/", ["Aktörer"]),
    ]:
        shown = client.get(url).context["sections"]
        assert [section["label"] for section in shown if section["current"]] == sections
