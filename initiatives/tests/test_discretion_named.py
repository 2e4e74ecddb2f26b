"""What is for named people: theirs and the author's alone, by every road, and in PostgreSQL too."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from actors.actions.merge import merge_actors
from actors.actions.people import end_membership
from actors.models import Kind, Membership, Role, User
from actors.tests.factories import make_actor, make_user
from funding import actions as money
from funding.tests.factories import make_decision, make_pot
from initiatives.models import Activity, LogEntry
from initiatives.tests.factories import make_activity, make_goal, make_plan
from initiatives.tests.test_fence import unscoped
from portal import fence
from portal.tests.test_history import changes_of
from portal.tests.world import address
from reports.figures import figures_for

TITLE = "Rosenfink-5d1c"
EVERYBODY = [
    "coordinator", "colleague", "reader", "approver", "neighbour", "officer",
    "region_approver", "stranger", "national", "nobody",
]  # fmt: skip


def again(user):
    """The same person with a reach read anew."""
    return User.objects.get(pk=user.pk)


def those_who_see(cast):
    """Who finds the activity by `visible_to`, and who by a query that forgot it."""
    first = {
        name
        for name in EVERYBODY
        if Activity.objects.visible_to(again(getattr(cast, name))).filter(title=TITLE).exists()
    }
    second = {name for name in EVERYBODY if TITLE in unscoped(again(getattr(cast, name)))[1]}
    return first, second


@pytest.fixture
def named(cast):
    """Storuman's coordinator has written it for the reader and for the region's officer."""
    activity = make_activity(
        cast.storuman,
        cast.coordinator,
        title=TITLE,
        main_b="BEGRANSA",
        visibility="NAMED",
        is_sensitive=True,
        plan=make_plan(cast.storuman, cast.coordinator, title="Plan"),
        partners=[cast.region],
        entry={"text": TITLE, "participants": 7},
    )
    activity.named.set([cast.reader, cast.officer])
    return activity


def test_only_the_named_and_the_author_see_it(cast, named):
    theirs = {"coordinator", "reader", "officer"}  # neither approver, nor any colleague
    assert those_who_see(cast) == (theirs, theirs)


def test_somebody_named_who_takes_no_part_sees_nothing(cast, named):
    named.named.add(cast.stranger)
    first, second = those_who_see(cast)
    assert "stranger" not in first | second


def test_somebody_named_who_left_the_actor_sees_it_no_more(cast, named):
    yesterday = timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(user=cast.reader).update(starts_on=yesterday, ends_on=yesterday)
    assert those_who_see(cast) == ({"coordinator", "officer"},) * 2


def test_a_draft_is_not_seen_by_the_named_yet(cast, named):
    Activity.objects.filter(pk=named.pk).update(published_at=None, published_by=None)
    assert those_who_see(cast) == ({"coordinator"},) * 2


def test_the_named_see_it_when_the_actor_becomes_another(cast):
    office = make_actor("Byföreningen", Kind.CIVIL_SOCIETY, "", [cast.vasterbotten])
    author, friend = (make_user(name, office, Role.COORDINATOR) for name in ("kim", "lo"))
    activity = make_activity(office, author, title=TITLE, visibility="NAMED")
    activity.named.add(friend)
    staying = make_actor("Bygdeföreningen", Kind.CIVIL_SOCIETY, "", [cast.vasterbotten])
    colleague = make_user("mika", staying, Role.APPROVER)
    administrator = User.objects.create_superuser("p@b4.test", "ett-långt-lösenord", name="P")
    merge_actors(staying, office, why="Samma förening", by=administrator)
    seen = {
        u.email.split("@")[0]: TITLE in unscoped(again(u))[1] for u in (author, friend, colleague)
    }
    assert seen == {"kim": True, "lo": True, "mika": False}


@pytest.mark.parametrize(("others", "author"), [(True, "coordinator"), (False, "colleague")])
def test_what_nobody_would_read_is_handed_over_and_the_rest_stays(cast, named, others, author):
    """Whoever leaves hands over what no other named person reads; else it stays with the named."""
    if not others:
        named.named.set([cast.coordinator])
    end_membership(
        cast.coordinator.memberships.get(),
        ends_on=timezone.localdate() - timedelta(days=1),
        successor=cast.colleague,
        by=cast.coordinator,
    )
    named.refresh_from_db()
    assert named.created_by == getattr(cast, author)
    first, second = those_who_see(cast)
    assert first == second == ({"reader", "officer"} if others else {"colleague"})


def test_a_draft_for_named_people_is_handed_over_as_any_draft(cast, named):
    Activity.objects.filter(pk=named.pk).update(published_at=None, published_by=None)
    end_membership(
        cast.coordinator.memberships.get(),
        ends_on=timezone.localdate() - timedelta(days=1),
        successor=cast.colleague,
        by=cast.coordinator,
    )
    assert those_who_see(cast) == ({"colleague"},) * 2


@pytest.fixture
def funded(cast, named):
    """Money that pays for it, so that it stands behind an allocation too."""
    allocation = money.allocate(
        make_pot(cast.vasterbotten, cast.officer, amount=1000),
        cast.storuman,
        amount=10,
        purpose="B4",
        decision=make_decision(cast.vasterbotten, [cast.region], cast.officer),
        activities=[named],
        by=cast.officer,
    )
    return named, allocation


# Those who work where it was done but were not named, those in the county, and those elsewhere.
@pytest.mark.parametrize(
    "name", ["colleague", "approver", "neighbour", "region_approver", "stranger"]
)
def test_rule_16_no_road_leads_to_what_is_for_named_people(cast, sign_in, funded, name):
    activity, allocation = funded
    client = sign_in(again(getattr(cast, name)))
    one = [activity.get_absolute_url(), reverse("initiatives:change", args=[activity.pk])]
    assert [client.get(url).status_code for url in one] == [404, 404]
    for url in [
        "/",
        reverse("initiatives:plans"),
        reverse("initiatives:activities"),
        f"{reverse('initiatives:activities')}?sok=rosenfink&b=BEGRANSA",
        activity.plan.get_absolute_url(),
        address("actors:county", "24"),
        address("actors:county", "24") + "?visa=utan-plan",
        cast.storuman.get_absolute_url(),
        cast.region.get_absolute_url(),
        allocation.get_absolute_url(),
        reverse("funding:overview"),
    ]:
        response = client.get(url)
        assert TITLE not in response.text, url
        assert activity.get_absolute_url() not in response.text, url


def test_its_existence_is_not_told_either(cast, sign_in, named):
    """The pages are those of a world without it: no actor to choose, no count, no gap filled."""
    client = sign_in(cast.colleague)
    urls = ["/", reverse("initiatives:activities"), named.plan.get_absolute_url()]
    secrets = r'"X-CSRFToken": "\w+"|value="\w{64}"|nonce="[^"]+"'

    def pages():
        return [re.sub(secrets, "", client.get(url).text) for url in urls]

    with_it = pages()
    Activity.objects.filter(pk=named.pk).update(removed_at=timezone.now(), removed_by=cast.nobody)
    assert pages() == with_it


@pytest.mark.parametrize("who", ["coordinator", "colleague"])
def test_a_follow_up_neither_counts_nor_tells_it_whoever_orders_it(cast, named, who):
    figures = figures_for(cast.storuman, 2024)
    assert [row["activities"] for row in figures["b4"]] == [0, 0, 0, 0]
    assert TITLE not in str(figures)


@pytest.fixture
def opened(transactional_db, cast, named):
    """It is opened by the form's own roads, and each step commits: at a time of its own."""
    named.entries.update(text="Mötet hölls")
    Activity.objects.filter(pk=named.pk).update(title="Innan", status_reason=TITLE)
    with transaction.atomic():
        Activity.objects.filter(pk=named.pk).update(
            title="Öppen", status_reason="", visibility="ORGANISATION"
        )
        named.named.clear()
    Activity.objects.filter(pk=named.pk).update(title="Öppnare")
    named.entries.update(text="Mötet hölls igen")
    return named


def changes_without_scope(user):
    """What PostgreSQL lets the person read of the history of activities and entries."""
    reach = again(user).reach
    with transaction.atomic():
        fence.let_through(user_id=user.pk, actors=reach.actors, approves_for=reach.approves_for)
        found = {
            *changes_of(Activity).objects.values_list("title", flat=True),
            *changes_of(Activity).objects.values_list("status_reason", flat=True),
            *changes_of(LogEntry).objects.values_list("text", flat=True),
        }
        transaction.set_rollback(True)
    return found - {""}


def test_its_history_stays_theirs_when_it_is_opened(cast, sign_in, opened):
    assert TITLE not in sign_in(cast.colleague).get(opened.get_absolute_url()).text
    assert TITLE not in sign_in(cast.approver).get(opened.get_absolute_url()).text
    assert TITLE in sign_in(cast.coordinator).get(opened.get_absolute_url()).text
    assert TITLE in sign_in(cast.reader).get(opened.get_absolute_url()).text


@pytest.mark.parametrize("name", ["approver", "colleague", "region_approver"])
def test_rule_16_who_was_kept_out_reads_no_change_of_that_time(cast, opened, name):
    assert changes_without_scope(getattr(cast, name)) == {"Öppen", "Mötet hölls"}


@pytest.mark.parametrize("name", ["coordinator", "reader", "officer"])
def test_rule_16_the_author_and_the_named_keep_what_they_saw(cast, opened, name):
    assert changes_without_scope(getattr(cast, name)) >= {TITLE, "Innan", "Öppen"}


def test_rule_16_somebody_named_who_left_reads_no_change_of_that_time(cast, opened):
    opened.partners.clear()  # the officer's region
    assert changes_without_scope(cast.officer) == set()
    Activity.objects.filter(pk=opened.pk).update(visibility="COUNTY", is_sensitive=False)
    assert TITLE not in changes_without_scope(cast.officer)


def test_rule_16_somebody_whose_name_was_taken_away_before_reads_none_of_it(
    transactional_db, cast, named
):
    named.named.remove(cast.reader)
    Activity.objects.filter(pk=named.pk).update(title="Öppen", visibility="ORGANISATION")
    assert TITLE not in changes_without_scope(cast.reader)
    assert TITLE in changes_without_scope(cast.officer)


@pytest.mark.parametrize("visibility", ["PUBLIC", "COUNTY"])
def test_what_names_a_place_or_means_is_never_open(cast, named, visibility):
    named.visibility = visibility
    with pytest.raises(ValidationError, match="nämner en plats eller ett medel"):
        named.validate_constraints()
    with pytest.raises(IntegrityError, match="place_and_means"), transaction.atomic():
        Activity.objects.filter(pk=named.pk).update(visibility=visibility)


SECRET_GOAL = "Blåhake-8e2f"


@pytest.fixture
def restricted(cast):
    return make_plan(
        cast.storuman,
        cast.coordinator,
        title="Plan",
        visibility="PUBLIC",
        goals=[
            make_goal("BEGRANSA", SECRET_GOAL, is_restricted=True),
            make_goal("BEGRANSA", "Säkrare miljöer"),
        ],
    )


@pytest.mark.parametrize(
    ("name", "seen"),
    [("coordinator", True), ("colleague", True), ("reader", True), ("approver", True),
     ("neighbour", False), ("officer", False), ("stranger", False), ("national", False)],
)  # fmt: skip
def test_rule_16_a_goal_that_names_a_place_or_means_stays_inside(
    cast, sign_in, restricted, name, seen
):
    client = sign_in(getattr(cast, name))
    assert (SECRET_GOAL in client.get(restricted.get_absolute_url()).text) == seen
    assert "Säkrare miljöer" in client.get(restricted.get_absolute_url()).text


def test_rule_16_the_follow_up_leaves_such_a_goal_out(cast, restricted):
    assert [goal["text"] for goal in figures_for(cast.storuman, 2024)["plan"]["goals"]] == [
        "Säkrare miljöer"
    ]
