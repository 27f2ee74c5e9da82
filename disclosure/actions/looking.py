"""What the matcher does here: it has looked, so the text need not lie here any longer."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from audit.action import acting
from audit.objects import LIST
from audit.recording import record
from disclosure.models import Release


def looked(releases: Collection[Release], *, by) -> None:
    """Takes away the texts that were looked at, in one entry. What was found stands elsewhere.

    One that was decided on meanwhile stays, and is looked at once more: custodians are told otherwise of what has left.
    """
    states = {one.pk: one.state for one in releases}
    with transaction.atomic(using="default"), acting("release.looked") as act:
        for release in Release.objects.select_for_update().filter(pk__in=[one.pk for one in releases]).order_by("pk"):
            if release.state != states[release.pk]:
                continue
            release.unseen = None
            release.save(update_fields=["unseen"])
        record(by, "release.looked", LIST, digests=act.digests, cases={one.case_id for one in releases})
