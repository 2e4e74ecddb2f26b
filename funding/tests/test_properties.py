"""Hypothesis plays with the whole chain: whatever is tried, the sums hold and the model agrees."""

from dataclasses import dataclass, field
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test

from funding import actions
from funding.models import Concurrence, Decision, DecisionItem, Frame, Transfer
from funding.tests.chain import Chain, amounts, mark, picks, place_of, whose
from funding.tests.factories import DAY
from funding.tests.plain import Refused

IN_TIME, LATE = date(2024, 6, 1), date(2025, 3, 1)
UNTIL = st.sampled_from([date(2025, 1, 31), date(2025, 12, 31)])
Answer = Concurrence.Answer
mostly, rarely = st.sampled_from([True, True, True, False]), st.sampled_from([False, False, True])
WHOLE = {"24", "2401", "2402"}
# What follows of a decision is undone by a new one, and never corrected.
BY_DECISION = {"ALLOCATE", "RELEASE", "TOP_SLICE", "CARRY_OVER", "DEMAND"}


@dataclass
class Laid:
    """A decision as the model knows it."""

    decision: Decision
    parties: list
    steps: list  # functions of the model: what its items do, in order
    waiting: set = field(default_factory=set)
    is_open: bool = True
    carries_out: bool = True


class WholeChain(Chain):
    """From the agreement to what became of every krona, by decisions and between them."""

    def begin(self, decided):
        """Two allocations, out of the joint pot and out of a kommun's own; half of each is paid."""
        for frame in (0, 2) if decided else ():
            self.allocate_on_paper(pick=frame, amount=100, to=0, paper=0)
        for number in (0, 1) if decided else ():
            self.pay(pick=number, amount=50)

    def lay(self, items, steps, *, only_region=False, kind="DECIDES", at_once=False):
        """Write a decision and lay it before its parties; refused where the model says so.

        Most are also answered `at_once`, so that the play comes further.
        """
        parties = self.parties[:1] if only_region else self.parties
        decision = Decision(county=self.county, body="Länet", decided_on=DAY, kind=kind)
        earmarked = any(item.act == "GRANT" and not self.fits(item) for item in items)
        # What an actor has for itself, it has a part in deciding.
        frames = [item.frame or item.allocation.frame for item in items]
        left_out = any(frame.actor_id and frame.actor not in parties for frame in frames)
        codes = {party.code for party in parties}
        bound = [lambda money, step=step: step(money, codes) for step in steps]
        try:
            with transaction.atomic():
                actions.propose_decision(decision, parties=parties, by=self.by, items=items)
        except ValidationError:
            # Told early: what could not be carried out as things stand is not even laid.
            assert earmarked or left_out or not self.possible(bound)
            return
        assert not earmarked
        assert not left_out
        laid = Laid(decision, parties, bound, set(parties), carries_out=kind == "DECIDES")
        self.laid.append(laid)
        for party in parties if at_once else ():
            self.say(laid, party, Answer.YES)

    def possible(self, steps):
        """Whether all of it could be carried out now."""
        trial = self.plain.copy()
        try:
            for step in steps:
                step(trial)
        except Refused:
            return False
        return True

    def fits(self, item):
        """Whether the county's earmark lets the receiver have money out of the pot."""
        kept = item.frame.component.category_id and not item.frame.actor_id
        return not kept or item.receiver == self.receivers[1]

    def frame(self, pick):
        frames = Frame.objects.select_related("component", "actor").order_by("pk")
        frames = list(frames.filter(account__isnull=False))
        return frames[pick % len(frames)]

    def item(self, act, **about):
        return DecisionItem(act=act, reason="Skäl", purpose="Försök", **about)

    @rule(pick=picks, amount=amounts, to=picks, only_region=rarely, advice=rarely, at_once=mostly)
    def propose_a_grant(self, pick, amount, to, only_region, advice, at_once):
        frame, receiver = self.frame(pick), self.receivers[to % 2]
        item = self.item("GRANT", frame=frame, receiver=receiver, amount=amount)
        place = place_of(frame.account)

        def step(money, parties):
            money.allocate(place, item.pk, amount, parties)

        kind = "RECOMMENDS" if advice and not only_region else "DECIDES"
        self.lay([item], [step], only_region=only_region, kind=kind, at_once=at_once)

    @rule(act=st.sampled_from(["CHANGE", "CARRY_OVER", "REPAY"]), pick=picks, amount=amounts,
          until=UNTIL, only_region=rarely, at_once=mostly)  # fmt: skip
    def propose_something_of_an_allocation(self, act, pick, amount, until, only_region, at_once):
        if not (allocations := self.allocations()):
            return
        allocation = allocations[pick % len(allocations)]
        name = mark(allocation)
        place = ("frame", allocation.frame.component_id, whose(allocation.frame))
        step = {
            "CHANGE": lambda money, parties: money.change(place, name, amount, parties),
            "CARRY_OVER": lambda money, parties: money.carry(name, amount, until, True),
            "REPAY": lambda money, parties: money.demand(name, amount),
        }[act]
        day = until if act == "CARRY_OVER" else None
        item = self.item(act, allocation=allocation, amount=amount, usable_until=day)
        self.lay([item], [step], only_region=only_region, at_once=at_once)

    @rule(pick=picks, amount=amounts, second=amounts, at_once=mostly)
    def propose_two_things_at_once(self, pick, amount, second, at_once):
        """All of a decision is carried out, or nothing of it."""
        frame, receiver = self.frame(pick), self.receivers[1]
        place = place_of(frame.account)
        granted = self.item("GRANT", frame=frame, receiver=receiver, amount=amount)
        lapsed = self.item("REPAY", frame=frame, amount=second)
        steps = [
            lambda money, parties: money.allocate(place, granted.pk, amount, parties),
            lambda money, parties: money.move(place, "LAPSED", second),
        ]
        self.lay([granted, lapsed], steps, at_once=at_once)

    @rule(
        pick=picks, party=picks, says=st.sampled_from([*[Answer.YES] * 6, Answer.NO, Answer.BACK])
    )
    def answer(self, pick, party, says):
        if self.laid:
            laid = self.laid[pick % len(self.laid)]
            self.say(laid, laid.parties[party % len(laid.parties)], says)

    @rule(pick=picks)
    def all_stand_behind(self, pick):
        if self.laid:
            laid = self.laid[-1 - pick % min(2, len(self.laid))]
            for party in list(laid.parties):
                self.say(laid, party, Answer.YES)

    def say(self, laid, party, says):
        def model(money):
            if not laid.is_open or party not in laid.waiting:
                raise Refused
            if says == Answer.YES and laid.waiting == {party} and laid.carries_out:
                for step in laid.steps:
                    step(money)

        done = self.attempt(
            model,
            lambda: actions.answer(
                laid.decision, party, says, by=self.approvers[party], comment="Därför"
            ),
        )
        if done:
            laid.waiting.discard(party)
            laid.is_open = bool(laid.waiting) and says == Answer.YES

    @rule(pick=picks, amount=amounts, to=picks, paper=st.integers(0, 3))
    def allocate_on_paper(self, pick, amount, to, paper):
        """By a decision without items: as its minutes say."""
        frame, receiver, decision = self.frame(pick), self.receivers[to % 2], self.papers[paper]
        place = place_of(frame.account)
        parties = {0: WHOLE, 3: {"24"}}.get(paper)
        item = self.item("GRANT", frame=frame, receiver=receiver)

        def model(money):
            if parties is None or not self.fits(item):
                raise Refused
            money.allocate(place, "new", amount, parties)

        made = self.attempt(
            model,
            lambda: actions.allocate(
                frame, receiver, amount=amount, purpose="Papper", decision=decision, by=self.by
            ),
        )
        if made:
            stands = self.plain.stands
            stands[mark(made), "GRANTED"] = stands.pop(("new", "GRANTED"))

    # Between the decisions.

    def one(self, pick):
        """An allocation and its name in the model; the rule is skipped while there is none."""
        allocations = self.allocations()
        if not allocations:
            return None, None
        allocation = allocations[pick % len(allocations)]
        return allocation, mark(allocation)

    @rule(pick=picks, amount=amounts)
    def pay(self, pick, amount):
        allocation, name = self.one(pick)
        if allocation:
            self.attempt(
                lambda money: money.pay(name, amount),
                lambda: actions.pay(allocation, amount=amount, on=DAY, by=self.by),
            )

    @rule(pick=picks, amount=amounts, day=st.sampled_from([IN_TIME, IN_TIME, LATE]),
          note=st.sampled_from(["", "Kursen blev dyrare"]))  # fmt: skip
    def use(self, pick, amount, day, note):
        allocation, name = self.one(pick)
        if allocation:
            self.attempt(
                lambda money: money.use(name, amount, day, bool(note)),
                lambda: actions.use(allocation, amount=amount, on=day, note=note, by=self.by),
            )

    @rule(pick=picks, amount=amounts, until=UNTIL)
    def carry_over_without_a_decision(self, pick, amount, until):
        allocation, name = self.one(pick)
        if allocation:
            self.attempt(
                lambda money: money.carry(name, amount, until, False),
                lambda: actions.carry_over(
                    allocation, amount=amount, usable_until=until, on=DAY, by=self.by
                ),
            )

    @rule(pick=picks, amount=amounts)
    def receive_a_repayment(self, pick, amount):
        allocation, name = self.one(pick)
        if allocation:
            self.attempt(
                lambda money: money.move((name, "TO_REPAY"), (name, "REPAID"), amount),
                lambda: actions.receive_repayment(allocation, amount=amount, on=LATE, by=self.by),
            )

    @rule(pick=picks, to=picks, amount=amounts, decided=st.booleans())
    def reallocate(self, pick, to, amount, decided):
        allocations = self.allocations()
        if not allocations:
            return
        source, target = (allocations[n % len(allocations)] for n in (pick, to))
        same = source.frame.component == target.frame.component
        same = same and source.frame.actor_id == target.frame.actor_id
        gave = {source.decision_id, target.decision_id}
        decision = self.papers[0] if decided else None

        def model(money):
            if source == target or (decision.pk in gave if decision else not same):
                raise Refused
            money.move((mark(source), "GRANTED"), (mark(target), "GRANTED"), amount)

        self.attempt(
            model,
            lambda: actions.reallocate(
                source, target, amount=amount, note="Skäl", by=self.by, decision=decision
            ),
        )

    @rule(pick=picks)
    def correct(self, pick):
        found = Transfer.objects.filter(corrected_by=None).exclude(kind="CORRECT").order_by("-pk")
        found = list(
            found.select_related("source__allocation", "source__frame__actor").select_related(
                "target__allocation", "target__frame__actor"
            )
        )
        if not found:
            return
        mistake = found[pick % len(found)]
        source, target = place_of(mistake.source), place_of(mistake.target)

        def model(money):
            if mistake.kind in BY_DECISION or (mistake.kind == "REPAY" and mistake.decision_id):
                raise Refused
            money.move(target, source, mistake.amount)
            if mistake.kind == "DISTRIBUTE":
                money.shared[target[1:]] -= mistake.amount

        self.attempt(model, lambda: actions.correct(mistake, on=DAY, by=self.by, note="Fel"))


@pytest.mark.django_db
def test_the_ledger_agrees_with_its_model_whatever_is_tried():
    run_state_machine_as_test(
        WholeChain,
        settings=settings(
            max_examples=25,
            stateful_step_count=35,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
