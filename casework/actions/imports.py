"""Cases from an archive: each with one entry in the log, its grants, and no ticket.

A row is a dict:

    opened       aware datetime, when the complaint was received              required
    kinds        list of codes of options.intake.VIOLENCE                     required, at least one
    city_code    code of options.intake.CITIES ("" where unknown)             required
    closed       aware datetime, when it ended; None: still running           default None
    channel      code of options.intake.Channel                               default "walk_in"
    place_kind   code of options.intake.PLACES                                default ""
    relation     of the reported person to the victim, code of RELATIONS      default ""
    ending       code of options.casefile.Ending                              default "finished" where closed
    risk         "tinggi", "sedang" or "rendah"                               default ""
    flags        list of codes of options.intake.FLAGS                        default []
    name, nik, phone, born, address, sex                                      of the victim, default ""
    chronology   text                                                         default ""
    manager      access.models.Staff                                          default None (nobody handles it)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from access.models import Staff
from access.roles import Role
from audit.action import action
from casework import timeline
from casework.actions import conflicts
from casework.actions.numbers import case_reference
from casework.actions.persons import TEXTS
from casework.models import Case, CaseGroupGrant, CasePerson, CaseUserGrant, Part, RegistrationCounter
from casework.options.casefile import Ending
from casework.options.intake import FLAGS, VIOLENCE, Channel, Kind, in_order, main_kind
from casework.queries import units
from casework.workflow import CaseState
from vault import keyring
from vault.entropy import new_id

AT_ONCE = 100
WHY = "import"
IMPORTED = "case.imported"


def import_cases(rows: Iterable[dict], *, by: Staff, progress: Callable[[int], None] | None = None) -> list[str]:
    """Imports all rows, a hundred to a transaction; PROGRESS(done) is told after each. Returns references in order.

    A batch that fails leaves nothing of itself; what was imported before stays.
    """
    rows = list(rows)
    ids = [new_id() for _row in rows]
    keyring.mint_many(keyring.Purpose.CASE, ids)
    taken = set(Case.every.values_list("reference", flat=True))
    numbers = _Numbers()
    readers = whose()
    references: list[str] = []
    for start in range(0, len(rows), AT_ONCE):
        with transaction.atomic(using="default"), keyring.held():
            for case_id, row in list(zip(ids, rows, strict=True))[start : start + AT_ONCE]:
                names = (case_reference(taken), numbers.next(row["opened"]))
                import_case(case_id, row=row, names=names, readers=readers, by=by)
                references.append(names[0])
            numbers.keep()
        if progress is not None:
            progress(len(references))
    return references


def whose() -> dict[str, list]:
    """The units that read an archive's cases, by their relation to them."""
    return {
        "supervise_case": units.of_role(Role.SUPERVISOR),
        "cover_case": units.of_role(Role.CASE_MANAGER),
        "head_case": units.of_role(Role.HEAD),
    }


@action("case.import")
def import_case(case_id: UUID, *, row: dict, names: tuple[str, str], readers: dict[str, list], by: Staff) -> Case:
    """One case of the archive with its people and grants; one entry for all of it."""
    case = case_of(case_id, row, names)
    case.save(force_insert=True)
    for person in people_of(case, row):
        person.save(force_insert=True)
    timeline.note(case, IMPORTED, by=by)
    _give(case, readers, by=by)
    conflicts.check_numbers(case, nik=row.get("nik", ""), phone=row.get("phone", ""), by=by)
    if not case.closed:
        conflicts.check_name(case, row.get("name", ""), by=by)
    return case


def case_of(case_id: UUID, row: dict, names: tuple[str, str]) -> Case:
    """The case that a row tells of, not saved; NAMES are its reference and its registration number."""
    closed = row.get("closed")
    return Case(
        id=case_id,
        reference=names[0],
        number=names[1],
        kind=Kind.ACTUAL,
        channel=Channel(row.get("channel", Channel.WALK_IN)),
        state=CaseState.CLOSED if closed else CaseState.OPEN,
        opened=row["opened"],
        decided=row["opened"],
        closed=closed,
        ending=row.get("ending", Ending.FINISHED) if closed else "",
        city_code=row["city_code"],
        place_kind=row.get("place_kind", ""),
        main_kind=main_kind(row["kinds"]),
        kinds=in_order(row["kinds"], VIOLENCE),
        flags=in_order(row.get("flags", ()), FLAGS),
        risk=row.get("risk", ""),
        manager=row.get("manager"),
        imported=True,
        chronology=row.get("chronology", ""),
        place="",
        needs="",
        decision="",
        closing="",
    )


def people_of(case: Case, row: dict) -> list[CasePerson]:
    """The people that a row tells of, not saved: the victim and, by nothing but the relation, the reported person."""
    told = [(Part.VICTIM, {field: row.get(field, "") for field in (*TEXTS, "sex")})]
    if row.get("relation"):
        told.append((Part.REPORTED, {"relation": row["relation"]}))
    return [
        CasePerson(case=case, part=part, added=timezone.now(), **{**dict.fromkeys(TEXTS, ""), **person})
        for part, person in told
    ]


def _give(case: Case, readers: dict[str, list], *, by: Staff) -> None:
    # guardian's own verbs: the entry of the import stands for these grants as well
    for relation, holders in readers.items():
        for unit in holders:
            CaseGroupGrant.objects.assign_perm(relation, unit.group, case, granted_by=by, why=WHY)
    if case.manager is not None:
        CaseUserGrant.objects.assign_perm("handle_case", case.manager, case, granted_by=by, why=WHY)


class _Numbers:
    """Registration numbers of an archive: counted in memory, kept with each batch."""

    def __init__(self) -> None:
        self.last = Counter(dict(RegistrationCounter.objects.values_list("month", "last")))

    def next(self, moment) -> str:
        month = f"{timezone.localtime(moment):%m/%Y}"
        self.last[month] += 1
        return f"{self.last[month]:03d}/{month}"

    def keep(self) -> None:
        RegistrationCounter.objects.bulk_create(
            [RegistrationCounter(month=month, last=last) for month, last in self.last.items()],
            update_conflicts=True,
            unique_fields=["month"],
            update_fields=["last"],
        )
