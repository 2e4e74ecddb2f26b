"""Invitations, roles and leaving."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from smtplib import SMTPException
from threading import Barrier

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actors.actions import people as actions
from actors.models import Invitation, Membership, Role, User
from actors.tests.factories import make_invitation, make_user
from portal.models import Event

PASSWORD = "en-hemlig-mening-om-fjället"


@pytest.fixture
def admin(cast):
    return make_user("chef", cast.storuman, Role.ADMIN)


def people_url(actor):
    return f"/aktorer/{actor.pk}/personer/"


def invited(client, cast, email="ny@b4.test", role=Role.COORDINATOR):
    """Invite by the page; the path of the link in the letter."""
    response = client.post(people_url(cast.storuman), {"email": email, "role": role})
    assert response.status_code == 302
    link = next(word for word in mail.outbox[-1].body.split() if "/inbjudan/" in word)
    return link.removeprefix("http://127.0.0.1:8000")


def test_an_invitation_becomes_an_account_with_a_role(cast, admin, sign_in, client):
    path = invited(sign_in(admin), cast)
    (letter,) = mail.outbox
    assert letter.to == ["ny@b4.test"]
    assert "Storumans kommun" in letter.body
    client.logout()
    assert "Storumans kommun" in client.get(path).text
    response = client.post(path, {"name": "Ny Person", "password": PASSWORD})
    assert response.status_code == 302
    user = User.objects.get(email="ny@b4.test")
    assert client.session["_auth_user_id"] == str(user.pk)
    held = user.memberships.get()
    assert (held.actor, held.role) == (cast.storuman, Role.COORDINATOR)
    assert client.get(path).status_code == 410  # it works once
    assert "Ny Person" not in "".join(Event.objects.values_list("object_label", flat=True))


def test_one_who_has_an_account_signs_in_and_accepts(cast, admin, sign_in, client):
    path = invited(sign_in(admin), cast, email="GRANNE@b4.test", role=Role.READER)
    client.logout()
    assert "Logga in för att tacka ja" in client.get(path).text
    assert client.post(path).url == f"/konto/logga-in/?next={path}"
    assert sign_in(cast.neighbour).post(path).status_code == 302
    roles = cast.neighbour.memberships.values_list("actor__name", "role")
    assert set(roles) == {("Umeå kommun", "COORDINATOR"), ("Storumans kommun", "READER")}


def test_somebody_elses_invitation_is_not_accepted(cast, admin, sign_in):
    path = invited(sign_in(admin), cast)
    client = sign_in(cast.stranger)
    assert "en annan e-postadress" in client.get(path).text
    assert client.post(path).status_code == 403
    assert Invitation.objects.open().count() == 1


@pytest.mark.parametrize("weak", ["kort", "123456789012", ""])
def test_a_weak_password_is_refused(cast, admin, client, weak):
    make_invitation(cast.storuman, admin)
    response = client.post("/inbjudan/hemlig/", {"name": "Ny", "password": weak})
    assert response.status_code == 422
    assert response.context["form"].errors["password"]
    assert not User.objects.filter(email="ny@b4.test").exists()


@pytest.mark.parametrize(
    "gone",
    [
        {"expires_at": timezone.now() - timedelta(seconds=1)},
        {"withdrawn": True},
        {"token": "en annan"},
    ],
    ids=["expired", "withdrawn", "wrong"],
)
def test_a_link_that_does_not_hold_says_so(cast, admin, client, gone):
    if gone.pop("withdrawn", False):
        gone = {"withdrawn_at": timezone.now(), "withdrawn_by": admin}
    make_invitation(cast.storuman, admin, **gone)
    for response in [
        client.get("/inbjudan/hemlig/"),
        client.post("/inbjudan/hemlig/", {"name": "Ny", "password": PASSWORD}),
    ]:
        assert response.status_code == 410
        assert "Be den som bjöd in dig att skicka en ny" in response.text


@pytest.mark.parametrize("is_new", [True, False], ids=["new account", "own account"])
def test_an_invitation_withdrawn_while_it_is_answered(
    cast, admin, sign_in, client, monkeypatch, is_new
):
    email = "ny@b4.test" if is_new else cast.neighbour.email
    invitation = make_invitation(cast.storuman, admin, email=email)
    name = "accept_as_new" if is_new else "accept"
    accept = getattr(actions, name)

    def accept_second(*args, **kwargs):
        actions.withdraw(invitation, by=admin)
        return accept(*args, **kwargs)

    monkeypatch.setattr(actions, name, accept_second)
    client = client if is_new else sign_in(cast.neighbour)
    response = client.post("/inbjudan/hemlig/", {"name": "Ny", "password": PASSWORD})
    assert response.status_code == 410
    assert "Be den som bjöd in dig att skicka en ny" in response.text
    assert not Membership.objects.filter(user__email=email, actor=cast.storuman).exists()


def test_an_account_made_at_the_same_moment_is_no_fault(cast, admin, client, monkeypatch):
    make_invitation(cast.storuman, admin)
    create = User.objects.create_user

    def create_second(email, password, **fields):
        User.objects.bulk_create([User(email=email.upper(), name="Först")])
        return create(email, password, **fields)

    monkeypatch.setattr(User.objects, "create_user", create_second)
    response = client.post("/inbjudan/hemlig/", {"name": "Ny", "password": PASSWORD})
    assert response.status_code == 422
    assert "Det finns redan ett konto med adressen" in response.text


def test_invitations_are_sent_at_a_pace(cast, admin, sign_in, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"letters": "9/h/user,2/h/key"}
    client = sign_in(admin)
    invited(client, cast)
    again = f"/inbjudningar/{Invitation.objects.get().pk}/skicka-igen/"
    assert "En ny länk är skickad" in client.post(again, follow=True).text
    assert "Vänta en timme" in client.post(again, follow=True).text
    data = {"email": "Ny@b4.test", "role": Role.READER}
    response = client.post(people_url(cast.storuman), data)
    assert response.status_code == 429
    assert "Vänta en timme" in response.text
    assert 'value="Ny@b4.test"' in response.text
    assert len(mail.outbox) == 2
    invited(client, cast, email="annan@b4.test")


def test_sending_again_makes_a_new_link_and_stops_the_old(cast, admin, sign_in, client):
    old = invited(sign_in(admin), cast)
    client.post(f"/inbjudningar/{Invitation.objects.get().pk}/skicka-igen/")
    assert len(mail.outbox) == 2
    client.logout()
    assert client.get(old).status_code == 410


def test_withdrawing_stops_the_link_and_is_done_once(cast, admin, sign_in):
    client = sign_in(admin)
    invited(client, cast)
    url = f"/inbjudningar/{Invitation.objects.get().pk}/ta-tillbaka/"
    assert "Inbjudan är återtagen" in client.post(url, follow=True).text
    assert "redan använd eller återtagen" in client.post(url, follow=True).text


def test_an_open_invitation_is_not_sent_twice(cast, admin, sign_in):
    client = sign_in(admin)
    invited(client, cast)
    again = {"email": "NY@b4.test", "role": Role.COORDINATOR}
    response = client.post(people_url(cast.storuman), again)
    assert response.status_code == 422
    assert "redan inbjuden till den rollen" in response.text


def test_an_expired_invitation_makes_room_for_a_new_one(cast, admin, sign_in):
    past = timezone.now() - timedelta(days=1)
    make_invitation(cast.storuman, admin, role=Role.COORDINATOR, expires_at=past)
    invited(sign_in(admin), cast)
    assert Invitation.objects.open().count() == 1


def test_nobody_is_invited_to_a_role_that_is_held(cast, admin, sign_in):
    data = {"email": cast.reader.email, "role": Role.READER}
    response = sign_in(admin).post(people_url(cast.storuman), data)
    assert "Personen har redan den rollen" in response.text


def test_a_letter_that_cannot_be_sent_leaves_no_invitation(cast, admin, sign_in, monkeypatch):
    def fail(self):
        raise SMTPException

    monkeypatch.setattr("actors.actions.people.EmailMessage.send", fail)
    data = {"email": "ny@b4.test", "role": Role.READER}
    response = sign_in(admin).post(people_url(cast.storuman), data)
    assert "Brevet kunde inte skickas" in response.text
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    "data", [{}, {"email": "x", "role": "KUNG"}, {"email": "a\x00@b4.test", "role": "READER"}]
)
def test_nonsense_in_an_invitation_is_explained(cast, admin, sign_in, data):
    assert sign_in(admin).post(people_url(cast.storuman), data).status_code == 422


def test_who_sees_and_who_invites(cast, sign_in):
    url = people_url(cast.storuman)
    assert "Samordnare" in sign_in(cast.reader).get(url).text
    refusal = sign_in(cast.reader).post(url, {"email": "ny@b4.test", "role": Role.READER})
    assert refusal.status_code == 403
    assert "Det kan den som är administratör där" in refusal.text
    assert sign_in(cast.stranger).get(url).status_code == 404
    staff = make_user("portalen", is_staff=True)
    assert "Bjud in en person" in sign_in(staff).get(url).text


def test_a_role_is_changed(cast, admin, sign_in):
    held = cast.reader.memberships.get()
    sign_in(admin).post(f"/roller/{held.pk}/", {"role": Role.APPROVER})
    held.refresh_from_db()
    assert held.role == Role.APPROVER
    assert Event.about(held).get().by == admin.pk


def test_a_role_that_the_person_has_already_is_refused(cast, admin, sign_in):
    Membership.objects.create(user=cast.reader, actor=cast.storuman, role=Role.OFFICER)
    held = cast.reader.memberships.get(role=Role.READER)
    response = sign_in(admin).post(f"/roller/{held.pk}/", {"role": Role.OFFICER})
    assert response.status_code == 422
    assert "Personen har redan den rollen" in response.text


@pytest.mark.parametrize("how", ["change", "leave"])
def test_the_last_administrator_stays(cast, admin, sign_in, how):
    held = admin.memberships.get()
    client = sign_in(admin)
    if how == "change":
        response = client.post(f"/roller/{held.pk}/", {"role": Role.READER})
    else:
        response = client.post(f"/roller/{held.pk}/avsluta/", {"when": "genast"})
    assert response.status_code == 422
    assert "Storumans kommun måste ha en administratör" in response.text
    held.refresh_from_db()
    assert (held.role, held.ends_on) == (Role.ADMIN, None)


def test_an_administrator_may_leave_when_there_is_another(cast, admin):
    make_user("vice", cast.storuman, Role.ADMIN)
    actions.end_membership(admin.memberships.get(), ends_on=timezone.localdate(), by=admin)
    assert admin.memberships.get().ends_on


def test_of_two_administrators_that_leave_one_must_stay(cast, admin):
    other = make_user("vice", cast.storuman, Role.ADMIN)
    today = timezone.localdate()
    actions.end_membership(admin.memberships.get(), ends_on=today, by=admin)
    with pytest.raises(ValidationError, match="måste ha en administratör"):
        actions.end_membership(other.memberships.get(), ends_on=today, by=other)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_that_leave_at_the_same_moment(cast):
    both = [make_user(name, cast.storuman, Role.ADMIN) for name in ("chef", "vice")]
    together = Barrier(2)

    def leave(user):
        try:
            with transaction.atomic():
                held = user.memberships.select_related("actor", "user").get()
                together.wait(timeout=10)
                actions.end_membership(held, ends_on=timezone.localdate(), by=user)
        except ValidationError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(leave, both)) == [False, True]
    assert Membership.objects.filter(role=Role.ADMIN, ends_on=None).count() == 1


def test_one_who_comes_back_gets_the_old_role_again(cast, admin):
    yesterday = timezone.localdate() - timedelta(days=1)
    cast.reader.memberships.update(starts_on=yesterday, ends_on=yesterday)
    invitation = make_invitation(cast.storuman, admin, email=cast.reader.email)
    actions.accept(invitation, by=cast.reader)
    assert Membership.objects.current().filter(user=cast.reader, ends_on=None).count() == 1


def test_the_page_asks_as_often_for_many_as_for_few(cast, admin, sign_in):
    client = sign_in(admin)

    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(people_url(cast.storuman)).status_code == 200
        return len(asked)

    make_invitation(cast.storuman, admin)
    few = queries()
    for number in range(20):
        make_user(f"nummer{number}", cast.storuman)
        make_invitation(cast.storuman, admin, email=f"{number}@b4.test", token=str(number))
    assert queries() == few < 20
