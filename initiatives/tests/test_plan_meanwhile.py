"""What a colleague does while one is writing: nothing typed is lost, nothing adopted changes."""

import pytest

from initiatives.actions import plans
from initiatives.actions.drafts import keep_draft
from initiatives.models import Comment, FormDraft, Goal, Measure, Outcome
from initiatives.tests.factories import adopt, make_goal, make_plan

ADOPTED = "Planen är antagen. Gör en ny version för att ändra i den."


@pytest.fixture
def plan(cast):
    """A plan that was adopted while others had its forms open."""
    plan = make_plan(cast.storuman, cast.coordinator, adopted=False, goals=[make_goal()])
    Measure.objects.create(goal=plan.goals.get(), text="Utbilda")
    plans.refer_plan(plan, to=[cast.umea], by=cast.coordinator)
    return adopt(plan)


def sent_late(client, user, url, **fields):
    """Post a form whose text is kept as unsaved; the answer must leave the text alone."""
    keep_draft(form="goal-new:1", data={"text": ["Ord"]}, version=0, by=user)
    sent = {"utkast_nyckel": "goal-new:1", "utkast_version": "1"}
    response = client.post(url, sent | fields)
    assert response.status_code == 422
    assert FormDraft.objects.get().data == {"text": ["Ord"]}
    return response.text


@pytest.mark.parametrize(
    ("url", "fields"),
    [
        ("/planer/{plan}/mal/nytt/", {"b": "BYGG", "text": "Skrivet-7c1"}),
        ("/planer/mal/{goal}/", {"b": "BYGG", "text": "Skrivet-7c1"}),
        ("/planer/mal/{goal}/atgard/ny/", {"text": "Skrivet-7c1"}),
        ("/planer/atgard/{measure}/", {"text": "Skrivet-7c1"}),
        (
            "/planer/{plan}/andra/",
            {
                **{"title": "Plan", "first_year": "2023", "last_year": "2026", "lock": "0"},
                **{"vision": "Skrivet-7c1", "visibility": "COUNTY", "gap_note": "Senare"},
            },
        ),
    ],
)
def test_what_is_sent_after_an_adoption_stays_in_the_form(plan, cast, sign_in, url, fields):
    goal = plan.goals.get()
    url = url.format(plan=plan.pk, goal=goal.pk, measure=goal.measures.get().pk)
    if "vision" in fields:
        fields = fields | {"owner": cast.storuman.pk, "lock": plan.lock}
    page = sent_late(sign_in(cast.coordinator), cast.coordinator, url, **fields)
    assert "Skrivet-7c1" in page
    assert ADOPTED in page or "Någon annan har sparat" in page
    assert not Goal.objects.filter(text="Skrivet-7c1").exists()
    assert not Measure.objects.filter(text="Skrivet-7c1").exists()


def test_an_answer_that_comes_too_late_stays_in_the_form(plan, cast, sign_in):
    url = f"/planer/{plan.pk}/svara/"
    page = sent_late(sign_in(cast.neighbour), cast.neighbour, url, text="Svar-5a2")
    assert "Svar-5a2" in page
    assert "Planen är inte på remiss hos er." in page
    assert not Comment.objects.exists()


def test_an_outcome_of_a_plan_that_was_closed_stays_in_the_form(plan, cast, sign_in):
    plans.close_plan(plan, on="2024-01-01", why="Slut", by=cast.coordinator)
    url = f"/planer/mal/{plan.goals.get().pk}/utfall/nytt/"
    fields = {"on": "2024-05-01", "value": "Utfall-3b"}
    page = sent_late(sign_in(cast.coordinator), cast.coordinator, url, **fields)
    assert "Utfall-3b" in page
    assert not Outcome.objects.exists()


@pytest.mark.parametrize("what", ["mal/{goal}/ta-bort/", "atgard/{measure}/ta-bort/"])
def test_nothing_is_taken_out_of_a_plan_that_was_adopted(plan, cast, sign_in, what):
    goal = plan.goals.get()
    url = f"/planer/{what.format(goal=goal.pk, measure=goal.measures.get().pk)}"
    assert ADOPTED in sign_in(cast.coordinator).post(url, follow=True).text
    assert Measure.objects.exists()


@pytest.mark.parametrize("step", ["remiss", "avsluta", "anta"])
def test_a_step_that_is_taken_already_is_refused_in_words(plan, cast, sign_in, step):
    client = sign_in(cast.approver if step == "anta" else cast.coordinator)
    if step == "avsluta":
        plans.close_plan(plan, on="2024-01-01", why="Slut", by=cast.coordinator)
    fields = {"on": "2024-01-01", "why": "Slut", "to": [cast.umea.pk]}
    fields |= {"adopted_by": "Fullmäktige", "adopted_on": "2024-02-27"}
    response = client.post(f"/planer/{plan.pk}/{step}/", fields)
    assert response.status_code == 422
    assert "ntagen" in response.text
