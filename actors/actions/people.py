"""What can be done with roles: invite, accept, change, end, hand over.

Labels of events name the role and the actor, never the person: events cannot be changed, and a
person's name must be able to disappear.
"""

from contextlib import contextmanager
from smtplib import SMTPException

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from actors.access import MAY, Act
from actors.models import Actor, Invitation, Membership, Role, User
from actors.models.people import INVITATION_LASTS
from portal import fence
from portal.models import Event
from portal.swedish import datum

GONE = "Inbjudan gäller inte längre. Be den som bjöd in dig att skicka en ny."
HAS_ACCOUNT = "Det finns redan ett konto med adressen. Logga in först."


def event(verb, kind, number, label, *, by, why=""):
    """An event under a label of one's own, not saved yet."""
    return Event(
        verb=verb,
        object_type=kind,
        object_id=str(number),
        object_label=label[:250],
        by=by.pk if by else None,
        why=why,
    )


def note(verb, obj, label, *, by, why=""):
    """Record an event under a label without names."""
    event(verb, obj._meta.label_lower, obj.pk, label, by=by, why=why).save()


@contextmanager
def once(sentence):
    """Turn what a unique constraint refuses into a sentence, when two do it at the same time."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise ValidationError(sentence) from error


def post(template, *, to, **context):
    """Send a letter at once. When it cannot be sent nothing else is done either."""
    subject = render_to_string(f"people/email/{template}_subject.txt", context).strip()
    body = render_to_string(f"people/email/{template}_message.txt", context)
    try:
        EmailMessage(subject, body, to=[to]).send()
    except (OSError, SMTPException) as error:
        raise ValidationError(
            "Brevet kunde inte skickas just nu, så inget är ändrat. Försök igen om en stund."
        ) from error


def role_in(thing):
    return f"{thing.get_role_display().lower()} i {thing.actor}"


@transaction.atomic
def invite(invitation, *, by):
    """Send an offer of a role. `invitation` has its address, actor and role."""
    invitation.email = invitation.email.strip().lower()
    held = Membership.objects.current().filter(actor=invitation.actor, role=invitation.role)
    if held.filter(user__email__iexact=invitation.email).exists():
        raise ValidationError("Personen har redan den rollen.")
    same = Invitation.objects.filter(
        email__iexact=invitation.email, actor=invitation.actor, role=invitation.role
    )
    # One that has expired makes room for a new one.
    same.filter(accepted_at=None, withdrawn_at=None, expires_at__lte=timezone.now()).update(
        withdrawn_at=timezone.now(), withdrawn_by=by
    )
    invitation.invited_by = by
    token, invitation.token_sha256 = Invitation.new_token()
    invitation.expires_at = timezone.now() + INVITATION_LASTS
    invitation.validate_constraints()
    invitation.save()
    note("bjöd in till", invitation, role_in(invitation), by=by)
    _post_invitation(invitation, token)
    return invitation


def _post_invitation(invitation, token):
    link = settings.BASE_URL + reverse("actors:accept", args=[token])
    post("invitation", to=invitation.email, invitation=invitation, link=link)


def _open(invitation):
    """The invitation, locked; ValidationError when it can no longer be accepted."""
    locked = Invitation.objects.open().select_for_update(of=["self"]).filter(pk=invitation.pk)
    found = locked.select_related("actor").first()
    if found is None:
        raise ValidationError(GONE, code="gone")
    return found


@transaction.atomic
def send_again(invitation, *, by):
    """A new link for another 14 days; the old one stops working."""
    invitation = Invitation.objects.select_for_update(of=["self"]).get(pk=invitation.pk)
    if invitation.accepted_at or invitation.withdrawn_at:
        raise ValidationError("Inbjudan är redan använd eller återtagen.")
    token, invitation.token_sha256 = Invitation.new_token()
    invitation.expires_at = timezone.now() + INVITATION_LASTS
    invitation.save(update_fields=["token_sha256", "expires_at"])
    note("skickade igen inbjudan till", invitation, role_in(invitation), by=by)
    _post_invitation(invitation, token)


@transaction.atomic
def withdraw(invitation, *, by):
    """Take back an offer that nobody has accepted."""
    invitation = Invitation.objects.select_for_update(of=["self"]).get(pk=invitation.pk)
    if invitation.accepted_at or invitation.withdrawn_at:
        raise ValidationError("Inbjudan är redan använd eller återtagen.")
    invitation.withdrawn_at, invitation.withdrawn_by = timezone.now(), by
    invitation.save(update_fields=["withdrawn_at", "withdrawn_by"])
    note("tog tillbaka inbjudan till", invitation, role_in(invitation), by=by)


@transaction.atomic
def accept_as_new(invitation, *, name, password):
    """Make the account that the invitation offers, with its role. Returns the User."""
    invitation = _open(invitation)
    if User.objects.filter(email__iexact=invitation.email).exists():
        raise ValidationError(HAS_ACCOUNT)
    with once(HAS_ACCOUNT):
        user = User.objects.create_user(invitation.email, password, name=name)
    _accept(invitation, by=user)
    return user


@transaction.atomic
def accept(invitation, *, by):
    """Take the role that was offered to the address of one's account."""
    invitation = _open(invitation)
    if invitation.email.lower() != by.email.lower():
        raise ValidationError("Inbjudan är skickad till en annan e-postadress än den du har.")
    _accept(invitation, by=by)


def _accept(invitation, *, by):
    today = timezone.localdate()
    held, is_new = Membership.objects.get_or_create(
        user=by, actor=invitation.actor, role=invitation.role
    )
    if not is_new and held.ends_on is not None:  # somebody who comes back
        held.starts_on, held.ends_on = (today if held.ends_on < today else held.starts_on), None
        held.save(update_fields=["starts_on", "ends_on"])
    invitation.accepted_at, invitation.accepted_by = timezone.now(), by
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    note("tog emot rollen", held, role_in(held), by=by)


@transaction.atomic
def change_role(membership, *, role, by):
    """Give the person another role in the same actor."""
    was = role_in(membership)
    if membership.role == Role.ADMIN and role != Role.ADMIN:
        keep_an_administrator(membership.actor, without=membership.user)
    membership.role = role
    membership.validate_constraints()
    membership.save(update_fields=["role"])
    note("ändrade rollen", membership, f"{was} till {role_in(membership)}", by=by)
    leave_nothing_behind(membership.user, membership.actor, by=by)


@transaction.atomic
def end_membership(membership, *, ends_on, successor=None, by):
    """Let the role end. Drafts go to `successor`, or when a later day has come to an administrator.

    Raises ValidationError if it has ended, or would end later than was decided before.
    """
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    ended = membership.ends_on
    if ended is not None and (ended < timezone.localdate() or ends_on > ended):
        raise ValidationError(
            f"Rollen upphör redan {datum(ended)}. Be administratören om en ny roll i stället."
        )
    if membership.role == Role.ADMIN:
        keep_an_administrator(membership.actor, without=membership.user)
    membership.ends_on = ends_on
    # The last day counts, so a role that ends at once ended yesterday, even one that began today.
    membership.starts_on = min(membership.starts_on, ends_on)
    membership.full_clean(exclude=["user", "actor", "role"])
    membership.save(update_fields=["starts_on", "ends_on"])
    note("avslutade rollen", membership, role_in(membership), by=by)
    leave_nothing_behind(membership.user, membership.actor, successor=successor, by=by)


def keep_an_administrator(actor, *, without):
    """Refuse to leave an actor without administrator.

    The actor's row is locked until the transaction ends, so that two who leave at the same time
    are asked one after the other.
    """
    Actor.objects.select_for_update().get(pk=actor.pk)
    others = Membership.objects.current().filter(
        actor=actor, role=Role.ADMIN, ends_on=None, user__is_active=True
    )
    if not others.exclude(user=without).exists():
        raise ValidationError(f"{actor} måste ha en administratör. Utse en till först.")


def drafts_of(user, actor):
    """Querysets of the drafts that a person has begun for an actor, one for each kind of thing.

    Plans and activities stand in an app above this one, so they are asked for by what they can:
    a queryset with `drafts_of`.
    """
    managers = [model._default_manager for model in apps.get_models()]
    return [m.drafts_of(user, actor) for m in managers if hasattr(m, "drafts_of")]


def count_drafts(user, actor):
    with fence.everything():  # an administrator counts what only the leaver can read
        return sum(drafts.count() for drafts in drafts_of(user, actor))


def roles_with_drafts():
    """Roles of today in which one may go on with a draft."""
    held = Membership.objects.current().filter(user__is_active=True)
    return held.filter(role__in=MAY[Act.CHANGE_ACTIVITY])


@transaction.atomic
def leave_nothing_behind(user, actor, *, successor=None, by):
    """Hand over the drafts and take back the offers that the person's roles no longer cover.

    Safe to call when nothing has ended, and again: what finds no administrator stays for the night
    when there is one (`actors.tasks.leave_nothing_behind`).
    """
    still = roles_with_drafts().filter(actor=actor, user=user)
    if not still.exists():
        _hand_over(user, actor, successor or _first_administrator(actor), by=by)
    if not still.filter(role=Role.ADMIN).exists() and not (user.is_staff and user.is_active):
        for offer in Invitation.objects.open().filter(actor=actor, invited_by=user):
            withdraw(offer, by=by or user)


def _first_administrator(actor):
    held = roles_with_drafts().filter(actor=actor, role=Role.ADMIN, ends_on=None)
    first = held.select_related("user").order_by("starts_on", "pk").first()
    return first and first.user


def _hand_over(user, actor, successor, *, by):
    if successor is None:
        return
    with fence.everything():  # the one who hands over is not always the one who wrote
        count = sum(found.update(created_by=successor) for found in drafts_of(user, actor))
    if count:
        note("lämnade över utkast i", actor, str(actor), by=by, why=f"{count} utkast")


@transaction.atomic
def demand_second_step(actor, *, demanded, by):
    """Demand two-factor sign-in of everybody who works for the actor, or stop demanding it."""
    actor.requires_mfa = demanded
    actor.save(update_fields=["requires_mfa"])
    note(
        "började kräva tvåfaktor i" if demanded else "slutade kräva tvåfaktor i",
        actor,
        str(actor),
        by=by,
    )
