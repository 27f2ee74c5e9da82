"""A database's own word that rows stay as they were written: triggers for SQLite and PostgreSQL.

They stop the application and whoever holds its rights. An owner can drop them; what was changed then is found by the
check of the log.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

REFUSAL = "this row is append-only"
CHANGED = "this column is fixed from the first row on"
Columns = tuple[str, ...]


@dataclass(frozen=True)
class AsWritten:
    """What stays of a package's tables, whose triggers are named PREFIX_…

    FINAL: rows are added, never changed or removed. FIXED: columns that never change, by table. KEPT: rows that are
    never removed. ONCE: a JSON column that is set once, from `{}` on, by table. UNIQUE: columns beside the id of which
    no two rows have the same: SQLite's REPLACE would take the other row away without a word.
    """

    prefix: str
    final: Columns = ()
    fixed: Mapping[str, Columns] = field(default_factory=dict)
    kept: Columns = ()
    once: Mapping[str, str] = field(default_factory=dict)
    unique: Mapping[str, tuple[Columns, ...]] = field(default_factory=dict)

    def install(self, connection: Any) -> list[str]:
        """The statements that make the triggers."""
        return self._sqlite() if connection.vendor == "sqlite" else self._postgresql()

    def remove(self, connection: Any) -> list[str]:
        """The statements that drop them."""
        if connection.vendor == "sqlite":
            names = [f"{table}_{act}" for table in self.final for act in ("update", "delete")]
            names += [f"{table}_fixed" for table in self.fixed] + [f"{table}_delete" for table in self.kept]
            names += [f"{table}_insert" for table in self._never_replaced()]
            return [f"DROP TRIGGER IF EXISTS {name}" for name in names]  # an earlier release made fewer of them
        own, whole = f"{self.prefix}_final", f"{self.prefix}_whole"
        dropped = [f"DROP TRIGGER {name} ON {table}" for table in self.final for name in (own, whole)]
        dropped += [f"DROP TRIGGER {self.prefix}_fixed ON {table}" for table in self.fixed]
        dropped += [f"DROP TRIGGER {self.prefix}_kept ON {table}" for table in self.kept]
        return [*dropped, f"DROP FUNCTION {own}()", *[f"DROP FUNCTION {table}_fixed()" for table in self.fixed]]

    def _takes_a_place(self, table: str) -> str:
        """That a changed row would be another one's, which SQLite's UPDATE OR REPLACE takes away without a word."""
        taken = [" AND ".join(f"{column} = NEW.{column}" for column in one) for one in self.unique.get(table, ())]
        others = [f"EXISTS (SELECT 1 FROM {table} WHERE {one} AND rowid <> OLD.rowid)" for one in taken]  # noqa: S608
        return " OR ".join(["NEW.rowid IS NOT OLD.rowid", "NEW.id IS NOT OLD.id", *others])

    def _never_replaced(self) -> dict[str, None]:
        """The tables of which something stays, each once."""
        return dict.fromkeys((*self.final, *self.fixed, *self.kept, *self.unique))

    def _differs(self, table: str, unlike: str) -> str:
        """That a row's change is none that it may see; UNLIKE: how this database compares NULLs."""
        terms = [f'NEW."{column}" {unlike} OLD."{column}"' for column in self.fixed[table]]
        if column := self.once.get(table):
            terms.append(f"""(NEW."{column}" {unlike} OLD."{column}" AND CAST(OLD."{column}" AS text) <> '{{}}')""")
        return " OR ".join(terms)

    def _sqlite(self) -> list[str]:
        abort = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        made = [
            f"CREATE TRIGGER {table}_{act} BEFORE {act.upper()} ON {table} {abort}"
            for table in self.final
            for act in ("update", "delete")
        ]
        # INSERT OR REPLACE deletes silently where recursive_triggers is off: refuse the insert itself. It goes by
        # SQLite's own key, too, which is -1 here where none is given
        for table in self._never_replaced():
            known = " OR ".join(
                "(" + " AND ".join(f"{column} = NEW.{column}" for column in columns) + ")"
                for columns in (("id",), *self.unique.get(table, ()))
            )
            known += " OR (NEW.rowid > 0 AND rowid = NEW.rowid)"
            known = f"EXISTS (SELECT 1 FROM {table} WHERE {known})"  # noqa: S608
            made.append(f"CREATE TRIGGER {table}_insert BEFORE INSERT ON {table} WHEN {known} {abort}")
        made += [
            f"CREATE TRIGGER {table}_fixed BEFORE UPDATE ON {table} "
            f"WHEN {self._differs(table, 'IS NOT')} OR {self._takes_a_place(table)} "
            f"BEGIN SELECT RAISE(ABORT, '{CHANGED}'); END"
            for table in self.fixed
        ]
        return made + [f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} {abort}" for table in self.kept]

    def _postgresql(self) -> list[str]:
        def raising(name: str, what: str, test: str = "TRUE") -> str:
            return (
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"IF {test} THEN RAISE EXCEPTION '{what}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
                f"RETURN NEW; END $$"
            )

        def always(name: str, when: str, table: str, function: str, each: str = "ROW") -> list[str]:
            return [
                f"CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}()",
                f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
            ]

        own = f"{self.prefix}_final"
        made = [raising(own, REFUSAL)]
        for table in self.final:
            made += always(own, "UPDATE OR DELETE", table, own)
            made += always(f"{self.prefix}_whole", "TRUNCATE", table, own, "STATEMENT")
        for table in self.fixed:
            made.append(raising(f"{table}_fixed", CHANGED, self._differs(table, "IS DISTINCT FROM")))
            made += always(f"{self.prefix}_fixed", "UPDATE", table, f"{table}_fixed")
        for table in self.kept:
            made += always(f"{self.prefix}_kept", "DELETE", table, own)
        return made
