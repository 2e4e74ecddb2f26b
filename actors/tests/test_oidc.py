"""Sign-in by one's own organisation, against a real OpenID provider in a process of its own."""

import json
import os
import socket
import subprocess
import sys
from contextlib import suppress

import pytest
import requests
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.core import mail

from actors.models import User
from actors.tests.factories import make_user
from conftest import wait_for

START = "/konto/organisation/regionen/"


@pytest.fixture(scope="module")
def issuer():
    """A provider that signs in whoever it is told to."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)],
        env=os.environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"

    def answers():
        with suppress(requests.ConnectionError):
            return requests.get(f"{address}/.well-known/openid-configuration", timeout=2).ok

    wait_for(answers)
    yield address
    process.terminate()
    process.wait(timeout=10)


@pytest.fixture(autouse=True)
def _provider(settings, issuer):
    app = {
        "provider_id": "regionen",
        "name": "Region Västerbotten",
        "client_id": "portalen",
        "secret": "hemlig",
        "settings": {"server_url": issuer, "domains": ["b4.test"]},
    }
    # A session is ended and begun in the same request.
    settings.ZEAL_ALLOWLIST = [{"model": "sessions.Session"}]
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}
    }


def sign_in_by(client, issuer, subject="elin", **claims):
    """Walk from the button to the provider and back, as a browser does."""
    requests.put(f"{issuer}/users/{subject}", json=claims, timeout=5).raise_for_status()
    there = client.get(START)
    assert there.status_code == 302
    assert there.url.startswith(issuer)
    back = requests.post(there.url, data={"sub": subject}, allow_redirects=False, timeout=5)
    assert back.status_code == 302
    return client.get(back.headers["Location"].removeprefix("http://testserver"))


def who(client):
    number = client.session.get("_auth_user_id")
    return User.objects.get(pk=number) if number else None


def test_the_sign_in_page_offers_the_organisation(client, db):
    page = client.get("/konto/logga-in/").text
    assert "Logga in med Region Västerbotten" in page
    assert START in page


def test_a_proven_address_of_the_organisation_opens_the_account(client, cast, issuer):
    claims = {"email": cast.officer.email, "email_verified": True}
    response = sign_in_by(client, issuer, **claims)
    assert response.status_code == 302
    assert who(client) == cast.officer
    identity = SocialAccount.objects.get()
    assert identity.uid == f"{issuer} elin"
    assert mail.outbox[-1].subject == "Du kan nu logga in med din organisation"


def test_afterwards_the_subject_counts_and_not_the_address(client, cast, issuer):
    sign_in_by(client, issuer, email=cast.officer.email, email_verified=True)
    client.post("/konto/logga-ut/")
    sign_in_by(client, issuer, email="annan@b4.test", email_verified=False)
    assert who(client) == cast.officer


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "handlaggare@b4.test"},
        {"email": "handlaggare@b4.test", "email_verified": False},
        {"email": "handlaggare@b4.test", "email_verified": "true"},
        {"email": "okand@b4.test", "email_verified": True},
        {"email": "vd@annan.test", "email_verified": True},
        {"email": "vd@evil-b4.test", "email_verified": True},
        {},
    ],
    ids=["unsaid", "unproven", "text", "uninvited", "foreign", "lookalike", "nothing"],
)
def test_nobody_else_comes_in_and_no_account_is_made(client, cast, issuer, claims):
    make_user("vd")
    User.objects.filter(email="vd@b4.test").update(email="vd@annan.test")
    before = User.objects.count()
    response = sign_in_by(client, issuer, subject="mallory", **claims)
    assert "Konto får du genom en inbjudan" in response.text
    assert who(client) is None
    assert User.objects.count() == before
    assert not SocialAccount.objects.exists()


def test_a_closed_account_stays_closed(client, cast, issuer):
    User.objects.filter(pk=cast.officer.pk).update(is_active=False)
    sign_in_by(client, issuer, email=cast.officer.email, email_verified=True)
    assert who(client) is None


def test_the_second_step_is_asked_for_here_too(client, cast, issuer):
    TOTP.activate(cast.officer, "JBSWY3DPEHPK3PXP")
    response = sign_in_by(client, issuer, email=cast.officer.email, email_verified=True)
    assert response.url == "/konto/tvafaktor/kod/"
    assert who(client) is None


def test_a_signed_in_person_does_not_add_an_identity_by_a_link(client, cast, issuer):
    client.force_login(cast.reader, backend="actors.signin.Backend")
    there = client.get(f"{START}?process=connect")
    requests.put(f"{issuer}/users/mallory", json={}, timeout=5)
    back = requests.post(there.url, data={"sub": "mallory"}, allow_redirects=False, timeout=5)
    client.get(back.headers["Location"].removeprefix("http://testserver"))
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("query", ["", "?code=x&state=y", "?error=access_denied"])
def test_an_answer_that_nobody_asked_for_is_refused(client, db, query):
    response = client.get(f"{START}svar/{query}", follow=True)
    assert who(client) is None
    assert response.status_code in (200, 401)
    assert "Inloggningen" in response.text


def test_an_unknown_organisation_is_404(client, db):
    assert client.get("/konto/organisation/okand/").status_code == 404


def test_providers_come_from_the_environment():
    provider = {
        "id": "regionen",
        "name": "Region Västerbotten",
        "issuer": "https://inlogg.example",
        "client_id": "portalen",
        "secret": "hemlig",
        "domains": ["regionvasterbotten.example"],
    }
    code = (
        "import django; django.setup(); from django.conf import settings;"
        "app = settings.SOCIALACCOUNT_PROVIDERS['openid_connect']['APPS'][0];"
        "print(app['provider_id'], app['settings']['server_url'])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ
        | {"OIDC_PROVIDERS": json.dumps([provider]), "DJANGO_SETTINGS_MODULE": "portal.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "regionen https://inlogg.example"
