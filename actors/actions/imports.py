"""Importing actors from a spreadsheet: all or nothing, and only what was shown."""

from django.db import connection, transaction

from actors.actions.people import event
from actors.import_plan import plan_import
from actors.models import Actor, Alias
from portal.models import Event

BATCH = 500


class NotAsShown(Exception):
    """The register has changed since the preview; `plan` is what an import would do now."""

    def __init__(self, plan):
        super().__init__("The register has changed since the preview.")
        self.plan = plan


@transaction.atomic
def import_actors(sheet, *, shown, file_name, by):
    """Do what the preview with the fingerprint `shown` said. Returns the plan that was carried out.

    Nobody else writes actors meanwhile. Raises NotAsShown, with nothing written.
    """
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE actors_actor, actors_alias IN SHARE ROW EXCLUSIVE MODE")
    plan = plan_import(sheet)
    if plan.faults or plan.fingerprint != shown:
        raise NotAsShown(plan)
    new, changed = plan.new, plan.changed
    _save_actors(new, changed)
    _save_links(new + changed)
    _record(plan, file_name, by)
    return plan


def _save_actors(new, changed):
    """New actors first; what is part of another new one learns of it when that has a number."""
    waiting = [
        (entry.actor, entry.actor.parent)
        for entry in new
        if entry.actor.parent and entry.actor.parent.pk < 0
    ]
    for actor, _ in waiting:
        actor.parent = None
    for entry in new:
        entry.actor.pk = None
    Actor.objects.bulk_create([entry.actor for entry in new], batch_size=BATCH)
    for actor, parent in waiting:
        actor.parent = parent
    Actor.objects.bulk_update([actor for actor, _ in waiting], ["parent"], batch_size=BATCH)
    for entry in changed:
        if "parent" in entry.fields:
            entry.actor.parent = entry.actor.parent  # takes the number that a new one now has
    fields = sorted(set().union(*(entry.fields for entry in changed)))
    if fields:
        touched = [entry.actor for entry in changed if entry.fields]
        Actor.objects.bulk_update(touched, fields, batch_size=BATCH)


def _save_links(entries):
    """Counties are replaced, aliases only added."""
    link = Actor.counties.through
    moved = [entry for entry in entries if entry.counties]
    link.objects.filter(actor__in=[entry.actor.pk for entry in moved]).delete()
    link.objects.bulk_create(
        [
            link(actor_id=entry.actor.pk, county_id=county.pk)
            for entry in moved
            for county in sorted(entry.counties, key=lambda county: county.code)
        ],
        batch_size=BATCH,
    )
    Alias.objects.bulk_create(
        [Alias(actor=entry.actor, name=name) for entry in entries for name in entry.aliases],
        batch_size=BATCH,
    )


def _record(plan, file_name, by):
    """One event for the import and one for every actor that it touched."""
    counts = f"{len(plan.new)} nya, {len(plan.changed)} ändrade, {len(plan.unchanged)} oförändrade"
    events = [
        event("importerade", "actors.import", plan.fingerprint[:40], file_name, by=by, why=counts)
    ]
    for verb, entries in [("lade till", plan.new), ("ändrade", plan.changed)]:
        for entry in entries:
            # No values: outsiders read why. What stood there before is in the history of the rows.
            why = f"Import av {file_name}"
            actor = entry.actor
            events.append(event(verb, "actors.actor", actor.pk, str(actor), by=by, why=why))
    Event.objects.bulk_create(events, batch_size=BATCH)
