"""Entries, what explains them, and the checkpoints that seal them."""

from audit.models.checkpoints import Checkpoint, Departure, WitnessAnswer
from audit.models.entries import AuditEntry, Decision, Touched
from audit.models.matters import Matter, MatterFile
from audit.models.questions import Asking, AskingStep, Question, QuestionStep, Step
from audit.models.reasons import Reason, Review, ReviewNote

__all__ = [
    "Asking",
    "AskingStep",
    "AuditEntry",
    "Checkpoint",
    "Decision",
    "Departure",
    "Matter",
    "MatterFile",
    "Question",
    "QuestionStep",
    "Reason",
    "Review",
    "ReviewNote",
    "Step",
    "Touched",
    "WitnessAnswer",
]
