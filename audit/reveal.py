"""reveal: the one way by which a sealed value is read.

    with reveal(user, "case.page", case, [(person, "name", "phone")]) as opened:
        opened[person, "name"]

ONE entry is written and committed, durably, before anything opens; if it can't be written nothing opens. A value
that then fails to open gets a second entry.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

from django.db import models

from audit import witnesses
from audit.admission import admit
from audit.errors import NotWitnessed, WouldNotOpen
from audit.reading import Reading
from vault import keyring
from vault.errors import StoreAway, VaultError
from vault.files import SealedFiles, sealed_files
from vault.unseal import open_field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from uuid import UUID

    from access.models import Staff


class Opened:
    """The values that a reveal opened, by (instance, "field"). Empty once the block has ended; never copied or kept."""

    __slots__ = ("_values", "sealed_at")

    def __init__(self) -> None:
        self._values: dict[tuple[type, object, str], object] = {}
        self.sealed_at: datetime | None = None  # when the checkpoint that covers the entry was signed; None: not yet

    def __getitem__(self, wanted: tuple[models.Model, str]) -> object:
        instance, name = wanted
        try:
            return self._values[type(instance), instance.pk, name]
        except KeyError:
            raise KeyError(f"{instance._meta.label}.{name} was not opened") from None

    def __contains__(self, wanted: tuple[models.Model, str]) -> bool:
        instance, name = wanted
        return (type(instance), instance.pk, name) in self._values

    def get(self, instance: models.Model, name: str, default: object = "") -> object:
        """The value, or DEFAULT where it was not wanted or is NULL."""
        value = self._values.get((type(instance), instance.pk, name))
        return default if value is None else value

    def __repr__(self) -> str:
        return f"<Opened {len(self._values)}>"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("what was opened is read here, and neither copied nor kept")


@contextmanager
def reveal(
    by: Staff,
    purpose: str,
    about: object,
    wants: Iterable[tuple] = (),
    reason: str = "",
    *,
    permission: str | None = None,
    location: bool = False,
    partly: bool = False,
) -> Iterator[Opened]:
    """Open WANTS, tuples of (instance, "field", …), for the reader BY.

    ABOUT is the root or child the page shows (loaded through policy), or a list of such for a list page. An empty
    WANTS still makes the entry: a page view. PERMISSION is the one the page stands on; it says whether the read
    explains itself. Raises OpenTransaction, ReasonNeeded, NotForYou, NotPartOfIt before
    anything is written, WouldNotOpen after the second entry. With LOCATION the entry is sealed into a checkpoint
    first, if that takes no longer than two seconds; with AUDIT_STRICT it also waits for a witness, and raises
    NotWitnessed, after a second entry, if none comes. PARTLY, a row that fails to open has its second entry too, and is
    left out: the others open.
    """
    wants = [(want[0], tuple(want[1:])) for want in wants]
    admit(by, about, wants, reason, permission=permission, location=location)
    reading = Reading(by, purpose, about, wants, reason, permission)
    reading.begin()
    opened = Opened()
    if location:
        opened.sealed_at = reading.await_checkpoint()
        if witnesses.is_strict() and reading.await_witness() is None:
            reading.failed()
            raise NotWitnessed("no witness countersigned in time")
    with keyring.held():
        for instance, names in wants:
            try:
                values = {name: _open(reading, instance, name) for name in names}
            except WouldNotOpen:
                if not partly:
                    raise
                continue
            opened._values.update(((type(instance), instance.pk, name), value) for name, value in values.items())
        try:
            yield opened
        finally:
            opened._values.clear()


def _open(reading: Reading, instance: models.Model, name: str) -> object:
    try:
        instance.check_newest()  # type: ignore[attr-defined]
        return open_field(instance, name)
    except VaultError as error:
        kind = type(error).__name__
    reading.failed(instance, name)
    raise WouldNotOpen(kind)


def reveal_file(
    by: Staff,
    purpose: str,
    about: object,
    record: object,
    reason: str = "",
    *,
    permission: str | None = None,
    files: SealedFiles = sealed_files,
) -> Iterator[bytes]:
    """The bytes of a sealed file, in pieces; its entry is committed before this returns. RECORD is its FileRecord.

    FILES is where it lies: the evidence, unless a package keeps its own. Raises StoreAway, after a second entry, where
    the store doesn't answer.
    """
    admit(by, about, [], reason, permission=permission)
    reading = Reading(by, purpose, about, [], reason, permission, files=[record])
    reading.begin()
    try:
        pieces = files.read(reading.owner_of_files(), record.name)
    except StoreAway:
        reading.failed()
        raise
    return _pieces(reading, pieces)


def _pieces(reading: Reading, pieces: Iterable[bytes]) -> Iterator[bytes]:
    try:
        yield from pieces
    except VaultError as error:
        kind = type(error).__name__
    else:
        return
    reading.failed()
    raise WouldNotOpen(kind)


def _owner_of(row: models.Model) -> UUID:
    return getattr(row, row.sealed_owner)  # type: ignore[attr-defined]


def looked_for(by: Staff, purpose: str, found: Iterable[models.Model] = ()) -> None:
    """A search by what is not sealed, a number, or one that had nowhere to look: one entry `search`, as of `find`. What
    was typed it doesn't hold; it names the files that were FOUND."""
    Reading(by, purpose, None, [(row, ()) for row in found], search=purpose).begin()


def find(
    by: Staff,
    purpose: str,
    model: object,
    column: str,
    value: str,
    among: Callable[[int], list] | None = None,
) -> list[models.Model]:
    """The rows whose sealed value equals VALUE after normalising, found by the blind index COLUMN.

    One whose key was shredded holds nothing any more.

    MODEL is a queryset that policy has scoped already, or a model class for searches among one's own package's rows, or
    AMONG what policy gives for an index.
    One entry `search`, without the value; it lists the candidates that were opened to compare.
    """
    from vault.fields import blind_index
    from vault.normal import NORMALISERS

    rows = model if isinstance(model, models.QuerySet) else model._base_manager.all()
    field = rows.model._meta.get_field(column)
    index = blind_index(rows.model, column, value)
    found: list = []
    if index is not None:
        found = list(rows.filter(**{column: index})) if among is None else among(index)
    candidates = [row for row in found if not keyring.is_shredded(row.sealed_purpose, _owner_of(row))]
    normalise = NORMALISERS[field.normalise]
    wants = [(candidate, (field.source,)) for candidate in candidates]
    reading = Reading(by, purpose, None, wants, search=column)
    reading.begin()
    sought = normalise(value)
    with keyring.held():
        return [row for row in candidates if normalise(_open(reading, row, field.source)) == sought]
