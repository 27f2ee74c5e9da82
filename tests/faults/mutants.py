"""Planted faults of the product's own: each breaks one promise, and the run must find it, or it proves nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from tests.faults.looking import LOST, PLAIN, UNREAD
from tests.faults.probe import FULL, POWER, RAISE, UNHEARD


class Mutant(NamedTuple):
    """What is planted, the acts that must find it, which promise it breaks; BY which fault alone, where it is one."""

    plant: Callable[[], None]
    acts: tuple[str, ...]
    breaks: str
    by: str = ""

    @property
    def says(self) -> str:
        return (self.plant.__doc__ or "").strip()


MUTANTS: dict[str, Mutant] = {}


def mutant(breaks: str, *acts: str, by: str = "") -> Callable[[Callable[[], None]], Callable[[], None]]:
    """A planted fault under the name of its function."""

    def put(plant: Callable[[], None]) -> Callable[[], None]:
        MUTANTS[plant.__name__.replace("_", "-")] = Mutant(plant, acts, breaks, by)
        return plant

    return put


@mutant(UNREAD, "case read")
def entry_after_opening() -> None:
    """A read's entry is written once its first value has been opened."""
    from audit import reveal

    begin, opens = reveal.Reading.begin, reveal._open
    reveal.Reading.begin = lambda self: None  # type: ignore[method-assign]

    def opened(reading: Any, instance: Any, name: str) -> Any:
        value = opens(reading, instance, name)
        if reading.entry is None:
            begin(reading)
        return value

    reveal._open = opened


@mutant(UNREAD, "location read")
def house_entry_left_out() -> None:
    """The meaning of a look at a place is kept with the houses, and the main database is told nothing."""
    from audit import reading

    record = reading.record
    reading.record = lambda by, action, *args, **kwargs: (
        None if action == "house.event" else record(by, action, *args, **kwargs)
    )


@mutant(UNREAD, "board read")
def board_names_no_file() -> None:
    """A board's entry tells which house was looked at, and of none of its residents whose cards it opened."""
    from shelters.actions import meaning

    note = meaning.note

    def noted(reference: Any, *, about: Any, **words: Any) -> None:
        if hasattr(about, "touches"):
            about.touches = []
        note(reference, about=about, **words)

    meaning.note = noted


@mutant(PLAIN, "evidence added")
def upload_spooled() -> None:
    """An upload lies in a temporary file while it is sealed."""
    import tempfile

    from vault import files

    write = files.SealedFiles.write

    def spooled(self: Any, owner: Any, name: str, content: Any) -> Any:
        with tempfile.NamedTemporaryFile() as aside:
            content.seek(0)
            aside.write(content.read())
            aside.flush()
            content.seek(0)
            return write(self, owner, name, content)

    files.SealedFiles.write = spooled  # type: ignore[method-assign]


@mutant(LOST, "ticket opened")
def key_kept_after_the_value() -> None:
    """A new file's key is kept once the value that it seals has committed."""
    from django.db import transaction

    from vault import wraps

    add, read, waiting = wraps.add, wraps.read, {}

    def added(purpose: Any, owner: Any, key_id: bytes, wrap: bytes) -> bool:
        waiting[purpose, owner] = [(key_id, wrap)]
        transaction.on_commit(lambda: (waiting.pop((purpose, owner)), add(purpose, owner, key_id, wrap)))
        return True

    def found(purpose: Any, owner: Any) -> Any:
        return waiting.get((purpose, owner)) or read(purpose, owner)

    wraps.add, wraps.read = added, found


@mutant(LOST, "ticket opened", by=POWER)
def key_not_flushed() -> None:
    """A new file's key is written and its name made, and neither is flushed to the disk."""
    from vault import wraps

    wraps.fsync_directory = lambda path: None  # type: ignore[assignment]


@mutant(LOST, "ticket opened", by=FULL)
def full_disk_ignored() -> None:
    """A key that found no room on the disk counts as kept."""
    from vault import wraps

    write = wraps._write

    def written(path: Any, content: bytes, *, sync: bool) -> Any:
        try:
            return write(path, content, sync=sync)
        except OSError:
            short = path.with_name(f".{path.name}.short")
            short.write_bytes(content[: len(content) // 2])
            return short

    wraps._write = written


@mutant(LOST, "case accepted")
def entry_after_the_change() -> None:
    """An action's entry is written once its change has committed."""
    from django.db import transaction

    from audit import action

    record = action.record
    action.record = lambda *args, **kwargs: transaction.on_commit(lambda: record(*args, **kwargs))


@mutant(LOST, "keys renewed")
def earlier_key_forgotten() -> None:
    """A new key takes the place of the one before, under which everything still stands."""
    from vault import wraps

    replace = wraps.replace
    wraps.replace = lambda purpose, owner, pairs: replace(purpose, owner, pairs and list(pairs)[-1:])


@mutant(LOST, "shredded")
def card_not_taken_over() -> None:
    """A file's key is destroyed while a house still needs her card."""
    from casework import shredding

    shredding.keep = lambda case_id, *, by: None


@mutant(LOST, "arrived")
def nobody_settles() -> None:
    """What a process that died left open in the houses is settled by nobody."""
    from audit import house

    house.run_once = lambda now: 0


@mutant(LOST, "evidence added", by=UNHEARD)
def row_before_its_file() -> None:
    """A sealed file gets its name once the row that names it has committed."""
    from django.db import transaction

    from vault import files

    link = files.os.link

    class Late:
        def __getattr__(self, name: str) -> Any:
            return getattr(files_os, name)

        @staticmethod
        def link(source: Any, target: Any) -> None:
            kept = f"{source}.kept"
            link(source, kept)
            transaction.on_commit(lambda: link(kept, target))

    files_os = files.os
    files.os = Late()  # type: ignore[assignment]


@mutant(PLAIN, "session noted", by=RAISE)
def refused_value_told() -> None:
    """A value that can't be sealed is told to the service's log."""
    import logging

    from vault import fields

    seal = fields.SealedField.seal

    def sealed(self: Any, instance: Any) -> Any:
        try:
            return seal(self, instance)
        except Exception:
            logging.getLogger("django.request").error("not sealed: %r", getattr(instance, self.attname)._content)
            raise

    fields.SealedField.seal = sealed  # type: ignore[method-assign]
