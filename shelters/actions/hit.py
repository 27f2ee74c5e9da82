"""What the matcher finds, and a custodian who has dealt with it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from audit.action import acting
from disclosure.models import Release
from disclosure.workflow import GateState
from shelters.actions.act import house_act
from shelters.models import Hit
from shelters.queries.hits import found_for, let_go_already


def note_hits(found: Mapping[Release, Mapping[uuid.UUID, list[int]]], *, now: datetime) -> None:
    """Keeps what was found, by text and house. No entry is made in `default`: the log would tell that there was one."""
    with transaction.atomic(using="shelters"), acting("matcher.look", using="shelters"):
        for release, houses in found.items():
            left = release.state == GateState.RELEASED and release.decided_at is None
            known = let_go_already(release) if left and houses else set()
            for house_id, numbers in houses.items():
                identity = Hit.id_of(release.pk, house_id)
                if not Hit.every.filter(pk=identity).exists():
                    Hit(
                        id=identity,
                        release_id=release.pk,
                        case_id=release.case_id,
                        house_id=house_id,
                        marks=numbers,
                        alert=left and house_id not in known,
                        found_at=now,
                    ).save(force_insert=True)


def handle_alert(release: Release, *, by) -> Release:
    """A custodian has dealt with a text that left. The same entries are made whether it names a house or none."""
    with house_act("alert.handle", by=by):
        for hit in list(found_for(by).filter(release_id=release.pk, alert=True, handled_at=None)):
            hit.handled_at, hit.handled_by_id = timezone.now(), by.pk
            hit.save(update_fields=["handled_at", "handled_by_id"])
    return release
