"""Port: the models that grants stand on. Each package registers its root in `AppConfig.ready()`."""

from __future__ import annotations

from access.errors import Unregistered

_roots: dict[str, type] = {}


def register(kind: str, model: type) -> None:
    """`kind` is the first half of the permissions that the root decides: ticket, case, referral, shelter."""
    known = _roots.setdefault(kind, model)
    if known is not model:
        raise ValueError(f"two models claim the root {kind}: {known.__name__} and {model.__name__}")


def model(kind: str) -> type:
    """The root's model; raises Unregistered for a kind nobody brought."""
    try:
        return _roots[kind]
    except KeyError:
        raise Unregistered(f"no root of kind {kind}: call access.roots.register in AppConfig.ready()") from None


def all_roots() -> dict[str, type]:
    return dict(_roots)


def kind_of(obj) -> str | None:
    """The kind of a root instance or class, or None if it is no root."""
    cls = obj if isinstance(obj, type) else type(obj)
    return next((kind for kind, root in _roots.items() if root is cls), None)
