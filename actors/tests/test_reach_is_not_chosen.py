"""Nobody chooses what they themselves may see, stand for or come back to."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from actors.access import Act, may, may_decide_user_movement
from actors.actions.merge import merge_actors
from actors.models import Actor, Contact, Group, Kind, Membership, Role, UserMovementStatus
from actors.tests.factories import make_actor, make_user
from initiatives.tests.factories import make_activity


@pytest.fixture
def own_admin(cast):
    return make_user("administrator", cast.storuman, Role.ADMIN)


@pytest.fixture
def association(cast):
    actor = make_actor("Gnistan", Kind.USER_ORGANISATION, counties=[cast.vasterbotten])
    return actor, make_user("gnistan", actor, Role.ADMIN)


def test_a_role_that_ended_is_not_taken_back_by_its_holder(cast, sign_in):
    today = timezone.localdate()
    old = Membership.objects.create(
        user=cast.reader,
        actor=cast.storuman,
        role=Role.ADMIN,
        starts_on=today - timedelta(days=200),
        ends_on=today - timedelta(days=100),
    )
    answer = sign_in(cast.reader).post(
        f"/roller/{old.pk}/avsluta/", {"when": "senare", "ends_on": "2035-01-01"}
    )
    old.refresh_from_db()
    assert answer.status_code in (404, 422)
    assert old.ends_on == today - timedelta(days=100)


def test_a_role_that_is_ending_is_not_prolonged_by_its_holder(cast, sign_in):
    tomorrow = timezone.localdate() + timedelta(days=1)
    held = cast.coordinator.memberships.get()
    Membership.objects.filter(pk=held.pk).update(ends_on=tomorrow)
    answer = sign_in(cast.coordinator).post(
        f"/roller/{held.pk}/avsluta/", {"when": "senare", "ends_on": "2035-01-01"}
    )
    held.refresh_from_db()
    assert answer.status_code == 422
    assert "Rollen upphör redan" in answer.text
    assert held.ends_on == tomorrow


def test_an_administrator_does_not_choose_the_counties_of_the_actor(cast, own_admin, sign_in):
    secret = make_activity(cast.nacka, cast.stranger, title="Bara i Stockholm")
    client = sign_in(own_admin)
    url = f"/aktorer/{cast.storuman.pk}/andra/"
    counties = [cast.vasterbotten.pk, cast.stockholm.pk]
    assert client.post(url, {"name": "Storuman", "counties": counties}).status_code == 302
    assert list(cast.storuman.counties.all()) == [cast.vasterbotten]
    assert client.get(secret.get_absolute_url()).status_code == 404


def test_an_association_does_not_decide_that_it_counts(cast, association, sign_in):
    actor, admin = association
    url = f"/aktorer/{actor.pk}/brukarrorelse/"
    decision = {"counts": "ja", "decided_on": "2024-03-14", "decided_by": "X", "reason": "Y"}
    refused = sign_in(admin).post(url, decision)
    assert refused.status_code == 403
    assert "handläggare och administratörer i regionen" in refused.text
    assert not UserMovementStatus.objects.exists()
    assert sign_in(cast.officer).post(url, decision).status_code == 302
    assert UserMovementStatus.objects.get().entered_by == cast.officer


def test_a_region_does_not_decide_for_another_county_nor_for_itself(cast):
    far = make_actor("Fjärran", Kind.USER_ORGANISATION, counties=[cast.stockholm])
    assert not may_decide_user_movement(cast.officer, far)
    assert not may_decide_user_movement(cast.officer, cast.region)


def test_only_a_regions_contact_coordinates_the_county(cast, association, sign_in):
    actor, admin = association
    wanted = {"title": "Falsk samordnare", "phone": "0951-100 00", "is_regional_coordinator": "on"}
    sign_in(admin).post(f"/aktorer/{actor.pk}/kontakter/ny/", wanted)
    assert not Contact.objects.filter(is_regional_coordinator=True).exists()
    Contact.objects.update_or_create(actor=actor, defaults=wanted | {"is_regional_coordinator": 1})
    assert "Falsk samordnare" not in sign_in(cast.stranger).get("/aktorer/lan/24/").text


def test_nobody_calls_a_network_in_the_name_of_a_national_actor(cast, sign_in):
    answer = sign_in(cast.coordinator).post(
        "/aktorer/grupper/ny/",
        {
            "form": "NETWORK",
            "name": "I SKR:s namn",
            "commissioner": "SKR",
            "leader_function": "Ledare",
            "leader_employer": "Storumans kommun",
        },
    )
    assert answer.status_code == 422
    assert "Du kan inte lägga upp eller ändra grupper för SKR." in answer.text
    assert not Group.objects.exists()


def test_a_role_in_an_actor_that_has_ended_reads_but_does_not_write(cast, sign_in):
    Actor.objects.filter(pk=cast.storuman.pk).update(ended_on=timezone.localdate())
    cast.storuman.refresh_from_db()
    answer = may(cast.coordinator, Act.LOG_ACTIVITY, cast.storuman)
    assert answer.reason == "Du kan inte logga aktiviteter för Storumans kommun, som har upphört."
    activity = make_activity(cast.storuman, cast.coordinator)
    client = sign_in(cast.coordinator)
    assert client.get(activity.get_absolute_url()).status_code == 200
    assert client.get(f"{activity.get_absolute_url()}andra/").status_code == 403
    assert client.get("/").status_code == 200


def test_a_merge_keeps_the_demand_for_a_second_step(cast):
    admin = make_user("portalen", is_staff=True)
    double = make_actor("Storuman kommun", requires_mfa=True)
    assert merge_actors(cast.storuman, double, why="Samma", by=admin).requires_mfa


def test_a_merge_makes_nobody_a_partner_of_itself(cast):
    admin = make_user("portalen", is_staff=True)
    double = make_actor("Storuman kommun")
    activity = make_activity(cast.storuman, cast.coordinator, partners=[double, cast.region])
    merge_actors(cast.storuman, double, why="Samma", by=admin)
    assert list(activity.partners.all()) == [cast.region]


def test_the_portals_administrators_need_a_second_step_in_production(cast, settings, sign_in):
    client = sign_in(make_user("portalen", is_staff=True))
    assert client.get("/aktorer/importera/").status_code == 200
    settings.ADMINISTRATORS_NEED_SECOND_STEP = True
    assert client.get("/aktorer/importera/").url == "/konto/tvafaktor/"
    assert client.get("/admin/").url == "/konto/tvafaktor/"
    assert "Portalen kräver tvåfaktor" in client.get("/konto/tvafaktor/").text


# A loop of parents


def test_postgresql_refuses_a_loop_of_parents(cast):
    cast.umea.parent = cast.storuman
    cast.umea.save()
    with pytest.raises(IntegrityError, match="ingår redan"):
        Actor.objects.filter(pk=cast.storuman.pk).update(parent=cast.umea)


@pytest.mark.django_db(transaction=True)
def test_two_who_make_half_a_loop_each_do_not_make_one():
    one, other = make_actor("Ett"), make_actor("Två")
    refused = []

    def put(below, above):
        try:
            Actor.objects.filter(pk=below.pk).update(parent=above)
        except IntegrityError as error:
            refused.append(str(error))
        finally:
            connection.close()

    threads = [Thread(target=put, args=pair) for pair in [(one, other), (other, one)]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert Actor.objects.exclude(parent=None).count() == 1
