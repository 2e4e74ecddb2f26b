"""A plan's years as a picture and as a table: what is due, and what goes on."""

from django.utils import timezone
from django.utils.text import Truncator

from initiatives.models import B4

WIDTH, LEFT, TOP, ROW, BAR, LETTER = 960, 120, 30, 34, 9, 7.5


def years_of(plan, goals, activities):
    """One row for each year of the plan: what is due in it, and which activities went on."""
    measures = [measure for goal in goals for measure in goal.measures.all()]
    return [
        {
            "year": year,
            "goals": [goal for goal in goals if goal.due_on and goal.due_on.year == year],
            "measures": [one for one in measures if one.due_on and one.due_on.year == year],
            "activities": [a for a in activities if _went_on(a, year)],
            "planned": [a for a in activities if _is_planned(a) and _spans(a, year)],
        }
        for year in range(plan.first_year, plan.last_year + 1)
    ]


def _is_planned(activity):
    """Whether it has not begun, whatever days it has."""
    return activity.status in (activity.Status.IDEA, activity.Status.PLANNED)


def _spans(activity, year):
    return _first(activity).year <= year <= _last(activity).year


def _went_on(activity, year):
    """Whether it has been at work in `year`: a year to come has seen nothing yet."""
    return (
        not _is_planned(activity) and _spans(activity, year) and year <= timezone.localdate().year
    )


def _first(activity):
    return activity.starts_on


def _last(activity):
    """Until when it went on: its end, else what was logged last, or today while it goes on."""
    if activity.ends_on:
        return activity.ends_on
    if activity.status == activity.Status.ONGOING:
        return max(timezone.localdate(), activity.starts_on)
    return max(activity.latest_on or activity.starts_on, activity.starts_on)


def picture(plan, goals, activities):
    """The geometry of the SVG, with every number as text, since the locale writes a comma."""
    scale = Scale(plan)
    top, rows = TOP, []
    for b in B4:
        bars = [_bar(a, scale) for a in activities if a.main_b == b]
        bars = [bar for bar in bars if bar]
        marks = [_mark(g, scale) for g in goals if g.b == b and g.due_on and scale.holds(g.due_on)]
        for number, bar in enumerate(bars):
            bar["text_y"] = str(top + 36 + number * ROW)
            bar["y"] = str(top + 42 + number * ROW)
        height = 30 + len(bars) * ROW
        rows.append(
            {
                "b": b,
                "slug": b.value.lower(),
                "y": str(top),
                "text_y": str(top + 15),
                "mark_y": str(top + 3),
                "bars": bars,
                "marks": marks,
            }
        )
        top += height
    today = timezone.localdate()
    return {
        "width": str(WIDTH),
        "height": str(top + 4),
        "bottom": str(top),
        "left": str(LEFT),
        "years": [
            {"year": str(year), "x": scale.at_year(year), "text_x": scale.at_year(year, 6)}
            for year in range(plan.first_year, plan.last_year + 1)
        ],
        "rows": rows,
        "bar": str(BAR),
        "today": scale.x(today) if scale.holds(today) else "",
    }


class Scale:
    """From days to places across the picture."""

    def __init__(self, plan):
        self.first, self.last = plan.first_year, plan.last_year
        self.year = (WIDTH - LEFT) / (self.last - self.first + 1)

    def holds(self, day):
        return self.first <= day.year <= self.last

    def place(self, day):
        part = day.year - self.first + (day.timetuple().tm_yday - 1) / 366
        return LEFT + min(max(part * self.year, 0), WIDTH - LEFT)

    def x(self, day):
        return f"{self.place(day):.1f}"

    def at_year(self, year, further=0):
        return f"{LEFT + (year - self.first) * self.year + further:.1f}"


def _bar(activity, scale):
    """An activity as a bar, or None when it lies outside the plan's years."""
    if _last(activity).year < scale.first or _first(activity).year > scale.last:
        return None
    start, end = scale.place(_first(activity)), scale.place(_last(activity))
    width = max(end - start, 6)
    start = min(start, WIDTH - width)
    return {
        "title": str(activity),
        "is_planned": _is_planned(activity),
        "is_open": activity.is_open_to_others,
        "x": f"{start:.1f}",
        "width": f"{width:.1f}",
        **_name(activity, start, start + width),
    }


def _name(activity, start, end):
    """The name above a bar: from its start, or up to its end if there is more room before it."""
    ends_text = WIDTH - start < end - LEFT
    room = end - LEFT if ends_text else WIDTH - start
    return {
        "name": Truncator(activity).chars(int(room / LETTER), truncate="…"),
        "ends_text": ends_text,
        "text_x": f"{end - 5 if ends_text else start:.1f}",
    }


def _mark(goal, scale):
    """A goal's last day; kept inside the picture, whose last day is its right edge."""
    x = f"{min(scale.place(goal.due_on), WIDTH - 16):.1f}"
    return {"title": str(goal), "is_restricted": goal.is_restricted, "x": x}
