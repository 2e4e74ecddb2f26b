"""Where in a plan an activity belongs: the plan, one of its goals or a measure, in one list."""

from django.db.models import Prefetch, Q
from django.utils.text import Truncator

from initiatives.models import Goal, Plan
from initiatives.models.vocabulary import B4

LONGEST = 90
ENDED = [Plan.Status.REVISED, Plan.Status.CLOSED]


def key_of(plan_id, goal_id=None, measure_id=None):
    """How the list names a place: "12", "12-mal-3" or "12-atgard-4"; None is no plan."""
    if measure_id:
        return f"{plan_id}-atgard-{measure_id}"
    return f"{plan_id}-mal-{goal_id}" if goal_id else plan_id


def plans_on_offer(user, activity):
    """The own plans that live, and the one that the activity stands in already."""
    own = Plan.objects.visible_to(user).filter(owner__in=user.reach.actors)
    goals = Goal.objects.prefetch_related("measures")
    return own.filter(~Q(status__in=ENDED) | Q(pk=activity.plan_id)).prefetch_related(
        Prefetch("goals", goals)
    )


def places(plans):
    """The choices, grouped by plan, and what each of them means: (choices, {key: the three})."""
    choices, meant = [("", "Ingen plan")], {}
    for plan in plans:
        lines = list(_lines(plan))
        meant |= {str(key): place for key, _, place in lines}
        choices.append((f"{plan}, {plan.years}", [(key, label) for key, label, _ in lines]))
    return choices, meant


def _lines(plan):
    yield plan.pk, _short(f"Hela planen: {plan}"), (plan, None, None)
    for b, goals in plan.goals_by_b():
        for goal in goals:
            yield key_of(plan.pk, goal.pk), _short(f"{B4(b).label}: {goal}"), (plan, goal, None)
            for measure in goal.measures.all():
                key = key_of(plan.pk, goal.pk, measure.pk)
                yield key, _short(f"– {measure}"), (plan, goal, measure)


def _short(text):
    return Truncator(text).chars(LONGEST)
