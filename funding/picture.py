"""The Sankey picture of Följ kronan, made of the same rows as the table beside it."""

import textwrap
from collections import Counter
from dataclasses import dataclass

from funding.sankey import BOX, Flow, Node, layout, merged
from funding.uses import HIDDEN, UNNAMED

WHOLE = "agreement"
# Where the streams end or pass: key → (name, tone, rank in its column).
STOPS = {
    "unsplit": ("Inte uppdelat", "left", 2),
    "unshared": ("Inte fördelat", "left", 2),
    "ungiven": ("Inte tilldelat", "left", 2),
    "lapsed": ("Återbetalt till staten", "back", 3),
    "paid": ("Utbetalt", "paid", 0),
    "unpaid": ("Inte utbetalt", "left", 1),
    "used": ("Använt", "used", 0),
    "left": ("Kvar", "left", 1),
    "carried": ("Överfört till senare", "left", 1),
    "owed_back": ("Ska betalas tillbaka", "back", 2),
    "repaid": ("Återbetalt", "back", 2),
}
FROM_PAID = {
    "USED": "used",
    "PAID": "left",
    "CARRIED": "carried",
    "TO_REPAY": "owed_back",
    "REPAID": "repaid",
}
FROM_UNPAID = {"OWED": "used", "GRANTED": "left"}


CHARACTER = 6.7  # how wide one is, about
LINE = 14  # from one line of text to the next


@dataclass(frozen=True)
class Stream:
    """One stream of the picture, for the table beside it."""

    source: str
    target: str
    amount: int


@dataclass(frozen=True)
class Shown:
    """A box with its text, as the template writes it: numbers are text, with points."""

    x: str
    y: str
    width: str
    height: str
    tone: str
    amount: int
    text_x: str
    sum_y: str
    lines: list


def picture_of(root, uses):
    """Lay out what `flows.tree_of` and `flows.uses_of` have found."""
    drawing = Drawing(root)
    drawing.draw_below(root)
    drawing.draw_outcome(root)
    drawing.draw_uses(uses)
    nodes, flows = merged(drawing.nodes, drawing.flows)
    columns = Counter(node.column for node in nodes.values())
    drawn = layout(nodes, flows, height=min(620, 90 + 90 * max(columns.values(), default=1)))
    left = {box.x for box in drawn.boxes.values()}
    room = (max(left) / max(1, len(left) - 1) if left else drawn.width) - BOX - 12
    return {
        "width": f"{drawn.width}",
        "height": f"{drawn.height:.0f}",
        "ribbons": drawn.ribbons,
        "shown": [_shown(box, room) for box in drawn.boxes.values() if not box.is_passage],
        "passages": [_shown(box, room) for box in drawn.boxes.values() if box.is_passage],
        "streams": [
            Stream(nodes[flow.source].label, nodes[flow.target].label, flow.amount)
            for flow in sorted(flows, key=lambda flow: nodes[flow.source].column)
        ],
    }


def _shown(box, room):
    """Two or three lines of name and one of the amount, all within the box's own part."""
    name = textwrap.wrap(
        box.node.label,
        int(room / CHARACTER),
        max_lines=2 + (box.height > LINE * 4),
        placeholder="…",
        break_long_words=True,
    )
    top = box.y + max(0, (box.height - LINE * (len(name) + 1)) / 2) + 11
    return Shown(
        f"{box.x:.1f}",
        f"{box.y:.2f}",
        f"{BOX}",
        f"{box.height:.2f}",
        box.node.tone,
        box.amount,
        f"{box.x + BOX + 5:.1f}",
        f"{top + LINE * len(name):.1f}",
        [{"text": text, "y": f"{top + LINE * at:.1f}"} for at, text in enumerate(name)],
    )


class Drawing:
    """Nodes and flows while they are collected."""

    def __init__(self, root):
        depth = max((line.level for line in root.walk() if line.kind == "Del"), default=0)
        self.place = depth + 1
        self.nodes = {WHOLE: Node(root.label, 0, root.tone)}
        self.flows = []
        for key, (label, tone, rank) in STOPS.items():
            self.nodes[key] = Node(label, self._column_of(key), tone, rank)

    def _column_of(self, key):
        if key == "unsplit":
            return 1
        after = {"unshared": 0, "lapsed": 0, "ungiven": 1, "paid": 2, "unpaid": 2}
        return self.place + after.get(key, 3)

    def flow(self, source, target, amount):
        if amount:
            self.flows.append(Flow(source, target, amount))

    def draw_below(self, line):
        """A row and those below it, down to who was given the money."""
        for below in line.below.values():
            if not below.total:
                continue
            key, column = self._key_and_column(below)
            self.nodes.setdefault(key, Node(below.short or below.label, column, below.tone))
            self.flow(self._key_and_column(line)[0], key, below.total)
            self.draw_below(below)
        here = self._key_and_column(line)[0]
        own = line.sums - sum(
            (below.sums for below in line.below.values()), start=type(line.sums)()
        )
        self.flow(here, "unsplit", own["AGREEMENT"])
        self.flow(here, "lapsed", own["LAPSED"])
        self.flow(here, "unshared", own["COMPONENT"])
        self.flow(here, "ungiven", own["FRAME"])
        if line.tone == "receiver":
            self.flow(here, "paid", line.paid)
            self.flow(here, "unpaid", line.granted - line.paid)

    def _key_and_column(self, line):
        if line.kind == "Överenskommelse":
            return WHOLE, 0
        if line.kind == "Del":
            return line.key, line.level
        return line.key, self.place + (line.tone == "receiver")

    def draw_outcome(self, root):
        for kind, stop in FROM_PAID.items():
            self.flow("paid", stop, root.sums[kind])
        for kind, stop in FROM_UNPAID.items():
            self.flow("unpaid", stop, root.sums[kind])

    def draw_uses(self, uses):
        for number, use in enumerate(uses):
            key, rank = f"u{number}", use.label in (HIDDEN, UNNAMED)
            self.nodes[key] = Node(use.label, self.place + 4, f"use-{use.tone or 'none'}", rank)
            self.flow("used", key, use.amount)
