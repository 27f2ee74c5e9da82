"""Views that know what they ask the policy before they can be written: see `access.views.base`."""

from access.views.acting import ActionView
from access.views.base import GuardedView, ServiceView, allowed, public
from access.views.lists import GuardedListView
from access.views.missing import SeeOther, not_found
from access.views.passkeys import OnePress
from access.views.reading import GuardedDetailView
from access.views.step_up import GivesReading, StepUp

__all__ = [
    "ActionView",
    "GivesReading",
    "GuardedDetailView",
    "GuardedListView",
    "GuardedView",
    "OnePress",
    "SeeOther",
    "ServiceView",
    "StepUp",
    "allowed",
    "not_found",
    "public",
]
