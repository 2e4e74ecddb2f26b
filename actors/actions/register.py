"""What can be done with an actor. Each is one transaction and leaves an Event on the actor."""

from django.db import transaction

from actors.models import Alias
from portal.models import Event, refusals


@transaction.atomic
def create_actor(form, *, by):
    """Save a new actor from a bound and valid ActorForm. Returns it."""
    actor = form.save()
    _set_aliases(actor, form.cleaned_data["aliases"])
    Event.record("lade till", actor, by=by)
    return actor


@transaction.atomic
def change_actor(form, *, by):
    """Save a bound and valid ActorForm; nothing happens if nothing was changed.

    Raises ValidationError if somebody else has just made the opposite part of it.
    """
    if not form.changed_data:
        return form.instance
    with refusals():
        actor = form.save()
    _set_aliases(actor, form.cleaned_data["aliases"])
    Event.record("ändrade uppgifterna om", actor, by=by, why=form.changed_labels())
    return actor


def _set_aliases(actor, names):
    actor.aliases.exclude(name__in=names).delete()
    kept = set(actor.aliases.values_list("name", flat=True))
    Alias.objects.bulk_create(Alias(actor=actor, name=name) for name in names if name not in kept)


@transaction.atomic
def save_contact(contact, *, actor, by):
    """Add or change how to reach a function at the actor."""
    verb = "ändrade en kontakt hos" if contact.pk else "lade till en kontakt hos"
    contact.actor = actor
    contact.save()
    Event.record(verb, actor, by=by, why=contact.title)


@transaction.atomic
def remove_contact(contact, *, by):
    contact.delete()
    Event.record("tog bort en kontakt hos", contact.actor, by=by, why=contact.title)


@transaction.atomic
def decide_user_movement(status, *, actor, by):
    """Record that somebody decided whether the actor counts as brukarrörelse."""
    status.actor, status.entered_by = actor, by
    status.save()
    answer = "räknas" if status.counts else "räknas inte"
    Event.record(
        "förde in ett beslut om brukarrörelse för",
        actor,
        by=by,
        why=f"{answer}, {status.decided_by}: {status.reason}"[:500],
    )
