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
from funding.actions.applications import (
    answer_question,
    save_application,
    submit,
    why_closed,
    withdraw,
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
from funding.actions.rules import end_earmark, save_rule

__all__ = [
    "allocate",
    "answer",
    "answer_question",
    "carry_over",
    "close_level",
    "concur",
    "correct",
    "decide_agreement",
    "demand",
    "distribute",
    "distribute_by_key",
    "end_earmark",
    "key_of_population",
    "key_of_table",
    "lay_before",
    "open_level",
    "pay",
    "plan_distribution",
    "propose_decision",
    "reallocate",
    "receive_repayment",
    "record_agreement",
    "save_application",
    "save_rule",
    "split",
    "submit",
    "top_slice",
    "use",
    "why_closed",
    "withdraw",
    "write_on",
]
