"""The verbs that write."""

from disclosure.actions.documents import request_document, save_draft, send_for_review, take_back, withdraw
from disclosure.actions.handing import hand
from disclosure.actions.releases import ask_rewrite, let_go
from disclosure.actions.signatories import register_signatory
from disclosure.actions.signing import record_issue, sign

__all__ = [
    "ask_rewrite",
    "hand",
    "let_go",
    "record_issue",
    "register_signatory",
    "request_document",
    "save_draft",
    "send_for_review",
    "sign",
    "take_back",
    "withdraw",
]
