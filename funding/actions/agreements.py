"""An agreement and its parts."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from funding.actions.ledger import move
from funding.models import Account, Component, Transfer
from portal.forms import validate_constraints
from portal.models import Event, refusals


def level_account(level):
    """The account that an Agreement's or a Component's money stands in until it is shared out."""
    if isinstance(level, Component):
        return level.account
    return level.accounts.get(kind=Account.Kind.AGREEMENT)


@transaction.atomic
def record_agreement(agreement, *, total, parties, on, by):
    """Save an agreement and the `total` that the state grants in it.

    Without `decided_on` the total is a preliminary frame, until `decide_agreement`.
    """
    validate_constraints(agreement)
    agreement.save()
    agreement.parties.set(parties)
    state = Account.objects.create(kind=Account.Kind.STATE, agreement=agreement)
    whole = Account.objects.create(kind=Account.Kind.AGREEMENT, agreement=agreement)
    move(Transfer.Kind.GRANT, state, whole, total, on=on, by=by)
    Event.record("förde in", agreement, by=by)
    return agreement


@transaction.atomic
def decide_agreement(agreement, *, total, decided_on, diary_number="", by):
    """Note that a preliminary agreement is decided, and with which total.

    A difference is granted or taken from what is not split yet; a part that was given too much is
    taken back first.
    """
    if not agreement.is_preliminary:
        raise ValidationError("Överenskommelsen är redan beslutad.")
    state = agreement.accounts.get(kind=Account.Kind.STATE)
    whole = agreement.accounts.get(kind=Account.Kind.AGREEMENT)
    difference = total - agreement.total
    if difference > 0:
        move(Transfer.Kind.GRANT, state, whole, difference, on=decided_on, by=by)
    elif difference < 0:
        if whole.balance < -difference:
            raise ValidationError(
                "Den beslutade summan är lägre än det som redan är uppdelat. Rätta delarna först."
            )
        move(Transfer.Kind.REDUCE, whole, state, -difference, on=decided_on, by=by)
    agreement.decided_on = decided_on
    agreement.diary_number = diary_number or agreement.diary_number
    agreement.save(update_fields=["decided_on", "diary_number"])
    Event.record("antecknade beslutet om", agreement, by=by)


@transaction.atomic
def split(source, *, amount, on, by, **component):
    """Give a new Component `amount` out of an Agreement or a larger Component. Returns it.

    A part of a part with a category has the same one, so that the county's rules hold for it too.
    """
    if isinstance(source, Component):
        agreement, parent = source.agreement, source
        if source.category_id:
            component["category"] = source.category
    else:
        agreement, parent = source, None
    part = Component.objects.create(agreement=agreement, parent=parent, **component)
    account = Account.objects.create(
        kind=Account.Kind.COMPONENT, agreement=agreement, component=part
    )
    move(Transfer.Kind.SPLIT, level_account(source), account, amount, on=on, by=by)
    Event.record("delade av", part, by=by)
    return part


@transaction.atomic
def close_level(level, *, by):
    """Close an Agreement or Component whose parts are exactly the whole, to the krona."""
    account = level_account(level)
    with refusals():
        Account.objects.filter(pk=account.pk).update(closed_at=timezone.now(), closed_by=by)
    Event.record("stängde", level, by=by)


@transaction.atomic
def open_level(level, *, why, by):
    """Open a closed level again; what is in it can then be shared out anew."""
    if not why:
        raise ValidationError("Skriv varför nivån öppnas igen.")
    account = level_account(level)
    Account.objects.filter(pk=account.pk).update(closed_at=None, closed_by=None)
    Event.record("öppnade", level, by=by, why=why)
