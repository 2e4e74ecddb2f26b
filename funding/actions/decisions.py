"""A joint decision: written, laid before the parties, answered, and then carried out."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from actors.access import Answer, require
from actors.models import Role
from funding.actions import allocations
from funding.models import (
    Application,
    ApplicationState,
    Concurrence,
    Decision,
    DecisionState,
    Earmark,
    ItemAct,
)
from portal.models import Event, refusals


def propose_decision(decision, *, parties, by, items=()):
    """Write a decision with its unsaved `items` and lay it before `parties`, all in one."""
    with transaction.atomic():
        decision.prepared_by = by
        decision.save()
        for item in items:
            item.decision = decision
            item.save()
        return lay_before(decision, parties, by=by)


@transaction.atomic
def lay_before(decision, parties, *, by):
    """Lay a written decision before its parties; from then on it cannot be changed.

    Raises ValidationError with all that is missing in its items.
    """
    if not decision.is_draft:
        raise ValidationError("Beslutet är redan framlagt.")
    if wrong := [line for item in _items(decision) for line in problems(item, decision)]:
        raise ValidationError(wrong)
    Concurrence.objects.bulk_create(
        Concurrence(decision=decision, party=party) for party in parties
    )
    decision.state, decision.proposed_at = DecisionState.PROPOSED, timezone.now()
    decision.save(update_fields=["state", "proposed_at"])
    Event.record("lade fram", decision, by=by)
    return decision


def _items(decision):
    return decision.items.select_related(
        "frame__component__category", "frame__account", "receiver", "application", "allocation"
    ).prefetch_related("focuses")


def problems(item, decision):
    """What keeps an item from being laid before the parties: Swedish sentences."""
    if item.act != ItemAct.GRANT:
        return
    category = item.frame.component.category
    if category and not item.focuses.all() and category.has_focuses():
        yield f"Välj minst en inriktning för {item.purpose}: {category} delas upp i inriktningar."
    if item.frame.actor_id or not category or item.override_reason:
        return
    rules = Earmark.objects.in_force(decision.decided_on)
    rule = rules.filter(county=decision.county, category=category).first()
    if rule and not rule.lets(item.receiver, decision.decided_on):
        yield rule.text


def concur(decision, party, *, by, comment=""):
    """Let an approver of `party` stand behind the decision, for that party alone."""
    answer(decision, party, Concurrence.Answer.YES, by=by, comment=comment)


@transaction.atomic
def answer(decision, party, says, *, by, comment=""):
    """Answer for `party`: stand behind (YES), say no (NO) or send back (BACK), with a comment.

    Four eyes: never the one who prepared it. The last party that stands behind it carries it out;
    the first that does not ends it.
    """
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    if decision.prepared_by_id == by.pk:
        raise ValidationError("Den som har berett beslutet kan inte också ställa sig bakom det.")
    approves = Role.APPROVER in by.reach.roles.get(party.pk, ())
    require(Answer(approves, f"Bara en godkännare hos {party} kan svara för {party}."))
    waiting = decision.concurrences.filter(party=party, answer=Concurrence.Answer.WAITING)
    if not waiting.exists():
        raise ValidationError(f"{party} har redan svarat, eller är inte part i beslutet.")
    if decision.state != DecisionState.PROPOSED:
        raise ValidationError("Beslutet väntar inte längre på svar.")
    if says != Concurrence.Answer.YES and not comment.strip():
        raise ValidationError("Skriv varför ni inte ställer er bakom beslutet.")
    with refusals():
        waiting.update(answer=says, answered_at=timezone.now(), answered_by=by, comment=comment)
    Event.record(VERBS[says], decision, by=by, why=comment)
    _settle(decision, says, by=by)


VERBS = {
    Concurrence.Answer.YES: "ställde sig bakom",
    Concurrence.Answer.NO: "sade nej till",
    Concurrence.Answer.BACK: "skickade tillbaka",
}
ENDS = {
    Concurrence.Answer.NO: DecisionState.DECLINED,
    Concurrence.Answer.BACK: DecisionState.RETURNED,
}


def _settle(decision, says, *, by):
    """End the decision when all have answered yes, or one has not; carry it out if it decides."""
    state = ENDS.get(says)
    if state is None:
        if decision.concurrences.exclude(answer=Concurrence.Answer.YES).exists():
            return
        state = DecisionState.DECIDED
    decision.state, decision.ended_at = state, timezone.now()
    decision.save(update_fields=["state", "ended_at"])
    if state == DecisionState.DECIDED and decision.kind == Decision.Kind.DECIDES:
        for item in _items(decision):
            CARRY_OUT[item.act](item, decision, by)


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
    Application.objects.filter(pk=application.pk).update(state=state)


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


@transaction.atomic
def write_on(decision, *, by):
    """Begin a new decision that follows on this one, with the same items. Returns the draft.

    It replaces what was sent back, makes a decision of a recommendation, or changes what was
    decided: what is granted already becomes items that change it.
    """
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
    for item in decision.items.select_related("made").prefetch_related("focuses"):
        focuses = list(item.focuses.all())
        made = getattr(item, "made", None)
        if made:
            new.items.create(
                act=ItemAct.CHANGE,
                allocation=made,
                purpose=item.purpose,
                amount=item.amount,
                reason="Ändring av tidigare beslut",
            )
            continue
        if decision.state == DecisionState.DECIDED and decision.kind == Decision.Kind.DECIDES:
            continue
        item.pk, item.decision = None, new
        item._state.adding = True
        item.save()
        item.focuses.set(focuses)
    Event.record("började skriva om", decision, by=by)
    return new
