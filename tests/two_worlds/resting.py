"""What a thief, an operator, an auditor, a mailbox or the houses' administrator holds: both databases and their
backups, documents, mail, the exported log."""

from __future__ import annotations

import gc
import io
import shutil
import subprocess
from collections.abc import Iterator

import psycopg
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.db import connections

from tests.two_worlds.observing import Seen

OPEN_DATABASES = {f"{alias}.test.sqlite3" for alias in connections}  # compared by what is in them
KEPT_BY = {"default": "thief", "shelters": "administrator"}  # who may come by an archive of a backup


def at_rest(whole_log: bool = True) -> Iterator[Seen]:
    """Everything that lies somewhere: databases, mailboxes, and all that was left in the installation's folder.

    Raises if the check of the log finds anything, unless WHOLE_LOG is False: a planted leak may write as it likes.
    """
    gc.collect()  # a font's temporary folder goes with its object, whenever that is
    check = io.StringIO()
    try:
        call_command("verify_audit_log", stdout=check, stderr=check)
    except SystemExit as found:
        if whole_log:
            raise AssertionError(check.getvalue()[:2000]) from found
    yield Seen("operator", "check of the log", check.getvalue().encode())
    export, said = settings.HOME / "export.zip", io.StringIO()
    call_command("export_audit_log", str(export), stdout=said)
    yield Seen("operator", "command export_audit_log", said.getvalue().encode())
    yield Seen("holder of the export", "exported log", export.read_bytes())
    export.unlink()
    for number, message in enumerate(mail.outbox):
        yield Seen("mailbox", f"mail {number}", message.message().as_bytes())
        yield Seen("operator", f"recipients of mail {number}", str(message.recipients()).encode())
    yield Seen("thief", "default database", whole(connections["default"]))
    yield from _houses_tables(connections["shelters"])
    yield Seen("administrator", "dump of the houses", whole(connections["shelters"]))
    paths = sorted(settings.HOME.rglob("*"))
    yield Seen("thief", "names of files", "\n".join(str(path.relative_to(settings.HOME)) for path in paths).encode())
    for path in paths:
        if path.is_file() and path.name.removesuffix("-wal").removesuffix("-shm") not in OPEN_DATABASES:
            yield Seen("thief", f"file {path.relative_to(settings.HOME)}", path.read_bytes())
    if connections["default"].vendor == "sqlite":  # pg_dump writes its own clock into a backup; `whole` compares a dump
        yield from _backup()


def _backup() -> Iterator[Seen]:
    """Both archives, and what the command says of them."""
    folder, said = settings.HOME / "backup", io.StringIO()
    connections.close_all()
    call_command("backup", str(folder), stdout=said)
    yield Seen("operator", "command backup", said.getvalue().encode())
    for alias, who in KEPT_BY.items():
        yield Seen(who, f"file backup of {alias}", (folder / f"{alias}.tar").read_bytes())
    shutil.rmtree(folder)


def _houses_tables(connection) -> Iterator[Seen]:
    """The houses' own database, table by table, as its administrator reads it: a reader of N2 and N3, never of N1."""
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = sorted(
                str([bytes(cell).hex() if isinstance(cell, (bytes, memoryview)) else cell for cell in row])
                for row in cursor.fetchall()
            )
            yield Seen("administrator", f"table {table}", "\n".join(rows).encode())


def whole(connection) -> bytes:
    """SQLite's file after a checkpoint, or what pg_dump gives."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        return open(connection.settings_dict["NAME"], "rb").read()
    place = connection.settings_dict
    command = [shutil.which("pg_dump") or "pg_dump", "--restrict-key=lindung", "--no-owner", "--host", place["HOST"]]
    command += ["--port", str(place["PORT"]), "--username", place["USER"], place["NAME"]]
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as beside:
        before = _in_use(beside)
        dump = subprocess.run(command, check=True, capture_output=True).stdout
        while _in_use(beside) - before:  # what was read by is let go when the server gets round to it, and until then
            pass  # no page is cleaned of old rows: where the next ones lie would be a matter of time
    return dump


def _in_use(connection) -> set[tuple[int]]:
    """By whom this database is."""
    return set(connection.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()").fetchall())


def delivered() -> Iterator[Seen]:
    """Every issued document as whoever gets it holds it: its bytes, its text and its metadata."""
    from disclosure.files import document_files
    from disclosure.models import Document

    for document in Document.every.filter(state__in=("issued", "handed")).order_by("number"):
        data = b"".join(document_files.read(document.case_id, document.file_name))
        yield Seen("recipient", f"document {document.kind} {document.number}", data)
        for tool in (["pdftotext", "-layout", "-", "-"], ["pdfinfo", "-"]):
            out = subprocess.run(tool, input=data, check=True, capture_output=True).stdout
            yield Seen("recipient", f"{tool[0]} of {document.kind} {document.number}", out)
