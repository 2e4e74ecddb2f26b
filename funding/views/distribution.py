"""How components reach those they are for: by a key, and set aside to a county's joint pot."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Sum
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from actors.access import may_keep_agreements, may_move_money, require
from actors.models import Actor
from funding import actions
from funding.actions.distribution import refuse_second_slice
from funding.forms.distribution import (
    DistributeForm,
    FrameFilter,
    TopSliceForm,
    counties_moved_by,
)
from funding.models import Component, Frame
from funding.views.agreements import require_reader
from portal.forms import posted, refused_in
from portal.swedish import counted, kr

PAGE_SIZE = 50


@dataclass(frozen=True)
class Planned:
    """What a component would be shared into."""

    component: Component
    shares: list

    @property
    def whole(self):
        return sum(share.amount for share in self.shares)

    @property
    def change(self):
        return sum(share.change for share in self.shares)

    @property
    def refused(self):
        """Whether somebody has more already than the key gives."""
        return any(share.change < 0 for share in self.shares)


@require_http_methods(["GET", "HEAD", "POST"])
def distribute(request, pk):
    """Share components by a key: see what each would get, and then do it in one act."""
    component = get_object_or_404(Component.objects.select_related("agreement", "account"), pk=pk)
    require(may_keep_agreements(request.user))
    data = posted(request) if request.method == "POST" else request.GET or None
    form = DistributeForm(data if data is None or _asks(request) else None, component=component)
    plans = []
    if form.is_valid():
        with refused_in(form):
            plans = _planned(form)
            if request.method == "POST":
                return _run(request, component, form)
    shares = [(plan.component, share) for plan in plans for share in plan.shares]
    asked = request.GET.get("sok", "").replace("\x00", "").strip()[:100]
    found = [row for row in shares if asked.lower() in str(row[1].holder).lower()]
    return render(
        request,
        "funding/distribute.html",
        {
            "form": form,
            "component": component,
            "agreement": component.agreement,
            "plans": plans,
            "change": sum(plan.change for plan in plans),
            "whole": sum(plan.whole for plan in plans),
            "receivers": len(shares),
            "refused": [plan for plan in plans if plan.refused],
            "asked": asked,
            "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("sida")),
        },
        status=422 if form.errors else 200,
    )


def _asks(request):
    """Whether the address or the form asks for a preview; a bare page shows an empty form."""
    return request.method == "POST" or "nyckel" in request.GET


def _planned(form):
    key = form.cleaned_data["nyckel"]
    known = actions.Known(key)
    return [
        Planned(component, actions.plan_distribution(component, key, known))
        for component in form.cleaned_data["delar"]
    ]


def _run(request, component, form):
    data = form.cleaned_data
    count = actions.run_distribution(
        list(data["delar"]), data["nyckel"], on=data["dag"], by=request.user
    )
    if count:
        said = counted(count, "pott eller ram", "potter och ramar")
        messages.success(request, f"{said} fick medel efter nyckeln {data['nyckel']}.")
    else:
        messages.info(request, "Ingenting ändrades: alla har redan precis vad nyckeln ger.")
    return redirect(component)


@require_safe
def frames(request):
    """What each kommun, region and county has of each component, as far as one may see."""
    require_reader(request.user)
    chosen = FrameFilter(
        request.GET, queryset=Frame.objects.visible_to(request.user), user=request.user
    )
    found = chosen.qs.with_sums()
    sums = found.order_by().aggregate(in_pots=Sum("account__balance"), out=Sum("given"))
    left, given = sums["in_pots"] or 0, sums["out"] or 0
    ordered = found.order_by("component", "county__code", "actor__code", "pk")
    actor = request.GET.get("aktor", "")
    return render(
        request,
        "funding/frame_list.html",
        {
            "filter": chosen,
            "page": Paginator(ordered, PAGE_SIZE).get_page(request.GET.get("sida")),
            "left": left,
            "total": left + given,
            "actor": Actor.objects.filter(pk=int(actor)).first()
            if actor.isdecimal() and len(actor) < 19
            else None,
            "is_filtered": any(request.GET.get(name) for name in chosen.filters),
            "may_slice": counties_moved_by(request.user).exists(),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def top_slice(request):
    """Set aside a percentage of the members' frames to the county's pot, by a joint decision."""
    counties = counties_moved_by(request.user)
    asked = request.GET.get("lan", "").replace("\x00", "")
    county = counties.filter(code=asked).first() or counties.first()
    require(may_move_money(request.user, county))
    form = TopSliceForm(posted(request), county=county, user=request.user)
    planned, agreed = [], set()
    if form.is_valid():
        data = form.cleaned_data
        with refused_in(form):
            planned = _slices(county, data)
            agreed = set(
                data["decision"].concurrences.filter(answer="YES").values_list("party", flat=True)
            )
            if "avsatt" in request.POST:
                pot, amount = actions.top_slice(by=request.user, county=county, **data)
                messages.success(request, f"{kr(amount)} är avsatta till {pot}.")
                return redirect(pot)
    return render(
        request,
        "funding/top_slice.html",
        {
            "form": form,
            "county": county,
            "counties": counties,
            "planned": [
                (frame, amount, frame.left - amount, frame.actor_id in agreed)
                for frame, amount in planned
            ],
            "sum": sum(amount for _, amount in planned),
            "waits": [f.actor for f, _ in planned if f.actor_id not in agreed],
            "shows_form": not planned or bool(form.errors) or "andra" in request.POST,
        },
        status=422 if form.errors else 200,
    )


def _slices(county, data):
    planned = actions.plan_top_slice(county, hundredths=data["hundredths"], source=data["source"])
    if not planned:
        raise ValidationError("Andelen blir mindre än en krona hos var och en. Skriv en större.")
    refuse_second_slice(planned, data["decision"])
    return planned
