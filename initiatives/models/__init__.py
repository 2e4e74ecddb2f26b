"""What the actors do. Split by subject: the words, the plans, the activities."""

from initiatives.models.activities import Activity, LogEntry
from initiatives.models.plans import Goal, Plan
from initiatives.models.vocabulary import B4, Category, Method, TargetGroup, Visibility

__all__ = [
    "B4",
    "Activity",
    "Category",
    "Goal",
    "LogEntry",
    "Method",
    "Plan",
    "TargetGroup",
    "Visibility",
]
