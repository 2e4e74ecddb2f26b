"""The model's own checks of an actor, made in memory for a whole import.

Asking per row what `Actor.full_clean` asks would be thousands of queries; a test holds the two
against each other, and PostgreSQL's constraints stand behind both.
"""

import re

from django.core.exceptions import ValidationError

from actors.import_values import DIGITS
from actors.models import Actor
from actors.spreadsheet import COLUMNS

CONSTRAINTS = {c.name: c.violation_error_message for c in Actor._meta.constraints}
# Foreign keys would ask a query per row; the code has its one sentence below.
UNCHECKED = {"parent", "operator", "code"}


def faults_of(entry, register):
    """What the model's own checks say of the actor as it would become: (field, sentence)."""
    actor = entry.actor
    try:
        actor.clean_fields(exclude=UNCHECKED | entry.bad)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            yield name if name in COLUMNS else "name", " ".join(messages)
    digits = DIGITS.get(actor.kind, 0)
    if "kind" not in entry.bad and not re.fullmatch(rf"[0-9]{{{digits}}}", actor.code):
        yield "code", CONSTRAINTS["actor_code_fits_kind"]
    if actor.started_on and actor.ended_on and actor.ended_on < actor.started_on:
        yield "ended_on", CONSTRAINTS["actor_dates_in_order"]
    if not entry.is_loose:
        yield from _doubled(entry, register)
    if "parent" in entry.fields:
        parent = actor.parent
        if parent is actor:
            yield "parent", CONSTRAINTS["actor_not_its_own_part"]
        elif actor.is_above(parent):
            yield "parent", f"{parent} ingår redan i {actor}. Välj en annan aktör."
        elif not parent.is_active():
            yield "parent", f"{parent} har upphört. Välj en aktör som finns i dag."


def ambiguous(found):
    names = " och ".join(f"{actor} ({described(actor)})" for actor in found)
    return f"Flera aktörer kallas så: {names}. Skriv kod eller organisationsnummer på raden."


def described(actor):
    """What tells one actor from another of the same name."""
    number = actor.code or actor.formatted_organisation_number
    return f"{actor.get_kind_display()}, {number}" if number else actor.get_kind_display()


def _doubled(entry, register):
    """Codes, numbers and names that another actor has."""
    actor = entry.actor

    def others(found):
        return next((other for other in found or [] if other is not actor), None)

    if other := others(register.by_code.get((actor.kind, actor.code))):
        yield "code", f"{other} har redan koden {actor.code}."
    if other := others(register.by_number.get(actor.organisation_number)):
        yield "organisation_number", f"{other} har redan det organisationsnumret."
    if "name" in entry.fields and (other := others(register.by_call.get(actor.name.casefold()))):
        yield "name", f"{other} kallas redan så. Skriv ett namn som skiljer dem åt."
    added = [("aliases", name) for name in entry.aliases]
    if "short_name" in entry.fields:
        added.append(("short_name", actor.short_name))
    for name, text in added:
        if other := others(register.by_name.get(text.casefold())):
            yield name, f"”{text}” är redan namnet på {other}. Ta bort det."
        elif name == "aliases" and (other := others(register.by_call.get(text.casefold()))):
            yield name, f"{other} kallas redan ”{text}”. Ta bort det."
