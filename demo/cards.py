"""The cast as cards on the sign-in page."""

from __future__ import annotations

from access.models import Staff
from demo.cast import CAST


def cards(request) -> dict:
    """The template and context of the cards, in the cast's order."""
    staff = {
        s.username: s for s in Staff.objects.filter(username__in=[p.username for p in CAST]).select_related("agency")
    }
    return {"template": "demo/cards.html", "people": [staff[p.username] for p in CAST if p.username in staff]}
