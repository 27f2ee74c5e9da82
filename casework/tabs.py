"""The tabs of a case: which relation sees which. What somebody may not see is not there, not greyed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from access.addresses import address

RECEIVE, SUPERVISE, HANDLE = "receive_case", "supervise_case", "handle_case"
COVER, COUNSEL, HEAD = "cover_case", "counsel_case", "head_case"
EMERGENCY = "emergency_case"  # what one needs to help her now, and no more

EVERYBODY = frozenset({RECEIVE, SUPERVISE, HANDLE, COVER, COUNSEL, HEAD, EMERGENCY})
WORKING = EVERYBODY - {RECEIVE, EMERGENCY}
DOING = frozenset({SUPERVISE, HANDLE, COVER})
TALKING = frozenset({SUPERVISE, HANDLE, COUNSEL})


@dataclass(frozen=True)
class Tab:
    """One tab: its page's name in the addresses, its label, and who sees it."""

    name: str
    label: Any
    relations: frozenset[str]


TABS = (
    Tab("case", _("Ringkasan"), EVERYBODY),
    Tab("persons", _("Orang"), EVERYBODY),
    Tab("consents", _("Persetujuan"), WORKING),
    Tab("assessment", _("Asesmen"), WORKING | {EMERGENCY}),
    Tab("plan", _("Rencana"), WORKING | {EMERGENCY}),
    Tab("tasks", _("Tugas"), TALKING),
    Tab("thread", _("Percakapan"), TALKING),
    Tab("handovers", _("Rujukan"), DOING | {HEAD}),
    Tab("counselling", _("Konseling"), WORKING),
    Tab("evidence", _("Bukti"), frozenset({HANDLE, COVER})),
    Tab("documents", _("Dokumen"), DOING | {HEAD}),
    Tab("events", _("Linimasa"), EVERYBODY),
)
BY_NAME = {tab.name: tab for tab in TABS}


def sees(case, name: str) -> bool:
    """Whether one who stands to the case as `case.standing` says sees this tab."""
    return bool(case.standing & BY_NAME[name].relations)


def shown(case, current: str) -> list[dict[str, Any]]:
    """The tabs as the page draws them."""
    return [
        {"label": tab.label, "url": address(f"casework:{tab.name}", case.pk), "current": tab.name == current}
        for tab in TABS
        if sees(case, tab.name)
    ]
