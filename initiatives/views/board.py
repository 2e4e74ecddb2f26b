"""Activities as a board: a column for each state, and buttons that do what dragging would."""

from django.contrib import messages
from django.db.models import Count
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from actors.access import MAY, Act, may, require
from initiatives.actions import board as actions
from initiatives.forms.board import MoveForm
from initiatives.models import Activity
from portal.forms import posted

Status = Activity.Status
COLUMNS = [
    ("Idé", [Status.IDEA]),
    ("Planerad", [Status.PLANNED]),
    ("Pågår", [Status.ONGOING]),
    ("Genomförd", [Status.DONE]),
    ("Pausad eller avbruten", [Status.PAUSED, Status.CANCELLED]),
]
CARDS = 20  # in a column; the list has the rest
NEXT = {
    Status.IDEA: Status.PLANNED,
    Status.PLANNED: Status.ONGOING,
    Status.ONGOING: Status.DONE,
    Status.PAUSED: Status.ONGOING,
}
ASKS = [Status.DONE, Status.PAUSED, Status.CANCELLED]  # need a date or a reason


def columns_of(found, user):
    """The board of what was found: per column its cards, how many there are, and their moves."""
    counted = Activity.objects.filter(pk__in=found.order_by().values("pk")).order_by()
    counts = dict(counted.values_list("status").annotate(Count("pk")))
    writes_for = [a for a, roles in user.reach.roles.items() if roles & MAY[Act.CHANGE_ACTIVITY]]
    return [
        {
            "label": label,
            "count": sum(counts.get(status, 0) for status in statuses),
            "statuses": statuses,
            "cards": [
                {"activity": activity, "moves": moves_of(activity, writes_for)}
                for activity in found.filter(status__in=statuses)[:CARDS]
            ],
        }
        for label, statuses in COLUMNS
    ]


def moves_of(activity, writes_for):
    """Where the activity can be moved: the likely next state first."""
    if activity.lead_id not in writes_for:
        return []
    likely = NEXT.get(Status(activity.status))
    others = [status for status in Status if status not in (likely, activity.status)]
    return [
        {"status": status, "label": status.label.lower(), "asks": status in ASKS}
        for status in ([likely] if likely else []) + others
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def move(request, pk):
    """Move an activity to another state; asks for the reason or the end when one is needed."""
    activity = get_object_or_404(
        Activity.objects.visible_to(request.user).select_related("lead"), pk=pk
    )
    require(may(request.user, Act.CHANGE_ACTIVITY, activity.lead))
    form = MoveForm(posted(request), instance=activity, initial={"status": request.GET.get("till")})
    board = _board(request.POST.get("fran") or request.GET.get("fran", ""))
    if form.is_valid():
        actions.move_activity(form, by=request.user)
        messages.success(request, f"”{activity}” är flyttad: {activity.get_status_display()}.")
        return redirect(board)
    return render(
        request,
        "initiatives/move_form.html",
        {"form": form, "activity": activity, "board": board, "fran": board.partition("?")[2]},
        status=422 if form.is_bound else 200,
    )


def _board(query):
    """The board as it was filtered: our own address, whatever stands in `query`."""
    chosen = QueryDict(query, mutable=True)
    chosen["vy"] = "tavla"
    return f"{reverse('initiatives:activities')}?{chosen.urlencode()}"
