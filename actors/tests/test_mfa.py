"""The second step: an app, recovery codes, a passkey, and an actor that demands it."""

import time
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core import mail

from actors.models import Actor, Role
from actors.tests.factories import make_user

PASSWORD = "en-hemlig-mening-om-fjället"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _fast(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # allauth reads the same key twice in one request; it is one row and not one for each.
    settings.ZEAL_ALLOWLIST = [{"model": "mfa.Authenticator"}, {"model": "sessions.Session"}]


@pytest.fixture
def person(cast):
    cast.reader.set_password(PASSWORD)
    cast.reader.save()
    return cast.reader


def code_of(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def by_password(client, user):
    return client.post("/konto/logga-in/", {"login": user.email, "password": PASSWORD})


def confirmed(client, url):
    """Open a page that asks for the password first."""
    asks = client.get(url).url
    return client.post(asks, {"password": PASSWORD}, follow=True)


@pytest.mark.django_db(transaction=True)  # the letter is sent when the request has committed
def test_an_app_is_added_and_gives_recovery_codes(person, client):
    by_password(client, person)
    page = confirmed(client, "/konto/tvafaktor/app/")
    assert "data:image/svg+xml" in page.text
    wrong = client.post("/konto/tvafaktor/app/", {"code": "000000"})
    assert "Koden stämmer inte" in wrong.text
    secret = wrong.context["form"].secret
    answer = client.post("/konto/tvafaktor/app/", {"code": code_of(secret)}, follow=True)
    assert "10 av 10 koder kvar" in answer.text
    assert "Appen är tillagd" in answer.text
    assert Authenticator.objects.filter(user=person, type="totp").exists()
    assert "En app är tillagd" in mail.outbox[-1].subject
    assert "Tillagd" in client.get("/konto/tvafaktor/").text
    file = client.get("/konto/tvafaktor/reservkoder/fil/")
    assert "attachment" in file["Content-Disposition"]


def test_sign_in_then_asks_for_a_code(person, client):
    TOTP.activate(person, SECRET)
    assert by_password(client, person).url == "/konto/tvafaktor/kod/"
    assert client.get("/planer/").status_code == 302
    assert "steg två" in client.get("/konto/tvafaktor/kod/").text
    wrong = client.post("/konto/tvafaktor/kod/", {"code": "000000"})
    assert "Koden stämmer inte" in wrong.text
    client.post("/konto/tvafaktor/kod/", {"code": code_of(SECRET)})
    assert client.get("/planer/").status_code == 200


def test_a_recovery_code_works_once(person, client):
    TOTP.activate(person, SECRET)
    code = RecoveryCodes.activate(person).get_unused_codes()[0]
    for answer in (200, 302):
        by_password(client, person)
        client.post("/konto/tvafaktor/kod/", {"code": code})
        assert client.get("/planer/").status_code == answer
        client.post("/konto/logga-ut/")


def test_the_administration_asks_for_the_code_too(client, db):
    staff = make_user("portalen", is_staff=True)
    staff.set_password(PASSWORD)
    staff.save()
    TOTP.activate(staff, SECRET)
    client.post("/admin/login/", {"username": staff.email, "password": PASSWORD})
    by_password(client, staff)
    assert client.get("/admin/").status_code == 302


def test_the_app_is_removed_after_the_password(person, client):
    TOTP.activate(person, SECRET)
    by_password(client, person)
    client.post("/konto/tvafaktor/kod/", {"code": code_of(SECRET)})
    page = confirmed(client, "/konto/tvafaktor/app/ta-bort/")
    assert "Ta bort appen" in page.text
    client.post("/konto/tvafaktor/app/ta-bort/")
    assert not Authenticator.objects.filter(user=person, type="totp").exists()


def test_the_page_for_a_passkey_carries_its_options_without_script(person, client):
    by_password(client, person)
    page = confirmed(client, "/konto/tvafaktor/passkeys/ny/")
    assert "challenge" in page.text
    assert "<script>" not in page.text
    assert 'type="application/json"' not in page.text
    nonsense = client.post("/konto/tvafaktor/passkeys/ny/", {"name": "x", "credential": "{}"})
    assert nonsense.status_code == 200
    assert not Authenticator.objects.exists()


def test_passkeys_are_listed_renamed_and_removed(person, client):
    by_password(client, person)
    key = Authenticator.objects.create(user=person, type="webauthn", data={"name": "Datorn"})
    assert "Datorn" in client.get("/konto/tvafaktor/passkeys/").text
    confirmed(client, f"/konto/tvafaktor/passkeys/{key.pk}/")
    client.post(f"/konto/tvafaktor/passkeys/{key.pk}/", {"name": "Telefonen"})
    key.refresh_from_db()
    assert key.wrap().name == "Telefonen"
    assert "Ta bort passkeyn" in client.get(f"/konto/tvafaktor/passkeys/{key.pk}/ta-bort/").text
    client.post(f"/konto/tvafaktor/passkeys/{key.pk}/ta-bort/")
    assert not Authenticator.objects.exists()


def test_somebody_elses_passkey_is_not_found(cast, person, client):
    key = Authenticator.objects.create(user=cast.stranger, type="webauthn", data={"name": "X"})
    by_password(client, person)
    response = confirmed(client, f"/konto/tvafaktor/passkeys/{key.pk}/")
    assert response.status_code == 404


def test_the_key_in_the_picture_names_the_portal(person):
    url = get_adapter().build_totp_url(person, SECRET)
    assert parse_qs(urlsplit(url).query)["issuer"] == ["B4-portalen"]


def test_an_actor_that_demands_it_sends_people_to_set_it_up(cast, person, client):
    Actor.objects.filter(pk=cast.storuman.pk).update(requires_mfa=True)
    by_password(client, person)
    for url in ("/", "/planer/", "/konto/", "/konto/uppgifter.json", "/admin/"):
        response = client.get(url)
        assert (response.status_code, response.url) == (302, "/konto/tvafaktor/")
    assert "Storumans kommun kräver tvåfaktor" in client.get("/konto/tvafaktor/").text
    assert client.get("/om/").status_code == 200
    confirmed(client, "/konto/tvafaktor/app/")
    TOTP.activate(person, SECRET)
    assert client.get("/planer/").status_code == 200
    client.post("/konto/logga-ut/")
    assert client.get("/planer/").status_code == 302


def test_nobody_writes_before_the_second_step_is_set_up(cast, client):
    cast.storuman.requires_mfa = True
    cast.storuman.save()
    client.force_login(cast.coordinator, backend="actors.signin.Backend")
    assert client.post("/aktiviteter/logga/", {}).url == "/konto/tvafaktor/"


def test_others_are_left_alone(cast, client):
    Actor.objects.filter(pk=cast.storuman.pk).update(requires_mfa=True)
    client.force_login(cast.neighbour, backend="actors.signin.Backend")
    assert client.get("/planer/").status_code == 200


def test_an_administrator_demands_it_and_a_reader_does_not(cast, sign_in):
    url = f"/aktorer/{cast.storuman.pk}/personer/tvafaktor/"
    assert sign_in(cast.reader).post(url, {"krav": "ja"}).status_code == 403
    assert sign_in(cast.stranger).post(url, {"krav": "ja"}).status_code == 404
    client = sign_in(make_user("chef", cast.storuman, Role.ADMIN))
    assert client.get(url).status_code == 405
    client.post(url, {"krav": "ja"})
    assert Actor.objects.get(pk=cast.storuman.pk).requires_mfa
    assert client.get("/planer/").url == "/konto/tvafaktor/"


def test_before_it_is_demanded_the_page_tells_what_happens_and_to_how_many(cast, sign_in):
    chief = make_user("chef", cast.storuman, Role.ADMIN)
    client, url = sign_in(chief), f"/aktorer/{cast.storuman.pk}/personer/"
    count = cast.storuman.memberships.values("user").distinct().count()
    page = client.get(url).text
    assert f"{count} av {count} som arbetar här har ingen tvåfaktor än." in page
    assert "Det gäller dig också." in page
    TOTP.activate(chief, SECRET)
    page = client.get(url).text
    assert f"{count - 1} av {count} som arbetar här" in page
    assert "Det gäller dig också." not in page
    assert "har ingen tvåfaktor än" not in sign_in(cast.reader).get(url).text
