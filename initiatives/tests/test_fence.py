"""The second fence: a query that forgets its scope must not leak another organisation's drafts."""

import pytest
from django.db import ProgrammingError, connection, connections, transaction

from initiatives.models import (
    Activity,
    ActivityYear,
    Attachment,
    Comment,
    FormDraft,
    Goal,
    Headcount,
    LogEntry,
    Measure,
    Outcome,
    Plan,
    Term,
)
from initiatives.tests.factories import make_activity, make_goal, make_plan
from portal import fence
from portal.tests.test_history import changes_of


@pytest.fixture
def world(cast):
    make_plan(cast.storuman, cast.coordinator, adopted=False, title="Planutkast").goals.create(
        b="BYGG", text="Mål i utkast"
    )
    make_plan(cast.storuman, cast.coordinator, title="Antagen")
    make_activity(cast.storuman, cast.coordinator, publish=False, title="Vårutkast")
    make_activity(cast.storuman, cast.coordinator, title="Publicerad")
    make_activity(
        cast.storuman,
        cast.coordinator,
        title="Bara vi",
        visibility="ORGANISATION",
        partners=[cast.region],
    )
    return cast


def unscoped(user):
    """What a view that forgot `visible_to` would find: everything PostgreSQL lets it see."""
    reach = user.reach
    with transaction.atomic():
        fence.let_through(user_id=user.pk, actors=reach.actors, approves_for=reach.approves_for)
        found = (
            sorted(Plan.objects.values_list("title", flat=True)),
            sorted(Activity.objects.values_list("title", flat=True)),
            LogEntry.objects.count(),
            Goal.objects.count(),
        )
        transaction.set_rollback(True)
    return found


def test_an_unscoped_query_finds_no_draft_of_somebody_else(world):
    plans, activities, entries, goals = unscoped(world.stranger)
    assert plans == ["Antagen"]
    assert activities == ["Publicerad"]
    assert (entries, goals) == (1, 0)


def test_the_author_and_the_approver_find_the_drafts(world):
    for user in (world.coordinator, world.approver):
        plans, activities, entries, goals = unscoped(user)
        assert plans == ["Antagen", "Planutkast"]
        assert activities == ["Bara vi", "Publicerad", "Vårutkast"]
        assert (entries, goals) == (3, 1)


def test_a_colleague_finds_what_is_published_among_us_but_no_draft(world):
    plans, activities, *_ = unscoped(world.colleague)
    assert plans == ["Antagen"]
    assert activities == ["Bara vi", "Publicerad"]


def test_a_partner_finds_what_only_those_who_take_part_may_see(world):
    assert unscoped(world.officer)[1] == ["Bara vi", "Publicerad"]
    assert unscoped(world.neighbour)[1] == ["Publicerad"]


def test_an_author_who_left_finds_the_draft_no_more(world):
    world.coordinator.memberships.all().delete()
    left = type(world.coordinator).objects.get(pk=world.coordinator.pk)
    assert unscoped(left)[1] == ["Publicerad"]


def test_without_any_setting_no_draft_is_seen(world):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('portal.everything', '', true)")
        assert not Activity.objects.filter(published_at=None).exists()
        transaction.set_rollback(True)


def test_a_foreign_draft_cannot_be_changed_or_deleted_by_a_forgotten_scope(world):
    reach = world.stranger.reach
    with transaction.atomic():
        fence.let_through(user_id=reach.user_id, actors=reach.actors, approves_for=())
        assert Activity.objects.filter(title="Vårutkast").update(title="Kapad") == 0
        assert Activity.objects.filter(title="Vårutkast").delete()[0] == 0
        transaction.set_rollback(True)
    assert Activity.objects.filter(title="Vårutkast").exists()


def test_a_draft_cannot_be_planted_in_somebody_elses_name(world):
    reach = world.stranger.reach
    fence.let_through(user_id=reach.user_id, actors=reach.actors, approves_for=())
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        make_activity(world.storuman, world.stranger, publish=False)


def test_a_view_that_forgets_its_scope_leaks_nothing(world, sign_in, monkeypatch):
    """The real page, with the first fence taken away."""
    monkeypatch.setattr(
        "initiatives.models.activities.ActivityQuerySet.visible_to", lambda self, user: self.all()
    )
    text = sign_in(world.stranger).get("/aktiviteter/").text
    assert "Publicerad" in text
    assert "Vårutkast" not in text
    assert "Bara vi" not in text


@pytest.fixture
def parts(cast):
    """Every fenced thing once, under a draft, a plan on referral, and an activity for us alone."""
    draft = make_plan(
        cast.storuman, cast.coordinator, adopted=False, goals=[make_goal("BYGG", "Utkast")]
    )
    referred = make_plan(
        cast.storuman, cast.coordinator, adopted=False, goals=[make_goal("BYGG", "Remiss")]
    )
    Plan.objects.filter(pk=referred.pk).update(status="REFERRED", referred_on="2024-02-01")
    referred.referred_to.add(cast.umea)
    secret = make_plan(
        cast.storuman, cast.coordinator, goals=[make_goal("BEGRANSA", "Plats", is_restricted=True)]
    )
    plans = {"draft": draft, "referred": referred, "secret": secret}
    with fence.everything():
        for name, plan in plans.items():
            goal = plan.goals.get()
            if plan != secret:  # what is adopted is frozen
                Measure.objects.create(goal=goal, text=name)
            Outcome.objects.create(
                goal=goal, on="2024-05-01", value=name, created_by=cast.coordinator
            )
        Comment.objects.create(
            plan=referred, actor=cast.umea, text="Svar", created_by=cast.neighbour
        )
    internal = make_activity(
        cast.storuman,
        cast.coordinator,
        visibility="ORGANISATION",
        partners=[cast.region],
        entry={"participants": 9},
    )
    opened = make_activity(cast.storuman, cast.coordinator, visibility="COUNTY")
    elever = Term.objects.create(taxonomy="malgrupp", name="Elever")
    for activity in (internal, opened):
        Headcount.objects.create(entry=activity.entries.get(), term=elever, count=9)
        Attachment.objects.create(
            activity=activity,
            name="Affisch.pdf",
            content_type="application/pdf",
            size=1,
            sha256="0" * 64,
            created_by=cast.coordinator,
        )
        Comment.objects.create(
            activity=activity, actor=cast.storuman, text="Bra", created_by=cast.coordinator
        )
    FormDraft.objects.create(user=cast.coordinator, form="log", data={"text": "halvfärdigt"})
    return cast


def found_without_scope(user):
    """How many rows of each fenced table PostgreSQL lets the person see."""
    reach = user.reach
    with transaction.atomic():
        fence.let_through(user_id=user.pk, actors=reach.actors, approves_for=reach.approves_for)
        found = {model: model.objects.count() for model in FENCED}
        found[Goal] = Goal.objects.count()
        transaction.set_rollback(True)
    return list(found.values())


FENCED = [Measure, Outcome, Headcount, ActivityYear, Attachment, Comment, FormDraft]


@pytest.mark.parametrize(
    ("name", "rows"),
    [  # Measure, Outcome, Headcount, ActivityYear, Attachment, Comment, FormDraft, Goal
        ("coordinator", [2, 3, 2, 2, 2, 3, 1, 3]),
        ("approver", [2, 3, 2, 2, 2, 3, 0, 3]),
        ("colleague", [1, 2, 2, 2, 2, 3, 0, 2]),  # no draft, but what is on referral
        ("officer", [0, 0, 2, 2, 2, 1, 0, 0]),  # takes part in one activity, and talks there
        ("neighbour", [1, 1, 1, 1, 1, 1, 0, 1]),  # was asked, and hears its own answer
        ("stranger", [0, 0, 1, 1, 1, 0, 0, 0]),
        ("nobody", [0, 0, 1, 1, 1, 0, 0, 0]),
    ],
)
def test_every_part_is_fenced_as_what_it_is_part_of(parts, name, rows):
    """The second fence hides drafts and what is for those who take part. The county's own border
    is `visible_to`'s alone, so that what is open to some county is found here by everybody.
    """
    assert found_without_scope(getattr(parts, name)) == rows


def goal_changes(user):
    """What PostgreSQL lets the person read of the history of goals and what stands under them."""
    reach = user.reach
    with transaction.atomic():
        fence.let_through(user_id=user.pk, actors=reach.actors, approves_for=reach.approves_for)
        found = {
            text
            for model, field in [(Goal, "text"), (Measure, "text"), (Outcome, "value")]
            for text in changes_of(model).objects.values_list(field, flat=True)
        }
        transaction.set_rollback(True)
    return found


@pytest.fixture
def goals(transactional_db, cast):
    """Goals on referral that names a place: one is so still, one was, one became so, one is gone.

    Each step commits, so that it has a time of its own.
    """
    texts = ["Bron", "Tornet", "Spåret", "Räcket", "Öppet mål"]
    plan = make_plan(
        cast.storuman,
        cast.coordinator,
        adopted=False,
        goals=[
            make_goal("BEGRANSA", text, is_restricted=text in {"Bron", "Tornet", "Räcket"})
            for text in texts
        ],
    )
    still, was, became, gone, other = plan.goals.all()
    with fence.everything():
        for goal in (still, was):
            Measure.objects.create(goal=goal, text=f"Stängsel: {goal.text}")
            Outcome.objects.create(
                goal=goal, on="2024-05-01", value=f"Vid {goal.text}", created_by=cast.coordinator
            )
    Plan.objects.update(status="REFERRED", referred_on="2024-02-01")
    plan.referred_to.add(cast.umea)
    Goal.objects.filter(pk=still.pk).update(text="Bron över älven")
    Goal.objects.filter(pk=was.pk).update(text="Säkra platser", is_restricted=False)
    Goal.objects.filter(pk=became.pk).update(text="Spåret", is_restricted=True)
    gone.delete()
    Goal.objects.filter(pk=other.pk).update(text="Ännu öppnare mål")
    Plan.objects.update(status="ADOPTED", adopted_on="2024-03-03", adopted_by="Nämnden")
    return cast


def test_rule_16_the_history_of_a_restricted_goal_is_its_owners_alone(goals):
    everything = {"Bron", "Tornet", "Spåret", "Räcket", "Stängsel: Tornet", "Vid Bron"}
    for inside in (goals.coordinator, goals.approver):
        assert goal_changes(inside) >= everything
    for outside in (goals.neighbour, goals.officer, goals.stranger, goals.national, goals.nobody):
        assert goal_changes(outside) == set()


@pytest.mark.django_db
def test_every_table_that_is_fenced_has_a_query_here():
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        fenced = {name for (name,) in cursor.fetchall()}
    tried = {model._meta.db_table for model in [*FENCED, Plan, Goal, Activity, LogEntry]}
    own = {name for name in fenced if name.startswith("initiatives_")}
    assert tried == {name for name in own if not name.endswith("change")}


def test_everything_closes_behind_itself(world):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('portal.everything', 'off', false)")
    with fence.everything():
        assert Activity.objects.filter(published_at=None).exists()
    assert not Activity.objects.filter(published_at=None).exists()


@pytest.mark.django_db(transaction=True)
def test_what_one_request_may_see_is_gone_when_its_transaction_ends():
    with transaction.atomic():
        fence.let_through(user_id=7, actors=[1], approves_for=[1])
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT current_setting('portal.user', true)")
        assert not cursor.fetchone()[0]


@pytest.mark.django_db
def test_the_tests_stand_behind_the_fence_too():
    """A superuser walks past every policy, and would make these tests prove nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)
    assert fence.check_role(None, databases=["default"]) == []
