"""A row that somebody puts into the log by SQL stops nobody, explains nothing, makes no work of a look, and is told."""

import json
import logging
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DataError, InterfaceError, OperationalError, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from access.roles import Role
from audit import findings, house, sealer
from audit.holding import GRANT
from audit.models import AuditEntry, Decision, Review
from audit.objects import Thing
from audit.recording import record
from audit.rules import back, window
from tests.access import making
from tests.audit.logs import owner, problems, put_in
from tests.reading_room.stories import DAY, HOUR, MINUTE, found, looked_up_again, read
from vault.entropy import new_id

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])
DEEP = "[" * 900 + "]" * 900
ODD = ["[1.5]", "7", '"x"', '{"a": 1.5}', '{"a": {"b": "c"}}', '{"\\u00e4": "x"}', '{"a": "\\u00e4"}', DEEP]


@pytest.fixture
def page(browse, people):
    """The auditor's first page, once it is one."""

    def text():
        answer = browse(people.auditor).get(reverse("audit:log"))
        assert answer.status_code == 200
        return answer.content.decode()

    return text


@pytest.mark.parametrize("digests", ODD)
@pytest.mark.parametrize("action", [house.EVENT, "access.grant", "case.read"])
def test_whatever_it_says_the_log_goes_on_and_it_is_named(office, clock, page, action, digests):
    said = {"actor": "", "object_kind": "reference", "object_id": "x"} if action == house.EVENT else {"actor": "x"}
    rows = [put_in(action=action, digests=digests, decision=one, **said) for one in ("done", "allowed", "intended")]
    put_in(office.file, action=action, digests=digests, actor=str(office.one.pk))
    clock.shift(MINUTE * 2)
    mine = record(office.one, "message.write", office.file)
    assert house.run_once(timezone.now()) == 0
    sealer.run_until_done(timezone.now())
    assert AuditEntry.objects.get(pk=mine.pk).number is not None
    assert [one for one in problems() if str(rows[0].pk) in one] == [
        f"entry {rows[0].pk} (not sealed yet) was not written by the application"
    ]
    assert len(found("put-in")) == 4
    assert "Sebuah entri tidak ditulis aplikasi: basis data ditulisi. Jalankan pemeriksaan penuh." in page()


def test_it_waits_for_ever_and_the_sealer_is_not_blamed_for_it(office, clock):
    sealer.run_until_done(timezone.now())
    put_in(office.file, actor=str(office.one.pk))
    clock.shift(HOUR)
    assert (len(found("put-in")), found("late")) == (1, [])
    waits = record(office.one, "message.write", office.file)
    clock.shift(MINUTE)
    assert [finding.at for finding in found("late")] == [waits.time]


def test_it_gives_nobody_anything(office, clock):
    stranger = making.person(Role.CASE_MANAGER)
    given = json.dumps({f"{GRANT}handle_case:{office.file.pk}:{stranger.pk}": "f" * 64})
    put_in(office.file, action="access.grant", decision="done", digests=given, object_kind="staff")
    clock.shift(HOUR)
    read(stranger, office.file)
    assert len(found("no-grant")) == 1


def test_it_is_no_look_and_no_work(office, clock):
    looked_up_again(office, clock)
    for days in range(6):
        put_in(office.file, action="message.write", actor=str(office.one.pk), time=timezone.now() - days * DAY)
        put_in(office.file, actor=str(office.other.pk), time=timezone.now() - days * DAY)
    back._read = back.Read()  # as in a process that has looked at nothing yet
    assert [finding.key.split(":")[0] for finding in found("again")] == ["again"]
    assert str(office.one.get_full_name()) in found("again")[0].sentence


def test_with_a_number_below_nought_it_explains_nothing_either(office, clock):
    """From before the database refused such a number, or given by its owner."""
    looked_up_again(office, clock)
    reader = making.person(Role.CASE_MANAGER)
    read(reader, office.file)
    sealer.run_until_done(timezone.now())
    for days in range(6):
        put_in(office.file, action="message.write", actor=str(office.one.pk), time=timezone.now() - days * DAY)
    given = json.dumps({f"{GRANT}handle_case:{office.file.pk}:{reader.pk}": ""})
    put_in(office.file, action="access.grant", time=timezone.now() - 9 * DAY, digests=given)
    with owner() as cursor:
        for number, entry in enumerate(AuditEntry.objects.filter(number=None).values_list("pk", flat=True), 1):
            pk = AuditEntry._meta.pk.get_db_prep_value(entry, connections["default"])
            cursor.execute("UPDATE audit_auditentry SET number = %s WHERE id = %s", [-number, pk])
    back._read = back.Read()  # as in a process that has looked at nothing yet
    window.newest._known = window.newest.Known()
    assert [len(found(rule)) for rule in ("again", "no-grant", "never-sealed")] == [1, 1, 7]


def test_a_review_that_was_put_in_signs_nothing_off(office, clock):
    looked_up_again(office, clock)
    [one], auditor = found("again"), making.person(Role.AUDITOR)
    Review.objects.create(id=Review.id_of(one.key), key=one.key, by=auditor.pk)
    assert found("again") == [one]
    put_in(action="log.review", actor=str(auditor.pk), object_kind="review", object_id=str(Review.id_of(one.key)))
    assert found("again") == [one]


def test_an_intent_that_was_put_in_is_settled_by_nobody(clock):
    put_in(action=house.EVENT, decision="intended", object_kind="reference", object_id=str(new_id()))
    clock.shift(HOUR)
    assert house.run_once(timezone.now()) == 0


def test_the_sealer_asks_nothing_of_the_houses(office, clock):
    record(None, house.EVENT, house.thing(new_id()), decision=Decision.INTENDED)
    clock.shift(HOUR)
    with CaptureQueriesContext(connections["shelters"]) as asked:
        call_command("sealer", "--once")
    assert len(asked) == 0
    assert AuditEntry.objects.filter(number=None).count() == 0


@pytest.fixture
def rule():
    """A rule of these tests, taken away after them."""
    yield lambda rule: findings.register("of these tests", rule)
    findings._rules.pop("of these tests")


def test_a_rule_that_breaks_is_a_finding_and_silences_no_other(office, clock, rule, caplog):
    looked_up_again(office, clock)

    def breaks(now):
        raise ValueError("Jl. Melati 7")

    rule(breaks)
    assert len(found("again")) == 1
    [told] = found("broken")
    assert (told.weight, told.url) == (101, reverse("audit:check"))
    assert told.sentence == (
        "Satu aturan temuan tidak dapat dijalankan: mungkin basis data ditulisi. Jalankan pemeriksaan penuh dan beri "
        "tahu administrator."
    )
    said = [one.getMessage() for one in caplog.records if one.levelno >= logging.ERROR]
    assert set(said) == {"rule of these tests broke: ValueError"}
    caplog.clear()


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_a_database_that_is_away_is_no_finding(clock, rule, error):
    def away(now):
        raise error

    rule(away)
    with pytest.raises(error):
        findings.standing(timezone.now())


def test_a_row_with_a_time_that_no_program_knows_breaks_its_own_rule_alone(office, clock, rule, caplog):
    def unread(now):
        raise DataError

    rule(unread)
    record(office.one, "statistics.print", Thing("statistics", ""))
    assert {one.key.split(":")[0] for one in findings.standing(timezone.now())} >= {"broken", "figures-printed"}
    caplog.clear()


def test_a_flood_of_one_kind_leaves_room_for_others_on_the_page(office, clock, page):
    for _ in range(40):
        clock.shift(timedelta(seconds=1))
        record(office.one, "case.read", office.file, decision=Decision.FAILED)
    record(office.one, "statistics.print", Thing("statistics", ""))
    assert "Statistik disiapkan untuk dicetak" in page()
