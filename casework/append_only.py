"""The database's own word: what happened stays as it was written, and a ticket's kind never changes.

Triggers for SQLite and PostgreSQL. Clocks, timelines and chains of custody are added to, never changed; of a line of
consent only the sealed note may be sealed anew (key rotation); of tickets and cases the kind is fixed.
"""

from __future__ import annotations

FINAL = ("casework_ticketevent", "casework_caseevent", "casework_custodyline")
FIXED = {
    "casework_ticket": ("kind", "number", "opened", "taken_by_id"),
    "casework_case": ("kind", "reference"),
    "casework_consentline": ("case_id", "item", "agency_id", "answer", "present", "at", "heard_by_id"),
    "casework_evidence": ("case_id", "sha256", "size", "original", "media_type"),
}
KEPT = ("casework_consentline", "casework_evidence")
REFUSAL = "this row is append-only"
CHANGED = "this column is fixed from the first row on"


def install(connection) -> list[str]:
    """The statements that make the triggers."""
    return _sqlite() if connection.vendor == "sqlite" else _postgresql()


def remove(connection) -> list[str]:
    """The statements that drop them."""
    if connection.vendor == "sqlite":
        names = [f"{table}_{act}" for table in FINAL for act in ("update", "delete", "insert")]
        names += [f"{table}_fixed" for table in FIXED] + [f"{table}_delete" for table in KEPT]
        return [f"DROP TRIGGER {name}" for name in names]
    final = [f"DROP TRIGGER {name} ON {table}" for table in FINAL for name in ("casework_final", "casework_whole")]
    fixed = [f"DROP TRIGGER casework_fixed ON {table}" for table in FIXED]
    kept = [f"DROP TRIGGER casework_kept ON {table}" for table in KEPT]
    functions = ["DROP FUNCTION casework_final()", *[f"DROP FUNCTION {table}_fixed()" for table in FIXED]]
    return [*final, *fixed, *kept, *functions]


def _sqlite() -> list[str]:
    abort = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    made = []
    for table in FINAL:
        made += [
            f"CREATE TRIGGER {table}_{act} BEFORE {act.upper()} ON {table} {abort}" for act in ("update", "delete")
        ]
        # INSERT OR REPLACE deletes silently where recursive_triggers is off: refuse the insert itself
        known = f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"  # noqa: S608
        made.append(f"CREATE TRIGGER {table}_insert BEFORE INSERT ON {table} WHEN {known} {abort}")
    for table, columns in FIXED.items():
        differs = " OR ".join(f'NEW."{column}" IS NOT OLD."{column}"' for column in columns)
        made.append(
            f"CREATE TRIGGER {table}_fixed BEFORE UPDATE ON {table} WHEN {differs} "
            f"BEGIN SELECT RAISE(ABORT, '{CHANGED}'); END"
        )
    made += [f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} {abort}" for table in KEPT]
    return made


def _postgresql() -> list[str]:
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

    made = [raising("casework_final", REFUSAL)]
    for table in FINAL:
        made += always("casework_final", "UPDATE OR DELETE", table, "casework_final")
        made += always("casework_whole", "TRUNCATE", table, "casework_final", "STATEMENT")
    for table, columns in FIXED.items():
        differs = " OR ".join(f'NEW."{column}" IS DISTINCT FROM OLD."{column}"' for column in columns)
        made.append(raising(f"{table}_fixed", CHANGED, differs))
        made += always("casework_fixed", "UPDATE", table, f"{table}_fixed")
    for table in KEPT:
        made += always("casework_kept", "DELETE", table, "casework_final")
    return made
