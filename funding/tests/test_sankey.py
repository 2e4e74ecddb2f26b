"""The picture never lies: thickness is money, and money is the same on both sides of a box."""

import itertools
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.sankey import LABEL, MOST, Flow, Node, amounts_of, layout, merged

KRONOR = st.integers(min_value=0, max_value=10**12)


@st.composite
def pictures(draw):
    """Nodes in columns and flows that are conserved: each node shares out all that it was given."""
    columns = draw(st.integers(min_value=2, max_value=7))
    nodes, flows = {"0.0": Node("Allt", 0)}, []
    holds = {"0.0": draw(st.integers(min_value=1, max_value=10**12))}
    for column in range(1, columns):
        count = draw(st.integers(min_value=1, max_value=20))
        here = [f"{column}.{number}" for number in range(count)]
        nodes |= {key: Node(key, column, rank=draw(st.integers(0, 1))) for key in here}
        given_here = defaultdict(int)
        for source, amount in holds.items():
            cuts = sorted(draw(st.lists(st.integers(0, amount), max_size=4)))
            for low, high in zip([0, *cuts], [*cuts, amount], strict=True):
                target = draw(st.sampled_from(here))
                flows.append(Flow(source, target, high - low))
                given_here[target] += high - low
        holds = {key: amount for key, amount in given_here.items() if amount}
    return nodes, flows


def sums(ribbons, end):
    found = defaultdict(float)
    for ribbon in ribbons:
        found[getattr(ribbon.flow, end)] += ribbon.thickness
    return found


@given(pictures())
def test_thickness_is_proportional_and_conserved_at_every_box(picture):
    drawn = layout(*picture)
    scale = next(r.thickness / r.flow.amount for r in drawn.ribbons)
    into, out = sums(drawn.ribbons, "target"), sums(drawn.ribbons, "source")
    for ribbon in drawn.ribbons:
        assert ribbon.thickness > 0
        assert ribbon.thickness == pytest.approx(ribbon.flow.amount * scale)
    for key, box in drawn.boxes.items():
        assert box.height == pytest.approx(box.amount * scale)
        for side in (into, out):
            assert key not in side or side[key] == pytest.approx(box.height)


@given(pictures())
def test_no_box_covers_another_and_none_falls_outside(picture):
    drawn = layout(*picture)
    columns = defaultdict(list)
    for box in drawn.boxes.values():
        assert 0 <= box.x <= drawn.width
        assert box.y >= -0.01
        assert box.y + box.height <= drawn.height + 0.01
        columns[box.x].append(box)
    for boxes in columns.values():
        boxes.sort(key=lambda box: box.y)
        for above, below in itertools.pairwise(boxes):
            assert above.y + above.height + LABEL <= below.y + 0.01


@given(pictures())
def test_merging_loses_nothing(picture):
    nodes, flows = picture
    kept, left = merged(nodes, flows)
    columns = {node.column for node in nodes.values()}
    before, after = amounts_of(nodes, flows), amounts_of(kept, left)
    for column in columns:
        assert sum(node.column == column for node in kept.values()) <= MOST
        assert sum(after[k] for k, node in kept.items() if node.column == column) == sum(
            before[k] for k, node in nodes.items() if node.column == column
        )


def test_a_flow_that_passes_a_column_goes_beside_its_boxes():
    nodes = {"a": Node("A", 0), "b": Node("B", 1), "c": Node("C", 2)}
    drawn = layout(nodes, [Flow("a", "b", 60), Flow("b", "c", 60), Flow("a", "c", 40)])
    [passage] = [box for box in drawn.boxes.values() if box.is_passage]
    assert (passage.amount, drawn.boxes["c"].amount) == (40, 100)


def test_columns_where_nothing_stands_disappear():
    drawn = layout({"a": Node("A", 0), "b": Node("B", 5)}, [Flow("a", "b", 1)])
    assert len({box.x for box in drawn.boxes.values()}) == 2
    assert not any(box.is_passage for box in drawn.boxes.values())


def test_money_never_runs_backwards():
    with pytest.raises(ValueError, match="later column"):
        layout({"a": Node("A", 1), "b": Node("B", 1)}, [Flow("a", "b", 1)])


def test_nothing_is_an_empty_picture():
    assert not layout({"a": Node("A", 0)}, []).ribbons


def test_numbers_in_the_outline_have_points():
    drawn = layout({"a": Node("A", 0), "b": Node("B", 1)}, [Flow("a", "b", 3)])
    assert "," not in drawn.ribbons[0].path
