"""The B4 × category matrix."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from actors.models import REGIONAL
from portal.htmx import VARY, wants_fragment
from reports.forms.overview import MatrixForm
from reports.matrix import Scope, matrix_of


@require_safe
def matrix(request):
    """What is done under each B and category in a year; the empty cells are the message."""
    form = MatrixForm(_asked(request), user=request.user)
    context = {"form": form}
    if form.is_valid():
        chosen = form.cleaned_data
        scope = Scope(year=chosen["ar"], actor=chosen["aktor"], county=chosen["lan"])
        context |= {"scope": scope, "matrix": matrix_of(scope, request.user)}
    response = render(
        request,
        "reports/_matrix.html" if wants_fragment(request) else "reports/matrix.html",
        context,
        status=200 if form.is_valid() else 422,
    )
    response["Vary"] = VARY
    return response


def _asked(request):
    """What the address says; without a year in it, it is this one."""
    if not request.GET:
        return _first(request)
    this_year = {"ar": timezone.localdate().year}
    return request.GET if "ar" in request.GET else this_year | request.GET.dict()


def _first(request):
    """What is shown before anything is chosen: this year, for one's own actor or county."""
    acting = request.acting
    chosen = {"ar": timezone.localdate().year}
    county = acting and acting.kind in REGIONAL and acting.counties.first()
    if county:
        return chosen | {"lan": county.code}
    return chosen | ({"aktor": acting.pk} if acting else {})
