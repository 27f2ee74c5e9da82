"""Deliberate leaks, each through another channel; the sampled sweep must notice every one of them."""

from tests.two_worlds.mutants import answers as _answers
from tests.two_worlds.mutants import decisions as _decisions
from tests.two_worlds.mutants import desk as _desk
from tests.two_worlds.mutants import guards as _guards
from tests.two_worlds.mutants import outages as _outages
from tests.two_worlds.mutants import pages as _pages
from tests.two_worlds.mutants import papers as _papers
from tests.two_worlds.mutants import placements as _placements
from tests.two_worlds.mutants import readers as _readers
from tests.two_worlds.mutants import reading_room as _reading_room
from tests.two_worlds.mutants import reports as _reports
from tests.two_worlds.mutants import rotation as _rotation
from tests.two_worlds.mutants import storage as _storage
from tests.two_worlds.mutants import telemetry as _telemetry
from tests.two_worlds.mutants import trail as _trail
from tests.two_worlds.mutants.planting import CONTROLS, LEAKS, MUTANTS, applied

__all__ = ["CONTROLS", "LEAKS", "MUTANTS", "applied"]
_FILES = (
    _answers, _decisions, _desk, _guards, _outages, _pages, _papers, _placements, _readers, _reading_room, _reports,
    _rotation, _storage, _telemetry, _trail,
)  # fmt: skip
