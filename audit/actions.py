"""What an auditor does: sign a finding off, check the log, look into it."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.errors import Refused
from access.models import Staff
from audit import findings
from audit.action import action
from audit.admission import SHORTEST_REASON
from audit.examine import Report, examine
from audit.models import Decision, Review, ReviewNote
from audit.models.reasons import REASONS_KEY
from audit.objects import Thing
from audit.queries import CHECK, REVIEW, VERIFY, kept_from
from audit.recording import record
from audit.rules import window
from vault import keyring
from vault.purpose import Purpose

LOG = "log"


@action(REVIEW)
def review(key: str, *, note: str = "", by: Staff) -> Review:
    """Sign a finding off: it was looked at; a NOTE is kept sealed, and whom that is kept from. Raises Refused when it
    no longer stands, its file is kept from BY, it is about BY's own act, or it is heavy and nothing was noted."""
    finding = _found(key, by)
    if finding is None:
        window.look_anew()
        finding = _found(key, by)
    if finding is None:
        raise Refused(_("Temuan ini sudah ditinjau atau sudah tidak ada. Tidak ada yang berubah."))
    if findings.judges(finding, by):
        raise Refused(_("Temuan ini tentang perbuatan Anda sendiri. Tidak ada yang berubah. Minta auditor lain."))
    if finding.is_heavy and len(note.strip()) < SHORTEST_REASON:
        raise Refused(
            _("Temuan ini berat: ia ditinjau dengan catatan, paling sedikit 10 huruf. Ia belum ditinjau, tulisan Anda "
              "tetap ada. Tulis apa yang Anda periksa dan hasilnya."), "catatan",
        )  # fmt: skip
    try:
        with transaction.atomic():
            signed = Review.objects.create(id=Review.id_of(key), key=key, by=by.pk)
            keyring.mint(Purpose.AUDIT, REASONS_KEY)
            ReviewNote(id=ReviewNote.beside(signed.pk), text=findings.beside(finding)).save(force_insert=True)
            if note:
                ReviewNote(id=signed.pk, text=note).save(force_insert=True)
            return signed
    except IntegrityError:
        raise Refused(_("Temuan ini baru saja ditinjau orang lain. Bila ia masih ada, basis data ditulisi: jalankan "
                        "pemeriksaan penuh.")) from None  # fmt: skip


def _found(key: str, by: Staff) -> findings.Finding | None:
    return findings.find(key, timezone.now(), reader=by, without=kept_from(by))


def look(by: Staff, what: str, identity: object = "") -> None:
    """One entry: the auditor looked at a part of the log. It has no `case`: a file's list holds what others did."""
    record(by, "log.read", Thing(LOG, str(identity)), purpose=what)


def search(by: Staff) -> None:
    """One entry: the auditor searched; what was typed is kept nowhere."""
    record(by, "log.search", Thing(LOG, ""))


def check(now: datetime, *, by: Staff) -> Report:
    """Check the whole log; one entry says that it was done and whether anything was found."""
    report = examine(now)
    checked(report, by=by)
    return report


def checked(report: Report, *, by: Staff | None) -> None:
    """The entry of a check; the command is nobody."""
    decision = Decision.FAILED if report.problems else Decision.DONE
    record(by, VERIFY, Thing(LOG, CHECK), decision=decision)
