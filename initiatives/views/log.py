"""Logging: a new activity, and one more thing that happened; changing and removing it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from actors.access import Act, may, require
from actors.middleware import actor_for
from initiatives.actions import activities as actions
from initiatives.forms.activities import ActivityForm
from initiatives.forms.entries import LogForm, OccasionForm
from initiatives.models import Activity, LogEntry, Method, Plan
from initiatives.views.bin import tell_removed
from portal.forms import posted

DRAFTED = "Utkastet är sparat. Bara du och godkännaren ser det."


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
    form = _new_form(request, LogForm)
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
            categories=data["categories"],
            named=data["named"],
            publish=publish,
            by=request.user,
        )
        return _saved(request, form, activity, "Aktiviteten är loggad." if publish else DRAFTED)
    return _answer(request, "initiatives/activity_form.html", form=form, kind="log")


@require_http_methods(["GET", "HEAD", "POST"])
def add(request):
    """Add an activity that nothing has happened in yet: an idea, or what is planned."""
    form = _new_form(request, ActivityForm, Activity.Status.PLANNED)
    if form.is_valid():
        publish = "utkast" not in request.POST
        activity = actions.add_activity(form, publish=publish, by=request.user)
        return _saved(request, form, activity, "Aktiviteten är tillagd." if publish else DRAFTED)
    return _answer(request, "initiatives/activity_form.html", form=form, kind="add")


def _new_form(request, form_class, status=Activity.Status.ONGOING):
    """The form of a new activity, for the actor that the person acts for or the plan's owner."""
    plan = _plan_to_log_in(request)
    actor = plan.owner if plan else actor_for(request, Act.LOG_ACTIVITY)
    require(may(request.user, Act.LOG_ACTIVITY, actor))
    initial = ({"plan": plan} if plan else {}) | _method_to_log(request)
    first = {"starts_on": timezone.localdate(), "status": status}
    return form_class(
        posted(request),
        user=request.user,
        actor=actor,
        initial=initial | first,
    )


def _saved(request, form, activity, sentence):
    messages.success(request, sentence)
    if hint := form.hint():
        messages.info(request, hint)
    return redirect(activity)


def _answer(request, template, **context):
    """The page of a form: anew, or with what was wrong in it."""
    return render(request, template, context, status=422 if context["form"].is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def add_entry(request, pk):
    """Log one more thing in an activity."""
    activity = get_object_or_404(
        Activity.objects.visible_to(request.user).select_related("lead"), pk=pk
    )
    require(may(request.user, Act.LOG_ACTIVITY, activity.lead))
    form = OccasionForm(posted(request), activity=activity, user=request.user)
    if form.saved_before():
        messages.info(request, "Tillfället var redan sparat.")
        return redirect(activity)
    if form.is_valid():
        actions.add_entry(
            form.instance,
            activity=activity,
            present=form.cleaned_data["present"],
            counts=form.counts(),
            by=request.user,
        )
        messages.success(request, "Loggposten är sparad.")
        return redirect(activity)
    return _answer(
        request, "initiatives/entry_form.html", form=form, activity=activity, is_new=True
    )


def _entry(request, pk):
    """An entry that the person may change; when posting also one that was removed meanwhile."""
    entries = LogEntry.with_removed if request.method == "POST" else LogEntry.objects
    entry = get_object_or_404(
        entries.filter(activity__in=Activity.objects.visible_to(request.user)).select_related(
            "activity__lead"
        ),
        pk=pk,
    )
    require(may(request.user, Act.LOG_ACTIVITY, entry.activity.lead))
    return entry


@require_http_methods(["GET", "HEAD", "POST"])
def change_entry(request, pk):
    """Change what was logged."""
    entry = _entry(request, pk)
    activity = entry.activity
    form = OccasionForm(posted(request), instance=entry, activity=activity, user=request.user)
    if form.is_valid():
        actions.change_entry(form, by=request.user)
        messages.success(request, "Ändringarna är sparade.")
        return redirect(f"{activity.get_absolute_url()}#logg-{pk}")
    return _answer(
        request,
        "initiatives/entry_form.html",
        form=form,
        activity=activity,
        entry=entry,
        is_new=False,
    )


@require_POST
def remove_entry(request, pk):
    """Remove an entry; it can be taken back for thirty days."""
    entry = _entry(request, pk)
    if not entry.removed_at:
        actions.remove_entry(entry, by=request.user)
    tell_removed(request, entry, "Loggposten är borttagen.")
    return redirect(entry.activity)
