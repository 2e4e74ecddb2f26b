"""The first half of what Hypothesis plays with: the agreement, its parts, keys and pots."""

from collections import Counter
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from actors.models import Kind, Role, UserMovementStatus
from actors.tests.factories import make_actor, make_county, make_user
from funding import actions
from funding.models import (
    Account,
    Allocation,
    DistributionKey,
    Earmark,
    Transfer,
)
from funding.tests.factories import DAY, make_agreement, make_decision
from funding.tests.plain import Money, Refused
from initiatives.models import Category

amounts = st.one_of(st.integers(1, 30), st.integers(1, 300))
picks = st.integers(0, 1000)
TERMS = st.sampled_from(["ALLOWED", "NEEDS_DECISION", "NOT_ALLOWED"])
START = 1000


class Chain(RuleBasedStateMachine):
    """An agreement of 1 000 kr, a region with two kommuner, and the model beside them."""

    def __init__(self):
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.plain = None

    def teardown(self):
        """Every case starts from an empty database."""
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    @initialize(terms=TERMS, decided=st.sampled_from([True, True, True, False]))
    def start(self, terms, decided):
        self.county = make_county()
        self.people()
        self.agreement = make_agreement(
            self.by,
            total=START,
            carry_over=terms,
            usable_until=date(2024, 12, 31),
            decided_on=DAY if decided else None,
        )
        self.plain = Money(terms=terms, usable_until=date(2024, 12, 31), decided=decided)
        self.plain.move("STATE", "AGREEMENT", START)
        self.category = Category.objects.create(
            number=4, first_year=2024, name="Fyra", aim="", source="Källa"
        )
        Earmark.objects.create(
            county=self.county, category=self.category, allows="USER_MOVEMENT",
            text="Bara rörelsen", source="Källa", since=DAY,
        )  # fmt: skip
        self.parts = []
        for stream, category, amount in [
            ("LANSGEMENSAM", None, 300),
            ("LANSGEMENSAM", self.category, 200),
            ("KOMMUN", None, 400),
        ]:
            self.parts.append(self.new_part(self.agreement, amount, stream, category))
            self.plain.move("AGREEMENT", ("part", self.parts[-1].pk), amount)
        for part in self.parts:
            self.distribute_by_key(self.parts.index(part))
        self.papers = [
            make_decision(self.county, self.parties, self.by),
            make_decision(self.county, self.parties, self.by, complete=False),
            make_decision(self.county, self.parties, self.by, kind="RECOMMENDS"),
            make_decision(self.county, self.parties[:1], self.by),
        ]
        self.laid, self.sliced = [], set()
        self.begin(decided)

    def begin(self, decided):
        """Something to go on with, for the second half."""

    def people(self):
        region = make_actor("Region", Kind.REGION, "24", [self.county])
        self.kommuner = [
            make_actor(f"Kommun {code}", Kind.KOMMUN, code, [self.county])
            for code in ("2401", "2402")
        ]
        self.parties = [region, *self.kommuner]
        self.approvers = {
            party: make_user(f"godkannare{party.code}", party, Role.APPROVER)
            for party in self.parties
        }
        self.by = make_user("handlaggare", region, Role.OFFICER)
        movement = make_actor("Rörelsen", Kind.USER_ORGANISATION, "", [self.county])
        UserMovementStatus.objects.create(
            actor=movement, counts=True, decided_on=DAY, decided_by="Länet", entered_by=self.by
        )
        self.receivers = [self.kommuner[0], movement]
        self.key = actions.key_of_table(
            DistributionKey(name="Nyckel", basis="TABLE", source="Källa"),
            dict(zip([party.pk for party in self.parties], [4, 3, 1], strict=True)),
            by=self.by,
        )

    def attempt(self, model, act):
        """Do it in the model and in the ledger: refused by both, or by neither."""
        trial = self.plain.copy()
        try:
            model(trial)
            allowed = True
        except Refused:
            allowed = False
        try:
            with transaction.atomic():
                result = act()
        except ValidationError:
            assert not allowed
            return None
        assert allowed
        self.plain = trial
        return result or True

    def allocations(self):
        return list(
            Allocation.objects.select_related("frame__component", "frame__actor").order_by("pk")
        )

    # The agreement and its parts.

    def new_part(self, source, amount, stream, category=None):
        return actions.split(
            source, amount=amount, on=DAY, by=self.by, name="Del", stream=stream, category=category
        )

    def level(self, pick):
        level = [self.agreement, *self.parts][pick % (1 + len(self.parts))]
        return level, "AGREEMENT" if level == self.agreement else ("part", level.pk)

    @rule(pick=picks, amount=amounts, own=st.booleans())
    def split(self, pick, amount, own):
        source, place = self.level(pick)
        part = self.attempt(
            lambda money: money.move(place, "new", amount),
            lambda: self.new_part(source, amount, "KOMMUN" if own else "LANSGEMENSAM"),
        )
        if part:
            self.parts.append(part)
            self.plain.stands["part", part.pk] = self.plain.stands.pop("new")

    @rule(pick=picks)
    def close(self, pick):
        level, place = self.level(pick)
        self.attempt(
            lambda money: money.close(place), lambda: actions.close_level(level, by=self.by)
        )

    @rule(pick=picks)
    def open_again(self, pick):
        level, place = self.level(pick)
        self.attempt(
            lambda money: money.closed.discard(place),
            lambda: actions.open_level(level, why="Prov", by=self.by),
        )

    @rule(total=st.integers(START - 300, START + 300))
    def decide_the_agreement(self, total):
        self.agreement = type(self.agreement).objects.get(pk=self.agreement.pk)
        self.attempt(
            lambda money: money.decide(total),
            lambda: actions.decide_agreement(
                self.agreement, total=total, decided_on=DAY, by=self.by
            ),
        )

    @rule(pick=picks, amount=amounts, own=st.booleans())
    def distribute(self, pick, amount, own):
        part, actor = self.parts[pick % len(self.parts)], self.kommuner[0] if own else None

        def model(money):
            if own != (part.stream == "KOMMUN"):
                raise Refused
            money.distribute(part.pk, actor.code if own else "joint", amount)

        self.attempt(
            model,
            lambda: actions.distribute(
                part, self.county, amount=amount, on=DAY, by=self.by, actor=actor
            ),
        )

    @rule(pick=picks)
    def distribute_by_key(self, pick):
        part = self.parts[pick % len(self.parts)]
        holders = ["2401", "2402"] if part.stream == "KOMMUN" else ["joint"]
        # The whole component is read anew: its account would else be the one of an earlier rule.
        fresh = type(part).objects.get(pk=part.pk)
        self.attempt(
            lambda money: money.by_key(part.pk, holders),
            lambda: actions.distribute_by_key([fresh], self.key, on=DAY, by=self.by),
        )

    @rule(pick=picks, share=st.integers(1, 5000), paper=st.integers(0, 3))
    def top_slice(self, pick, share, paper):
        own, decision = self.parts[2], self.papers[paper]
        joint = self.parts[pick % 2]
        parties = {0: {"2401", "2402"}}.get(paper, set())
        before = self.plain.copy()

        def model(money):
            money.top_slice(own.pk, joint.pk, share, parties)
            taken = {place for place, stood in before.stands.items() if money.stands[place] < stood}
            if taken & self.sliced:  # once by a decision
                raise Refused
            self.taken = taken

        done = self.attempt(
            model,
            lambda: actions.top_slice(
                joint, self.county, hundredths=share, source=own, decision=decision, by=self.by
            ),
        )
        if done:
            self.sliced |= self.taken

    @invariant()
    def the_model_and_the_ledger_agree(self):
        if not self.plain:
            return
        accounts = Account.objects.select_related("allocation", "frame__actor")
        stands = {place_of(account): account.balance for account in accounts}
        assert {p: n for p, n in stands.items() if n} == {
            p: n for p, n in self.plain.stands.items() if n
        }
        assert {place_of(a) for a in accounts if a.closed_at} == self.plain.closed
        assert not sum(stands.values())

    @invariant()
    def every_balance_is_the_sum_of_its_transfers(self):
        moved = Counter()
        for source, target, amount in Transfer.objects.values_list("source", "target", "amount"):
            moved[source] -= amount
            moved[target] += amount
        assert all(moved[pk] == n for pk, n in Account.objects.values_list("pk", "balance"))


def place_of(account):
    """The account's place in the model."""
    if account.allocation_id:
        return (mark(account.allocation), account.kind)
    if account.frame_id:
        return ("frame", account.frame.component_id, whose(account.frame))
    return ("part", account.component_id) if account.component_id else account.kind


def mark(allocation):
    """The model's name of an allocation: its item's, which is known before it arises."""
    return allocation.item_id or f"paper {allocation.pk}"


def whose(frame):
    return frame.actor.code if frame.actor_id else "joint"
