"""Invented people, one for each way of using the portal. `.example` can never be a real address."""

from django.contrib.auth.hashers import make_password
from django.utils.text import slugify

from actors.models import Actor, County, Kind, Membership, Role, User

PASSWORD = "bemot-behandla-bygg-begransa"

# address, name, actor (None for the portal's own administrator), role
ACCOUNTS = [
    ("samordnare@storuman.example", "Alva Exempel", "Storumans kommun", Role.COORDINATOR),
    ("lasare@storuman.example", "Birger Exempel", "Storumans kommun", Role.READER),
    ("godkannare@storuman.example", "Cecilia Exempel", "Storumans kommun", Role.APPROVER),
    ("samordnare@umea.example", "David Exempel", "Umeå kommun", Role.COORDINATOR),
    ("handlaggare@regionvasterbotten.example", "Elin Exempel", "Region Västerbotten", Role.OFFICER),
    (
        "godkannare@regionvasterbotten.example",
        "Folke Exempel",
        "Region Västerbotten",
        Role.APPROVER,
    ),
    ("samordnare@nacka.example", "Greta Exempel", "Nacka kommun", Role.COORDINATOR),
    ("nasp@ki.example", "Hanna Exempel", "NASP", Role.COORDINATOR),
    ("brukare@nsph-vasterbotten.example", "Ivar Exempel", "NSPH Västerbotten", Role.COORDINATOR),
    ("polis@polisen.example", "Jorun Exempel", "Polisen i Västerbotten", Role.COORDINATOR),
    ("nationell@skr.example", "Karin Exempel", "SKR", Role.READER),
    ("handlaggare@skr.example", "Malin Exempel", "SKR", Role.OFFICER),
    ("godkannare@nsph-vasterbotten.example", "Nils Exempel", "NSPH Västerbotten", Role.APPROVER),
    ("handlaggare@regionstockholm.example", "Olga Exempel", "Region Stockholm", Role.OFFICER),
    ("godkannare@regionstockholm.example", "Pelle Exempel", "Region Stockholm", Role.APPROVER),
    ("godkannare@storsthlm.example", "Rut Exempel", "Storsthlm", Role.APPROVER),
    ("admin@portal.example", "Love Exempel", None, None),
]

# kind, name, short name, county codes, name of the actor it is part of
OTHER_ACTORS = [
    (Kind.STATE, "Staten", "", [], None),
    (Kind.SKR, "Sveriges Kommuner och Regioner", "SKR", [], None),
    (
        Kind.EXPERT,
        "Nationellt centrum för suicidforskning och prevention",
        "NASP",
        ["01"],
        None,
    ),
    (Kind.UNIVERSITY, "Karolinska institutet", "", ["01"], None),
    (Kind.COUNTY_BODY, "Storsthlm", "", ["01"], None),
    (Kind.COUNTY_BODY, "FoU Socialtjänst Västerbotten", "FoU Socialtjänst", ["24"], None),
    (Kind.UNIT, "Glesbygdsmedicinskt centrum", "", ["24"], "Region Västerbotten"),
    (Kind.POLICE, "Polisen i Västerbotten", "Polisen", ["24"], None),
    (Kind.USER_ORGANISATION, "NSPH Västerbotten", "", ["24"], None),
    (Kind.CIVIL_SOCIETY, "Suicide Zero", "", [], None),
]


def actor(name):
    """The actor with that name or short name."""
    return Actor.objects.filter(name=name).first() or Actor.objects.get(short_name=name)


def seed_people():
    """Make the other actors and the demo accounts. Returns the accounts by address."""
    for kind, name, short_name, counties, parent in OTHER_ACTORS:
        made = Actor.objects.create(
            kind=kind, name=name, short_name=short_name, parent=actor(parent) if parent else None
        )
        made.counties.set(County.objects.filter(code__in=counties))
    hashed = make_password(PASSWORD)
    accounts = {
        address: _account(address, name, works_for, role, hashed)
        for address, name, works_for, role in ACCOUNTS
    }
    # The one who invites people to Storuman; the other actors have no administrator yet.
    Membership.objects.create(
        user=accounts["samordnare@storuman.example"],
        actor=actor("Storumans kommun"),
        role=Role.ADMIN,
    )
    return accounts


def _account(address, name, works_for, role, hashed):
    user = User.objects.create(
        email=address,
        name=name,
        password=hashed,
        is_staff=not works_for,
        is_superuser=not works_for,
    )
    if works_for:
        Membership.objects.create(user=user, actor=actor(works_for), role=role)
    return user


def approver_of(party):
    """The party's approver; those without a demo account get one that nobody can sign in to."""
    return _holder(party, [Role.APPROVER], "Godkännare")


def writer_of(party):
    """Who writes for the party, in the same way."""
    return _holder(party, [Role.COORDINATOR, Role.OFFICER], "Samordnare")


def _holder(party, roles, title):
    held = Membership.objects.filter(actor=party, role__in=roles).select_related("user").first()
    if held:
        return held.user
    place = f"{party.get_kind_display()}-{party.code}".lower() if party.code else party.label
    user = User.objects.create_user(
        f"{slugify(title)}@{slugify(place)}.example", name=f"{title} i {party.label}"
    )
    Membership.objects.create(user=user, actor=party, role=roles[0])
    return user
