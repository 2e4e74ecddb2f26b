"""Pages for activities: the list, one of them, and changing it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actors.access import Act, may, require
from actors.history import history_of
from initiatives.actions import activities as actions
from initiatives.filters import BOARD, ActivityFilter
from initiatives.forms.activities import ActivityForm
from initiatives.forms.words import LEGENDS
from initiatives.models import Activity, Plan
from initiatives.views.bin import tell_removed
from initiatives.views.board import columns_of
from initiatives.views.log import may_log
from portal.forms import posted, refused_in
from portal.htmx import VARY, wants_fragment

PAGE_SIZE = 25


@require_safe
def activities(request):
    """All activities that the person reaches, filtered by what stands in the URL."""
    listed = Activity.objects.visible_to(request.user).select_related("lead")
    chosen = ActivityFilter(request.GET, queryset=listed, user=request.user)
    found = chosen.qs
    is_board = chosen.form.cleaned_data.get("vy") == BOARD
    page = Paginator(found.prefetch_related("partners").with_log(), PAGE_SIZE)
    context = {
        "filter": chosen,
        "is_board": is_board,
        "columns": columns_of(found, request.user) if is_board else [],
        "page": None if is_board else page.get_page(request.GET.get("sida")),
        "is_filtered": bool(chosen.narrowing()),
        "may_log": may_log(request),
    }
    context["count"] = (
        sum(column["count"] for column in context["columns"])
        if is_board
        else context["page"].paginator.count
    )
    template = (
        "initiatives/_activity_results.html"
        if wants_fragment(request)
        else "initiatives/activity_list.html"
    )
    response = render(request, template, context)
    response["Vary"] = VARY
    response["HX-Push-Url"] = chosen.address(request.path)
    return response


@require_safe
def activity(request, pk):
    """One activity with its log and what was done to it."""
    activity = get_object_or_404(
        Activity.objects.visible_to(request.user)
        .select_related("lead", "plan", "goal", "measure", "created_by")
        .prefetch_related("partners", "methods", "terms__category", "categories", "named"),
        pk=pk,
    )
    inside = not activity.taking_part().isdisjoint(request.user.reach.actors)
    may_change = may(request.user, Act.CHANGE_ACTIVITY, activity.lead)
    return render(
        request,
        "initiatives/activity_detail.html",
        {
            "activity": activity,
            "page": Paginator(_log_of(activity), PAGE_SIZE).get_page(request.GET.get("sida")),
            "history": history_of(activity, user=request.user, inside=inside),
            "inside": inside,
            "may_change": may_change,
            "may_log": may(request.user, Act.LOG_ACTIVITY, activity.lead),
            "change_url": reverse("initiatives:change", args=[pk]) if may_change else "",
            "allocations": activity.allocations.model.objects.visible_to(request.user).paying_for(
                activity
            ),
            "plan_is_visible": activity.plan_id
            and Plan.objects.visible_to(request.user).filter(pk=activity.plan_id).exists(),
            "goal_is_visible": activity.goal
            and (
                not activity.goal.is_restricted
                or activity.plan.owner_id in request.user.reach.actors
            ),
            "word_lists": [
                (label, names)
                for taxonomy, label in LEGENDS.items()
                if (names := [term.name for term in activity.words(taxonomy)])
            ],
        },
    )


def _log_of(activity):
    return activity.entries.select_related("created_by", "method").prefetch_related(
        "present", "headcounts__term"
    )


def _to_change(request, pk):
    """An activity that the person may change; when posting also one that was removed meanwhile."""
    activities = Activity.with_removed if request.method == "POST" else Activity.objects
    activity = get_object_or_404(
        activities.visible_to(request.user).select_related("lead", "plan"), pk=pk
    )
    require(may(request.user, Act.CHANGE_ACTIVITY, activity.lead))
    return activity


@require_http_methods(["GET", "HEAD", "POST"])
def change(request, pk):
    """Change what an activity is."""
    activity = _to_change(request, pk)
    form = ActivityForm(posted(request), instance=activity, user=request.user, actor=activity.lead)
    if form.is_valid():
        with refused_in(form):
            saved = actions.change_activity(form, by=request.user)
            messages.success(request, "Ändringarna är sparade.")
            if hint := form.hint():
                messages.info(request, hint)
            return redirect(saved)
    return render(
        request,
        "initiatives/activity_form.html",
        {"form": form, "kind": "change", "activity": activity},
        status=422 if form.is_bound else 200,
    )


@require_POST
def remove(request, pk):
    """Remove an activity; it can be taken back for thirty days."""
    activity = _to_change(request, pk)
    try:
        if not activity.removed_at:
            actions.remove_activity(activity, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(activity)
    tell_removed(request, activity, f"”{activity}” är borttagen.")
    return redirect("initiatives:activities")


@require_POST
def publish(request, pk):
    """Publish a draft."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    require(may(request.user, Act.CHANGE_ACTIVITY, activity.lead))
    if activity.is_draft:
        actions.publish_activity(activity, by=request.user)
        messages.success(request, "Aktiviteten är publicerad.")
    return redirect(activity)
