"""What can be done with an account: rename, change address, close, anonymise."""

from datetime import timedelta
from uuid import uuid4

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from actors.actions.people import (
    keep_an_administrator,
    leave_nothing_behind,
    note,
    once,
    post,
)
from actors.models import Actor, Invitation, Membership, Role, User
from portal.history import FORGOTTEN, FORGOTTEN_DOMAIN, forget

SALT = "actors.email"
LINK_LASTS = timedelta(days=3)
UNNAMED = "ett konto"  # what logs that are never changed call an account
WRONG_LINK = "Länken gäller inte längre. Byt e-postadress på din sida för att få en ny."


@transaction.atomic
def rename(user, *, name, by):
    user.name = name
    user.save(update_fields=["name"])
    note("bytte namn på", user, "sitt konto", by=by)


@transaction.atomic
def choose_letters(user, *, mention_mail, by):
    """Take or stop the letters that tell the person of a mention."""
    user.mention_mail = mention_mail
    user.save(update_fields=["mention_mail"])
    note("valde brev för", user, "sitt konto", by=by)


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
    with once(WRONG_LINK):
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
    _leave_nobody_without_administrator(user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user)
    note("stängde", user, UNNAMED, by=by)
    _leave_nothing_behind(user, by=by)


@transaction.atomic
def reopen(user, *, by):
    if user.anonymised_at:
        raise ValidationError("Ett avidentifierat konto kan inte öppnas igen.")
    user.is_active = True
    user.save(update_fields=["is_active"])
    note("öppnade", user, UNNAMED, by=by)


@transaction.atomic
def anonymise(user, *, by):
    """Forget who the person was. What the person did stays, by "Tidigare användare"."""
    if user == by:
        raise ValidationError("Du kan inte avidentifiera ditt eget konto.")
    _leave_nobody_without_administrator(user)
    address = f"{uuid4()}{FORGOTTEN_DOMAIN}"
    invitations = invitations_to(user)
    invitations.open().update(withdrawn_at=timezone.now(), withdrawn_by=by)
    invited = list(invitations.values_list("pk", flat=True))
    Invitation.objects.filter(pk__in=invited).update(email=address)
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
    told = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(User))
    told.filter(object_id=user.pk).update(object_repr=UNNAMED, change_message="")
    end_sessions(user)
    note("avidentifierade", user, UNNAMED, by=by)
    _leave_nothing_behind(user, by=by)


def _end_all_roles(user):
    yesterday = timezone.localdate() - timedelta(days=1)
    for held in Membership.objects.filter(user=user).order_by():
        if held.ends_on is None or held.ends_on > yesterday:
            held.ends_on = max(held.starts_on, yesterday)
            held.save(update_fields=["ends_on"])


def invitations_to(user):
    """Those to the person's address of today, and those that the person took at another."""
    return Invitation.objects.filter(Q(email__iexact=user.email) | Q(accepted_by=user))


def _leave_nothing_behind(user, *, by):
    for actor in Actor.objects.filter(memberships__user=user).distinct():
        leave_nothing_behind(user, actor, by=by)


def keep_a_portal_administrator(*, without):
    """Refuse to leave the portal without administrator; those who leave are asked one by one."""
    staff = User.objects.filter(is_staff=True, is_active=True).order_by("pk").select_for_update()
    if {user.pk for user in staff} == {without.pk}:
        raise ValidationError("Portalen måste ha en administratör. Utse en till först.")


def _leave_nobody_without_administrator(user):
    keep_a_portal_administrator(without=user)
    held = Membership.objects.current().filter(user=user, role=Role.ADMIN)
    for actor in Actor.objects.filter(pk__in=held.order_by().values("actor")).order_by("pk"):
        keep_an_administrator(actor, without=user)
