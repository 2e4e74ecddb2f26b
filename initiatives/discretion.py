"""Small numbers: what may be shown outside the organisations that took part."""

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
