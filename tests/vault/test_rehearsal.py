"""Paper that nobody tried is no backup: commands nag until each root was given back by its sheets within the year."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.management import CommandError
from django.utils import timezone

from tests.vault.on_paper import keys, words_of
from vault import checks, keyring
from vault.providers.file import root_path
from vault.purpose import Purpose


def nagged():
    """The roots that the check says nobody has tried."""
    found = checks.keys_are_rehearsed()
    assert [problem.id for problem in found] in ([], ["vault.W021"])
    return found[0].msg.rsplit(": ", 1)[1].rstrip(".").split(", ") if found else []


def test_the_check_nags_until_each_root_was_rehearsed_within_the_year(own, listener):
    start = datetime(2026, 11, 27, 9, tzinfo=timezone.get_default_timezone())
    with time_machine.travel(start, tick=False) as clock:
        assert nagged() == list(map(str, Purpose))
        for purpose in Purpose:
            paper = words_of(keys("split", purpose))
            listener.clear()
            said = keys("rehearse", purpose, "\n".join(paper[::2]))
            assert said.endswith(f"the {purpose} root was rehearsed today; next within a year\n")
            assert listener == [("key.rehearse", str(purpose), keyring.ROOTS)]
            assert str(purpose) not in nagged()
        assert nagged() == []
        kept = {path.name: path.read_text() for path in (own / "kept").iterdir() if path.name.startswith("rehearsed")}
        assert kept == {
            f"rehearsed-{purpose}": f"2026-11-27 {keyring.provider().fingerprint(purpose)}" for purpose in Purpose
        }
        clock.shift(timedelta(days=365))
        assert nagged() == []
        clock.shift(timedelta(days=1))
        assert nagged() == list(map(str, Purpose))
        clock.move_to(start - timedelta(days=1))  # a date to come is none
        assert nagged() == list(map(str, Purpose))


def test_the_rehearsal_of_another_root_does_not_count(own, printed):
    keys("rehearse", "case", "\n".join(printed[:2]))
    assert "case" not in nagged()
    root_path(Purpose.CASE).unlink()
    keyring.reset()
    keyring.make_roots()
    assert "case" in nagged()
    with pytest.raises(CommandError, match="These shares give another case root than the one in use"):
        keys("rehearse", "case", "\n".join(printed[:2]))
    assert "case" in nagged()


def test_the_nag_runs_with_every_command_but_not_in_a_demo_nor_where_nothing_is_on_paper(own, settings, monkeypatch):
    from django.core.checks import registry

    assert checks.keys_are_rehearsed in registry.registry.get_checks()
    assert nagged()
    settings.DEMO = True
    assert nagged() == []
    settings.DEMO = False
    root_path(Purpose.CASE).unlink()
    keyring.reset()
    assert nagged() == []  # the start is refused anyway, for a reason that matters more
