"""The what-if board's sums: what is put on each application, and what becomes of the pots.

Only numbers and words: what is read, `funding.whatif` reads. Every split is a partition, so its
parts are always exactly the whole.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from funding.apportion import apportion
from initiatives.models import B4

NO_B = "Inget B angivet"
FILLS = {
    "sokt": "Allt sökt",
    "foreslaget": "Föreslaget belopp",
    "lika": "Lika del av sökt",
    "noll": "Töm",
}


@dataclass(frozen=True)
class Pot:
    """One pot as it stands: what nobody has been given, and what laid decisions hold of it."""

    number: int
    name: str
    balance: int
    bound: int = 0

    @property
    def available(self):
        return self.balance - self.bound


@dataclass(frozen=True)
class Place:
    """Where the money would go: a kommun with its inhabitants, or a kind of other actors."""

    name: str
    inhabitants: int | None = None
    is_kommun: bool = False


@dataclass
class Row:
    """One application on the board. `amount` is what the alternative puts on it."""

    number: int
    pot: int
    place: Place
    asked: int = 0
    recommended: int | None = None
    b: str = ""
    title: str = ""
    applicant: str = ""
    rule: str = ""  # the text of the county's rule that keeps the applicant out
    locked: str = ""  # why it is not to be decided any more
    is_prepared: bool = True
    amount: int = 0

    @property
    def is_open(self):
        return not self.locked

    @property
    def may_be_filled(self):
        return self.is_open and not self.rule

    @property
    def is_over_asked(self):
        return self.amount > self.asked


@dataclass(frozen=True)
class PotSum:
    """What is put on a pot's applications, and what is then left of it."""

    pot: Pot
    put: int
    asked: int
    recommended: int
    applications: int = 0

    @property
    def is_asked(self):
        """Whether anybody has applied for it, so that there is something to put."""
        return bool(self.applications)

    @property
    def rest(self):
        return self.pot.available - self.put

    @property
    def over(self):
        return max(0, -self.rest)


@dataclass(frozen=True)
class Part:
    """One part of a split; `percent` are whole and make 100 together, or are all 0."""

    name: str
    amount: int
    percent: int
    b: str = ""
    per_inhabitant: Decimal | None = None


@dataclass(frozen=True)
class Sums:
    """All that moves when an amount is put."""

    pots: list[PotSum]
    places: list[Part]
    bs: list[Part]
    categories: list[Part]
    inhabitants: int | None = None
    wrong: int = 0  # amounts that cannot be read, and count as 0

    @property
    def put(self):
        return sum(one.put for one in self.pots)

    @property
    def rest(self):
        return sum(one.rest for one in self.pots)

    @property
    def over(self):
        """The pots where more is put than there is."""
        return [one for one in self.pots if one.over]

    @property
    def per_inhabitant(self):
        return per_inhabitant(self.put, self.inhabitants)


@dataclass
class Board:
    """A round's pots and applications, as one person may see them."""

    pots: list[Pot]
    rows: list[Row]
    inhabitants: int | None = None
    hidden: int = 0  # applications that the person must step aside from

    @property
    def open_rows(self):
        return [row for row in self.rows if row.is_open]

    def sums(self, amounts=None, *, wrong=0, rows=None):
        """Sums of `amounts` by application, or of what the rows hold; of the open rows alone."""
        return sums(
            self.pots,
            self.open_rows if rows is None else rows,
            amounts,
            inhabitants=self.inhabitants,
            wrong=wrong,
        )

    def by_pot(self):
        """(pot, its rows) in the order of the categories."""
        return [(pot, [row for row in self.rows if row.pot == pot.number]) for pot in self.pots]


def sums(pots, rows, amounts=None, *, inhabitants=None, wrong=0):
    """Add up what `rows` would be given out of `pots`."""
    if amounts is None:
        amounts = {row.number: row.amount for row in rows}
    given = [(row, amounts.get(row.number, 0)) for row in rows]
    by_pot = [_pot_sum(pot, [pair for pair in given if pair[0].pot == pot.number]) for pot in pots]
    return Sums(
        pots=by_pot,
        places=_places(given),
        bs=_bs(given),
        categories=_parts(_added((one.pot.name, one.put) for one in by_pot)),
        inhabitants=inhabitants,
        wrong=wrong,
    )


def _pot_sum(pot, given):
    return PotSum(
        pot=pot,
        put=sum(amount for _, amount in given),
        asked=sum(row.asked for row, _ in given),
        recommended=sum(row.recommended or 0 for row, _ in given),
        applications=len(given),
    )


def _places(given):
    """Kommuner by name first, each per inhabitant; then the other kinds of actors."""
    added = _added((row.place, amount) for row, amount in given)
    added.sort(key=lambda pair: not pair[0].is_kommun)
    percents = percent_of([amount for _, amount in added])
    return [
        Part(
            place.name,
            amount,
            percent,
            per_inhabitant=per_inhabitant(amount, place.inhabitants),
        )
        for (place, amount), percent in zip(added, percents, strict=True)
    ]


def _bs(given):
    """The four B in their order, also those that get nothing; without a B last, if any."""
    added = dict(_added((row.b, amount) for row, amount in given))
    names = [(b.value, b.label) for b in B4] + ([("", NO_B)] if "" in added else [])
    percents = percent_of([added.get(b, 0) for b, _ in names])
    return [
        Part(name, added.get(b, 0), percent, b=b)
        for (b, name), percent in zip(names, percents, strict=True)
    ]


def _parts(pairs):
    percents = percent_of([amount for _, amount in pairs])
    return [Part(*pair, percent) for pair, percent in zip(pairs, percents, strict=True)]


def _added(pairs):
    totals = {}
    for key, amount in pairs:
        totals[key] = totals.get(key, 0) + amount
    return list(totals.items())


def percent_of(amounts):
    """Whole percents of a sum, which make 100 together; all 0 of nothing."""
    return apportion(100, amounts) if sum(amounts) else [0] * len(amounts)


def per_inhabitant(amount, inhabitants):
    """Kronor per inhabitant with one decimal, or None when nobody is known to live there."""
    if not inhabitants:
        return None
    return (Decimal(amount) / inhabitants).quantize(Decimal("0.1"), ROUND_HALF_UP)


def fill(rows, available, how):
    """Amounts by application for one pot's rows: a name of FILLS. Never for those kept out.

    "lika" gives each the same share of what it asked, so that the pot is used to the last krona,
    or all get what they asked when the pot has room for it.
    """
    rows = [row for row in rows if row.is_open]
    amounts = {row.number: 0 for row in rows}
    rows = [row for row in rows if row.may_be_filled]
    if how == "sokt":
        return amounts | {row.number: row.asked for row in rows}
    if how == "foreslaget":
        return amounts | {row.number: row.recommended or 0 for row in rows}
    asked = [row.asked for row in rows]
    if how != "lika" or not sum(asked):
        return amounts
    shares = apportion(max(0, min(available, sum(asked))), asked)
    return amounts | dict(zip([row.number for row in rows], shares, strict=True))


def equal_share(rows, available):
    """How many percent of what it asked each gets by the fill "lika", rounded down."""
    asked = sum(row.asked for row in rows if row.may_be_filled)
    return max(0, min(100, 100 * available // asked)) if asked else 0
