"""What a decision is on paper: its paragraph, diary number and minutes."""

import mimetypes

from csp.decorators import csp_replace
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from actors.access import may_move_money, require
from funding import actions, files
from funding.forms.decisions import RegisterForm
from funding.models import Decision
from portal.forms import refused_in


@require_http_methods(["GET", "HEAD", "POST"])
def register(request, pk):
    """Fill in paragraph, diary number and minutes of a decision that is laid or decided."""
    decision = get_object_or_404(
        Decision.objects.visible_to(request.user).select_related("county"), pk=pk
    )
    require(may_move_money(request.user, decision.county))
    if decision.is_draft:
        raise PermissionDenied("Beslutet är inte framlagt än. Skriv uppgifterna i utkastet.")
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = RegisterForm(*sent, decision=decision)
    if form.is_valid():
        with refused_in(form):
            actions.register(decision, **form.cleaned_data, by=request.user)
        if not form.errors:
            messages.success(request, "Uppgifterna är registrerade.")
            return redirect(decision)
    return render(
        request,
        "funding/decision_register.html",
        {"form": form, "decision": decision},
        status=422 if form.is_bound else 200,
    )


@require_safe
@csp_replace({"sandbox": True, "script-src": None, "style-src": None, "img-src": None})
def minutes(request, pk):
    """The minutes, for those who see the decision: saved, and never shown as a page of ours."""
    decision = get_object_or_404(
        Decision.objects.visible_to(request.user).exclude(minutes_name=""), pk=pk
    )
    path = files.path_of(decision.minutes_sha256)
    if not path.exists():
        raise Http404
    kind = mimetypes.guess_type(decision.minutes_name)[0] or "application/octet-stream"
    response = FileResponse(
        path.open("rb"), as_attachment=True, filename=decision.minutes_name, content_type=kind
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
