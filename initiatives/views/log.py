"""Logging: a new activity with its first entry, and one more thing that happened."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from actors.access import Act, may, require
from actors.middleware import actor_for
from initiatives.actions import activities as actions
from initiatives.forms.entries import LogForm, OccasionForm
from initiatives.models import Activity, Method, Plan
from portal.forms import posted


def may_log(request):
    """Whether the person may log for the actor that they act for."""
    return may(request.user, Act.LOG_ACTIVITY, actor_for(request, Act.LOG_ACTIVITY))


def _plan_to_log_in(request):
    """The plan that the address names, if the person may log for its owner; else None."""
    user, asked = request.user, request.GET.get("plan")
    own = Plan.objects.visible_to(user).filter(owner__in=user.reach.actors).select_related("owner")
    plan = next((plan for plan in own if str(plan.pk) == asked), None) if asked else None
    return plan if plan and may(user, Act.LOG_ACTIVITY, plan.owner) else None


def _method_to_log(request):
    """The method that the address names, as the form's first choice."""
    asked = request.GET.get("metod", "")
    known = asked.isdecimal() and len(asked) < 10
    found = Method.objects.filter(pk=asked, is_active=True).first() if known else None
    return {"methods": [found.pk], "main_b": found.main_b} if found else {}


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
        initial=({"plan": plan} if plan else {}) | _method_to_log(request),
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
            terms=data["terms"],
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
