"""The rules of money once more, in plain Python: what test_properties.py compares the ledger with.

Nothing here reads the database. A place is a word or a tuple: "STATE", "AGREEMENT", "LAPSED",
("part", number), ("frame", part, whose), (allocation, kind).
"""

from collections import Counter


class Refused(Exception):
    """The model says no."""


class Money:
    """Every place and what stands in it; whole kronor."""

    def __init__(self, *, terms, usable_until, decided):
        self.stands = Counter()
        self.closed = set()
        self.terms, self.usable_until, self.decided = terms, usable_until, decided
        self.shared = Counter()  # (part, whose): distributed and not corrected
        self.until = {}  # allocation: the day that what it carried over may be used until

    def copy(self):
        other = Money(terms=self.terms, usable_until=self.usable_until, decided=self.decided)
        other.stands, other.closed = Counter(self.stands), set(self.closed)
        other.shared, other.until = Counter(self.shared), dict(self.until)
        return other

    def move(self, source, target, amount):
        if {source, target} & self.closed or (source != "STATE" and self.stands[source] < amount):
            raise Refused
        self.stands[source] -= amount
        self.stands[target] += amount

    def granted(self, allocation):
        kinds = ("GRANTED", "OWED", "PAID", "CARRIED", "USED", "TO_REPAY", "REPAID")
        return sum(self.stands[allocation, kind] for kind in kinds)

    # What each step does.

    def decide(self, total):
        difference = total + self.stands["STATE"]
        if self.decided:
            raise Refused
        if difference > 0:
            self.move("STATE", "AGREEMENT", difference)
        elif difference < 0:
            self.move("AGREEMENT", "STATE", -difference)
        self.decided = True

    def close(self, level):
        if self.stands[level]:
            raise Refused
        self.closed.add(level)

    def distribute(self, part, whose, amount):
        self.move(("part", part), ("frame", part, whose), amount)
        self.shared[part, whose] += amount

    def by_key(self, part, holders):
        """`holders`: [whose] alone, or two that weigh three and one."""
        before = [self.shared[part, whose] for whose in holders]
        whole = self.stands["part", part] + sum(before)
        shares = [whole]
        if len(holders) == 2:
            shares = [whole * 3 // 4, whole // 4]
            if sum(shares) < whole:
                shares[0 if whole * 3 % 4 >= whole % 4 else 1] += 1
        changes = [share - had for share, had in zip(shares, before, strict=True)]
        if min(changes) < 0:
            raise Refused
        for whose, change in zip(holders, changes, strict=True):
            if change:
                self.distribute(part, whose, change)

    def top_slice(self, own, joint, hundredths, parties):
        taken = {
            place: amount
            for place, stands in self.stands.items()
            if place[:2] == ("frame", own) and (amount := stands * hundredths // 10_000)
        }
        if not taken or not {whose for _, _, whose in taken} <= parties:
            raise Refused
        for place, amount in taken.items():
            self.move(place, ("frame", joint, "joint"), amount)

    def allocate(self, frame, allocation, amount, parties):
        if not self.decided or (frame[2] != "joint" and frame[2] not in parties):
            raise Refused
        self.move(frame, (allocation, "GRANTED"), amount)

    def change(self, frame, allocation, amount, parties):
        difference = amount - self.granted(allocation)
        if difference > 0:
            self.allocate(frame, allocation, difference, parties)
        elif difference < 0:
            self.move((allocation, "GRANTED"), frame, -difference)

    def pay(self, allocation, amount):
        settled = min(self.stands[allocation, "OWED"], amount)
        self.move((allocation, "OWED"), (allocation, "USED"), settled)
        self.move((allocation, "GRANTED"), (allocation, "PAID"), amount - settled)

    def use(self, allocation, amount, day, explained):
        if day > self.usable_until:
            if day > self.until.get(allocation, day):
                raise Refused
            self.move((allocation, "CARRIED"), (allocation, "USED"), amount)
            return
        paid = min(self.stands[allocation, "PAID"], amount)
        if amount > paid and not explained:
            raise Refused
        self.move((allocation, "PAID"), (allocation, "USED"), paid)
        self.move((allocation, "GRANTED"), (allocation, "OWED"), amount - paid)

    def carry(self, allocation, amount, until, by_decision):
        if self.terms == "NOT_ALLOWED" or (self.terms == "NEEDS_DECISION" and not by_decision):
            raise Refused
        self.move((allocation, "PAID"), (allocation, "CARRIED"), amount)
        self.until[allocation] = until

    def demand(self, allocation, amount):
        first = min(self.stands[allocation, "PAID"], amount)
        self.move((allocation, "PAID"), (allocation, "TO_REPAY"), first)
        self.move((allocation, "CARRIED"), (allocation, "TO_REPAY"), amount - first)
