"""What stands in the log itself: acts outside any action, what failed, what is to be looked at by somebody else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access import robots
from access.addresses import address
from audit import house, queries, words
from audit.findings import Finding, files_of
from audit.models import AuditEntry, Checkpoint, Decision, Reason
from audit.stamp import ours

MONTH = timedelta(days=30)
SEALED_WITHIN = timedelta(seconds=10)
LOOKED_THROUGH = 2000  # the newest entries of one act, or of one outcome: many more than stand on the page at once


def entry_url(entry_id: UUID) -> str:
    """The page of one entry."""
    return address("audit:entry", entry_id)


def outside(now: datetime) -> Iterable[Finding]:
    """Writes that passed no action."""
    rows = AuditEntry.objects.come_to(Decision.OUTSIDE).order_by("-time", "-id")[:LOOKED_THROUGH]
    for entry in rows:
        sentence = _("%(kind)s diubah tanpa tindakan: tidak tercatat siapa yang mengubahnya.")
        yield Finding(
            f"outside:{entry.pk}",
            sentence % {"kind": words.kind(entry.object_kind)},
            entry.time,
            100,
            entry_url(entry.pk),
            files_of(entry.case_id),
        )


def unsettled(now: datetime) -> Iterable[Finding]:
    """House events that nobody settled for over a minute."""
    for entry in house.open_intents(now, now - MONTH):
        yield Finding(
            f"unsettled:{entry.object_id}",
            _("Peristiwa rumah diniatkan, tetapi lebih dari satu menit kemudian belum selesai atau gagal."),
            entry.time,
            90,
            entry_url(entry.pk),
            of_houses=True,
        )


def failed(now: datetime) -> Iterable[Finding]:
    """Values that did not open, events that failed, checks of the whole log that found something. How the canary fares
    is told by a rule of its own."""
    rows = AuditEntry.objects.come_to(Decision.FAILED).filter(time__gte=now - MONTH).exclude(purpose=robots.PURPOSE)
    for entry in rows.order_by("-time", "-id")[:LOOKED_THROUGH]:
        if entry.action == house.EVENT:
            sentence = _("Peristiwa rumah gagal dan dibatalkan.")
        elif entry.action == queries.VERIFY:
            sentence = _("Pemeriksaan penuh jejak audit menemukan perbedaan.")
        else:
            sentence = _("%(kind)s: satu nilai tersegel tidak dapat dibuka.") % {"kind": words.kind(entry.object_kind)}
        weight = 100 if entry.action == queries.VERIFY else 80
        url, files, of_houses = entry_url(entry.pk), files_of(entry.case_id), entry.action == house.EVENT
        yield Finding(f"failed:{entry.pk}", sentence, entry.time, weight, url, files, of_houses=of_houses)


def typed_reasons(now: datetime) -> Iterable[Finding]:
    """Reads that nothing explained but what the reader typed."""
    explained = Reason.objects.values_list("entry", flat=True)
    rows = AuditEntry.objects.filter(pk__in=explained, time__gte=now - MONTH).order_by("-time", "-id")
    for entry in rows[:LOOKED_THROUGH]:
        yield Finding(
            f"reason:{entry.pk}",
            _("%(kind)s dibuka di luar penugasan, dengan alasan yang diketik.")
            % {"kind": words.kind(entry.object_kind)},
            entry.time,
            40,
            entry_url(entry.pk),
            files_of(entry.case_id),
        )


EXPORT = "log.export"
TO_REVIEW = {
    "backup.restore": ("restored", 95, gettext_lazy(
        "Cadangan dipulihkan: yang tercatat sesudah cadangan itu dibuat tidak ada lagi.")),
    "account.passkey_foreign": ("foreign-key", 90, gettext_lazy(
        "Kunci sandi yang tidak dibuat di sini ditemukan pada sebuah akun dan dibuang: basis data ditulisi.")),
    "break_glass.open": ("break-glass", 92, gettext_lazy(
        "Akses darurat: sebuah berkas dibuka setengah jam bagi orang di luar penugasan.")),
    "break_glass.decline": ("declined", 50, gettext_lazy(
        "Permintaan akses darurat ditolak: mungkin seseorang dalam bahaya tidak tertolong.")),
    "account.second_factor_reset": ("factor-reset", 64, gettext_lazy(
        "Faktor kedua sebuah akun dicabut. Pastikan bahwa pemiliknya sendiri yang kehilangan dan memasang yang baru.")),
    "account.shift_code": ("shift-code", 65, gettext_lazy("Kode satu giliran diberikan kepada seorang rekan.")),
    "account.recovery_used": ("recovery-code", 45, gettext_lazy("Seorang rekan masuk dengan kode pemulihan.")),
    "shredding.confirm": ("shredded", 60, gettext_lazy("Pemusnahan sebuah berkas disahkan oleh orang kedua.")),
    "wall_lift.confirm": ("wall-lifted", 58, gettext_lazy(
        "Konflik kepentingan pada sebuah berkas dicabut oleh dua orang.")),
    "staff.read": ("call-back", 55, gettext_lazy("Nomor telepon seorang rekan dibuka untuk menelepon balik.")),
    EXPORT: ("log-exported", 54, gettext_lazy("Seluruh jejak audit diekspor.")),
    "statistics.export": ("figures-exported", 34, gettext_lazy("Tabel statistik diekspor.")),
    "statistics.print": ("figures-printed", 33, gettext_lazy(
        "Statistik disiapkan untuk dicetak: siapa penerimanya tidak tercatat.")),
}  # fmt: skip
"""Acts that are right when they are needed, each to be looked at by somebody else: key, weight, sentence."""
PROVED = "entry-proved", 46, gettext_lazy("Bukti bahwa satu entri ada di jejak audit dikeluarkan.")
"""The same of an export that names an entry: of no more than that one."""


def acts_to_review(now: datetime) -> Iterable[Finding]:
    """A backup was put back; somebody got a code in place of a lost second factor.

    Each act is cut by itself, or one that anybody can do as often as they like would hide the others.
    """
    rows = AuditEntry.objects.of_acts(*TO_REVIEW).filter(time__gte=now - MONTH)
    nth = Window(RowNumber(), partition_by="action", order_by=("-time", "-id"))
    shown = ("action", "object_id", "time", "case_id")
    for entry in rows.annotate(nth=nth).filter(nth__lte=LOOKED_THROUGH).only(*shown):
        key, weight, sentence = PROVED if entry.action == EXPORT and entry.object_id else TO_REVIEW[entry.action]
        url, files = entry_url(entry.pk), files_of(entry.case_id)
        yield Finding(f"{key}:{entry.pk}", str(sentence), entry.time, weight, url, files)


def _waits(entries: QuerySet[AuditEntry]) -> AuditEntry | None:
    """One of these that the application wrote, mostly the oldest. What was put in by SQL waits for ever; where it is
    so much that none but it is the oldest, the newest are looked at."""
    for order in (("time", "id"), ("-time", "-id")):
        some = list(entries.order_by(*order)[:LOOKED_THROUGH])
        written = next((entry for entry in some if ours(entry)), None)
        if written is not None or len(some) < LOOKED_THROUGH:
            return written
    return None


def late_sealing(now: datetime) -> Iterable[Finding]:
    """Entries wait for their seal: the sealer is away."""
    oldest = _waits(AuditEntry.objects.filter(number=None, time__lt=now - SEALED_WITHIN))
    if oldest is not None:
        newest = Checkpoint.objects.order_by("-size").values_list("size", flat=True).first() or 0
        yield Finding(
            f"late:{newest}",
            _("Entri menunggu segel lebih lama dari seharusnya: penyegel mungkin tidak berjalan."),
            oldest.time,
            95,
            address("audit:check"),
        )
