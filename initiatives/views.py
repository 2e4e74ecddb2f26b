"""Pages for plans, activities and the log."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actors.access import Act, may, require
from actors.history import history_of
from actors.middleware import actor_for
from actors.models import Group
from initiatives import actions
from initiatives.filters import ActivityFilter
from initiatives.forms import ActivityForm, LogForm, OccasionForm
from initiatives.models import Activity, Plan
from portal.forms import posted
from portal.htmx import VARY, wants_fragment

PAGE_SIZE = 25


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
            "may_log": _may_log(request),
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


@require_safe
def activities(request):
    """All activities that the person reaches, filtered by what stands in the URL."""
    listed = (
        Activity.objects.visible_to(request.user)
        .select_related("lead")
        .prefetch_related("partners")
        .with_log()
        .latest_first()
    )
    chosen = ActivityFilter(request.GET or None, queryset=listed, user=request.user)
    page = Paginator(chosen.qs, PAGE_SIZE).get_page(request.GET.get("sida"))
    context = {
        "filter": chosen,
        "page": page,
        "is_filtered": any(request.GET.get(name) for name in chosen.filters),
        "may_log": _may_log(request),
    }
    template = (
        "initiatives/_activity_results.html"
        if wants_fragment(request)
        else "initiatives/activity_list.html"
    )
    response = render(request, template, context)
    response["Vary"] = VARY
    return response


@require_safe
def activity(request, pk):
    """One activity with its log and what was done to it."""
    activity = get_object_or_404(
        Activity.objects.visible_to(request.user)
        .select_related("lead", "plan", "created_by")
        .prefetch_related("partners", "methods", "target_groups"),
        pk=pk,
    )
    may_change = may(request.user, Act.CHANGE_ACTIVITY, activity.lead)
    return render(
        request,
        "initiatives/activity_detail.html",
        {
            "activity": activity,
            "entries": activity.entries.select_related("created_by"),
            "history": history_of(
                activity,
                user=request.user,
                inside=not activity.taking_part().isdisjoint(request.user.reach.actors),
            ),
            "may_change": may_change,
            "change_url": reverse("initiatives:change", args=[pk]) if may_change else "",
            "allocations": activity.allocations.visible_to(request.user),
            "plan_is_visible": activity.plan_id
            and Plan.objects.visible_to(request.user).filter(pk=activity.plan_id).exists(),
        },
    )


def _may_log(request):
    return may(request.user, Act.LOG_ACTIVITY, actor_for(request, Act.LOG_ACTIVITY))


def _plan_to_log_in(request):
    """The plan that the address names, if the person may log for its owner; else None."""
    user, asked = request.user, request.GET.get("plan")
    own = Plan.objects.visible_to(user).filter(owner__in=user.reach.actors).select_related("owner")
    plan = next((plan for plan in own if str(plan.pk) == asked), None) if asked else None
    return plan if plan and may(user, Act.LOG_ACTIVITY, plan.owner) else None


@require_http_methods(["GET", "HEAD", "POST"])
def log(request):
    """Log a new activity together with its first entry."""
    plan = _plan_to_log_in(request)
    actor = plan.owner if plan else actor_for(request, Act.LOG_ACTIVITY)
    require(may(request.user, Act.LOG_ACTIVITY, actor))
    form = LogForm(
        posted(request),
        user=request.user,
        actor=actor,
        initial={"plan": plan} if plan else None,
    )
    if saved := form.saved_before():
        messages.info(request, "Aktiviteten var redan sparad.")
        return redirect(saved)
    if form.is_valid():
        data = form.cleaned_data
        publish = "utkast" not in request.POST
        activity = actions.log_activity(
            form.instance,
            entry=form.entry,
            partners=data["partners"],
            methods=data["methods"],
            target_groups=data["target_groups"],
            publish=publish,
            by=request.user,
        )
        messages.success(
            request,
            "Aktiviteten är loggad."
            if publish
            else "Utkastet är sparat. Bara du och godkännaren ser det.",
        )
        return redirect(activity)
    return render(
        request,
        "initiatives/activity_form.html",
        {"form": form, "is_new": True},
        status=422 if form.is_bound else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change(request, pk):
    """Change what an activity is."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    require(may(request.user, Act.CHANGE_ACTIVITY, activity.lead))
    form = ActivityForm(posted(request), instance=activity, user=request.user, actor=activity.lead)
    if form.is_valid():
        messages.success(request, "Ändringarna är sparade.")
        return redirect(actions.change_activity(form, by=request.user))
    return render(
        request,
        "initiatives/activity_form.html",
        {"form": form, "is_new": False, "activity": activity},
        status=422 if form.is_bound else 200,
    )


@require_POST
def publish(request, pk):
    """Publish a draft."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    require(may(request.user, Act.CHANGE_ACTIVITY, activity.lead))
    if activity.is_draft:
        actions.publish_activity(activity, by=request.user)
        messages.success(request, "Aktiviteten är publicerad.")
    return redirect(activity)


@require_http_methods(["GET", "HEAD", "POST"])
def add_entry(request, pk):
    """Log one more thing in an activity."""
    activity = get_object_or_404(
        Activity.objects.visible_to(request.user).select_related("lead"), pk=pk
    )
    require(may(request.user, Act.LOG_ACTIVITY, activity.lead))
    form = OccasionForm(posted(request))
    if form.saved_before():
        messages.info(request, "Tillfället var redan sparat.")
        return redirect(activity)
    if form.is_valid():
        actions.add_entry(form.instance, activity=activity, by=request.user)
        messages.success(request, "Loggposten är sparad.")
        return redirect(activity)
    return render(
        request,
        "initiatives/entry_form.html",
        {"form": form, "activity": activity},
        status=422 if form.is_bound else 200,
    )
