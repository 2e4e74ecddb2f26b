"""When an allocation is to be paid, and what the receiver asks to be paid (rekvisition)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from actors.access import Act, may, may_move_money, require
from funding.actions.allocations import pay
from funding.models import Allocation, Requisition
from portal.forms import validate_constraints
from portal.models import Event
from portal.swedish import kr


@transaction.atomic
def plan_payment(planned, *, by):
    """Add a PlannedPayment to its allocation's plan."""
    allocation = planned.allocation
    require(may_move_money(by, allocation.frame.county))
    validate_constraints(planned)
    planned.save()
    Event.record("planerade en utbetalning i", allocation, by=by, why=str(planned))


@transaction.atomic
def unplan_payment(planned, *, by):
    """Take a PlannedPayment out of the plan; what is paid stays paid."""
    allocation = planned.allocation
    require(may_move_money(by, allocation.frame.county))
    Event.record("tog bort en planerad utbetalning i", allocation, by=by, why=str(planned))
    planned.delete()


@transaction.atomic
def requisition(allocation, *, amount, text, by):
    """Ask to be paid. One waits at a time, and never for more than is left to pay out."""
    require(may(by, Act.BOOK_MONEY, allocation.receiver))
    Allocation.objects.select_for_update().get(pk=allocation.pk)
    fresh = Allocation.objects.with_sums().get(pk=allocation.pk)
    payable = fresh.unpaid + fresh.owed
    if amount > payable:
        raise ValidationError(
            f"Det finns {kr(payable)} kvar att betala ut. Rekvirera högst det beloppet."
        )
    asked = Requisition(allocation=allocation, amount=amount, text=text, asked_by=by)
    validate_constraints(asked)
    asked.save()
    Event.record("rekvirerade medel ur", allocation, by=by)
    return asked


def _waiting(asked):
    """The requisition under a lock, so that of two who answer at once one is told so."""
    fresh = Requisition.objects.select_for_update().get(pk=asked.pk)
    if fresh.answered_at:
        raise ValidationError("Någon annan har redan svarat på rekvisitionen.")
    return fresh


@transaction.atomic
def pay_requisition(asked, *, on, voucher="", note="", by):
    """Pay what was asked for and answer the requisition, in one act. Returns the payment."""
    allocation = asked.allocation
    require(may_move_money(by, allocation.frame.county))
    fresh = _waiting(asked)
    payment = pay(allocation, amount=fresh.amount, on=on, voucher=voucher, note=note, by=by)
    fresh.payment, fresh.answered_at, fresh.answered_by = payment, timezone.now(), by
    fresh.save(update_fields=["payment", "answered_at", "answered_by"])
    return payment


@transaction.atomic
def refuse_requisition(asked, *, refusal, by):
    """Answer a requisition with the reason that it is not paid."""
    allocation = asked.allocation
    require(may_move_money(by, allocation.frame.county))
    fresh = _waiting(asked)
    fresh.refusal, fresh.answered_at, fresh.answered_by = refusal, timezone.now(), by
    validate_constraints(fresh)
    fresh.save(update_fields=["refusal", "answered_at", "answered_by"])
    Event.record("avböjde rekvisitionen i", allocation, by=by, why=refusal)
