"""Querysets of guarded models: read without the policy having said for whom, they raise.

Scoped are: what `access.policy` gives, everything made from it by filtering, and the related managers of an object
that itself came from a scoped queryset (`case.tasks.all()`, prefetching included).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from django.db import models
from django.db.models.expressions import Expression
from django.db.models.query import ModelIterable

from access.errors import UnscopedQuery

_COMBINING = ("__or__", "__xor__", "union", "intersection", "difference")
_READING = (
    "count",
    "exists",
    "aggregate",
    "contains",
    "explain",
    "in_bulk",
    "earliest",
    "latest",
    "dates",
    "datetimes",
)
_WRITING = ("update", "delete", "bulk_create", "bulk_update", "_raw_delete", "_update")


Standing = Mapping[str, Expression] | Callable | None


class GuardedQuerySet(models.QuerySet):
    """A queryset that knows whether a policy has decided what it may hold."""

    _scoped = False
    _standing: Standing = None

    def scoped_to(self, condition: models.Q, standing: Standing = None) -> GuardedQuerySet:
        """For `access.policy` alone: the rows the condition allows, from now on readable.

        `standing` says by which relations a row is seen: tests by name, asked in the same query, or a function of the
        row. Rows that are loaded whole carry the names as `.standing`.
        """
        queryset = self.filter(condition)
        queryset._scoped = True
        queryset._standing = standing
        return queryset

    @property
    def is_scoped(self) -> bool:
        """True if it may be read: a policy has decided, it hangs on a seen object, or it is empty by construction."""
        return self._scoped or _seen(self._hints.get("instance")) or self.query.is_empty()

    def _require_scope(self) -> None:
        if not self.is_scoped:
            raise UnscopedQuery(
                f"{self.model.__name__} is guarded: ask access.policy.visible() or get() (in actions, queries and jobs "
                f"of its own package: {self.model.__name__}.every)"
            )

    def _clone(self):
        clone = super()._clone()
        clone._scoped = self._scoped
        clone._standing = self._standing
        return clone

    def _fetch_all(self) -> None:
        self._require_scope()
        if self._result_cache is None:
            asking = self.asking()
            self._result_cache = list(asking._iterable_class(asking))
            self.arrived(self._result_cache)
        super()._fetch_all()

    def _iterator(self, use_chunked_fetch, chunk_size):
        for row in super(GuardedQuerySet, self.asking())._iterator(use_chunked_fetch, chunk_size):
            self.arrived((row,))
            yield row

    def _whole_rows(self) -> bool:
        return issubclass(self._iterable_class, ModelIterable) and not self.query.combinator

    def asking(self) -> GuardedQuerySet:
        """The query that is sent: with one column for each relation, where whole rows are loaded."""
        self._require_scope()
        if isinstance(self._standing, Mapping) and self._whole_rows():
            return self.annotate(**{f"by_{name}": test for name, test in self._standing.items()})
        return self

    def arrived(self, rows: Iterable) -> None:
        """These rows came of it: they were seen by the policy, and say by which relations."""
        if not issubclass(self._iterable_class, ModelIterable):
            return
        for row in rows:
            _mark(row)
            if isinstance(self._standing, Mapping):
                names = (name for name in self._standing if row.__dict__.pop(f"by_{name}", False))
                row.standing = frozenset(names)
            elif self._standing is not None:
                row.standing = self._standing(row)

    def resolve_expression(self, *args, **kwargs):
        self._require_scope()  # inside another query it would be read as well
        return super().resolve_expression(*args, **kwargs)

    def raw(self, *args, **kwargs):
        raise UnscopedQuery(f"{self.model.__name__} is guarded: no raw SQL")

    def extra(self, *args, **kwargs):
        raise UnscopedQuery(f"{self.model.__name__} is guarded: no extra SQL")


def _guarded(name: str):
    inherited = getattr(models.QuerySet, name)

    def method(self, *args, **kwargs):
        self._require_scope()
        return inherited(self, *args, **kwargs)

    method.__name__ = name
    method.__doc__ = inherited.__doc__
    method.alters_data = getattr(inherited, "alters_data", False)
    return method


def _combining(name: str):
    inherited = getattr(models.QuerySet, name)

    def method(self, *others, **kwargs):
        self._require_scope()
        for other in others:
            if isinstance(other, GuardedQuerySet):
                other._require_scope()
            else:
                raise UnscopedQuery(f"{self.model.__name__} is guarded: combine it with scoped querysets only")
        return inherited(self, *others, **kwargs)

    method.__name__ = name
    return method


for _name in (*_READING, *_WRITING):
    setattr(GuardedQuerySet, _name, _guarded(_name))
for _name in _COMBINING:
    setattr(GuardedQuerySet, _name, _combining(_name))


class GuardedManager(models.Manager.from_queryset(GuardedQuerySet)):
    """The default manager of guarded models."""


def _seen(instance) -> bool:
    return instance is not None and getattr(instance._state, "seen_by_policy", False)


def _mark(row) -> None:
    """A row that came through the policy carries that knowledge, and so does the root that came with it."""
    row._state.seen_by_policy = True
    path = getattr(row, "guarded_by", None)
    root = row._state.fields_cache.get(path.split("__")[0]) if path else None
    if root is not None:
        root._state.seen_by_policy = True
