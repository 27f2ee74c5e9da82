"""Holds what walkers did against what the auditor's page of a file lists: both ways, to the person and the second."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse

from access.models import Staff
from audit import words
from demo.walk import Did, Walker
from disclosure.models import Document, Release
from referrals.models import Referral, Visum, VisumDelivery
from shelters.models import Hold, PlacementRequest, Stay, Transfer

ROW = re.compile(
    r'<time datetime="([^"]+)"[^>]*>.*?</td>\s*<td data-column="[^"]*">(?:<a [^>]*>)?([^<]+?)(?:</a>)?<br>', re.S
)
NEXT = re.compile(r'class="list-next"><a [^>]*href="([^"]+)"')


def addresses_of(file: UUID) -> set[str]:
    """Ids whose pages are pages about this file."""
    ids = {file}
    for model in (Referral, Visum, VisumDelivery, Hold, PlacementRequest, Stay, Transfer, Document):
        ids |= set(model.every.filter(case_id=file).values_list("pk", flat=True))
    ids |= set(Release.objects.filter(case_id=file).values_list("pk", flat=True))
    return {str(pk) for pk in ids}


def _touches(did: Did, ids: set[str]) -> bool:
    reads_the_trail = did.path.startswith("/log/")  # an entry of its own, about the log
    return not did.blank and not reads_the_trail and any(pk in did.path for pk in ids)


def noted(did: list[Did], ids: set[str]) -> list[str]:
    """The answered requests about the file, as the walkers noted them; refused ones are entries of their own."""
    return sorted({f"{d.username} {d.method} {d.path}" for d in did if d.status in (200, 303) and _touches(d, ids)})


def listed(walker: Walker, file: UUID) -> list[str]:
    """The requests that the lines of the auditor's page stand for; a line that no request explains says so."""
    before = list(walker.did)
    names = {s.name or s.username: s.username for s in Staff.objects.all()}
    names |= {s.log_name: s.username for s in Staff.objects.all()}
    ids = addresses_of(file)
    found = set()
    processes = set(map(str, words.PROCESSES.values()))  # which work beside the walkers where the demo is served
    for moment, who in _lines(walker, file):
        if who.strip() in processes:
            continue
        username = names.get(who.strip(), "")
        second = datetime.fromisoformat(moment)
        matching = [
            d for d in before
            if d.username == username and d.began - timedelta(seconds=1) < second <= d.at and d.status in (200, 303)
        ]  # fmt: skip
        if not matching:
            found.add(f"unexplained {who.strip()} {moment}")
        found |= {f"{d.username} {d.method} {d.path}" for d in matching if _touches(d, ids)}
    return sorted(found)


def _lines(walker: Walker, file: UUID):
    path = reverse("audit:file", args=[file])
    page = path
    while page:
        html = walker.get("auditor", page).content.decode()
        yield from ROW.findall(html)
        more = NEXT.search(html)
        page = path + more[1].replace("&amp;", "&") if more else ""
