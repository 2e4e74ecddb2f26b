"""Writing a decision: its head, its items, and laying it before the parties."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from actors.access import may_move_money, require
from actors.models import County
from funding import actions
from funding.actions.decisions import parties_of
from funding.actions.drafting import refuse_conflict
from funding.forms.decision_items import KINDS, kind_of
from funding.forms.decision_paste import PasteForm
from funding.forms.decisions import DecisionForm
from funding.models import (
    Allocation,
    Application,
    ApplicationState,
    Decision,
    DecisionItem,
    DecisionOrder,
    ItemAct,
    Return,
    ReturnState,
)
from funding.views.decisions import counties_written_in
from portal.forms import posted, refused_in
from portal.swedish import counted

READ_OR_WRITE = ["GET", "HEAD", "POST"]
ONLY_THE_OFFICER = "Gemensamma beslut skrivs av handläggare i regionen eller ett länsorgan."


@require_http_methods(READ_OR_WRITE)
def new(request):
    """Begin a decision of the county; ?lan= chooses one, when there are several."""
    counties = counties_written_in(request.user)
    if not counties:
        raise PermissionDenied(ONLY_THE_OFFICER)
    asked = County.objects.filter(code=request.GET.get("lan", "")[:2].replace("\0", "")).first()
    county = asked if asked in counties else counties[0]
    order = DecisionOrder.objects.filter(county=county).first()
    decision = Decision(county=county, body=order.body if order else "", kind="DECIDES")
    form = DecisionForm(
        posted(request), instance=decision, initial={"decided_on": timezone.localdate()}
    )
    if order and form.is_valid():
        actions.write_decision(decision, by=request.user)
        messages.success(request, "Utkastet är sparat. Lägg till det som ska beslutas.")
        return redirect(decision)
    return _head(request, form, decision, order, counties=counties)


@require_http_methods(READ_OR_WRITE)
def edit(request, pk):
    """Change the head of a draft."""
    decision = _draft(request, pk)
    order = DecisionOrder.objects.filter(county=decision.county).first()
    form = DecisionForm(posted(request), instance=decision)
    if form.is_valid():
        if order:
            decision.body = order.body
        with refused_in(form):
            actions.write_decision(decision, by=request.user)
        if not form.errors:
            messages.success(request, "Utkastet är sparat.")
            return redirect(decision)
    return _head(request, form, decision, order)


def _head(request, form, decision, order, counties=()):
    return render(
        request,
        "funding/decision_form.html",
        {
            "form": form,
            "decision": decision,
            "order": order,
            "parties": order.parties() if order else [],
            "counties": counties if len(counties) > 1 else [],
        },
        status=422 if form.is_bound and request.method == "POST" else 200,
    )


def _draft(request, pk):
    """A draft that the person may change; what is laid before the parties is told so."""
    decision = get_object_or_404(
        Decision.objects.visible_to(request.user).select_related("county"), pk=pk
    )
    require(may_move_money(request.user, decision.county))
    if not decision.is_draft:
        raise PermissionDenied(
            "Beslutet är framlagt. Det ändras bara av ett nytt beslut som följer på det."
        )
    refuse_conflict(decision, request.user)
    return decision


@require_POST
def remove(request, pk):
    """Throw a draft away."""
    actions.remove_decision(_draft(request, pk), by=request.user)
    messages.success(request, "Utkastet är slängt.")
    return redirect("funding:decisions")


@require_POST
def lay(request, pk):
    """Lay the draft before its parties; what is missing stands on its page."""
    decision = _draft(request, pk)
    try:
        actions.lay_before_the_county(decision, by=request.user)
    except ValidationError as error:
        messages.error(request, f"Beslutet är inte framlagt. {' '.join(error.messages)}")
    else:
        parties = counted(len(parties_of(decision)), "part", "parter")
        messages.success(request, f"Beslutet är framlagt för {parties} och låst.")
    return redirect(decision)


@require_POST
def write_on(request, pk):
    """Begin a decision that follows on this one."""
    decision = get_object_or_404(Decision.objects.visible_to(request.user), pk=pk)
    try:
        draft = actions.write_on(decision, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(decision)
    return redirect(draft)


@require_http_methods(READ_OR_WRITE)
def new_item(request, pk):
    """Add an item: ?slag= says what it does, ?ansokan= or ?tilldelning= what it is about."""
    decision = _draft(request, pk)
    kind = request.GET.get("slag", "bevilja")
    if kind not in KINDS:
        raise Http404
    act, form_class, heading, about = KINDS[kind]
    item = DecisionItem(decision=decision, act=act)
    if "ansokan" in request.GET:
        item.application = _one(_applications(decision, request.user), request.GET["ansokan"])
        item.purpose = item.application.title
    elif "tilldelning" in request.GET and about == "allocation":
        item.allocation = _one(_allocations(decision, act), request.GET["tilldelning"])
        item.purpose = item.allocation.purpose
    elif about:
        return _choose(request, decision, kind, heading, act)
    form = form_class(posted(request), instance=item, user=request.user, initial=_suggested(item))
    return _item(request, form, item, heading)


def _applications(decision, user):
    return (
        Application.objects.to_review(user)
        .filter(state=ApplicationState.PREPARED, round__county=decision.county)
        .select_related("preparation", "frame", "applicant")
    )


def _allocations(decision, act):
    """What the item can be about: all that stand, or those with money paid out and unspent."""
    found = Allocation.objects.filter(frame__county=decision.county)
    if act != ItemAct.CHANGE:
        unspent = ["PAID"] if act == ItemAct.CARRY_OVER else ["PAID", "CARRIED"]
        found = found.filter(accounts__kind__in=unspent, accounts__balance__gt=0).distinct()
    return found.with_sums().order_by(
        F("frame__component__agreement__first_year").desc(), "receiver__name", "pk"
    )


def _one(queryset, number):
    return get_object_or_404(
        queryset, pk=int(number) if number.isdecimal() and len(number) < 18 else 0
    )


def _choose(request, decision, kind, heading, act):
    if act == ItemAct.DECLINE:
        raise Http404
    return render(
        request,
        "funding/decision_item_choose.html",
        {
            "decision": decision,
            "kind": kind,
            "heading": heading,
            "allocations": _allocations(decision, act),
        },
    )


def _suggested(item):
    """What the form is filled with: the preparation's words, or the latest accepted return."""
    if item.application and item.act == ItemAct.GRANT:
        application = item.application
        preparation = getattr(application, "preparation", None)
        return {
            "receiver": application.applicant_id,
            "frame": application.frame_id,
            "purpose": application.title,
            "focuses": list(application.focuses.values_list("pk", flat=True)),
            "amount": preparation and preparation.recommended,
        }
    if item.allocation and item.act in (ItemAct.CARRY_OVER, ItemAct.REPAY):
        told = Return.objects.filter(allocation=item.allocation, state=ReturnState.ACCEPTED)
        latest = told.order_by("-number").first()
        column = "carry_over" if item.act == ItemAct.CARRY_OVER else "to_repay"
        return {"amount": (latest and getattr(latest, column)) or ""}
    return {"amount": item.allocation.granted} if item.allocation else {}


@require_http_methods(READ_OR_WRITE)
def edit_item(request, pk):
    """Change an item of a draft."""
    item = _own_item(request, pk)
    kind = KINDS[kind_of(item)]
    form = kind[1](posted(request), instance=item, user=request.user)
    return _item(request, form, item, kind[2])


def _own_item(request, pk):
    items = DecisionItem.objects.select_related("application", "receiver", "frame")
    item = get_object_or_404(
        items.filter(decision__in=Decision.objects.visible_to(request.user)), pk=pk
    )
    item.decision = _draft(request, item.decision_id)
    if item.allocation_id:
        item.allocation = Allocation.objects.with_sums().get(pk=item.allocation_id)
    return item


def _item(request, form, item, heading):
    if form.is_valid():
        with refused_in(form):
            actions.write_items([(item, form.focuses())], by=request.user)
        if not form.errors:
            messages.success(request, "Punkten är sparad.")
            return redirect(item.decision)
    return render(
        request,
        "funding/decision_item_form.html",
        {"form": form, "item": item, "decision": item.decision, "heading": heading},
        status=422 if request.method == "POST" else 200,
    )


@require_POST
def remove_item(request, pk):
    """Take an item out of a draft."""
    item = _own_item(request, pk)
    actions.remove_item(item, by=request.user)
    messages.success(request, "Punkten är borttagen.")
    return redirect(item.decision)


@require_http_methods(READ_OR_WRITE)
def paste_items(request, pk):
    """Add an item for each row of a pasted table: all of them, or none with what is wrong."""
    decision = _draft(request, pk)
    form = PasteForm(posted(request), decision=decision)
    if form.is_valid():
        with refused_in(form):
            actions.write_items(form.items(), by=request.user)
        if not form.errors:
            said = counted(len(form.rows), "punkt är tillagd", "punkter är tillagda")
            messages.success(request, f"{said}.")
            return redirect(decision)
    return render(
        request,
        "funding/decision_paste.html",
        {"form": form, "decision": decision},
        status=422 if request.method == "POST" else 200,
    )
