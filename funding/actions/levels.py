"""What those who keep agreements do at the screen: they alone may, and all of an act or nothing.

The actions below it (`agreements.py`, `distribution.py`) are what the seeds and tests build with.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from actors.access import may_keep_agreements, require
from funding.actions import agreements, distribution
from funding.actions.ledger import correct
from funding.models import Account, Stream, Transfer
from portal.forms import validate_constraints
from portal.models import Event, refusals


@transaction.atomic
def enter_agreement(agreement, *, total, parties, on, by):
    """Record a new Agreement, decided or as a preliminary frame."""
    require(may_keep_agreements(by))
    return agreements.record_agreement(agreement, total=total, parties=parties, on=on, by=by)


@transaction.atomic
def edit_agreement(agreement, *, parties, changed, by):
    """Save what is changed in an agreement's words and terms; its sum moves by the ledger alone."""
    require(may_keep_agreements(by))
    validate_constraints(agreement)
    agreement.save()
    agreement.parties.set(parties)
    Event.record("ändrade", agreement, by=by, why=changed)


@transaction.atomic
def note_decided(agreement, *, total, decided_on, diary_number, by):
    """Note that a preliminary agreement is decided."""
    require(may_keep_agreements(by))
    agreements.decide_agreement(
        agreement, total=total, decided_on=decided_on, diary_number=diary_number, by=by
    )


@transaction.atomic
def add_statement(statement, *, by):
    """Save what a source says of an agreement."""
    require(may_keep_agreements(by))
    validate_constraints(statement)
    statement.save()
    Event.record("lade till en uppgift om", statement.agreement, by=by, why=str(statement))


@transaction.atomic
def remove_statement(statement, *, by):
    """Take away a statement; the history keeps what it said."""
    require(may_keep_agreements(by))
    Event.record("tog bort en uppgift om", statement.agreement, by=by, why=str(statement))
    statement.delete()


@transaction.atomic
def split_off(source, parts, *, on, by):
    """Give new Components out of an Agreement or a Component: all of them, or none."""
    require(may_keep_agreements(by))
    return [agreements.split(source, on=on, by=by, **part) for part in parts]


@transaction.atomic
def take_back(component, *, note, on, by):
    """Take back a component that nothing has been given out of; it stays, and holds nothing."""
    require(may_keep_agreements(by))
    _needs_a_note(note)
    given = Transfer.objects.filter(kind=Transfer.Kind.SPLIT, target=component.account)
    _hold(component, given.values("source"))
    standing = list(given.filter(corrected_by=None))
    if not standing:
        raise ValidationError("Delen är redan tillbakatagen.")
    for transfer in standing:
        correct(transfer, on=on, by=by, note=note)
    Event.record("tog tillbaka", component, by=by, why=note)


@transaction.atomic
def take_back_distribution(component, *, note, on, by):
    """Take back all that was distributed of a component, so that it can be shared out anew."""
    require(may_keep_agreements(by))
    _needs_a_note(note)
    given = Transfer.objects.filter(kind=Transfer.Kind.DISTRIBUTE, source=component.account)
    _hold(component, given.values("target"))
    given = given.filter(corrected_by=None).select_related("source", "target")
    entries = [
        Transfer(
            kind=Transfer.Kind.CORRECT,
            source=transfer.target,
            target=transfer.source,
            amount=transfer.amount,
            corrects=transfer,
            note=note,
            on=on,
            entered_by=by,
        )
        for transfer in given
    ]
    if not entries:
        raise ValidationError("Ingenting av delen är fördelat.")
    with refusals():
        Transfer.objects.bulk_create(entries)
    Event.record("tog tillbaka fördelningen av", component, by=by, why=note)


def _hold(component, others):
    """Lock the component's account and the others in one order: who comes second sees the first."""
    accounts = Account.objects.filter(Q(component=component) | Q(pk__in=others)).order_by("pk")
    list(accounts.select_for_update().values_list("pk"))


def _needs_a_note(note):
    if not note:
        raise ValidationError("Skriv varför.")


@transaction.atomic
def close(level, *, by):
    """Close an Agreement or Component whose parts are exactly the whole."""
    require(may_keep_agreements(by))
    agreements.close_level(level, by=by)


@transaction.atomic
def reopen(level, *, why, by):
    """Open a closed level again, with a reason."""
    require(may_keep_agreements(by))
    agreements.open_level(level, why=why, by=by)


@transaction.atomic
def make_key(key, *, by, weights=None):
    """Save a key: of the given weights, or of the population on its reference date."""
    require(may_keep_agreements(by))
    if weights is None:
        return distribution.key_of_population(key, by=by)
    return distribution.key_of_table(key, weights, by=by)


@transaction.atomic
def run_distribution(components, key, *, on, by):
    """Distribute components by a key in one act. Returns how many frames were given something."""
    require(may_keep_agreements(by))
    for component in components:
        if component.stream == Stream.SKR:
            raise ValidationError(f"{component} går till SKR och fördelas inte.")
    return distribution.distribute_by_key(components, key, on=on, by=by)
