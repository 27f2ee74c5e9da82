"""Deliberate leaks, each through another channel; the sampled sweep must notice every one of them."""

from tests.two_worlds.mutants import answers as _answers
from tests.two_worlds.mutants.planting import MUTANTS, applied

__all__ = ["MUTANTS", "applied"]
_FILES = (_answers,)
