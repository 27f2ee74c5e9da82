"""Errors tell nothing of the values that lay around them, and what holds values or keys is neither printed nor kept."""

from __future__ import annotations

import copy
import importlib
import inspect
import io
import pickle
import pkgutil
import sys
import traceback
from collections.abc import Callable

import pytest

from tests.planted import PACKAGES, found_in, printed
from tests.vault.tables import Client, Spot
from tests.vault.test_moved import envelope_of, put
from vault import keyring
from vault.datakey import PREFIX_SIZE
from vault.entropy import new_id
from vault.errors import VaultError
from vault.files import sealed_files
from vault.purpose import Purpose
from vault.sealed import MASK, Closed
from vault.unseal import open_field

NAME, STORY = "Melati Kusumawardhani", "Ia menelepon dari warung."
PLANTED = (NAME, STORY, "3175014405920003", "0812-9000-1234", "Kenanga")
KEY = b"\x07" * 32


def classes_below(base: type) -> list[type]:
    """All classes of the product below BASE, by name."""
    for package in PACKAGES:
        for module in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
            if ".migrations." not in module.name:
                importlib.import_module(module.name)
    found, left = set[type](), [base]
    while left:
        below = left.pop().__subclasses__()
        left += below
        found |= {one for one in below if one.__module__.split(".")[0] in PACKAGES and is_there(one)}
    return sorted(found, key=lambda one: f"{one.__module__}.{one.__qualname__}")


def is_there(kind: type) -> bool:
    """Whether its module has it: a dataclass with slots leaves the class behind that it was made of."""
    return "." in kind.__qualname__ or getattr(sys.modules[kind.__module__], kind.__name__) is kind


def raised(kind: type[BaseException], value: str) -> BaseException:
    """An error of this KIND, raised as the careless do: VALUE in the frame, in the cause, in the context."""
    needed = [
        one for name, one in inspect.signature(kind.__init__).parameters.items()
        if name != "self" and one.default is one.empty and one.kind is one.POSITIONAL_OR_KEYWORD
    ]  # fmt: skip
    try:
        try:
            raise KeyError(value)
        except KeyError as missing:
            raise kind(*("kind" for _ in needed)) from missing
    except kind as error:
        return error


def test_no_typed_error_tells_what_lay_around_it():
    kinds = classes_below(Exception)
    assert len(kinds) > 40
    told = {kind.__qualname__: found_in(printed(raised(kind, NAME)), [NAME]) for kind in kinds}
    assert {kind: found for kind, found in told.items() if found} == {}


def test_an_error_that_tells_of_its_cause_would_be_found():
    class Telling(Exception):
        def __str__(self) -> str:
            return f"it broke because of {self.__cause__}"

    assert found_in(printed(raised(Telling, NAME)), [NAME]) == [NAME]


def flipped(envelope: bytes) -> bytes:
    return envelope[:-1] + bytes([envelope[-1] ^ 1])


def of_another_row(row: Client) -> bytes:
    return envelope_of(Client.objects.create(case_id=row.case_id, name="Kenanga"))


def of_another_case(row: Client) -> bytes:
    owner = new_id()
    keyring.mint(Purpose.CASE, owner)
    return envelope_of(Client.objects.create(case_id=owner, name="Kenanga"))


DAMAGE: dict[str, Callable[[Client], bytes]] = {
    "a flipped bit": lambda row: flipped(envelope_of(row)),
    "cut": lambda row: envelope_of(row)[:-20],
    "cut to its head": lambda row: envelope_of(row)[:PREFIX_SIZE],
    "grown": lambda row: envelope_of(row) + b"\0",
    "empty": lambda row: b"",
    "no envelope": lambda row: NAME.encode() * 9,
    "of another row": of_another_row,
    "of another column": lambda row: envelope_of(row, "story"),
    "of another case": of_another_case,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_seal_that_does_not_open_tells_nothing_of_what_it_holds(client_row, damage):
    put(client_row, "name", DAMAGE[damage](client_row))
    assert said_by(lambda: open_field(Client.objects.get(pk=client_row.pk), "name")) == []


def other_revision(row: Client) -> None:
    Client.objects.filter(pk=row.pk).update(revision=7)
    open_field(Client.objects.get(pk=row.pk), "name")


def shredded(row: Client) -> None:
    keyring.shred(Purpose.CASE, row.case_id)
    open_field(Client.objects.get(pk=row.pk), "name")


def not_saved(row: Client) -> None:
    row.name = NAME
    open_field(row, "name")


def too_long(row: Client) -> None:
    spot = Spot(address=NAME * 9)
    keyring.mint(Purpose.LOCATION, spot.pk)
    spot.save()


def damaged_file(row: Client) -> None:
    sealed_files.write(row.case_id, "notes", io.BytesIO(NAME.encode()))
    for path in sealed_files.objects.folder().rglob("*"):
        if path.is_file():
            path.write_bytes(flipped(path.read_bytes()))
    list(sealed_files.read(row.case_id, "notes"))


WRONG: dict[str, Callable[[Client], object]] = {
    "another revision": other_revision,
    "a key that was destroyed": shredded,
    "a value that waits for its seal": not_saved,
    "a value that is too long": too_long,
    "bytes": lambda row: setattr(row, "name", NAME.encode()),
    "a lone surrogate": lambda row: setattr(row, "name", f"{NAME}\ud800"),
    "no JSON": lambda row: setattr(row, "details", {NAME: object()}),
    "a query": lambda row: Client.objects.update(name=NAME),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_the_vault_s_own_refusals_tell_no_value(client_row, wrong):
    assert said_by(lambda: WRONG[wrong](client_row)) == []


def said_by(act: Callable[[], object]) -> list[str]:
    """The planted values that an act's error, or what led to it, would tell whoever prints it."""
    with pytest.raises(VaultError) as broken:
        act()
    whole = "".join(traceback.TracebackException.from_exception(broken.value).format(chain=True))
    messages = [line for line in whole.splitlines() if not line.startswith("    ")]  # without this file's own lines
    return found_in("\n".join([printed(broken.value), *messages]), PLANTED)


def holders() -> list[type]:
    """Whatever says that it holds opened values or keys."""
    return [kind for kind in classes_below(Closed) if not inspect.isabstract(kind)]


def test_what_holds_values_or_keys_shows_a_mask_and_is_neither_copied_nor_kept():
    kinds = holders()
    assert {"Whereabouts", "Shown", "Draft", "Place", "Keys", "FileProvider"} <= {kind.__name__ for kind in kinds}
    for kind in kinds:
        held = object.__new__(kind)
        assert [str(held), repr(held), f"{held}", f"{[held]}"] == [MASK, MASK, MASK, f"[{MASK}]"], kind
        for keep in (copy.copy, copy.deepcopy, pickle.dumps):
            with pytest.raises(TypeError):
                keep(held)
        if not kind.__module__.startswith("vault.providers"):  # they are asked by name alone, and their roots change
            with pytest.raises(TypeError):
                vars(held)
