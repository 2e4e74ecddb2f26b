"""Who did what to an object, with names."""

from dataclasses import dataclass

from actors.models import User
from portal.models import Event

SHOWN = 20


@dataclass(frozen=True)
class Line:
    """One event with the name of the one who did it."""

    event: Event
    who: str


def history_of(obj):
    """The latest events about `obj`, as Lines, latest first."""
    events = list(Event.about(obj)[:SHOWN])
    names = User.objects.in_bulk({event.by for event in events if event.by})
    return [
        Line(event, names[event.by].name if event.by in names else "Portalen") for event in events
    ]
