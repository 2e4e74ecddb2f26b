from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from actors.access import Act, Reach, may, require
from actors.models import Membership, Role
from actors.tests.factories import make_actor, make_user

# Who may do what, written down once more by hand: the table in access.py must say the same.
ALLOWED = {
    (Act.LOG_ACTIVITY, Role.COORDINATOR),
    (Act.LOG_ACTIVITY, Role.ADMIN),
    (Act.CHANGE_ACTIVITY, Role.COORDINATOR),
    (Act.CHANGE_ACTIVITY, Role.ADMIN),
    (Act.COMMENT, Role.COORDINATOR),
    (Act.COMMENT, Role.APPROVER),
    (Act.COMMENT, Role.OFFICER),
    (Act.COMMENT, Role.ADMIN),
    (Act.KEEP_PLAN, Role.COORDINATOR),
    (Act.KEEP_PLAN, Role.ADMIN),
    (Act.ADOPT_PLAN, Role.APPROVER),
    (Act.SUGGEST_METHOD, Role.COORDINATOR),
    (Act.SUGGEST_METHOD, Role.APPROVER),
    (Act.SUGGEST_METHOD, Role.OFFICER),
    (Act.SUGGEST_METHOD, Role.ADMIN),
    (Act.MOVE_MONEY, Role.OFFICER),
    (Act.ORDER_REPORT, Role.COORDINATOR),
    (Act.ORDER_REPORT, Role.APPROVER),
    (Act.ORDER_REPORT, Role.OFFICER),
    (Act.ORDER_REPORT, Role.ADMIN),
    (Act.CHANGE_ACTOR, Role.ADMIN),
    (Act.KEEP_GROUP, Role.COORDINATOR),
    (Act.KEEP_GROUP, Role.ADMIN),
    (Act.RUN_GROUP, Role.COORDINATOR),
    (Act.RUN_GROUP, Role.ADMIN),
    (Act.MANAGE_PEOPLE, Role.ADMIN),
    (Act.APPLY, Role.COORDINATOR),
    (Act.APPLY, Role.OFFICER),
    (Act.APPLY, Role.ADMIN),
    (Act.BOOK_MONEY, Role.COORDINATOR),
    (Act.BOOK_MONEY, Role.OFFICER),
    (Act.BOOK_MONEY, Role.ADMIN),
    (Act.CERTIFY, Role.APPROVER),
    (Act.CONCUR, Role.APPROVER),
}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("act", list(Act))
def test_each_role_may_do_what_the_table_says(cast, act, role):
    answer = may(make_user("hon", cast.umea, role), act, cast.umea)
    assert bool(answer) == ((act, role) in ALLOWED)
    assert bool(answer.reason) != bool(answer)


@pytest.mark.parametrize("act", list(Act))
def test_no_role_reaches_into_another_actor(cast, act):
    for role in Role:
        person = make_user(role.value.lower(), cast.nacka, role)
        assert not may(person, act, cast.storuman)


def test_a_no_says_what_where_and_who_can_instead(cast):
    answer = may(cast.reader, Act.LOG_ACTIVITY, cast.storuman)
    assert answer.reason == (
        "Du kan inte logga aktiviteter för Storumans kommun. "
        "Det kan den som är samordnare eller administratör där."
    )


def test_somebody_without_an_actor_is_told_so(cast):
    answer = may(cast.nobody, Act.ORDER_REPORT, None)
    assert answer.reason == (
        "Du kan inte beställa uppföljningar, för du arbetar inte för någon aktör i portalen."
    )


def test_require_lets_a_yes_through_and_stops_a_no_with_its_reason(cast):
    require(may(cast.coordinator, Act.LOG_ACTIVITY, cast.storuman))
    with pytest.raises(PermissionDenied, match="Du kan inte logga aktiviteter för Storumans"):
        require(may(cast.reader, Act.LOG_ACTIVITY, cast.storuman))


def test_nobody_signed_in_reaches_nothing(db):
    assert Reach.of(AnonymousUser()) == Reach(None, {}, frozenset(), False)


def test_an_account_without_memberships_reaches_nothing(cast):
    reach = cast.nobody.reach
    assert not reach.actors
    assert not reach.counties
    assert not reach.is_national


def test_a_coordinator_reaches_the_kommun_and_its_county(cast):
    reach = cast.coordinator.reach
    assert reach.roles == {cast.storuman.pk: {"COORDINATOR"}}
    assert reach.counties == {cast.vasterbotten.pk}
    assert not reach.is_national


def test_roles_in_two_kommuner_are_kept_apart(cast):
    Membership.objects.create(user=cast.coordinator, actor=cast.nacka, role=Role.READER)
    assert may(cast.coordinator, Act.LOG_ACTIVITY, cast.storuman)
    assert not may(cast.coordinator, Act.LOG_ACTIVITY, cast.nacka)
    assert cast.coordinator.reach.counties == {cast.vasterbotten.pk, cast.stockholm.pk}


def test_two_roles_in_one_actor_add_up(cast):
    Membership.objects.create(user=cast.coordinator, actor=cast.storuman, role=Role.APPROVER)
    reach = cast.coordinator.reach
    assert reach.roles == {cast.storuman.pk: {"COORDINATOR", "APPROVER"}}
    assert reach.approves_for == [cast.storuman.pk]


def test_only_an_approver_approves(cast):
    assert cast.approver.reach.approves_for == [cast.storuman.pk]
    for person in [cast.coordinator, cast.reader, cast.officer, cast.national]:
        assert person.reach.approves_for == []


def test_skr_reads_the_whole_country(cast):
    assert cast.national.reach.is_national
    assert not cast.national.reach.counties


def test_an_actor_of_two_counties_reaches_both(cast):
    both = make_actor("Norrsken", counties=[cast.vasterbotten, cast.stockholm])
    assert make_user("hon", both).reach.counties == {cast.vasterbotten.pk, cast.stockholm.pk}


@pytest.mark.parametrize(
    ("dates", "reaches"),
    [
        ({"ends_on": timezone.localdate()}, True),
        ({"starts_on": timezone.localdate()}, True),
        ({"ends_on": timezone.localdate() - timedelta(days=1)}, False),
        ({"starts_on": timezone.localdate() + timedelta(days=1)}, False),
    ],
)
def test_reach_follows_the_dates_of_the_membership(cast, dates, reaches):
    values = {"starts_on": date(2020, 1, 1)} | dates
    Membership.objects.filter(user=cast.coordinator).update(**values)
    assert (cast.storuman.pk in cast.coordinator.reach.actors) == reaches
    assert bool(cast.coordinator.reach.counties) == reaches


def test_reach_costs_the_same_for_one_actor_as_for_ten(cast, django_assert_num_queries):
    for number in range(10):
        kommun = make_actor(f"Kommun {number}", counties=[cast.vasterbotten])
        Membership.objects.create(user=cast.neighbour, actor=kommun, role=Role.READER)
    for person in [cast.coordinator, cast.neighbour]:
        with django_assert_num_queries(2):
            Reach.of(person)
