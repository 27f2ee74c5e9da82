"""What is called much, often or night stands in one place, and a setting that means nothing is named."""

from dataclasses import fields
from pathlib import Path

import pytest
from django.utils import timezone

from audit import sealer
from audit.models import AuditEntry
from audit.rules import window
from audit.rules.limits import Limits, limits, settings_are_limits
from tests.reading_room.stories import DAY, MINUTE, found, read

TOLD = (Path(__file__).resolve().parents[2] / "docs" / "read-the-log.md").read_text(encoding="utf-8")


def test_without_a_setting_the_defaults_hold(settings):
    assert settings.AUDIT_LIMITS == {}
    assert limits() == Limits()


def test_a_setting_changes_what_it_names_and_nothing_else(settings):
    settings.AUDIT_LIMITS = {"many_files": 40, "night_roles": ["doctor"]}
    assert limits() == Limits(many_files=40, night_roles=("doctor",))
    assert settings_are_limits() == []


@pytest.mark.parametrize(
    "given", [{"files": 1}, {"many_files": "40"}, {"many_files": -1}, {"many_files": True}, {"night_roles": ["nobody"]}]
)
def test_a_setting_that_means_nothing_is_named_at_start_up(settings, given):
    settings.AUDIT_LIMITS = given
    [error] = settings_are_limits()
    assert (error.id, next(iter(given)) in error.msg) == ("audit.E004", True)


def test_every_limit_and_its_default_are_documented():
    rows = [line.split("|") for line in TOLD.splitlines() if line.startswith("| `")]
    told = {row[1].strip().strip("`"): row[2].strip() for row in rows}
    assert told == {
        field.name: ", ".join(field.default) if isinstance(field.default, tuple) else str(field.default)
        for field in fields(Limits)
    }


@pytest.mark.django_db(databases=["default", "shelters"])
def test_no_more_than_the_newest_entries_are_looked_through(office, clock, settings):
    for _ in range(6):
        clock.shift(MINUTE)
        read(office.one, office.file)
    sealer.run_until_done(timezone.now())
    settings.AUDIT_LIMITS = {"entries": 3}
    newest = AuditEntry.objects.filter(action="case.read").order_by("-number").values_list("pk", flat=True)[:3]
    assert [act.pk for act in window.load(timezone.now()).acts] == list(newest)
    read(office.one, office.file)
    assert len(window.load(timezone.now()).acts) == 4  # what waits for its number counts beside
    settings.AUDIT_LIMITS = {"days": 1}
    clock.shift(DAY + MINUTE)
    assert window.load(timezone.now()).acts == []
    assert found("again") == []
