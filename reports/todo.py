"""What home shows: what awaits the person, how the four B stand, what is new."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from actors.access import Act, may
from actors.models import Role
from funding.models import Allocation, Concurrence
from initiatives.discretion import shown_count
from initiatives.models import B4, Activity, LogEntry, Plan
from reports.models import ReportRun


@dataclass(frozen=True)
class Todo:
    """One thing that awaits the person: a sentence and where to do it."""

    text: str
    url: str
    note: str = ""


def home_of(user, acting):
    """The context of the home page for `user`, who acts for `acting` (an Actor or None)."""
    if acting is None:
        return {"todos": [], "tiles": [], "entries": [], "plan": None, "may_log": None}
    plan = Plan.objects.visible_to(user).for_actor(acting).in_life().first()
    own = Activity.objects.visible_to(user).published().with_actor(acting)
    return {
        "plan": plan,
        "tiles": _tiles(own, acting),
        "todos": _todos(user, acting, plan),
        "entries": _latest_entries(user),
        "may_log": may(user, Act.LOG_ACTIVITY, acting),
    }


def _tiles(activities, acting):
    """The four B: the actor's activities under each, how many go on, and the latest entry."""
    listed = list(activities.with_log())
    tiles = []
    for b in B4:
        under = [activity for activity in listed if activity.main_b == b]
        latest = max((a.latest_on for a in under if a.latest_on), default=None)
        tiles.append(
            {
                "b": b,
                "count": len(under),
                "ongoing": sum(a.status == Activity.Status.ONGOING for a in under),
                "latest": latest,
                "url": reverse("initiatives:activities", query={"b": b.value, "aktor": acting.pk}),
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


def _todos(user, acting, plan):
    """What awaits this person, the most pressing first."""
    roles = user.reach.roles[acting.pk]
    todos = []
    if Role.APPROVER in roles:
        for concurrence in Concurrence.objects.filter(
            party=acting, answer=Concurrence.Answer.WAITING
        ).select_related("decision"):
            todos.append(
                Todo(f"Ta ställning till {concurrence.decision}", reverse("funding:overview"))
            )
    drafts = Activity.objects.visible_to(user).drafts().filter(lead=acting)
    for activity in drafts[:5]:
        mine = activity.created_by_id == user.pk
        todos.append(
            Todo(
                f"{'Gör klart' if mine else 'Läs'} utkastet ”{activity.title}”",
                activity.get_absolute_url(),
            )
        )
    if roles & {Role.COORDINATOR, Role.ADMIN}:
        todos += _coordinator_todos(acting, plan)
    if Role.OFFICER in roles:
        todos += _officer_todos(acting)
    return todos


def _coordinator_todos(acting, plan):
    """Gaps in the log, and last year's follow-up if nobody has made it."""
    today = timezone.localdate()
    todos = []
    if plan is None:
        todos.append(
            Todo(
                "Ingen handlingsplan finns i portalen",
                reverse("initiatives:plans"),
                "Se hur andra kommuner i länet har gjort.",
            )
        )
    last = today.year - 1
    if not ReportRun.objects.filter(actor=acting, year=last, state="DONE").exists():
        todos.append(
            Todo(
                f"Gör uppföljningen för {last}",
                reverse("reports:list"),
                "Den byggs av det som är loggat.",
            )
        )
    return todos


def _officer_todos(acting):
    """Allocations in the officer's counties that nothing has been paid out of."""
    unpaid = [
        allocation
        for allocation in Allocation.objects.filter(
            frame__county__in=acting.counties.all()
        ).with_sums()
        if allocation.unpaid
    ]
    if not unpaid:
        return []
    count = len(unpaid)
    text = "1 tilldelning väntar" if count == 1 else f"{count} tilldelningar väntar"
    return [Todo(f"{text} på utbetalning", reverse("funding:overview"))]
