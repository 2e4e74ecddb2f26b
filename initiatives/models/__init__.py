"""What the actors do. Split by subject: words, methods, plans, activities, log, talk, drafts."""

from initiatives.models.activities import Activity
from initiatives.models.drafts import FormDraft
from initiatives.models.entries import ActivityYear, Headcount, LogEntry
from initiatives.models.goals import Goal, Measure, Outcome
from initiatives.models.methods import Method, MethodSuggestion
from initiatives.models.plans import IN_THE_MAKING, Plan, PlanStatus
from initiatives.models.search import ActivitySearch
from initiatives.models.talk import Attachment, Comment
from initiatives.models.vocabulary import (
    B4,
    OPEN_VISIBILITY,
    Category,
    Taxonomy,
    Term,
    Visibility,
)

__all__ = [
    "B4",
    "IN_THE_MAKING",
    "OPEN_VISIBILITY",
    "Activity",
    "ActivitySearch",
    "ActivityYear",
    "Attachment",
    "Category",
    "Comment",
    "FormDraft",
    "Goal",
    "Headcount",
    "LogEntry",
    "Measure",
    "Method",
    "MethodSuggestion",
    "Outcome",
    "Plan",
    "PlanStatus",
    "Taxonomy",
    "Term",
    "Visibility",
]
