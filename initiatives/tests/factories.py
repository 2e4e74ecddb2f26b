"""Plans and activities for tests, made by the real actions."""

from datetime import date

from initiatives import actions
from initiatives.models import Activity, LogEntry, Plan


def make_plan(owner, by, *, adopted=True, **fields):
    values = {"title": "Handlingsplan", "first_year": 2023, "last_year": 2026, "vision": "Målbild"}
    plan = actions.create_plan(Plan(owner=owner, **(values | fields)), by=by)
    if adopted:
        actions.adopt_plan(
            plan, adopted_by="Kommunfullmäktige", adopted_on=date(2023, 2, 28), by=by
        )
    return plan


def make_activity(lead, by, *, publish=True, partners=(), entry=None, **fields):
    values = {"title": "Utbildning", "main_b": "BEMOT"}
    first = {"on": date(2024, 3, 14), "text": "Första tillfället"} | (entry or {})
    return actions.log_activity(
        Activity(lead=lead, **(values | fields)),
        entry=LogEntry(**first),
        partners=partners,
        publish=publish,
        by=by,
    )
