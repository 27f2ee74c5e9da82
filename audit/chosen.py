"""Which entries of a file or a person an auditor chose to see: of some days, of one kind of act, by one role, or only
what no task explains. Codes and dates alone, so they stand in a page's address.

What is chosen narrows what an index has found, the newest first: no page goes through the whole log.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.holding import OWN, READ, SEARCH, readers_by_grant
from audit.models import Decision
from audit.references import Meaning

LOG_SEARCH = "log.search"
LEAVING = (  # acts by which something leaves as a file, a print or a paper
    "document.hand", "log.export", "referral.hand_letter", "referral.letter", "statistics.export", "statistics.print",
    "visum.deliver", "visum.letter",
)  # fmt: skip
LEFT_BY = ("document.download", "evidence.original")  # what a read was for, where the page is a file to be kept


class Act(models.TextChoices):
    """Kinds of acts, as an address spells them."""

    READS = "baca", _("Membaca atau mencari")
    WRITES = "tulis", _("Mengubah")
    DENIALS = "tolak", _("Ditolak")
    LEAVES = "keluar", _("Mengekspor, mencetak, mengunduh, atau menyerahkan")


@dataclass(frozen=True)
class Chosen:
    """Entries SINCE a day of Jakarta's calendar UNTIL another, both with it; None or "": any."""

    since: date | None = None
    until: date | None = None
    act: str = ""
    role: str = ""
    untasked: bool = False

    def __bool__(self) -> bool:
        return self != Chosen()

    @property
    def begins(self) -> datetime | None:
        """The first moment of these days; None: no first one."""
        return _midnight(self.since) if self.since else None

    @property
    def ends(self) -> datetime | None:
        """The moment after these days; None: no last one."""
        return _midnight(self.until) + timedelta(days=1) if self.until else None

    def condition(self, entry: str = "") -> Q:
        """What entries fulfil; the rows of an index beside the log by their own time, and by their `ENTRY__`."""
        found = _ACTS[self.act](entry) if self.act else Q()
        if self.begins:
            found &= Q(time__gte=self.begins)
        if self.ends:
            found &= Q(time__lt=self.ends)
        if self.role:
            found &= Q(**{f"{entry}role": self.role})
        return found & _asked_about(entry) if self.untasked else found

    def shows(self, meaning: Meaning, role: str) -> bool:
        """The same of a house event, by somebody of this ROLE; tasks explain none of those."""
        if self.untasked or self.act == Act.LEAVES or (self.role and self.role != role):
            return False
        kind = Act.DENIALS if meaning.denied else Act.READS if meaning.read else Act.WRITES
        return not self.act or self.act == kind


ALL = Chosen()


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))


def _denied(entry: str) -> Q:
    return Q(**{f"{entry}decision": Decision.DENIED})


def _read(entry: str) -> Q:
    return Q(**{f"{entry}action__endswith": READ}) | Q(**{f"{entry}action__in": (SEARCH, LOG_SEARCH)})


def _left(entry: str) -> Q:
    return Q(**{f"{entry}action__in": LEAVING}) | Q(**{f"{entry}purpose__in": LEFT_BY})


_ACTS = {
    Act.READS: lambda entry: _read(entry) & ~_denied(entry),
    Act.WRITES: lambda entry: ~_read(entry) & ~_denied(entry),
    Act.DENIALS: _denied,
    Act.LEAVES: lambda entry: _left(entry) & ~_denied(entry),
}


def _asked_about(entry: str) -> Q:
    """Looks at files by whoever reads files by grants: of those alone `explaining` says what explains them."""
    look = Q(**{f"{entry}action__endswith": READ}) & ~Q(**{f"{entry}action": OWN})
    search = Q(**{f"{entry}action": SEARCH, f"{entry}purpose": SEARCH})
    carried_out = Q(**{f"{entry}decision": Decision.ALLOWED, f"{entry}case_id__isnull": False})
    return carried_out & (look | search) & Q(**{f"{entry}role__in": sorted(readers_by_grant())})
