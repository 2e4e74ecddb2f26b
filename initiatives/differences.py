"""What differs between two versions of a plan, in words: added, removed, changed from → to."""

from dataclasses import dataclass, field
from datetime import date

from initiatives.models import B4
from portal.swedish import datum

OF_PLAN = ["title", "years", "vision", "gap_note", "visibility", "revise_before"]
OF_GOAL = ["b", "text", "indicator", "baseline", "target", "responsible", "due_on"]
OF_MEASURE = ["responsible", "due_on"]
LABELS = {"years": "År"}


@dataclass
class Change:
    """One goal that was added, removed or changed."""

    kind: str  # added, removed, changed
    text: str
    fields: list = field(default_factory=list)  # (label, from, to)
    measures: list[str] = field(default_factory=list)

    @property
    def word(self):
        return {"added": "Nytt", "removed": "Borttaget", "changed": "Ändrat"}[self.kind]


def differences(old, new, *, goals_of, with_background):
    """(facts of the plan that differ, [(B, [Change, …]), …]).

    `goals_of(plan)` gives the goals that the reader may see, with their measures at hand.
    """
    names = [*OF_PLAN, "background"] if with_background else OF_PLAN
    facts = _fields(old, new, names)
    before, after = list(goals_of(old)), list(goals_of(new))
    copies = {goal.copied_from_id: goal for goal in after if goal.copied_from_id}
    kept = {goal.pk for goal in before}
    changes = []
    for goal in before:
        copy = copies.get(goal.pk)
        if copy is None:
            changes.append((goal.b, Change("removed", str(goal))))
        elif (fields := _fields(goal, copy, OF_GOAL)) + (measures := _measures(goal, copy)):
            changes.append((copy.b, Change("changed", str(copy), fields, measures)))
    changes += [
        (goal.b, Change("added", str(goal), measures=[f"Åtgärd: {m}" for m in goal.measures.all()]))
        for goal in after
        if goal.copied_from_id not in kept
    ]
    return facts, [(b, [change for of, change in changes if of == b]) for b in B4]


def _fields(old, new, names):
    pairs = ((_label(old, name), _value(old, name), _value(new, name)) for name in names)
    return [(label, was, now) for label, was, now in pairs if was != now]


def _label(row, name):
    label = LABELS.get(name) or str(row._meta.get_field(name).verbose_name)
    return label[0].upper() + label[1:]


def _value(row, name):
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    return datum(value) if isinstance(value, date) else str(value or "")


def _measures(goal, copy):
    """Measures are known by their words."""
    before = {measure.text: measure for measure in goal.measures.all()}
    after = {measure.text: measure for measure in copy.measures.all()}
    told = [f"Ny åtgärd: {text}" for text in after if text not in before]
    told += [f"Borttagen åtgärd: {text}" for text in before if text not in after]
    for text in filter(after.get, before):
        for label, was, now in _fields(before[text], after[text], OF_MEASURE):
            told.append(f"Åtgärden ”{text}”, {label.lower()}: {was or 'inget'} → {now or 'inget'}")
    return told
