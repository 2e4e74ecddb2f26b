"""What a joint decision says, frozen for its PDF: computed once, from what its readers see."""

from django.conf import settings
from django.utils import timezone

from funding.actions.carrying_out import items_of
from funding.models import Concurrence, Decision, ItemAct

HEADINGS = {
    ItemAct.GRANT: "Beviljas",
    ItemAct.DECLINE: "Avslås",
    ItemAct.CHANGE: "Ändras",
    ItemAct.CARRY_OVER: "Förs över till nästa år",
    ItemAct.REPAY: "Betalas tillbaka",
    ItemAct.OTHER: "Annat",
}
ANSWERS = {
    Concurrence.Answer.WAITING: "Har inte svarat",
    Concurrence.Answer.YES: "Står bakom",
    Concurrence.Answer.NO: "Har sagt nej",
    Concurrence.Answer.BACK: "Har skickat tillbaka",
}


def figures_of_decision(decision):
    """The decision with its items, parties and answers, as plain values."""
    return {
        "document": "decision",
        "is_demo": settings.DEMO or settings.DEBUG,
        "title": decision.title or str(decision),
        "county": str(decision.county),
        "body": decision.body,
        "kind": decision.get_kind_display(),
        "decided_on": decision.decided_on.isoformat(),
        "paragraph": decision.paragraph,
        "diary_number": decision.diary_number,
        "state": in_words(decision),
        "prepared_by": str(decision.prepared_by),
        "follows": str(decision.follows) if decision.follows else "",
        "background": [line for line in decision.text.splitlines() if line.strip()],
        "items": [_item(item) for item in items_of(decision)],
        "parties": [_party(one) for one in _concurrences(decision)],
    }


def in_words(decision):
    """How far it has come, in one sentence."""
    states = Decision.State
    if decision.state == states.DECIDED and decision.kind == Decision.Kind.RECOMMENDS:
        return "Alla parter står bakom rekommendationen. Den flyttar inga pengar."
    return {
        states.DRAFT: "Utkast.",
        states.PROPOSED: "Inte beslutat: alla parter har inte svarat.",
        states.DECIDED: "Beslutat: alla parter står bakom.",
        states.RETURNED: "Inte beslutat: det har gått åter till beredning.",
        states.DECLINED: "Inte beslutat: en part har sagt nej.",
    }[decision.state]


def _concurrences(decision):
    return decision.concurrences.select_related("party", "answered_by")


def _party(one):
    return {
        "name": str(one.party),
        "answer": ANSWERS[one.answer],
        "at": timezone.localtime(one.answered_at).isoformat(timespec="minutes")
        if one.answered_at
        else "",
        "by": str(one.answered_by) if one.answered_by else "",
        "comment": one.comment,
    }


def _item(item):
    about = item.allocation or item.application
    frame = item.frame or (about and about.frame)
    receiver = item.receiver or (item.allocation and item.allocation.receiver)
    receiver = receiver or (item.application and item.application.applicant)
    return {
        "act": HEADINGS[item.act],
        "purpose": item.purpose,
        "receiver": str(receiver) if receiver else "",
        "pot": str(frame.component) if frame else "",
        "amount": item.amount,
        "focuses": [str(focus) for focus in item.focuses.all()],
        "conditions": item.conditions,
        "reason": item.reason,
        "usable_until": item.usable_until.isoformat() if item.usable_until else "",
        "override_reason": item.override_reason,
        "override_by": str(item.override_by) if item.override_by else "",
    }
