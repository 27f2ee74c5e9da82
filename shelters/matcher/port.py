"""What the gate speaks to: the matcher's process over its socket; where none is set, this process's own holding."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping

from django.conf import settings

from access import policy
from access.permissions import Permission
from disclosure.matching import Mark
from shelters.matcher import line
from shelters.matcher.holding import here
from shelters.queries import finds
from shelters.reveal_location import houses_open_to


class Gate:
    """The safe houses' side of `disclosure.matching`."""

    def ready(self) -> bool:
        """In this process it is stepped, not waited for."""
        return line.is_there(settings.MATCHER_SOCKET) if settings.MATCHER_SOCKET else True

    def names_a_place(self, text: str, writer) -> bool:
        """Asked only for a reader, and only about the houses that this reader may open."""
        if not policy.may(writer, Permission.SHELTER_LOCATE):
            return False
        houses = houses_open_to(writer)
        if not houses:
            return False
        if not settings.MATCHER_SOCKET:
            return bool(here().named(text, houses))
        return line.ask(settings.MATCHER_SOCKET, text, houses)

    def marks(self, custodian, releases: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Mark]:
        return finds.marks(custodian, releases)
