"""The county overview of the regional samordnare."""

from datetime import date

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from actors.models import County
from portal.htmx import VARY, wants_fragment
from reports.county import rows_of, total_of
from reports.forms.overview import CountyForm

CALLS = 5  # so many sentences stand above the table; the filter shows everybody
SHOWN = {
    "": lambda row: True,
    "ring": lambda row: row.reasons(),
    "utan-plan": lambda row: not row.plan,
    "utan-samordnare": lambda row: not row.has_coordinator,
    "tyst": lambda row: row.is_quiet,
    "lucka": lambda row: row.empty_bs,
}
# Sorting is stable, so the Swedish order of the names stays within each part.
ORDER = {
    "": lambda row: (-len(row.reasons()), -len(row.empty_bs)),
    "namn": lambda row: 0,
    "plan": lambda row: row.plan.adopted_on if row.plan else date.min,
    "loggat": lambda row: row.latest_on or date.min,
}


def _sentences(rows):
    """Who needs a call and why: [(sentence, rows that it is true of), …], in the rows' order."""
    found = {}
    for row in rows:
        found.setdefault(row.sentence(), []).append(row)
    return list(found.items())


@require_safe
def county(request, code):
    """Every kommun of a county under the four B, for those who work in it and national readers."""
    county = get_object_or_404(County, code=code)
    reach = request.user.reach
    if not reach.is_national and county.pk not in reach.counties:
        raise Http404
    form = CountyForm(request.GET)
    rows = rows_of(county, request.user, timezone.localdate())
    calls = sorted((row for row in rows if row.reasons()), key=ORDER[""])
    chosen = form.cleaned_data if form.is_valid() else {"visa": "", "sortera": ""}
    shown = [row for row in rows if SHOWN[chosen["visa"]](row)]
    response = render(
        request,
        "reports/_county_table.html" if wants_fragment(request) else "reports/county.html",
        {
            "county": county,
            "year": timezone.localdate().year,
            "form": form,
            "rows": sorted(shown, key=ORDER[chosen["sortera"]]),
            "sums": total_of(county, request.user, timezone.localdate().year),
            "total": len(rows),
            "calls": _sentences(calls)[:CALLS],
            "call_count": len(calls),
            "with_plan": sum(bool(row.plan) for row in rows),
            "is_filtered": any(chosen.values()),
        },
        status=200 if form.is_valid() else 422,
    )
    response["Vary"] = VARY
    return response
