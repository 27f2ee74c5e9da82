"""Every address of the installation: who may ask it, and examples of one's own and of others'.

Read from the resolver, so that no list has to be kept; a view that names neither a permission nor a reason for being
public is a problem, not a route.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from access import examples, policy, roots
from access.models import Staff
from access.permissions import Permission
from access.views.acting import ActionView
from access.views.base import VERBS, GuardedView, PermissionedView
from vault.entropy import new_id

LOOKED_AT = 12  # rows of a model that are looked at for examples
SHOWN = 3  # examples of a variable route
PART = re.compile(r"<(?:(\w+):)?(\w+)>")


@dataclass
class Route:
    """One address and what stands on its view."""

    name: str
    pattern: str
    view: Any
    parts: tuple[str, ...]
    methods: list[str]
    permission: Permission | None
    reason: str
    examples: list[dict] = field(default_factory=list)

    def kinds(self) -> list[tuple[str, str]]:
        """(variable part, its converter's kind: uuid, slug, str, int) in order."""
        return [(part, kind or "str") for kind, part in PART.findall(self.pattern) if part in self.parts]

    @property
    def public(self) -> bool:
        return bool(self.reason)

    def as_dict(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "pattern": self.pattern,
            "methods": self.methods,
            "permission": str(self.permission) if self.permission else None,
            "public": self.public,
            "reason": self.reason,
            "examples": self.examples,
        }


@dataclass(frozen=True)
class _Above:
    """What the resolvers above a route add to it."""

    prefix: str = "/"
    spaces: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    def within(self, entry: URLResolver | URLPattern) -> _Above:
        space = getattr(entry, "namespace", None)
        return _Above(
            self.prefix + str(entry.pattern),
            (*self.spaces, space) if space else self.spaces,
            (*self.parts, *entry.pattern.converters),
        )


def walk() -> Iterator[Route]:
    """The routes in the resolver's order; a second name of the same address is left out."""
    seen: set[str] = set()
    for route in _walk(get_resolver(), _Above()):
        if route.pattern not in seen:
            seen.add(route.pattern)
            yield route


def _walk(resolver: URLResolver, above: _Above) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        here = above.within(entry)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, here)
        else:
            view = entry.callback
            yield Route(
                name=":".join([*here.spaces, entry.name or ""]),
                pattern=here.prefix,
                view=view,
                parts=here.parts,
                methods=_methods(view),
                permission=getattr(view, "permission", None),
                reason=getattr(view, "public", ""),
            )


def _methods(view: Any) -> list[str]:
    cls = getattr(view, "view_class", None)
    if cls is not None and issubclass(cls, PermissionedView):
        verbs = {verb.upper() for verb in VERBS if hasattr(cls, verb)}
    else:
        verbs = set(getattr(view, "methods", ("GET", "POST")))
    return sorted(verbs | ({"HEAD"} if "GET" in verbs else set()))


def problems(routes: list[Route]) -> list[str]:
    """What must be mended before the list is one: a line each, saying what to add where."""
    found = []
    for route in routes:
        if route.permission is None and not route.public:
            module = getattr(route.view, "__module__", "?")
            found.append(f"{route.pattern}: {module} names neither a permission nor a reason for being public")
        if route.parts and len(route.examples) < 2:
            found.append(f"{route.pattern}: fewer than two examples; register access.examples for {route.name!r}")
    return found


def with_examples(routes: list[Route]) -> list[Route]:
    """Fills in examples: for a variable route rows that some see and others don't, never fewer than two."""
    people = list(Staff.objects.filter(is_active=True).order_by("username"))
    for route in routes:
        route.examples = _examples(route, people)
    return routes


def _examples(route: Route, people: list[Staff]) -> list[dict]:
    if not route.parts:
        return [{"path": reverse(route.name) if route.name else route.pattern, "visible_to": _by_role(route, people)}]
    view = getattr(route.view, "view_class", None)
    view = view if view is not None and issubclass(view, GuardedView) else None
    there, absent = _arguments(route, view, people)
    made: list[dict] = []
    for kwargs, usernames in zip(there, _seen_by(route, view, there, people), strict=False):
        made.append({"path": reverse(route.name, kwargs=kwargs), "visible_to": usernames})
        if len(_unlike(made)) == SHOWN - 1:
            break
    return _apart([*made, *({"path": reverse(route.name, kwargs=kwargs), "visible_to": []} for kwargs in absent)])


def _by_role(route: Route, people: list[Staff]) -> list[str]:
    return [one.username for one in people if route.public or policy.may(one, route.permission)]


def _arguments(route: Route, view: type[GuardedView] | None, people: list[Staff]) -> tuple[list[dict], list[dict]]:
    """The variable parts of a few addresses, and of some whose object never was."""
    sampler = examples.sampler(route.name)
    if sampler is not None:
        given = list(sampler())[:LOOKED_AT]
        absent = [{p: new_id() if isinstance(v, UUID) else v for p, v in kwargs.items()} for kwargs in given[:2]]
        return given, [kwargs for kwargs in absent if kwargs not in given]
    if view is None or (view.model is None and view.permission.kind == "service"):
        return [], []
    columns = {part: column for column, part in view.also.items()}
    if set(route.parts) != {view.pk_url_kwarg, *columns}:
        return [], []
    there = [
        {view.pk_url_kwarg: row.pk, **{part: getattr(row, column) for part, column in columns.items()}}
        for row in _rows(view, people)
    ]
    return there, [{part: new_id() for part in route.parts} for _ in range(2)]


def _rows(view: type[GuardedView], people: list[Staff]) -> list:
    """Of each person a row that they see, then any others."""
    found = {}
    if view.permission.kind != "service":
        for one in people:
            for row in policy.visible(one, view.permission, of=view.model).order_by()[:1]:
                found[row.pk] = row
    model = view.model or roots.model(view.permission.kind)
    for row in model.every.order_by("-pk")[:LOOKED_AT]:
        found.setdefault(row.pk, row)
    return list(found.values())


def _seen_by(
    route: Route, view: type[GuardedView] | None, arguments: list[dict], people: list[Staff]
) -> Iterator[list[str]]:
    """Who sees each of them, found as it is asked for: many a view has to be asked itself, for everybody."""
    if view is None or any(view.pk_url_kwarg not in kwargs for kwargs in arguments) or _decides_itself(view):
        yield from ([one.username for one in people if _opens(route, one, kwargs)] for kwargs in arguments)
        return
    keys = [kwargs[view.pk_url_kwarg] for kwargs in arguments]
    rows = {one.username: policy.visible(one, view.permission, of=view.model).filter(pk__in=keys) for one in people}
    seen = {username: set(visible.values_list("pk", flat=True)) for username, visible in rows.items()}
    yield from ([username for username, pks in seen.items() if key in pks] for key in keys)


def _decides_itself(view: type[GuardedView]) -> bool:
    """Whether the view finds its object by more than one permission on one model."""
    return view.permission.kind == "service" or view.authorise not in (GuardedView.authorise, ActionView.authorise)


def _opens(route: Route, one: Staff, kwargs: dict) -> bool:
    """Whether the view itself would let this person in: asked of its own `authorise`, which only reads."""
    cls = getattr(route.view, "view_class", None)
    if cls is None or not issubclass(cls, PermissionedView):
        return route.public or policy.may(one, route.permission)
    view = cls(**route.view.view_initkwargs)
    view.request, view.args, view.kwargs = SimpleNamespace(user=one, method="GET"), (), kwargs
    try:
        view.authorise()
    except policy.Unseen:
        return False
    return True


def _apart(made: list[dict]) -> list[dict]:
    """Two that differ in who sees them and one that nobody sees, as far as there are such; never fewer than two."""
    unseen = [example for example in made if not example["visible_to"]]
    chosen = [*_unlike(made)[: SHOWN - 1], *unseen[:1]]
    return [*chosen, *(example for example in made if example not in chosen)][: max(len(chosen), 2)]


def _unlike(made: list[dict]) -> list[dict]:
    """The first of each that differ in who sees them; not those that nobody sees."""
    first = {tuple(example["visible_to"]): example for example in reversed(made) if example["visible_to"]}
    return sorted(first.values(), key=made.index)
