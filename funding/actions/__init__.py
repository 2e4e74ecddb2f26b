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
from funding.actions.applications import (
    answer_question,
    save_application,
    submit,
    why_closed,
    withdraw,
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
    plan_top_slice,
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
from funding.actions.preparation import (
    ask,
    declare_conflict,
    lift_conflict,
    prepare,
    save_preparation,
    take_up_again,
)
from funding.actions.registering import register
from funding.actions.rules import end_earmark, save_rule

__all__ = [
    "add_statement",
    "allocate",
    "answer",
    "answer_question",
    "ask",
    "carry_over",
    "close",
    "close_level",
    "concur",
    "concur_with_all",
    "correct",
    "correct_movement",
    "decide_agreement",
    "declare_conflict",
    "demand",
    "distribute",
    "distribute_by_key",
    "edit_agreement",
    "end_earmark",
    "enter_agreement",
    "key_of_population",
    "key_of_table",
    "lay_before",
    "lay_before_the_county",
    "lift_conflict",
    "link_activities",
    "make_key",
    "note_decided",
    "open_level",
    "pay",
    "plan_distribution",
    "plan_top_slice",
    "prepare",
    "propose_decision",
    "reallocate",
    "receive_repayment",
    "record_agreement",
    "register",
    "remove_decision",
    "remove_item",
    "remove_statement",
    "reopen",
    "run_distribution",
    "save_application",
    "save_preparation",
    "save_rule",
    "split",
    "split_off",
    "submit",
    "take_back",
    "take_back_distribution",
    "take_up_again",
    "top_slice",
    "use",
    "use_rows",
    "why_closed",
    "withdraw",
    "write_decision",
    "write_items",
    "write_on",
]
