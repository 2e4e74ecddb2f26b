"""Plans and activities for tests, made by the real actions."""

from datetime import date

from actors.models import Role
from actors.tests.factories import make_user
from initiatives import file_types
from initiatives.actions import activities as log
from initiatives.actions import plans
from initiatives.actions.attachments import attach
from initiatives.actions.comments import comment_on
from initiatives.models import Activity, LogEntry, Plan

GAP = "Målen skrivs när vi vet mer."


def make_plan(owner, by, *, adopted=True, goals=(), **fields):
    """A plan with `goals` (dicts of Goal's fields); adopted by an approver of its owner."""
    values = {"title": "Handlingsplan", "first_year": 2023, "last_year": 2026, "vision": "Målbild"}
    plan = plans.create_plan(
        Plan(owner=owner, **({"gap_note": GAP} | values | fields)), goals=goals, by=by
    )
    return adopt(plan) if adopted else plan


def adopt(plan, on=date(2023, 2, 28)):
    """Let an approver note that the plan is adopted. Returns the plan as it then is."""
    approver = make_user(f"antagare{plan.pk}", plan.owner, Role.APPROVER)
    return plans.adopt_plan(plan, adopted_by="Kommunfullmäktige", adopted_on=on, by=approver)


def make_goal(b="BEMOT", text="Ett mål", **fields):
    """The fields of a goal that lacks nothing."""
    return {"b": b, "text": text, "responsible": "Nämnden", "due_on": date(2026, 12, 31)} | fields


def make_activity(lead, by, *, publish=True, partners=(), entry=None, **fields):
    values = {"title": "Utbildning", "main_b": "BEMOT"}
    first = {"on": date(2024, 3, 14), "text": "Första tillfället"} | (entry or {})
    return log.log_activity(
        Activity(lead=lead, **(values | fields)),
        entry=LogEntry(**first),
        partners=partners,
        publish=publish,
        by=by,
    )


def make_attachment(activity, by, text="Innehåll", *, name="fil.txt", entry=None):
    """A text file beside the activity; the test asks for `media`."""
    return attach(file_types.read(name, text.encode()), activity=activity, entry=entry, by=by)


def make_comment(activity, by, text="Bra!", *, mentions=(), actor=None):
    return comment_on(activity, text=text, actor=actor or activity.lead, mentions=mentions, by=by)
