"""The acceptance list's scan looks into what an installation hands out, or falls short."""

from __future__ import annotations

import pytest

from scripts.acceptance_lines import Short
from scripts.acceptance_proof import Walked


@pytest.mark.parametrize("lacking", [".pdf", ".tar", ".zip"])
def test_a_scan_of_a_home_without_papers_exported_log_or_backup_falls_short(tmp_path, lacking):
    for suffix in {".pdf", ".tar", ".zip"} - {lacking}:
        (tmp_path / f"x{suffix}").touch()
    with pytest.raises(Short, match=f"^no {lacking} was there to be looked into$"):
        Walked(tmp_path).scanned()
