"""Följ kronan: from the agreement down to what is done, and back."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.http import require_safe

from funding.flows import tree_of
from funding.forms.follow import FollowForm, choices_for, scope_of
from funding.picture import picture_of
from funding.uses import uses_of


@require_safe
def follow(request):
    """Where money comes from and what became of it: as rows, and as a picture of the same sums."""
    if not request.user.reach.actors:
        raise PermissionDenied("Sidan är till för den som arbetar för en aktör i portalen.")
    agreements, counties = choices_for(request.user)
    scope = scope_of(request.GET, request.user, request.acting, agreements, counties)
    if scope is None:
        return render(request, "funding/follow.html", {"scope": None})
    root = tree_of(scope, request.user)
    uses = uses_of(scope, request.user)
    if scope.agreement not in agreements:
        agreements = [scope.agreement, *agreements]
    return render(
        request,
        "funding/follow.html",
        {
            "scope": scope,
            "choice": FollowForm(scope, agreements, counties),
            "root": root,
            "lines": list(root.walk()),
            "uses": uses,
            "used": sum(use.amount for use in uses),
            "picture": picture_of(root, uses),
            "thing": thing_of(scope),
        },
    )


def thing_of(scope):
    """What is followed, in words."""
    if scope.allocation:
        return str(scope.allocation)
    if scope.frame:
        return str(scope.frame)
    if scope.actor:
        return f"Medel till {scope.actor}"
    parts = [scope.component and str(scope.component.category or scope.component)]
    parts += [scope.county and f"Medel i {scope.county}"]
    return ", ".join(filter(None, parts)) or str(scope.agreement)
