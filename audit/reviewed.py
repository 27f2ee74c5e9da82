"""What auditors signed off lately, for the others: a press of one would else take a finding away from all, unseen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from access import robots
from access.addresses import address
from access.models import Staff
from audit import findings, keyset, queries, words
from audit.keyset import Moment
from audit.lines import name_of
from audit.models import AuditEntry, Review, ReviewNote
from audit.queries import PAGE, REVIEW
from audit.reveal import Opened
from audit.stamp import ours

MOST_TURNS = 20  # batches that one page looks through: what is kept from its reader leaves it no shorter
UNTOLD = '{"files": null, "whose": "", "houses": true}'  # of a review without the row beside it nobody knows more
Opening = Callable[[list[tuple]], AbstractContextManager[Opened]]


@dataclass(frozen=True)
class Signed:
    """One signing-off: when, by whom, of which kind of finding, which entry that names, and whether there is a note."""

    at: datetime
    url: str
    who: str
    what: str
    about_url: str
    noted: bool


def page(reader: Staff, after: str | None, opening: Opening) -> tuple[list[Signed], str]:
    """The newest that aren't kept from the READER, AFTER that key, and the key of the next page, "" on the last.

    OPENING opens what is sealed beside them, and makes the entry of the look.
    """
    without, begun, shown, key = queries.kept_from(reader), keyset.as_moment(after), [], ""
    for _turn in range(MOST_TURNS):
        rows = list(keyset.older(Review.objects.all(), begun, "at", "id")[: PAGE + 1])
        shown += _told(rows, reader, without, opening)
        if len(shown) > PAGE or len(rows) <= PAGE:
            break
        begun = rows[-1].at, rows[-1].pk
    else:
        key = keyset.key_of(begun)
    if len(shown) > PAGE:
        key = keyset.key_of(shown[PAGE - 1][0])
    return [signed for _moment, signed in shown[:PAGE]], key


def _told(rows: list[Review], reader: Staff, without: frozenset[UUID], opening: Opening) -> list[tuple[Moment, Signed]]:
    """Those of ROWS that an auditor's press made, and that aren't kept from the READER."""
    pressed = _pressed(rows)
    rows = [row for row in rows if row.pk in pressed]
    beside = {ReviewNote.beside(row.pk): row.pk for row in rows}
    noted = set(ReviewNote.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    sealed = [one for one in ReviewNote.objects.filter(pk__in=beside) if robots.may_open(one.pk)]
    with opening([(one, "text") for one in sealed]) as opened:
        said = {beside[one.pk]: str(opened[one, "text"]) for one in sealed if (one, "text") in opened}
    kept = findings.kept({row.key: said.get(row.pk, UNTOLD) for row in rows}, reader, without)
    named = _named(rows)
    known = queries.people()
    return [
        (
            (row.at, row.pk),
            Signed(
                at=pressed[row.pk].time,
                url=address("audit:entry", pressed[row.pk].pk),
                who=name_of(known[str(row.by)]) if str(row.by) in known else "",
                what=words.finding(row.key),
                about_url=named.get(row.pk, ""),
                noted=row.pk in noted,
            ),
        )
        for row in rows
        if row.key not in kept
    ]


def _pressed(rows: Iterable[Review]) -> Mapping[UUID, AuditEntry]:
    """The entry of the press that made each: one that was put in by SQL signs nothing off."""
    by = {str(row.pk): row for row in rows if row.pk == Review.id_of(row.key)}
    entries = AuditEntry.objects.filter(object_id__in=by, action=REVIEW) if by else ()
    return {by[one.object_id].pk: one for one in entries if one.actor == str(by[one.object_id].by) and ours(one)}


def _named(rows: Iterable[Review]) -> Mapping[UUID, str]:
    """The page of the entry that each finding's key names, if it names one."""
    parts = {UUID(part): row.pk for row in rows for part in row.key.split(":") if findings.is_uuid(part)}
    entries = AuditEntry.objects.filter(pk__in=parts).values_list("pk", flat=True) if parts else ()
    return {parts[pk]: address("audit:entry", pk) for pk in entries}
