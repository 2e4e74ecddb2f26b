"""My page, a new address, my data, closing and anonymising."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.core import mail, signing
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from zeal import zeal_ignore

from actors.actions import accounts
from actors.models import Invitation, Membership, Role, User
from actors.tests.factories import make_invitation, make_user
from initiatives.tests.factories import make_activity
from portal.history import change_models
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
    event = next(one for one in data["händelser"] if one["slag"] == "aktivitet")
    assert set(event) == {"när", "vad du gjorde", "slag", "nummer", "namn", "varför"}
    assert event["när"][-6:] in ("+01:00", "+02:00")  # Swedish time, as the portal shows it
    assert data["inloggningar"] == []
    for word in ["object_type", "user_agent", "created_at", "actors."]:
        assert word not in response.text


def test_what_signs_me_in_is_not_among_what_i_wrote(cast, sign_in):
    person = cast.coordinator
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
    EmailAddress.objects.create(user=person, email=person.email)
    LogEntry.objects.log_actions(person.pk, [cast.storuman], 2, "", single_object=True)
    activity = make_activity(cast.storuman, person)
    written = json.loads(sign_in(person).get("/konto/uppgifter.json").content)["skrivet"]
    assert {one["namn"] for one in written} == {str(activity), str(activity.entries.get())}


def test_what_was_sent_to_an_older_address_is_mine_too(cast, sign_in):
    person = cast.reader
    make_invitation(
        cast.umea,
        cast.neighbour,
        email="forr@b4.test",
        accepted_at=timezone.now(),
        accepted_by=person,
    )
    data = json.loads(sign_in(person).get("/konto/uppgifter.json").content)
    assert [one["aktör"] for one in data["inbjudningar"]] == ["Umeå kommun"]
    accounts.anonymise(person, by=make_user("portalen", is_staff=True))
    assert cast.umea.invitations.get().email == User.objects.get(pk=person.pk).email
    changes = next(one for one in change_models() if one.pgh_tracked_model is Invitation)
    assert not changes.objects.filter(email="forr@b4.test").exists()


def test_an_address_taken_at_the_same_moment_is_no_fault(cast, client, monkeypatch):
    accounts.ask_for_new_email(cast.reader, email="nya@b4.test")
    link = link_in(mail.outbox[-1])
    save = User.save

    def save_second(self, **kwargs):
        User.objects.filter(pk=cast.neighbour.pk).update(email="NYA@b4.test")
        save(self, **kwargs)

    monkeypatch.setattr(User, "save", save_second)
    response = client.post(link)
    assert response.status_code == 410
    assert "Länken gäller inte längre" in response.text


def test_new_addresses_are_asked_for_a_few_times_an_hour(person, client, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"letters": "2/h/user"}
    by_password(client, person)
    client.post(client.get("/konto/epost/").url, {"password": PASSWORD})
    mail.outbox.clear()
    answers = [client.post("/konto/epost/", {"email": f"{n}@b4.test"}) for n in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert "Det blev många brev på kort tid" in answers[-1].text
    assert 'value="2@b4.test"' in answers[-1].text
    assert len(mail.outbox) == 2


@pytest.mark.parametrize("act", ["close", "anonymise"])
def test_drafts_and_offers_of_one_who_is_gone_are_not_orphaned(cast, act):
    staff = make_user("portalen", is_staff=True)
    chief = make_user("chef", cast.storuman, Role.ADMIN)
    gone = make_user("vice", cast.storuman, Role.ADMIN)
    draft = make_activity(cast.storuman, gone, publish=False)
    public = make_activity(cast.storuman, gone)
    make_invitation(cast.storuman, gone)
    getattr(accounts, act)(gone, by=staff)
    draft.refresh_from_db()
    public.refresh_from_db()
    assert (draft.created_by, public.created_by) == (chief, gone)
    assert not cast.storuman.invitations.open().exists()


def test_the_last_administrator_of_the_portal_stays(db, sign_in):
    staff = make_user("portalen", is_staff=True)
    for action in (accounts.close, accounts.anonymise):
        with pytest.raises(ValidationError, match="Portalen måste ha en administratör"):
            action(staff, by=make_user(action.__name__))
    make_user("annan", is_staff=True)
    accounts.close(staff, by=staff)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_of_the_portal_close_at_the_same_moment():
    both = [make_user(name, is_staff=True) for name in ("ett", "tva")]
    together = Barrier(2)

    def close(user):
        try:
            together.wait(timeout=10)
            accounts.close(user, by=user)
        except ValidationError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(close, both)) == [False, True]
    assert User.objects.filter(is_staff=True, is_active=True).count() == 1


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
    response = client.post(f"/konton/{chief.pk}/{act}/", {"sure": "on"}, follow=True)
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
    asked = client.get(f"{url}avidentifiera/").text
    assert "Rollen som läsare i Storumans kommun upphör." in asked
    assert client.post(f"{url}avidentifiera/").status_code == 422
    assert User.objects.get(pk=cast.reader.pk).anonymised_at is None
    assert client.post(f"{url}avidentifiera/", {"sure": "on"}).url == url
    assert client.get(f"{url}avidentifiera/").status_code == 404
    assert "kan inte öppnas igen" in client.post(f"{url}oppna/", follow=True).text
    assert "Avidentifierat" in client.get(url).text
    assert ".invalid" not in client.get(url).text


def test_nobody_anonymises_the_own_account(sign_in, db):
    staff = make_user("portalen", is_staff=True)
    response = sign_in(staff).post(f"/konton/{staff.pk}/avidentifiera/", {"sure": "on"})
    assert response.status_code == 422
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
