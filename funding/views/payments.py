"""What is done with an allocation's money: plan, requisition, payment, use, correction."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from actors.access import Act, Answer, may, may_move_money, require
from funding import actions
from funding.actions import payments
from funding.actions.allocations import CORRECTABLE, may_book, may_correct
from funding.actions.once import once
from funding.forms.payments import (
    CarryOverForm,
    CorrectionForm,
    PayForm,
    PayRequisitionForm,
    PlannedPaymentForm,
    RefusalForm,
    RepaymentForm,
    RequisitionForm,
)
from funding.forms.use import ActivitiesForm, UseForm, UsePasteForm, bookable
from funding.models import Allocation, CarryOver, PlannedPayment, Requisition, Transfer
from portal.forms import posted, refused_in
from portal.swedish import counted, kr

READ_AND_WRITE = ["GET", "HEAD", "POST"]


def reached(request, pk):
    """The allocation with its sums, or 404."""
    return get_object_or_404(Allocation.objects.visible_to(request.user).with_sums(), pk=pk)


def _page(request, form, allocation, **context):
    context |= {"form": form, "allocation": allocation}
    status = 422 if form.is_bound else 200
    return render(request, "funding/money_form.html", context, status=status)


SENT_BEFORE = (
    "Formuläret var redan skickat. Det är bokfört en gång, och inget mer. Öppna det på nytt om du "
    "vill bokföra något mer."
)


def sent_before(request, back):
    """Answer a form that has done its work already: to where it led, with the reason."""
    messages.info(request, SENT_BEFORE)
    return redirect(back)


def say(request, is_done, sentence):
    """Tell what was done, or that the form did it already."""
    if is_done:
        messages.success(request, sentence)
    else:
        messages.info(request, SENT_BEFORE)


@require_http_methods(READ_AND_WRITE)
def pay(request, pk):
    """The officer notes a payment to the receiver."""
    allocation = reached(request, pk)
    require(may_move_money(request.user, allocation.frame.county))
    form = PayForm(posted(request), allocation=allocation)
    if form.is_sent():
        return sent_before(request, allocation)
    if form.is_valid():
        with refused_in(form):
            done = once(form.mark, actions.pay, allocation, **form.told(), by=request.user)
            amount = kr(form.cleaned_data["amount"])
            say(request, done, f"{amount} är noterat som utbetalt till mottagaren.")
            return redirect(allocation)
    told = "Portalen betalar inget. Notera det som ekonomin har betalat ut."
    if waiting := allocation.requisitions.waiting().first():
        told += f" En rekvisition på {kr(waiting.amount)} väntar: svara hellre på den."
    return _page(request, form, allocation, what="Betala ut", save="Notera betalningen", told=told)


@require_http_methods(READ_AND_WRITE)
def repayment(request, pk):
    """The officer notes that what was demanded back has come."""
    allocation = reached(request, pk)
    require(may_move_money(request.user, allocation.frame.county))
    form = RepaymentForm(posted(request), allocation=allocation)
    if form.is_sent():
        return sent_before(request, allocation)
    if form.is_valid():
        with refused_in(form):
            act = actions.receive_repayment
            done = once(form.mark, act, allocation, **form.told(), by=request.user)
            say(request, done, "Återbetalningen är noterad.")
            return redirect(allocation)
    return _page(
        request, form, allocation, what="Ta emot återbetalning", save="Notera återbetalningen"
    )


def may_carry_over(user, allocation):
    """Answer whether `user` may carry money over without a decision, as the agreement says."""
    terms = allocation.frame.component.agreement.carry_over
    if terms == CarryOver.NEEDS_DECISION:
        return Answer(False, "Överenskommelsen kräver ett beslut för att föra över medel.")
    if terms == CarryOver.NOT_ALLOWED:
        return Answer(False, "Medlen får inte föras över till nästa år enligt överenskommelsen.")
    return may_move_money(user, allocation.frame.county)


@require_http_methods(READ_AND_WRITE)
def carry_over(request, pk):
    """The officer carries over what is unspent, where the agreement allows it directly."""
    allocation = reached(request, pk)
    require(may_carry_over(request.user, allocation))
    form = CarryOverForm(posted(request), allocation=allocation)
    if form.is_sent():
        return sent_before(request, allocation)
    if form.is_valid():
        with refused_in(form):
            done = once(form.mark, actions.carry_over, allocation, **form.told(), by=request.user)
            say(request, done, "Medlen är överförda.")
            return redirect(allocation)
    return _page(request, form, allocation, what="För över medel", save="För över medlen")


@require_http_methods(READ_AND_WRITE)
def use(request, pk):
    """The receiver, or the officer on its word, books what is used."""
    allocation = reached(request, pk)
    require(may_book(request.user, allocation))
    form = UseForm(posted(request), allocation=allocation, user=request.user)
    if form.is_sent():
        return sent_before(request, allocation)
    if form.is_valid():
        with refused_in(form):
            done = once(form.mark, actions.use, allocation, **form.booked(), by=request.user)
            say(request, done, f"{kr(form.cleaned_data['amount'])} är bokfört som använt.")
            return redirect(request.path if "till" in request.POST else allocation)
    key = f"use:{pk}"
    own = may(request.user, Act.BOOK_MONEY, allocation.receiver)
    what = "Bokför det ni har använt" if own else "Bokför på mottagarens uppgift"
    return _page(
        request,
        form,
        allocation,
        what=what,
        save="Bokför",
        more=True,
        key=key,
    )


@require_http_methods(READ_AND_WRITE)
def use_paste(request, pk):
    """Book rows out of a spreadsheet: first they are shown, then all are booked or none."""
    allocation = reached(request, pk)
    require(may_book(request.user, allocation))
    form = UsePasteForm(posted(request), allocation=allocation, user=request.user)
    if form.is_sent():
        return sent_before(request, allocation)
    if form.is_valid() and "spara" in request.POST:
        rows = [
            {"on": r.on, "amount": r.amount, "voucher": r.voucher, "activity": r.activity}
            for r in form.checked
        ]
        about = {"explanation": form.cleaned_data["explanation"], "by": request.user}
        with refused_in(form):
            done = once(form.mark, actions.use_rows, allocation, rows, **about)
            said = counted(len(rows), "rad är bokförd", "rader är bokförda")
            say(request, done, f"{said}, {kr(form.total)}.")
            return redirect(allocation)
    return render(
        request,
        "funding/use_paste.html",
        {"form": form, "allocation": allocation, "is_ready": form.is_bound and form.is_valid()},
        status=422 if form.errors else 200,
    )


@require_http_methods(READ_AND_WRITE)
def correct(request, pk):
    """Take back a payment, a use or a repayment by an entry that names it."""
    seen = Allocation.objects.visible_to(request.user)
    found = Transfer.objects.filter(target__allocation__in=seen, kind__in=CORRECTABLE)
    transfer = get_object_or_404(
        found.select_related("target", "source", "corrected_by", "entered_by"), pk=pk
    )
    allocation = reached(request, transfer.target.allocation_id)
    require(may_correct(request.user, transfer.kind, allocation))
    transfer.target.allocation = allocation
    form = CorrectionForm(posted(request), moved=transfer)
    if form.is_valid():
        with refused_in(form):
            actions.correct_movement(transfer, **form.cleaned_data, by=request.user)
            messages.success(request, "Rörelsen är rättad. Bokför det rätta beloppet som en ny.")
            return redirect(allocation)
    return _page(
        request,
        form,
        allocation,
        what="Rätta en rörelse",
        save="Rätta",
        moved=transfer,
        is_corrected=hasattr(transfer, "corrected_by"),
    )


@require_http_methods(READ_AND_WRITE)
def link_activities(request, pk):
    """The receiver's coordinator says which activities the allocation pays for."""
    allocation = reached(request, pk)
    require(may(request.user, Act.BOOK_MONEY, allocation.receiver))
    form = ActivitiesForm(
        posted(request),
        allocation=allocation,
        user=request.user,
        initial={"activities": list(allocation.activities.values_list("pk", flat=True))},
    )
    if form.is_valid():
        actions.link_activities(
            allocation,
            form.cleaned_data["activities"],
            within=bookable(request.user, allocation),
            by=request.user,
        )
        messages.success(request, "Aktiviteterna är kopplade.")
        return redirect(allocation)
    return _page(request, form, allocation, what="Koppla aktiviteter", save="Spara")


@require_http_methods(READ_AND_WRITE)
def plan_payment(request, pk):
    """The officer adds a row to the payment plan."""
    allocation = reached(request, pk)
    require(may_move_money(request.user, allocation.frame.county))
    form = PlannedPaymentForm(posted(request), allocation=allocation)
    if form.is_sent():
        return sent_before(request, allocation)
    if form.is_valid():
        with refused_in(form):
            done = once(form.mark, payments.plan_payment, form.instance, by=request.user)
            say(request, done, "Betalningen är planerad.")
            return redirect(request.path if "till" in request.POST else allocation)
    return _page(
        request, form, allocation, what="Planera en betalning", save="Lägg till i planen", more=True
    )


@require_POST
def unplan_payment(request, pk):
    """The officer takes a row out of the payment plan."""
    seen = Allocation.objects.visible_to(request.user)
    found = PlannedPayment.objects.filter(allocation__in=seen)
    planned = get_object_or_404(found.select_related("allocation__frame__county"), pk=pk)
    payments.unplan_payment(planned, by=request.user)
    messages.success(request, "Raden är borttagen ur betalplanen.")
    return redirect(planned.allocation)


@require_http_methods(READ_AND_WRITE)
def requisition(request, pk):
    """The receiver asks to be paid."""
    allocation = reached(request, pk)
    require(may(request.user, Act.BOOK_MONEY, allocation.receiver))
    form = RequisitionForm(posted(request), allocation=allocation)
    if form.is_valid():
        with refused_in(form):
            payments.requisition(allocation, **form.cleaned_data, by=request.user)
            messages.success(request, "Rekvisitionen är skickad till länets handläggare.")
            return redirect(allocation)
    return _page(request, form, allocation, what="Rekvirera medel", save="Skicka rekvisitionen")


@require_http_methods(READ_AND_WRITE)
def answer_requisition(request, pk):
    """The officer pays what was asked for, which answers it, or says why not."""
    seen = Allocation.objects.visible_to(request.user)
    found = Requisition.objects.filter(allocation__in=seen).select_related("asked_by")
    asked = get_object_or_404(found, pk=pk)
    allocation = reached(request, asked.allocation_id)
    require(may_move_money(request.user, allocation.frame.county))
    asked.allocation = allocation
    refuses = "avboj" in request.POST
    paying = PayRequisitionForm(
        None if refuses else posted(request), prefix="betala", allocation=allocation
    )
    refusing = RefusalForm(posted(request) if refuses else None, prefix="avboj")
    form = refusing if refuses else paying
    if form.is_valid():
        with refused_in(form):
            if refuses:
                payments.refuse_requisition(asked, **form.cleaned_data, by=request.user)
            else:  # it is answered once, so that a second click finds nothing to pay
                payments.pay_requisition(asked, **form.told(), by=request.user)
            said = "avböjd, och mottagaren ser varför." if refuses else "betald och besvarad."
            messages.success(request, f"Rekvisitionen är {said}")
            return redirect(allocation)
    context = {"asked": asked, "allocation": allocation, "form": form}
    context |= {"paying": paying, "refusing": refusing}
    status = 422 if form.is_bound else 200
    return render(request, "funding/requisition_answer.html", context, status=status)
