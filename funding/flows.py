"""Följ kronan: where the money of an agreement stands now, from the state down to what is done.

Read from balances alone, in a few questions that are as many however much has moved. Money that
was moved between parts (set aside, reallocated) counts where it stands now, so that every level
adds up to the one above.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import F, Sum

from actors.models import Actor, County, Kind
from funding.models import Account, Agreement, Allocation, Component, Frame

ELSEWHERE = "Andra läns potter"


@dataclass(frozen=True)
class Scope:
    """Whose money is followed: all of an agreement that one sees, or a part of it."""

    agreement: Agreement
    county: County | None = None
    actor: Actor | None = None
    component: Component | None = None
    frame: Frame | None = None
    allocation: Allocation | None = None

    @property
    def is_close(self):
        """Whether each allocation and each activity is told."""
        return bool(self.actor or self.frame or self.allocation)

    @property
    def is_wide(self):
        """Whether counties are told, and neither their pots nor their receivers."""
        return not (self.county or self.is_close)


@dataclass
class Line:
    """One row: what it is, what stands in it and below, and the rows below."""

    key: str
    kind: str
    label: str
    url: str = ""
    short: str = ""
    tone: str = "part"
    whole: int | None = None  # all that it was given, where only a part is followed
    level: int = 0
    sums: Counter = field(default_factory=Counter)
    below: dict = field(default_factory=dict)

    def _of(self, *kinds):
        return sum(self.sums[kind] for kind in kinds)

    @property
    def total(self):
        return self.sums.total()

    @property
    def ungiven(self):
        """What no receiver has been given."""
        return self._of("AGREEMENT", "COMPONENT", "FRAME")

    @property
    def granted(self):
        return self._of("GRANTED", "OWED", *Account.PAID_OUT)

    @property
    def paid(self):
        return self._of(*Account.PAID_OUT)

    @property
    def used(self):
        return self._of("USED", "OWED")

    @property
    def left(self):
        return self._of("GRANTED", "PAID", "CARRIED")

    @property
    def back(self):
        """What was or shall be paid back."""
        return self._of("TO_REPAY", "REPAID", "LAPSED")

    @property
    def is_elsewhere(self):
        """Whether these are pots that the person may not look into."""
        return self.key == "x"

    def walk(self):
        """This row and all below it that hold something."""
        yield self
        for line in self.below.values():
            if line.total:
                yield from line.walk()


def tree_of(scope, user):
    """The rows from the agreement down to who was given the money. Returns the uppermost Line."""
    agreement = scope.agreement
    parts = {
        part.pk: part
        for part in Component.objects.filter(agreement=agreement)
        .select_related("category", "account")
        .with_total()
    }
    within = within_of(scope.component, parts)
    root = Line(
        "agreement", "Överenskommelse", str(agreement), agreement.follow_url, tone="agreement"
    )
    root.whole = agreement.total
    lines = _component_lines(parts, root)
    frames, allocations = _frames(scope, within), allocations_in(scope, within)
    if not scope.is_wide:
        frames, allocations = frames.visible_to(user), allocations.visible_to(user)
    for row in _held(scope, frames):
        _place(scope, lines[row["at_component"]], row, user).sums["FRAME"] += row["total"]
    for row in _given(scope, allocations):
        place = _place(scope, lines[row["at_component"]], row, user)
        kind = "ELSEWHERE" if place.is_elsewhere else row["kind"]
        _who(scope, place, row).sums[kind] += row["total"]
    if scope.is_wide:
        _add_the_undivided(scope, root, lines, parts, within)
    _hide_elsewhere(lines.values())
    _add_up(root)
    return root


def within_of(component, parts):
    """Ids of the component and of all its parts; of all components when there is none."""
    if component is None:
        return list(parts)
    found = [component.pk]
    for pk in found:
        found += [part.pk for part in parts.values() if part.parent_id == pk]
    return found


def _component_lines(parts, root):
    lines = {}
    for part in parts.values():
        name = str(part.category or part)
        line = Line(f"k{part.pk}", "Del", name, f"{root.url}&del={part.pk}", whole=part.total)
        lines[part.pk] = line
    for part in parts.values():
        above = lines.get(part.parent_id, root)
        above.below[part.pk] = lines[part.pk]
    return lines


def _frames(scope, within):
    frames = Frame.objects.filter(component__in=within)
    if scope.allocation:
        return frames.none()
    return _chosen(frames, pk=scope.frame, county=scope.county, actor=scope.actor)


def allocations_in(scope, within):
    return _chosen(
        Allocation.objects.filter(frame__component__in=within),
        pk=scope.allocation,
        frame=scope.frame,
        receiver=scope.actor,
        frame__county=scope.county,
    )


def _chosen(rows, **chosen):
    return rows.filter(**{name: thing.pk for name, thing in chosen.items() if thing})


def _held(scope, frames):
    """What stands in the pots and frames, one row each; one a county when those are told."""
    return _places(Account.objects.filter(frame__in=frames), scope, "frame__")


def _given(scope, allocations):
    """What was given, by pot or county, receiver and kind of account."""
    if scope.is_wide:
        who = ["allocation__receiver__kind"]
    elif scope.is_close:
        who = ["allocation", "allocation__purpose", "allocation__receiver__name"]
    else:
        who = ["allocation__receiver", "allocation__receiver__name"]
    rows = Account.objects.filter(allocation__in=allocations)
    return _places(rows, scope, "allocation__frame__", "kind", *who)


def _places(accounts, scope, path, *more):
    names = ["county", "county__name", "county__code"]
    if not scope.is_wide:
        names += ["pk", "actor", "actor__name"]
    rows = accounts.order_by().values(
        *more,
        at_component=F(f"{path}component"),
        **{f"at_{name}": F(path + name) for name in names},
    )
    return rows.annotate(total=Sum("balance")).exclude(total=0)


def _place(scope, above, row, user):
    """The row's county, or its pot or frame."""
    reach, code = user.reach, row["at_county__code"]
    if scope.is_wide:
        if not (reach.is_national or row["at_county"] in reach.counties):
            key, made = "x", Line("x", "Län", ELSEWHERE, tone="rest", sums=Counter(ELSEWHERE=0))
        else:
            key, url = f"l{code}", f"{scope.agreement.follow_url}&lan={code}"
            made = Line(key, "Län", row["at_county__name"], url, tone="pot")
        return above.below.setdefault(key, made)
    key, own = f"p{row['at_pk']}", row["at_actor__name"]
    label = f"Egen ram, {own}" if own else f"Länspott, {row['at_county__name']}"
    seen = reach.is_national or row["at_county"] in reach.counties
    url = f"{scope.agreement.follow_url}&pott={row['at_pk']}" if seen else ""
    number = above.label.partition(".")[0]
    short = own or (f"Länspott {number}" if number.isdecimal() else "Länspott")
    made = Line(key, "Egen ram" if own else "Länspott", label, url, short, tone="pot")
    return above.below.setdefault(key, made)


def _who(scope, place, row):
    """Who was given it: a kind of actor, a receiver, or a single allocation."""
    if place.is_elsewhere:
        return place
    if scope.is_wide:
        kind = row["allocation__receiver__kind"]
        made = Line(f"w{kind}", "Mottagare", Kind(kind).label, tone="receiver")
    elif scope.is_close:
        name, number = row["allocation__receiver__name"], row["allocation"]
        label = f"{name}: {row['allocation__purpose']}"
        made = Line(f"w{number}", "Tilldelning", label, Allocation(pk=number).follow_url)
    else:
        name, number = row["allocation__receiver__name"], row["allocation__receiver"]
        url = f"{scope.agreement.follow_url}&aktor={number}"
        made = Line(f"w{number}", "Mottagare", name, url)
    made.tone = "receiver"
    return place.below.setdefault(made.key, made)


def _add_the_undivided(scope, root, lines, parts, within):
    for pk in within:
        lines[pk].sums["COMPONENT"] += parts[pk].account.balance
    if scope.component is None:
        for account in scope.agreement.accounts.all():
            if account.kind in ("AGREEMENT", "LAPSED"):
                root.sums[account.kind] += account.balance


def _hide_elsewhere(lines):
    """Of other counties' pots nothing is told but what they hold together."""
    for line in lines:
        if place := line.below.get("x"):
            place.sums = Counter(ELSEWHERE=place.total)


def _add_up(line, level=0):
    line.level = level
    for below in line.below.values():
        _add_up(below, level + 1)
        line.sums = line.sums + below.sums
    line.below = dict(sorted(line.below.items(), key=lambda item: _order(*item)))


def _order(key, line):
    """Parts as they were made, joint pots before frames, and then by amount."""
    return (key if isinstance(key, int) else 0, line.kind == "Egen ram", -line.total, line.label)
