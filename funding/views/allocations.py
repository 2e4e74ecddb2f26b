"""One allocation: what became of it, and moving it to another."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q, Sum
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from actors.access import Act, may, may_move_money, require
from funding import actions
from funding.actions.allocations import CORRECTABLE, may_book
from funding.actions.once import once
from funding.forms.allocations import ReallocationForm
from funding.models import Allocation, Concurrence, Frame, Return, Transfer
from funding.views.payments import may_carry_over, say, sent_before
from initiatives.models import Activity
from portal.forms import posted
from portal.swedish import kr

PAGE_SIZE = 50
NEAR = timedelta(days=30)
REVISIONS = [Transfer.Kind.ALLOCATE, Transfer.Kind.RELEASE, Transfer.Kind.REALLOCATE]


@require_safe
def allocation(request, pk):
    """One allocation: decision, receiver, what was paid and used, and for which activities."""
    allocation = get_object_or_404(
        Allocation.objects.visible_to(request.user)
        .with_sums()
        .select_related("override_by")
        .prefetch_related("focuses", "planned_payments"),
        pk=pk,
    )
    frame = Frame.objects.with_sums().get(pk=allocation.frame_id)
    # A receiver outside the county sees what it was given, and not the pot it came out of.
    pot_is_visible = Frame.objects.visible_to(request.user).filter(pk=frame.pk).exists()
    concurrences = list(allocation.decision.concurrences.select_related("party"))
    activities = Activity.objects.visible_to(request.user).filter(allocations=allocation)
    activities = activities.select_related("lead").prefetch_related("partners").with_log()
    asked = allocation.requisitions.select_related("asked_by", "answered_by", "payment")
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
            "activities": activities,
            "used_by": used_by_activity(allocation, request.user),
            "revisions": revisions(allocation),
            "plan": payment_plan(allocation, timezone.localdate()),
            "requisitions": [one for one in asked if not one.answered_at],
            "answered": [one for one in asked if one.answered_at],
            "report": Return.objects.visible_to(request.user)
            .filter(allocation=allocation)
            .order_by("-number")
            .first(),
            "today": timezone.localdate(),
        }
        | movements(allocation, request)
        | what_one_may(allocation, request.user),
    )


def what_one_may(allocation, user):
    """What the person can do with the allocation, by name: the page's buttons."""
    officer = bool(may_move_money(user, allocation.frame.county))
    receiver = bool(may(user, Act.BOOK_MONEY, allocation.receiver))
    payable = allocation.unpaid + allocation.owed
    return {
        "payable": payable,
        "may_pay": officer and payable,
        "may_plan": officer,
        "may_reallocate": officer and allocation.unpaid,
        "may_answer": officer,
        "may_receive": officer and allocation.to_repay,
        "may_carry_over": allocation.unspent and bool(may_carry_over(user, allocation)),
        "may_requisition": receiver and payable,
        "may_see_where": officer or receiver,  # to which account it is paid is not for all
        "may_book": officer or receiver,
        "may_link": receiver,
        "may_report": receiver,
    }


def revisions(allocation):
    """What changed the grant after it was first given: transfers with `change` in kronor."""
    granted = [a.pk for a in allocation.accounts.all() if a.kind == "GRANTED"]
    corrected = Q(kind=Transfer.Kind.CORRECT, corrects__kind__in=REVISIONS)
    found = Transfer.objects.filter(
        Q(kind__in=REVISIONS) | corrected, Q(source__in=granted) | Q(target__in=granted)
    ).select_related("decision", "source__allocation__receiver", "target__allocation__receiver")
    rows = list(found.order_by("pk"))
    for row in rows:
        row.change = row.amount if row.target_id in granted else -row.amount
    return rows[1:]  # the first is the commitment itself


def payment_plan(allocation, today):
    """The planned payments, each told whether it is paid, and how the plan stands to the grant."""
    rows, sum_so_far, paid = [], 0, allocation.paid
    for planned in allocation.planned_payments.all():
        sum_so_far += planned.amount
        if paid >= sum_so_far:
            state = ("done", "Betald")
        elif planned.due_on < today:
            state = ("waiting", "Sen")
        elif planned.due_on <= today + NEAR:
            state = ("active", "Snart")
        else:
            state = ("neutral", "Planerad")
        rows.append((planned, state))
    return {"rows": rows, "sum": sum_so_far, "rest": allocation.granted - sum_so_far}


def used_by_activity(allocation, user):
    """[(Activity or None, kronor)] of what is used; what the person may not see is one row."""
    uses = Transfer.objects.filter(
        target__allocation=allocation, kind=Transfer.Kind.USE, corrected_by=None
    )
    sums = dict(uses.order_by().values_list("activity").annotate(total=Sum("amount")))
    seen = Activity.objects.visible_to(user).filter(pk__in=[pk for pk in sums if pk])
    rows = [(activity, sums.pop(activity.pk)) for activity in seen.order_by("title", "pk")]
    rest = sum(sums.values())
    return [*rows, (None, rest)] if rows and rest else rows


def movements(allocation, request):
    """Every movement, latest first and a page at a time, with what the person may do with it."""
    accounts = [account.pk for account in allocation.accounts.all()]
    found = (
        Transfer.objects.filter(Q(source__in=accounts) | Q(target__in=accounts))
        .select_related(
            "entered_by",
            "decision",
            "activity",
            "corrects",
            "corrected_by",
            "source__allocation__receiver",
            "target__allocation__receiver",
        )
        .order_by("-on", "-pk")
    )
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("sida"))
    rows = list(page.object_list)
    booked_on = {row.activity_id for row in rows if row.activity_id}
    officer = bool(may_move_money(request.user, allocation.frame.county))
    books = officer or bool(may_book(request.user, allocation))
    seen = Activity.objects.visible_to(request.user).filter(pk__in=booked_on)
    seen = set(seen.values_list("pk", flat=True))
    for row in rows:
        row.seen_activity = row.activity if row.activity_id in seen else None
        row.is_corrected = hasattr(row, "corrected_by")
        row.may_correct = (
            row.kind in CORRECTABLE
            and not row.is_corrected
            and (books if row.kind == Transfer.Kind.USE else officer)
        )
    return {"page": page, "moves": rows}


@require_http_methods(["GET", "HEAD", "POST"])
def reallocate(request, pk):
    """Move money to another allocation: fill in, see what becomes of both, and do it."""
    source = get_object_or_404(Allocation.objects.visible_to(request.user).with_sums(), pk=pk)
    require(may_move_money(request.user, source.frame.county))
    form = ReallocationForm(posted(request), source=source, user=request.user)
    previewed = None
    if form.is_sent():
        return sent_before(request, source)
    if form.is_valid():
        data = form.told()
        if "flytta" in request.POST:
            try:
                done = once(form.mark, actions.reallocate, source, **data, by=request.user)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                say(
                    request,
                    done,
                    f"{kr(data['amount'])} är flyttade till {data['target'].receiver}.",
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
