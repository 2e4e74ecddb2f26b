"""A decision while it is written: its head, its items, and a new one that follows on an older."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from actors.access import may_move_money, require
from funding.models import Allocation, Decision, DecisionState, ItemAct
from portal.forms import validate_constraints
from portal.models import Event, refusals

WITHDREW = "drog tillbaka"
NOT_LAID = "Beslutet väntar inte på parterna, så det finns inget att dra tillbaka."


@transaction.atomic
def write_decision(decision, *, by):
    """Save the head of a draft, new or not."""
    require(may_move_money(by, decision.county))
    if decision.pk:
        _hold(decision, by)
        verb = "ändrade"
    else:
        decision.prepared_by = by
        verb = "började skriva"
    with refusals():
        decision.save()
    Event.record(verb, decision, by=by)
    return decision


@transaction.atomic
def remove_decision(decision, *, by):
    """Throw away a draft. What was laid before the parties is kept."""
    require(may_move_money(by, decision.county))
    _hold(decision, by)
    Event.record("slängde utkastet till", decision, by=by)
    decision.delete()


@transaction.atomic
def withdraw_decision(decision, *, reason, by):
    """Take back what lies before the parties: nobody can answer it, and it can be written anew."""
    require(may_move_money(by, decision.county))
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    if decision.state != DecisionState.PROPOSED:
        raise ValidationError(NOT_LAID)
    if not reason.strip():
        raise ValidationError("Skriv varför beslutet dras tillbaka.")
    decision.state, decision.ended_at = DecisionState.RETURNED, timezone.now()
    decision.save(update_fields=["state", "ended_at"])
    Event.record(WITHDREW, decision, by=by, why=reason)
    return decision


@transaction.atomic
def write_items(items, *, by):
    """Save items of one draft, each an unsaved or changed DecisionItem with its focuses."""
    decision = items[0][0].decision
    require(may_move_money(by, decision.county))
    _hold(decision, by)
    for item, focuses in items:
        item.override_by = by if item.override_reason else None
        if item.application_id:
            validate_constraints(item)  # anew, under the lock: somebody may have been before us
        is_new = item.pk is None
        with refusals():
            item.save()
        if focuses or not is_new:
            item.focuses.set(focuses)
    refuse_conflict(decision, by)
    Event.record(
        "skrev in en punkt i" if len(items) == 1 else "skrev in punkter i", decision, by=by
    )


@transaction.atomic
def remove_item(item, *, by):
    require(may_move_money(by, item.decision.county))
    _hold(item.decision, by)
    item.delete()
    Event.record("tog bort en punkt ur", item.decision, by=by)


def refuse_conflict(decision, by):
    """Who has a conflict of interest in one item writes nothing of the decision."""
    if decision.items.in_conflict(by.pk).exists():
        raise PermissionDenied(
            "Du är jävig i en av ansökningarna. Någon annan får skriva beslutet."
        )


def _hold(decision, by):
    """Lock the draft; ValidationError when it has been laid before the parties meanwhile."""
    held = Decision.objects.select_for_update().get(pk=decision.pk)
    if not held.is_draft:
        raise ValidationError(
            "Beslutet är framlagt. Det ändras bara av ett nytt beslut som följer på det."
        )
    refuse_conflict(held, by)


@transaction.atomic
def write_on(decision, *, by):
    """Begin a new decision that follows on this one, with the same items. Returns the draft.

    It replaces what was sent back, makes a decision of a recommendation, or changes what was
    decided: what is granted already becomes items that change it. A second click returns the draft
    that stands.
    """
    require(may_move_money(by, decision.county))
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    refuse_conflict(decision, by)
    later = decision.followed_by.exclude(
        state__in=[DecisionState.RETURNED, DecisionState.DECLINED]
    ).first()
    if later and later.is_draft:
        return later
    if later:
        raise ValidationError(f"Det finns ett senare beslut, {later}. Skriv om det i stället.")
    if not decision.ended_at:
        raise ValidationError(
            "Beslutet är inte avgjort. Vänta tills parterna har svarat, eller dra tillbaka det."
        )
    new = Decision.objects.create(
        county=decision.county,
        title=decision.title,
        body=decision.body,
        kind=Decision.Kind.DECIDES,
        decided_on=timezone.localdate(),
        text=decision.text,
        follows=decision,
        prepared_by=by,
    )
    if decision.state == DecisionState.DECIDED and decision.kind == Decision.Kind.DECIDES:
        _change_what_was_granted(decision, new)
    else:
        _copy_items(decision, new)
    Event.record("började skriva om", decision, by=by)
    return new


def _change_what_was_granted(decision, new):
    """An item for each allocation that the decision gave or changed, with what stands now."""
    items = decision.items.all()
    given = Allocation.objects.filter(item__in=items) | Allocation.objects.filter(
        decided_items__in=items.filter(act=ItemAct.CHANGE)
    )
    for allocation in given.with_sums().distinct():
        new.items.create(
            act=ItemAct.CHANGE,
            allocation=allocation,
            purpose=allocation.purpose,
            amount=allocation.granted,
            reason="Ändring av tidigare beslut",
        )


def _copy_items(decision, new):
    for item in decision.items.prefetch_related("focuses"):
        focuses = list(item.focuses.all())
        item.pk, item.decision = None, new
        item._state.adding = True
        item.save()
        item.focuses.set(focuses)
