"""How plans and activities are shown: {% load initiatives %}."""

from django import template

from initiatives.discretion import shown_count, shown_split, shown_sum

register = template.Library()

TONES = {
    "DRAFT": "waiting",
    "REFERRED": "waiting",
    "ADOPTED": "active",
    "REVISED": "neutral",
    "CLOSED": "done",
    "IDEA": "neutral",
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


MEASURE_TONES = {"WAITING": "neutral", "ONGOING": "active", "DONE": "done", "DROPPED": "stopped"}


@register.filter
def measure_tone(status):
    """The tone of {% status %} for how a measure goes."""
    return MEASURE_TONES[status]


@register.simple_tag(takes_context=True)
def participants(context, activity, count, approximate=False):
    """A count of participants as the reader may see it; small ones only for those who took part."""
    return shown_count(count, inside=_took_part(context, activity), approximate=approximate)


@register.simple_tag(takes_context=True)
def participant_sum(context, activity, outside=False):
    """All participants of an activity (with_log), as the reader may see them, or anybody else."""
    return shown_sum(
        activity.participant_sum,
        large=activity.participants_large,
        small=activity.participants_small,
        inside=not outside and _took_part(context, activity),
        approximate=activity.participants_approximate,
    )


@register.simple_tag(takes_context=True)
def split(context, activity, entry):
    """How many of an entry's participants belonged to each target group, as the reader may see it:
    {% split activity entry as groups %} gives [(name, text), …]. Prefetch `headcounts__term`.
    """
    return shown_split(
        entry.participants,
        [(part.term.name, part.count) for part in entry.headcounts.all()],
        inside=_took_part(context, activity),
        approximate=entry.is_approximate,
    )


def _took_part(context, activity):
    return bool(activity.taking_part() & context["request"].user.reach.actors)
