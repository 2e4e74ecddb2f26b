"""What home shows: what awaits the person, how the four B stand, what is new."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, F, Max, Q
from django.urls import reverse
from django.utils import timezone

from actors.access import Act, may, may_edit_methods
from actors.models import REGIONAL, Role
from initiatives.actions.plans import WROTE
from initiatives.discretion import shown_count
from initiatives.models import (
    B4,
    IN_THE_MAKING,
    Activity,
    Comment,
    LogEntry,
    MethodSuggestion,
    Plan,
)
from portal.models import Event
from portal.swedish import datum, om_dagar
from reports.models import ReportRun

ANSWERED = timedelta(days=14)  # how long the answer to a suggestion is told of
SOON = timedelta(days=7)  # how long before its day a next step is told of
NEWS = timedelta(days=14)  # so long an answer to a plan counts as news
LATEST = 6  # so many log entries on home
REPORTERS = {Role.COORDINATOR, Role.ADMIN}  # whose task the yearly follow-up is


@dataclass(frozen=True)
class Todo:
    """One thing that awaits the person: a sentence and where to do it."""

    text: str
    url: str
    note: str = ""


def home_of(user, acting):
    """The context of the home page for `user`, who acts for `acting` (an Actor or None)."""
    if acting is None:
        empty = {"tiles": [], "entries": [], "plan": None, "county": None}
        return {"todos": _to_answer(user)} | empty
    plan = Plan.objects.visible_to(user).for_actor(acting).in_life().first()
    own = Activity.objects.visible_to(user).published().with_actor(acting)
    return {
        "plan": plan,
        "plan_holds": plan and _holds(plan, timezone.localdate().year),
        "county": acting.counties.first() if acting.kind in REGIONAL else None,
        "tiles": _tiles(own, acting),
        "todos": _todos(user, acting),
        "entries": _latest_entries(user),
    }


def _holds(plan, year):
    """When the plan holds, seen from `year`: the words and the years they end in."""
    if plan.status == Plan.Status.DRAFT:
        return "är ett utkast för", plan.years
    if plan.status == Plan.Status.REFERRED:
        return "är på remiss och avser", plan.years
    if plan.last_year < year:
        return "gällde till", plan.last_year
    if plan.first_year > year:
        return "gäller från", plan.first_year
    return "gäller", plan.years


def _tiles(activities, acting):
    """The four B: the actor's activities under each, how many go on, and the latest entry.

    Each is counted as the list it leads to filters: under its main B and its further ones.
    """
    sums = {}
    for b in B4.values:
        under = Q(main_b=b) | Q(further_b__contains=[b])
        sums[f"{b}_count"] = Count("pk", filter=under)
        sums[f"{b}_ongoing"] = Count("pk", filter=under & Q(status=Activity.Status.ONGOING))
        sums[f"{b}_latest"] = Max("latest_on", filter=under)
    found = activities.order_by().aggregate(**sums)
    return [
        {
            "b": b,
            "count": found[f"{b}_count"],
            "ongoing": found[f"{b}_ongoing"],
            "latest": found[f"{b}_latest"],
            "url": reverse(
                "initiatives:activities",
                query={"b": b.value, "aktor": acting.pk, "utkast": "utan"},
            ),
        }
        for b in B4
    ]


def latest_entries(user):
    """The latest LogEntries that the person may read, never walking the log for them.

    The activities that were logged in last hold them all: the latest entries are no older than the
    last logged day of the last of those activities.
    """
    visible = Activity.objects.visible_to(user).published()
    logged = visible.filter(latest_on__isnull=False).latest_first()
    last = list(logged.values_list("pk", "latest_on")[:LATEST])
    entries = LogEntry.objects.filter(activity__in=[pk for pk, _ in last])
    if len(last) == LATEST:
        day = last[-1][1]
        same = visible.filter(latest_on__gte=day).order_by().values("pk")
        entries = LogEntry.objects.filter(on__gte=day, activity__in=same)
    return entries.select_related("activity__lead").prefetch_related("activity__partners")[:LATEST]


def _latest_entries(user):
    """The latest log entries, with counts as the person may see them."""
    return [
        {
            "entry": entry,
            "participants": shown_count(
                entry.participants,
                inside=bool(entry.activity.taking_part() & user.reach.actors),
                approximate=entry.is_approximate,
            ),
        }
        for entry in latest_entries(user)
    ]


def _due_steps(user, acting):
    """The entries whose next step is due: the latest of activities that go on, nearest first."""
    ended = [Activity.Status.DONE, Activity.Status.CANCELLED]
    own = Activity.objects.visible_to(user).published().filter(lead=acting)
    return (
        LogEntry.objects.filter(
            activity__in=own.exclude(status__in=ended),
            on=F("activity__latest_on"),
            next_on__lte=timezone.localdate() + SOON,
        )
        .select_related("activity")
        .order_by("next_on", "pk")[:5]
    )


def _mentions(user):
    """Where somebody mentions the person and awaits an answer, once for each activity."""
    latest = {comment.activity: comment for comment in Comment.objects.awaiting(user)}
    return [
        Todo(
            f"{comment.created_by} nämner dig i ”{activity.title}”",
            f"{activity.get_absolute_url()}#kommentarer",
        )
        for activity, comment in latest.items()
    ]


def _todos(user, acting):
    """What awaits this person and can be done in the portal, the most pressing first."""
    todos = _mentions(user)
    may_change = may(user, Act.CHANGE_ACTIVITY, acting)
    drafts = Activity.objects.visible_to(user).drafts().filter(lead=acting)
    for activity in drafts[:5]:
        mine = activity.created_by_id == user.pk and may_change
        todos.append(
            Todo(
                f"{'Gör klart' if mine else 'Läs'} utkastet ”{activity.title}”",
                activity.get_absolute_url(),
            )
        )
    todos += [
        Todo(
            entry.next_step,
            f"{entry.activity.get_absolute_url()}#logg-{entry.pk}",
            f"Nästa steg i ”{entry.activity}”, senast {datum(entry.next_on)}.",
        )
        for entry in _due_steps(user, acting)
    ]
    todos += _to_answer(user)
    todos += _referrals_to_answer(user, acting)
    todos += _plans_answered(user, acting)
    todos += _plans_to_adopt(user, acting)
    todos += _answered(user)
    todos += _plans_to_look_over(user, acting)
    last = timezone.localdate().year - 1
    made = ReportRun.objects.filter(actor=acting, year=last, state=ReportRun.State.DONE)
    if user.reach.roles[acting.pk] & REPORTERS and not made.exists():
        todos.append(
            Todo(
                f"Gör uppföljningen för {last}",
                reverse("reports:list"),
                "Den byggs av det som är loggat.",
            )
        )
    return todos


def _to_answer(user):
    """Suggestions for the method library that await one of its editors."""
    if not may_edit_methods(user):
        return []
    waiting = MethodSuggestion.objects.unanswered().select_related("actor").order_by("created_at")
    return [
        Todo(
            f"Svara på förslaget ”{suggestion}” till metodbanken",
            suggestion.get_absolute_url(),
            f"Från {suggestion.actor}.",
        )
        for suggestion in waiting[:5]
    ]


def _referrals_to_answer(user, acting):
    """The plans that the actor was sent for consideration and has not answered."""
    if not may(user, Act.COMMENT, acting):
        return []
    answered = Comment.objects.filter(actor=acting, plan__isnull=False).values("plan")
    waiting = Plan.objects.visible_to(user).filter(status=Plan.Status.REFERRED, referred_to=acting)
    waiting = waiting.exclude(pk__in=answered).select_related("owner").order_by("referred_on")
    return [
        Todo(
            f"Svara på remissen: {plan.title}",
            plan.get_absolute_url(),
            f"Från {plan.owner}, skickad {datum(plan.referred_on)}.",
        )
        for plan in waiting[:5]
    ]


def _plans_answered(user, acting):
    """The actor's plans on referral that others have answered of late, once for each plan."""
    if not may(user, Act.KEEP_PLAN, acting):
        return []
    referred = Plan.objects.visible_to(user).for_actor(acting).filter(status=Plan.Status.REFERRED)
    answers = Comment.objects.filter(
        plan__in=referred.values("pk"), created_at__gt=timezone.now() - NEWS
    )
    answered = {}
    for answer in answers.select_related("plan", "actor"):
        answered.setdefault(answer.plan, []).append(str(answer.actor))
    return [
        Todo(
            f"Remissvar har kommit: {plan.title}",
            f"{plan.get_absolute_url()}#remissvar",
            f"Från {', '.join(dict.fromkeys(names))}.",
        )
        for plan, names in answered.items()
    ]


def _plans_to_adopt(user, acting):
    """The actor's whole plans in the making, for the approvers who have not written in them."""
    if not may(user, Act.ADOPT_PLAN, acting):
        return []
    wrote = Event.objects.filter(verb=WROTE, by=user.pk, object_type=Plan._meta.label_lower)
    wrote = set(wrote.values_list("object_id", flat=True))
    plans = Plan.objects.visible_to(user).for_actor(acting).filter(status__in=IN_THE_MAKING)
    plans = plans.exclude(created_by=user).prefetch_related("goals")
    return [
        Todo(f"Planen är hel och kan antas: {plan.title}", plan.get_absolute_url())
        for plan in plans
        if str(plan.pk) not in wrote and not plan.missing_parts()
    ]


def _answered(user):
    """The person's own suggestions that were answered lately, with the latest first."""
    lately = MethodSuggestion.objects.visible_to(user).filter(
        created_by=user, answered_at__gte=timezone.now() - ANSWERED
    )
    return [
        Todo(
            f"Ditt förslag ”{suggestion}” till metodbanken är besvarat",
            suggestion.get_absolute_url(),
        )
        for suggestion in lately.order_by("-answered_at")[:5]
    ]


def _plans_to_look_over(user, acting):
    """The actor's adopted plans whose day to be looked over is near or passed, for their keepers.

    A plan that has a new version begun is being looked over already.
    """
    if not may(user, Act.KEEP_PLAN, acting):
        return []
    begun = Plan.objects.filter(revises__isnull=False).values("revises")
    plans = Plan.objects.for_actor(acting).adopted().exclude(pk__in=begun)
    return [
        Todo(
            f"Se över planen ”{plan.title}”",
            plan.get_absolute_url(),
            f"Senast {datum(plan.look_over_by)}, {om_dagar(plan.look_over_by)}.",
        )
        for plan in plans
        if plan.is_to_be_looked_over()
    ]
