"""What plans, activities and log entries may never be, by PostgreSQL and in words."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.forms import modelform_factory
from django.utils import timezone

from initiatives.models import B4, Activity, Category, Goal, LogEntry, Method, Plan, TargetGroup
from initiatives.tests.factories import make_activity, make_plan
from portal.forms import PortalModelForm


@pytest.fixture
def rows(cast):
    """One whole row of each kind, that a test may spoil."""
    plan = make_plan(cast.storuman, cast.coordinator)
    activity = make_activity(cast.storuman, cast.coordinator, plan=plan)
    category = {"first_year": 2024, "name": "Suicidprevention", "aim": "Mål", "source": "Källa"}
    Category.objects.create(number=1, **category)
    return {
        Plan: plan,
        Activity: activity,
        LogEntry: activity.entries.get(),
        Category: Category.objects.create(number=2, **category),
    }


# name: (the row, what spoils it, how the sentence begins)
BROKEN = {
    "plan_years_in_order": (
        Plan,
        {"last_year": 2022},
        "Sista året kan inte ligga före första året.",
    ),
    "plan_adopted_when_and_by": (
        Plan,
        {"adopted_by": ""},
        "En antagen plan har datum och vem som antog den.",
    ),
    "activity_dates_in_order": (
        Activity,
        {"ends_on": date(2024, 3, 13)},
        "Slutdatumet kan inte ligga före startdatumet.",
    ),
    "activity_ended_has_end": (
        Activity,
        {"status": "DONE"},
        "Fyll i slutdatum.",
    ),
    "activity_starts_in_our_time": (
        Activity,
        {"starts_on": date(1, 1, 1)},
        "Datumet ligger för långt tillbaka.",
    ),
    "entry_in_our_time": (
        LogEntry,
        {"on": date(1989, 12, 31)},
        "Datumet ligger för långt tillbaka.",
    ),
    "activity_in_plan_has_main_b": (
        Activity,
        {"main_b": ""},
        "Välj ett huvudsakligt B.",
    ),
    "activity_main_b_not_further": (
        Activity,
        {"further_b": ["BYGG", "BEMOT"]},
        "Det huvudsakliga B:t räknas redan.",
    ),
    "activity_published_when_and_by": (
        Activity,
        {"published_at": None},
        "En publicerad aktivitet har både tid och person.",
    ),
    "entry_approximate_needs_number": (
        LogEntry,
        {"is_approximate": True},
        "Fyll i antalet deltagare, eller ta bort krysset.",
    ),
    "entry_participants_reasonable": (
        LogEntry,
        {"participants": 1_000_001},
        "Antalet deltagare kan vara högst 1 000 000.",
    ),
    "category_number_once_a_year": (
        Category,
        {"number": 1},
        "Kategorin finns redan för det året.",
    ),
}


def test_every_constraint_of_the_app_is_broken_by_a_test():
    models = [Activity, Category, Goal, LogEntry, Method, Plan, TargetGroup]
    assert {rule.name for model in models for rule in model._meta.constraints} == set(BROKEN)


@pytest.mark.parametrize("name", BROKEN)
def test_postgresql_refuses_what_a_constraint_forbids(rows, name):
    model, wrong, _ = BROKEN[name]
    with pytest.raises(IntegrityError, match=f'"{name}"'):
        model.objects.filter(pk=rows[model].pk).update(**wrong)


@pytest.mark.parametrize("name", BROKEN)
def test_a_constraint_explains_itself(rows, name):
    model, wrong, sentence = BROKEN[name]
    for field, value in wrong.items():
        setattr(rows[model], field, value)
    with pytest.raises(ValidationError, match=sentence):
        rows[model].full_clean()


# A form that shows one field of a constraint over two: Django alone would skip the constraint.
ONE_FIELD = [
    (Plan, "last_year", "2022", "plan_years_in_order"),
    (Plan, "adopted_on", "", "plan_adopted_when_and_by"),
    (Activity, "ends_on", "2024-03-13", "activity_dates_in_order"),
    (Activity, "main_b", "", "activity_in_plan_has_main_b"),
    (Activity, "main_b", "BYGG", "activity_main_b_not_further"),
    (LogEntry, "is_approximate", "on", "entry_approximate_needs_number"),
    (Category, "number", "1", "category_number_once_a_year"),
]


@pytest.mark.parametrize(("model", "field", "value", "name"), ONE_FIELD)
def test_a_form_with_one_of_the_fields_says_the_sentence_too(rows, model, field, value, name):
    Activity.objects.update(further_b=["BYGG"])
    rows[Activity].refresh_from_db()
    form = modelform_factory(model, form=PortalModelForm, fields=[field])(
        {field: value}, instance=rows[model]
    )
    (error,) = form.non_field_errors()
    assert error.startswith(BROKEN[name][2])


def test_without_the_base_form_the_trap_is_real(rows):
    form = modelform_factory(Plan, fields=["last_year"])({"last_year": "2022"}, instance=rows[Plan])
    assert form.is_valid()
    with pytest.raises(IntegrityError):
        form.save()


@pytest.mark.parametrize("status", ["ADOPTED", "CLOSED"])
def test_a_plan_is_not_adopted_without_a_day_and_a_body(cast, status):
    plan = make_plan(cast.storuman, cast.coordinator, adopted=False)
    with pytest.raises(IntegrityError, match="plan_adopted_when_and_by"):
        Plan.objects.filter(pk=plan.pk).update(status=status)


def test_a_draft_of_a_plan_has_no_day_of_adoption(rows):
    with pytest.raises(IntegrityError, match="plan_adopted_when_and_by"):
        Plan.objects.update(status="DRAFT")


def test_an_activity_that_ends_the_day_it_starts_is_fine(rows):
    Activity.objects.update(ends_on=date(2024, 3, 14))
    rows[Activity].refresh_from_db()
    rows[Activity].full_clean()


def test_an_activity_outside_every_plan_may_lack_a_b(cast):
    activity = make_activity(cast.storuman, cast.coordinator, main_b="")
    activity.full_clean()
    assert activity.bs == []


def test_a_negative_number_of_participants_is_refused_by_postgresql(rows):
    with pytest.raises(IntegrityError, match="participants_check"):
        LogEntry.objects.update(participants=-1)


def test_published_by_without_a_time_is_refused(cast):
    activity = make_activity(cast.storuman, cast.coordinator, publish=False)
    with pytest.raises(IntegrityError, match="activity_published_when_and_by"):
        Activity.objects.filter(pk=activity.pk).update(published_by=cast.coordinator)


def test_the_moment_of_creation_is_postgresqls_own(rows):
    with connection.cursor() as cursor:
        cursor.execute("SELECT created_at FROM initiatives_activity")
        (created,) = cursor.fetchone()
    assert abs(timezone.now() - created).total_seconds() < 60


@pytest.mark.parametrize(
    ("first", "last", "text"), [(2023, 2026, "2023–2026"), (2024, 2024, "2024")]
)
def test_the_years_of_a_plan_read_well(first, last, text):
    assert Plan(first_year=first, last_year=last).years == text


def test_goals_stand_under_their_b_in_the_order_of_the_four(cast):
    plan = make_plan(cast.storuman, cast.coordinator)
    for b, text in [("BYGG", "Ett"), ("BEMOT", "Två"), ("BYGG", "Tre")]:
        Goal.objects.create(plan=plan, b=b, text=text)
    assert [(b, [str(goal) for goal in goals]) for b, goals in plan.goals_by_b()] == [
        (B4.BEMOT, ["Två"]),
        (B4.BEHANDLA, []),
        (B4.BYGG, ["Ett", "Tre"]),
        (B4.BEGRANSA, []),
    ]


def test_main_b_stands_first_and_the_further_in_their_order():
    activity = Activity(main_b="BYGG", further_b=["BEGRANSA", "BEMOT"])
    assert activity.bs == [B4.BYGG, B4.BEMOT, B4.BEGRANSA]
