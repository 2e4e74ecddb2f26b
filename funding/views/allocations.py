"""One allocation: what became of it, and moving it to another."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actors.access import may_move_money, require
from funding import actions
from funding.forms.allocations import ReallocationForm
from funding.models import Allocation, Concurrence, Frame, Transfer
from initiatives.models import Activity
from portal.forms import posted
from portal.swedish import kr


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
