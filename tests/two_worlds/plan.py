"""What is run in a world."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tests.two_worlds.worlds import FEW, FEWEST


class Plan(NamedTuple):
    """KEYS: a folder of RSA keys. PATHS: the sweep's addresses, written by world A. SAMPLE: requests of the world as it
    is, all if None; SWEEP: of each mutant. MUTANTS: by world.
    """

    keys: Path
    paths: Path
    sample: int | None
    sweep: int
    mutants: dict[str, list[str]]
    cases: int

    @property
    def few(self) -> bool:
        """Whether it is a small sample."""
        return self.sample is not None and self.sample <= FEW

    @property
    def fewest(self) -> bool:
        """Whether it is as small as the one that `make test` has time for."""
        return self.sample is not None and self.sample <= FEWEST
