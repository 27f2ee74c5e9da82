"""Tables, people and cases of the stock peer; the rows are those that `assign_perm` makes, inserted in bulk."""

from __future__ import annotations

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection, transaction
from guardian.models import GroupObjectPermission, UserObjectPermission

from bench.asking import World

MANAGER, OTHER = "manajer", "manajer2"
UNITS = {"supervisor": ["supervisor"], "manajer": [MANAGER, OTHER], "kepala": ["kepala"]}
SAMPLE = 100
AT_ONCE = 20_000


def seed(rows: list[dict]) -> World:
    """The same people, grants and cases as the product's."""
    call_command("migrate", verbosity=0)
    call_command("migrate", run_syncdb=True, verbosity=0)  # its own tables lean on those
    from bench.stock.models import Case

    users = {name: User.objects.create_user(name) for name in ("supervisor", MANAGER, OTHER, "kepala")}
    groups = {name: Group.objects.create(name=name) for name in UNITS}
    for name, members in UNITS.items():
        groups[name].user_set.set([users[member] for member in members])
    mine = [n for n, row in enumerate(rows) if row["handled"] and not row["closed"]][::-1][:SAMPLE]
    handled: dict[int, str] = {}
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        made = [_case(n, row) for n, row in enumerate(some, start)]
        with transaction.atomic():
            Case.objects.bulk_create(made, batch_size=500)
            _grant(some, made, users, groups)
        handled |= {n: str(made[n - start].pk) for n in mine if start <= n < start + AT_ONCE}
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return World(
        person=users[MANAGER],
        session=_signed_in(users[MANAGER]),
        handled=[handled[n] for n in mine],
        phones=[rows[n]["phone"] for n in mine],
        middle=f"page={max(2, len(rows) // 50)}",
    )


def _case(n: int, row: dict):
    from bench.stock.models import OF_PERSON, Case

    plain = {name: row[name] for name in ("opened", "risk", "channel", "place_kind", "city_code", "chronology")}
    return Case(
        **plain,
        **{name: row.get(name, "") for name in OF_PERSON},
        reference=f"C-{n:06d}",
        number=f"{n:03d}/{row['opened']:%m/%Y}",
        state="closed" if row["closed"] else "open",
        main_kind=row["kinds"][0],
        manager=MANAGER if row["handled"] else OTHER,
        kinds=",".join(row["kinds"]),
        flags=",".join(row["flags"]),
    )


def _grant(rows: list[dict], made: list, users: dict[str, User], groups: dict[str, Group]) -> None:
    kind = ContentType.objects.get(app_label="stock", model="case")
    what = {"permission": Permission.objects.get(content_type=kind, codename="view_case"), "content_type": kind}
    of_persons, of_groups = [], []
    for row, case in zip(rows, made, strict=True):
        handler = users[MANAGER if row["handled"] else OTHER]
        of_persons.append(UserObjectPermission(user=handler, object_pk=str(case.pk), **what))
        of_groups += [GroupObjectPermission(group=g, object_pk=str(case.pk), **what) for g in groups.values()]
    UserObjectPermission.objects.bulk_create(of_persons, batch_size=500)
    GroupObjectPermission.objects.bulk_create(of_groups, batch_size=500)


def _signed_in(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session.session_key


def seen(manager: User, ids: list[str]) -> int:
    """How many of these cases the manager may see, asked one by one as a template would."""
    from bench.stock.models import Case

    person = User.objects.get(pk=manager.pk)
    return sum(person.has_perm("stock.view_case", case) for case in Case.objects.filter(pk__in=ids))
