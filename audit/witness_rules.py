"""What the witnesses outside make an auditor look at: one that refuses the log here, one that is away."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit import witnesses
from audit.findings import Finding

REFUSALS = {  # a witness's answer → a sentence
    witnesses.Answer.REFUSED: _(
        "Saksi luar %(name)s menolak titik segel: jejak di sini bukan kelanjutan dari yang pernah dilihatnya. "
        "Jangan mengubah apa pun; hubungi saksi itu."),
    witnesses.Answer.AHEAD: _(
        "Saksi luar %(name)s pernah melihat lebih banyak entri daripada yang ada di sini: jejak ini terpotong atau "
        "dipulihkan dari cadangan. Jangan mengubah apa pun; hubungi saksi itu."),
    witnesses.Answer.CLOCK: _(
        "Saksi luar %(name)s menyebut waktu yang menurut jam server ini belum tiba, sehingga tanda tangannya tidak "
        "dipakai: saksi itu keliru, atau jam server ini mundur. Periksa kedua jam bersama saksi itu."),
    witnesses.Answer.UNKNOWN: _(
        "Saksi luar %(name)s tidak mengenal jejak ini atau kuncinya: periksa pengaturan bersama saksi itu."),
}  # fmt: skip
AWAY = _("Saksi luar %(name)s tidak melihat jejak ini lebih dari sepuluh menit: mungkin sedang tidak berjalan.")
GONE = _("Saksi luar %(name)s pernah menandatangani jejak ini dan tidak ada lagi dalam setelan. Pastikan siapa yang "
         "mengeluarkannya dan mengapa.")  # fmt: skip


def findings(now: datetime) -> Iterable[Finding]:
    """One for each witness that refuses, or hasn't seen anything for longer than ten minutes; anew each day. One for
    each that countersigned once and that the settings name no more."""
    day, page = timezone.localdate(now), reverse("audit:check")
    for standing in witnesses.standing(now):
        if standing.refusal is not None:
            sentence = REFUSALS[standing.refusal.answer] % {"name": standing.name}
            yield Finding(f"refused:{standing.refusal.pk}:{day}", sentence, standing.refusal.at, 99, page)
        elif standing.away_since is not None:
            seen = standing.cosigned.pk if standing.cosigned else hashlib.sha256(standing.name.encode()).hexdigest()
            sentence = AWAY % {"name": standing.name}
            yield Finding(f"unwitnessed:{seen}:{day}", sentence, standing.away_since, 94, page)
    for word in witnesses.no_longer_set():
        sentence = GONE % {"name": word.witness}
        yield Finding(f"witness-gone:{word.pk}", sentence, word.at, 97, page)
