"""Names in files that may be a colleague's, and wait for somebody to say whether they are."""

from __future__ import annotations

from django.db.models import QuerySet

from access.accounts import accounts_of
from access.models import Staff
from casework.models import Doubt


def doubts_for(user: Staff, doubts: QuerySet) -> QuerySet:
    """Those of DOUBTS that wait for an answer and ask about none of this person's accounts."""
    waiting = doubts.filter(answer=Doubt.ASKED)
    return waiting.exclude(staff__in=accounts_of(user)) if waiting.exists() else waiting.none()
