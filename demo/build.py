"""Makes the demo city in an empty installation."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from types import SimpleNamespace

from django.utils import timezone

from access.models import Staff
from audit import sealer
from casework.actions.imports import import_cases
from demo import cases_2017, houses, ledger, living
from demo.city import load_city
from demo.clock import told_from

Progress = Callable[[str, int, int], None]


def people() -> SimpleNamespace:
    """The cast by user name: `people().manajer`."""
    return SimpleNamespace(**{s.username: s for s in Staff.objects.select_related("agency", "unit")})


def build(progress: Progress, cases: int | None = None, *, signed: bool = False) -> None:
    """City, cast, houses, imported cases (all 964, or the first few) and the living ones; then everything is sealed.

    With SIGNED some documents are signed and issued; for comparing two runs byte for byte leave it out.
    """
    with told_from(timezone.now() - living.BEGAN) as clock:
        load_city()
        cast = people()
        progress("kota", 1, 1)
        houses.open_houses(cast)
        progress("rumah", len(houses.HOUSES), len(houses.HOUSES))
        rows = list(itertools.islice(cases_2017.rows(), cases))
        references = import_cases(
            rows, by=cast.supervisor, progress=lambda done: progress("kasus 2017", done, len(rows))
        )
        told = living.play(cast, clock, lambda done, total: progress("kasus berjalan", done, total), signed=signed)
    living.read_in_cover(cast)
    living.fill_roster(cast)
    living.approve_cover(cast)
    ledger.write(references, told)
    sealer.run_until_done(timezone.now())
