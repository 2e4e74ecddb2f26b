from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.forms import modelform_factory
from django.utils import timezone

from actors.history import SHOWN, history_of
from actors.models import (
    Actor,
    Alias,
    Contact,
    County,
    FollowUp,
    Group,
    GroupMember,
    Kind,
    Meeting,
    Membership,
    Population,
    Role,
    UserMovementStatus,
)
from actors.tests.factories import make_actor, make_county, make_group, make_user
from portal.forms import PortalModelForm
from portal.models import Event

User = get_user_model()


def actor(**fields):
    return Actor(**({"name": "Aktör", "kind": Kind.CIVIL_SOCIETY} | fields))


# Each breaks one constraint: its name, its sentence, and what makes the row.
BROKEN = {
    "county_code_two_digits": (
        "Länskoden är två siffror",
        lambda cast: County(code="AB", name="Bortom län", short_name="Bortom"),
    ),
    "actor_code_unique": (
        "Det finns redan en aktör av det slaget med den koden.",
        lambda cast: actor(kind=Kind.KOMMUN, code="2421"),
    ),
    "actor_code_fits_kind": (
        "En kommun har en kod med fyra siffror",
        lambda cast: actor(kind=Kind.KOMMUN, code="24"),
    ),
    "actor_organisation_number_unique": (
        "Det finns redan en aktör med det organisationsnumret.",
        lambda cast: actor(organisation_number="2120002577"),
    ),
    "actor_dates_in_order": (
        "En aktör kan inte upphöra innan den började.",
        lambda cast: actor(started_on=date(2024, 1, 2), ended_on=date(2024, 1, 1)),
    ),
    "alias_once_an_actor": (
        "Aktören har redan det namnet.",
        lambda cast: Alias(actor=cast.storuman, name="Luspie"),
    ),
    "contact_can_be_reached": (
        "Fyll i en e-postadress eller ett telefonnummer.",
        lambda cast: Contact(actor=cast.storuman, title="Strateg"),
    ),
    "group_member_once": (
        "Aktören är redan med i gruppen med den professionen.",
        lambda cast: GroupMember(
            group=Group.objects.get(), actor=cast.storuman, profession="Rektor"
        ),
    ),
    "group_dates_in_order": (
        "En grupp kan inte avslutas innan den började.",
        lambda cast: Group(
            name="Gruppen",
            commissioner=cast.storuman,
            leader_function="Samordnare",
            leader_employer=cast.storuman,
            started_on=date(2024, 1, 2),
            ended_on=date(2024, 1, 1),
        ),
    ),
    "population_once_a_day": (
        "Folkmängden för den dagen finns redan.",
        lambda cast: population(cast.storuman),
    ),
    "user_email_unique": (
        "Det finns redan ett konto med den e-postadressen.",
        lambda cast: User(email="SAMORDNARE@b4.test", name="Dubbel"),
    ),
    "membership_role_once": (
        "Personen har redan den rollen hos aktören.",
        lambda cast: Membership(user=cast.reader, actor=cast.storuman, role=Role.READER),
    ),
    "membership_dates_in_order": (
        "Slutdatumet kan inte ligga före startdatumet.",
        lambda cast: Membership(
            user=cast.nobody,
            actor=cast.storuman,
            role=Role.READER,
            starts_on=date(2024, 2, 1),
            ends_on=date(2024, 1, 31),
        ),
    ),
}


def population(kommun, day=date(2024, 12, 31), inhabitants=5_700):
    return Population(actor=kommun, reference_date=day, inhabitants=inhabitants, source="SCB")


@pytest.fixture
def broken(request, cast):
    """The row of BROKEN that the test names, beside one that it collides with."""
    population(cast.storuman).save()
    Actor.objects.filter(pk=cast.storuman.pk).update(organisation_number="2120002577")
    Alias.objects.create(actor=cast.storuman, name="Luspie")
    make_group(cast.storuman, [cast.storuman])
    return BROKEN[request.param][1](cast)


@pytest.mark.parametrize(("broken", "name"), [(n, n) for n in BROKEN], indirect=["broken"])
def test_postgresql_refuses_what_a_constraint_forbids(broken, name):
    with pytest.raises(IntegrityError, match=f'"{name}"'):
        broken.save()


@pytest.mark.parametrize(
    ("broken", "sentence"), [(n, s) for n, (s, _) in BROKEN.items()], indirect=["broken"]
)
def test_a_constraint_explains_itself(broken, sentence):
    with pytest.raises(ValidationError, match=sentence):
        broken.full_clean(exclude=["password"])


def test_every_constraint_of_the_app_is_broken_by_a_test():
    models = [
        County,
        Actor,
        Alias,
        Contact,
        Population,
        User,
        Membership,
        Group,
        GroupMember,
        Meeting,
        FollowUp,
        UserMovementStatus,
    ]
    named = {constraint.name for model in models for constraint in model._meta.constraints}
    assert named == {*BROKEN, "actor_not_its_own_part"}


def test_an_actor_is_not_part_of_itself(cast):
    with pytest.raises(IntegrityError, match='"actor_not_its_own_part"'):
        Actor.objects.filter(pk=cast.region.pk).update(parent=cast.region)


def test_a_form_says_that_an_actor_is_not_part_of_itself(cast):
    form_class = modelform_factory(Actor, form=PortalModelForm, fields=["parent"])
    form = form_class({"parent": cast.region.pk}, instance=cast.region)
    assert form.non_field_errors() == ["En aktör kan inte ingå i sig själv."]


@pytest.mark.parametrize(
    ("kind", "code"),
    [("KOMMUN", ""), ("REGION", "2421"), ("REGION", ""), ("POLICE", "24"), ("KOMMUN", "24211")],
)
def test_a_code_that_does_not_fit_the_kind_is_refused(cast, kind, code):
    with pytest.raises(ValidationError):
        actor(kind=kind, code=code).full_clean()


def test_many_actors_may_be_without_a_code(cast):
    make_actor("Den ena")
    make_actor("Den andra")
    assert Actor.objects.filter(code="", kind=Kind.CIVIL_SOCIETY).count() == 2


def test_names_are_sorted_in_swedish_by_the_database(db):
    for name in [
        "Örebro",
        "Zinkgruvan",
        "Ängelholm",
        "Arvika",
        "Åre",
        "östersund",
        "Vara",
        "Wrige",
    ]:
        make_actor(name)
    assert [actor.name for actor in Actor.objects.all()] == [
        "Arvika", "Vara", "Wrige", "Zinkgruvan", "Åre", "Ängelholm", "Örebro", "östersund",
    ]  # fmt: skip


def test_counties_are_sorted_in_swedish(db):
    for code, name in [("18", "Örebro"), ("01", "Stockholm"), ("05", "Östergötland")]:
        make_county(code, name)
    assert [county.short_name for county in County.objects.all()] == [
        "Stockholm",
        "Örebro",
        "Östergötland",
    ]


def test_an_actor_that_has_ended_is_not_offered_but_kept(cast):
    today = timezone.localdate()
    make_actor("Borta", ended_on=today)
    staying = make_actor("Kvar en dag", ended_on=today + timedelta(days=1))
    active = Actor.objects.active()
    assert staying in active
    assert cast.storuman in active
    assert not active.filter(name="Borta").exists()
    assert Actor.objects.filter(name="Borta").exists()


def test_the_label_is_the_short_name_where_there_is_one(db):
    assert make_actor("Sveriges Kommuner och Regioner", short_name="SKR").label == "SKR"
    assert make_actor("Suicide Zero").label == "Suicide Zero"


def test_the_latest_population_counts(cast):
    population(cast.storuman, date(2023, 12, 31), 5_800).save()
    population(cast.storuman, date(2024, 12, 31), 5_700).save()
    assert cast.storuman.population().inhabitants == 5_700
    assert cast.umea.population() is None


def test_a_regions_population_is_the_sum_of_its_kommuner_on_the_latest_day(cast):
    population(cast.storuman, date(2023, 12, 31), 5_800).save()
    population(cast.storuman, inhabitants=5_700).save()
    population(cast.umea, inhabitants=134_000).save()
    population(cast.nacka, inhabitants=111_000).save()
    assert cast.region.population()["inhabitants"] == 139_700


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2024, 2, 29), False),
        (date(2024, 3, 1), True),
        (date(2024, 6, 30), True),
        (date(2024, 7, 1), False),
    ],
)
def test_the_first_and_the_last_day_of_a_membership_count(cast, day, holds):
    Membership.objects.create(
        user=cast.nobody,
        actor=cast.umea,
        role=Role.READER,
        starts_on=date(2024, 3, 1),
        ends_on=date(2024, 6, 30),
    )
    found = Membership.objects.current(on=day).filter(user=cast.nobody)
    assert found.exists() == holds


def test_an_address_is_kept_in_lower_case(db):
    assert User.objects.create_user("  Alva@Kommun.Example ", name="Alva").email == (
        "alva@kommun.example"
    )


def test_an_account_without_a_password_has_none_that_works(db):
    user = User.objects.create_user("alva@kommun.example", name="Alva")
    assert not user.has_usable_password()


def test_an_account_is_found_whatever_the_case_of_the_address(db):
    user = make_user("alva")
    assert User.objects.get_by_natural_key("ALVA@B4.test") == user


def test_the_history_says_who_did_what_latest_first(cast):
    Event.record("skapade", cast.storuman, by=cast.coordinator)
    Event.record("hämtade", cast.storuman, by=None)
    Event.record("skapade", cast.umea, by=cast.neighbour)
    lines = history_of(cast.storuman, user=cast.reader, inside=True).lines
    assert [(line.who, line.verb) for line in lines] == [
        ("Portalen", "hämtade"),
        ("Samordnare", "skapade"),
    ]


def test_the_history_keeps_to_the_latest(cast, django_assert_num_queries):
    for _ in range(SHOWN + 3):
        Event.record("ändrade", cast.storuman, by=cast.coordinator)
    with django_assert_num_queries(2):  # what happened, and names of what it points at
        history = history_of(cast.storuman, user=cast.reader, inside=True)
    assert len(history.lines) == SHOWN
    assert history.is_cut
