"""Unsaved text: kept on the server while somebody types, with script or by a button."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from initiatives.actions import drafts as actions
from portal.swedish import klocka

JSON = "application/json"


@require_http_methods(["GET", "HEAD", "POST"])
def drafts(request):
    """Keep or throw the text of one form; GET tells who is signed in, with a fresh token."""
    if request.method != "POST":
        return JsonResponse({"person": str(request.user.pk), "csrf": get_token(request)})
    form = request.POST.get("utkast_nyckel", "")
    if "utkast_slang" in request.POST:
        actions.throw_draft(form=form, by=request.user)
        messages.info(request, "Den osparade texten är borttagen.")
        return redirect(_page(request))
    try:
        draft = actions.keep_draft(
            form=form,
            data=actions.data_of(request.POST),
            version=actions.number_in(request.POST.get("utkast_version", "")),
            by=request.user,
        )
    except ValidationError as error:
        return _refused(request, error.messages[0])
    except actions.Stale as stale:
        return _both(request, stale.draft)
    if request.headers.get("Accept") == JSON:
        told = f"Utkast sparat {klocka(draft.updated_at)}"
        return JsonResponse({"version": draft.version, "text": told})
    messages.success(request, f"Utkast sparat {klocka(draft.updated_at)}. Det är inte loggat än.")
    return redirect(_going_on(request))


def _refused(request, sentence):
    if request.headers.get("Accept") == JSON:
        return JsonResponse({"text": sentence}, status=422)
    return render(request, "initiatives/draft_refused.html", {"sentence": sentence}, status=422)


def _both(request, draft):
    """Two windows: nothing is overwritten, both texts are shown."""
    if request.headers.get("Accept") == JSON:
        found = {"version": draft.version, "klockan": klocka(draft.updated_at), "data": draft.data}
        return JsonResponse(found, status=409)
    mine = actions.data_of(request.POST)
    names = [name for name in {**draft.data, **mine} if draft.data.get(name) != mine.get(name)]
    context = {
        "draft": draft,
        "page": _page(request),
        "going_on": _going_on(request),
        "mine": [(name, value) for name, values in mine.items() for value in values],
        "rows": [
            (", ".join(draft.data.get(name, [])), ", ".join(mine.get(name, [])))
            for name in names
            if name != "once"
        ],
    }
    return render(request, "initiatives/draft_conflict.html", context, status=409)


def _page(request):
    """The page that the form stands on, if it is one of ours."""
    page = request.POST.get("utkast_sida", "")
    ours = url_has_allowed_host_and_scheme(page, None) and page.startswith("/")
    return page if ours else "/"


def _going_on(request):
    """The same page, filled with what is kept."""
    page = _page(request)
    return f"{page}{'&' if '?' in page else '?'}utkast=fortsatt"
