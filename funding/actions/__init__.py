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
    demand,
    pay,
    reallocate,
    receive_repayment,
    use,
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
from funding.actions.preparation import (
    ask,
    declare_conflict,
    lift_conflict,
    prepare,
    save_preparation,
    take_up_again,
)

__all__ = [
    "allocate",
    "answer",
    "ask",
    "carry_over",
    "close_level",
    "concur",
    "correct",
    "decide_agreement",
    "declare_conflict",
    "demand",
    "distribute",
    "distribute_by_key",
    "key_of_population",
    "key_of_table",
    "lay_before",
    "lift_conflict",
    "open_level",
    "pay",
    "plan_distribution",
    "prepare",
    "propose_decision",
    "reallocate",
    "receive_repayment",
    "record_agreement",
    "save_preparation",
    "split",
    "take_up_again",
    "top_slice",
    "use",
    "write_on",
]
