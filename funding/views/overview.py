"""A county's money: all its pots, and one pot."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actors.models import County
from funding.forms.overview import OverviewForm
from funding.models import Allocation, Frame


@require_safe
def overview(request):
    """One county's pots of one agreement, and what became of them."""
    frames = Frame.objects.visible_to(request.user)
    counties = County.objects.filter(frames__in=frames).distinct()
    choice = OverviewForm(request.GET, counties=counties, acting=request.acting)
    county, agreement = choice.chosen()
    pots = list(
        frames.filter(county=county, component__agreement=agreement).with_sums()
        if agreement
        else []
    )
    visible = Allocation.objects.visible_to(request.user).with_sums()
    allocations = list(visible.filter(frame__in=pots))
    return render(
        request,
        "funding/overview.html",
        {
            "choice": choice,
            "county": county,
            "agreement": agreement,
            "pots": [(pot, [a for a in allocations if a.frame_id == pot.pk]) for pot in pots],
            "total": sum(pot.total for pot in pots),
            "left": sum(pot.left for pot in pots),
            "granted": sum(allocation.granted for allocation in allocations),
            "paid": sum(allocation.paid for allocation in allocations),
            "used": sum(allocation.used for allocation in allocations),
            "elsewhere": visible.filter(receiver__in=request.user.reach.actors).exclude(
                frame__in=frames
            ),
        },
    )


@require_safe
def pot(request, pk):
    """One county's pot: where it came from, who was given what, what is left."""
    frame = get_object_or_404(Frame.objects.visible_to(request.user).with_sums(), pk=pk)
    allocations = Allocation.objects.visible_to(request.user).filter(frame=frame).with_sums()
    return render(
        request,
        "funding/pot_detail.html",
        {
            "frame": frame,
            "category": frame.component.category,
            "agreement": frame.component.agreement,
            "allocations": allocations,
            "parts": [(a.receiver.label, a.granted) for a in allocations],
        },
    )
