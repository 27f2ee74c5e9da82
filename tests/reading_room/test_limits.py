"""What is called much, often or night stands in one place, and a setting that means nothing is named."""

from dataclasses import fields
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit import configured, house, sealer
from audit.models import AuditEntry, Decision
from audit.recording import record
from audit.rules import window
from audit.rules.limits import ROOM, Limits, limits, settings_are_limits
from audit.rules.log import TO_REVIEW
from tests.audit.logs import cut
from tests.reading_room.stories import DAY, MINUTE, found, read
from vault.entropy import new_id

TOLD = (Path(__file__).resolve().parents[2] / "docs" / "read-the-log.md").read_text(encoding="utf-8")


def test_without_a_setting_the_defaults_hold(settings):
    assert settings.AUDIT_LIMITS == {}
    assert limits() == Limits()


def test_a_setting_changes_what_it_names_and_nothing_else(settings):
    settings.AUDIT_LIMITS = {"many_files": 40, "night_roles": ["doctor"]}
    assert limits() == Limits(many_files=40, night_roles=("doctor",))
    assert settings_are_limits() == []


@pytest.mark.parametrize(
    "given",
    [
        *({"files": 1}, {"many_files": "40"}, {"many_files": True}, {"night_roles": ["nobody"]}),
        *({name: least - 1} for name, (least, _most) in ROOM.items()),
        *({name: most + 1} for name, (_least, most) in ROOM.items()),
    ],
)
def test_a_setting_that_means_nothing_is_named_at_start_up(settings, given):
    settings.AUDIT_LIMITS = given
    [error] = settings_are_limits()
    assert (error.id, next(iter(given)) in error.msg) == ("audit.E004", True)


def test_every_number_has_room_on_both_sides_of_its_default():
    numbers = {field.name: field.default for field in fields(Limits) if isinstance(field.default, int)}
    assert numbers.keys() == ROOM.keys()
    assert all(least <= numbers[name] <= most for name, (least, most) in ROOM.items())


@pytest.mark.parametrize(("seconds", "wrong"), [(0, []), (300, []), (301, ["audit.E005"]), (-1, ["audit.E005"])])
def test_findings_are_not_told_again_for_longer_than_five_minutes(settings, seconds, wrong):
    settings.AUDIT_FINDINGS_KEPT = seconds
    assert [error.id for error in configured.settings_are_short()] == wrong


def test_every_limit_and_its_default_are_documented():
    rows = [line.split("|") for line in TOLD.splitlines() if line.startswith("| `")]
    told = {row[1].strip().strip("`"): row[2].strip() for row in rows}
    assert told == {
        field.name: ", ".join(field.default) if isinstance(field.default, tuple) else str(field.default)
        for field in fields(Limits)
    }
    rooms = {row[1].strip().strip("`"): row[3].strip() for row in rows}
    assert rooms == {name: f"{least}, {most}" for name, (least, most) in ROOM.items()} | {"night_roles": "roles"}


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
    sealer.run_until_done(timezone.now())
    assert len(window.load(timezone.now()).acts) == 3
    settings.AUDIT_LIMITS = {"days": 1}
    clock.shift(DAY + MINUTE)
    assert window.load(timezone.now()).acts == []
    assert found("again") == []


@pytest.mark.django_db(databases=["default", "shelters"])
def test_what_was_read_once_is_not_read_again(office, clock):
    for _ in range(3):
        clock.shift(MINUTE)
        read(office.one, office.file)
    sealer.run_until_done(timezone.now())
    before = window.load(timezone.now()).acts
    clock.shift(MINUTE)
    read(office.one, office.file)
    sealer.run_until_done(timezone.now())
    with CaptureQueriesContext(connection) as asked:
        newest, *others = window.load(timezone.now()).acts
    assert (others, newest.pk) == (before, AuditEntry.objects.latest("number").pk)
    last = AuditEntry.objects.get(pk=before[0].pk).number
    assert any(f'"number" >= {last}' in statement["sql"] for statement in asked.captured_queries)


@pytest.mark.django_db(databases=["default", "shelters"])
def test_where_more_are_looked_through_than_before_older_ones_are_read(office, clock, settings):
    for _ in range(3):
        clock.shift(MINUTE)
        read(office.one, office.file)
    sealer.run_until_done(timezone.now())
    settings.AUDIT_LIMITS = {"entries": 1}
    assert len(window.load(timezone.now()).acts) == 1
    settings.AUDIT_LIMITS = {"entries": 2}
    assert len(window.load(timezone.now()).acts) == 2


@pytest.mark.django_db(databases=["default", "shelters"])
def test_a_log_put_back_from_a_backup_is_read_anew(office, clock):
    read(office.one, office.file)
    sealer.run_until_done(timezone.now())
    window.load(timezone.now())
    kept = AuditEntry.objects.latest("number").number
    cut(0)
    for _ in range(kept + 1):
        read(office.other, office.file)
    sealer.run_until_done(timezone.now())
    assert {act.actor for act in window.load(timezone.now()).acts} == {str(office.other.pk)}


@pytest.mark.django_db
def test_what_is_rare_is_asked_for_by_its_own_index():
    """PostgreSQL reads a small table whole."""
    if connection.vendor == "sqlite":
        for asked, index in (
            (AuditEntry.objects.come_to(Decision.DENIED), "entry_to_look_at"),
            (AuditEntry.objects.of_acts(*TO_REVIEW), "entry_of_act"),
        ):
            assert index in asked.filter(time__gte=timezone.now() - DAY).order_by("-time", "-id").explain()


def test_acts_that_no_index_finds_are_not_looked_for():
    with pytest.raises(ValueError, match="no index finds these acts"):
        AuditEntry.objects.of_acts("case.read")


@pytest.mark.django_db(databases=["default", "shelters"])
def test_an_intent_older_than_a_month_leaves_the_page_and_is_settled_all_the_same(clock):
    record(None, house.EVENT, house.thing(new_id()), decision=Decision.INTENDED)
    clock.shift(30 * DAY)
    assert len(found("unsettled")) == 1
    clock.shift(MINUTE)
    assert found("unsettled") == []
    assert len(house.open_intents(timezone.now())) == 1
