"""How a krona moves: one transfer at a time, or many in one question to PostgreSQL."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from funding.models import Account, Transfer
from portal.models import Event, refusals


def move(kind, source, target, amount, *, by, on=None, **about):
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


def move_many(kind, moves, *, by, on, **about):
    """Write a transfer for each (source, target, amount) at once: all of them, or none.

    The guards of PostgreSQL look at every one; amounts are checked by the ledger's own constraint.
    """
    with refusals():
        return Transfer.objects.bulk_create(
            Transfer(
                kind=kind,
                source=source,
                target=target,
                amount=amount,
                on=on,
                entered_by=by,
                **about,
            )
            for source, target, amount in moves
        )


def accounts_of(allocation, *kinds):
    """The allocation's accounts of those kinds, in that order; made when they are first needed.

    Two who need the same one at once make one.
    """
    rows = Account.objects.filter(allocation=allocation, kind__in=kinds)
    found = {account.kind: account for account in rows}
    if missing := [kind for kind in kinds if kind not in found]:
        agreement = allocation.frame.component.agreement
        Account.objects.bulk_create(
            [Account(allocation=allocation, kind=kind, agreement=agreement) for kind in missing],
            ignore_conflicts=True,
        )
        found = {account.kind: account for account in rows.all()}
    return [found[kind] for kind in kinds]


@transaction.atomic
def correct(transfer, *, on, by, note):
    """Take back a whole transfer, once, by an entry of its own that names it."""
    Transfer.objects.select_for_update().get(pk=transfer.pk)
    if Transfer.objects.filter(corrects=transfer).exists():
        raise ValidationError("Det är redan rättat. Bokför det rätta beloppet som en ny rörelse.")
    move(
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
