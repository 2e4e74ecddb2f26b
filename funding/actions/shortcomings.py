"""What keeps a decision from being laid before its parties, in words."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q, Sum

from funding.actions.carrying_out import items_of
from funding.models import (
    WITH_FUNDER,
    ApplicationState,
    BudgetLine,
    CarryOver,
    Decision,
    DecisionItem,
    DecisionState,
    Earmark,
    Frame,
    ItemAct,
)
from initiatives.models import Taxonomy, Term
from portal.swedish import datum, kr

NO_ITEMS = "Beslutet har ingen punkt. Lägg till minst en."
NO_ORDER = (
    "Länet har inte bestämt vilka som ska stå bakom gemensamma beslut. Fyll i länets regler först."
)


@dataclass
class Pot:
    """What a decision takes out of one pot, beside what others that await their parties take."""

    frame: Frame
    draws: int = 0
    others: dict = field(default_factory=dict)  # a laid Decision → what it takes

    @property
    def waiting(self):
        return sum(self.others.values())

    @property
    def alone(self):
        """What is left after this decision, if no other is decided."""
        return self.frame.left - self.draws

    @property
    def after(self):
        return self.alone - self.waiting


def pots_of(items, decision):
    """A Pot for each pot that the items take from or give back to."""
    found = {}
    for item in items:
        frame = item.frame or (item.allocation and item.allocation.frame)
        if frame and (drawn := _drawn(item)) is not None:
            found.setdefault(frame.pk, Pot(frame)).draws += drawn
    for (number, other), taken in _taken_by_others(found, decision).items():
        if taken > 0:  # what gives back is not there before it is decided
            found[number].others[other] = taken
    return list(found.values())


def _taken_by_others(frames, decision):
    """(number of the pot, laid decision) → what it takes out of the pot, of each of `frames`."""
    if not frames:
        return {}
    laid = Decision.objects.filter(state=DecisionState.PROPOSED, kind=Decision.Kind.DECIDES)
    others = items_of(*laid.exclude(pk=decision.pk).values_list("pk", flat=True))
    others = others.filter(Q(frame__in=frames) | Q(allocation__frame__in=frames))
    taken = defaultdict(int)
    for item in others.select_related("decision"):
        number = item.frame_id or item.allocation.frame_id
        taken[number, item.decision] += _drawn(item) or 0
    return taken


def _drawn(item):
    """Kronor that the item takes out of a pot; None when it has nothing to do with one."""
    if item.act == ItemAct.GRANT or (item.act == ItemAct.REPAY and item.frame_id):
        return item.amount
    if item.act == ItemAct.CHANGE:
        return item.amount - item.allocation.granted
    return None


def shortcomings(decision, items, parties):
    """All that is missing or wrong, as Swedish sentences; nothing when it may be laid."""
    if not parties:
        yield NO_ORDER
    granting = [item for item in items if item.act == ItemAct.GRANT]
    divided = _divided(granting)
    rules = rules_for([item.receiver for item in granting], decision)
    elsewhere = _in_other_decisions(items, decision)
    for item in items:
        yield from _about_county(item, decision, parties)
        yield from _about_application(item, decision, elsewhere)
        yield from _about_term(item)
        yield from _about_allocation(item)
        if item.act == ItemAct.GRANT:
            yield from _about_grant(item, divided, rules)
    for pot in pots_of(items, decision):
        if pot.alone < 0:
            yield (
                f"{pot.frame}: beslutet tar {kr(pot.draws)}, men i potten finns "
                f"{kr(pot.frame.left)}. Minska med {kr(-pot.alone)}."
            )


def before_the_county(items, decision):
    """What an officer explains or waits with, before the decision is laid before the county."""
    for pot in pots_of(items, decision):
        if pot.after < 0 <= pot.alone and pot.draws > 0:
            names = " och ".join(f"”{other.title or other}”" for other in pot.others)
            yield (
                f"{pot.frame}: i potten finns {kr(pot.frame.left)}. Beslutet tar {kr(pot.draws)}, "
                f"och {names}, som väntar på parterna, tar {kr(pot.waiting)}. Minska med "
                f"{kr(-pot.after)}, eller vänta tills det andra beslutet är avgjort."
            )
    asked = asked_in(items)
    for item in items:
        sought = asked.get(item.application_id)
        if sought and item.act == ItemAct.GRANT and item.amount > sought and not item.reason:
            yield (
                f"{item}: {kr(item.amount)} är mer än de {kr(sought)} som är sökta. Skriv skälet i "
                "punkten, eller minska beloppet."
            )


def asked_in(items):
    """Number of an application → what it asks for, of those that the items are about."""
    lines = BudgetLine.objects.filter(application__in=[item.application_id for item in items])
    sums = lines.order_by().values("application").annotate(total=Sum("amount"))
    return {row["application"]: row["total"] for row in sums}


def _divided(granting):
    """The categories of the items that are divided in inriktningar."""
    categories = {item.frame.component.category_id for item in granting} - {None}
    if not categories:
        return set()
    focuses = Term.objects.of(Taxonomy.FOCUS).in_use().filter(category__in=categories)
    return set(focuses.order_by().values_list("category", flat=True))


def rules_for(receivers, decision):
    """Category → (the county's rule, the numbers of the receivers that it lets through)."""
    day = decision.decided_on
    rules = Earmark.objects.against(decision.county_id, day) if receivers else ()
    return {rule.category_id: (rule, rule.let_among(receivers, day)) for rule in rules}


def _about_grant(item, divided, rules):
    category = item.frame.component.category
    if category and category.pk in divided and not item.focuses.all():
        yield f"Välj minst en inriktning för {item.purpose}: {category} delas upp i inriktningar."
    rule, let = rules.get(category and category.pk, (None, ()))
    if rule and item.receiver_id not in let and not (item.frame.actor_id or item.override_reason):
        yield rule.text


def _in_other_decisions(items, decision):
    """The applications that another decision, which awaits its parties, is about already."""
    waiting = DecisionItem.objects.filter(
        decision__state=DecisionState.PROPOSED,
        application__in={item.application_id for item in items} - {None},
    ).exclude(decision=decision)
    return set(waiting.order_by().values_list("application", flat=True))


def _about_county(item, decision, parties):
    """Money of the decision's own county; and what one has for itself, it has a part in."""
    frame = item.frame or (item.allocation and item.allocation.frame)
    if not frame:
        return
    frames = [frame, item.allocation.frame] if item.allocation else [frame]
    if any(one.county_id != decision.county_id for one in frames):
        yield f"{item}: potten hör till ett annat län än beslutet."
    if frame.actor_id and parties and frame.actor not in parties:
        yield f"{item}: {frame.actor} är inte part i beslutet om sina egna medel."
    if item.act == ItemAct.GRANT and frame.component.agreement.decided_on is None:
        yield (
            f"{item}: {frame.component.agreement} är preliminär. Medel kan tilldelas när den är "
            "beslutad."
        )


def _about_application(item, decision, elsewhere):
    application = item.application
    if application is None:
        return
    if application.pk in elsewhere:
        yield f"{application}: ansökan står i ett annat beslut som väntar på parterna."
    if application.round.county_id != decision.county_id:
        yield f"{application}: ansökan hör till ett annat län än beslutet."
    applicants = {application.applicant_id, *(one.pk for one in application.co_applicants.all())}
    if item.act == ItemAct.GRANT and item.receiver_id not in applicants:
        yield f"{application}: {item.receiver} är varken sökande eller medsökande."
    if application.state not in WITH_FUNDER:
        state = ApplicationState(application.state).label.lower()
        yield f"{application}: ansökan är {state} och kan inte beslutas. Ta bort punkten."


def _about_term(item):
    """Carrying over, as the agreement allows it."""
    if item.act != ItemAct.CARRY_OVER:
        return
    agreement = item.allocation.frame.component.agreement
    if agreement.carry_over == CarryOver.NOT_ALLOWED:
        yield f"{item}: medlen får inte föras över till nästa år enligt {agreement}."
    if agreement.usable_until and item.usable_until <= agreement.usable_until:
        yield (
            f"{item}: medlen får redan användas till och med {datum(agreement.usable_until)}. "
            "Välj en senare dag."
        )


def _about_allocation(item):
    """What is paid out and unspent, and what is already paid, set the limits."""
    allocation = item.allocation
    if allocation is None:
        return
    paid = allocation.granted - allocation.unpaid
    if item.act == ItemAct.CHANGE and item.amount < paid:
        yield f"{item}: {kr(paid)} är redan utbetalt eller använt. Beloppet kan inte bli mindre."
    if item.act == ItemAct.CARRY_OVER and item.amount > allocation.unspent:
        yield f"{item}: bara {kr(allocation.unspent)} är utbetalt och inte använt."
    unspent = allocation.unspent + allocation.carried
    if item.act == ItemAct.REPAY and item.amount > unspent:
        yield f"{item}: bara {kr(unspent)} är utbetalt och inte använt."
