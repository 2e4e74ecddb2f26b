"""Hypothesis plays with a pot: whatever is tried, the sums hold and the model agrees."""

from collections import Counter

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from actors.models import Kind, Role
from actors.tests.factories import make_actor, make_county, make_user
from funding import actions
from funding.models import Account, Allocation, Transfer
from funding.tests.factories import DAY, make_decision, make_pot

amounts = st.integers(min_value=1, max_value=1200)
POT = 1000


class Ledger(RuleBasedStateMachine):
    """A pot of 1 000 kr beside a plain Python model of it."""

    def __init__(self):
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()

    def teardown(self):
        """Every case starts from an empty database."""
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    @initialize()
    def start(self):
        county = make_county()
        self.region = make_actor("Region", Kind.REGION, "24", [county])
        make_user("godkannare", self.region, Role.APPROVER)
        self.by = make_user("handlaggare", self.region, Role.OFFICER)
        self.pot = make_pot(county, self.by, amount=POT)
        self.decision = make_decision(county, [self.region], self.by)
        self.left, self.rows = POT, []

    def attempt(self, allowed, act):
        """Run `act` and check that it is refused exactly when the model says so."""
        try:
            result = act()
        except ValidationError:
            assert not allowed
            return None
        assert allowed
        return result or True

    @rule(amount=amounts)
    def allocate(self, amount):
        made = self.attempt(
            amount <= self.left,
            lambda: actions.allocate(
                self.pot,
                self.region,
                amount=amount,
                purpose="Försök",
                decision=self.decision,
                by=self.by,
            ),
        )
        if made:
            self.left -= amount
            self.rows.append((made, Counter(unpaid=amount)))

    @rule(amount=amounts, pick=st.integers(min_value=0))
    def pay(self, amount, pick):
        self.step(amount, pick, actions.pay, "unpaid", "unspent")

    @rule(amount=amounts, pick=st.integers(min_value=0))
    def use(self, amount, pick):
        self.step(amount, pick, actions.use, "unspent", "used")

    def step(self, amount, pick, act, source, target):
        if not self.rows:
            return
        allocation, model = self.rows[pick % len(self.rows)]
        if self.attempt(
            amount <= model[source],
            lambda: act(allocation, amount=amount, on=DAY, by=self.by),
        ):
            model[source] -= amount
            model[target] += amount

    @rule(pick=st.integers(min_value=0))
    def take_back_a_payment(self, pick):
        payments = list(Transfer.objects.filter(kind="PAY", corrected_by=None))
        if not payments:
            return
        payment = payments[pick % len(payments)]
        model = next(m for a, m in self.rows if a.pk == payment.source.allocation_id)
        if self.attempt(
            payment.amount <= model["unspent"],
            lambda: actions.correct(payment, on=DAY, by=self.by, note="Åter"),
        ):
            model["unspent"] -= payment.amount
            model["unpaid"] += payment.amount

    @invariant()
    def the_model_and_the_ledger_agree(self):
        if not hasattr(self, "pot"):
            return
        self.pot.account.refresh_from_db()
        assert self.pot.account.balance == self.left
        rows = {a.pk: a for a in Allocation.objects.with_sums()}
        for allocation, model in self.rows:
            row = rows[allocation.pk]
            assert (row.unpaid, row.unspent, row.used) == (
                model["unpaid"],
                model["unspent"],
                model["used"],
            )

    @invariant()
    def every_balance_is_the_sum_of_its_transfers(self):
        moved = Counter()
        for source, target, amount in Transfer.objects.values_list("source", "target", "amount"):
            moved[source] -= amount
            moved[target] += amount
        assert all(moved[a.pk] == a.balance for a in Account.objects.all())
        assert not Account.objects.aggregate(total=Sum("balance"))["total"]


@pytest.mark.django_db
def test_the_ledger_agrees_with_its_model_whatever_is_tried():
    run_state_machine_as_test(
        Ledger,
        settings=settings(
            max_examples=25,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
