"""Pages for money: the county's pots, one pot, one allocation, one agreement."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actors.access import may_move_money, require
from actors.models import County
from funding import actions
from funding.forms import OverviewForm, ReallocationForm
from funding.models import Agreement, Allocation, Component, Concurrence, Frame, Transfer
from initiatives.models import Activity
from portal.forms import posted
from portal.swedish import kr


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
def agreement(request, pk):
    """One agreement: its parties, its sum and how it was split. Public figures."""
    if not request.user.reach.actors:
        raise PermissionDenied("Sidan är till för den som arbetar för en aktör i portalen.")
    agreement = get_object_or_404(Agreement.objects.prefetch_related("parties", "accounts"), pk=pk)
    parts = list(
        Component.objects.filter(agreement=agreement)
        .select_related("category", "account")
        .with_total()
    )
    tops = [
        (top, [part for part in parts if part.parent_id == top.pk])
        for top in parts
        if top.parent_id is None
    ]
    frames = Frame.objects.visible_to(request.user).filter(component__in=parts).with_sums()
    return render(
        request,
        "funding/agreement_detail.html",
        {
            "agreement": agreement,
            "parties": " och ".join(str(party) for party in agreement.parties.all()),
            "tops": [(top, below, top.total - _sum(below)) for top, below in tops],
            "undivided": agreement.total - _sum(top for top, _ in tops),
            "frames": frames,
        },
    )


def _sum(parts):
    return sum(part.total for part in parts)


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


@require_safe
def allocation(request, pk):
    """One allocation: decision, receiver, what was paid and used, and for which activities."""
    allocation = get_object_or_404(Allocation.objects.visible_to(request.user).with_sums(), pk=pk)
    frame = Frame.objects.with_sums().get(pk=allocation.frame_id)
    # A receiver outside the county sees what it was given, and not the pot it came out of.
    pot_is_visible = Frame.objects.visible_to(request.user).filter(pk=frame.pk).exists()
    concurrences = list(allocation.decision.concurrences.select_related("party"))
    activities = Activity.objects.visible_to(request.user).filter(allocations=allocation)
    moves = Transfer.objects.filter(target__allocation=allocation) | Transfer.objects.filter(
        source__allocation=allocation
    )
    return render(
        request,
        "funding/allocation_detail.html",
        {
            "allocation": allocation,
            "frame": frame,
            "pot_url": frame.get_absolute_url() if pot_is_visible else "",
            "agreement": frame.component.agreement,
            "decision": allocation.decision,
            "concurrences": concurrences,
            "agreed": sum(c.answer == Concurrence.Answer.YES for c in concurrences),
            "activities": activities.select_related("lead").prefetch_related("partners").with_log(),
            "moves": moves.select_related(
                "entered_by", "source__allocation__receiver", "target__allocation__receiver"
            ),
            "reallocate_url": reverse("funding:reallocate", args=[pk])
            if allocation.unpaid and may_move_money(request.user, frame.county)
            else "",
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def reallocate(request, pk):
    """Move money to another allocation: fill in, see what becomes of both, and do it."""
    source = get_object_or_404(Allocation.objects.visible_to(request.user).with_sums(), pk=pk)
    require(may_move_money(request.user, source.frame.county))
    form = ReallocationForm(posted(request), source=source, user=request.user)
    previewed = None
    if form.is_valid():
        data = form.cleaned_data
        if "flytta" in request.POST:
            try:
                actions.reallocate(source, **data, by=request.user)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(
                    request, f"{kr(data['amount'])} är flyttade till {data['target'].receiver}."
                )
                return redirect(source)
        elif "andra" not in request.POST:
            target = Allocation.objects.with_sums().get(pk=data["target"].pk)
            previewed = [
                (source, source.granted - data["amount"]),
                (target, target.granted + data["amount"]),
            ]
    return render(
        request,
        "funding/reallocation_form.html",
        {"form": form, "source": source, "previewed": previewed},
        status=422 if form.errors else 200,
    )
