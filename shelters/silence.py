"""What happens by the clock to questions about house events: three days without an answer are an entry, once."""

from __future__ import annotations

from datetime import datetime

from audit.models import Step
from shelters.actions.questions import fall_silent
from shelters.queries.questions import late

BATCH = 50


def run_once(now: datetime) -> int:
    """Notes the silence of at most fifty; returns how many. Safe to run twice, or side by side."""
    found = list(late(now).exclude(steps__kind=Step.SILENCE)[:BATCH])
    for question in found:
        fall_silent(question)
    return len(found)
