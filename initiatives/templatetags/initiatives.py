"""How plans and activities are shown: {% load initiatives %}."""

from django import template

from initiatives.discretion import shown_count

register = template.Library()

TONES = {
    "DRAFT": "waiting",
    "ADOPTED": "active",
    "CLOSED": "done",
    "PLANNED": "neutral",
    "ONGOING": "active",
    "DONE": "done",
    "PAUSED": "waiting",
    "CANCELLED": "stopped",
}


@register.filter
def tone(status):
    """The tone of {% status %} for the status of a plan or an activity."""
    return TONES[status]


@register.simple_tag(takes_context=True)
def participants(context, activity, count, approximate=False):
    """A count of participants as the reader may see it; small ones only for those who took part."""
    reach = context["request"].user.reach
    inside = bool(activity.taking_part() & reach.actors)
    return shown_count(count, inside=inside, approximate=bool(approximate))
