"""Who was inspired by whom, within what one reader may see."""

from dataclasses import dataclass, field

from initiatives.models import Plan

LEFT, YEAR, ROW, TOP = 24, 210, 56, 44


@dataclass
class Node:
    """A plan, and the plans that it inspired."""

    plan: Plan
    year: int
    borrowed: int = 0
    depth: int = 0
    children: list = field(default_factory=list)


def trees(user):
    """The plans that inspired or were inspired, as trees; the oldest first.

    A plan that the reader does not see is not told of, and what it inspired stands as a root.
    """
    plans = list(
        Plan.objects.visible_to(user)
        .filter(revises=None)
        .select_related("owner")
        .prefetch_related("goals__copied_from")
        .order_by("adopted_on", "first_year", "pk")
    )
    origin = _first_versions(user)
    nodes = {plan.pk: Node(plan, _year(plan), _borrowed(plan)) for plan in plans}
    roots = []
    for plan in plans:
        parent = nodes.get(origin.get(plan.inspired_by_id))
        if parent and parent is not nodes[plan.pk]:
            parent.children.append(nodes[plan.pk])
        else:
            roots.append(nodes[plan.pk])
    return [root for root in roots if root.children]


def _first_versions(user):
    """From each version that the reader sees to the first version of the same plan."""
    before = dict(Plan.objects.visible_to(user).values_list("pk", "revises"))
    first = {}
    for number in before:
        at, seen = number, set()
        while before.get(at) in before and at not in seen:
            seen.add(at)
            at = before[at]
        first[number] = at
    return first


def _year(plan):
    return plan.adopted_on.year if plan.adopted_on else plan.first_year


def _borrowed(plan):
    """How many of the plan's goals came from the one that inspired it."""
    return sum(
        goal.copied_from is not None and goal.copied_from.plan_id == plan.inspired_by_id
        for goal in plan.goals.all()
    )


def walk(roots, depth=0):
    """Every node, parents before children."""
    for node in roots:
        node.depth = depth
        yield node
        yield from walk(node.children, depth + 1)


def picture(roots):
    """The trees by year as an SVG: a dot for each plan, a line from what inspired it."""
    nodes = list(walk(roots))
    if not nodes:
        return None
    first, last = min(node.year for node in nodes), max(node.year for node in nodes)
    places = {
        node.plan.pk: (LEFT + (node.year - first) * YEAR, TOP + number * ROW)
        for number, node in enumerate(nodes)
    }
    lines = [
        {"path": _path(places[node.plan.pk], places[child.plan.pk])}
        for node in nodes
        for child in node.children
    ]
    dots = []
    for node in nodes:
        x, y = places[node.plan.pk]
        name = str(node.plan.owner)
        dots.append({"x": str(x), "y": str(y), "text_x": str(x + 14), "text_y": str(y + 5)})
        dots[-1]["name"] = f"{name} {node.year}"
    return {
        "width": str(LEFT + (last - first) * YEAR + 280),
        "height": str(TOP + len(nodes) * ROW - 10),
        "years": [
            {"year": str(year), "x": str(LEFT + (year - first) * YEAR)}
            for year in range(first, last + 1)
        ],
        "bottom": str(TOP + len(nodes) * ROW - 16),
        "lines": lines,
        "dots": dots,
    }


def _path(start, end):
    """Down from the one who inspired, and then across to the year of the other."""
    (x, y), (to_x, to_y) = start, end
    return f"M{x} {y + 8} V{to_y} H{max(to_x - 8, x)}"
