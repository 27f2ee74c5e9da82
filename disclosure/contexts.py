"""What a document's context may be made of, and its way into the sealed column and back."""

from __future__ import annotations

import dataclasses
import datetime
import types
import typing
from typing import Annotated, Any

from django.core.exceptions import ImproperlyConfigured

# Text whose values are constants of the installation: labels of coded choices, names of agencies and facilities,
# titles. It does not pass the gate; every other `str` of a context does.
Coded = Annotated[str, "coded"]

PLAIN = (str, int, bool, datetime.date, datetime.datetime, datetime.time, type(None))


def hints_of(kind: type) -> dict[str, Any]:
    """The context type's fields and their declared types."""
    hints = typing.get_type_hints(kind, include_extras=True)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


def refuse_unsafe(kind: type, name: str) -> None:
    """Raises unless KIND is a frozen dataclass of plain values all the way down: nothing else rides in a document."""
    if not dataclasses.is_dataclass(kind) or not getattr(kind, "__dataclass_params__").frozen:  # noqa: B009
        raise ImproperlyConfigured(f"The context {name} is not a frozen dataclass.")
    for field, hint in hints_of(kind).items():
        _refuse_hint(hint, f"{name}.{field}")


def _refuse_hint(hint: Any, where: str) -> None:
    if hint == Coded or hint in PLAIN:
        return
    if typing.get_origin(hint) in (tuple, typing.Union, types.UnionType):
        for part in typing.get_args(hint):
            if part is not Ellipsis:
                _refuse_hint(part, where)
    elif dataclasses.is_dataclass(hint):
        refuse_unsafe(typing.cast(type, hint), where)
    else:
        raise ImproperlyConfigured(f"The field {where} can hold more than plain values; a document's context may not.")


def texts(context: Any, prefix: str = "") -> dict[str, str]:
    """The context's free texts by field path: what has to pass the gate. Coded text is left out."""
    found: dict[str, str] = {}
    for name, hint in hints_of(type(context)).items():
        _collect(getattr(context, name), hint, f"{prefix}{name}", found)
    return found


def _collect(value: Any, hint: Any, path: str, found: dict[str, str]) -> None:
    if isinstance(value, str):
        if value.strip() and Coded not in (hint, *typing.get_args(hint)):
            found[path] = value
    elif dataclasses.is_dataclass(value):
        found.update(texts(value, f"{path}."))
    elif isinstance(value, tuple | list):
        arguments = typing.get_args(hint)
        for number, part in enumerate(value):
            inner = arguments[number] if number < len(arguments) and Ellipsis not in arguments else arguments[0]
            _collect(part, inner, f"{path}.{number}", found)


def dump(context: Any) -> dict:
    """The context as plain JSON-able values."""
    return {name: _dumped(getattr(context, name)) for name in hints_of(type(context))}


def _dumped(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return dump(value)
    if isinstance(value, tuple | list):
        return [_dumped(part) for part in value]
    if isinstance(value, datetime.date | datetime.datetime | datetime.time):
        return value.isoformat()
    return value


def load(kind: type, data: dict) -> Any:
    """The context of that type from what `dump` gave."""
    return kind(**{name: _loaded(data[name], hint) for name, hint in hints_of(kind).items()})


def _loaded(value: Any, hint: Any) -> Any:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint == Coded or value is None:
        return value
    if origin in (typing.Union, types.UnionType):
        return _loaded(value, next(part for part in arguments if part is not type(None)))
    if origin is tuple:
        parts = [arguments[0]] * len(value) if Ellipsis in arguments else arguments
        return tuple(_loaded(part, inner) for part, inner in zip(value, parts, strict=True))
    if dataclasses.is_dataclass(hint):
        return load(typing.cast(type, hint), value)
    if hint in (datetime.date, datetime.datetime, datetime.time):
        return hint.fromisoformat(value)
    return value
