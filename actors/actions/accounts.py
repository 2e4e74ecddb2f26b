"""What can be done with an account: rename, change address, close, anonymise."""

from datetime import timedelta
from uuid import uuid4

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from actors.actions.people import keep_an_administrator, note, post
from actors.models import Actor, Invitation, Membership, Role, User
from portal.history import FORGOTTEN, FORGOTTEN_DOMAIN, forget

SALT = "actors.email"
LINK_LASTS = timedelta(days=3)
WRONG_LINK = "Länken gäller inte längre. Byt e-postadress på din sida för att få en ny."


@transaction.atomic
def rename(user, *, name, by):
    user.name = name
    user.save(update_fields=["name"])
    note("bytte namn på", user, "sitt konto", by=by)


def ask_for_new_email(user, *, email):
    """Send a link to the new address. An address that is taken gets none, and nobody is told."""
    email = email.strip().lower()
    if not User.objects.filter(email__iexact=email).exists():
        token = signing.dumps({"user": user.pk, "old": user.email, "new": email}, salt=SALT)
        link = settings.BASE_URL + reverse("actors:confirm_email", args=[token])
        post("email_change", to=email, link=link)


def read_email_token(token):
    """(user, new address) of a link that still holds; ValidationError when it does not."""
    try:
        said = signing.loads(token, salt=SALT, max_age=LINK_LASTS)
    except signing.BadSignature as error:
        raise ValidationError(WRONG_LINK) from error
    user = User.objects.filter(pk=said["user"], email=said["old"], is_active=True).first()
    if user is None or User.objects.filter(email__iexact=said["new"]).exists():
        raise ValidationError(WRONG_LINK)
    return user, said["new"]


@transaction.atomic
def change_email(token):
    """Take the new address, as the holder of the link asks; the old address is told."""
    user, new = read_email_token(token)
    old, user.email = user.email, new
    user.save(update_fields=["email"])
    EmailAddress.objects.filter(user=user).delete()
    note("bytte e-postadress på", user, "sitt konto", by=user)
    post("email_changed", to=old)
    return user


def end_sessions(user):
    """Sign the account out everywhere."""
    for session in UserSession.objects.filter(user=user):
        session.end()


@transaction.atomic
def close(user, *, by):
    """Close an account: nobody signs in with it, and whoever is signed in is out at once."""
    _leave_no_actor_without_administrator(user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user)
    note("stängde", user, "ett konto", by=by)


@transaction.atomic
def reopen(user, *, by):
    if user.anonymised_at:
        raise ValidationError("Ett avidentifierat konto kan inte öppnas igen.")
    user.is_active = True
    user.save(update_fields=["is_active"])
    note("öppnade", user, "ett konto", by=by)


@transaction.atomic
def anonymise(user, *, by):
    """Forget who the person was. What the person did stays, by "Tidigare användare"."""
    if user == by:
        raise ValidationError("Du kan inte avidentifiera ditt eget konto.")
    _leave_no_actor_without_administrator(user)
    address = f"{uuid4()}{FORGOTTEN_DOMAIN}"
    Invitation.objects.open().filter(email__iexact=user.email).update(
        withdrawn_at=timezone.now(), withdrawn_by=by
    )
    invitations = Invitation.objects.filter(email__iexact=user.email)
    invited = list(invitations.values_list("pk", flat=True))
    invitations.update(email=address)
    for model in (EmailAddress, Authenticator, SocialAccount):
        model.objects.filter(user=user).delete()
    _end_all_roles(user)
    user.name, user.email = FORGOTTEN, address
    user.is_active = user.is_staff = user.is_superuser = False
    user.anonymised_at = timezone.now()
    user.set_unusable_password()
    user.save()
    forget(User, [user.pk], name=FORGOTTEN, email=address)
    forget(Invitation, invited, email=address)
    end_sessions(user)
    note("avidentifierade", user, "ett konto", by=by)


def _end_all_roles(user):
    yesterday = timezone.localdate() - timedelta(days=1)
    for held in Membership.objects.filter(user=user).order_by():
        if held.ends_on is None or held.ends_on > yesterday:
            held.ends_on = max(held.starts_on, yesterday)
            held.save(update_fields=["ends_on"])


def _leave_no_actor_without_administrator(user):
    held = Membership.objects.current().filter(user=user, role=Role.ADMIN)
    for actor in Actor.objects.filter(pk__in=held.order_by().values("actor")).order_by("pk"):
        keep_an_administrator(actor, without=user)
