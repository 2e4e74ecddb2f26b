"""The rules that a county sets for its joint money: who decides, what is kept for whom, rounds."""

from django.db import transaction

from actors.access import may_move_money, require
from portal.models import Event


@transaction.atomic
def save_rule(form, *, county, by):
    """Save a county's decision order, earmark or application round from its form."""
    require(may_move_money(by, county))
    rule = form.instance
    rule.county = county
    is_new = rule.pk is None
    if is_new and hasattr(rule, "created_by_id"):
        rule.created_by = by
    saved = form.save()
    Event.record(
        "skapade" if is_new else "ändrade",
        saved,
        by=by,
        why="" if is_new else form.changed_labels(),
    )
    return saved


@transaction.atomic
def end_earmark(earmark, *, until, by):
    """Let an earmark hold to and with `until`, and no longer."""
    require(may_move_money(by, earmark.county))
    earmark.until = until
    earmark.save(update_fields=["until"])
    Event.record("avslutade", earmark, by=by)
    return earmark
