"""Entries as the auditor's lines: who, what, when, why, in words and references. One query for each kind of look-up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from uuid import UUID

from access.addresses import address
from access.models import Agency, Staff
from access.prepared import Among, Prepared
from access.roles import Role
from audit import house, references, subjects, words
from audit.explaining import explained
from audit.models import AuditEntry, Checkpoint, Decision, Reason
from audit.queries import People, people
from audit.references import Event


@dataclass(frozen=True)
class Line:
    """One entry on a page."""

    at: datetime
    url: str
    who: str
    who_url: str
    role: str
    agency: str
    verb: str
    action: str
    kind: str
    reference: str
    purpose: str
    why: str  # what a read was for; of a write what it belongs to. A house event says why nowhere but in its act
    decision: str
    decision_code: str
    number: int | None
    sealed: bool
    has_reason: bool
    house: str = ""
    event: str = ""  # the reference of a house event that was not asked of the log
    task: str = ""  # the assignment or task that explains a read of a file
    no_task: bool = False  # nothing explains it
    ask_url: str = ""  # of a house event: where an auditor asks for an explanation


def lines(entries: list[AuditEntry], events: Sequence[Event] = ()) -> list[Line]:
    """The lines of ENTRIES, which are newest first, with those of house EVENTS where they belong among them."""
    return lines_of(entries, None, events)[0]


def lines_of(entries: list[AuditEntry], file: UUID | None, events: Sequence[Event] = ()) -> tuple[list[Line], str]:
    """The same, and the reference of the file that they are about."""
    labels = subjects.labels(_things(entries) | ({("case", file), ("ticket", file)} if file else set()))
    meanings = _meanings(entries)
    who = people()
    reasons = set(_REASONED.rows([entry.pk for entry in entries]))
    newest = _NEWEST.first() or 0
    known = Known(who, labels, meanings, reasons, _agencies(entries, who), newest, explained(entries, who))
    shown = [_line(entry, known) for entry in entries] + [_event_line(event, known) for event in events]
    return sorted(shown, key=lambda line: line.at, reverse=True) if events else shown, _file_label(labels, file)


_REASONED = Among(lambda entries: Reason.objects.filter(entry__in=entries).values_list("entry", flat=True), UUID)
_NEWEST = Prepared(lambda: Checkpoint.objects.order_by("-size").values_list("size", flat=True)[:1])


@dataclass(frozen=True)
class Known:
    """What the entries of a page name, looked up together; each word once."""

    who: Mapping[str, Staff]
    labels: dict
    meanings: dict
    reasons: set[UUID]
    agencies: dict[str, str]
    newest: int
    explained: dict[UUID, str]
    role: Callable[[str], str] = field(default_factory=lambda: cache(words.role))
    verb: Callable[[str], str] = field(default_factory=lambda: cache(words.verb))
    kind: Callable[[str], str] = field(default_factory=lambda: cache(words.kind))
    purpose: Callable[[str], str] = field(default_factory=lambda: cache(words.purpose))
    decision: Callable[[str], str] = field(default_factory=lambda: cache(words.decision))


def _agencies(entries: list[AuditEntry], who: People) -> dict[str, str]:
    """The names of the agencies that entries name by their codes; asked for are those that nobody is of any more."""
    gone = {entry.agency for entry in entries} - {""} - who.agencies.keys()
    return who.agencies | (dict(Agency.objects.filter(code__in=gone).values_list("code", "name")) if gone else {})


def _line(entry: AuditEntry, known: Known) -> Line:
    labels, meanings = known.labels, known.meanings
    meaning = meanings.get(entry.object_id) if entry.object_kind == house.KIND else None
    person = known.who.get(str(meaning.staff) if meaning else entry.actor)
    who = name_of(person) if meaning and person else called(entry.actor, person)
    is_process = entry.role in words.PROCESSES
    reference = labels.get((entry.object_kind, _uuid(entry.object_id)), "")
    if not reference and entry.case_id is not None:
        reference = _file_label(labels, entry.case_id)
    return Line(
        at=entry.time,
        url=address("audit:entry", entry.pk),
        who=known.role(entry.role) if is_process else who,
        who_url=address("audit:person", person.pk) if person is not None and who == name_of(person) else "",
        role="" if is_process else known.role(person.role if meaning and person is not None else entry.role),
        agency=person.agency.name if meaning and person is not None else known.agencies.get(entry.agency, entry.agency),
        verb=known.verb(meaning.act if meaning else entry.action),
        action=entry.action,
        kind=known.kind(entry.object_kind),
        reference=(meaning.case if meaning else "") or reference,
        purpose=entry.purpose,
        why=known.purpose(entry.purpose or ("" if meaning and meaning.house else entry.action)),
        decision=known.decision(entry.decision),
        decision_code=entry.decision,
        number=entry.number,
        sealed=entry.number is not None and 0 <= entry.number < known.newest,
        has_reason=entry.pk in known.reasons,
        house=meaning.house if meaning else "",
        task=known.explained.get(entry.pk, ""),
        no_task=known.explained.get(entry.pk) == "",
        ask_url=meaning.url if meaning else "",
    )


def _event_line(event: Event, known: Known) -> Line:
    """A house event as the houses' package tells it; its entry, asked for, would tell whose it is."""
    person = known.who.get(str(event.meaning.staff))
    decision = Decision.DENIED if event.meaning.denied else Decision.DONE
    return Line(
        at=event.at,
        url=event.meaning.url,
        who=name_of(person) if person is not None else str(event.meaning.staff)[:24],
        who_url=address("audit:person", person.pk) if person is not None else "",
        role=known.role(person.role) if person is not None else "",
        agency=person.agency.name if person is not None else "",
        verb=known.verb(event.meaning.act),
        action=house.EVENT,
        kind=known.kind(house.KIND),
        reference=event.meaning.case,
        purpose="",
        why=known.purpose("" if event.meaning.house else house.EVENT),
        decision=known.decision(decision),
        decision_code=decision,
        number=None,
        sealed=False,
        has_reason=False,
        house=event.meaning.house,
        event=str(event.reference),
    )


def _file_label(labels: dict, case_id: UUID | None) -> str:
    return labels.get(("case", case_id)) or labels.get(("ticket", case_id)) or ""


def called(actor: str, person: Staff | None) -> str:
    """What an entry's ACTOR is called, whatever became of the PERSON since: by name where the entry has their id, else
    by the pseudonym that it has."""
    if person is None:
        return actor[:24]
    return person.get_full_name() if actor == str(person.pk) else person.log_name


def name_of(person: Staff) -> str:
    """What the log's pages call somebody: house staff by their pseudonym, everybody else by name."""
    return person.log_name if person.role == Role.HOUSE_STAFF else person.get_full_name()


def _things(entries: list[AuditEntry]) -> set[tuple[str, UUID]]:
    things = set()
    for entry in entries:
        identity = _uuid(entry.object_id)
        if identity is not None:
            things.add((entry.object_kind, identity))
        if entry.case_id is not None:
            things |= {("case", entry.case_id), ("ticket", entry.case_id)}
    return things


def _meanings(entries: list[AuditEntry]) -> dict:
    port = references.registered()
    asked = [_uuid(entry.object_id) for entry in entries if entry.object_kind == house.KIND]
    if port is None or not asked:
        return {}
    return {str(key): meaning for key, meaning in port.describe([ref for ref in asked if ref]).items()}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
