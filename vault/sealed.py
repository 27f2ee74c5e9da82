"""Sealed: a value that cannot be printed, compared, serialised, copied or pickled. Closed: what holds opened ones."""

from __future__ import annotations

from typing import NoReturn

MASK = "[tersegel]"


class Closed:
    """What holds opened values, or keys: however it is printed it shows a mask, and it is neither copied nor pickled.

    A dataclass says `slots=True, repr=False` beside it: then `vars` is refused, too.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return MASK

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("what holds opened values is neither copied nor pickled")


class Sealed:
    """What stands in a sealed column. Before the row is saved it holds the value; afterwards the envelope alone."""

    __slots__ = ("_content", "_envelope", "_row")

    def __init__(self, *, content: bytes | None = None, envelope: bytes | None = None) -> None:
        self._content = content
        self._envelope = envelope
        self._row: tuple[object, str] | None = None  # the id and field it belongs to, once known

    def __str__(self) -> str:
        return MASK

    __repr__ = __str__

    def __format__(self, spec: str) -> str:
        return MASK

    def __bytes__(self) -> NoReturn:
        raise TypeError("a sealed value gives no bytes: read it through reveal")

    def _refuse(self, *_args: object) -> NoReturn:
        raise TypeError("a sealed value cannot be compared, counted, iterated or copied: read it through reveal")

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse  # type: ignore[assignment]
    __bool__ = __len__ = __iter__ = __contains__ = __getitem__ = __add__ = __radd__ = _refuse  # type: ignore[assignment]
    __copy__ = __deepcopy__ = _refuse
    __hash__ = None  # type: ignore[assignment]

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a sealed value cannot be serialised or pickled")

    __getstate__ = _refuse  # type: ignore[assignment]
