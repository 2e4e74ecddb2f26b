"""A Sankey picture's geometry: where money stands in columns, and how thick each stream is.

Pure: it knows neither Django nor the ledger. All thicknesses are proportional to the amounts, by
one scale in the whole picture.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace

MOST = 12  # nodes in a column; the smallest are merged into one beyond that
LABEL = 44  # the room below each box that its text may need
BOX = 14  # how wide a box is
REST = "rest"


@dataclass(frozen=True)
class Node:
    """Something that money passes or stops in. `rank` keeps some below others in their column."""

    label: str
    column: int
    tone: str = "part"
    rank: int = 0


@dataclass(frozen=True)
class Flow:
    """Money from one node to another, in whole kronor. Nodes are named by their keys."""

    source: str
    target: str
    amount: int


@dataclass
class Box:
    """A node as drawn."""

    node: Node
    amount: int
    x: float
    y: float
    height: float
    is_passage: bool = False


@dataclass(frozen=True)
class Ribbon:
    """A flow as drawn: from one box to the next, as thick at both ends."""

    flow: Flow
    x0: float
    y0: float
    x1: float
    y1: float
    thickness: float
    tone: str

    @property
    def path(self):
        """The outline, for the attribute `d`; a point is a point in every language."""
        middle = (self.x0 + self.x1) / 2
        low0, low1 = self.y0 + self.thickness, self.y1 + self.thickness
        return (
            f"M{self.x0:.1f} {self.y0:.2f}C{middle:.1f} {self.y0:.2f} {middle:.1f} {self.y1:.2f} "
            f"{self.x1:.1f} {self.y1:.2f}V{low1:.2f}C{middle:.1f} {low1:.2f} {middle:.1f} "
            f"{low0:.2f} {self.x0:.1f} {low0:.2f}Z"
        )


@dataclass
class Picture:
    width: int
    height: int
    boxes: dict[str, Box] = field(default_factory=dict)
    ribbons: list[Ribbon] = field(default_factory=list)


def amounts_of(nodes, flows):
    """What each node holds: the larger of what comes in and what goes out, which are the same
    unless the node is a beginning or an end.
    """
    into, out = defaultdict(int), defaultdict(int)
    for flow in flows:
        out[flow.source] += flow.amount
        into[flow.target] += flow.amount
    return {key: max(into[key], out[key]) for key in nodes}


def merged(nodes, flows, most=MOST):
    """The same picture with at most `most` nodes in a column: the smallest become one, "Övriga".

    Nothing is lost: flows of merged nodes are added up. Empty flows and nodes go.
    """
    flows = [flow for flow in flows if flow.amount > 0]
    amounts = amounts_of(nodes, flows)
    columns = defaultdict(list)
    for key, node in nodes.items():
        if amounts[key]:
            columns[node.column].append(key)
    kept, instead = {}, {}
    for column, keys in columns.items():
        by_size = sorted(keys, key=lambda key: (nodes[key].rank > 0, amounts[key]), reverse=True)
        many = by_size[most - 1 :] if len(keys) > most else []
        rest = f"{REST}{column}"
        instead |= dict.fromkeys(many, rest)
        kept |= {key: nodes[key] for key in keys if key not in instead}
        if many:
            kept[rest] = Node(f"Övriga ({len(many)})", column, nodes[many[0]].tone, rank=1)
    added = defaultdict(int)
    for flow in flows:
        ends = instead.get(flow.source, flow.source), instead.get(flow.target, flow.target)
        added[ends] += flow.amount
    return kept, [Flow(*ends, amount) for ends, amount in added.items()]


def layout(nodes, flows, *, width=1180, height=620, label=LABEL, last=150):
    """Place the nodes in their columns and draw the flows between them. Returns a Picture.

    `last`: the room to the right of the last column, for its text. A flow that passes a column
    goes through a passage of its own there, so that it never runs behind a box.
    """
    nodes, flows = _close_gaps(*merged(nodes, flows))
    nodes, steps, passages = _step_by_step(nodes, flows)
    picture = Picture(width, height)
    if not steps:
        return picture
    amounts = amounts_of(nodes, steps)
    columns = defaultdict(list)
    for key, node in nodes.items():
        columns[node.column].append(key)
    picture.height = height = max(height, *(len(keys) * (label + 12) for keys in columns.values()))
    scale = min(
        (height - len(keys) * label) / sum(amounts[key] for key in keys)
        for keys in columns.values()
    )
    stride = (width - last - BOX) / max(1, *columns)
    for column in sorted(columns):
        keys = _in_order(columns[column], nodes, steps, picture.boxes, amounts)
        free = height - sum(amounts[key] * scale + label for key in keys)
        y = free / 2
        for key in keys:
            picture.boxes[key] = Box(
                nodes[key], amounts[key], column * stride, y, amounts[key] * scale, key in passages
            )
            y += amounts[key] * scale + label
    picture.ribbons = _ribbons(steps, picture.boxes, scale)
    return picture


def _close_gaps(nodes, flows):
    """Let the columns that nothing stands in disappear."""
    place = {column: number for number, column in enumerate(sorted(_used(nodes)))}
    return {key: replace(node, column=place[node.column]) for key, node in nodes.items()}, flows


def _used(nodes):
    return {node.column for node in nodes.values()}


def _step_by_step(nodes, flows):
    """Split each flow that passes columns into steps of one, through passages."""
    nodes, steps, passages = dict(nodes), [], set()
    for flow in flows:
        begin, end = nodes[flow.source], nodes[flow.target]
        if begin.column >= end.column:
            raise ValueError(f"{flow} does not go to a later column.")
        here = flow.source
        for column in range(begin.column + 1, end.column):
            passage = f"{flow.source}>{flow.target}:{column}"
            nodes[passage] = Node("", column, end.tone, end.rank)
            passages.add(passage)
            steps.append(Flow(here, passage, flow.amount))
            here = passage
        steps.append(Flow(here, flow.target, flow.amount))
    return nodes, steps, passages


def _in_order(keys, nodes, steps, boxes, amounts):
    """A column from top to bottom: by rank, and then so that streams cross as little as can be."""

    def pull(key):
        come = [(boxes[s.source], s.amount) for s in steps if s.target == key]
        weight = sum(amount for _, amount in come)
        if not weight:
            return 0
        return sum((box.y + box.height / 2) * amount for box, amount in come) / weight

    return sorted(keys, key=lambda key: (nodes[key].rank, pull(key), -amounts[key]))


def _ribbons(steps, boxes, scale):
    leaving = sorted(steps, key=lambda step: boxes[step.target].y)
    coming = sorted(steps, key=lambda step: boxes[step.source].y)
    starts, ends = (
        _stacked(leaving, boxes, scale, "source"),
        _stacked(coming, boxes, scale, "target"),
    )
    return [
        Ribbon(
            step,
            boxes[step.source].x + BOX,
            starts[step],
            boxes[step.target].x,
            ends[step],
            step.amount * scale,
            boxes[step.target].node.tone,
        )
        for step in steps
    ]


def _stacked(steps, boxes, scale, end):
    """Where each flow meets its box: one below the other."""
    filled, found = defaultdict(float), {}
    for step in steps:
        key = getattr(step, end)
        found[step] = boxes[key].y + filled[key]
        filled[key] += step.amount * scale
    return found
