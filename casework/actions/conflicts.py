"""Is somebody in this case one of our staff, their kin, or of their unit? Asked again whenever people or staff change.

Each match is a wall of its own, known again by a keyed digest: it is put up once, and not again when two people have
lifted it, unless what matches has changed. A wall whose reason is gone stays until it is lifted (ADR 18).
A conflict is a person's: it stands before every account with their NIK, closed ones too. A telephone that several
people answer is nobody's alone: it asks, as a name does (ADR 31).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.accounts import accounts_of, one_person
from access.errors import Refused
from access.models import ConflictOfInterest, Kinship, Staff, Strength, Unit
from access.policy import MATRIX
from audit.action import action
from casework import timeline
from casework.actions.assigning import hand_on, hand_on_of, hold, keep_looked_after
from casework.models import Case, CasePerson, Doubt, NameDoubt, Part, Ticket
from casework.queries import units
from casework.workflow import WORKED_ON, CaseState
from vault import keyring
from vault.framing import framed
from vault.matching import rows_with
from vault.normal import names_in, normalise_nik, phones_in

ASKED_ABOUT = {Part.VICTIM, Part.REPORTED, Part.FAMILY}
"""A reporter may be a nurse or an officer on duty: that is no conflict."""
STATED = {Strength.DECLARED, Strength.NAME}
"""What a person said, not what was found: said again, it counts again."""
LOCK = 0x77616C6C  # PostgreSQL's advisory lock between persons in files and staff
READING_ROLES = sorted({role for permission, row in MATRIX.items() if permission.kind == "case" for role in row})


def check_person(case: Case, person: CasePerson, *, name: str, nik: str, phone: str, by: Staff) -> None:
    """NIK or telephone of a member of staff build the wall at once, and so does where somebody works, before that unit;
    a name alone, or a telephone of several, asks the supervisor."""
    if person.part in ASKED_ABOUT:
        check_numbers(case, nik=nik, phone=phone, by=by)
        check_name(case, name, by=by)
        check_workplace(case, person, by=by)


def check_numbers(case: Case, *, nik: str, phone: str, by: Staff) -> None:
    """Builds the wall before each member of staff who has this NIK or telephone, and asks about those who share it; not
    in a file that nobody works on any more."""
    nobody_passes_unseen(alone=False)
    sharing: set[UUID] = set()
    for strength, column, number in _numbers(nik, phone):
        found = rows_with(Staff.objects.all(), column, number)
        if _shared(found):
            sharing |= {staff.pk for staff in found}
            continue
        for staff in found:
            _wall(case, staff, strength, number, by=by)
    if case.state in WORKED_ON:
        _ask(case, sharing, by=by)


def _shared(found: list[Staff]) -> bool:
    """Whether what was FOUND are accounts of several people; a NIK is one person's, whatever it was found in."""
    return any(not one_person(found[0], other) for other in found[1:])


def check_call(ticket: Ticket, number: str, *, by: Staff) -> None:
    """Builds the wall of the file that may come of this call before whoever has, alone, the telephone to call back.

    Whoever took the call passes: they know it. What several share asks nobody yet, for there is no file to answer in.
    Nothing here keeps a call waiting: whoever is written down in this very moment, or can't be opened for a disk that
    is away, is found when the ticket becomes a complaint.
    """
    with suppress(OSError):
        for phone in sorted(phones_in(number)):
            found = rows_with(Staff.objects.all(), "phone_index", phone)
            for staff in [] if _shared(found) or any(one_person(one, by) for one in found) else found:
                for account in accounts_of(staff):
                    _stand(ticket, account, Strength.PHONE, phone)


def is_one_of(numbers: str, staff: Staff) -> bool:
    """Whether a telephone in this box is this colleague's, under whatever account, theirs alone or not."""
    theirs = Staff.objects.filter(pk__in=[account.pk for account in accounts_of(staff)])
    return any(rows_with(theirs, "phone_index", phone) for phone in sorted(phones_in(numbers)))


def _numbers(nik: str, phone: str) -> Iterator[tuple[Strength, str, str]]:
    """What to look for, and in which index: the NIK, and every number in the telephone's box."""
    yield Strength.NIK, "nik_index", normalise_nik(nik or "")
    yield from ((Strength.PHONE, "phone_index", number) for number in sorted(phones_in(phone or "")))


def check_workplace(case: Case, person: CasePerson, *, by: Staff) -> None:
    """Builds the wall before the unit this person works in; who there is assigned to the case goes on with it."""
    unit = person.works_in
    if unit is None:
        return
    known = ConflictOfInterest.objects.filter(case_id=case.pk, unit=unit).exists()
    if not known and not units.workplaces().filter(pk=unit.pk).exists():
        raise Refused(_("Unit ini tidak dapat dicatat sebagai tempat kerja. Belum ada yang disimpan."), "works_in")
    _wall(case, unit, Strength.UNIT, str(person.pk), by=by)


def names_unit_of(staff: Staff, persons: Iterable[Mapping[str, Any]]) -> bool:
    """Whether one of PERSONS, as a form gives them, will put a wall before this colleague's own unit."""
    asked_about = (person for person in persons if person["part"] in ASKED_ABOUT)
    return any(person.get("works_in") and person["works_in"].pk == staff.unit_id for person in asked_about)


def leave_out(ticket: Ticket, unit: Unit) -> None:
    """A wall before a unit of his agency, from the first second of the call; nobody there works on a case yet."""
    _stand(ticket, unit, Strength.UNIT, "")


def check_name(case: Case, name: str, *, by: Staff) -> None:
    """Asks the supervisor about each member of staff who bears this name and is not walled off already."""
    sought = names_in(name)
    if not sought:
        return
    named = {staff.pk for one in sorted(sought) for staff in rows_with(Staff.objects.all(), "name_index", one)} | {
        pk
        for pk, known in Staff.objects.filter(role__in=READING_ROLES).values_list("pk", "name")
        if names_in(known) & sought
    }
    _ask(case, named, by=by)


def check_staff(staff: Staff, *, real_name: str, nik: str, phone: str, by: Staff) -> None:
    """The same the other way round: what is known of a member of staff is new, in whose files and calls do they occur?
    And what stands before another account of this person?

    A name, or a telephone that somebody else has too, is asked about in files that are still being worked on.
    """
    nobody_passes_unseen(alone=True)
    people = CasePerson.every.filter(part__in=ASKED_ABOUT).select_related("case")
    running = people.filter(case__state__in=WORKED_ON)
    names = sorted(names_in(real_name) | (names_in(staff.name) if staff.role in READING_ROLES else set()))
    theirs, found, asked = {account.pk for account in accounts_of(staff)}, [], []
    for strength, column, number in _numbers(nik, phone):
        others = rows_with(Staff.objects.all(), column, number)
        if strength == Strength.PHONE and _shared([staff, *others]):
            asked += [person.case for person in rows_with(running, column, number)]
            continue
        found += [(person.case, strength, number) for person in rows_with(people, column, number)]
        if strength == Strength.PHONE:
            calls = rows_with(Ticket.every.exclude(taken_by__in=theirs), "callback_index", number)
            found += [(file, strength, number) for file in _files(call.pk for call in calls).values()]
    asked += [person.case for name in names for person in rows_with(running, "name_index", name)]
    before_others = ConflictOfInterest.standing.filter(staff__in=theirs).values_list("case_id", flat=True)
    hold({*before_others, *(file.pk for file, _strength, _number in found), *(case.pk for case in asked)})
    for file, strength, number in found:
        _wall(file, staff, strength, number, by=by)
    _follow(staff, by=by)
    for case in asked:
        _ask(case, {staff.pk}, by=by)


def _files(ids: Iterable[UUID]) -> dict[UUID, Case | Ticket]:
    """The cases of these ids, and the tickets that have become none yet; of a shredded file nothing is left to read."""
    ids = set(ids)
    cases = Case.every.in_bulk(ids)
    alone = Ticket.every.in_bulk(ids - set(cases))
    return {**alone, **{pk: case for pk, case in cases.items() if case.state != CaseState.SHREDDED}}


def nobody_passes_unseen(*, alone: bool) -> None:
    """A person who is written into a file and a colleague whose number is written down, both at one moment, would not
    find each other, nor would a conflict and another account of whose it is: until its transaction ends the later one
    waits for the earlier one. Persons don't wait for persons.
    SQLite's transactions begin IMMEDIATE: there everybody is alone."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_advisory_xact_lock{'' if alone else '_shared'}(%s)", [LOCK])


def _ask(case: Case, named: set, *, by: Staff) -> None:
    """Asks the supervisor about those of NAMED who are neither walled off nor asked about already; the head, where only
    the one whose name it is decides."""
    walled = ConflictOfInterest.standing.filter(case_id=case.pk, staff__isnull=False).values_list("staff_id", flat=True)
    asked = NameDoubt.every.filter(case=case).values_list("staff_id", flat=True)
    fresh = named - set(walled) - set(asked)
    for pk in sorted(fresh):
        NameDoubt(case=case, staff_id=pk, asked=timezone.now()).save(force_insert=True)
    if fresh:
        timeline.note(case, "conflict.asked", by=by)
        keep_looked_after(case, by=by)


def _follow(person: Staff, *, by: Staff) -> None:
    """What stands before one account of this person stands before all, also where its reason is gone; not where a wall
    of its kind was put up since, which two people may have lifted."""
    accounts = accounts_of(person)
    walls = list(ConflictOfInterest.standing.filter(staff__in=accounts).order_by("found_at", "pk"))
    files = _files(wall.case_id for wall in walls)
    for wall in walls:
        if wall.case_id not in files:
            continue
        since = ConflictOfInterest.objects.filter(case_id=wall.case_id, found_at__gte=wall.found_at)
        known = set(since.filter(strength=wall.strength).values_list("staff_id", flat=True))
        strength = Strength(wall.strength)
        for account in accounts:
            if account.pk not in known:
                said = "" if strength in STATED else str(wall.pk)
                _put_up(files[wall.case_id], account, strength, said, by=by)


def _wall(file: Case | Ticket, whom: Staff | Unit, strength: Strength, said: str = "", *, by: Staff) -> None:
    """A wall before this unit, or before this person: whichever account they come back with stands behind it."""
    for one in [whom] if isinstance(whom, Unit) else accounts_of(whom):
        _put_up(file, one, strength, said, by=by)


def _put_up(file: Case | Ticket, whom: Staff | Unit, strength: Strength, said: str, *, by: Staff) -> None:
    """Puts up the wall, unless this very match was found before, and hands on what those behind it had to do."""
    walls = ConflictOfInterest.objects.filter(case_id=file.pk, strength=strength, **_principal(whom))
    known = walls.filter(match=_digest(file, whom, strength, said))
    if (known.filter(lifted_at=None) if strength in STATED else known).exists():
        return
    _stand(file, whom, strength, said)
    if isinstance(file, Ticket):
        return  # nobody works on a case yet
    timeline.note(file, "conflict.staff", by=by)
    if isinstance(whom, Unit):
        hand_on_of(file, whom, by=by)
    else:
        hand_on(file, whom, by=by)


def _stand(file: Case | Ticket, whom: Staff | Unit, strength: Strength, said: str) -> None:
    match = _digest(file, whom, strength, said)
    wall = ConflictOfInterest(case_id=file.pk, strength=strength, match=match, **_principal(whom))
    wall.found_at = timezone.now()
    wall.save(force_insert=True)


def _principal(whom: Staff | Unit) -> dict[str, Any]:
    return {"unit" if isinstance(whom, Unit) else "staff": whom}


def _digest(file: Case | Ticket, whom: Staff | Unit, strength: Strength, said: str) -> str:
    """What knows a match again: what matched whom in this file. In another file the same gives another digest."""
    parts = (file.pk.bytes, whom.pk.bytes, strength.encode(), said.encode())
    return keyring.mac("access.conflictofinterest.match", framed(*parts)).hex()


def forget_matches(file_id: UUID) -> None:
    """Inside the action that hides a file for good: nothing tells any more what somebody's number in it was."""
    for wall in ConflictOfInterest.objects.filter(case_id=file_id).exclude(match=""):
        wall.match = ""
        wall.save(update_fields=["match"])


@action("conflict.answer")
def answer_doubt(doubt: NameDoubt, *, same: bool, by: Staff) -> NameDoubt:
    """Whoever decides about the case, never the one whose name it is, says whether it is our colleague; if so the wall
    goes up."""
    nobody_passes_unseen(alone=False)
    doubt = NameDoubt.every.select_for_update(of=("self",)).select_related("case", "staff").get(pk=doubt.pk)
    if one_person(doubt.staff, by):
        raise Refused(_("Pertanyaan ini dijawab oleh orang lain. Tidak ada yang disimpan."))
    doubt.answer = Doubt.SAME if same else Doubt.OTHER
    doubt.answered, doubt.answered_by = timezone.now(), by
    doubt.save(update_fields=["answer", "answered", "answered_by"])
    if same:
        _wall(doubt.case, doubt.staff, Strength.NAME, by=by)
    timeline.note(doubt.case, "conflict.answered", by=by)
    return doubt


@action("conflict.declare")
def declare_kin(case: Case, *, staff: Staff, side: str, by: Staff) -> Kinship:
    """A member of staff is kin of somebody in the case: declared, and walled off."""
    nobody_passes_unseen(alone=False)
    kinship = Kinship.objects.filter(staff=staff, case_id=case.pk).first()
    if kinship is None:
        kinship = Kinship(staff=staff, case_id=case.pk, side=side, declared_by=by, declared_at=timezone.now())
        kinship.save(force_insert=True)
    _wall(case, staff, Strength.DECLARED, by=by)
    return kinship
