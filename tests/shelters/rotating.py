"""An installation with something under every kind of data key, and what can be asked of it before and after."""

from __future__ import annotations

import io
import os
import signal
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.utils import timezone
from PIL import Image

from access import policy
from access.permissions import Permission
from audit import house
from audit.action import action
from audit.examine import examine
from audit.models import AuditEntry
from audit.reveal import reveal
from audit.rows import BEFORE
from casework.actions.drafts import open_draft
from casework.actions.evidence import add_evidence
from casework.models import Case, CasePerson, Evidence
from disclosure.files import document_files
from disclosure.models import Document
from referrals.actions import add_step, take_item
from referrals.models import VisumPhoto
from shelters.models import HouseReference
from shelters.reveal_location import keep_landmarks, open_location, seen_by
from tests.referrals import world as referring
from vault import keyring, reseal, rotation, wraps
from vault.cipher import key_id_of
from vault.entropy import new_id
from vault.fields import sealed_fields
from vault.files import sealed_files
from vault.models import SealedModel
from vault.unseal import open_fields

FINAL = {"audit.reason", "referrals.custodyevent"}  # rows that are written once stay under the key that sealed them
PDF = b"%PDF laporan " * 9_000
WHY = "rekan yang bertugas sakit"


def picture() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "teal").save(out, "JPEG")
    return SimpleUploadedFile("foto.jpg", out.getvalue(), content_type="image/jpeg")


@action("test.issue")
def issued(case: Case, *, by) -> Document:
    """A document with its file, without the long way there."""
    record = document_files.write(case.pk, new_id().hex, io.BytesIO(PDF))
    document = Document(
        kind="test", about_kind="case", about_id=case.pk, case_id=case.pk, state="issued", agency=by.agency,
        requested_by=by, requested_at=timezone.now(), typed={"analysis": "Mampu."}, file_name=record.name,
        file_size=record.size, sha256=record.sha256, sealed_sha256=record.sealed_sha256,
    )  # fmt: skip
    document.save(force_insert=True)
    return document


def fill(world) -> Case:
    """A resident's file with evidence, a visum with photo and chain, a document, a draft, typed reasons, landmarks."""
    people, case = world.people, world.case()
    world.stay(case)
    add_evidence(case, kind="photo", title="Memar di lengan", file=picture(), by=people.manajer)
    visum = referring.examined(referring.send(case, people.dokter, people), people)
    item = take_item(
        visum, kind="photo", specimen="image", at=timezone.now(), file=picture(), by=people.dokter, description="pipi"
    )
    add_step(item, act="handed_over", at=timezone.now(), receiver="Penyidik", by=people.dokter)
    issued(case, by=people.manajer)
    open_draft(new_id(), typed={"what": "Ada yang mencoba masuk."}, by=people.operator112)
    location = seen_by(people.kustodian, world.a.pk)
    keep_landmarks(location, landmarks=["menara air"], by=people.kustodian)
    with open_location(location, by=people.kustodian, reason=WHY):
        pass
    seen = policy.get(people.manajer, Permission.CASE_READ, case.pk)
    with reveal(people.manajer, "test", seen, [], WHY):
        pass
    return case


def person(case: Case) -> CasePerson:
    return CasePerson.every.filter(case=case).order_by("pk")[0]


def models() -> list[type[SealedModel]]:
    return [model for model in apps.get_models() if issubclass(model, SealedModel) and sealed_fields(model)]


def rows() -> Iterator[SealedModel]:
    for model in models():
        yield from model._base_manager.order_by("pk")


def values() -> dict[tuple[str, UUID], tuple]:
    """Every sealed value there is, and every file, by its row."""
    found: dict = {}
    with keyring.held():
        for row in rows():
            found[row._meta.label_lower, row.pk] = row.revision, open_fields(row, sealed_fields(type(row)))
        for store, owner, name in files():
            found[name, owner] = (b"".join(store.read(owner, name)),)
    return found


def files() -> list[tuple]:
    photos = [(p.case_id, name) for p in VisumPhoto.every.select_related("item") for name in (p.original, p.copy)]
    pieces = [(e.case_id, name) for e in Evidence.every.all() for name in (e.original, e.copy)]
    papers = [(document_files, d.case_id, d.file_name) for d in Document.every.all()]
    return [(sealed_files, owner, name) for owner, name in photos + pieces] + papers


def left_under_earlier_keys() -> Counter[str]:
    """How many values, by model, and how many files are not under their owner's newest key."""
    found: Counter[str] = Counter()
    for row in rows():
        for field in sealed_fields(type(row)).values():
            sealed = getattr(row, field.attname)
            newest = keyring.ids(row.sealed_purpose, field.owner_of(row))[-1]
            if sealed is not None and key_id_of(sealed._envelope) != newest:
                found[row._meta.label_lower] += 1
    for store, owner, name in files():
        found["files"] += store.is_waiting(owner, name)
    return +found


def keys() -> dict[tuple[str, UUID], list[bytes]]:
    """The ids of all data keys, by purpose and owner."""
    return {
        (str(purpose), owner): ids
        for purpose in rotation.PURPOSES
        for owner, ids in rotation.keys_by_owner(purpose, wraps.owners(purpose)).items()
    }


def sealed_anew() -> Counter[str]:
    """How often each row was sealed anew, as the entries say it and the houses' own record."""
    told = [
        *AuditEntry.objects.values_list("digests", flat=True),
        *HouseReference.every.values_list("digests", flat=True),
    ]
    return Counter(name.removeprefix(BEFORE) for digests in told for name in digests if name.startswith(BEFORE))


def problems() -> list[str]:
    """What the check of the log finds, once what a dead process left open is settled."""
    house.run_once(timezone.now() + timedelta(seconds=61))
    return examine(timezone.now() + timedelta(seconds=61)).problems


def a_day_later() -> None:
    """All wraps were changed a day and an hour ago."""
    then = timezone.now().timestamp() - timedelta(hours=25).total_seconds()
    for purpose in rotation.PURPOSES:
        for owner in wraps.owners(purpose):
            os.utime(wraps.path_of(purpose, owner), (then, then))


def owners_of_finals() -> set[UUID]:
    """The owners of rows that are written once: something goes on standing under their earlier key."""
    finals = [model for model in models() if model._meta.label_lower in FINAL]
    everybody = {owner for _, owner in keys()}
    return {owner for model in finals for _row, owner, ids in reseal.key_ids(model, everybody) if ids}


def in_a_process(work: Callable[[], object], dying_at: int = 0) -> tuple[bool, int]:
    """Runs WORK in a process of its own, killed right before its step DYING_AT; (was it killed, steps it took).

    A step is a statement of either database, or a change of the disk's names or contents.
    """
    connections.close_all()
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        taken = 0

        def step() -> None:
            nonlocal taken
            taken += 1
            if taken == dying_at:
                os.kill(os.getpid(), signal.SIGKILL)

        def stated(execute, *rest):
            step()
            return execute(*rest)

        def stepping(function: Callable) -> Callable:
            def stepped(*args, **kwargs):
                step()
                return function(*args, **kwargs)

            return stepped

        try:
            for name in ("replace", "link", "unlink", "fsync", "write"):
                setattr(os, name, stepping(getattr(os, name)))
            for connection in connections.all():
                connection.execute_wrappers.append(stated)
            work()
            dying_at = -1
            os.write(writing, str(taken).encode())
            os._exit(0)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        told = pipe.read()
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert ended in (0, -signal.SIGKILL)
    return ended != 0, int(told or 0)
