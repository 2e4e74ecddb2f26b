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
from funding.actions.decisions import (
    answer,
    concur,
    concur_with_all,
    lay_before,
    lay_before_the_county,
    propose_decision,
)
from funding.actions.distribution import (
    distribute,
    distribute_by_key,
    key_of_population,
    key_of_table,
    plan_distribution,
    top_slice,
)
from funding.actions.drafting import (
    remove_decision,
    remove_item,
    write_decision,
    write_items,
    write_on,
)
from funding.actions.ledger import correct
from funding.actions.registering import register

__all__ = [
    "allocate",
    "answer",
    "carry_over",
    "close_level",
    "concur",
    "concur_with_all",
    "correct",
    "decide_agreement",
    "demand",
    "distribute",
    "distribute_by_key",
    "key_of_population",
    "key_of_table",
    "lay_before",
    "lay_before_the_county",
    "open_level",
    "pay",
    "plan_distribution",
    "propose_decision",
    "reallocate",
    "receive_repayment",
    "record_agreement",
    "register",
    "remove_decision",
    "remove_item",
    "split",
    "top_slice",
    "use",
    "write_decision",
    "write_items",
    "write_on",
]
