"""Discretion: what may be shown outside those who took part. docs/discretion.md says it in words.

Small numbers: everything shown outside depends only on the counts of five and more and on how many
smaller ones there are, so no comparison of entries and sums, of years, of target groups or of two
moments gives a small count away.
"""

from initiatives.models import B4, Visibility
from portal.swedish import number

SMALLEST_SHOWN = 5
WITHHELD = "visas inte"  # a part of a split that would give another one away

DEFAULT_HELP = (
    "Väljer du inget visas aktiviteten för aktörerna i länet. Under Begränsa visas den då bara för "
    "dem som deltar, eftersom texten där lätt kommer att röja en plats eller ett medel."
)


def default_visibility(b):
    """Who sees an activity when nobody has chosen: under Begränsa only those who take part."""
    return Visibility.ORGANISATION if b == B4.BEGRANSA else Visibility.COUNTY


def is_small(count):
    """Whether a count is one that could point at somebody; nobody is nobody."""
    return count is not None and 0 < count < SMALLEST_SHOWN


def shown_count(count, *, inside, approximate=False):
    """A count as text. Outside the taking-part organisations 1–4 becomes "färre än 5".

    `count` is None when nobody counted, which is not the same as zero.
    """
    if count is None:
        return "–"
    if not inside and is_small(count):
        return f"färre än {SMALLEST_SHOWN}"
    return f"cirka {number(count)}" if approximate else number(count)


def shown_split(total, parts, *, inside, approximate=False):
    """How many of `total` belonged to each target group: [(name, text), …] of [(name, count), …].

    Outside, one small part would follow from the total and the others, and so would a small rest
    that belonged to no group. So either every part is shown or none is.
    """
    parts = list(parts)
    if not inside and _has_small_cell(total, [count for _, count in parts]):
        return [(name, WITHHELD) for name, _ in parts]
    return [
        (name, shown_count(count, inside=True, approximate=approximate)) for name, count in parts
    ]


def _has_small_cell(total, counts):
    """Whether the total, a part, or what is left of the total beside them, is small.

    Groups may overlap (a teacher is a parent too); what is left is then counted beside each part
    as well as beside them all.
    """
    beside = [] if total is None else [total - sum(counts), *(total - count for count in counts)]
    return any(is_small(count) for count in [total, *counts, *beside])


def shown_sum(total, *, large, small, inside, approximate=False):
    """A sum of counts as text; outside it is exact only if no small count is part of it.

    `large` is the sum of the counts of five and more, `small` how many counts are 1–4. "Minst" and
    "färre än" are rough already and say nothing of whether a count was approximate.
    """
    if inside or not small:
        return shown_count(total, inside=True, approximate=approximate)
    if large:
        return f"minst {number(large)}"
    return f"färre än {number(SMALLEST_SHOWN * small)}"
