"""Audit's own rules: what in the log itself an auditor should look at first."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from access import robots
from audit import findings, house, references, words
from audit.findings import Finding
from audit.models import AuditEntry, Checkpoint, Decision, Reason

MONTH = timedelta(days=30)
WEEK = timedelta(days=7)
HOUR = timedelta(hours=1)
SEALED_WITHIN = timedelta(seconds=10)
MANY_DENIALS = 5
BY_NOBODY = Q(actor="") | Q(purpose=robots.PURPOSE)  # the canary is denied by design
MOST = 200  # findings a rule brings at most: who has more has another problem


def _entry_url(entry_id: object) -> str:
    return reverse("audit:entry", args=[entry_id])


def outside(now: datetime) -> Iterable[Finding]:
    """Writes that passed no action."""
    rows = AuditEntry.objects.filter(decision=Decision.OUTSIDE).order_by("-time", "-id")[:MOST]
    for entry in rows:
        sentence = _("%(kind)s diubah tanpa tindakan: tidak tercatat siapa yang mengubahnya.")
        yield Finding(
            f"outside:{entry.pk}",
            sentence % {"kind": words.kind(entry.object_kind)},
            entry.time,
            100,
            _entry_url(entry.pk),
        )


def unsettled(now: datetime) -> Iterable[Finding]:
    """House events that nobody settled for over a minute."""
    for entry in house.open_intents(now)[:MOST]:
        yield Finding(
            f"unsettled:{entry.object_id}",
            _("Peristiwa rumah diniatkan, tetapi lebih dari satu menit kemudian belum selesai atau gagal."),
            entry.time,
            90,
            _entry_url(entry.pk),
        )


def failed(now: datetime) -> Iterable[Finding]:
    """Values that did not open, events that failed."""
    rows = AuditEntry.objects.filter(decision=Decision.FAILED, time__gte=now - MONTH).order_by("-time", "-id")[:MOST]
    for entry in rows:
        if entry.action == house.EVENT:
            sentence = _("Peristiwa rumah gagal dan dibatalkan.")
        else:
            sentence = _("%(kind)s: satu nilai tersegel tidak dapat dibuka.") % {"kind": words.kind(entry.object_kind)}
        yield Finding(f"failed:{entry.pk}", sentence, entry.time, 80, _entry_url(entry.pk))


def denied_then_read(now: datetime) -> Iterable[Finding]:
    """Somebody was denied an object and read the very same one within a week afterwards."""
    denied: dict[tuple[str, str], datetime] = {}
    rows = AuditEntry.objects.filter(decision=Decision.DENIED, time__gte=now - MONTH).exclude(BY_NOBODY)
    for actor, asked, time in rows.order_by("-time", "-id").values_list("actor", "object_id", "time")[:2000]:
        denied[actor, asked] = time
    if not denied:
        return
    since = min(denied.values())
    actors = {actor for actor, _asked in denied}
    reads = AuditEntry.objects.filter(actor__in=actors, decision=Decision.ALLOWED, time__gte=since)
    seen = 0
    for entry in reads.order_by("time", "id").only("pk", "actor", "object_id", "object_kind", "time")[:20_000]:
        asked = hashlib.sha256(entry.object_id.encode()).hexdigest()
        time = denied.get((entry.actor, asked))
        if time is not None and time < entry.time <= time + WEEK and seen < MOST:
            del denied[entry.actor, asked]
            seen += 1
            yield Finding(
                f"denied-read:{entry.pk}",
                _("%(kind)s dibaca oleh orang yang sebelumnya ditolak membukanya.")
                % {"kind": words.kind(entry.object_kind)},
                entry.time,
                70,
                _entry_url(entry.pk),
            )


def many_denials(now: datetime) -> Iterable[Finding]:
    """One person was denied often within an hour: somebody may be trying ids."""
    rows = AuditEntry.objects.filter(decision=Decision.DENIED, time__gte=now - WEEK).exclude(BY_NOBODY)
    hours: dict[tuple[str, str], list] = defaultdict(list)
    for entry in rows.order_by("-time", "-id").only("pk", "actor", "time")[:5000]:
        hours[entry.actor, f"{entry.time:%Y-%m-%dT%H}"].append(entry)
    for (actor, hour), entries in hours.items():
        if len(entries) >= MANY_DENIALS:
            yield _often_denied(f"{actor}:{hour}", len(entries), entries[0].time, _entry_url(entries[0].pk))


def many_denials_in_houses(now: datetime) -> Iterable[Finding]:
    """The same of those who act in houses, whose attempts name nobody in the log.

    A review keeps a finding's key in the main database: the reference of the hour's first attempt, not who it was.
    """
    port = references.registered()
    hours: dict[tuple[UUID, str], list[tuple[UUID, datetime]]] = defaultdict(list)
    since = (now - WEEK).replace(minute=0, second=0, microsecond=0)  # an hour counts whole, or its key would change
    for reference, staff_id, at in port.denied_since(since) if port else ():
        hours[staff_id, f"{at:%Y-%m-%dT%H}"].append((reference, at))
    for (staff_id, _hour), attempts in hours.items():
        if len(attempts) >= MANY_DENIALS:
            newest, first = attempts[0][1], attempts[-1][0]
            day = f"{reverse('audit:person', args=[staff_id])}?hari={timezone.localdate(newest)}"
            yield _often_denied(f"house:{first}", len(attempts), newest, day)


def _often_denied(key: str, count: int, newest: datetime, url: str) -> Finding:
    sentence = ngettext(
        "Satu orang ditolak %(count)d kali dalam satu jam.", "Satu orang ditolak %(count)d kali dalam satu jam.", count
    )
    return Finding(f"denials:{key}", sentence % {"count": count}, newest, 60, url)


def typed_reasons(now: datetime) -> Iterable[Finding]:
    """Reads that nothing explained but what the reader typed."""
    explained = Reason.objects.values_list("entry", flat=True)
    rows = AuditEntry.objects.filter(pk__in=explained, time__gte=now - MONTH).order_by("-time", "-id")[:MOST]
    for entry in rows:
        yield Finding(
            f"reason:{entry.pk}",
            _("%(kind)s dibuka di luar penugasan, dengan alasan yang diketik.")
            % {"kind": words.kind(entry.object_kind)},
            entry.time,
            40,
            _entry_url(entry.pk),
        )


TO_REVIEW = {
    "backup.restore": ("restored", 95, gettext_lazy(
        "Cadangan dipulihkan: yang tercatat sesudah cadangan itu dibuat tidak ada lagi.")),
    "account.passkey_foreign": ("foreign-key", 90, gettext_lazy(
        "Kunci sandi yang tidak dibuat di sini ditemukan pada sebuah akun dan dibuang: basis data ditulisi.")),
    "break_glass.open": ("break-glass", 92, gettext_lazy(
        "Akses darurat: sebuah berkas dibuka setengah jam bagi orang di luar penugasan.")),
    "break_glass.decline": ("declined", 50, gettext_lazy(
        "Permintaan akses darurat ditolak: mungkin seseorang dalam bahaya tidak tertolong.")),
    "account.shift_code": ("shift-code", 65, gettext_lazy("Kode satu giliran diberikan kepada seorang rekan.")),
    "account.recovery_used": ("recovery-code", 45, gettext_lazy("Seorang rekan masuk dengan kode pemulihan.")),
    "shredding.confirm": ("shredded", 60, gettext_lazy("Pemusnahan sebuah berkas disahkan oleh orang kedua.")),
    "wall_lift.confirm": ("wall-lifted", 58, gettext_lazy(
        "Konflik kepentingan pada sebuah berkas dicabut oleh dua orang.")),
    "staff.read": ("call-back", 55, gettext_lazy("Nomor telepon seorang rekan dibuka untuk menelepon balik.")),
}  # fmt: skip
"""Acts that are right when they are needed, each to be looked at by somebody else: key, weight, sentence."""


def acts_to_review(now: datetime) -> Iterable[Finding]:
    """A backup was put back; somebody got a code in place of a lost second factor."""
    for entry in AuditEntry.objects.filter(action__in=TO_REVIEW).order_by("-time", "-id")[:MOST]:
        key, weight, sentence = TO_REVIEW[entry.action]
        yield Finding(f"{key}:{entry.pk}", str(sentence), entry.time, weight, _entry_url(entry.pk))


def late_sealing(now: datetime) -> Iterable[Finding]:
    """Entries wait for their seal: the sealer is away."""
    oldest = AuditEntry.objects.filter(number=None, time__lt=now - SEALED_WITHIN).order_by("time", "id").first()
    if oldest is not None:
        newest = Checkpoint.objects.order_by("-size").values_list("size", flat=True).first() or 0
        yield Finding(
            f"late:{newest}",
            _("Entri menunggu segel lebih lama dari seharusnya: penyegel mungkin tidak berjalan."),
            oldest.time,
            95,
            reverse("audit:check"),
        )


OFTEN = (many_denials, many_denials_in_houses)
RULES = (outside, unsettled, acts_to_review, late_sealing, failed, denied_then_read, *OFTEN, typed_reasons)


def register() -> None:
    """Bring audit's own rules."""
    for rule in RULES:
        findings.register(rule.__name__, rule)
