"""Actors and people for tests."""

from actors.models import Actor, County, Kind, Membership, Role, User


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
