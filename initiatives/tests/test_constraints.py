"""What plans, activities and log entries may never be, by PostgreSQL and in words."""

from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.forms import modelform_factory
from django.utils import timezone

from initiatives.models import (
    B4,
    Activity,
    ActivityYear,
    Attachment,
    Category,
    Comment,
    FormDraft,
    Goal,
    Headcount,
    LogEntry,
    Measure,
    Method,
    MethodSuggestion,
    Plan,
    Term,
)
from initiatives.tests.factories import adopt, make_activity, make_goal, make_plan
from portal.forms import PortalModelForm


@pytest.fixture
def rows(cast):
    """One whole row of each kind, that a test may spoil."""
    plan = make_plan(
        cast.storuman, cast.coordinator, adopted=False, goals=[make_goal(), make_goal()]
    )
    goal = plan.goals.first()
    activity = make_activity(cast.storuman, cast.coordinator, plan=plan, goal=goal)
    entry = activity.entries.get()
    by = {"created_by": cast.coordinator}
    group = Term.objects.create(taxonomy="malgrupp", name="Elever")
    method = Method.objects.create(name="YAM", main_b="BEMOT", certainty="SEEN", source="Källa")
    category = {"first_year": 2024, "name": "Suicidprevention", "aim": "Mål", "source": "Källa"}
    Category.objects.create(number=1, **category)
    return {
        Plan: plan,
        Activity: activity,
        LogEntry: entry,
        Category: Category.objects.create(number=2, **category),
        Term: Term.objects.create(taxonomy="malgrupp", name="Äldre"),
        Method: method,
        MethodSuggestion: MethodSuggestion.objects.create(
            name="Ny", text="Bra", actor=cast.storuman, **by
        ),
        Measure: Measure.objects.create(goal=goal, text="Utbilda"),
        Headcount: _second(Headcount, {"entry": entry, "count": 3}, "term", group, _term("Barn")),
        ActivityYear: _year_after(activity, entry),
        Comment: Comment.objects.create(activity=activity, actor=cast.storuman, text="Hej", **by),
        Attachment: Attachment.objects.create(
            activity=activity, name="a.pdf", size=1, sha256="0" * 64, **by
        ),
        FormDraft: _second(
            FormDraft, {"user": cast.coordinator}, "form", "log", f"activity:{activity.pk}"
        ),
    }


def _second(model, common, field, first, second):
    """Two rows that differ in one field; the second, which a test may make like the first."""
    model.objects.create(**common, **{field: first})
    return model.objects.create(**common, **{field: second})


def _term(name):
    return Term.objects.create(taxonomy="malgrupp", name=name)


def _year_after(activity, entry):
    LogEntry.objects.create(activity=activity, on=date(2025, 1, 1), created_by=entry.created_by)
    return activity.years.get(year=2025)


# name: (the row, what spoils it, how the sentence begins)
BROKEN = {
    "plan_years_in_order": (
        Plan,
        {"last_year": 2022},
        "Sista året kan inte ligga före första året.",
    ),
    "plan_adopted_when_and_by": (
        Plan,
        {"adopted_by": "Fullmäktige"},
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
    "plan_referred_when": (Plan, {"status": "REFERRED"}, "En plan på remiss har ett datum"),
    "plan_closed_when_and_why": (Plan, {"closed_why": "Klar"}, "En avslutad plan har datum"),
    "measure_dropped_has_reason": (
        Measure,
        {"status": "DROPPED"},
        "Skriv varför åtgärden inte genomförs.",
    ),
    "method_evidence_has_reference": (
        Method,
        {"evidence": "STRONG"},
        "Skriv vilken källa bedömningen",
    ),
    "suggestion_answered_when_and_by": (
        MethodSuggestion,
        {"state": "DECLINED"},
        "Ett besvarat förslag har både tid och person.",
    ),
    "term_name_once": (Term, {"name": "Elever"}, "Ordet finns redan i den listan."),
    "term_focus_has_category": (
        Term,
        {"taxonomy": "inriktning"},
        "En inriktning hör till en kategori.",
    ),
    "activity_stopped_has_reason": (
        Activity,
        {"status": "PAUSED"},
        "Skriv varför aktiviteten är pausad eller avbruten.",
    ),
    "activity_place_and_means_stay_inside": (
        Activity,
        {"is_sensitive": True},
        "En aktivitet som nämner en plats eller ett medel",
    ),
    "activity_under_goal_is_in_plan": (
        Activity,
        {"plan": None},
        "Välj också planen som målet står i.",
    ),
    "entry_next_date_needs_step": (
        LogEntry,
        {"next_on": date(2024, 5, 1)},
        "Skriv vad nästa steg är",
    ),
    "comment_about_one_thing": (
        Comment,
        {"activity": None},
        "En kommentar hör till en plan eller en aktivitet.",
    ),
    "attachment_has_content": (Attachment, {"size": 0}, "Filen är tom."),
    "headcount_group_once": (
        Headcount,
        {"term_id": "first"},
        "Målgruppen är redan räknad",
    ),
    "activityyear_once": (ActivityYear, {"year": 2024}, "Årets summor finns redan."),
    "formdraft_one_a_form": (FormDraft, {"form": "log"}, "Det finns redan en osparad text"),
    **{
        f"{model.__name__.lower()}_removed_when_and_by": (
            model,
            {"removed_at": timezone.now()},
            "Det som är borttaget har både tid och person.",
        )
        for model in (Plan, Activity, LogEntry, Comment, Attachment)
    },
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


# What takes more than one wrong value to break: each has a test of its own below.
BROKEN_BELOW = {
    "plan_adopted_is_kept",
    "plan_one_revision_at_a_time",
    "plan_one_successor",
    "suggestion_adopted_as_method",
    "activity_under_measure_has_goal",
}


def test_every_constraint_of_the_app_is_broken_by_a_test():
    models = apps.get_app_config("initiatives").get_models()
    named = {rule.name for model in models for rule in model._meta.constraints}
    assert named == set(BROKEN) | BROKEN_BELOW


def _meant(model, wrong):
    """The values of a row; "first" is what the first row of its kind has."""
    return {
        field: getattr(model.objects.order_by("pk").first(), field) if value == "first" else value
        for field, value in wrong.items()
    }


@pytest.mark.parametrize("name", BROKEN)
def test_postgresql_refuses_what_a_constraint_forbids(rows, name):
    model, wrong, _ = BROKEN[name]
    with pytest.raises(IntegrityError, match=f'"{name}"'):
        model.objects.filter(pk=rows[model].pk).update(**_meant(model, wrong))


@pytest.mark.parametrize("name", BROKEN)
def test_a_constraint_explains_itself(rows, name):
    model, wrong, sentence = BROKEN[name]
    for field, value in _meant(model, wrong).items():
        setattr(rows[model], field, value)
    with pytest.raises(ValidationError, match=sentence):
        rows[model].full_clean()


# A form that shows one field of a constraint over two: Django alone would skip the constraint.
ONE_FIELD = [
    (Plan, "last_year", "2022", "plan_years_in_order"),
    (Plan, "adopted_on", "2024-01-01", "plan_adopted_when_and_by"),
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


def test_a_plan_is_not_adopted_without_a_day_and_a_body(cast):
    plan = make_plan(cast.storuman, cast.coordinator, adopted=False)
    with pytest.raises(IntegrityError, match="plan_adopted_when_and_by"):
        Plan.objects.filter(pk=plan.pk).update(status="ADOPTED")


def test_a_draft_of_a_plan_has_no_day_of_adoption(cast):
    plan = make_plan(cast.storuman, cast.coordinator, adopted=False)
    with pytest.raises(IntegrityError, match="plan_adopted_when_and_by"):
        Plan.objects.filter(pk=plan.pk).update(adopted_on=date(2024, 1, 1))


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
    plan = make_plan(cast.storuman, cast.coordinator, adopted=False)
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


def test_an_adopted_plan_is_not_removed(cast):
    plan = make_plan(cast.storuman, cast.coordinator)
    with pytest.raises(IntegrityError, match="En antagen plan ändras inte"):
        plan.remove(by=cast.coordinator)


def test_a_plan_has_one_revision_in_the_making_and_one_successor(cast):
    plan = make_plan(cast.storuman, cast.coordinator)
    first = make_plan(cast.storuman, cast.coordinator, adopted=False, revises=plan)
    with pytest.raises(IntegrityError, match="plan_one_revision_at_a_time"), transaction.atomic():
        make_plan(cast.storuman, cast.coordinator, adopted=False, revises=plan)
    adopt(first)
    second = make_plan(cast.storuman, cast.coordinator, adopted=False, revises=plan)
    with pytest.raises(IntegrityError, match="plan_one_successor"), transaction.atomic():
        Plan.objects.filter(pk=second.pk).update(
            status="ADOPTED", adopted_by="Fullmäktige", adopted_on=date(2024, 1, 1)
        )


def test_a_suggestion_becomes_a_method_only_when_it_is_adopted(rows):
    with pytest.raises(IntegrityError, match="suggestion_adopted_as_method"):
        MethodSuggestion.objects.update(method=rows[Method])


def test_an_activity_under_a_measure_stands_under_its_goal(rows):
    with pytest.raises(IntegrityError, match="activity_under_measure_has_goal"):
        Activity.objects.update(measure=rows[Measure], goal=None)
