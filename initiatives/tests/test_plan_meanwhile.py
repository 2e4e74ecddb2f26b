"""What a colleague does while one is writing: nothing typed is lost, nothing adopted changes."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from actors.models import Membership, Role
from initiatives.actions import goals, plans
from initiatives.actions.drafts import keep_draft
from initiatives.forms.goals import GoalForm
from initiatives.forms.plans import PlanForm
from initiatives.models import Activity, Comment, FormDraft, Goal, Measure, Outcome, Plan
from initiatives.tests.factories import adopt, make_activity, make_goal, make_plan
from portal import fence

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
    sent = {"utkast_nyckel": "goal-new:1", "utkast_version": "1", "lock": "0"}
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
    assert ADOPTED in page
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


@pytest.fixture
def referred(cast):
    plan = make_plan(cast.storuman, cast.coordinator, adopted=False, goals=[make_goal()])
    Measure.objects.create(goal=plan.goals.get(), text="Utbilda")
    plans.refer_plan(plan, to=[cast.umea], by=cast.coordinator)
    return plan


@pytest.mark.parametrize(
    ("what", "keeps_goal"), [("mal/{goal}", False), ("atgard/{measure}", True)]
)
def test_a_goal_is_removed_though_an_unseen_draft_hangs_there(
    referred, cast, sign_in, what, keeps_goal
):
    goal = referred.goals.get()
    under = {"plan": referred, "goal": goal, "measure": goal.measures.get()}
    draft = make_activity(cast.storuman, cast.colleague, publish=False, **under)
    gone = make_activity(cast.storuman, cast.colleague, publish=False, **under)
    gone.remove(by=cast.colleague)
    url = f"/planer/{what.format(goal=goal.pk, measure=goal.measures.get().pk)}/ta-bort/"
    assert sign_in(cast.coordinator).post(url).status_code == 302
    connection.check_constraints()  # as at COMMIT
    with fence.everything():
        for activity in Activity.with_removed.filter(pk__in=[draft.pk, gone.pk]):
            assert activity.plan == referred
            assert activity.measure is None
            assert (activity.goal is not None) == keeps_goal


@pytest.mark.parametrize(
    ("url", "row", "name", "rest"),
    [
        ("/planer/mal/{goal}/", Goal, "text", {"b": "BEMOT"}),
        ("/planer/atgard/{measure}/", Measure, "text", {}),
    ],
)
def test_of_two_who_change_a_part_nobody_overwrites(referred, cast, sign_in, url, row, name, rest):
    goal = referred.goals.get()
    url = url.format(goal=goal.pk, measure=goal.measures.get().pk)
    client = sign_in(cast.coordinator)
    assert 'name="lock" value="0"' in client.get(url).text
    sent = rest | {"lock": "0"}
    assert client.post(url, sent | {name: "Den första"}).status_code == 302
    second = client.post(url, sent | {name: "Den andra"})
    assert second.status_code == 422
    assert "Det som är sparat nu" in second.text
    assert getattr(row.objects.get(), name) == "Den första"
    lock = second.context["form"]["lock"].value()
    assert client.post(url, sent | {name: "Båda", "lock": lock}).status_code == 302


def test_of_two_who_tell_of_an_adopted_measure_nobody_overwrites(plan, cast, sign_in):
    url = f"/planer/atgard/{plan.goals.get().measures.get().pk}/"
    client = sign_in(cast.coordinator)
    sent = {"status": "ONGOING", "lock": "0"}
    assert client.post(url, sent | {"status_note": "Den första"}).status_code == 302
    second = client.post(url, sent | {"status_note": "Den andra"})
    assert second.status_code == 422
    assert "Den första" in second.text
    assert Measure.objects.get().status_note == "Den första"


def test_a_goal_is_not_saved_into_a_plan_that_was_adopted_since_it_was_read(referred, cast):
    form = GoalForm(make_goal("BYGG", "Sent"), instance=Goal(plan=referred))
    assert form.is_valid()
    adopt(Plan.objects.get(pk=referred.pk))
    assert referred.is_in_the_making  # as it was read
    with pytest.raises(ValidationError, match="Planen är antagen"):
        goals.save_goal(form, by=cast.coordinator)


def test_a_version_is_not_taken_back_beside_another_that_is_not_seen(plan, cast, sign_in):
    first = plans.revise_plan(plan, by=cast.coordinator)
    plans.remove_plan(first, by=cast.coordinator)
    plans.revise_plan(plan, by=cast.colleague)
    url = f"/papperskorg/plan/{first.pk}/ta-tillbaka/"
    assert "redan påbörjad" in sign_in(cast.coordinator).post(url, follow=True).text
    assert not Plan.objects.filter(pk=first.pk).exists()


def read_anew(user):
    """The account with the roles that it has now; they are read once a request."""
    return type(user).objects.get(pk=user.pk)


def test_whoever_began_a_draft_that_was_handed_over_does_not_adopt_it(referred, cast):
    Plan.objects.filter(pk=referred.pk).update(created_by=cast.colleague)
    Membership.objects.create(user=cast.coordinator, actor=cast.storuman, role=Role.APPROVER)
    by = read_anew(cast.coordinator)
    with pytest.raises(ValidationError, match="Den som har skrivit planen"):
        plans.adopt_plan(referred, adopted_by="Fullmäktige", adopted_on="2024-01-01", by=by)


def test_a_new_version_stays_with_its_owner(plan, cast):
    Membership.objects.create(user=cast.coordinator, actor=cast.umea, role=Role.COORDINATOR)
    new = plans.revise_plan(plan, by=cast.coordinator)
    own = make_plan(cast.storuman, cast.coordinator, adopted=False)
    person = read_anew(cast.coordinator)
    for one, offered in [(new, {cast.storuman}), (own, {cast.storuman, cast.umea})]:
        form = PlanForm(instance=one, user=person, actor=cast.storuman)
        assert set(form.fields["owner"].queryset) == offered


def test_a_plan_is_not_closed_while_a_new_version_is_written_even_unseen(plan, cast, sign_in):
    new = plans.revise_plan(plan, by=cast.colleague)
    url = f"/planer/{plan.pk}/avsluta/"
    client = sign_in(cast.coordinator)
    refused = client.post(url, {"on": "2024-01-01", "why": "Skäl-8d"})
    assert refused.status_code == 422
    assert "En ny version är påbörjad." in refused.text
    assert "Skäl-8d" in refused.text
    with fence.everything():
        plans.remove_plan(new, by=cast.colleague)
    assert client.post(url, {"on": "2024-01-01", "why": "Skäl"}).status_code == 302


def test_the_parts_of_a_plan_and_the_answer_to_it_keep_unsaved_text(referred, cast, sign_in):
    goal = referred.goals.get()
    client = sign_in(cast.coordinator)
    for url, key in [
        (f"/planer/{referred.pk}/mal/nytt/", f"goal-new:{referred.pk}"),
        (f"/planer/mal/{goal.pk}/", f"goal:{goal.pk}"),
        (f"/planer/mal/{goal.pk}/atgard/ny/", f"measure-new:{goal.pk}"),
        (f"/planer/atgard/{goal.measures.get().pk}/", f"measure:{goal.measures.get().pk}"),
    ]:
        keep_draft(form=key, data={"text": ["Halva-2e"]}, version=0, by=cast.coordinator)
        assert f'name="utkast_nyckel" value="{key}"' in client.get(url).text
        assert "Halva-2e" in client.get(f"{url}?utkast=fortsatt").text
    key = f"answer:{referred.pk}"
    keep_draft(form=key, data={"text": ["Svar-9f"]}, version=0, by=cast.neighbour)
    page = sign_in(cast.neighbour).get(f"/planer/{referred.pk}/svara/?utkast=fortsatt")
    assert "Svar-9f" in page.text
