"""Papers that were downloaded and stand in no register: nobody wrote down who got a copy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from audit.findings import MOST, Finding, files_of
from audit.lines import name_of
from audit.rules.newest import Act
from audit.rules.window import Window
from disclosure import queries

DOWNLOAD = "document.download"
WEIGHT = 52


def findings(window: Window) -> Iterator[Finding]:
    """One a paper, until a copy is handed over: by its first download that is a day old."""
    late = window.now - timedelta(hours=window.limits.handed_within_hours)
    fetched: dict[UUID, Act] = {}
    for act in window.acts:  # newest first: the first one stays
        if act.purpose == DOWNLOAD and act.time < late and act.actor in window.people:
            fetched[UUID(act.thing)] = act
    sentence = _("%(paper)s diunduh oleh %(who)s, dan tidak tercatat siapa yang menerimanya.")
    for document in queries.without_a_copy(list(fetched)[:MOST]) if fetched else ():
        act = fetched[document.pk]
        told = sentence % {"paper": document, "who": name_of(window.people[act.actor])}
        yield Finding(f"unhanded:{act.pk}", told, act.time, WEIGHT, act.url, files_of(act.file))
