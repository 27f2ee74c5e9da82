"""Beside each read of a file: the task or assignment that explains it, from what stood at that time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from access.models import Staff
from audit import words
from audit.holding import Held, Holding, is_look, names_of, readers_by_grant
from audit.models import AuditEntry, Decision
from audit.places import Places


def explained(entries: Sequence[AuditEntry], people: Mapping[str, Staff]) -> dict[UUID, str]:
    """By entry what explains it, "" where nothing does. Of reads and searches alone, by whoever reads files by grants;
    of all together in three queries, and one for each package that gives tasks."""
    asked = [entry for entry in entries if _is_asked_about(entry) and entry.actor in people]
    if not asked:
        return {}
    holding = Holding(entry.case_id for entry in asked if entry.case_id)
    readers = {entry.actor: people[entry.actor] for entry in asked}
    places, say = Places(readers.values(), min(entry.time for entry in asked)), cache(in_words)
    return {entry.pk: _words(entry, readers[entry.actor], holding, places, say) for entry in asked}


def _is_asked_about(entry: AuditEntry) -> bool:
    carried_out = entry.decision == Decision.ALLOWED and entry.case_id is not None
    return carried_out and is_look(entry.action, entry.purpose) and entry.role in readers_by_grant()


def _words(entry: AuditEntry, person: Staff, holding: Holding, places: Places, say: Callable[[Held], str]) -> str:
    place = places.at(person, entry.time)
    mine = names_of(person, place.unit if place else None)
    held = holding.explaining(entry.case_id, mine, entry.time, entry.object_kind)  # type: ignore[arg-type]
    if held is not None:
        return say(held)
    return "" if place else _("Berganti peran atau unit sejak itu; unitnya waktu itu tidak tercatat")


def in_words(held: Held, unit: str = "") -> str:
    """Since when, as what, and whether the person or their unit, which may be named."""
    since = date_format(timezone.localdate(held.since), "j F Y")
    said = {"since": since, "as": words.relation(held.relation), "unit": unit}
    if held.personal:
        return _("Ditugaskan sejak %(since)s: %(as)s") % said
    if unit:
        return _("Lewat unit %(unit)s sejak %(since)s: %(as)s") % said
    return _("Lewat unitnya sejak %(since)s: %(as)s") % said
