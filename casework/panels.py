"""Port: packages above show themselves on ticket and case pages.

    class ReferralsPanel(panels.Panel):
        slot, title, permission, order = "case", _("Rujukan"), Permission.REFERRAL_READ, 20
        template = "referrals/panel.html"

        def wants(self, user, obj): return []
        def context(self, user, obj, opened): return {...}

    panels.register(ReferralsPanel())

The page collects what all its panels want and opens it under its one entry; a panel's template gets `panel` (its
context), `object` and `opened`. `permission` is asked on role level (`policy.may`); what belongs to this very case or
ticket the panel decides in `applies`, which may look at `obj.standing` and must not query more than once.
"""

from __future__ import annotations

from typing import Any, ClassVar

from access import policy
from access.permissions import Permission

SLOTS = ("ticket", "case", "counselling", "documents")


class Panel:
    """One package's part of a page."""

    slot: ClassVar[str] = "case"
    title: ClassVar[Any] = ""
    permission: ClassVar[Permission]
    template: ClassVar[str]
    order: ClassVar[int] = 50

    def applies(self, user, obj) -> bool:
        """Whether it shows for this person on this ticket or case."""
        return True

    def wants(self, user, obj) -> list[tuple]:
        """(instance, "field", …) that the page opens for it."""
        return []

    def context(self, user, obj, opened) -> dict[str, Any]:
        """What its template gets as `panel`."""
        return {}


_panels: list[Panel] = []


def register(panel: Panel) -> None:
    """Adds a panel to its slot, once per class."""
    if panel.slot not in SLOTS:
        raise ValueError(f"no slot {panel.slot}: there are {', '.join(SLOTS)}")
    if all(type(known) is not type(panel) for known in _panels):
        _panels.append(panel)
        _panels.sort(key=lambda known: (known.order, type(known).__name__))


def of(slot: str, user, obj) -> list[Panel]:
    """The panels of a slot that this person sees."""
    return [p for p in _panels if p.slot == slot and policy.may(user, p.permission) and p.applies(user, obj)]


def shown(panels: list[Panel], user, obj, opened) -> list[dict[str, Any]]:
    """The panels as the page renders them."""
    return [
        {"title": panel.title, "template": panel.template, "panel": panel.context(user, obj, opened)}
        for panel in panels
    ]
