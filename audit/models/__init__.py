"""Entries, what explains them, and the checkpoints that seal them."""

from audit.models.checkpoints import Checkpoint, Departure, WitnessAnswer
from audit.models.entries import AuditEntry, Decision, Touched
from audit.models.matters import Matter, MatterFile
from audit.models.reasons import Reason, Review

__all__ = [
    "AuditEntry",
    "Checkpoint",
    "Decision",
    "Departure",
    "Matter",
    "MatterFile",
    "Reason",
    "Review",
    "Touched",
    "WitnessAnswer",
]
