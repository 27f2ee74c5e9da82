"""Queries put together once: what Django takes to write such a statement anew is several times what a database needs.

A page asks the same few questions each time, with another id. `Prepared` lets the ORM write the statement for
stand-ins, keeps it, and sends it again with what is asked for; `Among` does so for a page's list of ids. The rows come
out as the queryset would give them, and where a guarded model is asked, what the policy decided stands in the
statement.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import cache, partial
from operator import itemgetter
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.core.exceptions import ImproperlyConfigured
from django.db import connections, transaction
from django.db.models import CharField, DateTimeField, Field, IntegerField, Model, QuerySet, UUIDField
from django.db.models.query import FlatValuesListIterable, ModelIterable, ValuesListIterable, get_related_populators
from django.utils import timezone

from access.errors import UnscopedQuery

R = TypeVar("R")
T = TypeVar("T")

FIELDS: dict[type, Field] = {UUID: UUIDField(), datetime: DateTimeField(), str: CharField(), int: IntegerField()}

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


_tables = 0  # how often tables were made anew: what was put together before counts no more


def forget() -> None:
    """Numbers that stand in statements may have changed."""
    global _tables
    _tables += 1


def now() -> datetime:
    """The time that a condition compares with; its stand-in while a statement is put together."""
    return _moment.get() or timezone.now()


@contextmanager
def _at(moment: datetime) -> Iterator[None]:
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)


def only(kind: type[Model], pk: Any) -> Any:
    """A row of which nothing is known but its key: no default is made for it, or statements put together once would
    draw random ids."""
    return kind.from_db(None, [kind._meta.pk.attname], [pk])


def _stand_in(kind: type, number: int) -> Any:
    """A value that nothing else in a statement is equal to; a row of a model counts as one that was seen."""
    if issubclass(kind, Model):
        row = only(kind, _stand_in(UUID, number))
        row._state.seen_by_policy = True
        return row
    made: dict[type, Any] = {
        UUID: UUID(int=0x5EA1_0000_0000_4000_8000_0000_0000_0000 + number),
        datetime: datetime(1901, 1, 1, 1, 1, 1, 1 + number, tzinfo=UTC),
        str: f"Stand-in {number}",
        int: 1_901_010_100 + number,
    }
    return made[kind]


def _as_param(kind: type, value: Any, connection: Any) -> Any:
    """What stands for VALUE among a statement's parameters."""
    if issubclass(kind, Model):
        if not isinstance(value, kind):
            raise TypeError(f"what hangs on a {kind.__name__} is asked of a {kind.__name__}")
        if not getattr(value._state, "seen_by_policy", False):
            raise UnscopedQuery(
                f"what hangs on a {kind.__name__} is for who was shown it: ask access.policy for it first"
            )
        kind, value = UUID, value.pk
    return FIELDS[kind].get_db_prep_value(value, connection)


def _planned_cursor(connection: Any) -> Any:
    """A cursor for whose statements the server keeps its plan, where the server is one that plans apart."""
    return getattr(connection, "planned_cursor", connection.cursor)()


def insert(row: Model, using: str) -> None:
    """Writes a new row by one statement that is put together once for its model, without a signal or a question; a key
    that is there already is an IntegrityError, and the transaction around it is to be rolled back."""
    connection = connections[using]
    statement, fields = insertion(type(row), using)
    values = [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
    with transaction.mark_for_rollback_on_error(using=using), _planned_cursor(connection) as cursor:
        cursor.execute(statement, values)
    row._state.db, row._state.adding = using, False


@cache
def insertion(model: type[Model], using: str) -> tuple[str, tuple[Field, ...]]:
    """The statement that writes a row into this database, and the fields that it writes, in their order."""
    fields, quote = model._meta.concrete_fields, connections[using].ops.quote_name
    columns, marks = ", ".join(quote(field.column) for field in fields), ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})", fields  # noqa: S608


class _Plan:
    """A statement, where in its parameters which value stands, and what makes of its answer what the queryset would."""

    def __init__(self, queryset: Any, compiler: Any, sql: str, params: list, places: list, kinds: tuple) -> None:
        self.db, self.connection, self.tables = queryset.db, compiler.connection, _tables
        self.sql, self.params, self.places = sql, params, places
        self.arrived = getattr(queryset, "arrived", None)
        self.compiler = compiler
        self.converters = compiler.get_converters([field for field, *_ in compiler.select[: compiler.col_count]])
        self.made: Callable[[Any], Any] = SHAPES.get(queryset._iterable_class) or self._maker(compiler)
        self.known = [
            (field.name, kinds.index(type(next(iter(rows.values())))))
            for field, rows in queryset._known_related_objects.items()
        ]

    def rows(self, kinds: tuple[type, ...], given: tuple) -> list[Any]:
        """What the statement finds for these values."""
        params = self.params.copy()
        for place, which in self.places:
            params[place] = _as_param(kinds[which], given[which], self.connection)
        with _planned_cursor(self.connection) as cursor:
            cursor.execute(self.sql, params)
            found: Any = cursor.fetchall()
        if self.converters:
            found = self.compiler.apply_converters(found, self.converters)
        made = [self.made(row) for row in found]
        for name, which in self.known:
            for row in made:
                setattr(row, name, given[which])
        if self.arrived is not None:
            self.arrived(made)
        return made

    def _maker(self, compiler: Any) -> Callable[[Any], Any]:
        """Makes an instance of a row, as `ModelIterable` does."""
        info, annotations = compiler.klass_info, compiler.annotation_col_map.items()
        make, columns = info["model"].from_db, slice(info["select_fields"][0], info["select_fields"][-1] + 1)
        names = [field[0].target.attname for field in compiler.select[columns]]
        related = get_related_populators(info, compiler.select, self.db)  # type: ignore[call-arg]  # stubs' is newer

        def made(row: Any) -> Any:
            one = make(self.db, names, row[columns])
            for populator in related:
                populator.populate(row, one)
            for name, column in annotations:
                setattr(one, name, row[column])
            return one

        return made


SHAPES: dict[type, Callable[[Any], Any]] = {ValuesListIterable: tuple, FlatValuesListIterable: itemgetter(0)}
"""What `values_list` makes of a row."""


class Prepared(Generic[R]):
    """The query that BUILD(*values) makes, of whole rows or a `values_list`, for values of these KINDS (UUID, datetime,
    str, int, or a guarded model: a row that the policy has shown, whose related managers BUILD may ask).

    BUILD must give the same statement whatever the values are: none of them may be None, or a list. Where a condition
    compares with the time, it asks `now()`. ImproperlyConfigured at the first use where that doesn't hold.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, R]], *kinds: type) -> None:
        self.build, self.kinds = build, (*kinds, datetime)
        self.plans = threading.local()

    def rows(self, *values: Any) -> list[R]:
        """The rows as they are now."""
        if len(values) != len(self.kinds) - 1:
            raise TypeError(f"{self.build} takes {len(self.kinds) - 1} values")
        plan: _Plan | None = getattr(self.plans, "plan", None)
        if plan is None or plan.tables != _tables or connections[plan.db] is not plan.connection:
            plan = self.plans.plan = self._plan()
        return plan.rows(self.kinds, (*values, timezone.now()))

    def first(self, *values: Any) -> R | None:
        """The first of the rows."""
        return next(iter(self.rows(*values)), None)

    def _plan(self) -> _Plan:
        queryset, compiler, sql, params = self._put_together(0)
        *_rest, again, others = self._put_together(len(self.kinds))
        if sql != again or len(params) != len(others):
            raise ImproperlyConfigured(f"{self.build} makes another statement for other values")
        stand_ins = [
            _as_param(kind, _stand_in(kind, number), compiler.connection) for number, kind in enumerate(self.kinds)
        ]
        places = []
        for place, (one, other) in enumerate(zip(params, others, strict=True)):
            if one != other:
                if one not in stand_ins:
                    raise ImproperlyConfigured(f"{self.build} asks for something made of its values")
                places.append((place, stand_ins.index(one)))
        if not {which for _place, which in places} >= set(range(len(self.kinds) - 1)):
            raise ImproperlyConfigured(f"{self.build} doesn't ask for each of its values")
        return _Plan(queryset, compiler, sql, list(params), places, self.kinds)

    def _put_together(self, first: int) -> tuple[Any, Any, str, tuple]:
        """Queryset, compiler, statement and parameters for stand-ins numbered from FIRST."""
        *values, moment = (_stand_in(kind, first + number) for number, kind in enumerate(self.kinds))
        with _at(moment):
            queryset: Any = self.build(*values)
            asking = queryset.asking() if hasattr(queryset, "asking") else queryset
            more = asking._prefetch_related_lookups or asking.query.select_for_update
            if more or asking._iterable_class not in (ModelIterable, *SHAPES):
                raise ImproperlyConfigured(f"{self.build} asks for more than rows of one model, or holds them")
            compiler = asking.query.get_compiler(asking.db)
            sql, params = compiler.as_sql()
        return queryset, compiler, sql, params


class Among(Generic[T, R]):
    """The query that BUILD(keys) makes for a list of keys of one KIND, put together once for each length up to a page.

    What is asked for by more keys than `MOST` is rarely asked for by as many again: it is written anew.
    """

    MOST = 32

    def __init__(self, build: Callable[[list[T]], QuerySet[Any, R]], kind: type[T]) -> None:
        self.build, self.kind = build, kind
        self.of: dict[int, Prepared[R]] = {}

    def rows(self, keys: Collection[T]) -> Iterable[R]:
        """The rows as they are now, to go through once; none for no key, without a question."""
        wanted = list(dict.fromkeys(keys))
        if len(wanted) > self.MOST:
            return self.build(wanted).iterator()
        if not wanted:
            return ()
        if len(wanted) not in self.of:
            self.of[len(wanted)] = Prepared(partial(_listed, self.build), *[self.kind] * len(wanted))
        return self.of[len(wanted)].rows(*wanted)


def _listed(build: Callable[[list[Any]], Any], *keys: Any) -> Any:
    return build(list(keys))
