"""What a store of sealed objects promises. It sees ciphertext under hidden names, and knows no key."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Protocol
from uuid import UUID


class Readable(Protocol):
    """An object that is being read."""

    def read(self, size: int = -1, /) -> bytes: ...


class ObjectStore(ABC):
    """Objects, each under its owner and a hidden name; none is ever written over.

    Raises StoreAway where it doesn't answer; what was asked for is then not done, or was done and may be asked again.
    """

    @abstractmethod
    def writing(
        self, owner: UUID, name: str, *, again: bool = False
    ) -> AbstractContextManager[Callable[[bytes], object]]:
        """What takes the object's bytes, piece by piece, in the memory of a few.

        The object bears its name, durably and whole, when the block ends well; nothing is left when it doesn't. Raises
        FileExistsError then, if the name is taken. AGAIN: whoever is killed will write the same once more, and calls
        `forget_half` before.
        """

    @abstractmethod
    def forget_half(self, owner: UUID, name: str) -> None:
        """Remove what a killed process that would write AGAIN left half-written."""

    @abstractmethod
    def open(self, owner: UUID, name: str) -> AbstractContextManager[Readable]:
        """The object, to be read from its beginning. Raises FileNotFoundError."""

    @abstractmethod
    def beginnings(self, owner: UUID, size: int) -> Iterator[bytes]:
        """The first SIZE bytes of each of the owner's objects, fewer of one that is shorter."""

    @abstractmethod
    def exists(self, owner: UUID, name: str) -> bool: ...

    @abstractmethod
    def size(self, owner: UUID, name: str) -> int:
        """How many bytes the object has. Raises FileNotFoundError."""

    @abstractmethod
    def delete(self, owner: UUID, *names: str) -> None:
        """Remove these, durably; what isn't there is passed over."""

    @abstractmethod
    def delete_all(self, owner: UUID) -> None:
        """Remove whatever the owner has, half-written or whole."""

    def unfit(self) -> str:
        """A sentence with its remedy if this very store breaks a promise of these; asks it. Raises nothing."""
        return ""
