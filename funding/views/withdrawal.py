"""Taking back a decision that lies before its parties, and what they are told of it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from actors.access import may_move_money, require
from actors.models import User
from funding import actions
from funding.actions.drafting import NOT_LAID, WITHDREW
from funding.forms.decisions import WithdrawForm
from funding.models import Decision, DecisionState
from portal.forms import posted, refused_in
from portal.models import Event


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, pk):
    """Take the decision back, with a reason that its parties read."""
    decision = get_object_or_404(
        Decision.objects.visible_to(request.user).select_related("county"), pk=pk
    )
    require(may_move_money(request.user, decision.county))
    if decision.state != DecisionState.PROPOSED and request.method != "POST":
        messages.info(request, NOT_LAID)
        return redirect(decision)
    form = WithdrawForm(posted(request))
    if form.is_valid():
        with refused_in(form):
            actions.withdraw_decision(decision, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, "Beslutet är tillbakadraget. Du kan skriva om det.")
            return redirect(decision)
    return render(
        request,
        "funding/decision_withdraw.html",
        {"form": form, "decision": decision},
        status=422 if form.is_bound else 200,
    )


def withdrawal_of(decision):
    """Who took the decision back and why: {by, why}, or None when nobody did."""
    if decision.state != DecisionState.RETURNED:
        return None
    event = Event.about(decision).filter(verb=WITHDREW).first()
    return event and {"by": User.objects.filter(pk=event.by).first(), "why": event.why}
