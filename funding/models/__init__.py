"""With which money. Split by subject: the agreement, pots and rules, applications and how they are
prepared, decisions, what was allocated and told of, what-if, and the ledger.
"""

from funding.models.agreements import (
    Agreement,
    CarryOver,
    Component,
    Statement,
    Stream,
)
from funding.models.allocations import Allocation, PlannedPayment, Requisition
from funding.models.applications import (
    WITH_FUNDER,
    WRITABLE,
    Application,
    ApplicationState,
    BudgetLine,
)
from funding.models.deciders import counties_funded_by, counties_prepared_by, deciders_in
from funding.models.decisions import Concurrence, Decision, DecisionState
from funding.models.items import DecisionItem, ItemAct
from funding.models.keys import DistributionKey, KeyBasis, KeyShare
from funding.models.ledger import Account, Transfer
from funding.models.once import Sent
from funding.models.pots import DecisionOrder, Earmark, Frame, Kommuner
from funding.models.preparation import CheckPoint, Conflict, Preparation, Question
from funding.models.returns import Return, ReturnState
from funding.models.rounds import Round
from funding.models.scenarios import Scenario, ScenarioAmount

__all__ = [
    "WITH_FUNDER",
    "WRITABLE",
    "Account",
    "Agreement",
    "Allocation",
    "Application",
    "ApplicationState",
    "BudgetLine",
    "CarryOver",
    "CheckPoint",
    "Component",
    "Concurrence",
    "Conflict",
    "Decision",
    "DecisionItem",
    "DecisionOrder",
    "DecisionState",
    "DistributionKey",
    "Earmark",
    "Frame",
    "ItemAct",
    "KeyBasis",
    "KeyShare",
    "Kommuner",
    "PlannedPayment",
    "Preparation",
    "Question",
    "Requisition",
    "Return",
    "ReturnState",
    "Round",
    "Scenario",
    "ScenarioAmount",
    "Sent",
    "Statement",
    "Stream",
    "Transfer",
    "counties_funded_by",
    "counties_prepared_by",
    "deciders_in",
]
