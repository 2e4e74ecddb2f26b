"""A joint decision: written, laid before the parties, answered, and then carried out."""

from collections import defaultdict

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from actors.access import Act, may, may_move_money, require
from funding.actions.carrying_out import carry_out, hold_accounts, items_of
from funding.actions.shortcomings import NO_ITEMS, before_the_county, shortcomings
from funding.models import (
    ApplicationState,
    Concurrence,
    Decision,
    DecisionOrder,
    DecisionState,
)
from portal.models import Event, refusals

UNPREPARED = [ApplicationState.SUBMITTED, ApplicationState.RETURNED]


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

    Raises ValidationError with all that is missing in it.
    """
    state = Decision.objects.select_for_update().values_list("state", flat=True)
    if state.get(pk=decision.pk) != DecisionState.DRAFT:
        raise ValidationError("Beslutet är redan framlagt.")
    if wrong := list(shortcomings(decision, list(items_of(decision)), parties)):
        raise ValidationError(wrong)
    Concurrence.objects.bulk_create(
        Concurrence(decision=decision, party=party) for party in parties
    )
    decision.state, decision.proposed_at = DecisionState.PROPOSED, timezone.now()
    decision.save(update_fields=["state", "proposed_at"])
    Event.record("lade fram", decision, by=by)
    return decision


@transaction.atomic
def lay_before_the_county(decision, *, by):
    """Lay an officer's draft before those that the county has set; it has items to decide."""
    require(may_move_money(by, decision.county))
    hold_accounts(items_of(decision))  # of two that are laid at once, one sees the other
    missing = list(missing_in(decision, by=by))
    if missing:
        raise ValidationError(missing)
    return lay_before(decision, parties_of(decision), by=by)


def missing_in(decision, *, by):
    """All that keeps a draft from being laid before the county's parties, in words."""
    items, parties = list(items_of(decision)), parties_of(decision)
    if not items:
        yield NO_ITEMS
    if decision.items.in_conflict(by.pk).exists():
        yield "Du är jävig i en av ansökningarna. Någon annan får lägga fram beslutet."
    for item in items:
        if item.application and item.application.state in UNPREPARED:
            yield f"{item.application}: ansökan är inte färdigberedd. Gör klart beredningen först."
    yield from shortcomings(decision, items, parties)
    yield from before_the_county(items, decision)


def parties_of(decision):
    """The Actors that the county has set must stand behind its decisions; none when it has not."""
    order = DecisionOrder.objects.filter(county=decision.county_id).first()
    return order.parties() if order else []


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
    require(may(by, Act.CONCUR, party))
    if decision.items.in_conflict(by.pk).exists():
        raise ValidationError("Du är jävig i en av ansökningarna. Någon annan hos er får svara.")
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
        carry_out(decision, by=by)
        Event.record("genomförde", decision, by=by, why="Alla parter står bakom beslutet.")


@transaction.atomic
def concur_with_all(decisions, *, by, note=""):
    """Stand behind several decisions with one note, each with an answer of its own: all or none.

    The person answers for every party of theirs that has not. Raises ValidationError with the
    reason of each that cannot be answered; none is then answered.
    """
    refused = []
    chosen = Decision.objects.filter(pk__in=[one.pk for one in decisions])
    held = list(chosen.select_for_update().order_by("pk"))
    hold_accounts(items_of(*held))
    own = defaultdict(list)
    waiting = Concurrence.objects.filter(
        decision__in=held, party__in=by.reach.approves_for, answer=Concurrence.Answer.WAITING
    )
    for concurrence in waiting.select_related("party"):
        own[concurrence.decision_id].append(concurrence.party)
    for decision in held:
        try:
            with transaction.atomic():
                _concur_for(own[decision.pk], decision, by, note)
        except ValidationError as error:
            refused.append(f"{decision}: {' '.join(error.messages)}")
        except PermissionDenied as error:
            refused.append(f"{decision}: {error}")
    if refused:
        raise ValidationError(refused)


def _concur_for(parties, decision, by, note):
    if not parties:
        raise ValidationError("Det väntar inte på svar från er.")
    for party in parties:
        concur(decision, party, by=by, comment=note)
