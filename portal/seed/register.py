"""What is known of the actors beside their rows: aliases, contacts, groups that meet.

NASP's principals and operator, and SKR's network, are as the sources describe them; addresses,
numbers, decisions, the meetings of B4-gruppen and the network's after 2024 are invented.
"""

from datetime import date, timedelta

from django.utils import timezone

from actors.models import (
    Actor,
    Alias,
    Contact,
    County,
    FollowUp,
    Group,
    Kind,
    Meeting,
    UserMovementStatus,
)
from actors.models.groups import term_before
from portal.seed.people import actor

ALIASES = [
    ("Storsthlm", "Storsthlm Kommunerna i Stockholms län"),
    ("Storsthlm", "UPH"),
    ("Storsthlm", "Uppdrag psykisk hälsa Stockholms län"),
    ("NASP", "Nationellt centrum för suicidforskning och prevention av psykisk ohälsa"),
    ("FoU Socialtjänst Västerbotten", "FoU"),
    ("Glesbygdsmedicinskt centrum", "GMC"),
]

COORDINATOR = "Regional suicidpreventiv samordnare"
# actor, function, address, whether it is the county's regional coordinator
CONTACTS = [
    ("Region Västerbotten", COORDINATOR, "suicidprevention@regionvasterbotten.example", True),
    ("Storumans kommun", "Samordnare för psykisk hälsa", "psykiskhalsa@storuman.example", False),
    ("Polisen i Västerbotten", "Kommunpolis", "kommunpolis@polisen.example", False),
    ("NASP", "Stöd till kommuner", "kommunstod@ki.example", False),
]

COLLECTIVE = "Brukarrörelsen i Västerbotten"
ASSOCIATIONS = ["NSPH Västerbotten", "Föreningen Påhittade Norrsken", "Exempelföreningen Anhörig"]

# days ago, theme, professions' actors that were absent, notes, decisions, follow-ups
B4_MEETINGS = [
    (
        96,
        "Läget i skolan",
        [],
        "Rektorerna berättade hur elevhälsan arbetar i höst.",
        "Vi går igenom rutinerna för oro tillsammans.",
        [("Samla skolornas rutiner i ett dokument", "Storumans kommun", 70, 75)],
    ),
    (
        65,
        "Rutiner när någon mår dåligt",
        ["Polisen i Västerbotten"],
        "Vi jämförde hur socialtjänsten, vården och skolan tar emot den som mår dåligt.",
        "En gemensam rutin ska prövas under hösten.",
        [
            ("Skriva ett förslag till gemensam rutin", "Region Västerbotten", 35, 40),
            ("Boka en gång till med räddningstjänsten", "Storumans kommun", 20, None),
        ],
    ),
    (
        34,
        "Utbildning i Våga fråga",
        [],
        "Två tillfällen är planerade. Alla som arbetar i hemtjänsten får plats.",
        "Kursen hålls i alla byar som vill.",
        [("Ordna lokaler i tre byar", "Storumans kommun", -14, None)],
    ),
    (
        5,
        "Inför jul och nyår",
        ["Polisen i Västerbotten"],
        "Vi gick igenom vilka som är öppna under helgerna och hur man når dem.",
        "Kommunen sätter samman en lista över stöd under helgerna.",
        [("Sätta samman listan över stöd", "Storumans kommun", -21, None)],
    ),
]

NETWORK_MEETINGS = [
    (date(2024, 3, 8), "Samverkan kommun–region"),
    (date(2024, 5, 31), "Riskgrupper"),
]


def seed_register(people):
    _names()
    _brukarrorelsen(people["handlaggare@regionvasterbotten.example"])
    _b4_group(people["samordnare@storuman.example"])
    _network(people["nationell@skr.example"])


def _names():
    nasp = actor("NASP")
    nasp.principals.set([actor("Staten"), actor("Region Stockholm")])
    nasp.operator = actor("Karolinska institutet")
    nasp.save(update_fields=["operator"])
    for name, alias in ALIASES:
        Alias.objects.create(actor=actor(name), name=alias)
    for name, title, email, is_regional in CONTACTS:
        Contact.objects.create(
            actor=actor(name), title=title, email=email, is_regional_coordinator=is_regional
        )


def _brukarrorelsen(officer):
    """A collective and its members; that NSPH counts is a decision, not a guess from its name."""
    county = County.objects.get(code="24")
    for name in [*ASSOCIATIONS[1:], COLLECTIVE]:
        made = Actor.objects.create(kind=Kind.USER_ORGANISATION, name=name)
        made.counties.add(county)
    actor(COLLECTIVE).associations.set([actor(name) for name in ASSOCIATIONS])
    UserMovementStatus.objects.create(
        actor=actor("NSPH Västerbotten"),
        counts=True,
        decided_on=date(2024, 2, 14),
        decided_by="Länssamverkansgruppen",
        reason="Samlar patient-, brukar- och anhörigföreningar. Påhittat beslut.",
        entered_by=officer,
    )


def _b4_group(writer):
    """Once a month, the next one planned."""
    group = Group.objects.get(name="B4-gruppen Storuman")
    members = list(group.members.distinct())
    today = timezone.localdate()
    for days, theme, absent, notes, decisions, points in B4_MEETINGS:
        meeting = Meeting.objects.create(
            group=group,
            on=today - timedelta(days=days),
            theme=theme,
            notes=notes,
            decisions=decisions,
            created_by=writer,
        )
        # The one who leads is there too; the employer is no member of the group.
        there = [member for member in members if member.name not in absent]
        meeting.present.set([*there, group.leader_employer])
        for text, owner, due, done in points:
            FollowUp.objects.create(
                meeting=meeting,
                text=text,
                owner=actor(owner),
                due_on=today - timedelta(days=due),
                done_on=today - timedelta(days=done) if done is not None else None,
            )
    Meeting.objects.create(
        group=group, on=today + timedelta(days=25), theme="Årets arbete", created_by=writer
    )


def _network(writer):
    """SKR's network for kommuner: two meetings a term, and those of spring 2024."""
    group = Group.objects.create(
        form=Group.Form.NETWORK,
        name="Suicidprevention i kommuner",
        commissioner=actor("SKR"),
        leader_function="Nationell samordnare",
        leader_employer=actor("SKR"),
        meetings_per_term=2,
    )
    for name in ["Storumans kommun", "Umeå kommun", "Nacka kommun"]:
        group.seats.create(actor=actor(name))
    for on, theme in [*NETWORK_MEETINGS, *_later_meetings()]:
        Meeting.objects.create(group=group, on=on, theme=theme, created_by=writer)


def _later_meetings():
    """Two in the term before this one, and one to come, so that the rhythm is kept whenever."""
    today = timezone.localdate()
    start, _ = term_before(today)
    yield start + timedelta(days=60), "Påhittat tema: efterlevande"
    yield start + timedelta(days=120), "Påhittat tema: skolan"
    yield today + timedelta(days=18), "Påhittat tema: unga vuxna"
