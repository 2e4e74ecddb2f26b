"""Seeing plans over time: what differs between versions, what is due when, who inspired whom."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from initiatives import differences, spread, timeline
from initiatives.models import B4, Plan
from initiatives.views.plans import goals_of, reached


@require_safe
def difference(request, pk):
    """What differs between a version of a plan and the one before it."""
    plan = reached(request, pk)
    if plan.revises_id is None:
        raise Http404
    old = get_object_or_404(Plan.objects.visible_to(request.user), pk=plan.revises_id)
    facts, by_b = differences.differences(
        old,
        plan,
        goals_of=lambda version: goals_of(version, request.user),
        with_background=old.tells_background_to(request.user)
        and plan.tells_background_to(request.user),
    )
    return render(
        request,
        "initiatives/plan_difference.html",
        {
            "plan": plan,
            "old": old,
            "facts": facts,
            "by_b": by_b,
            "is_same": not facts and not any(changes for _, changes in by_b),
        },
    )


@require_safe
def over_time(request, pk):
    """A plan's years: what is due in each, and what goes on."""
    plan = reached(request, pk)
    goals = list(goals_of(plan, request.user))
    activities = list(plan.activities.visible_to(request.user).order_by("starts_on", "pk"))
    return render(
        request,
        "initiatives/plan_timeline.html",
        {
            "plan": plan,
            "years": timeline.years_of(plan, goals, activities),
            "picture": timeline.picture(plan, goals, activities),
        },
    )


@require_safe
def spreading(request):
    """Who was inspired by whom, over the years, within what the person may see."""
    roots = spread.trees(request.user)
    return render(
        request,
        "initiatives/plan_spread.html",
        {"roots": roots, "rows": list(spread.walk(roots)), "picture": spread.picture(roots)},
    )


@require_safe
def about_b4(request):
    """What each B means, and where they come from."""
    return render(request, "initiatives/plan_about_b4.html", {"b4_all": list(B4)})
