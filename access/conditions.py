"""Who holds what, and who is walled off, as conditions that cost a database query little and Python nothing.

The ORM needs milliseconds to put such subqueries together, on every page; these write the same SQL at once. What they
read are guardian's rows; a test holds their answers against guardian's own.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, DateTimeField, F, UUIDField, Value
from django.db.models.expressions import Expression

from access import grants, relations, roots
from access.models import ConflictOfInterest, Staff, Unit

_UUID, _MOMENT = UUIDField(), DateTimeField()


def uuid_param(value: uuid.UUID, connection: Any) -> Any:
    """The id as this database takes it."""
    return _UUID.get_db_prep_value(value, connection)


def moment_param(value: datetime, connection: Any) -> Any:
    """The time as this database takes it."""
    return _MOMENT.get_db_prep_value(value, connection)


class Condition(Expression):
    """A condition about the row whose id, or case, stands in column `outer`."""

    output_field = BooleanField()

    def __init__(self, outer: str, staff_id: uuid.UUID) -> None:
        super().__init__()
        self.outer = F(outer)
        self.staff_id = staff_id

    def get_source_expressions(self) -> list:
        return [self.outer]

    def set_source_expressions(self, expressions: list) -> None:
        (self.outer,) = expressions

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list]:
        column, params = compiler.compile(self.outer)
        return self.sql_for(column, list(params), connection)

    def sql_for(self, column: str, params: list, connection: Any) -> tuple[str, list]:
        """The condition on COLUMN, which needs PARAMS: each subclass says its own."""
        raise NotImplementedError(f"{type(self).__name__} must say its condition")


class Holds(Condition):
    """The person, or one of their units, has one of these relations to the root, and it has not expired."""

    def __init__(self, outer: str, staff_id: uuid.UUID, root: type, numbers: Iterable[int]) -> None:
        super().__init__(outer, staff_id)
        self.root = root
        self.numbers = tuple(numbers)

    def sql_for(self, column: str, params: list, connection: Any) -> tuple[str, list]:
        q = connection.ops.quote_name
        places = ", ".join(["%s"] * len(self.numbers))
        live, now = grants.live_sql("g", connection)
        # by the root's index: without the + SQLite, which knows no numbers of rows, walks all grants of the relation
        same = f"g.{q('content_object_id')} = {column} AND +g.{q('permission_id')} IN ({places}) AND {live}"
        members = Staff.groups.through._meta.db_table
        persons, units = (of(self.root)._meta.db_table for of in (grants.of_persons, grants.of_units))
        sql = (
            f"(EXISTS(SELECT 1 FROM {q(persons)} g WHERE {same} AND g.{q('user_id')} = %s) "  # noqa: S608
            f"OR EXISTS(SELECT 1 FROM {q(units)} g INNER JOIN {q(members)} m ON m.{q('group_id')} = g.{q('group_id')} "
            f"WHERE {same} AND m.{q('staff_id')} = %s))"
        )
        terms = [*params, *self.numbers, *now, uuid_param(self.staff_id, connection)]
        return sql, terms * 2


class OwnUnit(Condition):
    """The unit is one that the person works in, or the own one while it lends them to another for a shift."""

    def sql_for(self, column: str, params: list, connection: Any) -> tuple[str, list]:
        units, person = _units_sql(("%s", [uuid_param(self.staff_id, connection)]), connection)
        return f"{column} IN ({units})", [*params, *person]


def _side(of: F | uuid.UUID) -> Any:
    return of if isinstance(of, F) else Value(of, UUIDField())


class Holders(Expression):
    """The ids of those who have one of these relations to the root, a column (`F`) or an id, now, themselves or by a
    unit of theirs; without NUMBERS, any relation."""

    output_field = UUIDField()

    def __init__(self, root: type, pk: F | uuid.UUID, numbers: Iterable[int] | None = None) -> None:
        super().__init__()
        self.root, self.pk = root, _side(pk)
        self.numbers = None if numbers is None else tuple(numbers)

    def get_source_expressions(self) -> list:
        return [self.pk]

    def set_source_expressions(self, expressions: list) -> None:
        (self.pk,) = expressions

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list]:
        q = connection.ops.quote_name
        root, which = compiler.compile(self.pk)
        live, now = grants.live_sql("g", connection)
        held, terms = f"g.{q('content_object_id')} = {root} AND {live}", [*which, *now]
        if self.numbers is not None:  # by the root's index, as in `Holds`
            held += f" AND +g.{q('permission_id')} IN ({', '.join(['%s'] * len(self.numbers))})"
            terms += self.numbers
        members = q(Staff.groups.through._meta.db_table)
        persons, units = (q(of(self.root)._meta.db_table) for of in (grants.of_persons, grants.of_units))
        sql = (
            f"(SELECT g.{q('user_id')} FROM {persons} g WHERE {held} "  # noqa: S608
            f"UNION ALL SELECT m.{q('staff_id')} FROM {units} g "
            f"INNER JOIN {members} m ON m.{q('group_id')} = g.{q('group_id')} WHERE {held})"
        )
        return sql, terms * 2


class Walled(Expression):
    """The file lies behind a standing conflict of interest of the person; each of them a column (`F`) or an id."""

    output_field = BooleanField()

    def __init__(self, file: F | uuid.UUID, staff: F | uuid.UUID) -> None:
        super().__init__()
        self.sides = [_side(file), _side(staff)]

    def get_source_expressions(self) -> list:
        return list(self.sides)

    def set_source_expressions(self, expressions: list) -> None:
        self.sides = list(expressions)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list]:
        file, staff = (compiler.compile(side) for side in self.sides)
        return walled_sql((file[0], list(file[1])), (staff[0], list(staff[1])), connection)


Side = tuple[str, list]
"""How one side of a condition is written, and its parameters."""


def walled_sql(file: Side, staff: Side, connection: Any) -> Side:
    """The one rule of walls: a conflict of the person counts whatever they hold; one of a unit of theirs (the own one,
    too, while they cover a shift in another) for everybody in it but those who are assigned to the file themselves."""
    q = connection.ops.quote_name
    walls = q(ConflictOfInterest._meta.db_table)
    assigned, numbers = _assigned_sql(staff, connection)
    mine, theirs = _units_sql(staff, connection)
    sql = (
        f"EXISTS(SELECT 1 FROM {walls} c WHERE c.{q('case_id')} = {file[0]} AND c.{q('lifted_at')} IS NULL "  # noqa: S608
        f"AND (c.{q('staff_id')} = {staff[0]} OR (c.{q('unit_id')} IN ({mine}) AND NOT ({assigned}))))"
    )
    return sql, [*file[1], *staff[1], *theirs, *numbers]


def _units_sql(staff: Side, connection: Any) -> Side:
    """The ids of the units that the person works in, and of the own one while it lends them to another for a shift."""
    q = connection.ops.quote_name
    units, members, people = (q(table._meta.db_table) for table in (Unit, Staff.groups.through, Staff))
    sql = (
        f"SELECT u.{q('id')} FROM {units} u INNER JOIN {members} m ON m.{q('group_id')} = u.{q('group_id')} "  # noqa: S608
        f"WHERE m.{q('staff_id')} = {staff[0]} "
        f"UNION ALL SELECT s.{q('own_unit_id')} FROM {people} s "
        f"WHERE s.{q('id')} = {staff[0]} AND s.{q('own_unit_id')} IS NOT NULL"
    )
    return sql, [*staff[1], *staff[1]]


def _assigned_sql(staff: Side, connection: Any) -> Side:
    """The person, not a unit of theirs, holds now what makes one responsible for the file of wall `c`."""
    q = connection.ops.quote_name
    live, now = grants.live_sql("a", connection)
    tests, params = [], []
    for root in roots.all_roots().values():
        numbers = list(relations.permission_ids(root, root.assigned_by).values())
        if numbers:
            table = q(grants.of_persons(root)._meta.db_table)
            places = ", ".join(["%s"] * len(numbers))
            tests.append(
                f"EXISTS(SELECT 1 FROM {table} a WHERE a.{q('content_object_id')} {_of_the_file(root, q)} "  # noqa: S608
                f"AND a.{q('user_id')} = {staff[0]} AND a.{q('permission_id')} IN ({places}) AND {live})"
            )
            params += [*staff[1], *numbers, *now]
    return " OR ".join(tests) or "1 = 0", params


def _of_the_file(root: Any, q: Any) -> str:
    """That a root's id belongs to the file of wall `c`: it is the file, or its column `wall` names it."""
    file = f"= c.{q('case_id')}"
    if root.wall == root._meta.pk.name:
        return file
    return f"IN (SELECT f.{q('id')} FROM {q(root._meta.db_table)} f WHERE f.{q(root.wall)} {file})"  # noqa: S608
