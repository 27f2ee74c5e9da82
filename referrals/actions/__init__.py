"""The verbs that write referrals, visums and what belongs to them."""

from referrals.actions.custody import add_step, take_item
from referrals.actions.delivery import deliver_visum, receive_visum
from referrals.actions.following import follow_case
from referrals.actions.letter import hand_letter, write_letter
from referrals.actions.police import ask_visum, record_letter, record_report
from referrals.actions.receiving import accept, answer, decline, rewrite_answer
from referrals.actions.sending import rewrite_note, send_referral, send_urgent
from referrals.actions.visum import prepare_visum, record_visum, revise_visum

__all__ = [
    "accept",
    "add_step",
    "answer",
    "ask_visum",
    "decline",
    "deliver_visum",
    "follow_case",
    "hand_letter",
    "prepare_visum",
    "receive_visum",
    "record_letter",
    "record_report",
    "record_visum",
    "revise_visum",
    "rewrite_answer",
    "rewrite_note",
    "send_referral",
    "send_urgent",
    "take_item",
    "write_letter",
]
