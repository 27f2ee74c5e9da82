"""The custodian's two answers."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.errors import Refused
from audit.action import action
from disclosure import gate
from disclosure.models import Release
from disclosure.workflow import RELEASE


@action("release.let_go")
def let_go(release: Release, *, unseen: bool = False, by) -> Release:
    """The text may leave: its place-like phrases say nothing of where anybody stays.

    Refused where BY was shown it UNSEEN by the matcher, which has looked since: now there may be marks.
    """
    return _decide(release, "release", by, unseen=unseen)


@action("release.ask_rewrite")
def ask_rewrite(release: Release, *, by) -> Release:
    """The writer is asked, in one fixed sentence, to write it anew."""
    return _decide(release, "rewrite", by)


def _decide(release: Release, event: str, by, *, unseen: bool = False) -> Release:
    release = Release.objects.select_for_update(of=("self",)).get(pk=release.pk)
    if unseen and release.looked_at:
        raise Refused(
            _(
                "Teks ini dicocokkan dengan lokasi rumah setelah Anda membukanya. Belum dilepaskan. "
                "Kembali, buka lagi frasanya, lalu putuskan."
            )
        )
    RELEASE.move(release, event)
    release.decided_by = by
    release.decided_at = timezone.now()
    release.save(update_fields=["state", "decided_by", "decided_at"])
    gate.decided(release, by)
    return release
