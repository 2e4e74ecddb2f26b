"""Joint decisions: the list with what awaits one's answer, one decision, and the answers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from actors.access import may_move_money
from actors.history import history_of
from actors.models import Actor, County
from funding import actions
from funding.actions.carrying_out import items_of
from funding.actions.decisions import missing_in, parties_of
from funding.actions.shortcomings import pots_of
from funding.forms.decision_items import KINDS
from funding.forms.decisions import AnswerForm, BatchForm, DecisionFilter
from funding.models import (
    Allocation,
    Application,
    ApplicationState,
    Concurrence,
    Decision,
    ItemAct,
)
from funding.models.deciders import counties_funded_by
from funding.views.withdrawal import withdrawal_of
from portal.forms import refused_in
from portal.htmx import VARY, wants_fragment

PAGE_SIZE = 25
MOST_AWAITING = 100
ONLY_APPROVERS = "Bara en godkännare hos en part i beslutet kan svara på det."
GROUPS = [  # act, heading, what the sum of its items says
    (ItemAct.GRANT, "Beviljas", "Beviljas i allt"),
    (ItemAct.DECLINE, "Avslås", ""),
    (ItemAct.CHANGE, "Ändras", ""),
    (ItemAct.CARRY_OVER, "Förs över till nästa år", "Förs över i allt"),
    (ItemAct.REPAY, "Betalas tillbaka", "Betalas tillbaka i allt"),
    (ItemAct.OTHER, "Annat", ""),
]


@require_safe
def decisions(request):
    """The decisions that the person sees: first those that await an answer from them."""
    response = _list(request, BatchForm(None, awaiting=_awaiting(request.user)))
    response["Vary"] = VARY
    return response


def _awaiting(user):
    return Decision.objects.visible_to(user).awaiting(user).with_sums().distinct()


def _list(request, form, status=200):
    listed = Decision.objects.visible_to(request.user).with_sums()
    chosen = DecisionFilter(request.GET, queryset=listed)
    context = {
        "form": form,
        "awaiting": _awaiting(request.user)[:MOST_AWAITING],
        "chosen": set(form.data.getlist("beslut")) if form.is_bound else set(),
        "filter": chosen,
        "page": Paginator(chosen.qs, PAGE_SIZE).get_page(request.GET.get("sida")),
        "is_filtered": any(request.GET.get(name) for name in chosen.filters),
        "may_write": bool(counties_written_in(request.user)),
    }
    template = "_decision_results" if wants_fragment(request) else "decision_list"
    return render(request, f"funding/{template}.html", context, status=status)


def counties_written_in(user):
    """The counties whose joint decisions the person writes: few, often one."""
    decided = County.objects.filter(pk__in=counties_funded_by(user))
    return [county for county in decided if may_move_money(user, county)]


@require_POST
def answer_several(request):
    """Stand behind several decisions with one note: all of them, or none with the reasons."""
    if not request.user.reach.approves_for:
        raise PermissionDenied(ONLY_APPROVERS)
    form = BatchForm(request.POST, awaiting=_awaiting(request.user))
    if form.is_valid():
        chosen = list(form.cleaned_data["beslut"])
        with refused_in(form):
            actions.concur_with_all(chosen, note=form.cleaned_data["note"], by=request.user)
        if not form.errors:
            messages.success(request, _done_with(chosen))
            return redirect("funding:decisions")
        form.add_error(None, "Inget svar är sparat. Kryssa ur det som inte går och försök igen.")
    return _list(request, form, status=422)


DONE = {
    "YES": "Ni står nu bakom beslutet.",
    "NO": "Ni har sagt nej till beslutet.",
    "BACK": "Beslutet är skickat tillbaka till beredning.",
}


@require_safe
def decision(request, pk):
    """One decision: what is decided, who stands behind it, and what came of it."""
    decision = _seen(request, pk)
    return _page(request, decision, AnswerForm(None, parties=_own_parties(decision, request.user)))


@require_POST
def answer(request, pk):
    """Answer for one's own party."""
    decision = _seen(request, pk)
    if not decision.concurrences.filter(party__in=request.user.reach.approves_for).exists():
        raise PermissionDenied(ONLY_APPROVERS)
    form = AnswerForm(request.POST, parties=_own_parties(decision, request.user))
    if form.is_valid():
        data = form.cleaned_data
        with refused_in(form):
            actions.answer(
                decision, data["party"], data["says"], comment=data["comment"], by=request.user
            )
        if not form.errors:
            messages.success(request, _done(decision, data["says"]))
            return redirect(decision)
    return _page(request, decision, form, status=422)


def _done_with(chosen):
    """The same of several: how many, and how many of them are decided by it."""
    if len(chosen) == 1:
        return _done(chosen[0], "YES")
    numbers = [one.pk for one in chosen]
    decided = Decision.objects.filter(pk__in=numbers, state=Decision.State.DECIDED).count()
    told = f" Alla parter står bakom {decided} av dem, som gäller nu." if decided else ""
    return f"Du har ställt dig bakom {len(numbers)} beslut.{told}"


def _done(decision, says):
    """What the answer led to; the last that stands behind is told that it is decided."""
    if not Decision.objects.filter(pk=decision.pk, state=Decision.State.DECIDED).exists():
        return DONE[says]
    if decision.kind == Decision.Kind.RECOMMENDS:
        return "Alla parter står bakom rekommendationen."
    return "Alla parter står bakom beslutet. Det gäller nu."


def _seen(request, pk):
    return get_object_or_404(Decision.objects.visible_to(request.user).with_sums(), pk=pk)


def _own_parties(decision, user):
    """The parties that the person approves for, and that have not answered."""
    waiting = decision.concurrences.filter(
        party__in=user.reach.approves_for, answer=Concurrence.Answer.WAITING
    )
    return Actor.objects.filter(pk__in=waiting.values("party"))


def _page(request, decision, form, status=200):
    user = request.user
    items = list(items_of(decision))
    _tell_asked(items, user)
    may_write = may_move_money(user, decision.county)
    is_writing = decision.is_draft and bool(may_write)
    context = {
        "decision": decision,
        "concurrences": decision.concurrences.select_related("party", "answered_by"),
        "parties": parties_of(decision) if decision.is_draft else [],
        "groups": _groups(items),
        "pots": pots_of(items, decision),
        "allocations": Allocation.objects.visible_to(user).filter(decision=decision).with_sums(),
        "later": Decision.objects.visible_to(user).filter(follows=decision),
        "earlier": Decision.objects.visible_to(user).filter(pk=decision.follows_id).first(),
        "form": form,
        "may_answer": _may_answer(decision, form, user),
        "may_write": may_write,
        "is_writing": is_writing,
        "missing": list(missing_in(decision, by=user)) if is_writing else [],
        "prepared": _prepared(decision, user) if is_writing else [],
        "kinds": _kinds(decision) if is_writing else [],
        "withdrawal": withdrawal_of(decision),
        "rules_url": reverse("funding:rules"),
        "history": history_of(decision, user=user, inside=_is_inside(decision, user)),
    }
    return render(request, "funding/decision_detail.html", context, status=status)


def _tell_asked(items, user):
    """Put on each item the application that the person may read, with what it asks for."""
    seen = Application.objects.visible_to(user).filter(items__in=[item.pk for item in items])
    found = {one.pk: one for one in seen.with_asked().with_recommended(user)}
    for item in items:
        item.asking = found.get(item.application_id)
        item.is_over = bool(
            item.asking and item.act == ItemAct.GRANT and item.amount > item.asking.asked
        )


def _is_inside(decision, user):
    """Whether the person works for a party or for those who decide in the county."""
    return counties_funded_by(user).filter(pk=decision.county_id).exists()


def _may_answer(decision, form, user):
    """True, or "" or a sentence that says why the person's party cannot answer by them."""
    if decision.state != Decision.State.PROPOSED or not form.parties:
        return ""
    if decision.prepared_by_id == user.pk:
        return "Du har berett beslutet. Någon annan hos er får svara."
    if decision.items.in_conflict(user.pk).exists():
        return "Du är jävig i en av ansökningarna. Någon annan hos er får svara."
    return True


def _groups(items):
    """The items by what they do, each group with its heading and sum."""
    for act, heading, summing in GROUPS:
        rows = [item for item in items if item.act == act]
        if rows:
            yield {
                "act": act.value,
                "heading": heading,
                "items": rows,
                "summing": summing,
                "total": sum(item.amount for item in rows),
            }


def _prepared(decision, user):
    """Applications of the county that are prepared and stand in no open decision."""
    open_items = Decision.objects.filter(
        Q(state=Decision.State.PROPOSED) | Q(pk=decision.pk)
    ).values("items__application")
    return (
        Application.objects.to_review(user)
        .filter(state=ApplicationState.PREPARED, round__county=decision.county_id)
        .exclude(pk__in=open_items.exclude(items__application=None))
        .select_related("applicant", "preparation", "frame__component__category")
        .order_by("frame", "pk")
    )


def _kinds(decision):
    """What can be added to the draft: (heading, address)."""
    base = reverse("funding:item_new", args=[decision.pk])
    for kind, (_, _, heading, about) in KINDS.items():
        if about != "application":
            yield heading, f"{base}?slag={kind}"
