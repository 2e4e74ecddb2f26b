"""How one version of a plan becomes the next: goals are copied, and what goes on moves along."""

from django.db import transaction

from initiatives.models import Activity, Goal, Measure, Outcome, Plan
from portal import fence

OF_GOAL = ["b", "text", "indicator", "baseline", "target", "responsible", "due_on", "is_restricted"]
OF_MEASURE = ["text", "responsible", "due_on", "status", "status_note"]
OWN = ["baseline", "responsible", "due_on"]  # what another actor fills in for itself


@transaction.atomic
def copy_goals(goals, *, to, with_dates=True):
    """Copy goals into the plan `to`, each knowing where it came from.

    With dates: the next version, with measures as they stand. Without: inspiration, where wording,
    indicator and target are taken, and who answers for it, from where and by when is one's own.
    """
    for goal in goals:
        values = {name: getattr(goal, name) for name in OF_GOAL if with_dates or name not in OWN}
        copy = Goal.objects.create(plan=to, copied_from=goal, **values)
        if with_dates:
            Measure.objects.bulk_create(
                Measure(goal=copy, **{name: getattr(measure, name) for name in OF_MEASURE})
                for measure in goal.measures.all()
            )


def take_over(old, new):
    """Let the new version take over: what goes on goes on under it.

    Whoever adopts may not see all that hangs under the plan, but all of it moves. An activity keeps
    its goal where the goal was copied, and its measure where that still has the same words.
    """
    old.status = Plan.Status.REVISED
    old.save(update_fields=["status"])
    with fence.everything():
        for copy in new.goals.filter(copied_from__plan=old).select_related("copied_from"):
            _move(copy.copied_from, copy)
        Activity.with_removed.filter(plan=old).update(plan=new, goal=None, measure=None)


def _move(goal, copy):
    under = Activity.with_removed.filter(goal=goal)
    measures = {measure.text: measure for measure in copy.measures.all()}
    for measure in goal.measures.all():
        kept = measures.get(measure.text)
        under.filter(measure=measure).update(plan=copy.plan, goal=copy, measure=kept)
        if kept:
            kept.status, kept.status_note = measure.status, measure.status_note
            kept.save(update_fields=["status", "status_note"])
    under.update(plan=copy.plan, goal=copy, measure=None)
    if goal.indicator == copy.indicator:
        Outcome.objects.filter(goal=goal).update(goal=copy)
