"""Who may do what, and what one account reaches: the one place where it is decided."""

from dataclasses import dataclass, field
from enum import StrEnum

from django.core.exceptions import PermissionDenied

from actors.models import REGIONAL, Actor, Kind, Membership, Role


@dataclass(frozen=True)
class Answer:
    """Yes, or no with a reason that the page shows."""

    allowed: bool
    reason: str = ""

    def __bool__(self):
        return self.allowed


YES = Answer(True)


class Act(StrEnum):
    """What can be done on behalf of an actor; the value ends the sentence "Du kan inte …"."""

    LOG_ACTIVITY = "logga aktiviteter"
    CHANGE_ACTIVITY = "ändra aktiviteten"
    COMMENT = "kommentera"
    SUGGEST_METHOD = "föreslå metoder"
    KEEP_PLAN = "skriva eller ändra planer"
    ADOPT_PLAN = "anteckna att planer är antagna"
    ORDER_REPORT = "beställa uppföljningar"
    CHANGE_ACTOR = "ändra uppgifterna"
    KEEP_GROUP = "lägga upp eller ändra grupper"
    RUN_GROUP = "skriva om gruppens möten"
    MANAGE_PEOPLE = "bestämma över roller"
    MOVE_MONEY = "hantera länets medel"
    APPLY = "söka medel"
    BOOK_MONEY = "rekvirera, bokföra och redovisa medel"
    CERTIFY = "intyga redovisningar"
    CONCUR = "svara på gemensamma beslut"


# The table. A role stands in a row if it may do the thing for the actor it is held in.
MAY = {
    Act.LOG_ACTIVITY: {Role.COORDINATOR, Role.ADMIN},
    Act.CHANGE_ACTIVITY: {Role.COORDINATOR, Role.ADMIN},
    Act.COMMENT: {Role.COORDINATOR, Role.APPROVER, Role.OFFICER, Role.ADMIN},
    Act.SUGGEST_METHOD: {Role.COORDINATOR, Role.APPROVER, Role.OFFICER, Role.ADMIN},
    Act.KEEP_PLAN: {Role.COORDINATOR, Role.ADMIN},
    Act.ADOPT_PLAN: {Role.APPROVER},
    Act.ORDER_REPORT: {Role.COORDINATOR, Role.APPROVER, Role.OFFICER, Role.ADMIN},
    Act.CHANGE_ACTOR: {Role.ADMIN},
    Act.KEEP_GROUP: {Role.COORDINATOR, Role.ADMIN},
    Act.RUN_GROUP: {Role.COORDINATOR, Role.ADMIN},
    Act.MANAGE_PEOPLE: {Role.ADMIN},
    Act.MOVE_MONEY: {Role.OFFICER},
    Act.APPLY: {Role.COORDINATOR, Role.OFFICER, Role.ADMIN},
    Act.BOOK_MONEY: {Role.COORDINATOR, Role.OFFICER, Role.ADMIN},
    Act.CERTIFY: {Role.APPROVER},
    Act.CONCUR: {Role.APPROVER},
}
# What the portal's own administrators may do for any actor.
PORTAL_MAY = {Act.CHANGE_ACTOR, Act.MANAGE_PEOPLE, Act.KEEP_GROUP}


# Who decides whether others in the county count as brukarrörelse.
DECIDING = {Role.OFFICER, Role.ADMIN}


@dataclass(frozen=True)
class Reach:
    """What one account reaches, as sets of ids; every `visible_to(user)` is built on it."""

    user_id: int | None
    roles: dict[int, frozenset[str]]  # actor id → roles held in it today
    counties: frozenset[int]  # counties of those actors
    is_national: bool  # reads the money of every county
    kinds: dict[int, str] = field(default_factory=dict)  # actor id → what sort of body it is

    @property
    def actors(self):
        return self.roles.keys()

    @property
    def approves_for(self):
        """Actors whose drafts the account reads because it will approve them."""
        return [actor for actor, roles in self.roles.items() if Role.APPROVER in roles]

    @property
    def writes_for(self):
        """Actors that the account does more than read for, and whose applications it may draft."""
        return [actor for actor, roles in self.roles.items() if roles - {Role.READER}]

    @classmethod
    def of(cls, user):
        """Read the reach of a signed-in user, or of nobody."""
        if not user.is_authenticated:
            return cls(None, {}, frozenset(), False)
        roles = {}
        held = list(
            Membership.objects.current().filter(user=user).select_related("actor").order_by()
        )
        for membership in held:
            roles.setdefault(membership.actor_id, set()).add(membership.role)
        links = Actor.counties.through.objects.filter(actor__in=roles)
        return cls(
            user_id=user.pk,
            roles={actor: frozenset(names) for actor, names in roles.items()},
            counties=frozenset(links.values_list("county", flat=True)),
            is_national=any(membership.actor.kind == Kind.SKR for membership in held),
            kinds={membership.actor_id: membership.actor.kind for membership in held},
        )


def may(user, act, actor):
    """Answer whether `user` may do `act` for `actor` (an Actor, or None when there is none)."""
    if act in PORTAL_MAY and may_administer(user):
        return YES
    if actor is None:
        return Answer(False, f"Du kan inte {act}, för du arbetar inte för någon aktör i portalen.")
    if not actor.is_active():
        return Answer(False, f"Du kan inte {act} för {actor}, som har upphört.")
    roles = user.reach.roles.get(actor.pk, frozenset())
    if roles & MAY[act]:
        return YES
    *first, last = (role.label.lower() for role in Role if role in MAY[act])
    needed = f"{', '.join(first)} eller {last}" if first else last
    return Answer(False, f"Du kan inte {act} för {actor}. Det kan den som är {needed} där.")


def may_decide_user_movement(user, actor):
    """Answer whether `user` may record that `actor` counts as brukarrörelse, or does not.

    Never the actor itself: money is kept for those who count.
    """
    held = [number for number, roles in user.reach.roles.items() if roles & DECIDING]
    deciders = Actor.objects.filter(pk__in=held, kind__in=REGIONAL)
    if may_administer(user) or (
        deciders.filter(counties__in=actor.counties.all()).exclude(pk=actor.pk).exists()
    ):
        return YES
    return Answer(
        False,
        "Du kan inte bestämma vilka som räknas som brukarrörelse. Det gör handläggare och "
        "administratörer i regionen eller ett länsorgan.",
    )


def may_edit_methods(user):
    """Answer whether `user` keeps the method library: the portal's own, and expert bodies'."""
    held = [number for number, roles in user.reach.roles.items() if roles & DECIDING]
    if may_administer(user) or Actor.objects.filter(pk__in=held, kind=Kind.EXPERT).exists():
        return YES
    return Answer(
        False,
        "Du kan inte ändra i metodbanken. Det gör portalens administratörer och handläggare "
        "eller administratörer i ett nationellt expertorgan. Skicka gärna in ett förslag.",
    )


def may_for_any(user, act, actors):
    """Answer whether `user` may do `act` for one of several actors, such as a group's members."""
    answers = [may(user, act, actor) for actor in actors]
    return next((answer for answer in answers if answer), answers[0])


def may_move_money(user, county):
    """Answer whether `user` may move joint money in `county`: for its region or a county body."""
    bodies = Actor.objects.active().filter(kind__in=REGIONAL, counties=county)
    return may_for_any(user, Act.MOVE_MONEY, list(bodies) or [None])


def may_keep_agreements(user):
    """Answer whether `user` records agreements, their parts and keys: SKR's officers, the portal's.

    These are the same for the whole country, so no county writes them.
    """
    reach = user.reach
    held = [reach.kinds[number] for number, roles in reach.roles.items() if roles & DECIDING]
    if may_administer(user) or Kind.SKR in held:
        return YES
    return Answer(
        False,
        "Du kan inte ändra i överenskommelser. Det gör handläggare hos SKR och portalens "
        "administratörer.",
    )


def may_administer(user):
    """Answer whether `user` looks after the portal itself: creates, merges and imports actors."""
    if user.is_active and user.is_staff:
        return YES
    return Answer(False, "Det här kan bara portalens administratörer göra.")


def require(answer):
    """Raise PermissionDenied with the reason unless the answer is yes."""
    if not answer:
        raise PermissionDenied(answer.reason)
