"""Which agreement is shown when none was asked for, and how they are named in a choice."""

from django.utils import timezone


def nearest(agreements):
    """This year's decided agreement, else the latest decided, else the latest; or None.

    Takes them with the latest first. A preliminary one is only a frame to plan with.
    """
    year = timezone.localdate().year
    decided = [one for one in agreements if not one.is_preliminary]
    now = [one for one in decided if one.first_year <= year <= one.last_year]
    return next(iter(now + decided + list(agreements)), None)


def agreement_choices(agreements):
    """(pk, name) of each; the name says which are preliminary."""
    return [
        (one.pk, f"{one} (preliminär)" if one.is_preliminary else str(one)) for one in agreements
    ]
