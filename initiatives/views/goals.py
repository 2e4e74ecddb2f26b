"""A plan's goals and measures: written while it is in the making, told of when it is adopted."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from actors.access import Act, may, require
from initiatives.actions import goals as actions
from initiatives.actions.plans import ADOPTED
from initiatives.forms.goals import GoalForm, MeasureForm, MeasureStatusForm, OutcomeForm
from initiatives.models import B4, Goal, Measure
from initiatives.views.plans import reached
from portal.forms import posted, refused_in


def _goal(request, pk):
    found = Goal.objects.visible_to(request.user).select_related("plan__owner")
    return get_object_or_404(found, pk=pk)


def _measure(request, pk):
    seen = Goal.objects.visible_to(request.user)
    found = Measure.objects.filter(goal__in=seen).select_related("goal__plan__owner")
    return get_object_or_404(found, pk=pk)


def _page(request, form, *, key, **context):
    """The form's page; `key` names its unsaved text."""
    context |= {"form": form, "key": key}
    status = 422 if form.is_bound else 200
    return render(request, "initiatives/plan_part_form.html", context, status=status)


def _back(plan, b):
    """The plan's page, at the B that was written under."""
    return redirect(f"{plan.get_absolute_url()}#{b}")


def _frozen(request, plan):
    """The way back from a page that only a plan in the making has, or None.

    What was typed when the plan was adopted meanwhile is not sent away: saving it is refused.
    """
    if plan.is_in_the_making or request.method == "POST":
        return None
    messages.info(request, ADOPTED)
    return redirect(plan)


@require_http_methods(["GET", "HEAD", "POST"])
def add_goal(request, pk):
    """Write one more goal in a plan in the making."""
    plan = reached(request, pk)
    require(may(request.user, Act.KEEP_PLAN, plan.owner))
    if away := _frozen(request, plan):
        return away
    asked = request.GET.get("b")
    initial = {"b": asked} if asked in B4.values else None
    form = GoalForm(posted(request), instance=Goal(plan=plan), initial=initial)
    if form.is_valid():
        with refused_in(form):
            goal = actions.save_goal(form, by=request.user)
            messages.success(request, "Målet är sparat.")
            if "till" in request.POST:
                return redirect(f"{request.path}?b={goal.b}")
            return _back(plan, goal.b)
    return _page(
        request,
        form,
        plan=plan,
        what="Skriv ett mål",
        save="Spara målet",
        more=True,
        key=f"goal-new:{pk}",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change_goal(request, pk):
    """Change a goal of a plan in the making."""
    goal = _goal(request, pk)
    plan = goal.plan
    require(may(request.user, Act.KEEP_PLAN, plan.owner))
    if away := _frozen(request, plan):
        return away
    form = GoalForm(posted(request), instance=goal)
    if form.is_valid():
        with refused_in(form):
            actions.save_goal(form, by=request.user)
            messages.success(request, "Målet är sparat.")
            return _back(plan, goal.b)
    return _page(
        request,
        form,
        plan=plan,
        what="Ändra målet",
        save="Spara målet",
        goal=goal,
        key=f"goal:{pk}",
    )


@require_POST
def remove_goal(request, pk):
    """Take a goal out of a plan in the making."""
    goal = _goal(request, pk)
    plan, b = goal.plan, goal.b
    require(may(request.user, Act.KEEP_PLAN, plan.owner))
    try:
        actions.remove_goal(goal, by=request.user)
    except ValidationError as error:
        messages.info(request, error.messages[0])
    else:
        messages.success(request, "Målet är borttaget ur planen.")
    return _back(plan, b)


@require_http_methods(["GET", "HEAD", "POST"])
def add_measure(request, pk):
    """Write one more measure under a goal of a plan in the making."""
    goal = _goal(request, pk)
    plan = goal.plan
    require(may(request.user, Act.KEEP_PLAN, plan.owner))
    if away := _frozen(request, plan):
        return away
    form = MeasureForm(posted(request), instance=Measure(goal=goal))
    if form.is_valid():
        with refused_in(form):
            actions.save_measure(form, by=request.user)
            messages.success(request, "Åtgärden är sparad.")
            return redirect(request.path) if "till" in request.POST else _back(plan, goal.b)
    return _page(
        request,
        form,
        plan=plan,
        what="Skriv en åtgärd",
        save="Spara åtgärden",
        under=goal,
        more=True,
        key=f"measure-new:{pk}",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change_measure(request, pk):
    """Change a measure's wording, or tell how it goes when the plan is adopted."""
    measure = _measure(request, pk)
    goal, plan = measure.goal, measure.goal.plan
    require(may(request.user, Act.KEEP_PLAN, plan.owner))
    made, save, what = MeasureForm, actions.save_measure, "Ändra åtgärden"
    is_told = not plan.is_in_the_making and "text" not in request.POST
    if is_told:
        made, save, what = MeasureStatusForm, actions.tell_measure, "Berätta hur det går"
    form = made(posted(request), instance=measure)
    if form.is_valid():
        with refused_in(form):
            save(form, by=request.user)
            messages.success(request, "Åtgärden är sparad.")
            return _back(plan, goal.b)
    return _page(
        request,
        form,
        plan=plan,
        what=what,
        save="Spara åtgärden",
        under=goal,
        measure=measure,
        told=str(measure) if is_told else "",
        key=f"measure-told:{pk}" if is_told else f"measure:{pk}",
    )


@require_POST
def remove_measure(request, pk):
    """Take a measure out of a plan in the making."""
    measure = _measure(request, pk)
    goal, plan = measure.goal, measure.goal.plan
    require(may(request.user, Act.KEEP_PLAN, plan.owner))
    try:
        actions.remove_measure(measure, by=request.user)
    except ValidationError as error:
        messages.info(request, error.messages[0])
    else:
        messages.success(request, "Åtgärden är borttagen ur planen.")
    return _back(plan, goal.b)


@require_http_methods(["GET", "HEAD", "POST"])
def add_outcome(request, pk):
    """Tell what the indicator of an adopted goal showed."""
    goal = _goal(request, pk)
    plan = goal.plan
    require(may(request.user, Act.KEEP_PLAN, plan.owner))
    if plan.status != plan.Status.ADOPTED and request.method != "POST":
        messages.info(request, "Utfall skrivs in medan planen är antagen.")
        return redirect(plan)
    form = OutcomeForm(posted(request))
    if form.is_valid():
        with refused_in(form):
            actions.tell_outcome(form.instance, goal=goal, by=request.user)
            messages.success(request, "Utfallet är sparat.")
            return _back(plan, goal.b)
    return _page(
        request,
        form,
        plan=plan,
        what="Skriv in ett utfall",
        save="Spara utfallet",
        under=goal,
        key=f"outcome:{pk}",
    )
