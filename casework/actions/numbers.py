"""How tickets and cases are named: random letters, because a number that runs tells how many there are."""

from __future__ import annotations

from django.utils import timezone

from casework.models import Case, RegistrationCounter, Ticket
from casework.options.intake import Kind
from vault.entropy import code

PREFIX = {Kind.ACTUAL: "T", Kind.EXERCISE: "L", Kind.TEST: "U"}


def ticket_number(kind: str, moment) -> str:
    """`T-20261124-7Q4K`: the day in Jakarta and four letters; `L-` for an exercise, `U-` for a test."""
    day = f"{timezone.localtime(moment):%Y%m%d}"
    while True:
        number = f"{PREFIX[Kind(kind)]}-{day}-{code(4)}"
        if not Ticket.every.filter(number=number).exists():
            return number


def case_reference(taken: set[str] | None = None) -> str:
    """`C-7Q4K`; longer where the short ones are used up. TAKEN spares a query a case (imports)."""
    for size in (4, 4, 4, 6, 6, 6):
        reference = f"C-{code(size)}"
        if reference not in taken if taken is not None else not Case.every.filter(reference=reference).exists():
            if taken is not None:
                taken.add(reference)
            return reference
    raise RuntimeError("no free reference found")


def registration_number(kind: str, moment) -> str:
    """The next `NNN/MM/YYYY` of the month; `L-NNN/MM/YYYY` for an exercise, `U-` for a test, each its own series.

    Inside the accepting action, which holds the series' row until commit.
    """
    mark = "" if kind == Kind.ACTUAL else f"{PREFIX[Kind(kind)]}-"
    month = f"{timezone.localtime(moment):%m/%Y}"
    RegistrationCounter.objects.get_or_create(month=mark + month)
    counter = RegistrationCounter.objects.select_for_update().get(month=mark + month)
    counter.last += 1
    counter.save()
    return f"{mark}{counter.last:03d}/{month}"
