"""A county's money: all its pots beside the year before, and one pot."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from funding import attention, county
from funding.forms.overview import OverviewForm
from funding.models import (
    WITH_FUNDER,
    Allocation,
    Application,
    Earmark,
    Frame,
    Transfer,
    counties_funded_by,
)


@require_safe
def overview(request):
    """One county's pots of one agreement, what became of them, and what awaits whom."""
    frames = Frame.objects.visible_to(request.user)
    choice = OverviewForm(request.GET, frames=frames, acting=request.acting)
    elsewhere = Allocation.objects.visible_to(request.user).filter(
        receiver__in=request.user.reach.actors
    )
    shown = _county(choice, request.user) if choice.agreement else {}
    return render(
        request,
        "funding/overview.html",
        {
            "choice": choice,
            "county": choice.county,
            "agreement": choice.agreement,
            "elsewhere": elsewhere.exclude(frame__in=frames).with_sums(),
            **shown,
        },
    )


def _county(choice, user):
    """The sums, the days that something is due, and for those who decide what awaits them."""
    here, agreement, today = choice.county, choice.agreement, timezone.localdate()
    earlier = county.agreement_before(agreement, choice.agreements)
    found = list(county.pots_of(here, [one for one in (agreement, earlier) if one], user))
    now = [pot for pot in found if pot.component.agreement_id == agreement.pk]
    rows = county.rows_of(
        [pot for pot in now if not pot.actor_id],
        [pot for pot in found if pot not in now and not pot.actor_id],
    )
    total = county.total_of(rows)
    allocations = attention.those_of(now, user, today)
    decides = counties_funded_by(user).filter(pk=here.pk).exists()
    return {
        "rows": rows,
        "pots": [(row.pot, [a for a in allocations if a.frame_id == row.pot.pk]) for row in rows],
        "sum": total,
        "earlier": next((p.component.agreement for p in found if p not in now), None),
        "own": [pot for pot in now if pot.actor_id],
        "deadlines": county.deadlines_of(here, agreement, user, today),
        "today": today,
        "attention": attention.attention_of(here, agreement, allocations, today) if decides else [],
        "total": total.sums["frame"],
        "granted": total.sums["decided"],
        "paid": total.sums["paid"],
        "used": total.sums["used"],
        "left": total.sums["left"],
    }


@require_safe
def pot(request, pk):
    """One county's pot or one actor's frame: where it came from, who got what, what is left."""
    frame = get_object_or_404(Frame.objects.visible_to(request.user).with_sums(), pk=pk)
    allocations = Allocation.objects.visible_to(request.user).filter(frame=frame).with_sums()
    category, today = frame.component.category, timezone.localdate()
    waiting = (
        Application.objects.visible_to(request.user)
        .filter(frame=frame, state__in=WITH_FUNDER)
        .with_asked()
        .select_related("applicant", "round")
    )
    return render(
        request,
        "funding/pot_detail.html",
        {
            "frame": frame,
            "category": category,
            "agreement": frame.component.agreement,
            "allocations": allocations,
            "parts": [(a.receiver.label, a.granted) for a in allocations],
            "rounds": frame.rounds.visible_to(request.user)[:3],
            "today": today,
            "applications": waiting,
            "asked": sum(application.asked for application in waiting),
            "slices": slices_of(frame),
            "earmark": None
            if frame.actor_id
            else Earmark.objects.rule(frame.county, category, today),
        },
    )


def slices_of(frame):
    """What was set aside to the joint pot, or from the actor's frame, less corrections."""
    return (
        Transfer.objects.filter(kind=Transfer.Kind.TOP_SLICE, corrected_by=None)
        .filter(**{f"{'source' if frame.actor_id else 'target'}__frame": frame})
        .select_related("source__frame__actor", "target__frame__component", "decision")
    )
