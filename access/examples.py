"""Port: objects that stand for a route's variable part when `manage.py routes` lists it.

Without a registered sampler the command takes rows of the view's own model. A sampler is needed where the
variable part is no object of `policy` (a file's name, a person, a day).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

_samplers: dict[str, Callable[[], Iterable[dict]]] = {}


def register(url_name: str, sampler: Callable[[], Iterable[dict]]) -> None:
    """`sampler()` gives the keyword arguments of a few addresses of this route, the newest first."""
    _samplers[url_name] = sampler


def sampler(url_name: str) -> Callable[[], Iterable[dict]] | None:
    return _samplers.get(url_name)
