"""Tables, keys, cast and cases, by the product's own commands and actions; one manager signed in."""

from __future__ import annotations

import os
import time

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command
from django.db import connection

from access import locking, policy, signin
from access.models import Staff
from access.newest import key_of
from access.permissions import Permission
from access.sessions import SessionStore
from audit.reveal import find
from bench.asking import World
from bench.ours import bulk
from casework.actions.imports import import_cases
from casework.models import Case, CasePerson
from demo.city import load_city

MANAGER, OTHER, ARCHIVIST = "manajer", "manajer2", "supervisor"
SAMPLE = 100
BY_THE_ACTION = 5000  # the newest, which are looked at; those before them come as rows alone (bench.ours.bulk)


def seed(rows: list[dict]) -> World:
    """Keys, cast and ROWS, in databases that are migrated already. The manager handles some and covers all."""
    found()
    return fill(rows, {staff.username: staff for staff in Staff.objects.select_related("agency", "unit")})


def found() -> None:
    """Keys and cast."""
    for command in ("init_keys", "init_signing"):
        call_command(command, verbosity=0)
    load_city()


def fill(rows: list[dict], people: dict[str, Staff]) -> World:
    """ROWS imported among PEOPLE, who are there already."""
    taken = [{**row, "manager": people[MANAGER if row["handled"] else OTHER]} for row in rows]
    bulk.fill(taken[:-BY_THE_ACTION], people[ARCHIVIST])
    import_cases(taken[-BY_THE_ACTION:], by=people[ARCHIVIST])
    _analyze()
    manager = people[MANAGER]
    mine = Case.every.filter(manager=manager, closed=None).order_by("-opened", "-pk")
    handled = list(mine.values_list("pk", flat=True)[:SAMPLE])
    everything = Case.every.order_by("-opened", "-pk").values_list("opened", "pk")
    return World(
        person=manager,
        session=signed_in(manager),
        handled=[str(pk) for pk in handled],
        phones=_phones(rows, manager),
        middle=f"sesudah={key_of(*everything[len(rows) // 2])}",
    )


def _analyze() -> None:
    """As PostgreSQL does by itself within the hour; the product's own role may not. On SQLite nobody does."""
    if connection.vendor == "postgresql":
        import psycopg

        for url in ("DATABASE_OWNER_URL", "SHELTERS_DATABASE_OWNER_URL"):
            with psycopg.connect(os.environ[url], autocommit=True) as owner:
                owner.execute("ANALYZE")


def _phones(rows: list[dict], manager: Staff) -> list[str]:
    """Numbers of people in open cases the manager handles; one is searched for, so that what is timed finds."""
    phones = [row["phone"] for row in reversed(rows) if row["handled"] and not row["closed"]][:SAMPLE]
    people = policy.visible(manager, Permission.CASE_READ, of=CasePerson)
    if len(find(manager, "search", people, "phone_index", phones[0])) != 1:
        raise LookupError("the search by telephone finds nobody")
    return phones


def signed_in(person: Staff) -> str:
    """The key of a session with both factors."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "access.backends.SignIn"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session[signin.BOTH_FACTORS] = True
    session[locking.ACTED] = int(time.time()) + signin.AS_IF_SECONDS  # seeding takes longer
    session.create()
    return session.session_key


def seen(manager: Staff, ids: list[str]) -> int:
    """How many of these cases the manager may see."""
    rows = policy.visible(manager, Permission.CASE_READ).filter(pk__in=ids)
    return len(rows.order_by().values_list("pk", flat=True))
