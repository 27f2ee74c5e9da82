"""Whoever changes the settings that findings hang on leaves an entry, and the auditors are told."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from access.roles import Role
from audit import actions, configured
from audit.models import AuditEntry, Checkpoint, WitnessAnswer
from tests.access import making
from tests.audit.logs import WHY, problems, sealed
from tests.audit.outside import NAME, key_of
from tests.reading_room.stories import DAY, MINUTE, found

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def sealer_starts(clock):
    clock.shift(MINUTE)
    call_command("sealer", "--once")


def noted():
    return AuditEntry.objects.filter(action="log.settings").order_by("time")


def test_the_first_start_notes_them_and_a_further_one_with_the_same_nothing(clock):
    for _ in range(2):
        sealer_starts(clock)
    [entry] = noted()
    assert (entry.digests, entry.number in (0, 1)) == ({"settings:audit": configured.digest()}, True)
    assert (found("settings"), found("settings-differ"), problems()) == ([], [], [])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AUDIT_LIMITS", {"days": 7}),
        ("AUDIT_FINDINGS_KEPT", 299),
        ("AUDIT_WITNESSES", ["https://saksi.example x"]),
        ("AUDIT_STRICT", True),
        ("AUDIT_ORIGIN", "x"),
    ],
)
def test_each_change_is_an_entry(clock, settings, name, value):
    configured.note(timezone.now())
    setattr(settings, name, value)
    for _ in range(2):
        clock.shift(MINUTE)
        configured.note(timezone.now())
    assert noted().count() == 2


def test_the_newest_note_is_the_newest_by_number_whatever_the_clock_said(clock, settings):
    sealer_starts(clock)
    settings.AUDIT_STRICT = True
    clock.shift(-DAY)
    for _ in range(2):
        sealer_starts(clock)
    assert noted().count() == 2


def test_a_change_is_a_finding_until_somebody_looks(clock, settings):
    sealer_starts(clock)
    settings.AUDIT_LIMITS = {"many_files": 200}
    [differs] = found("settings-differ")
    sealer_starts(clock)
    [changed] = found("settings")
    assert (changed.key, changed.is_heavy, differs.is_heavy) == (f"settings:{noted()[1].pk}", True, True)
    assert found("settings-differ") == []
    actions.review(changed.key, note=WHY, by=making.person(Role.AUDITOR))
    assert found("settings") == []
    settings.AUDIT_LIMITS = {}
    sealer_starts(clock)
    assert len(found("settings")) == 1


def test_one_put_in_by_sql_is_no_note(clock, settings):
    sealer_starts(clock)
    settings.AUDIT_LIMITS = {"many_files": 200}
    digests = {"settings:audit": configured.digest()}
    AuditEntry(action="log.settings", object_kind="log", object_id="settings", digests=digests, decision="done").save()
    assert len(found("settings-differ")) == 1


def test_a_witness_that_is_named_no_more_is_a_finding(clock, settings, tmp_path):
    sealed(2)
    key = key_of(tmp_path / "witness", NAME)
    settings.AUDIT_WITNESSES = [f"https://saksi.example {key.line}"]
    for name, minutes in ((NAME, 1), (NAME, 2), ("saksi.example/lama", 1)):
        WitnessAnswer.objects.create(
            checkpoint=Checkpoint.objects.get(), witness=name, answer="cosigned", at=timezone.now() + minutes * MINUTE
        )
    [gone] = found("witness-gone")
    assert ("saksi.example/lama" in gone.sentence, gone.is_heavy) == (True, True)
    settings.AUDIT_WITNESSES = []
    names = {NAME: str(WitnessAnswer.objects.filter(witness=NAME).latest("at").pk)}
    assert {f"witness-gone:{names[NAME]}", gone.key} == {one.key for one in found("witness-gone")}
    assert gone.at == WitnessAnswer.objects.get(witness="saksi.example/lama").at
