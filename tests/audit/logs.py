"""Makes logs, and does to them what only an owner of the database can: SQL with the triggers away."""

from __future__ import annotations

import io
import zipfile
from contextlib import contextmanager

from django.db import connection
from django.test import TestCase
from django.utils import timezone

from audit import append_only, notes, sealer
from audit.action import action
from audit.examine import examine
from audit.export import export
from audit.models import AuditEntry
from audit.objects import Thing
from audit.recording import record
from vault import keyring

WHY = "kuasa hukum meminta salinan"


def text(response) -> str:
    """A page's text, once it is a page."""
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def write(count: int, by=None) -> list[AuditEntry]:
    """COUNT entries, not sealed yet."""
    return [record(by, "test.entry", Thing("test", str(i))) for i in range(count)]


def sealed(count: int, by=None) -> int:
    """COUNT entries, all sealed."""
    write(count, by)
    return sealer.run_until_done(timezone.now())


def sealed_and_kept(count: int) -> None:
    """COUNT entries sealed as where transactions commit: what was signed is kept beside the keys."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        sealed(count)


def cut(size: int) -> None:
    """Every entry and checkpoint from SIZE on is taken away, as if they had never been."""
    with owner() as cursor:
        cursor.execute("DELETE FROM audit_auditentry WHERE number >= %s", [size])
        cursor.execute("DELETE FROM audit_checkpoint WHERE size > %s", [size])


@contextmanager
def owner():
    """A cursor of the tables' owner, with the log's triggers away."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET ROLE NONE")
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no table is altered that a check still waits for
        append_only.remove(connection)
        yield cursor
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        append_only.install(connection)
        if connection.vendor == "postgresql":
            from django.conf import settings

            cursor.execute(f"SET ROLE {settings.APP_ROLE}")


def exported(by=None) -> bytes:
    """The exported log."""
    target = io.BytesIO()
    export(target, by=by)
    return target.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    """The files of an exported log."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: dict[str, bytes]) -> bytes:
    """Files as a ZIP."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def problems(now=None) -> list[str]:
    """What the check names now, but for the agencies of these tests: nobody was there yet to make them."""
    found = examine(now or timezone.now()).problems
    return [one for one in found if not (one.startswith("row access.agency:") and one.endswith("has no entry"))]


def entry(number: int) -> AuditEntry:
    """The sealed entry of that number."""
    return AuditEntry.objects.get(number=number)


@action("staff.rename")
def rename(person, *, phone, by):
    person.phone = phone
    person.save()


def vkey() -> str:
    """The log's verifier key."""
    return notes.verifier_key(sealer.origin(), keyring.signing_key())


def put_in(about=None, *, digests: str = "{}", **fields: object) -> AuditEntry:
    """A row as whoever has the application's rights in the database puts one in; ABOUT a file, or of these FIELDS."""
    row = AuditEntry(**{"action": "case.read", "decision": "allowed", "stamp": b"s" * 16, **fields})
    if about is not None:
        row.object_kind, row.object_id, row.case_id = "case", str(about.pk), about.pk
    columns = {field.column: field.get_db_prep_save(getattr(row, field.attname), connection) for field in _columns()}
    columns["digests"] = digests
    quoted, marks = ", ".join(columns), ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO audit_auditentry ({quoted}) VALUES ({marks})", list(columns.values()))
    return row


def _columns():
    return AuditEntry._meta.concrete_fields
