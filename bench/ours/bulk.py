"""Cases by the ten thousand: the rows that `import_cases` makes, made by its own builders and inserted in bulk.

The action needs some six milliseconds a case, among them looks for conflicts of interest. Entries of the log are as
long as its, and stamped; what they name by digest is made up.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from access import prepared, relations
from audit.models import AuditEntry, Decision
from audit.recording import actor_of
from audit.stamp import stamp
from casework.actions.imports import IMPORTED, WHY, case_of, people_of, whose
from casework.models import Case, CaseEvent, CaseGroupGrant, CasePerson, CaseUserGrant
from vault import entropy, keyring

AT_ONCE = 2000
IN_ENTRY = 8  # rows whose digests the entry of an import holds
ORDER = (Case, CasePerson, CaseEvent, CaseGroupGrant, CaseUserGrant, AuditEntry)


def fill(rows: list[dict], by: Any) -> None:
    """These cases of an archive, each with all rows around it."""
    readers, numbers = (
        whose(),
        relations.permission_ids(Case, ("supervise_case", "cover_case", "head_case", "handle_case")),
    )
    waiting, number = iter(rows), 0
    while some := list(islice(waiting, AT_ONCE)):
        ids = [entropy.new_id() for _row in some]
        keyring.mint_many(keyring.Purpose.CASE, ids)
        made: dict[type, list] = {model: [] for model in ORDER}
        with transaction.atomic(using="default"), keyring.held():
            for case_id, row in zip(ids, some, strict=True):
                number += 1
                case = case_of(case_id, row, (f"X-{number:07d}", f"X{number:07d}/{row['opened']:%m/%Y}"))
                for one in (case, *people_of(case, row), *_around(case, readers, numbers, by)):
                    made[type(one)].append(one)
            for model in ORDER:
                _write(model, made[model])


def _write(model: type, rows: list) -> None:
    """New rows by one statement, sent for each: `bulk_create` takes longer to put such statements together."""
    statement, fields = prepared.insertion(model, "default")
    values = [[field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields] for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)


def _around(case: Case, readers: dict[str, list], numbers: dict[str, int], by: Any) -> Iterator[Any]:
    yield CaseEvent(case=case, kind=IMPORTED, at=timezone.now(), by=by)
    terms = {"content_object": case, "granted_by": by, "why": WHY, "granted_at": timezone.now()}
    terms |= {"opened": case.opened, "state": case.state}
    for relation, units in readers.items():
        for unit in units:
            yield CaseGroupGrant(group_id=unit.group_id, permission_id=numbers[relation], **terms)
    yield CaseUserGrant(user=case.manager, permission_id=numbers["handle_case"], **terms)
    yield _entry(case, by)


def _entry(case: Case, by: Any) -> AuditEntry:
    actor, agency, role = actor_of(by)
    told = entropy.random_bytes(32 * IN_ENTRY).hex()
    entry = AuditEntry(
        time=timezone.now(),
        actor=actor,
        agency=agency,
        role=role,
        action="case.import",
        object_kind="case",
        object_id=str(case.pk),
        case_id=case.pk,
        decision=Decision.ALLOWED,
        digests={
            f"casework.caseperson:{case.pk}:{place}": told[64 * place : 64 * place + 64] for place in range(IN_ENTRY)
        },
    )
    entry.stamp = stamp(entry.leaf())
    return entry
