"""Small numbers: what may be shown outside the organisations that took part.

Everything shown outside depends only on the counts of five and more and on how many smaller ones
there are, so no comparison of entries and sums gives a small count away.
"""

from portal.swedish import number

SMALLEST_SHOWN = 5


def shown_count(count, *, inside, approximate=False):
    """A count as text. Outside the taking-part organisations 1–4 becomes "färre än 5".

    `count` is None when nobody counted, which is not the same as zero.
    """
    if count is None:
        return "–"
    if not inside and 0 < count < SMALLEST_SHOWN:
        return f"färre än {SMALLEST_SHOWN}"
    return f"cirka {number(count)}" if approximate else number(count)


def parts_of(counts):
    """What `shown_sum` asks about a sum of `counts`; None is a time when nobody counted."""
    known = [count for count in counts if count is not None]
    return {
        "total": sum(known) if known else None,
        "large": sum(count for count in known if count >= SMALLEST_SHOWN),
        "small": sum(0 < count < SMALLEST_SHOWN for count in known),
    }


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


def shown_groups(total, counts, *, inside, approximate=False):
    """How many of `total` belonged to each group, as [(name, text)]; `counts` is [(name, number)].

    Outside the numbers are left out as soon as one of them, or the rest of the total, is 1–4: with
    the others and the total it could be worked out. The names are told either way.
    """
    rest = (total or 0) - sum(count for _, count in counts)
    small = any(0 < count < SMALLEST_SHOWN for count in [rest, *(n for _, n in counts)])
    if small and not inside:
        return [(name, "") for name, _ in counts]
    return [
        (name, shown_count(count, inside=True, approximate=approximate)) for name, count in counts
    ]
