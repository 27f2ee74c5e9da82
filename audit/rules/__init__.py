"""Audit's own rules: what an auditor should look at first. What they call much or often says `limits`."""

from __future__ import annotations

from audit import findings
from audit.rules import hours, kin, reach, repeated, seal, unassigned, window
from audit.rules.denials import denied_then_read, many_denials, many_denials_in_houses
from audit.rules.log import acts_to_review, failed, late_sealing, outside, typed_reasons, unsettled

OFTEN = (many_denials, many_denials_in_houses)
OF_THE_SEAL = (seal.never_sealed, seal.foreign_checkpoint, seal.put_back, seal.unchecked)
COUNTED = (*OFTEN, reach.at_the_door)
RULES = (outside, unsettled, acts_to_review, late_sealing, *OF_THE_SEAL, failed, *COUNTED, typed_reasons)
OF_THE_WINDOW = {
    "put in": seal.put_in,
    "clock": seal.clock_set_back,
    "stood still": seal.stood_still,
    "denied, then read": denied_then_read,
    "again": repeated.findings,
    "without a grant": unassigned.without_a_grant,
    "by unit alone": unassigned.by_unit_alone,
    "kin": kin.findings,
    "knows houses": kin.knows_houses,
    "many files": hours.many_files,
    "nights": hours.nights,
    "short": reach.short,
}


def register() -> None:
    """Bring audit's own rules."""
    for rule in RULES:
        findings.register(rule.__name__, rule)
    findings.register("window", window.findings)
    for name, of_window in OF_THE_WINDOW.items():
        window.register(name, of_window)
