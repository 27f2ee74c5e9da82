"""The acts of the script, by name, in their order."""

from __future__ import annotations

ACTS = (
    "more_rooms", "residents", "placement", "road", "sign_ins", "step_up", "reasoned_looks", "calls_from_the_house",
    "answers", "asked_at_night", "backup", "departures", "one_leaves", "one_is_let_go", "handed_over", "move", "locked",
    "escorted", "break_glass", "conflict", "unit_behind_a_wall", "wall_is_lifted", "shredding", "uploads", "free_text",
    "letters", "searches", "figures", "attempts", "whole_files", "the_log", "explanations", "reports", "outages",
    "readers_behind_walls", "nobody_left", "former_readers", "asleep", "shift_covered", "hours_over", "glass_over",
    "jobs", "too_late", "in_english_and_out",
)  # fmt: skip


def turn(since: str) -> int:
    """How many acts are played before a leak that stands SINCE an act; all, if since none."""
    return ACTS.index(since) if since else len(ACTS)


def acts_of(since: str, until: str) -> tuple[str, ...]:
    """The acts that are played with such a leak."""
    return ACTS[turn(since) : turn(until or since) + 1]
