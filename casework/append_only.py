"""What happened stays as it was written, and a ticket's kind never changes.

Clocks, timelines and chains of custody are added to, never changed; of a line of consent only the sealed note may be
sealed anew (key rotation); of tickets and cases the kind is fixed.
"""

from __future__ import annotations

from audit.triggers import AsWritten

FINAL = ("casework_ticketevent", "casework_caseevent", "casework_custodyline")
FIXED = {
    "casework_ticket": ("kind", "number", "opened", "taken_by_id"),
    "casework_case": ("kind", "reference"),
    "casework_consentline": ("case_id", "item", "agency_id", "answer", "present", "at", "heard_by_id"),
    "casework_evidence": ("case_id", "sha256", "size", "original", "media_type"),
}
KEPT = ("casework_consentline", "casework_evidence")
UNIQUE = {"casework_ticket": (("number",),), "casework_case": (("reference",), ("number",))}

AS_WRITTEN = AsWritten("casework", FINAL, FIXED, KEPT, unique=UNIQUE)
install, remove = AS_WRITTEN.install, AS_WRITTEN.remove
