"""Tables, people and cases of the limit, inserted in bulk."""

from __future__ import annotations

import random
import uuid

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection, transaction

from bench.asking import World
from bench.limit import sql
from bench.limit.cipher import index, seal
from bench.limit.views import EPOCH

MANAGER, OTHER = "manajer", "manajer2"
UNITS = {"g:supervisor": ["supervisor"], "g:manajer": [MANAGER, OTHER], "g:kepala": ["kepala"]}
ROLES = {"supervisor": "Supervisor", MANAGER: "Manajer kasus", OTHER: "Manajer kasus", "kepala": "Kepala UPT"}
SAMPLE = 100
AT_ONCE = 20_000


def seed(rows: list[dict]) -> World:
    """The same people, grants and cases as the product's."""
    call_command("migrate", verbosity=0)
    users = {name: User.objects.create_user(name) for name in ROLES}
    draw, keys = random.Random(1), []
    with connection.cursor() as cursor:
        for statement in sql.tables(connection.vendor):
            cursor.execute(statement)
        _put(cursor, "members", _members(users))
    for start in range(0, len(rows), AT_ONCE):
        keys += _fill(draw, start, rows[start : start + AT_ONCE], users)
    return _world(rows, keys, users[MANAGER])


def _fill(draw: random.Random, start: int, rows: list[dict], users: dict[str, User]) -> list[tuple[int, str]]:
    """These cases, the first of them number START, with people and grants; (moment, id) of each."""
    cases, persons, grants = [], [], []
    for n, row in enumerate(rows, start):
        pk = uuid.UUID(int=draw.getrandbits(128), version=4).hex
        opened = (row["opened"] - EPOCH).days * 86_400_000_000 + (row["opened"] - EPOCH).seconds * 1_000_000
        plain = [f"C-{n:06d}", f"{n:03d}/{row['opened']:%m/%Y}", opened, row["kinds"][0], row["city_code"], row["risk"]]
        handler = MANAGER if row["handled"] else OTHER
        plain += [handler, "closed" if row["closed"] else "open", row["channel"], row["place_kind"]]
        plain += [",".join(row["kinds"]), ",".join(row["flags"]), "actual"]
        cases.append([pk, *plain, *(seal(row.get(name, "")) for name in sql.CASE_SEALED)])
        for part in ("victim", "reported"):
            person = row if part == "victim" else {}
            values = [seal(person.get(name, "")) for name in sql.PERSON_SEALED]
            found = index(row["phone"]) if part == "victim" else None
            persons.append([uuid.UUID(int=draw.getrandbits(128), version=4).hex, pk, part, found, *values])
        grants += [[principal, pk, opened] for principal in (*UNITS, f"u:{users[handler].pk}")]
    with transaction.atomic(), connection.cursor() as cursor:
        for table, values in (("cases", cases), ("persons", persons), ("grants", grants)):
            _put(cursor, table, values)
    return [(case[3], case[0]) for case in cases]


def _put(cursor, table: str, values: list[list]) -> None:
    cursor.executemany(f"INSERT INTO {table} VALUES ({', '.join(['%s'] * len(values[0]))})", values)


def _members(users: dict[str, User]) -> list[list]:
    found = [[unit, users[name].pk, name, ROLES[name]] for unit, names in UNITS.items() for name in names]
    return found + [[f"u:{user.pk}", user.pk, name, ROLES[name]] for name, user in users.items()]


def _world(rows: list[dict], keys: list[tuple[int, str]], manager: User) -> World:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    mine = [n for n, row in enumerate(rows) if row["handled"] and not row["closed"]][::-1][:SAMPLE]
    middle, middle_key = sorted(keys, reverse=True)[len(keys) // 2]
    return World(
        person=manager,
        session=signed_in(manager),
        handled=[str(uuid.UUID(keys[n][1])) for n in mine],
        phones=[rows[n]["phone"] for n in mine],
        middle=f"after={middle}.{middle_key}",
    )


def signed_in(user: User) -> str:
    """The key of a new session of this person."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session.session_key


def seen(manager: User, ids: list[str]) -> int:
    """How many of these cases the manager may see."""
    with connection.cursor() as cursor:
        cursor.execute(sql.seen(len(ids)), [*(uuid.UUID(pk).hex for pk in ids), manager.pk])
        return len(cursor.fetchall())
