"""With which money. Split by subject: the agreement's chain, decisions, the ledger."""

from funding.models.chain import Agreement, Allocation, Component, Frame, Stream
from funding.models.decisions import Concurrence, Decision
from funding.models.ledger import Account, Transfer

__all__ = [
    "Account",
    "Agreement",
    "Allocation",
    "Component",
    "Concurrence",
    "Decision",
    "Frame",
    "Stream",
    "Transfer",
]
