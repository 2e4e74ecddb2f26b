"""Every change of every row is kept by PostgreSQL, whoever made it and however."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from actors.actions import accounts
from actors.history import LISTED, history_of
from actors.models import Actor, Alias, Invitation, Role, User
from actors.tests.factories import make_user
from initiatives.actions import activities as actions
from initiatives.models import Activity, Goal, LogEntry, Plan
from initiatives.tests.factories import make_activity, make_goal, make_plan
from portal import fence, history
from portal.models import Event

OWN = ["actors", "initiatives", "funding", "reports"]
UNTRACKED = {
    "ActivityYear": "sums that PostgreSQL makes of the log, whose entries are kept",
    "ActivitySearch": "words that PostgreSQL reads from activities, which are kept",
    "Sent": "the mark of a form that was sent; it says nothing of anybody",
    "FormDraft": "what somebody types and has not saved",
    "KeyShare": "never changed: PostgreSQL refuses",
    "Account": "the ledger: only a transfer moves a balance, and both are kept for good",
    "Transfer": "the ledger: never changed, and says itself who entered it and when",
}


def changes_of(model):
    return next(one for one in history.change_models() if one.pgh_tracked_model is model)


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def told(thing, user, *, inside=True):
    """What the timeline says, without times: [(who, verb, why, [sentence, …]), …]."""
    lines = history_of(thing, user=user, inside=inside).lines
    return [(line.who, line.verb, line.why, line.changes) for line in lines]


@pytest.fixture
def plan(cast):
    return make_plan(cast.storuman, cast.coordinator, adopted=False, title="Planen")


@pytest.fixture
def activity(cast):
    return make_activity(cast.storuman, cast.coordinator, title="Cirkel", status="ONGOING")


# What is kept


def things():
    return [
        model
        for app in OWN
        for model in apps.get_app_config(app).get_models()
        if not history.is_bookkeeping(model)
    ]


@pytest.mark.parametrize("model", things(), ids=lambda model: model.__name__)
def test_every_model_is_tracked_or_says_why_not(model):
    kept = {one.pgh_tracked_model for one in history.change_models()}
    assert (model in kept) != (model.__name__ in UNTRACKED)


def test_every_link_is_tracked():
    kept = {one.pgh_tracked_model._meta.db_table for one in history.change_models()}
    links = {
        field.m2m_db_table()
        for model in things()
        for field in model._meta.local_many_to_many
        if field.related_model._meta.app_label != "auth"
    }
    assert links <= kept


def test_no_secret_is_kept():
    kept = {field.name for one in history.change_models() for field in one._meta.fields}
    assert not {"password", "last_login", "token_sha256"} & kept


def test_old_and_new_can_always_be_told(cast, activity):
    Activity.objects.filter(pk=activity.pk).update(title="Två")
    Activity.objects.filter(pk=activity.pk).update(title="Tre")
    entry = activity.entries.get()
    entry.delete()
    kept = changes_of(Activity).objects.filter(pgh_obj=activity.pk).order_by("pgh_id")
    assert list(kept.values_list("pgh_label", "title")) == [
        ("insert", "Cirkel"),
        ("update", "Cirkel"),
        ("update", "Två"),
    ]
    gone = changes_of(LogEntry).objects.get(pgh_label="delete")
    assert (gone.activity_id, gone.text) == (activity.pk, entry.text)


def test_what_changes_nothing_leaves_nothing(cast):
    cast.coordinator.set_password("ett annat lösenord")
    cast.coordinator.save()
    assert not changes_of(User).objects.filter(pgh_label="update").exists()


# Who, when and why


def test_a_bulk_update_shows_up_with_who_and_why(cast, activity):
    with history.told_of(user=cast.colleague.pk, why="Rättat efter samtal"):
        Activity.objects.filter(lead=cast.storuman).update(title="Studiecirkel")
    assert told(activity, cast.reader)[-1] == (
        "Kollega",
        "ändrade",
        "Rättat efter samtal",
        ["Vad: ändrades från Cirkel till Studiecirkel"],
    )


def test_raw_sql_shows_up(cast, activity):
    with history.told_of():
        sql("UPDATE initiatives_activity SET title = 'Kupp' WHERE id = %s", activity.pk)
    who, verb, _, changes = told(activity, cast.reader)[-1]
    assert (who, verb, changes) == ("Portalen", "ändrade", ["Vad: ändrades från Cirkel till Kupp"])


def test_sql_from_outside_the_portal_shows_up_too(cast, activity):
    """No request, no person: what psql would leave."""
    sql("UPDATE initiatives_activity SET title = 'Kupp' WHERE id = %s", activity.pk)
    kept = changes_of(Activity).objects.get(pgh_label="update")
    assert (kept.title, kept.pgh_context, kept.pgh_context_id) == ("Cirkel", None, None)


def test_a_request_leaves_one_line_with_what_it_changed(cast, activity, sign_in):
    client = sign_in(cast.coordinator)
    page = client.get(f"/aktiviteter/{activity.pk}/andra/")
    form = page.context["form"]
    data = {name: form[name].value() for name in form.fields}
    data = {name: value for name, value in data.items() if value not in (None, [], "")}
    data |= {"title": "Studiecirkel", "partners": [cast.region.pk]}
    response = client.post(f"/aktiviteter/{activity.pk}/andra/", data)
    assert response.status_code == 302, response.context["form"].errors
    event = Event.about(activity).first()
    kept = changes_of(Activity).objects.get(pgh_label="update")
    assert kept.pgh_context == {"user": cast.coordinator.pk}
    assert kept.pgh_context_id == event.request is not None
    who, verb, _, changes = told(activity, cast.reader)[0]
    assert (who, verb) == ("Samordnare", "ändrade")
    assert "Vad: ändrades från Cirkel till Studiecirkel" in changes
    assert "Samverkar med: lade till Region Västerbotten" in changes


def test_a_request_cannot_choose_its_own_mark(cast, sign_in):
    sign_in(cast.coordinator).get("/", headers={"X-Request-ID": "1" * 32})
    assert history.request_id() is None


def test_the_status_of_a_plan_reads_as_a_sentence(cast, plan):
    with history.told_of(user=cast.approver.pk):
        Plan.objects.filter(pk=plan.pk).update(
            status="ADOPTED", adopted_on="2026-03-03", adopted_by="Kommunstyrelsen"
        )
    assert told(plan, cast.approver)[-1][3] == [
        "Status: ändrades från utkast till antagen",
        "Antagen: 3\xa0mars 2026",
        "Antagen av: Kommunstyrelsen",
    ]


def test_parts_of_a_thing_are_told_on_its_page(cast):
    with history.told_of(user=cast.coordinator.pk):
        alias = Alias.objects.create(actor=cast.storuman, name="Sturman")
        Alias.objects.filter(pk=alias.pk).update(name="Storuman")
    assert told(cast.storuman, cast.reader)[-1][3] == [
        "Lade till alias: Sturman",
        "Alias ”Sturman”: ändrades från Sturman till Storuman",
    ]


def test_a_goal_is_told_by_its_own_text(cast, plan):
    with history.told_of(user=cast.coordinator.pk):
        goal = plan.goals.create(**make_goal(text="Färre dör"))
        plan.goals.filter(pk=goal.pk).update(text="Ingen dör", target="0")
    assert told(plan, cast.coordinator)[-1][3] == [
        "Lade till mål: Färre dör",
        "Mål ”Färre dör”: ändrades från Färre dör till Ingen dör",
        "Mål ”Färre dör”, målvärde: 0",
    ]


def test_many_changes_stand_in_a_fold(cast):
    with history.told_of():
        Alias.objects.bulk_create(
            Alias(actor=cast.storuman, name=f"Namn {number}") for number in range(LISTED + 3)
        )
    lines = history_of(cast.storuman, user=cast.reader, inside=True).lines
    line = next(line for line in lines if line.further)
    assert (len(line.changes), len(line.further)) == (LISTED, 3)


# What nobody is told


def test_those_outside_are_told_that_but_not_what(cast, activity):
    with history.told_of(user=cast.coordinator.pk):
        LogEntry.objects.update(participants=3)
    assert "Loggpost" in "".join(told(activity, cast.reader)[-1][3])
    assert not any(changes for *_, changes in told(activity, cast.neighbour, inside=False))


def test_a_stranger_reads_no_small_count_in_the_history(cast, activity, sign_in):
    with history.told_of(user=cast.coordinator.pk):
        LogEntry.objects.update(participants=3)
    assert "antal deltagare" in sign_in(cast.reader).get(activity.get_absolute_url()).text
    Activity.objects.update(visibility="PUBLIC")
    page = sign_in(cast.stranger).get(activity.get_absolute_url()).text
    assert "antal deltagare" not in page
    assert "Historik" in page


def test_the_name_of_a_draft_is_never_told(cast, activity, plan):
    with history.told_of(user=cast.coordinator.pk):
        Activity.objects.update(plan=plan, main_b="BYGG")
    with history.told_of(user=cast.coordinator.pk):
        Activity.objects.update(plan=None)
    text = str(told(activity, cast.reader))
    assert "något som du inte ser" in text
    assert "Planen" not in text
    assert "Planen" in str(told(activity, cast.approver))


# The fence


@pytest.fixture
def draft_years(transactional_db, cast):
    """A plan and an activity that were drafts, and are not any more. Each step commits."""
    plan = make_plan(cast.storuman, cast.coordinator, adopted=False, title="Hemlig plan")
    goal = plan.goals.create(b="BYGG", text="Hemligt mål")
    activity = make_activity(cast.storuman, cast.coordinator, publish=False, title="Hemlig idé")
    Plan.objects.update(title="Plan")
    plan.goals.update(text="Mål")
    Activity.objects.update(title="Idé")
    actions.publish_activity(Activity.objects.get(), by=cast.approver)
    Plan.objects.update(status="ADOPTED", adopted_on="2026-03-03", adopted_by="Styrelsen")
    Plan.objects.update(visibility="PUBLIC")
    Activity.objects.update(title="Idén")
    cast.plan, cast.activity, cast.goal = plan, activity, goal
    return cast


def unscoped(user):
    """Every title that a query without any scope finds in the history."""
    reach = user.reach
    with transaction.atomic():
        fence.let_through(user_id=user.pk, actors=reach.actors, approves_for=reach.approves_for)
        found = {
            value
            for model, name in [
                (Plan, "title"),
                (Activity, "title"),
                (Goal, "text"),
                (LogEntry, "text"),
            ]
            for value in changes_of(model).objects.values_list(name, flat=True)
        }
        transaction.set_rollback(True)
    return found


def test_what_was_a_draft_is_not_told_when_it_is_one_no_more(draft_years):
    assert {"Hemlig plan", "Hemligt mål", "Hemlig idé"} <= unscoped(draft_years.coordinator)
    assert {"Hemlig plan", "Hemligt mål", "Hemlig idé"} <= unscoped(draft_years.approver)
    assert not {one for one in unscoped(draft_years.colleague) if one.startswith("Hemlig")}
    assert {"Plan", "Idé"} <= unscoped(draft_years.colleague)
    assert not {one for one in unscoped(draft_years.stranger) if one.startswith("Hemlig")}


def test_a_colleague_reads_that_the_plan_was_adopted(draft_years, sign_in):
    page = sign_in(draft_years.colleague).get(draft_years.plan.get_absolute_url()).text
    assert "Status: ändrades från utkast till antagen" in page
    assert "Hemlig" not in page


@pytest.mark.django_db
def test_the_history_of_a_draft_is_as_closed_as_the_draft(cast, plan):
    assert unscoped(cast.stranger) == set()
    assert "Planen" in unscoped(cast.coordinator)
    plan.delete()
    assert unscoped(cast.coordinator) == set()


def test_every_fenced_table_has_a_fenced_history(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relforcerowsecurity")
        fenced = {name for (name,) in cursor.fetchall()}
    things = {table for table in fenced if not table.endswith("change")}
    assert things
    for model in history.change_models():
        of, part = model.pgh_tracked_model, model.part_of.split("__")[0]
        owner = of._meta.get_field(part).related_model._meta.db_table if part else ""
        if of._meta.db_table in things or owner in things:
            assert model._meta.db_table in fenced


# For good


@pytest.mark.parametrize(
    "attempt",
    [
        lambda changes: changes.objects.update(name="Annat"),
        lambda changes: changes.objects.all().delete(),
        lambda changes: sql("UPDATE actors_actorchange SET pgh_context = '{}'"),
        lambda changes: sql("DELETE FROM actors_actorchange"),
    ],
    ids=["update", "delete", "raw-update", "raw-delete"],
)
def test_postgresql_refuses_to_change_the_history(cast, attempt):
    with pytest.raises(IntegrityError, match="actors_actorchange kan inte ändras eller tas bort"):
        attempt(changes_of(Actor))


def test_every_table_of_changes_is_guarded(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgtype FROM pg_trigger "
            "WHERE tgname LIKE 'pgtrigger_%%'"
        )
        guards = {}
        for table, kind in cursor.fetchall():
            guards[table] = guards.get(table, 0) | kind
    update, delete, truncate = 16, 8, 32
    for model in history.change_models():
        wanted = update | delete | truncate
        assert guards[model._meta.db_table] & wanted == wanted


def test_an_anonymised_person_is_forgotten_in_the_history_too(cast, admin_of_portal):
    person = make_user("alva", cast.storuman, Role.READER)
    address = person.email
    Invitation.objects.create(
        email=address,
        actor=cast.storuman,
        role=Role.READER,
        token_sha256="0" * 64,
        invited_by=cast.coordinator,
        expires_at="2026-01-01T00:00Z",
    )
    accounts.rename(person, name="Alva Före Detta", by=person)
    accounts.anonymise(person, by=admin_of_portal)
    for model in (User, Invitation):
        kept = changes_of(model).objects.filter(email=address)
        assert not kept.exists()
    names = changes_of(User).objects.filter(pgh_obj=person.pk).values_list("name", flat=True)
    assert set(names) == {"Tidigare användare"}


def test_forgetting_is_the_only_way_to_change_what_is_kept_of_a_person(cast):
    changes = changes_of(User)
    with pytest.raises(IntegrityError), transaction.atomic():
        changes.objects.update(name="Någon annan")
    with pytest.raises(IntegrityError), transaction.atomic():
        changes.objects.update(name="Tidigare användare")
    with pytest.raises(IntegrityError), transaction.atomic():
        changes.objects.update(
            name="Tidigare användare", email="x@borttagen.invalid", is_staff=True
        )


@pytest.fixture
def admin_of_portal(cast):
    admin = make_user("portalens")
    admin.is_staff = True
    admin.save()
    return admin


# Speed


def test_a_timeline_asks_as_often_for_much_as_for_little(cast, activity, django_assert_num_queries):
    def ask(queries):
        with django_assert_num_queries(queries):
            history_of(activity, user=cast.reader, inside=True)

    cast.reader.reach  # noqa: B018 - read once a request
    with history.told_of(user=cast.coordinator.pk):
        LogEntry.objects.update(participants=7)
        activity.partners.add(cast.region)
    ask(2)
    for number in range(10):
        with history.told_of(user=cast.colleague.pk):
            LogEntry.objects.update(participants=10 + number)
            activity.partners.add(cast.umea)
            activity.partners.remove(cast.umea)
    ask(2)
