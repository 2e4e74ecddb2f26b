"""What keeps a decision from being laid before its parties, in words."""

from dataclasses import dataclass

from django.db.models import Sum

from funding.models import (
    WITH_FUNDER,
    ApplicationState,
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
    """What a decision takes out of one pot."""

    frame: Frame
    draws: int = 0
    waiting: int = 0  # what other decisions that await their parties take

    @property
    def after(self):
        return self.frame.left - self.draws


def pots_of(items, decision):
    """A Pot for each pot that the items take from or give back to."""
    found = {}
    for item in items:
        frame = item.frame or (item.allocation and item.allocation.frame)
        if frame and (drawn := _drawn(item)) is not None:
            found.setdefault(frame.pk, Pot(frame)).draws += drawn
    others = DecisionItem.objects.filter(
        decision__state=DecisionState.PROPOSED,
        decision__kind=Decision.Kind.DECIDES,
        frame__in=found,
        act__in=[ItemAct.GRANT, ItemAct.REPAY],
    ).exclude(decision=decision)
    sums = others.order_by().values("frame").annotate(total=Sum("amount"))
    for row in sums if found else ():
        found[row["frame"]].waiting = row["total"]
    return list(found.values())


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
        if pot.after < 0:
            yield (
                f"{pot.frame}: beslutet tar {kr(pot.draws)}, men i potten finns "
                f"{kr(pot.frame.left)}. Minska med {kr(-pot.after)}."
            )


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
    rules = Earmark.objects.in_force(day).filter(county=decision.county_id) if receivers else ()
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
