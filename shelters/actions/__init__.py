"""The verbs of a placement. Each is three steps: intended in `default`, changed in `shelters`, done in `default`."""

from shelters.actions.ask import ask_from_case, ask_from_ticket
from shelters.actions.finds import handle_alert, keep_finds
from shelters.actions.hold import decline_request, hold_place, release_hold
from shelters.actions.house import assign_shift, furnish_room, open_house
from shelters.actions.stay import arrive, extend_stay, leave
from shelters.actions.transfer import assign_escort, finish_escort

__all__ = [
    "arrive",
    "ask_from_case",
    "ask_from_ticket",
    "assign_escort",
    "assign_shift",
    "decline_request",
    "extend_stay",
    "finish_escort",
    "furnish_room",
    "handle_alert",
    "hold_place",
    "keep_finds",
    "leave",
    "open_house",
    "release_hold",
]
