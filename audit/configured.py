"""The settings that findings hang on. Whoever changes one leaves an entry, and auditors are told until one has looked.

Settings take effect when a process starts: then the sealer writes down the digest of its own, unless the newest entry
has it. A process that finds with others than the sealer noted says so on the page itself.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.core.checks import Error
from django.utils import timezone
from django.utils.translation import gettext as _

from access.addresses import address
from audit.findings import Finding
from audit.models import AuditEntry, Decision
from audit.objects import Thing
from audit.recording import record
from audit.stamp import ours

ACTION, ABOUT = "log.settings", Thing("log", "settings")
HANGS_ON = ("AUDIT_FINDINGS_KEPT", "AUDIT_LIMITS", "AUDIT_ORIGIN", "AUDIT_STRICT", "AUDIT_WITNESSES")
DIGEST = "settings:audit"  # its name in the entry
KEPT_AT_MOST = 300  # seconds
CHANGED = 88  # weight
MOST = 2000


def digest() -> str:
    """SHA-256 over this process's settings, by their names."""
    told = {name: getattr(settings, name, None) for name in HANGS_ON}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def note(now: datetime) -> None:
    """One entry where these settings aren't the ones that were noted last: a step of the sealer, as it starts."""
    newest = next(iter(_noted()), None)
    if newest is None or newest.digests.get(DIGEST) != digest():
        record(None, ACTION, ABOUT, decision=Decision.DONE, digests={DIGEST: digest()})


def findings(now: datetime) -> Iterable[Finding]:
    """Each change since the first note, and what this process has otherwise than noted."""
    noted = _noted()
    for entry in noted[:-1]:
        sentence = _("Setelan temuan diubah (batas, saksi, lama temuan disimpan). Pastikan siapa dan mengapa.")
        yield Finding(f"settings:{entry.pk}", sentence, entry.time, CHANGED, address("audit:entry", entry.pk))
    if noted and noted[0].digests.get(DIGEST) != digest():
        sentence = _("Halaman ini memakai setelan temuan yang lain daripada yang dicatat penyegel.")
        key = f"settings-differ:{digest()[:16]}:{timezone.localdate(now)}"
        yield Finding(key, sentence, now, CHANGED, address("audit:entry", noted[0].pk))


def _noted() -> list[AuditEntry]:
    """What the application noted, the newest first, by number: whatever the clock says."""
    entries = AuditEntry.objects.filter(object_kind=ABOUT.kind, object_id=ABOUT.id, action=ACTION)
    written = [entry for entry in entries.order_by("-time", "-id")[:MOST] if ours(entry)]
    return sorted(written, key=lambda entry: (entry.number is None, entry.number or 0, entry.time), reverse=True)


def settings_are_short(app_configs=None, **_: object) -> list[Error]:
    """System check: what was found is told again for a few minutes at most."""
    if 0 <= settings.AUDIT_FINDINGS_KEPT <= KEPT_AT_MOST:
        return []
    hint = f"AUDIT_FINDINGS_KEPT takes 0 to {KEPT_AT_MOST} seconds: longer, and auditors would read what was."
    return [Error("AUDIT_FINDINGS_KEPT is too long, or no time.", hint=hint, id="audit.E005")]
