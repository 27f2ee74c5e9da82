"""Every statement of the limit. A principal is a person or a unit; an index serves each question.

Ids are 32 hexadecimal digits; moments are microseconds, so that both databases compare them alike.
"""

from __future__ import annotations

CASE_SEALED = ("chronology", "place", "needs", "decision", "closing")
PERSON_SEALED = ("name", "nik", "phone", "born", "address", "hours", "code_word")
PLAIN = "reference, number, opened, main_kind, city_code, risk, manager, state, channel, place_kind, kinds, flags, kind"


def tables(vendor: str) -> list[str]:
    """CREATE statements for sqlite or postgresql."""
    key, sealed, integer = ("uuid", "bytea", "bigint") if vendor == "postgresql" else ("char(32)", "blob", "integer")
    case_sealed = ", ".join(f"{name} {sealed}" for name in CASE_SEALED)
    person_sealed = ", ".join(f"{name} {sealed}" for name in PERSON_SEALED)
    plain = ", ".join(f"{name} {integer if name == 'opened' else 'varchar(100)'}" for name in PLAIN.split(", "))
    return [
        f"CREATE TABLE cases (id {key} PRIMARY KEY, {plain}, {case_sealed})",
        f"CREATE TABLE persons (id {key} PRIMARY KEY, case_id {key}, part varchar(10), phone_index {integer}, "
        f"{person_sealed})",
        f"CREATE TABLE notes (id {key} PRIMARY KEY, case_id {key}, at {integer}, by_id {integer}, text {sealed})",
        f"CREATE TABLE log (id {key} PRIMARY KEY, at {integer}, actor {integer}, action varchar(64), case_id {key}, "
        "body text)",
        f"CREATE TABLE grants (principal varchar(20), case_id {key}, opened {integer})",
        f"CREATE TABLE members (principal varchar(20), user_id {integer}, name varchar(100), role varchar(40))",
        "CREATE INDEX persons_case ON persons (case_id)",
        "CREATE INDEX persons_phone ON persons (phone_index)",
        "CREATE INDEX notes_case ON notes (case_id, at)",
        "CREATE INDEX log_case ON log (case_id, at)",
        "CREATE INDEX log_actor ON log (actor, at)",
        "CREATE INDEX grants_newest ON grants (principal, opened DESC, case_id DESC)",
        "CREATE INDEX grants_case ON grants (case_id, principal)",
        "CREATE INDEX members_user ON members (user_id, principal)",
        "CREATE INDEX members_principal ON members (principal)",
    ]


GRANTED = """EXISTS (SELECT 1 FROM grants g JOIN members m ON m.principal = g.principal
    WHERE g.case_id = {case} AND m.user_id = %s)"""
PRINCIPALS = "SELECT principal FROM members WHERE user_id = %s"
CASE = f"""SELECT {", ".join(f"c.{name}" for name in PLAIN.split(", "))}, c.chronology, c.place, c.needs, p.name
    FROM cases c JOIN persons p ON p.case_id = c.id AND p.part = 'victim'
    WHERE c.id = %s AND {GRANTED.format(case="c.id")}"""
READERS = """SELECT DISTINCT m.name, m.role FROM members m JOIN grants g ON g.principal = m.principal
    WHERE g.case_id = %s ORDER BY m.name"""
SEARCH = f"""SELECT c.id, c.reference, c.state, p.phone FROM persons p JOIN cases c ON c.id = p.case_id
    WHERE p.phone_index = %s AND {GRANTED.format(case="p.case_id")}"""
LOG = "INSERT INTO log (id, at, actor, action, case_id, body) VALUES (%s, %s, %s, %s, %s, %s)"


def note(vendor: str) -> str:
    """A note, written only where the writer has a grant. Parameters: id, case, moment, writer, text, case, writer."""
    types = {"postgresql": ("::uuid", "::uuid", "::bigint", "::bigint", "::bytea")}.get(vendor, ("",) * 5)
    values = ", ".join(f"%s{type_}" for type_ in types)
    return f"INSERT INTO notes (id, case_id, at, by_id, text) SELECT {values} WHERE {GRANTED.format(case='%s')}"


def newest(principals: int, after: bool) -> str:
    """The first 26 of each principal off the index, of these the newest 26."""
    end = "AND (opened, case_id) < (%s, %s)" if after else ""
    one = f"""SELECT * FROM (SELECT case_id FROM grants WHERE principal = %s {end}
        ORDER BY opened DESC, case_id DESC LIMIT 26) AS s"""
    return f"""SELECT id, {PLAIN} FROM cases WHERE id IN ({" UNION ".join([one] * principals)})
        ORDER BY opened DESC, id DESC LIMIT 26"""


def seen(number: int) -> str:
    """Which of NUMBER cases a person may see."""
    marks = ", ".join(["%s"] * number)
    return f"""SELECT DISTINCT g.case_id FROM grants g JOIN members m ON m.principal = g.principal
        WHERE g.case_id IN ({marks}) AND m.user_id = %s"""
