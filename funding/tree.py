"""An agreement's components as a tree: what each holds, and what is shared out of it."""

from collections import defaultdict
from dataclasses import dataclass, field

from funding.models import Component, Stream


@dataclass
class Node:
    """One component in its place. `total` is what it was given, `left` what is not shared out."""

    component: Component
    depth: int
    share: float  # percent of the whole agreement
    parts: list = field(default_factory=list)

    @property
    def total(self):
        return self.component.total

    @property
    def left(self):
        return self.component.account.balance

    @property
    def parts_total(self):
        return sum(part.total for part in self.parts)

    @property
    def shared(self):
        """What is distributed to pots and frames."""
        return self.own - self.left

    @property
    def is_closed(self):
        return self.component.account.closed_at is not None

    @property
    def own(self):
        """What stays at this level: not given to parts below it."""
        return self.total - self.parts_total


class Tree:
    """The whole of an Agreement, read in one question."""

    def __init__(self, agreement):
        rows = list(
            Component.objects.filter(agreement=agreement)
            .select_related("category", "account", "parent")
            .with_total()
            .order_by("pk")
        )
        self.total = agreement.total
        self._below = defaultdict(list)
        for row in rows:
            self._below[row.parent_id].append(row)
        self.nodes = []
        self.tops = self._grow(None, 0)
        self.taken_back = [row for row in rows if not row.total]

    def _grow(self, parent, depth):
        found = []
        for row in self._below[parent]:
            if row.total:
                node = Node(row, depth, share(row.total, self.total))
                self.nodes.append(node)
                found.append(node)
                node.parts = self._grow(row.pk, depth + 1)
        return found

    @property
    def undivided(self):
        """What of the agreement is given to no component."""
        return self.total - sum(top.total for top in self.tops)

    @property
    def by_stream(self):
        """(words, kronor, percent) of every stream; with what is not split they are the whole."""
        sums = defaultdict(int)
        for node in self.nodes:
            sums[node.component.stream] += node.own
        rows = [(label, sums[value]) for value, label in Stream.choices if sums[value]]
        if self.undivided:
            rows.append(("Inte uppdelat", self.undivided))
        return [(label, amount, share(amount, self.total)) for label, amount in rows]

    def node(self, component):
        return next((one for one in self.nodes if one.component.pk == component.pk), None)


def share(part, whole):
    """How many percent `part` is of `whole`, with one decimal."""
    return round(100 * part / whole, 1) if whole else 0
