"""Who prepares and decides about a county's joint money, and who must step aside."""

from django.apps import apps

from actors.models import REGIONAL, Actor, County, Kind, Membership, Role, User

FUNDERS = {Role.OFFICER, Role.APPROVER}  # read what was sent in, where they decide
DECIDERS = [Kind.REGION, Kind.COUNTY_BODY, Kind.KOMMUN]


def conflicts_of(user_id):
    """The applications that the person must step aside from."""
    conflict = apps.get_model("funding", "Conflict")
    return conflict.objects.filter(person=user_id).values("application")


def counties_funded_by(user):
    """Counties in which the person is officer or approver of a region, county body or kommun."""
    decides_for = [actor for actor, roles in user.reach.roles.items() if roles & FUNDERS]
    deciders = Actor.objects.filter(pk__in=decides_for, kind__in=DECIDERS)
    return County.objects.filter(actors__in=deciders).values("pk")


def decides_somewhere(user):
    """Whether there is such a county; known without a question, since every page of money asks."""
    reach = user.reach
    return any(
        roles & FUNDERS and reach.kinds[number] in DECIDERS for number, roles in reach.roles.items()
    )


def prepares_somewhere(user):
    """Whether the person prepares in any county; as above known without a question."""
    reach = user.reach
    return any(
        Role.OFFICER in roles and reach.kinds[number] in REGIONAL
        for number, roles in reach.roles.items()
    )


def counties_prepared_by(user):
    """Counties in which the person prepares: officer of the region or of a county body."""
    officer_in = [actor for actor, roles in user.reach.roles.items() if Role.OFFICER in roles]
    bodies = Actor.objects.active().filter(pk__in=officer_in, kind__in=REGIONAL)
    return County.objects.filter(actors__in=bodies).values("pk")


def deciders_in(county):
    """The people who prepare or decide in a county today, by name."""
    deciders = Actor.objects.filter(kind__in=DECIDERS, counties=county)
    held = Membership.objects.current().filter(role__in=FUNDERS, actor__in=deciders)
    return User.objects.filter(is_active=True, pk__in=held.order_by().values("user"))
