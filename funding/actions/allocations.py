"""An allocation from the decision to what became of it."""

from django.core.exceptions import ValidationError
from django.db import transaction

from actors.access import Act, Answer, may, may_move_money, require
from funding.actions.ledger import accounts_of, correct, move
from funding.days import require_possible_correction, require_possible_day
from funding.models import Account, Allocation, Decision, Transfer
from portal.models import Event
from portal.swedish import datum, kr

GRANTED, OWED, PAID, CARRIED, USED, TO_REPAY, REPAID = (
    Account.Kind.GRANTED,
    Account.Kind.OWED,
    Account.Kind.PAID,
    Account.Kind.CARRIED,
    Account.Kind.USED,
    Account.Kind.TO_REPAY,
    Account.Kind.REPAID,
)

# What has a correction of its own on the allocation's page.
CORRECTABLE = {Transfer.Kind.PAY, Transfer.Kind.USE, Transfer.Kind.REPAY}


def may_book(user, allocation):
    """Answer whether `user` may book use: for the receiver, or as the county's officer."""
    own = may(user, Act.BOOK_MONEY, allocation.receiver)
    return own if own or not may_move_money(user, allocation.frame.county) else Answer(True)


def may_correct(user, kind, allocation):
    """Answer whether `user` may correct a movement of that kind in the allocation."""
    if kind == Transfer.Kind.USE:
        return may_book(user, allocation)
    return may_move_money(user, allocation.frame.county)


def require_complete(decision):
    """Raise ValidationError unless the decision decides, and every party stands behind it."""
    if decision.kind != Decision.Kind.DECIDES:
        raise ValidationError(
            "Beslutet rekommenderar bara. Medel kan tilldelas först när någon har beslutat."
        )
    if not Decision.objects.complete().filter(pk=decision.pk).exists():
        raise ValidationError(
            "Beslutet är inte färdigt. Väntar på: " + ", ".join(decision.waiting_for())
        )


@transaction.atomic
def allocate(frame, receiver, *, amount, purpose, decision, by, activities=(), **more):
    """Give a receiver `amount` out of a pot, as a complete decision says. Returns the Allocation.

    `more`: its item, conditions, and who goes past the county's earmark and why.
    """
    require_complete(decision)
    allocation = Allocation.objects.create(
        frame=frame,
        receiver=receiver,
        purpose=purpose,
        decision=decision,
        committed=amount,
        **more,
    )
    allocation.activities.set(activities)
    granted, *_ = accounts_of(allocation, GRANTED, PAID, USED)
    move(
        Transfer.Kind.ALLOCATE,
        frame.account,
        granted,
        amount,
        on=decision.decided_on,
        decision=decision,
        by=by,
    )
    Event.record("tilldelade", allocation, by=by)
    return allocation


@transaction.atomic
def change_granted(allocation, *, amount, decision, note, by):
    """Let what stands granted become `amount`, as a complete decision says.

    What is added comes out of the pot and what is taken goes back to it; what is paid out stays.
    """
    fresh = Allocation.objects.with_sums().get(pk=allocation.pk)
    difference = amount - fresh.granted
    pot, [granted] = fresh.frame.account, accounts_of(fresh, GRANTED)
    about = {"on": decision.decided_on, "decision": decision, "note": note[:250], "by": by}
    if difference > 0:
        move(Transfer.Kind.ALLOCATE, pot, granted, difference, **about)
    elif difference < 0:
        move(Transfer.Kind.RELEASE, granted, pot, -difference, **about)
    Event.record("ändrade", allocation, by=by, why=note)


@transaction.atomic
def pay(allocation, *, amount, on, by, note="", voucher=""):
    """Pay out part of what was decided: first what the receiver has laid out, then the rest.

    Returns the last Transfer.
    """
    require(may_move_money(by, allocation.frame.county))
    require_possible_day(Transfer.Kind.PAY, allocation, on)
    about = {"on": on, "by": by, "note": note, "voucher": voucher}
    owed, used, granted, paid = accounts_of(allocation, OWED, USED, GRANTED, PAID)
    settled = min(owed.balance, amount)
    if settled:
        payment = move(Transfer.Kind.PAY, owed, used, settled, **about)
    if amount - settled or not settled:
        payment = move(Transfer.Kind.PAY, granted, paid, amount - settled, **about)
    Event.record("betalade ut till", allocation, by=by)
    return payment


@transaction.atomic
def use(allocation, *, amount, on, by, activity=None, note="", voucher=""):
    """Book what the receiver has used, on an activity where there is one.

    What was carried over goes first once the agreement's own time is up. What is more than was
    paid out needs a `note` that explains it, and is then owed to the receiver.
    """
    row = {"amount": amount, "on": on, "activity": activity, "voucher": voucher, "note": note}
    use_rows(allocation, [row], explanation=note, by=by)


@transaction.atomic
def use_rows(allocation, rows, *, explanation="", by):
    """Book many uses in one act: dicts of amount, on, activity, voucher and note. All or none."""
    require(may_book(by, allocation))
    for row in rows:
        _book(allocation, explanation=explanation, by=by, **row)
    allocation.activities.add(*{row["activity"] for row in rows if row["activity"]})
    Event.record("bokförde förbrukning i", allocation, by=by)


def _book(allocation, *, amount, on, by, activity, voucher, note="", explanation=""):
    require_possible_day(Transfer.Kind.USE, allocation, on)
    usable_until = allocation.frame.component.agreement.usable_until
    is_late = bool(usable_until and on > usable_until)
    source, used = accounts_of(allocation, CARRIED if is_late else PAID, USED)
    if is_late and not source.balance:
        raise ValidationError(
            f"Medlen får användas till och med {datum(usable_until)}. Det som är kvar därefter "
            "kräver ett beslut."
        )
    about = {"on": on, "by": by, "activity": activity, "voucher": voucher}
    beyond = amount - source.balance
    if explanation and beyond > 0 and not is_late:
        about["note"] = explanation
        if source.balance:
            move(Transfer.Kind.USE, source, used, source.balance, **about)
        granted, owed = accounts_of(allocation, GRANTED, OWED)
        move(Transfer.Kind.USE, granted, owed, beyond, **about)
    else:
        move(Transfer.Kind.USE, source, used, amount, note=note, **about)


OWN_FRAME = "Det som en aktör har för sig själv flyttas bara av ett beslut som den står bakom."


def keeps_apart(giver, taker, decision):
    """Whether an actor has one of the frames for itself, and does not stand behind the move."""
    if giver.actor_id == taker.actor_id:
        return False
    holders = {giver.actor_id, taker.actor_id} - {None}
    return decision is None or not all(decision.stands_behind(holder) for holder in holders)


@transaction.atomic
def reallocate(source, target, *, amount, note, by, decision=None):
    """Move what is granted and not paid out to another allocation of the county and agreement.

    One transfer takes and gives, so that neither happens without the other. It stays in the
    category, and with the actor that has it for itself, unless a complete `decision` of the county
    says otherwise; that actor stands behind it.
    """
    require(may_move_money(by, source.frame.county))
    if keeps_apart(source.frame, target.frame, decision):
        raise ValidationError(OWN_FRAME)
    [giver], [taker] = accounts_of(source, GRANTED), accounts_of(target, GRANTED)
    move(
        Transfer.Kind.REALLOCATE,
        giver,
        taker,
        amount,
        decision=decision,
        note=note,
        by=by,
    )
    Event.record("omfördelade från", source, by=by, why=note)
    Event.record("omfördelade till", target, by=by, why=note)


@transaction.atomic
def carry_over(allocation, *, amount, usable_until, on, by, decision=None, note=""):
    """Let `amount` that is paid out and unspent be used until a later day.

    A decision says so, or the county's officer where the agreement allows it without one.
    """
    if decision is None:
        require(may_move_money(by, allocation.frame.county))
    Allocation.objects.filter(pk=allocation.pk).update(carried_until=usable_until)
    paid, carried = accounts_of(allocation, PAID, CARRIED)
    move(
        Transfer.Kind.CARRY_OVER,
        paid,
        carried,
        amount,
        on=on,
        by=by,
        decision=decision,
        note=note,
    )
    Event.record("förde över medel i", allocation, by=by)


@transaction.atomic
def demand(allocation, *, amount, decision, on, by, note=""):
    """Demand back what is unspent, as a complete decision says: what was not carried over first."""
    unspent, carried, target = accounts_of(allocation, PAID, CARRIED, TO_REPAY)
    about = {"on": on, "by": by, "decision": decision, "note": note}
    first = min(unspent.balance, amount)
    if first:
        move(Transfer.Kind.DEMAND, unspent, target, first, **about)
    if amount - first or not first:
        move(Transfer.Kind.DEMAND, carried, target, amount - first, **about)
    Event.record("krävde tillbaka medel från", allocation, by=by)


@transaction.atomic
def receive_repayment(allocation, *, amount, on, by, note="", voucher=""):
    """Note that what was demanded back has come."""
    require(may_move_money(by, allocation.frame.county))
    require_possible_day(Transfer.Kind.REPAY, allocation, on)
    demanded, repaid = accounts_of(allocation, TO_REPAY, REPAID)
    move(
        Transfer.Kind.REPAY,
        demanded,
        repaid,
        amount,
        on=on,
        by=by,
        note=note,
        voucher=voucher,
    )
    Event.record("tog emot återbetalning från", allocation, by=by)


@transaction.atomic
def lapse(frame, *, amount, decision, on, by, note=""):
    """Give back to the state what was never allocated out of a pot, as a complete decision says."""
    agreement = frame.component.agreement
    lapsed, _ = Account.objects.get_or_create(agreement=agreement, kind=Account.Kind.LAPSED)
    move(
        Transfer.Kind.REPAY,
        frame.account,
        lapsed,
        amount,
        on=on,
        by=by,
        decision=decision,
        note=note,
    )
    Event.record("betalade tillbaka ur", frame, by=by)


@transaction.atomic
def correct_movement(transfer, *, on, note, by):
    """Take back a payment, a use or a repayment by an entry that names it, with a reason."""
    allocation = transfer.target.allocation
    if transfer.kind not in CORRECTABLE or allocation is None:
        raise ValidationError("Den rörelsen rättas inte här. Den följer av ett beslut.")
    require(may_correct(by, transfer.kind, allocation))
    if not note:
        raise ValidationError("Skriv varför rörelsen rättas.")
    require_possible_correction(transfer, on)
    ends = Account.objects.select_for_update().filter(
        pk__in=[transfer.source_id, transfer.target_id]
    )
    balances = {account.pk: account.balance for account in ends.order_by("pk")}
    if Transfer.objects.filter(corrects=transfer).exists():
        raise ValidationError("Rörelsen är redan rättad. Bokför det rätta beloppet som en ny.")
    if balances[transfer.target_id] < transfer.amount:
        raise ValidationError(
            f"{kr(transfer.amount)} går inte att ta tillbaka: en del är redan använd, överförd "
            "eller återbetald. Rätta det som kom efter först."
        )
    correct(transfer, on=on, by=by, note=note)


@transaction.atomic
def link_activities(allocation, activities, *, within, by):
    """Say which of the activities in `within` the allocation pays for; others stay as they are."""
    require(may(by, Act.BOOK_MONEY, allocation.receiver))
    chosen = set(activities)
    before = set(allocation.activities.filter(pk__in=[one.pk for one in within]))
    allocation.activities.add(*chosen - before)
    allocation.activities.remove(*before - chosen)
    if chosen != before:
        Event.record("kopplade aktiviteter till", allocation, by=by)
