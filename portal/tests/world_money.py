"""The money of the small world: every step of the chain, for the tests that walk every page."""

from actors.models import Role
from actors.tests.factories import make_user
from funding import actions as money
from funding.actions import payments, returns
from funding.models import (
    Conflict,
    Decision,
    DecisionItem,
    DistributionKey,
    Earmark,
    PlannedPayment,
    Return,
    Round,
    Scenario,
    Statement,
)
from funding.tests import desk
from funding.tests.applying import make_application, make_category, make_round
from funding.tests.factories import DAY, make_decision, make_pot
from portal.tests.world_words import APPLIED, CANARY, WRITERS


def build(cast, activity, named):
    """A pot and what was allocated out of it for two activities, by name of what it is."""
    pot = make_pot(cast.vasterbotten, cast.officer)
    allocation = money.allocate(
        pot,
        cast.storuman,
        amount=1000,
        purpose=f"Ändamål {CANARY}",
        decision=make_decision(cast.vasterbotten, [cast.region], cast.officer),
        activities=[activity, named],
        by=cast.officer,
    )
    money.pay(allocation, amount=500, on=DAY, by=cast.officer)
    reviewed = desk.send_in(
        desk.make_round(cast.vasterbotten, cast.officer), cast.storuman, cast.coordinator
    )
    conflict = Conflict.objects.create(
        application=reviewed,
        person=make_user("umeagodkannare", cast.umea, Role.APPROVER),
        reason="Arbetar där",
        declared_by=cast.officer,
    )
    laid, draft_decision = _decisions(cast, pot)
    scenario = _scenario(cast, pot)
    planned = PlannedPayment.objects.create(allocation=allocation, due_on=DAY, amount=1000)
    asked = payments.requisition(allocation, amount=1, text="Bankgiro", by=cast.coordinator)
    money.use(allocation, amount=1, on=DAY, activity=named, by=cast.officer)
    draft_return, filled_return, sent_in = _returns(cast, pot, allocation.decision)
    round, application, own_draft, question, earmark = _applying(cast, pot)
    return {
        "pot": pot,
        "agreement": pot.component.agreement,
        "component": pot.component,
        "statement": Statement.objects.create(
            agreement=pot.component.agreement, about="Hela beloppet", amount=1, source="Källa"
        ),
        "shares_key": money.key_of_table(
            DistributionKey(name="Nyckel", basis="TABLE", source="Källa"),
            {cast.storuman.pk: 1},
            by=cast.officer,
        ),
        "allocation": allocation,
        "reviewed": reviewed,
        "conflict": conflict,
        "laid": laid,
        "decided": allocation.decision,
        "draft_decision": draft_decision,
        "draft_item": draft_decision.items.get(),
        "scenario": scenario,
        "scenario_round": scenario.round,
        "planned": planned,
        "asked": asked,
        "moved": allocation.accounts.get(kind="USED").incoming.get(),
        "draft_return": draft_return,
        "filled_return": filled_return,
        "sent_in": sent_in,
        "round": round,
        "application": application,
        "own_draft": own_draft,
        "question": question,
        "earmark": earmark,
    }


def _decisions(cast, pot):
    """A joint decision that awaits its parties, and one that is written."""

    def item():
        return DecisionItem(
            act="GRANT", frame=pot, receiver=cast.umea, amount=10, purpose=f"Punkt {CANARY}"
        )

    laid, draft = (
        Decision(county=cast.vasterbotten, title=title, body="Organ", decided_on=DAY)
        for title in (f"Beslut {CANARY}", "Utkast till beslut")
    )
    parties = [cast.region, cast.storuman]
    money.propose_decision(laid, parties=parties, items=[item()], by=cast.officer)
    money.write_decision(draft, by=cast.officer)
    written = item()
    written.decision = draft
    money.write_items([(written, ())], by=cast.officer)
    return laid, draft


def _scenario(cast, pot):
    """An alternative of a round that nobody has applied in."""
    round = Round.objects.create(
        county=cast.vasterbotten,
        agreement=pot.component.agreement,
        name="Omgång att pröva",
        opens_on=DAY,
        closes_on=DAY,
        created_by=cast.officer,
    )
    round.frames.add(pot)
    return Scenario.objects.create(round=round, name="Alternativet", created_by=cast.officer)


def _applying(cast, pot):
    """An open round, Storuman's application in it and a draft, a question and a rule."""
    round = make_round([pot], cast.officer, name=f"Omgång {CANARY}")
    sent = make_application(
        round, cast.storuman, cast.coordinator, title=f"Ansökan {APPLIED}", need=f"Behov {APPLIED}"
    )
    money.submit(sent, by=cast.coordinator)
    draft = make_application(
        round, cast.storuman, cast.coordinator, lines=(), title=f"Ansökan {WRITERS}"
    )
    question = sent.questions.create(text=f"Fråga {APPLIED}", asked_by=cast.officer)
    earmark = Earmark.objects.create(
        county=cast.vasterbotten,
        category=make_category(),
        allows="USER_MOVEMENT",
        text=f"Regel {CANARY}",
        source="Källa",
        since=DAY,
    )
    return round, sent, draft, question, earmark


def _returns(cast, pot, decision):
    """Returns of three allocations to Storuman: one in the making, one filled in, one sent in."""
    for amount in (10, 20, 30):
        allocation = money.allocate(
            pot,
            cast.storuman,
            amount=amount,
            purpose=f"Ändamål {CANARY}",
            decision=decision,
            by=cast.officer,
        )
        report = returns.begin_return(allocation, by=cast.coordinator)
        if amount > 10:
            returns.fill_return(report, by=cast.coordinator)
        if amount > 20:
            returns.certify_return(report, by=cast.approver)
    return Return.objects.order_by("allocation__committed")
