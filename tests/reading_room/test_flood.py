"""One kind of finding in hundreds: it pushes no other off the page, and says how many more there are."""

import pytest

from access.roles import Role
from audit import actions
from audit.findings import MOST
from audit.models import Decision
from audit.objects import Thing
from audit.recording import record
from tests.access import making
from tests.reading_room.stories import MINUTE, found

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])
GRAVE = ("break-glass", "wall-lifted", "restored")


def printed(office, clock, times):
    for _ in range(times):
        clock.shift(MINUTE / 10)
        record(office.one, "statistics.print", Thing("statistics", ""))


def test_printing_statistics_hundreds_of_times_hides_no_break_glass(office, clock):
    record(office.one, "break_glass.open", office.file)
    record(office.one, "wall_lift.confirm", office.file)
    record(None, "backup.restore", Thing("backup", "x"))
    printed(office, clock, MOST + 3)
    assert [len(found(rule)) for rule in GRAVE] == [1, 1, 1]
    *shown, more = found("figures-printed")
    assert len(shown) == MOST
    assert more.sentence == (
        "Dan 3 temuan lagi seperti ini: Statistik disiapkan untuk dicetak: siapa penerimanya tidak tercatat."
    )


def test_what_was_signed_off_makes_room_and_what_is_left_stays_until_it_is_looked_at(office, clock):
    auditor = making.person(Role.AUDITOR)
    printed(office, clock, MOST + 2)
    *shown, more = found("figures-printed")
    actions.review(more.key, by=auditor)
    assert found("figures-printed") == shown
    actions.review(shown[0].key, by=auditor)
    *_others, again = found("figures-printed")
    assert (again.key != more.key, again.sentence[:5]) == (True, "Dan 1")
    actions.review(shown[1].key, by=auditor)
    assert {one.key for one in found("figures-printed")}.isdisjoint({again.key, more.key})
    assert len(found("figures-printed")) == MOST


def test_failures_that_were_signed_off_hide_no_older_one(office, clock):
    auditor = making.person(Role.AUDITOR)
    oldest = record(office.one, "case.read", office.file, decision=Decision.FAILED)
    for _ in range(MOST):
        clock.shift(MINUTE / 10)
        record(office.one, "case.read", office.file, decision=Decision.FAILED)
    *_shown, more = found("failed")
    assert "Dan 1 temuan lagi" in more.sentence
    actions.review(found("failed")[0].key, by=auditor)
    assert found("failed")[-1].key == f"failed:{oldest.pk}"
