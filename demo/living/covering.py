"""What an auditor should look at: a case that was read outside one's own assignment, with a typed reason."""

from __future__ import annotations

from types import SimpleNamespace

from access import policy
from access.permissions import Permission
from audit.reveal import reveal
from casework.models import Case

REASON = "Menggantikan rekan yang cuti; klien menelepon dan bertanya tentang jadwalnya."


def read_in_cover(cast: SimpleNamespace) -> None:
    """One case manager opens a colleague's newest case, in the present, as its page would be opened."""
    theirs = Case.every.filter(manager=cast.manajer, state="open").order_by("-decided").first()
    case = policy.get(cast.manajer2, Permission.CASE_READ, theirs.pk)
    wanted = [(case, "chronology")]
    with reveal(cast.manajer2, "case.summary", case, wanted, REASON, permission=Permission.CASE_READ):
        pass
