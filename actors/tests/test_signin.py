"""The one door. The limits live in Redis, so each test has keys of its own there."""

import uuid

import pytest
from django.conf import settings
from django.core import mail
from django.urls import reverse

from actors.models import User
from actors.tests.factories import make_user

PASSWORD = "en-hemlig-mening-om-fjället"
WRONG = "E-postadressen eller lösenordet stämmer inte."
LOGIN = "/konto/logga-in/"
RESET = "/konto/losenord/glomt/"


@pytest.fixture(autouse=True)
def _own_limits(settings):
    settings.DEMO = settings.DEBUG = False
    redis = settings.CACHES["default"] | {"KEY_PREFIX": f"test-{uuid.uuid4()}"}
    settings.CACHES = {"default": redis}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast


@pytest.fixture
def person(db):
    return with_password(make_user("alva"))


def with_password(user):
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in_with(client, email, password=PASSWORD):
    return client.post(LOGIN, {"login": email, "password": password})


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_the_right_password_opens_the_door(client, person):
    response = sign_in_with(client, "alva@b4.test")
    assert response.status_code == 302
    assert response.url == reverse("home")
    assert is_signed_in(client)


def test_the_case_of_the_address_does_not_matter(client, person):
    sign_in_with(client, "Alva@B4.TEST")
    assert is_signed_in(client)


def test_one_comes_back_to_the_page_one_wanted(client, person):
    wanted = client.get("/aktiviteter/").url
    response = client.post(wanted, {"login": "alva@b4.test", "password": PASSWORD})
    assert response.url == "/aktiviteter/"


def test_nobody_is_sent_to_another_site_after_sign_in(client, person):
    response = client.post(
        f"{LOGIN}?next=https://annan.example/", {"login": "alva@b4.test", "password": PASSWORD}
    )
    assert response.url == reverse("home")


@pytest.mark.parametrize("email", ["alva@b4.test", "ingen@b4.test"])
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, person, email):
    response = sign_in_with(client, email, "fel-lösenord")
    assert response.context["form"].non_field_errors() == [WRONG]
    assert f'value="{email}"' in response.text
    assert "fel-lösenord" not in response.text
    assert not is_signed_in(client)


def test_the_sign_in_page_says_what_is_missing_in_swedish(client, db):
    response = client.post(LOGIN, {"login": "inte en adress", "password": ""})
    assert response.context["form"].errors == {
        "login": ["Fyll i en giltig e-postadress."],
        "password": ["Fyll i fältet."],
    }
    assert 'value="inte en adress"' in response.text


def test_an_inactive_account_is_told_so_and_stays_outside(client, person):
    User.objects.update(is_active=False)
    response = client.post(LOGIN, {"login": "alva@b4.test", "password": PASSWORD}, follow=True)
    assert "Kontot är avstängt" in response.text
    assert not is_signed_in(client)


def test_an_account_that_is_closed_is_signed_out_at_once(client, person):
    sign_in_with(client, "alva@b4.test")
    User.objects.update(is_active=False)
    assert client.get("/planer/").status_code == 302


def test_a_demo_account_is_refused_where_there_is_no_demo(client, db):
    with_password(User.objects.create(email="alva@kommun.example", name="Alva"))
    response = sign_in_with(client, "alva@kommun.example")
    assert not is_signed_in(client)
    assert WRONG in response.text


@pytest.mark.parametrize("switch", ["DEMO", "DEBUG"])
def test_a_demo_account_may_enter_the_demo(client, db, settings, switch):
    setattr(settings, switch, True)
    with_password(User.objects.create(email="alva@kommun.example", name="Alva"))
    sign_in_with(client, "alva@kommun.example")
    assert is_signed_in(client)


def test_a_demo_account_that_came_in_is_put_out_when_the_demo_ends(client, db, settings):
    settings.DEMO = True
    with_password(User.objects.create(email="alva@kommun.example", name="Alva"))
    sign_in_with(client, "alva@kommun.example")
    settings.DEMO = False
    assert client.get("/planer/").status_code == 302


def test_a_demo_account_does_not_enter_by_the_administration(client, db):
    staff = User.objects.create(email="admin@portal.example", name="Love", is_staff=True)
    with_password(staff)
    response = client.post(
        "/admin/login/", {"username": staff.email, "password": PASSWORD}, follow=True
    )
    assert not is_signed_in(client)
    assert response.redirect_chain


def test_nobody_makes_an_account_alone(client, db):
    fields = {"email": "ny@b4.test", "password1": PASSWORD, "password2": PASSWORD}
    for response in [client.get("/konto/skapa/"), client.post("/konto/skapa/", fields)]:
        assert "Du kan inte skapa ett konto själv" in response.text
    assert not User.objects.exists()


def test_signing_out_needs_a_post(client, person):
    client.force_login(person, backend="actors.signin.Backend")
    client.get("/konto/logga-ut/")
    assert is_signed_in(client)
    client.post("/konto/logga-ut/")
    assert not is_signed_in(client)


def test_a_reset_gets_the_same_answer_for_a_known_and_an_unknown_address(client, person):
    answers = []
    for address in ["alva@b4.test", "ingen@b4.test"]:
        response = client.post(RESET, {"email": address}, follow=True)
        answers.append((response.redirect_chain, response.text))
    assert answers[0] == answers[1]
    assert "Titta i din inkorg" in answers[0][1]


def test_a_reset_leads_to_a_new_password(client, person):
    client.post(RESET, {"email": "ALVA@b4.test"})
    (letter,) = mail.outbox
    assert letter.to == ["alva@b4.test"]
    link = next(word for word in letter.body.split() if "/konto/losenord/nytt/" in word)
    form = client.get(link, follow=True)
    new = "ett-nytt-lösenord-om-älven"
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    person.refresh_from_db()
    assert person.check_password(new)


def test_the_letter_to_an_unknown_address_has_no_link_to_a_new_password(client, db):
    client.post(RESET, {"email": "ingen@b4.test"})
    assert all("/konto/losenord/nytt/" not in letter.body for letter in mail.outbox)


@pytest.mark.parametrize("weak", ["kort", "123456789012", "password1234"])
def test_a_weak_password_is_refused_in_swedish(client, person, weak):
    client.force_login(person, backend="actors.signin.Backend")
    response = client.post(
        "/konto/losenord/", {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    )
    assert "lösenord" in str(response.context["form"].errors).lower()
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_too_many_wrong_passwords_are_answered_with_a_pause(client, person):
    for _ in range(5):
        sign_in_with(client, "alva@b4.test", "fel-lösenord")
    sign_in_with(client, "alva@b4.test")
    assert not is_signed_in(client)


def test_too_many_attempts_from_one_place_get_429_in_swedish(client, person):
    limit = int(settings.ACCOUNT_RATE_LIMITS["login"].split("/")[0])
    answers = [sign_in_with(client, "", "") for _ in range(limit + 1)]
    assert answers[limit - 1].status_code == 200
    assert answers[limit].status_code == 429
    assert "Vänta en stund" in answers[limit].text


def test_too_many_resets_get_429_in_swedish(client, person):
    answers = [client.post(RESET, {"email": "alva@b4.test"}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert "Vänta en stund" in answers[3].text
