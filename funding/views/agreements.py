"""Agreements: what the state granted, and how it was split."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from funding.models import Agreement, Component, Frame


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
