"""What can be done with money. Every krona moves by a Transfer; PostgreSQL has the last word.

Amounts are whole kronor. An action raises ValidationError with a Swedish sentence when the money
is not there or the step is not allowed; nothing is then changed.
"""

from funding.actions.agreements import (
    close_level,
    decide_agreement,
    open_level,
    record_agreement,
    split,
)
from funding.actions.allocations import (
    allocate,
    carry_over,
    correct_movement,
    demand,
    link_activities,
    pay,
    reallocate,
    receive_repayment,
    use,
    use_rows,
)
from funding.actions.decisions import answer, concur, lay_before, propose_decision, write_on
from funding.actions.distribution import (
    distribute,
    distribute_by_key,
    key_of_population,
    key_of_table,
    plan_distribution,
    top_slice,
)
from funding.actions.ledger import correct

__all__ = [
    "allocate",
    "answer",
    "carry_over",
    "close_level",
    "concur",
    "correct",
    "correct_movement",
    "decide_agreement",
    "demand",
    "distribute",
    "distribute_by_key",
    "key_of_population",
    "key_of_table",
    "lay_before",
    "link_activities",
    "open_level",
    "pay",
    "plan_distribution",
    "propose_decision",
    "reallocate",
    "receive_repayment",
    "record_agreement",
    "split",
    "top_slice",
    "use",
    "use_rows",
    "write_on",
]
