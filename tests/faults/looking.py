"""What is left after a fault: as a thief finds it, and as the next process does."""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from tests.faults.city import NIK, PHONE, PLANTED

PLAIN, UNREAD, LOST = "plain", "unread", "lost"
State = Counter  # how often each value stands there, by the model of its row
UNSETTLED = timedelta(seconds=61)
OF_A_HOUSE = ("shelters.location", "shelters.landmarks")  # rows that bear their house's id
ELSEWHERE = ("audit", "shelters.housereference", "shelters.referencecase", "shelters.referencereason")  # of the log
ASKED = ("audit.question", "audit.questionstep")  # lies with the log, and is what somebody did, as any row elsewhere


class Finding(NamedTuple):
    """One broken promise: which, and what was seen. Never a value."""

    promise: str
    said: str


def disguises(word: str) -> set[bytes]:
    """A word as it may lie somewhere: in UTF-8, in UTF-16, in hexadecimal, and in base64 wherever it begins."""
    plain = word.encode()
    found = {plain, word.encode("utf-16-le"), plain.hex().encode(), plain.hex().upper().encode()}
    for before in range(3):
        coded = base64.b64encode(b"\0" * before + plain)
        found.add(coded[-(-before * 8 // 6) : -4])  # without the ends, which what stands around it changes
    return found


NEEDLES = sorted(disguises(PLANTED) | {NIK.encode(), PHONE.encode(), PHONE[1:].encode()})


def on_disk(home: Path, kept: Path) -> Iterator[Finding]:
    """Planted words in the names and contents of all files that are not as they were kept."""
    for folder, _folders, names in os.walk(home):
        for name in names:
            path = Path(folder) / name
            before = kept / path.relative_to(home)
            if any(needle in name.encode() for needle in NEEDLES):
                yield Finding(PLAIN, f"the name of a file in {Path(folder).relative_to(home)}")
            if not _as_kept(path, before) and is_in(path.read_bytes()):
                yield Finding(PLAIN, f"file {path.relative_to(home)}")


def _as_kept(path: Path, before: Path) -> bool:
    try:
        now, then = path.stat(), before.stat()
    except FileNotFoundError:
        return False
    return (now.st_size, now.st_mtime_ns) == (then.st_size, then.st_mtime_ns)


def is_in(content: bytes) -> bool:
    """Whether a planted word lies there."""
    return any(needle in content for needle in NEEDLES)


def in_tables() -> Iterator[Finding]:
    """Planted words in any column of PostgreSQL's tables; SQLite's lie in files."""
    from django.conf import settings
    from django.db import connections

    for connection in connections.all() if settings.ON_POSTGRESQL else ():
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                with cursor.copy(f'COPY "{table}" TO STDOUT') as rows:
                    if any(is_in(bytes(row)) for row in rows):
                        yield Finding(PLAIN, f"table {table}")


def state() -> State:
    """Every sealed value that opens and every file, as often as it is there, and how many rows of others there are."""
    from audit.rows import compared_models
    from tests.shelters import rotating
    from vault import keyring
    from vault.errors import VaultError
    from vault.fields import sealed_fields
    from vault.unseal import open_fields

    found: State = Counter()
    with keyring.held():
        for row in rotating.rows():
            if _of_the_log(row):
                continue
            try:
                value: Any = open_fields(row, sealed_fields(type(row)))
            except VaultError as error:
                value = type(error).__name__
            found[row._meta.label_lower, _digest(value)] += 1
        for store, owner, name in rotating.files():
            found["a file", _content(store, owner, name)] += bool(name)
    for model in compared_models():
        if not (_of_the_log(model) or sealed_fields_of(model)):
            found[model._meta.label_lower, "rows"] += model._base_manager.count()
    return +found


def sealed_fields_of(model: Any) -> bool:
    from vault.fields import sealed_fields
    from vault.models import SealedModel

    return issubclass(model, SealedModel) and bool(sealed_fields(model))


def _of_the_log(row: Any) -> bool:
    label = row._meta.label_lower
    return label not in ASKED and (label in ELSEWHERE or row._meta.app_label in ELSEWHERE)


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()


def _content(store: Any, owner: Any, name: str) -> str:
    from vault.errors import VaultError
    from vault.files import sealed_files

    try:
        content = b"".join(store.read(owner, name))
    except VaultError as error:
        return type(error).__name__
    return hashlib.sha256(content).hexdigest() if store is sealed_files else "opens"  # a signature differs each time


def differing(before: State, now: State) -> str:
    """The models in which two states differ, and by how many values."""
    more, less = Counter[str](), Counter[str]()
    for (label, _value), count in (now - before).items():
        more[label] += count
    for (label, _value), count in (before - now).items():
        less[label] += count
    said = (f"{label} {more[label]} more, {less[label]} less" for label in sorted({*more, *less}))
    return "; ".join(said)


def unread(opened: Iterable[tuple[str, str, str]], since: datetime) -> Iterator[Finding]:
    """What was opened (app, row, field) without an entry that was committed before."""
    from audit.models import AuditEntry, Decision

    entries = list(AuditEntry.objects.filter(time__gte=since, decision=Decision.ALLOWED))
    names = {name for entry in entries for name in entry.digests}
    fields = {(name.split("#")[0], one) for name in names if "#" in name for one in name.split("#")[1].split(",")}
    told = _told_there({entry.object_id for entry in entries if entry.object_kind == "reference"})
    for app, row, field in opened:
        label, _, pk = row.partition(":")
        there = (row, field) in fields or (app == "file" and f"file:{field}" in names)
        if app == "shelters":  # which rows those were is told in the houses' database, by house and file
            there = there or (pk if label in OF_A_HOUSE else _belongs_to(label, pk)) in told
        if not there:
            yield Finding(UNREAD, "a file" if app == "file" else f"{label}.{field}")


def _told_there(references: set[str]) -> set[str]:
    """The houses and files that the meanings behind these references name."""
    from shelters.models import HouseReference, ReferenceCase

    found: set[str] = set()
    for meaning in HouseReference.every.filter(pk__in=references):
        found |= {str(meaning.house_id), str(meaning.case_id), *map(str, meaning.houses or ())}
    files = ReferenceCase.every.filter(reference__in=references).values_list("case_id", flat=True)
    return found | set(map(str, files))


def _belongs_to(label: str, pk: str) -> str:
    """The file, else the house, that a row of the houses' database belongs to."""
    from django.apps import apps

    row = apps.get_model(label)._base_manager.get(pk=pk)
    return str(getattr(row, "case_id", None) or row.house_id)


def problems(now: datetime) -> Iterator[Finding]:
    """What the check of the log finds."""
    from audit.examine import examine

    for problem in examine(now).problems:
        yield Finding(LOST, f"the check of the log: {problem}")


def recovered(now: datetime) -> None:
    """What the machine does by itself once it is up again: open house events are settled, the log is sealed."""
    from audit import house, sealer

    house.run_once(now + UNSETTLED)
    sealer.run_until_done(now)
