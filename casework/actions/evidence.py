"""Evidence: what the file really is, its original sealed, a working copy without hidden data, and who held it."""

from __future__ import annotations

import io
from typing import IO
from uuid import UUID

import magic
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

from access.errors import Refused
from access.models import Staff
from audit.action import action
from casework import timeline
from casework.actions.handling import running
from casework.models import Case, Custody, CustodyLine, Evidence
from vault.entropy import code, new_id
from vault.errors import StoreAway
from vault.files import FileRecord, sealed_files

LARGEST = 25 * 1024 * 1024
PIXELS = 60_000_000
PICTURES = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
OTHERS = {
    "application/pdf",
    "audio/mpeg",
    "audio/ogg",
    "audio/x-wav",
    "audio/wav",
    "audio/x-m4a",
    "audio/mp4",
    "video/mp4",
}


def sniffed(content: IO[bytes]) -> str:
    """The media type that the bytes themselves show; what the sender claims is not asked."""
    content.seek(0)
    kind = magic.from_buffer(content.read(8192), mime=True)
    content.seek(0)
    return kind


def refuse_unfit(content: IO[bytes], size: int) -> str:
    """The media type of a file that may be kept; Refused, with a sentence, for one that may not."""
    if not size:
        raise Refused(_("Berkas ini kosong (0 bita). Isian lain tetap ada. Pilih berkas lain."), "file")
    if size > LARGEST:
        raise Refused(
            _("Berkas ini lebih besar dari 25 MB. Isian lain tetap ada. Pilih berkas yang lebih kecil."), "file"
        )
    kind = sniffed(content)
    if kind not in PICTURES and kind not in OTHERS:
        raise Refused(
            _("Jenis berkas ini tidak diterima. Isian lain tetap ada. Pilih JPEG, PNG, WebP, PDF, suara, atau MP4."),
            "file",
        )
    return kind


def working_copy(content: IO[bytes], kind: str) -> io.BytesIO:
    """The picture drawn anew: turned upright, without EXIF, place, thumbnail or anything after its end."""
    content.seek(0)
    try:
        with Image.open(content, formats=[PICTURES[kind]]) as picture:
            if picture.width * picture.height > PIXELS:
                raise Refused(
                    _("Gambar ini terlalu besar untuk dibuka. Isian lain tetap ada. Perkecil gambarnya."), "file"
                )
            upright = _upright(picture)
            copy = io.BytesIO()
            upright.save(copy, "JPEG", quality=88)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        raise Refused(
            _("Gambar ini rusak dan tidak dapat dibuka. Isian lain tetap ada. Pilih berkas lain."), "file"
        ) from None
    copy.seek(0)
    return copy


def _upright(picture: Image.Image) -> Image.Image:
    from PIL import ImageOps

    turned = ImageOps.exif_transpose(picture).convert("RGB")
    bare = Image.new("RGB", turned.size)
    bare.paste(turned)
    return bare


def seal_file(case_id: UUID, prefix: str, content: IO[bytes]) -> FileRecord:
    """Seals a file of a case under a random name. Refused, with a sentence, where its store doesn't answer."""
    try:
        return sealed_files.write(case_id, f"{prefix}-{code(16)}", content)
    except StoreAway:
        pass
    raise Refused(
        _(
            "Tempat penyimpanan berkas tidak menjawab. Tidak ada yang tersimpan; isian lain tetap ada. "
            "Pilih berkasnya lagi dan simpan beberapa menit lagi."
        ),
        "file",
    )


@action("evidence.add")
def add_evidence(case: Case, *, kind: str, title: str, file, by: Staff) -> Evidence:
    """Seals the original, makes a working copy of a picture, starts the chain of custody."""
    case = running(case)
    media_type = refuse_unfit(file, file.size)
    copy = working_copy(file, media_type) if media_type in PICTURES else None
    evidence = Evidence(id=new_id(), case=case, kind=kind, media_type=media_type, at=timezone.now(), by=by)
    file.seek(0)
    original = seal_file(case.pk, "bukti", file)
    evidence.original, evidence.size = original.name, original.size
    evidence.sha256, evidence.sealed_sha256 = original.sha256, original.sealed_sha256
    if copy is not None:
        shown = seal_file(case.pk, "salinan", copy)
        evidence.copy, evidence.copy_size = shown.name, shown.size
        evidence.copy_sha256, evidence.copy_sealed_sha256 = shown.sha256, shown.sealed_sha256
    evidence.title, evidence.file_name = title, (file.name or "")[:120]
    evidence.save(force_insert=True)
    for act in (Custody.RECEIVED, Custody.SEALED):
        _line(evidence, act, by=by)
    timeline.note(case, "evidence.added", by=by)
    return evidence


@action("evidence.custody")
def note_custody(evidence: Evidence, *, act: str, by: Staff) -> CustodyLine:
    """Adds a line: who has it now, or looked at it."""
    return _line(evidence, act, by=by)


def _line(evidence: Evidence, act: str, *, by: Staff) -> CustodyLine:
    line = CustodyLine(evidence=evidence, act=act, at=timezone.now(), by=by, sha256=evidence.sha256)
    line.save(force_insert=True)
    return line


def original_of(evidence: Evidence) -> FileRecord:
    """What reveal_file needs to open the original."""
    return FileRecord(evidence.original, evidence.size, evidence.sha256, evidence.sealed_sha256)


def copy_of(evidence: Evidence) -> FileRecord | None:
    """What reveal_file needs to open the working copy; None where there is none."""
    if not evidence.copy or evidence.copy_size is None:
        return None
    return FileRecord(evidence.copy, evidence.copy_size, evidence.copy_sha256, evidence.copy_sealed_sha256)
