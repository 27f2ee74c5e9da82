"""Who opened the file of their own kin, or one from which a conflict of interest keeps them.

A neighbour is found where the same telephone or NIK makes one: the wall that such a match puts up. Where anybody lives
is sealed, of staff not even kept, so nothing else of neighbours can be known without opening it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from access.models import ConflictOfInterest, Kinship
from access.roles import KNOW_A_HOUSE
from audit.findings import Finding
from audit.holding import is_look
from audit.lines import name_of
from audit.models import AuditEntry
from audit.rules.newest import CARRIED_OUT
from audit.rules.window import Pair, Window, references_of

MOST_PAIRS, MOST_ENTRIES = 2000, 5000
AFTERWARDS, BEFORE = 90, 72  # weights: of a look after the wall stood, and of one before anybody knew
KNOWS_HOUSES = 84


def findings(window: Window) -> Iterator[Finding]:
    """One a person and file, until it is signed off; the next look makes it another one."""
    known = _known()
    if not known:
        return
    looked: dict[Pair, list] = defaultdict(list)
    since = window.now - timedelta(days=window.limits.kin_days)
    rows = AuditEntry.objects.filter(
        case_id__in={file for _actor, file in known}, actor__in={actor for actor, _file in known},
        time__gte=since, decision__in=CARRIED_OUT,
    )  # fmt: skip
    columns = ("pk", "actor", "case_id", "time", "action", "purpose")
    for pk, actor, file, time, action, purpose in rows.order_by("-time", "-id").values_list(*columns)[:MOST_ENTRIES]:
        if (actor, file) in known and is_look(action, purpose):
            looked[actor, file].append((pk, time))
    called = references_of(file for _actor, file in looked)
    for pair, looks in looked.items():
        (actor, file), (newest, time) = pair, looks[0]
        afterwards = time >= known[pair]
        sentence = (
            _("%(who)s membuka %(file)s, padahal ada konflik kepentingan atau kerabat di dalamnya.")
            if afterwards
            else _("%(who)s membuka %(file)s sebelum konflik kepentingan atau kerabatnya di sana diketahui.")
        )
        told = sentence % {"who": name_of(window.people[actor]), "file": called[file]}
        weight, url = AFTERWARDS if afterwards else BEFORE, reverse("audit:entry", args=[newest])
        yield Finding(f"kin:{newest}", told, time, weight, url, frozenset({file}))


def knows_houses(window: Window) -> Iterator[Finding]:
    """Somebody who knows houses by their role has a conflict of their own: one a person and file. What a wall keeps
    from them is the file; a house is no file's, and which one it would have to be, nobody but the houses may know."""
    walls = ConflictOfInterest.standing.filter(staff__is_active=True, staff__role__in=KNOW_A_HOUSE)
    newest = walls.order_by("-found_at", "-pk").values_list("pk", "staff_id", "case_id", "found_at")[:MOST_PAIRS]
    first: dict[Pair, tuple[UUID, datetime]] = {}
    for pk, staff, file, found in newest:
        first[str(staff), file] = pk, found  # the newest come first: what stays is the oldest of each
    sentence = _("%(who)s mengetahui alamat rumah aman, dan ada konflik kepentingan dengan sebuah berkas: minta kepala "
                 "memutuskan perannya. Satu rumah saja jangan dicabut darinya: itu menunjukkan rumahnya.")  # fmt: skip
    for (actor, file), (wall, found) in first.items():
        told, url = sentence % {"who": name_of(window.people[actor])}, reverse("audit:file", args=[file])
        yield Finding(f"knows-houses:{wall}", told, found, KNOWS_HOUSES, url, frozenset({file}))


def _known() -> dict[Pair, datetime]:
    """Who is kin or has a conflict of their own in which file, and since when that is known. What two people lifted as
    a false match is none."""
    pairs: dict[Pair, datetime] = {}
    lifted = set()
    walls = ConflictOfInterest.objects.filter(staff__isnull=False).order_by("-found_at", "pk")[:MOST_PAIRS]
    for staff, file, found, over in walls.values_list("staff_id", "case_id", "found_at", "lifted_at"):
        pair = str(staff), file
        if over is None:
            pairs[pair] = found
        else:
            lifted.add(pair)
    kin = Kinship.objects.order_by("-declared_at", "pk")[:MOST_PAIRS]
    for staff, file, declared in kin.values_list("staff_id", "case_id", "declared_at"):
        pair = str(staff), file
        if pair not in lifted or pair in pairs:
            pairs[pair] = min(declared, pairs.get(pair, declared))
    return pairs
