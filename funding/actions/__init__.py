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
    Known,
    distribute,
    distribute_by_key,
    key_of_population,
    key_of_table,
    plan_distribution,
    plan_top_slice,
    top_slice,
)
from funding.actions.ledger import correct
from funding.actions.levels import (
    add_statement,
    close,
    edit_agreement,
    enter_agreement,
    make_key,
    note_decided,
    remove_statement,
    reopen,
    run_distribution,
    split_off,
    take_back,
    take_back_distribution,
)

__all__ = [
    "Known",
    "add_statement",
    "allocate",
    "answer",
    "carry_over",
    "close",
    "close_level",
    "concur",
    "correct",
    "decide_agreement",
    "demand",
    "distribute",
    "distribute_by_key",
    "edit_agreement",
    "enter_agreement",
    "key_of_population",
    "key_of_table",
    "lay_before",
    "make_key",
    "note_decided",
    "open_level",
    "pay",
    "plan_distribution",
    "plan_top_slice",
    "propose_decision",
    "reallocate",
    "receive_repayment",
    "record_agreement",
    "remove_statement",
    "reopen",
    "run_distribution",
    "split",
    "split_off",
    "take_back",
    "take_back_distribution",
    "top_slice",
    "use",
    "write_on",
]
