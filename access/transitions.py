"""State changes by table: what the table does not name cannot happen."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from access.errors import NotNow


class Transitions:
    """A table {(state, event): next state}; `field` is the attribute that holds the state."""

    def __init__(self, table: Mapping[tuple[str, str], str], *, field: str = "state") -> None:
        self.table = dict(table)
        self.field = field

    def can(self, obj, event: str) -> bool:
        """True if the object's present state allows the event."""
        return (getattr(obj, self.field), event) in self.table

    def move(self, obj, event: str) -> str:
        """Sets the next state on the object (unsaved) and returns it; NotNow where the table has no such step."""
        try:
            state = self.table[getattr(obj, self.field), event]
        except KeyError:
            raise NotNow(
                _(
                    "Langkah ini tidak dapat dilakukan pada tahap sekarang. Tidak ada yang berubah. "
                    "Muat ulang halaman untuk melihat tahap terbaru."
                )
            ) from None
        setattr(obj, self.field, state)
        return state

    def events(self, obj) -> list[str]:
        """The events that the object's present state allows."""
        return [event for (state, event) in self.table if state == getattr(obj, self.field)]

    def diagram(self) -> str:
        """The table as a Mermaid state diagram."""
        lines = [f"    {state} --> {following}: {event}" for (state, event), following in self.table.items()]
        return "\n".join(["stateDiagram-v2", *lines])
