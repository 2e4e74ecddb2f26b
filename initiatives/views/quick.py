"""The half-minute log, and rows pasted from a spreadsheet."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actors.access import Act, may, require
from actors.middleware import actor_for
from initiatives.actions import quick as actions
from initiatives.forms.paste import PasteForm
from initiatives.forms.quick import (
    QuickForm,
    blank_initial,
    may_be_logged_in,
    offered_to,
    same_as,
)
from initiatives.models import LogEntry
from portal.forms import posted

JSON = "application/json"


def _latest_of(user, actor):
    """What the person logged last in an activity of the actor, or None."""
    mine = LogEntry.objects.filter(created_by=user, activity__in=may_be_logged_in(user))
    return mine.filter(activity__lead=actor).select_related("activity").order_by("-pk").first()


def _chosen(request, offered, latest):
    """The activity to preselect: the one that the address names, else the one logged last."""
    asked = request.GET.get("aktivitet", "")
    numbers = [activity.pk for activity in offered]
    if asked in map(str, numbers):
        return int(asked)
    if latest and latest.activity_id in numbers:
        return latest.activity_id
    return numbers[0] if numbers else None


@require_http_methods(["GET", "HEAD", "POST"])
def quick(request):
    """Log in half a minute. A device that sends what waited on it asks for JSON."""
    actor = actor_for(request, Act.LOG_ACTIVITY)
    require(may(request.user, Act.LOG_ACTIVITY, actor))
    if request.method == "POST":
        return _log(request, actor)
    offered, latest = list(offered_to(request.user, actor)), _latest_of(request.user, actor)
    initial = blank_initial(_chosen(request, offered, latest))
    if latest and "samma" in request.GET:
        initial |= same_as(latest)
    form = QuickForm(user=request.user, actor=actor, offered=offered, initial=initial)
    saved = request.GET.get("sparad", "")
    context = {
        "form": form,
        "offered": offered,
        "latest": latest,
        "saved": next((one for one in offered if str(one.pk) == saved), None),
    }
    return render(request, "initiatives/quick_log.html", context)


def _log(request, actor):
    form = QuickForm(request.POST, user=request.user, actor=actor)
    as_json = request.headers.get("Accept") == JSON
    if saved := form.saved_before():
        return _logged(saved, as_json)
    if form.is_valid():
        activity = form.cleaned_data["activity"]
        require(may(request.user, Act.LOG_ACTIVITY, activity.lead))
        entries = form.entries()
        actions.log_entries(
            entries, activity=activity, present=form.cleaned_data["present"], by=request.user
        )
        return _logged(activity, as_json, len(entries))
    if as_json:
        marks = [one.mark for one in form.suggestions()]
        return JsonResponse({"fel": form.errors, "sedd": marks} | _saved_as(form), status=422)
    offered = list(offered_to(request.user, actor))
    asked = form.cleaned_data.get("activity")
    if asked and asked not in offered:
        offered.insert(0, asked)
    form.fields["activity"].shown = [(one.pk, str(one)) for one in offered]
    context = {"form": form, "offered": offered}
    return render(request, "initiatives/quick_log.html", context, status=422)


def _saved_as(form):
    """Where what the form was saved as already is changed, for the device."""
    if not form.saved_entry:
        return {}
    return {"andra": reverse("initiatives:change_entry", args=[form.saved_entry.pk])}


def _logged(activity, as_json, count=1):
    address = f"{reverse('initiatives:quick')}?sparad={activity.pk}"
    if count > 1:
        address += f"&antal={count}"
    return JsonResponse({"adress": address}, status=201) if as_json else redirect(address)


@require_http_methods(["GET", "HEAD", "POST"])
def paste(request):
    """Log rows out of a spreadsheet: first they are shown, then all of them are saved or none."""
    actor = actor_for(request, Act.LOG_ACTIVITY)
    require(may(request.user, Act.LOG_ACTIVITY, actor))
    offered = list(offered_to(request.user, actor))
    form = PasteForm(
        posted(request),
        user=request.user,
        offered=offered,
        initial={"activity": _chosen(request, offered, _latest_of(request.user, actor))},
    )
    context = {"form": form, "offered": offered}
    if form.is_valid():
        activity = form.cleaned_data["activity"]
        require(may(request.user, Act.LOG_ACTIVITY, activity.lead))
        new = actions.new_among([row.entry for row in form.checked])
        if "spara" in request.POST:
            if new:
                actions.log_entries(new, activity=activity, by=request.user)
            return redirect(f"{reverse('initiatives:quick')}?sparad={activity.pk}&antal={len(new)}")
        context |= {"activity": activity, "new": new, "known": len(form.checked) - len(new)}
    return render(
        request, "initiatives/quick_paste.html", context, status=422 if form.errors else 200
    )


@require_safe
@login_not_required
def shell(request):
    """The log's page without anybody's data: what the browser keeps to open without coverage."""
    request.user = AnonymousUser()
    response = render(request, "initiatives/quick_shell.html")
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
@login_not_required
def worker(request):
    """The service worker. It stands at the root, and is told to keep to the log alone."""
    response = render(request, "initiatives/quick_worker.js", content_type="text/javascript")
    response["Service-Worker-Allowed"] = reverse("initiatives:quick")
    response["Cache-Control"] = "no-cache"
    return response
