"""A backup is of one moment, opens nothing by itself, and comes back whole on another machine."""

from __future__ import annotations

import io
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.utils import timezone

from access.models import OpenSession
from audit import sealer
from audit.backup import UNDONE, back_up
from audit.house import EVENT
from audit.models import AuditEntry
from casework.models import Case
from shelters import actions
from shelters.models import HouseReference
from tests.casework.shredding import shredded
from tests.shelters.world import ADDRESS, NAME
from vault.backups import archive, databases
from vault.backups.folders import MARK
from vault.errors import RootsRefused
from vault.files import sealed_files

PROJECT = settings.BASE_DIR
DATABASES = ["default", "shelters"]
FILM = b"rekaman " * 40_000
pytestmark = pytest.mark.django_db(databases=DATABASES, transaction=True)


def manage(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)


def bring_keys(environment: dict[str, str]) -> None:
    """The keyring's newest store and the roots come to the other machine."""
    shutil.copytree(settings.VAULT_KEYS_DIR, Path(environment["LINDUNG_HOME"]) / "keys")


@pytest.fixture
def elsewhere(tmp_path):
    """The environment of another machine, with nothing on it yet."""
    home = tmp_path / "elsewhere"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "settings.production",
        "LINDUNG_HOME": str(home),
        "SECRET_KEY": "only-for-tests-" * 5,
        "DATABASE_URL": f"sqlite:///{home}/main.sqlite3",
        "SHELTERS_DATABASE_URL": f"sqlite:///{home}/houses.sqlite3",
    }
    if not settings.ON_POSTGRESQL:
        yield environment
        return
    own = os.getpid()  # two processes of the suite share the server
    made = {f"restored_{own}": "DATABASE", f"restored_houses_{own}": "SHELTERS_DATABASE"}
    for name, variable in made.items():
        as_owner(f"CREATE DATABASE {name}")
        for url in (f"{variable}_URL", f"{variable}_OWNER_URL"):
            environment[url] = f"{os.environ[url].rpartition('/')[0]}/{name}"
    yield environment
    for name in made:
        as_owner(f"DROP DATABASE {name} WITH (FORCE)")


def as_owner(statement: str) -> None:
    import psycopg

    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as server:
        server.execute(statement)


SHOWN = """
from django.utils import timezone
from access.models import OpenSession, Staff
from casework.models import CasePerson
from vault.files import sealed_files
from vault.unseal import open_field
from shelters.location import Location
from shelters.models import HouseReference, Stay
from audit.models import AuditEntry
person = CasePerson.every.get(part="victim")
print(open_field(person, "name"))
print(open_field(Location._base_manager.get(pk=Stay.every.get().place.room.house_id), "whereabouts")["address"])
print(len(b"".join(sealed_files.read(person.case_id, "film"))))
print(OpenSession.objects.count(), Staff.objects.count(), HouseReference.every.count())
"""


def test_everything_comes_back_on_another_machine_and_nobody_is_signed_in(world, films, tmp_path, elsewhere):
    stay = world.stay()
    sealed_files.write(stay.case_id, "film", io.BytesIO(FILM))
    OpenSession.objects.create(session_key="k", session_data="", expire_date=timezone.now(), began=timezone.now())
    counted = len(vars(world.people)), HouseReference.every.count()
    made = back_up(tmp_path / "backup")
    assert [path.name for path in made] == ["default.tar", "shelters.tar"]
    bring_keys(elsewhere)
    restored = manage(elsewhere, "restore", str(tmp_path / "backup"))
    assert (restored.returncode, restored.stderr) == (0, "")
    assert restored.stdout.splitlines()[1:] == ["the log goes on where it ended"]
    shown = manage(elsewhere, "shell", "-v", "0", "-c", SHOWN)
    assert shown.stdout.splitlines() == [NAME, ADDRESS, str(len(FILM)), f"0 {counted[0]} {counted[1]}"], shown.stderr
    checked = manage(elsewhere, "verify_audit_log")
    assert (checked.returncode, checked.stderr) == (0, "")
    again = manage(elsewhere, "restore", str(tmp_path / "backup"))
    assert (again.returncode, "holds something already" in again.stderr) == (1, True)


def test_what_the_log_lost_is_told_and_stands_before_the_auditor(world, films, tmp_path, elsewhere):
    back_up(tmp_path / "backup")
    size = sealer.kept().size
    world.request()
    sealer.run_until_done(timezone.now())
    lost = sealer.kept()
    bring_keys(elsewhere)
    restored = manage(elsewhere, "restore", str(tmp_path / "backup"))
    told = f"the log lost its entries {size} to {lost.size - 1}, made after the backup: tell the auditors"
    assert restored.stdout.splitlines()[1:] == [told, UNDONE], restored.stderr
    checked = manage(elsewhere, "verify_audit_log")
    assert (checked.returncode, checked.stderr) == (0, "")
    asked = (
        "from audit.models import AuditEntry; from audit import findings; from django.utils import timezone; "
        "print(AuditEntry.objects.get(action='backup.restore').digests); "
        "print([finding.key.split(':')[0] for finding in findings.standing(timezone.now())])"
    )
    digests, keys = manage(elsewhere, "shell", "-v", "0", "-c", asked).stdout.splitlines()
    assert digests == str({f"lost:{size}-{lost.size - 1}": lost.root.hex()})
    assert "restored" in keys


def test_a_copy_of_the_keyring_that_is_older_than_the_backup_is_told(world, films, tmp_path, elsewhere):
    world.stay()
    bring_keys(elsewhere)
    world.case()
    back_up(tmp_path / "backup")
    shutil.copytree(
        Path(settings.VAULT_KEYS_DIR) / "kept", Path(elsewhere["LINDUNG_HOME"]) / "keys" / "kept", dirs_exist_ok=True
    )
    restored = manage(elsewhere, "restore", str(tmp_path / "backup"))
    told = "1 files have no key: the keyring's copy is older than the backup, find a newer one"
    assert restored.stdout.splitlines()[1:] == ["the log goes on where it ended", told], restored.stderr


def test_a_backup_opens_nothing_by_itself(world, films, tmp_path, elsewhere):
    sealed_files.write(world.stay().case_id, "film", io.BytesIO(FILM))
    back_up(tmp_path / "backup")
    held = b"".join(path.read_bytes() for path in sorted((tmp_path / "backup").glob("*.tar")))
    for word in (NAME, ADDRESS, "Pagar hijau", "rekaman"):
        assert word.encode() not in held
    names = set()
    for path in (tmp_path / "backup").glob("*.tar"):
        with tarfile.open(path) as tar:
            names |= {name.split("/")[0] for name in tar.getnames()}
    assert names == {"database", "files", archive.MANIFEST}
    bring_keys(elsewhere)
    shutil.rmtree(Path(elsewhere["LINDUNG_HOME"]) / "keys" / "roots")
    refused = manage(elsewhere, "restore", str(tmp_path / "backup"))
    assert (refused.returncode, "root" in refused.stderr) == (1, True)


def test_a_case_whose_key_was_shredded_stays_shut_in_an_old_backup(world, films, tmp_path, elsewhere):
    stay, other = world.stay(), world.case()
    sealed_files.write(stay.case_id, "film", io.BytesIO(FILM))
    back_up(tmp_path / "backup")
    actions.leave(stay, destination="family", things_returned=True, by=world.people.petugas1)
    case = shredded(world.people, Case.every.get(pk=stay.case_id))
    bring_keys(elsewhere)
    restored = manage(elsewhere, "restore", str(tmp_path / "backup"))
    assert (restored.returncode, restored.stderr) == (0, "")
    asked = (
        "from casework.models import CasePerson; from vault.unseal import open_field\n"
        "for person in CasePerson.every.filter(part='victim').select_related('case'):\n"
        "    try: print(person.case_id, open_field(person, 'name'))\n"
        "    except Exception as error: print(person.case_id, type(error).__name__)\n"
    )
    shown = manage(elsewhere, "shell", "-v", "0", "-c", asked).stdout.splitlines()
    assert sorted(shown) == sorted([f"{stay.case_id} KeyShredded", f"{other.pk} {NAME}"])
    hidden = manage(elsewhere, "shred_case", "--by", "admin")
    assert hidden.stdout.splitlines() == [f"{case.reference}: its key was gone already; hidden again"], hidden.stderr
    checked = manage(elsewhere, "verify_audit_log")
    assert (checked.returncode, checked.stderr) == (0, "")
    folder = Path(elsewhere["LINDUNG_HOME"]) / "files" / stay.case_id.hex[:2] / stay.case_id.hex
    assert not folder.exists()


def test_the_folder_is_marked_before_anything_lies_in_it_and_must_be_empty(world, films, tmp_path):
    back_up(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([MARK, "default.tar", "shelters.tar"])
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}
    before = [path.read_bytes() for path in sorted(tmp_path.glob("*.tar"))]
    with pytest.raises(CommandError, match="not empty"):
        call_command("backup", str(tmp_path))
    assert [path.read_bytes() for path in sorted(tmp_path.glob("*.tar"))] == before


def test_a_folder_around_the_keys_is_refused(world, films):
    keys = Path(settings.VAULT_KEYS_DIR)
    empty = keys / "roots" / "backup"
    with pytest.raises(RootsRefused, match="backup"):
        try:
            (keys / MARK).touch()
            back_up(empty)
        finally:
            (keys / MARK).unlink()
            shutil.rmtree(empty, ignore_errors=True)


def test_what_fails_half_way_leaves_no_archive(world, films, tmp_path, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive.Archive, "add_tree", full)
    with pytest.raises(OSError, match="No space"):
        back_up(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [MARK]


def rows(path: Path, table: str, *columns: str) -> set[tuple[str, ...]]:
    """Columns of a table in a database's copy; identifiers as hexadecimal."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(path)) as copy:
            found = copy.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall()
            return {tuple(str(value).replace("-", "") for value in row) for row in found}
    said = subprocess.run(
        ["pg_restore", "--data-only", f"--table={table}", "--file=-", str(path)],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    head, _, lines = said[said.index("\nCOPY ") :].partition("FROM stdin;\n")
    places = [head[head.index("(") + 1 : head.index(")")].split(", ").index(column) for column in columns]
    values = [line.split("\t") for line in lines[: lines.index("\n\\.")].splitlines()]
    return {tuple(row[place].replace("-", "") for place in places) for row in values}


@contextmanager
def slowly(database) -> Iterator[object]:
    """A snapshot with time after it for whoever isn't held."""
    with TAKEN[type(database)](database) as moment:
        time.sleep(0.2)
        yield moment


TAKEN = {kind: kind.snapshot for kind in databases.KINDS.values()}


def test_two_copies_fit_together_while_people_work(world, tmp_path, monkeypatch):
    for kind in TAKEN:
        monkeypatch.setattr(kind, "snapshot", slowly)
    stop, failed, done = threading.Event(), [], []

    def work() -> None:
        try:
            while not stop.is_set():
                hold = world.hold()
                actions.release_hold(hold, by=world.people.penempatan)
                done.append(hold.pk)
        except BaseException as error:
            failed.append(error)
        finally:
            connections.close_all()

    worker = threading.Thread(target=work)
    worker.start()
    try:
        for turn in range(8):
            copies = {alias: tmp_path / f"{turn}.{alias}" for alias in DATABASES}
            databases.copied(copies)
            told = rows(copies["default"], "audit_auditentry", "object_id", "decision")
            happened = {pk for (pk,) in rows(copies["shelters"], HouseReference._meta.db_table, "id")}
            events = {pk.hex for pk in HouseReference.every.values_list("pk", flat=True)}
            intended, settled = ({pk for pk, said in told if said == which} for which in ("intended", "done"))
            assert happened <= intended
            assert settled & events <= happened
    finally:
        stop.set()
        worker.join()
    assert (failed, len(done) > 0) == ([], True)
    assert AuditEntry.objects.filter(action=EVENT).count() > len(done)
