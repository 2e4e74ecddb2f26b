"""Who takes part. Split by subject: the register, groups and their meetings, people and roles."""

from actors.models.facts import Alias, Contact, Population, UserMovementStatus
from actors.models.groups import FollowUp, Group, GroupMember, Meeting
from actors.models.people import Invitation, Membership, MentionMail, Role, User
from actors.models.register import ASSOCIATIONS, NATIONAL, REGIONAL, Actor, County, Kind

__all__ = [
    "ASSOCIATIONS",
    "NATIONAL",
    "REGIONAL",
    "Actor",
    "Alias",
    "Contact",
    "County",
    "FollowUp",
    "Group",
    "GroupMember",
    "Invitation",
    "Kind",
    "Meeting",
    "Membership",
    "MentionMail",
    "Population",
    "Role",
    "User",
    "UserMovementStatus",
]
