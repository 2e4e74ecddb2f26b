"""Alternatives of how a round's pots could be shared; one of them becomes a draft decision."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from actors.access import may_move_money, require
from funding.models import (
    Application,
    ApplicationState,
    Decision,
    DecisionItem,
    DecisionOrder,
    DecisionState,
    ItemAct,
    Scenario,
    ScenarioAmount,
)
from funding.whatif import read_board
from portal.models import Event
from portal.swedish import kr

NO_ROOM = "Ryms inte i potten."
NO_ORDER = (
    "Länets beslutsordning är inte ifylld: vilket organ som beslutar och vilka som ska stå bakom. "
    "Fyll i den under Länets regler först."
)
NOTHING_PREPARED = "Ingen ansökan i alternativet är färdigberedd. Bered minst en först."


@dataclass
class Proposal:
    """What a decision made of an alternative would hold, what is left out, and what stops it."""

    granted: list = field(default_factory=list)  # rows of the board
    declined: list = field(default_factory=list)
    unprepared: list = field(default_factory=list)
    answered: list = field(default_factory=list)  # in a laid decision, or ended
    problems: list = field(default_factory=list)  # Swedish sentences


@transaction.atomic
def new_scenario(form, amounts, *, by):
    """Save a bound and valid form of a new alternative, with kronor by application."""
    require(may_move_money(by, form.instance.round.county))
    form.instance.created_by = by
    scenario = form.save()
    _put(scenario, amounts)
    Event.record("skapade", scenario, by=by)
    return scenario


@transaction.atomic
def save_scenario(form, *, by):
    """Save a bound and valid BoardForm: name and amounts. Others' hidden amounts stay."""
    require(may_move_money(by, form.instance.round.county))
    scenario = form.save()
    _put(scenario, form.amounts())
    Event.record("ändrade", scenario, by=by)
    return scenario


def _put(scenario, amounts):
    ScenarioAmount.objects.bulk_create(
        [ScenarioAmount(scenario=scenario, application_id=n, amount=k) for n, k in amounts.items()],
        update_conflicts=True,
        unique_fields=["scenario", "application"],
        update_fields=["amount"],
    )


def plan_proposal(scenario, board):
    """What a decision made of the alternative would hold; `problems` keep it from being made."""
    proposal = Proposal()
    for row in board.rows:
        if row.locked:
            proposal.answered.append(row)
        elif not row.is_prepared:
            proposal.unprepared.append(row)
        elif row.amount:
            proposal.granted.append(row)
        else:
            proposal.declined.append(row)
    if board.hidden:
        proposal.problems.append(hidden_sentence(board.hidden))
    proposal.problems += [over_sentence(one) for one in board.sums().over]
    if not (proposal.granted or proposal.declined):
        proposal.problems.append(NOTHING_PREPARED)
    if not DecisionOrder.objects.filter(county=scenario.round.county_id).exists():
        proposal.problems.append(NO_ORDER)
    return proposal


def over_sentence(pot_sum):
    """Why an alternative cannot be sent on: too much of a pot."""
    return (
        f"{kr(pot_sum.over)} för mycket ur potten {pot_sum.pot.name}. Sänk beloppen innan "
        "alternativet blir beslutsförslag."
    )


def hidden_sentence(count):
    one = "1 ansökan är dold" if count == 1 else f"{count} ansökningar är dolda"
    return f"{one} för dig på grund av jäv. Någon annan behöver göra beslutsförslaget."


@transaction.atomic
def propose(scenario, *, by):
    """Make the alternative a draft decision, for the county's body. Returns (decision, proposal).

    A second click returns the person's draft that stands, and no proposal.
    Raises ValidationError with every sentence that stops it.
    """
    county = scenario.round.county
    require(may_move_money(by, county))
    scenario = (
        Scenario.objects.select_for_update(of=["self"])
        .select_related("round__county")
        .get(pk=scenario.pk)
    )
    proposal = plan_proposal(scenario, read_board(scenario.round, by, scenario))
    if proposal.problems:
        raise ValidationError(proposal.problems)
    title = f"{scenario.round.name}: {scenario.name}"[:200]
    if standing := _standing(scenario.round, title, by):
        return standing, None
    decision = Decision.objects.create(
        county=county,
        title=title,
        body=county.decision_order.body,
        decided_on=timezone.localdate(),
        prepared_by=by,
    )
    _write_items(decision, proposal)
    Event.record("gjorde beslutsförslag av", scenario, by=by)
    return decision, proposal


def _standing(round, title, by):
    """The person's own draft of the round with that title, when there is one."""
    drafts = Decision.objects.filter(state=DecisionState.DRAFT, prepared_by=by, title=title)
    return drafts.filter(items__application__round=round).first()


def _write_items(decision, proposal):
    """One item for each application, with its inriktningar when it is granted."""
    rows = {row.number: row for row in [*proposal.granted, *proposal.declined]}
    applications = (
        Application.objects.filter(pk__in=rows, state=ApplicationState.PREPARED)
        .select_related("preparation")
        .prefetch_related("focuses")
        .order_by("pk")
    )
    found = {one.pk: one for one in applications}
    items = DecisionItem.objects.bulk_create(
        [_item(decision, found[number], row) for number, row in rows.items() if number in found]
    )
    links = DecisionItem.focuses.through
    links.objects.bulk_create(
        [
            links(decisionitem=item, term=focus)
            for item in items
            if item.act == ItemAct.GRANT
            for focus in found[item.application_id].focuses.all()
        ]
    )


def _item(decision, application, row):
    about = {
        "decision": decision,
        "application": application,
        "frame_id": application.frame_id,
        "receiver_id": application.applicant_id,
        "purpose": application.title,
    }
    if row.amount:
        return DecisionItem(act=ItemAct.GRANT, amount=row.amount, **about)
    return DecisionItem(act=ItemAct.DECLINE, reason=_why_not(application), **about)


def _why_not(application):
    """The reason of a preparation that recommended nothing; one for giving would not explain."""
    preparation = getattr(application, "preparation", None)
    if preparation and not preparation.recommended and preparation.reason:
        return preparation.reason[:1000]
    return NO_ROOM
