"""What home shows: what awaits the person, how the four B stand, what is new."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from actors.access import Act, may
from actors.models import Role
from initiatives.discretion import shown_count
from initiatives.models import B4, Activity, LogEntry, Plan
from portal.swedish import datum, om_dagar
from reports.models import ReportRun

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
        return {"todos": [], "tiles": [], "entries": [], "plan": None}
    plan = Plan.objects.visible_to(user).for_actor(acting).in_life().first()
    own = Activity.objects.visible_to(user).published().with_actor(acting)
    return {
        "plan": plan,
        "plan_holds": plan and _holds(plan, timezone.localdate().year),
        "tiles": _tiles(own, acting),
        "todos": _todos(user, acting),
        "entries": _latest_entries(user),
    }


def _holds(plan, year):
    """When the plan holds, seen from `year`: the words and the years they end in."""
    if plan.status == Plan.Status.DRAFT:
        return "är ett utkast för", plan.years
    if plan.last_year < year:
        return "gällde till", plan.last_year
    if plan.first_year > year:
        return "gäller från", plan.first_year
    return "gäller", plan.years


def _tiles(activities, acting):
    """The four B: the actor's activities under each, how many go on, and the latest entry.

    Each is counted as the list it leads to filters: under its main B and its further ones.
    """
    listed = list(activities.with_log())
    tiles = []
    for b in B4:
        under = [activity for activity in listed if b in activity.bs]
        latest = max((a.latest_on for a in under if a.latest_on), default=None)
        tiles.append(
            {
                "b": b,
                "count": len(under),
                "ongoing": sum(a.status == Activity.Status.ONGOING for a in under),
                "latest": latest,
                "url": reverse(
                    "initiatives:activities",
                    query={"b": b.value, "aktor": acting.pk, "utkast": "utan"},
                ),
            }
        )
    return tiles


def _latest_entries(user):
    """The latest log entries that the person may read, with counts as the person may see them."""
    visible = Activity.objects.visible_to(user).published()
    entries = (
        LogEntry.objects.filter(activity__in=visible)
        .select_related("activity__lead")
        .prefetch_related("activity__partners")[:6]
    )
    return [
        {
            "entry": entry,
            "participants": shown_count(
                entry.participants,
                inside=bool(entry.activity.taking_part() & user.reach.actors),
                approximate=entry.is_approximate,
            ),
        }
        for entry in entries
    ]


def _todos(user, acting):
    """What awaits this person and can be done in the portal, the most pressing first."""
    todos = []
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
