"""How the demo decides together and accounts for money: by the actions that the pages use."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from actors.models import County
from funding import actions as money
from funding.models import (
    Allocation,
    Decision,
    DecisionItem,
    DecisionOrder,
    Earmark,
    ItemAct,
    Return,
)
from initiatives.models import Category, Taxonomy, Term
from portal.models import Event
from portal.seed.people import actor, approver_of


def seed_rules():
    """How two counties decide together, and what Västerbotten keeps to the user movement."""
    vasterbotten, stockholm = (County.objects.get(code=code) for code in ("24", "01"))
    DecisionOrder.objects.create(
        county=vasterbotten, body="Länssamverkansgruppen", kommuner=DecisionOrder.Kommuner.EACH
    )
    DecisionOrder.objects.create(
        county=stockholm,
        body="Region Stockholm och Storsthlm",
        kommuner=DecisionOrder.Kommuner.BODY,
        kommun_body=actor("Storsthlm"),
    )
    Earmark.objects.create(
        county=vasterbotten,
        category=Category.objects.get(first_year=2024, number=4),
        allows="USER_MOVEMENT",
        text="I Västerbotten går brukarmiljonen (kategori 4) till brukarrörelsen. "
        "Välj en mottagare som räknas som brukarrörelse.",
        source="FoU Socialtjänst Västerbotten 2024",
        since=date(2024, 1, 1),
    )


def focuses(category, numbers):
    """The focuses (inriktningar) of a category by their numbers in its list."""
    return list(Term.objects.filter(taxonomy=Taxonomy.FOCUS, category=category, number__in=numbers))


def grant(frame, receiver, amount, purpose, *, wanted=(), **more):
    """An unsaved item that gives `receiver` money, and the focuses it is for."""
    item = DecisionItem(
        act=ItemAct.GRANT,
        frame=frame,
        receiver=receiver,
        amount=amount,
        purpose=purpose,
        **more,
    )
    return item, focuses(frame.component.category, wanted) if wanted else []


def write(county, items, *, by, **fields):
    """A decision that is being written, with its (item, focuses)."""
    decision = Decision.objects.create(
        county=county,
        body=county.decision_order.body,
        prepared_by=by,
        diary_number=fields.pop("diary_number", "Påhittat"),
        **fields,
    )
    for item, chosen in items:
        item.decision = decision
        item.save()
        item.focuses.set(chosen)
    Event.record("började skriva", decision, by=by)
    return decision


def decide(decision, *, by, waiting_for=()):
    """Lay it before the county's parties; all but `waiting_for` stand behind it.

    Returns {purpose: Allocation}: what arose when the last one did.
    """
    parties = decision.county.decision_order.parties()
    money.lay_before(decision, parties, by=by)
    for party in parties:
        if party not in waiting_for:
            money.concur(decision, party, by=approver_of(party))
    return {made.purpose: made for made in Allocation.objects.filter(decision=decision)}


def spend(allocation, *, paid, used, paid_on, used_on, by, activities=(), note=""):
    """Pay out and book what the receiver has used: `used` holds (kronor, Activity or None)."""
    allocation.activities.set(activities)
    if paid:
        money.pay(allocation, amount=paid, on=paid_on, by=by, voucher=_voucher("U", allocation))
    for number, (amount, activity) in enumerate(used, 1):
        money.use(
            allocation,
            amount=amount,
            on=used_on,
            activity=activity,
            note=note or "Enligt mottagarens redovisning",
            voucher=_voucher("F", allocation, number),
            by=by,
        )


def _voucher(letter, allocation, number=1):
    return f"Påhittad {letter}{allocation.pk}-{number}"


def account_for(allocation, *, state, as_of, by, certifier, answered_by=None, **told):
    """A receiver's return of an allocation, as it is filled in and certified on its page."""
    fresh = Allocation.objects.with_sums().get(pk=allocation.pk)
    figures = {"used": fresh.used, "forecast": fresh.paid} | told
    if fresh.used > fresh.paid:
        figures |= {"carry_over": 0, "to_repay": 0}
    account = Return(
        allocation=fresh,
        state=state,
        as_of=as_of,
        paid=fresh.paid,
        booked=fresh.used,
        filled_by=by,
        filled_at=noon(as_of, days=20),
        **figures,
    )
    if state != Return.State.FILLED:
        account.certified_by, account.certified_at = certifier, noon(as_of, days=25)
    if state in (Return.State.ACCEPTED, Return.State.SENT_BACK):
        account.answered_by, account.answered_at = answered_by, noon(as_of, days=45)
    account.full_clean(exclude=["filled_by", "certified_by", "answered_by"])
    account.save()
    Event.record("fyllde i", account, by=by)
    return account


def noon(day, days=0):
    """The middle of a day, or of one some days later; never later than now."""
    moment = timezone.make_aware(datetime.combine(day, time(12))) + timedelta(days=days)
    return min(moment, timezone.now())
