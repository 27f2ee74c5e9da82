"""`make acceptance OF=vault` runs every file of tests/vault and tests/access: no promise of theirs is in no line."""

from __future__ import annotations

from scripts import acceptance_vault
from scripts.acceptance_lines import OfTests
from tests.architecture.source import ROOT, tracked

WHOLE = ("tests/vault/", "tests/access/")


def run_by_the_list() -> set[str]:
    """Every file and test that a line runs on SQLite."""
    lines = (run for _, run in [*acceptance_vault.KEYS, *acceptance_vault.POLICY])
    named = {name for run in lines if isinstance(run, OfTests) and not run.before for name in run.names}
    return named.union(*acceptance_vault.ATTACKS.values())


def test_each_file_about_keys_and_access_is_run_whole_by_a_line_of_the_list():
    files = [path.relative_to(ROOT).as_posix() for path in tracked(".py") if path.name.startswith("test_")]
    there = {name for name in files if name.startswith(WHOLE)}
    assert len(there) > 50
    assert there - run_by_the_list() == set()


def test_each_file_that_the_list_names_is_there():
    assert [name for name in run_by_the_list() if not (ROOT / name.split("::")[0]).exists()] == []
