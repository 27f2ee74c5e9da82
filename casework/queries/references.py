"""How the auditor's pages name tickets and cases, and find them by their numbers."""

from __future__ import annotations

from audit.subjects import ByColumn
from casework.models import Case, Ticket

TICKETS = ByColumn(Ticket.every, ("number",), nature="kind")
CASES = ByColumn(Case.every, ("reference", "number"), nature="kind")
