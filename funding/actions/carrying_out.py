"""What each item of a decision does with the money once every party stands behind it."""

from django.core.exceptions import ValidationError

from funding.actions import allocations
from funding.models import Account, Application, ApplicationState, DecisionItem, ItemAct

SEND_BACK = "Skicka tillbaka beslutet till beredning, så att det kan skrivas om."


def items_of(*decisions):
    """The decisions' items with all that they are checked and carried out by."""
    return (
        DecisionItem.objects.filter(decision__in=decisions)
        .select_related(
            "frame__component__category",
            "frame__component__agreement",
            "frame__account",
            "frame__actor",
            "frame__county",
            "receiver",
            "application__applicant",
            "application__frame__component",
            "application__round",
            "override_by",
            "allocation__receiver",
            "allocation__frame__component__category",
            "allocation__frame__component__agreement",
            "allocation__frame__account",
            "allocation__frame__actor",
            "allocation__frame__county",
        )
        .prefetch_related("focuses", "allocation__accounts", "application__co_applicants")
    )


def carry_out(decision, *, by):
    """Do what every item says, or nothing of it.

    Raises ValidationError with what stands in the way, and what to do, when one cannot be done.
    """
    items = sorted(items_of(decision), key=_draws)  # what gives back comes first
    hold_accounts(items)
    for item in items:
        try:
            CARRY_OUT[item.act](item, decision, by)
        except ValidationError as error:
            raise ValidationError(
                f"Ert svar är inte sparat, för beslutet går inte att genomföra. {item}: "
                f"{' '.join(error.messages)} {SEND_BACK}"
            ) from error


def _draws(item):
    """False for what gives money back to its pot."""
    return not (item.act == ItemAct.CHANGE and item.amount < item.allocation.granted)


def hold_accounts(items):
    """Lock all that money goes out of in one order, so that two decisions never wait in a ring."""
    pots = {item.frame_id or (item.allocation and item.allocation.frame_id) for item in items}
    given = {item.allocation_id for item in items}
    accounts = Account.objects.filter(frame__in=pots - {None}) | Account.objects.filter(
        allocation__in=given - {None}
    )
    list(accounts.order_by("pk").select_for_update(of=["self"]).values_list("pk"))


def _grant(item, decision, by):
    application = item.application
    allocation = allocations.allocate(
        item.frame,
        item.receiver,
        amount=item.amount,
        purpose=item.purpose,
        decision=decision,
        by=by,
        activities=application.activities.all() if application else (),
        item=item,
        conditions=item.conditions,
        override_reason=item.override_reason,
        override_by=item.override_by,
    )
    allocation.focuses.set(item.focuses.all())
    if application:
        _answer_application(application, ApplicationState.GRANTED)


def _decline(item, decision, by):
    _answer_application(item.application, ApplicationState.DECLINED)


def _answer_application(application, state):
    """Answer it once: of two decisions about the same application the second is refused."""
    waiting = Application.objects.filter(pk=application.pk).exclude(
        state__in=[ApplicationState.GRANTED, ApplicationState.DECLINED, ApplicationState.WITHDRAWN]
    )
    if not waiting.update(state=state):
        raise ValidationError("Ansökan är redan avgjord eller återtagen.")


def _change(item, decision, by):
    allocations.change_granted(
        item.allocation, amount=item.amount, decision=decision, note=item.reason, by=by
    )


def _carry_over(item, decision, by):
    allocations.carry_over(
        item.allocation,
        amount=item.amount,
        usable_until=item.usable_until,
        on=decision.decided_on,
        decision=decision,
        note=item.reason[:250],
        by=by,
    )


def _repay(item, decision, by):
    about = {"amount": item.amount, "decision": decision, "on": decision.decided_on, "by": by}
    about["note"] = item.reason[:250]
    if item.allocation:
        allocations.demand(item.allocation, **about)
    else:
        allocations.lapse(item.frame, **about)


def _nothing(item, decision, by):
    """What moves no money by itself, such as leave to move it to another category."""


CARRY_OUT = {
    ItemAct.GRANT: _grant,
    ItemAct.DECLINE: _decline,
    ItemAct.CHANGE: _change,
    ItemAct.CARRY_OVER: _carry_over,
    ItemAct.REPAY: _repay,
    ItemAct.OTHER: _nothing,
}
