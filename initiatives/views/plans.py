"""Pages for action plans."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actors.access import Act, may
from actors.history import history_of
from actors.models import Group
from initiatives.models import Activity, Plan
from initiatives.views.log import may_log


@require_safe
def plans(request):
    """The plans that the person reaches, the acting actor's own first."""
    found = Plan.objects.visible_to(request.user).select_related("owner", "group")
    mine = [plan for plan in found if plan.owner_id in request.user.reach.actors]
    others = [plan for plan in found if plan.owner_id not in request.user.reach.actors]
    latest = Activity.objects.visible_to(request.user).select_related("lead").with_log()
    return render(
        request,
        "initiatives/plan_list.html",
        {
            "mine": mine,
            "others": others,
            "latest": latest[:6],
            "may_log": may_log(request),
        },
    )


@require_safe
def plan(request, pk):
    """One plan: its four B, goals and activities."""
    plan = get_object_or_404(
        Plan.objects.visible_to(request.user)
        .select_related("owner", "group__commissioner", "group__leader_employer")
        .prefetch_related("goals", "group__seats__actor"),
        pk=pk,
    )
    activities = list(
        plan.activities.visible_to(request.user)
        .select_related("lead")
        .prefetch_related("partners")
        .with_log()
    )
    columns = [
        (b, goals, [activity for activity in activities if activity.main_b == b])
        for b, goals in plan.goals_by_b()
    ]
    return render(
        request,
        "initiatives/plan_detail.html",
        {
            "plan": plan,
            "columns": columns,
            "activities": activities,
            "group_url": _group_url(request.user, plan),
            "history": history_of(
                plan, user=request.user, inside=plan.owner_id in request.user.reach.actors
            ),
            "may_log": may(request.user, Act.LOG_ACTIVITY, plan.owner),
        },
    )


def _group_url(user, plan):
    """The page of the plan's group, "" for those who do not reach it."""
    if plan.group and Group.objects.visible_to(user).filter(pk=plan.group_id).exists():
        return plan.group.get_absolute_url()
    return ""
