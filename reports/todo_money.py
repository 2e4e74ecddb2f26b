"""What home shows of money: what awaits the person, and how the county's pots stand."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, Sum
from django.urls import reverse
from django.utils import timezone

from actors.access import MAY, Act
from actors.models import REGIONAL, Role
from funding.models import (
    WITH_FUNDER,
    Account,
    Allocation,
    Application,
    ApplicationState,
    BudgetLine,
    Decision,
    Frame,
    Question,
    Requisition,
    Return,
    ReturnState,
    Round,
    counties_prepared_by,
)
from portal.swedish import datum, kr, om_dagar
from reports.todo import Todo

SOON = timedelta(days=7)  # so long before a round closes it is told of
NEAR = timedelta(days=30)  # so long before an account (redovisning) is due it is told of
MOST = 4  # of each kind; the pages have them all
TOLD = [ReturnState.CERTIFIED, ReturnState.ACCEPTED]


def money_todos(user, acting):
    """What of money awaits the person, the most pressing first. `acting` is an Actor or None."""
    if acting is None:
        return []
    todos = _decisions(user) + _to_certify(user)
    if counties := list(counties_prepared_by(user).values_list("pk", flat=True)):
        todos += _to_pay(counties) + _to_prepare(user, counties)
        todos += _returns_to_answer(counties) + _returns_missing(counties)
    if applies_for := _actors(user, MAY[Act.APPLY]):
        todos += _to_answer(applies_for) + _to_account_for(applies_for)
    return todos + _closing(user, counties, applies_for)


def _actors(user, roles):
    return [actor for actor, held in user.reach.roles.items() if held & roles]


def _address(name, *args):
    return reverse(f"funding:{name}", args=args)


def _decisions(user):
    waiting = Decision.objects.awaiting(user).order_by("proposed_at", "pk").distinct()
    return [
        Todo(
            f"Svara på beslutet ”{decision.title or decision}”",
            _address("decision", decision.pk),
            "Beslutet gäller först när alla parter står bakom det.",
        )
        for decision in waiting[:MOST]
    ]


def _to_certify(user):
    """Accounts that others have filled in, for the receiver's approvers."""
    own = user.reach.approves_for
    if not own:
        return []
    filled = Return.objects.filter(state=ReturnState.FILLED, allocation__receiver__in=own)
    filled = filled.exclude(pk__in=Return.objects.written_by(user))
    filled = filled.select_related("allocation").order_by("filled_at")
    return [
        Todo(
            f"Intyga redovisningen av ”{one.allocation.purpose}”",
            _address("return", one.pk),
            f"Ifylld {datum(one.filled_at)}.",
        )
        for one in filled[:MOST]
    ]


def _to_pay(counties):
    waiting = Requisition.objects.waiting().filter(allocation__frame__county__in=counties)
    waiting = waiting.select_related("allocation__receiver").order_by("asked_at")
    return [
        Todo(
            f"Svara på rekvisitionen från {asked.allocation.receiver}",
            _address("allocation", asked.allocation_id),
            f"{kr(asked.amount)}, begärd {datum(asked.asked_at)}.",
        )
        for asked in waiting[:MOST]
    ]


def _to_prepare(user, counties):
    """Applications that nobody waits for an answer to; those that just got one come first."""
    questions = Question.objects.filter(application=OuterRef("pk"))
    waiting = (
        Application.objects.to_review(user)
        .with_asked()
        .filter(
            ~Exists(questions.filter(answered_at=None)),
            state=ApplicationState.SUBMITTED,
            round__county__in=counties,
        )
        .annotate(has_answer=Exists(questions))
        .select_related("applicant")
        .order_by("-has_answer", "submitted_at", "pk")
    )
    todos = [
        Todo(
            f"{'Svar har kommit: ' if one.has_answer else 'Bered '}”{one.title}”",
            _address("review_application", one.pk),
            f"{one.applicant} söker {kr(one.asked)}.",
        )
        for one in waiting[: MOST + 1]
    ]
    if len(todos) > MOST:
        todos[MOST] = Todo("Se alla ansökningar som ska beredas", _address("review"))
    return todos


def _returns_to_answer(counties):
    certified = Return.objects.filter(
        state=ReturnState.CERTIFIED, allocation__frame__county__in=counties
    ).select_related("allocation__receiver")
    return [
        Todo(
            f"Svara på redovisningen från {one.allocation.receiver}",
            _address("return", one.pk),
            f"”{one.allocation.purpose}”, intygad {datum(one.certified_at)}.",
        )
        for one in certified.order_by("certified_at", "pk")[:MOST]
    ]


def _unaccounted(**which):
    """Allocations of which nothing is told though the day is near or passed, by agreement."""
    told = Return.objects.filter(allocation=OuterRef("pk"), state__in=TOLD)
    due = timezone.localdate() + NEAR
    return (
        Allocation.objects.filter(
            ~Exists(told), frame__component__agreement__report_due__lte=due, **which
        )
        .select_related("frame__component__agreement")
        .order_by("frame__component__agreement__report_due", "pk")
    )


def _returns_missing(counties):
    """One line for each agreement: how many accounts have not come."""
    missing = {}
    for allocation in _unaccounted(frame__county__in=counties):
        missing.setdefault(allocation.frame.component.agreement, []).append(allocation)
    return [
        Todo(
            f"{len(rows)} {'redovisning' if len(rows) == 1 else 'redovisningar'} för "
            f"{agreement.years} har inte kommit",
            _address("returns"),
            f"Redovisas senast {datum(agreement.report_due)}, {om_dagar(agreement.report_due)}.",
        )
        for agreement, rows in missing.items()
    ]


def _to_account_for(actors):
    """The receiver's own allocations to be told of: the account is not begun, or sent back."""
    waiting = Return.objects.filter(allocation=OuterRef("pk"), state=ReturnState.FILLED)
    rows = _unaccounted(receiver__in=actors).filter(~Exists(waiting))
    return [
        Todo(
            f"Redovisa ”{allocation.purpose}”",
            _address("allocation", allocation.pk),
            f"Senast {datum(allocation.frame.component.agreement.report_due)}, "
            f"{om_dagar(allocation.frame.component.agreement.report_due)}.",
        )
        for allocation in rows[:MOST]
    ]


def _to_answer(actors):
    """The applicant's own: sent back to be completed, or with a question that awaits an answer."""
    asked = Question.objects.filter(application=OuterRef("pk"), answered_at=None)
    own = Application.objects.filter(applicant__in=actors).annotate(is_asked=Exists(asked))
    back = Q(state=ApplicationState.RETURNED)
    waiting = own.filter(back | Q(is_asked=True, state__in=WITH_FUNDER))
    return [
        Todo(
            f"{'Svara på en fråga om' if one.is_asked else 'Komplettera'} ansökan ”{one.title}”",
            _address("application", one.pk),
            "Den är åter hos er för komplettering." if one.state == "RETURNED" else "",
        )
        for one in waiting.order_by("pk")[:MOST]
    ]


def _closing(user, counties, applies_for):
    """Rounds that close within a week, for those who apply and those who prepare."""
    if not counties and not applies_for:
        return []
    today = timezone.localdate()
    closing = Round.objects.visible_to(user).open_on(today).filter(closes_on__lte=today + SOON)
    return [
        Todo(
            f"{one} stänger {om_dagar(one.closes_on)}",
            _address("round", one.pk),
            f"Sista ansökningsdag är {datum(one.closes_on)}.",
        )
        for one in closing.order_by("closes_on", "pk")[:MOST]
    ]


def county_money(user, acting):
    """How the county's joint pots of the latest agreement stand, for its officers; else None."""
    if acting is None or acting.kind not in REGIONAL:
        return None
    if Role.OFFICER not in user.reach.roles.get(acting.pk, ()):
        return None
    joint = Frame.objects.visible_to(user).joint().with_sums()
    joint = joint.filter(county__in=acting.counties.all())
    begun = joint.filter(component__agreement__first_year__lte=timezone.localdate().year)
    latest = begun.order_by("-component__agreement__first_year", "-component__agreement").first()
    if latest is None:
        return None
    agreement = latest.component.agreement
    pots = list(joint.filter(component__agreement=agreement, county=latest.county_id))
    lines = BudgetLine.objects.filter(
        application__frame__in=pots, application__state__in=WITH_FUNDER
    )
    accounts = Account.objects.filter(allocation__frame__in=pots).order_by()
    balances = dict(accounts.values_list("kind").annotate(total=Sum("balance")))
    used = balances.get("USED", 0) + balances.get("OWED", 0)
    return {
        "agreement": agreement,
        "county": latest.county,
        "total": sum(pot.total for pot in pots),
        "left": sum(pot.left for pot in pots),
        "applied": lines.aggregate(total=Sum("amount"))["total"] or 0,
        "decided": sum(balances.values()),
        "paid": sum(balances.get(kind, 0) for kind in Account.PAID_OUT),
        "used": used,
    }
