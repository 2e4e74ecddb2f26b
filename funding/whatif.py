"""What the what-if board reads, in as many questions for five applications as for two hundred."""

from django.db.models import Count, Q, Sum
from django.utils import timezone

from actors.models import Kind, Population
from funding.board import Board, Place, Pot, Row
from funding.models import (
    Application,
    ApplicationState,
    Decision,
    DecisionItem,
    DecisionState,
    Earmark,
    Frame,
    ItemAct,
    ScenarioAmount,
)
from funding.models.applications import WITH_FUNDER
from funding.models.deciders import conflicts_of

LAID = [DecisionState.PROPOSED, DecisionState.DECIDED]
IN_DECISION = "Står i ett beslut som är framlagt"


def read_board(round, user, scenario=None):
    """The round's pots and applications as `user` may see them, with the scenario's amounts."""
    frames = list(
        Frame.objects.filter(Q(rounds=round) | Q(applications__round=round))
        .select_related("account", "component__category")
        .distinct()
    )
    bound = bound_in_decisions(frames)
    applications = list(
        of_round(round, user)
        .with_asked()
        .select_related("frame__component", "applicant")
        # The preparation is each one's own, and may be missing.
        .select_related("preparation")
        .order_by("applicant__name", "title", "pk")
    )
    inhabitants = inhabitants_of(round.county)
    kept_out = rules_against(round.county, applications)
    laid = in_laid_decisions(round)
    amounts = amounts_of([scenario])[scenario.pk] if scenario else {}
    rows = [_row(one, inhabitants, kept_out, laid, amounts.get(one.pk, 0)) for one in applications]
    order = {frame.pk: place for place, frame in enumerate(frames)}
    return Board(
        pots=[_pot(frame, bound.get(frame.pk, 0)) for frame in frames],
        rows=sorted(rows, key=lambda row: order[row.pot]),
        inhabitants=sum(inhabitants.values()) or None,
        hidden=hidden_from(user, [round]).get(round.pk, 0),
    )


def of_round(round, user):
    """The round's applications that were sent in and not taken back, within the user's reach."""
    found = Application.objects.to_review(user).filter(round=round)
    return found.exclude(state=ApplicationState.WITHDRAWN)


def still_open(user, rounds):
    """Applications of several rounds that can still be put amounts on."""
    laid = DecisionItem.objects.filter(
        application__round__in=rounds, decision__state__in=LAID
    ).values("application")
    return (
        Application.objects.to_review(user)
        .filter(round__in=rounds, state__in=WITH_FUNDER)
        .exclude(pk__in=laid)
    )


def bound_in_decisions(frames):
    """Kronor by pot that laid decisions would grant when every party has answered."""
    items = DecisionItem.objects.filter(
        act=ItemAct.GRANT,
        frame__in=frames,
        decision__state=DecisionState.PROPOSED,
        decision__kind=Decision.Kind.DECIDES,
    )
    return dict(items.order_by().values_list("frame").annotate(Sum("amount")))


def in_laid_decisions(round):
    """Numbers of the applications that a laid decision answers, or has answered."""
    items = DecisionItem.objects.filter(application__round=round, decision__state__in=LAID)
    return set(items.order_by().values_list("application", flat=True))


def hidden_from(user, rounds):
    """How many applications of each round the person must step aside from."""
    hidden = Application.objects.filter(
        round__in=rounds, state__in=WITH_FUNDER, pk__in=conflicts_of(user.pk)
    )
    return dict(hidden.order_by().values_list("round").annotate(Count("pk")))


def amounts_of(scenarios):
    """Kronor by application, by scenario."""
    found = {scenario.pk: {} for scenario in scenarios}
    rows = ScenarioAmount.objects.filter(scenario__in=scenarios).order_by()
    for scenario, application, amount in rows.values_list("scenario", "application", "amount"):
        found[scenario][application] = amount
    return found


def inhabitants_of(county):
    """The latest known number of inhabitants of each of the county's kommuner."""
    latest = (
        Population.objects.filter(actor__kind=Kind.KOMMUN, actor__counties=county)
        .order_by("actor_id", "-reference_date")
        .distinct("actor_id")
    )
    return dict(latest.values_list("actor", "inhabitants"))


def rules_against(county, applications):
    """The text of the county's rule by application, for those that it keeps out today."""
    today = timezone.localdate()
    rules = {rule.category_id: rule for rule in Earmark.objects.against(county, today)}
    asking = {}
    for one in applications:
        if (rule := rules.get(one.frame.component.category_id)) and not one.frame.actor_id:
            asking.setdefault(rule, []).append(one)
    found = {}
    for rule, those in asking.items():  # as many as the county has rules, four at the most
        allowed = rule.let_among([one.applicant for one in those], today)
        found |= {one.pk: rule.text for one in those if one.applicant_id not in allowed}
    return found


def _pot(frame, bound):
    component = frame.component
    name = str(component.category or component)
    return Pot(frame.pk, name, frame.account.balance, bound)


def _row(application, inhabitants, kept_out, laid, amount):
    preparation = getattr(application, "preparation", None)
    is_finished = preparation is not None and preparation.prepared_at is not None
    locked = ""
    if application.state not in WITH_FUNDER:
        locked = application.get_state_display()
    elif application.pk in laid:
        locked = IN_DECISION
    return Row(
        number=application.pk,
        pot=application.frame_id,
        place=_place(application.applicant, inhabitants),
        asked=application.asked,
        recommended=preparation.recommended if is_finished else None,
        b=application.main_b,
        title=application.title,
        applicant=application.applicant.label,
        rule=kept_out.get(application.pk, ""),
        locked=locked,
        is_prepared=application.state == ApplicationState.PREPARED,
        amount=amount,
    )


def _place(actor, inhabitants):
    if actor.kind == Kind.KOMMUN:
        return Place(actor.label, inhabitants.get(actor.pk), is_kommun=True)
    return Place(actor.get_kind_display())
