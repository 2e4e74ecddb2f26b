"""A return's way: filled in, certified by another, answered by who gave the money, and anew."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, Sum
from django.utils import timezone

from actors.access import Act, Answer, may, may_move_money, require
from funding.models import Allocation, Return, ReturnState, Transfer
from funding.models.returns import CLOSED, HANDED_ON, WROTE
from portal.forms import validate_constraints
from portal.models import Event

TOLD = ["used", "committed", "carry_over", "to_repay", "forecast"]  # what the receiver tells


def booked_until(allocation, day):
    """(paid, used) in the ledger until `day`, whole kronor; what was corrected never counts."""
    kind = Transfer.Kind
    sums = Transfer.objects.filter(
        Q(kind=kind.PAY) | Q(kind=kind.USE),
        target__allocation=allocation,
        on__lte=day,
        corrected_by=None,
    ).aggregate(
        paid=Sum("amount", filter=Q(kind=kind.PAY)), used=Sum("amount", filter=Q(kind=kind.USE))
    )
    return sums["paid"] or 0, sums["used"] or 0


def first_day(allocation, today):
    """Until which day a return is made out at first: the money's last day, or today."""
    usable_until = allocation.frame.component.agreement.usable_until
    return min(usable_until, today) if usable_until else today


def _prefilled(allocation, latest, number, because=""):
    """The next version: what was told before, else what the ledger says."""
    if latest:
        day = latest.as_of
        told = {name: getattr(latest, name) for name in [*TOLD, "variance"]}
    else:
        day, told = first_day(allocation, timezone.localdate()), None
    paid, used = booked_until(allocation, day)
    if told is None:
        fresh = Allocation.objects.with_sums().get(pk=allocation.pk)
        rest = max(paid - used, 0)
        carried = min(fresh.carried, rest)
        told = {
            "used": used,
            "carry_over": carried,
            "to_repay": min(fresh.to_repay + fresh.repaid, rest - carried),
            "forecast": max(paid, used),
        }
    return Return(
        allocation=allocation,
        number=number,
        as_of=day,
        paid=paid,
        booked=used,
        reopened_because=because,
        **told,
    )


@transaction.atomic
def begin_return(allocation, *, by, because=""):
    """Begin the next version of an allocation's return. Returns the one that is open, if any."""
    require(may(by, Act.BOOK_MONEY, allocation.receiver))
    return _next(allocation, by=by, because=because)


def _next(allocation, *, by, because):
    Allocation.objects.select_for_update().get(pk=allocation.pk)
    latest = allocation.returns.order_by("-number").first()
    if latest and latest.state not in CLOSED:
        return latest
    if latest and latest.state != ReturnState.SENT_BACK and not because:
        raise ValidationError("Redovisningen är inskickad. Öppna den igen, med ett skäl.")
    new = _prefilled(allocation, latest, latest.number + 1 if latest else 1, because)
    new.save()
    Event.record("började redovisa", allocation, by=by, why=because)
    return new


def save_return(form, *, by, ready=False):
    """Save what is filled in so far; `ready` hands it on to be certified, in the same act."""
    report = form.instance
    require(may(by, Act.BOOK_MONEY, report.allocation.receiver))
    with transaction.atomic():
        _locked(report, ReturnState.DRAFT)  # never what has been handed on meanwhile
        form.save()
        Event.record(WROTE, report, by=by)
        if ready:
            _hand_on(report, by)
    return report


@transaction.atomic
def fill_return(report, *, by):
    """Say that the return is ready to be certified by another of the receiver's people."""
    require(may(by, Act.BOOK_MONEY, report.allocation.receiver))
    _hand_on(_locked(report, ReturnState.DRAFT), by)


def _hand_on(report, by):
    report.paid, report.booked = booked_until(report.allocation, report.as_of)
    report.state, report.filled_at, report.filled_by = ReturnState.FILLED, timezone.now(), by
    validate_constraints(report)
    report.save(update_fields=["paid", "booked", "state", "filled_at", "filled_by"])
    Event.record(HANDED_ON, report, by=by)


def may_certify(user, report):
    """Answer whether `user` may certify the return: an approver who wrote nothing in it."""
    allowed = may(user, Act.CERTIFY, report.allocation.receiver)
    if allowed and Return.objects.written_by(user).filter(pk=report.pk).exists():
        return Answer(False, "Du har fyllt i redovisningen och kan därför inte intyga den.")
    return allowed


@transaction.atomic
def certify_return(report, *, by):
    """Certify the figures and send them to who gave the money; from then on they are frozen."""
    fresh = _locked(report, ReturnState.FILLED)
    require(may_certify(by, fresh))
    fresh.state, fresh.certified_at, fresh.certified_by = ReturnState.CERTIFIED, timezone.now(), by
    validate_constraints(fresh)
    fresh.save(update_fields=["state", "certified_at", "certified_by"])
    Event.record("intygade", fresh, by=by)


@transaction.atomic
def hand_back_return(report, *, why, by):
    """Give the return back to who filled it in, with what is to be mended."""
    fresh = _locked(report, ReturnState.FILLED)
    require(may_certify(by, fresh))
    if not why:
        raise ValidationError("Skriv vad som ska ändras.")
    fresh.state, fresh.reopened_because = ReturnState.DRAFT, why
    fresh.save(update_fields=["state", "reopened_because"])
    Event.record("lämnade tillbaka", fresh, by=by, why=why)


def may_answer(user, report):
    """Answer whether `user` may accept the return or send it back: never one's own."""
    allowed = may_move_money(user, report.allocation.frame.county)
    if allowed and user.pk in (report.filled_by_id, report.certified_by_id):
        return Answer(False, "Du har fyllt i eller intygat redovisningen. En annan svarar på den.")
    return allowed


@transaction.atomic
def answer_return(report, *, accept, answer="", by):
    """Accept a certified return, or send it back with what is missing."""
    fresh = _locked(report, ReturnState.CERTIFIED)
    require(may_answer(by, fresh))
    fresh.state = ReturnState.ACCEPTED if accept else ReturnState.SENT_BACK
    fresh.answer, fresh.answered_at, fresh.answered_by = answer, timezone.now(), by
    validate_constraints(fresh)
    fresh.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    Event.record("godkände" if accept else "skickade tillbaka", fresh, by=by, why=answer)


def may_reopen(user, report):
    """Answer whether `user` may reopen the return: the receiver's people, or the officer."""
    own = may(user, Act.BOOK_MONEY, report.allocation.receiver)
    return own or may_move_money(user, report.allocation.frame.county)


@transaction.atomic
def reopen_return(report, *, why, by):
    """Open what was sent in once more, as a new version; the old one stays as it was."""
    require(may_reopen(by, report))
    if not why:
        raise ValidationError("Skriv varför redovisningen öppnas igen.")
    new = _next(report.allocation, by=by, because=why)
    if new.reopened_because != why:
        raise ValidationError("Det finns redan en redovisning som inte är inskickad.")
    return new


def _locked(report, state):
    """The row as it is now, held; or ValidationError when somebody has moved it on."""
    rows = Return.objects.select_for_update(of=["self"])
    fresh = rows.select_related("allocation__receiver", "allocation__frame__county").get(
        pk=report.pk
    )
    if fresh.state != state:
        raise ValidationError(
            f"Redovisningen har redan gått vidare: {fresh.get_state_display().lower()}."
        )
    return fresh
