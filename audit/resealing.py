"""Rows and files of some owners sealed anew under these owners' newest keys, each change with its entry.

A row is locked, read, sealed anew and written in one transaction with its entry, which names the row's digest before
and after. Whoever is at work on a row is waited for, or waits for as long as one such transaction takes.

Nothing in `default` may tell what lies in the houses' database: there one event stands for all values of the owners it
is called for, none or many.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models, router, transaction

from access.models import Staff
from audit import house, references
from audit.action import Act, acting, running
from audit.objects import Thing
from audit.recording import ROWS_PER_ENTRY, record
from audit.rows import told_before
from vault import keyring, reseal, rotation
from vault.errors import StoreAway, VaultError
from vault.files import NamedByRows, stores
from vault.models import SealedModel
from vault.purpose import Purpose

CHUNK = ROWS_PER_ENTRY // 3  # rows of one transaction: at most three digests of each, and little to wait for
Keys = Mapping[UUID, list[bytes]]
Model = type[SealedModel]


def seal_anew(purpose: Purpose, owners: Iterable[UUID], by: Staff) -> int:
    """Seal what these owners' earlier keys sealed anew; how many rows, a file's row again. What won't open stays."""
    keys = rotation.keys_by_owner(purpose, owners)
    here, there = _models(purpose)
    with keyring.held():
        count = sum(_seal_anew_here(model, reseal.waiting(model, keys), by) for model in here)
        count += _seal_anew_in_houses(purpose, keys, there, by) if there else 0
        return count + sum(_file_anew(*found, by) for found in _waiting_files(purpose, keys))


def waiting(purpose: Purpose, owners: Iterable[UUID]) -> int:
    """How many rows of these owners hold a value, or name a file, that stands under an earlier key and may be sealed
    anew."""
    keys = rotation.keys_by_owner(purpose, owners)
    with keyring.held():
        rows = sum(len(reseal.waiting(model, keys)) for some in _models(purpose) for model in some)
        return rows + sum(1 for _ in _waiting_files(purpose, keys))


def used(purpose: Purpose, keys: Keys) -> dict[UUID, set[bytes]]:
    """By owner the ids of the keys that something stands under: a row, also one that is written once, or a file."""
    found: dict[UUID, set[bytes]] = {owner: set() for owner in keys}
    for model in reseal.models_of(purpose):
        for _row, owner, ids in reseal.key_ids(model, keys):
            found[owner] |= ids
    for store in stores(purpose):
        for owner in keys:
            found[owner] |= store.key_ids(owner)
    return found


def _models(purpose: Purpose) -> tuple[list[Model], list[Model]]:
    """The models whose rows may be sealed anew: here, and in the houses' database. What is written once stays."""
    found = [model for model in reseal.models_of(purpose) if not hasattr(model, "append_only")]
    here = [model for model in found if router.db_for_write(model) == "default"]
    return here, [model for model in found if model not in here]


def _seal_anew_here(model: Model, rows: list[UUID], by: Staff) -> int:
    count = 0
    for start in range(0, len(rows), CHUNK):
        some = rows[start : start + CHUNK]
        changed, locked = _in_one_entry(model, some, by, wait=False)
        count += changed
        for row in sorted(set(some) - locked):  # somebody is at work on it: waited for, with no other row held
            count += _in_one_entry(model, [row], by, wait=True)[0]
    return count


def _in_one_entry(model: Model, rows: Collection[UUID], by: Staff, *, wait: bool) -> tuple[int, set[UUID]]:
    with transaction.atomic(using="default"), acting(house.ROTATED) as act:
        count, locked = _write(model, rows, act, wait=wait)
        if count:
            record(by, house.ROTATED, Thing("key", ""), purpose=str(model.sealed_purpose), digests=act.digests)
    return count, locked


def _seal_anew_in_houses(purpose: Purpose, keys: Keys, there: Iterable[Model], by: Staff) -> int:
    """One event, whatever it finds to do: how many values lie there is nobody's to count."""
    port, count = references.resolver(), 0
    with house.house_event(by=by, act=house.ROTATED) as reference:
        act = running()
        assert act is not None
        for model in there:
            count += _write(model, reseal.waiting(model, keys), act, wait=True)[0]
        place = next(iter(keys), None) if purpose == Purpose.LOCATION else None
        port.note(reference, act=house.ROTATED, by=by, about=None, house=place)
    return count


def _write(model: Model, rows: Collection[UUID], act: Act, *, wait: bool) -> tuple[int, set[UUID]]:
    """Lock ROWS, without WAIT those that nobody else has locked; how many were sealed anew, and all that it locked."""
    count, locked = 0, set()
    found = model._base_manager.select_for_update(of=("self",), skip_locked=not wait).filter(pk__in=rows).order_by("pk")
    for row in found:
        locked.add(row.pk)
        before = told_before(row)
        try:
            row.check_newest()  # an old address that was put back would be the newest afterwards
            names = reseal.reseal(row)
        except VaultError:
            continue  # it stays as it is, and is counted at the end
        if names:
            _save(row, names, before, act)
            count += 1
    return count, locked


def _save(row: Any, names: Collection[str], before: Mapping[str, str], act: Act) -> None:
    if not getattr(row, "unrecorded", ""):
        act.digests.update(before)
    row.save(update_fields=names)


def _waiting_files(purpose: Purpose, keys: Keys) -> Iterator[tuple[type[models.Model], UUID, UUID, dict[str, str]]]:
    """(model, row, owner, names by column) for each row of these owners that names files under earlier keys."""
    for model in apps.get_models():
        named: NamedByRows | None = getattr(model, "sealed_files", None)
        if named is None or named.store.purpose != purpose:
            continue
        rows = model._base_manager.filter(**{f"{named.owner}__in": list(keys)}).order_by("pk")
        for row, owner, *names in rows.values_list("pk", named.owner, *named.digests):
            files = {
                column: name
                for column, name in zip(named.digests, names, strict=True)
                if name and named.store.is_waiting(owner, name)
            }
            if files:
                yield model, row, owner, files


def _file_anew(model: Any, row: UUID, owner: UUID, files: Mapping[str, str], by: Staff) -> int:
    """The files are there twice until their row says the new digest; then the earlier ones go."""
    named: NamedByRows = model.sealed_files
    try:
        digests = {named.digests[column]: named.store.reseal(owner, name) for column, name in files.items()}
    except StoreAway:
        raise  # the file may be whole: nothing is told of it before the store answers
    except VaultError:
        return 0
    with transaction.atomic(using="default"), acting(house.ROTATED) as act:
        found = model._base_manager.select_for_update(of=("self",)).get(pk=row)
        before = told_before(found)
        changed = [column for column, digest in digests.items() if getattr(found, column) != digest]
        for column in changed:
            setattr(found, column, digests[column])
        if changed:
            _save(found, changed, before, act)
            record(by, house.ROTATED, Thing("key", ""), purpose=str(named.store.purpose), digests=act.digests)
    for name in files.values():
        named.store.forget_earlier(owner, name)
    return 1
