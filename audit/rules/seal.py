"""What numbers and checkpoints say against whoever writes in the database, and whether the whole log was compared.

The application's own role may give an entry a number, once, and put in a checkpoint: the sealer does both with it. So
no number counts that no checkpoint covers, and no checkpoint without the signature, which no database has.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit import house, notes, queries, sealer
from audit.findings import Finding, files_of
from audit.models import AuditEntry, Checkpoint
from audit.rules.log import LOOKED_THROUGH, entry_url
from audit.rules.newest import local
from audit.rules.window import Window
from audit.sealed import size

WEEK = timedelta(days=7)
UNSEALED, CLOCK, STOOD_STILL, UNCHECKED = 100, 98, 93, 70  # weights
MISSED = sealer.BEAT + timedelta(minutes=2)  # between two beats of the sealer: one is missing
MOST_BEATS = 4500  # of a month


def never_sealed(now: datetime) -> Iterable[Finding]:
    """Entries with a number that the sealer did not give: it signs a checkpoint with each. They are sealed no more."""
    sentence = _("Sebuah entri bernomor tanpa pernah disegel: basis data ditulisi. Jalankan pemeriksaan penuh.")
    for beyond in ({"number__gte": size()}, {"number__lt": 0}):
        for entry in AuditEntry.objects.filter(**beyond).order_by("-number")[:LOOKED_THROUGH]:
            url, files = entry_url(entry.pk), files_of(entry.case_id)
            yield Finding(f"never-sealed:{entry.pk}", sentence, entry.time, UNSEALED, url, files)


def put_in(window: Window) -> Iterable[Finding]:
    """Entries that wait for a number and that no act wrote. They explain nothing, and get none."""
    sentence = _("Sebuah entri tidak ditulis aplikasi: basis data ditulisi. Jalankan pemeriksaan penuh.")
    for entry in sorted(window.foreign, key=lambda entry: entry.time, reverse=True)[:LOOKED_THROUGH]:
        if entry.number is None:
            url, files = entry_url(entry.pk), files_of(entry.case_id)
            yield Finding(f"put-in:{entry.pk}", sentence, entry.time, UNSEALED, url, files)


def clock_set_back(window: Window) -> Iterable[Finding]:
    """Entries that are dated well before one sealed before them: whoever sets the clock back dates what they do, in a
    house, too, and what they are refused."""
    sentence = _("Jam server mundur sebelum entri ini: waktu entri di sekitarnya tidak dapat dipercaya.")
    for entry in window.dated_back:
        url, of_houses = entry_url(entry.pk), entry.object_kind == house.KIND
        yield Finding(
            f"clock:{entry.pk}", sentence, entry.time, CLOCK, url, files_of(entry.case_id), of_houses=of_houses
        )


def stood_still(window: Window) -> Iterable[Finding]:
    """Between two of its beats the sealer stood still, or does now. What waited for its number then could be taken away
    without a trace, so each such time stays until somebody has looked, whatever was sealed since."""
    newest = sealer.beats().filter(number__lt=size()).order_by("-time").values_list("number", "time", "pk")
    beats = sorted(newest[:MOST_BEATS])
    for (_before, since, _pk), (_after, at, pk) in pairwise(beats):
        if at - since > MISSED:
            sentence = _("Penyegel berhenti dari %(since)s sampai %(at)s: yang ditulis saat itu dapat hilang tanpa "
                         "jejak. Pastikan bahwa server memang mati.")  # fmt: skip
            told = sentence % {"since": _hour(since), "at": _hour(at)}
            yield Finding(f"stood-still:{pk}", told, at, STOOD_STILL, entry_url(pk))
    if beats and window.now - beats[-1][1] > MISSED:
        _number, since, pk = beats[-1]
        sentence = _("Penyegel tidak berdetak sejak %(since)s: ia mati, atau seseorang menahannya.")
        yield Finding(f"stands-still:{pk}", sentence % {"since": _hour(since)}, since, STOOD_STILL, entry_url(pk))


def _hour(moment: datetime) -> str:
    return f"{local(moment):%d/%m %H.%M}"


def put_back(now: datetime) -> Iterable[Finding]:
    """The log does not continue what the keyring's store remembers as signed: its database was put back, otherwise than
    by `manage.py restore`."""
    try:
        kept = sealer.kept()
    except notes.BadNote:
        return  # the full check names it
    if kept is not None and not Checkpoint.objects.filter(size=kept.size, root=kept.root).exists():
        sentence = _("Jejak ini bukan kelanjutan dari yang terakhir disegel: basis data dikembalikan. Periksa penuh.")
        yield Finding(f"put-back:{kept.size}", sentence, now, UNSEALED, reverse("audit:check"))


def foreign_checkpoint(now: datetime) -> Iterable[Finding]:
    """The newest checkpoint is not what the sealer signed, which then goes on from none."""
    newest = Checkpoint.objects.order_by("-size").only("size", "note", "at").first()
    if newest is not None and not sealer.signed(newest):
        sentence = _("Titik segel terbaru tidak dibuat penyegel: basis data ditulisi. Jalankan pemeriksaan penuh.")
        yield Finding(f"foreign-seal:{newest.size}", sentence, newest.at, UNSEALED, reverse("audit:check"))


def unchecked(now: datetime) -> Iterable[Finding]:
    """Nobody has compared the whole log for a week, on the page or by the command: a row changed by SQL is found by
    nothing else. Anew each week."""
    checked = queries.newest_check()
    if checked is not None:
        since = checked.time
    else:
        since = AuditEntry.objects.filter(number=0).order_by("number").values_list("time", flat=True).first() or now
    weeks, days = (now - since) // WEEK, (now - since).days
    if weeks >= 1:
        sentence = ngettext(
            "Jejak audit sudah %(n)d hari tidak diperiksa seluruhnya.",
            "Jejak audit sudah %(n)d hari tidak diperiksa seluruhnya.",
            days,
        ) % {"n": days}
        key, at = f"unchecked:{since:%Y-%m-%d}:{weeks}", since + weeks * WEEK
        yield Finding(key, sentence, at, UNCHECKED, reverse("audit:check"))
