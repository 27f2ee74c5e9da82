"""Port: what happens here is told to the package that keeps the log.

`register` is called once, at start-up. Until then every function here raises `Unregistered`: what cannot be
recorded is not done.

    recorded(name)   decorator factory; wraps a verb so that check, change and entry are one transaction
    reveal(...)      context manager of the one entry and the opened values of a page view
    denied(user, permission, kind, pk)   one entry for an attempt, the same whether the object exists or not
    signed_in(user), signed_out(user), sign_in_refused(), asked_by_a_stranger()
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from access.errors import Unregistered

_EXPECTED = ("recorded", "reveal", "denied", "signed_in", "signed_out", "sign_in_refused", "asked_by_a_stranger")
_ports: dict[str, Callable] = {}


def register(**ports: Callable) -> None:
    """Fills the port; each of these names may be given, in one call or several. The last one given counts."""
    unknown = set(ports) - set(_EXPECTED)
    if unknown:
        raise TypeError(f"access.events has no port {sorted(unknown)}; it has {list(_EXPECTED)}")
    _ports.update(ports)


def missing() -> list[str]:
    """Names that nobody has filled; a system check refuses to start with any."""
    return [name for name in _EXPECTED if name not in _ports]


def _port(name: str) -> Callable:
    try:
        return _ports[name]
    except KeyError:
        raise Unregistered(f"access.events.{name} is not filled: register it in AppConfig.ready()") from None


def recorded(name: str) -> Callable[[Callable], Callable]:
    """Decorates a verb of this package; the log's decorator is put around it when it is first called."""

    def decorate(verb: Callable) -> Callable:
        wrapped: dict[Callable, Callable] = {}

        @functools.wraps(verb)
        def call(*args, **kwargs):
            factory = _port("recorded")
            if factory not in wrapped:
                wrapped[factory] = factory(name)(verb)
            return wrapped[factory](*args, **kwargs)

        return call

    return decorate


def reveal(**kwargs: Any) -> AbstractContextManager:
    """Keyword arguments: by, purpose, about, wants, reason, permission, partly (leave out what doesn't open)."""
    return _port("reveal")(**kwargs)


def denied(user, permission: str, kind: str, pk) -> None:
    """Records that `user` asked for what is not there for them. Only a digest of `pk` is kept."""
    _port("denied")(user, permission, kind, pk)


def signed_in(user) -> None:
    _port("signed_in")(user)


def signed_out(user) -> None:
    _port("signed_out")(user)


def asked_by_a_stranger() -> None:
    """Somebody who isn't signed in asked for a page with an id in its address; the log counts them by the minute."""
    _port("asked_by_a_stranger")()


def sign_in_refused() -> None:
    """A password or code was wrong. What was typed, the user name too, is kept nowhere."""
    _port("sign_in_refused")()
