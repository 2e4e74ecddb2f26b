"""What can be done with money. Every krona moves by a Transfer; PostgreSQL has the last word.

Amounts are whole kronor. An action raises ValidationError with a Swedish sentence when the money
is not there or the step is not allowed; nothing is then changed.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from actors.access import Answer, may_move_money, require
from actors.models import Role
from funding.models import Account, Allocation, Component, Concurrence, Decision, Frame, Transfer
from portal.models import Event, refusals


def _move(kind, source, target, amount, *, by, on=None, **about):
    """Write one transfer, or raise ValidationError with the model's or PostgreSQL's reason."""
    transfer = Transfer(
        kind=kind,
        source=source,
        target=target,
        amount=amount,
        on=on or timezone.localdate(),
        entered_by=by,
        **about,
    )
    transfer.full_clean(validate_unique=False)
    with refusals():
        transfer.save()
    return transfer


@transaction.atomic
def record_agreement(agreement, *, total, parties, on, by):
    """Save an agreement and the `total` that the state grants in it."""
    agreement.save()
    agreement.parties.set(parties)
    state = Account.objects.create(kind=Account.Kind.STATE, agreement=agreement)
    whole = Account.objects.create(kind=Account.Kind.AGREEMENT, agreement=agreement)
    _move(Transfer.Kind.GRANT, state, whole, total, on=on, by=by)
    Event.record("förde in", agreement, by=by)
    return agreement


@transaction.atomic
def split(source, *, amount, on, by, **component):
    """Give a new Component `amount` out of an Agreement or a larger Component. Returns it."""
    if isinstance(source, Component):
        giver, agreement, parent = source.account, source.agreement, source
    else:
        giver, agreement, parent = source.accounts.get(kind=Account.Kind.AGREEMENT), source, None
    part = Component.objects.create(agreement=agreement, parent=parent, **component)
    account = Account.objects.create(
        kind=Account.Kind.COMPONENT, agreement=agreement, component=part
    )
    _move(Transfer.Kind.SPLIT, giver, account, amount, on=on, by=by)
    Event.record("delade av", part, by=by)
    return part


@transaction.atomic
def distribute(component, county, *, amount, on, by, note=""):
    """Give a county's joint pot `amount` of a component, more if it has some. Returns the Frame."""
    frame, _ = Frame.objects.get_or_create(component=component, county=county)
    account, _ = Account.objects.get_or_create(
        kind=Account.Kind.FRAME, agreement=component.agreement, frame=frame
    )
    _move(Transfer.Kind.DISTRIBUTE, component.account, account, amount, on=on, by=by, note=note)
    Event.record("fördelade till", frame, by=by)
    return frame


@transaction.atomic
def propose_decision(decision, *, parties, by):
    """Save a joint decision that `by` has prepared and that waits for `parties` to concur."""
    decision.prepared_by = by
    decision.save()
    Concurrence.objects.bulk_create(
        Concurrence(decision=decision, party=party) for party in parties
    )
    Event.record("lade fram", decision, by=by)
    return decision


@transaction.atomic
def concur(decision, party, *, by):
    """Let an approver of `party` stand behind the decision, for that party alone.

    Four eyes: never the one who prepared it.
    """
    if decision.prepared_by_id == by.pk:
        raise ValidationError("Den som har berett beslutet kan inte också ställa sig bakom det.")
    approves = Role.APPROVER in by.reach.roles.get(party.pk, ())
    require(Answer(approves, f"Bara en godkännare hos {party} kan svara för {party}."))
    answered = Concurrence.objects.filter(
        decision=decision, party=party, answer=Concurrence.Answer.WAITING
    ).update(answer=Concurrence.Answer.YES, answered_at=timezone.now(), answered_by=by)
    if not answered:
        raise ValidationError(f"{party} har redan svarat, eller är inte part i beslutet.")
    Event.record("ställde sig bakom", decision, by=by)


@transaction.atomic
def allocate(frame, receiver, *, amount, purpose, decision, by, activities=()):
    """Give a receiver `amount` out of a pot, as a complete decision says."""
    if decision.kind != Decision.Kind.DECIDES:
        raise ValidationError(
            "Beslutet rekommenderar bara. Medel kan tilldelas först när någon har beslutat."
        )
    if not Decision.objects.complete().filter(pk=decision.pk).exists():
        raise ValidationError(
            "Beslutet är inte färdigt. Väntar på: " + ", ".join(decision.waiting_for())
        )
    allocation = Allocation.objects.create(
        frame=frame, receiver=receiver, purpose=purpose, decision=decision
    )
    allocation.activities.set(activities)
    agreement = frame.component.agreement
    accounts = {
        kind: Account.objects.create(kind=kind, agreement=agreement, allocation=allocation)
        for kind in (Account.Kind.GRANTED, Account.Kind.PAID, Account.Kind.USED)
    }
    _move(
        Transfer.Kind.ALLOCATE,
        frame.account,
        accounts[Account.Kind.GRANTED],
        amount,
        on=decision.decided_on,
        decision=decision,
        by=by,
    )
    Event.record("tilldelade", allocation, by=by)
    return allocation


def _account(allocation, kind):
    return allocation.accounts.get(kind=kind)


@transaction.atomic
def pay(allocation, *, amount, on, by, note=""):
    """Pay out part of what was decided."""
    _move(
        Transfer.Kind.PAY,
        _account(allocation, Account.Kind.GRANTED),
        _account(allocation, Account.Kind.PAID),
        amount,
        on=on,
        by=by,
        note=note,
    )
    Event.record("betalade ut till", allocation, by=by)


@transaction.atomic
def use(allocation, *, amount, on, by, activity=None, note=""):
    """Book what the receiver has used, on an activity where there is one."""
    _move(
        Transfer.Kind.USE,
        _account(allocation, Account.Kind.PAID),
        _account(allocation, Account.Kind.USED),
        amount,
        on=on,
        by=by,
        activity=activity,
        note=note,
    )
    Event.record("bokförde förbrukning i", allocation, by=by)


@transaction.atomic
def reallocate(source, target, *, amount, note, by, decision=None):
    """Move what is granted and not paid out to another allocation of the county and agreement.

    One transfer takes and gives, so that neither happens without the other. It stays in the
    category unless a complete `decision` of the county says otherwise.
    """
    require(may_move_money(by, source.frame.county))
    _move(
        Transfer.Kind.REALLOCATE,
        _account(source, Account.Kind.GRANTED),
        _account(target, Account.Kind.GRANTED),
        amount,
        decision=decision,
        note=note,
        by=by,
    )
    Event.record("omfördelade från", source, by=by, why=note)
    Event.record("omfördelade till", target, by=by, why=note)


@transaction.atomic
def correct(transfer, *, on, by, note):
    """Take back a whole transfer by an entry of its own that names it."""
    _move(
        Transfer.Kind.CORRECT,
        transfer.target,
        transfer.source,
        transfer.amount,
        on=on,
        by=by,
        corrects=transfer,
        note=note,
    )
    Event.record("rättade", transfer, by=by, why=note)
