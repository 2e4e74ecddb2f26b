"""Actors and people for tests."""

import hashlib

from django.utils import timezone

from actors.models import (
    Actor,
    County,
    FollowUp,
    Group,
    Invitation,
    Kind,
    Meeting,
    Membership,
    Role,
    User,
)
from actors.models.people import INVITATION_LASTS


def make_county(code="24", short_name="Västerbotten"):
    return County.objects.create(code=code, name=f"{short_name}s län", short_name=short_name)


def make_actor(name="Förening", kind=Kind.CIVIL_SOCIETY, code="", counties=(), **fields):
    actor = Actor.objects.create(name=name, kind=kind, code=code, **fields)
    actor.counties.set(counties)
    return actor


def make_user(name="person", actor=None, role=Role.READER, **fields):
    """A person with an address on the test domain, in one actor or in none."""
    user = User.objects.create(email=f"{name}@b4.test", name=name.title(), **fields)
    if actor:
        Membership.objects.create(user=user, actor=actor, role=role)
    return user


def make_invitation(actor, by, email="ny@b4.test", role=Role.READER, token="hemlig", **fields):
    """An open invitation whose link ends with `token`."""
    return Invitation.objects.create(
        actor=actor,
        invited_by=by,
        email=email,
        role=role,
        token_sha256=hashlib.sha256(token.encode()).hexdigest(),
        **{"expires_at": timezone.now() + INVITATION_LASTS} | fields,
    )


def make_group(commissioner, members=(), leader_employer=None, **fields):
    group = Group.objects.create(
        commissioner=commissioner,
        leader_employer=leader_employer or commissioner,
        leader_function="Samordnare",
        **{"name": "Gruppen", **fields},
    )
    for actor in members:
        group.seats.create(actor=actor, profession="Rektor")
    return group


def make_meeting(group, by, on=None, point="Skriva rutin", **fields):
    """A meeting today, with one follow-up point for the commissioner unless `point` is empty."""
    on = on or timezone.localdate()
    meeting = Meeting.objects.create(group=group, on=on, created_by=by, **fields)
    if point:
        FollowUp.objects.create(meeting=meeting, text=point, owner=group.commissioner, due_on=on)
    return meeting
