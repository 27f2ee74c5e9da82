"""An hour in which nobody could open by break-glass is loud beforehand, and a finding when it has passed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from access import roster
from access.models import Duty
from audit import findings
from casework import at_the_desk, today
from casework.queries import unpaired
from tests.casework.emergency import NIGHT

pytestmark = [pytest.mark.django_db(databases=["default", "shelters"]), pytest.mark.usefixtures("night")]

HOUR = timedelta(hours=1)


def put(staff, begins: int, ends: int) -> Duty:
    """On the roster from so many hours after two in the morning to so many."""
    return roster.enter(staff, begins=NIGHT + begins * HOUR, ends=NIGHT + ends * HOUR, by=staff)


def both(people, begins: int, ends: int) -> None:
    for staff in (people.supervisor, people.piket_bpbd):
        put(staff, begins, ends)


def told(staff) -> list[tuple]:
    """The lines about the roster: what they say, and whether they are urgent."""
    lines = [item for item in today.lists(staff)["due"] if item.url == "/jadwal-piket/"]
    return [(item.title, item.note, item.urgency == today.NOW) for item in lines]


def found(hours: float) -> list[str]:
    """The findings, so many hours after two in the morning."""
    return [finding.key for finding in unpaired.gone_by(NIGHT + hours * HOUR)]


def test_whoever_makes_the_roster_is_told_loudly_a_day_beforehand_which_hours_have_no_pair(people, night):
    both(people, 0, 24)
    put(people.supervisor, 24, 27)
    put(people.piket_bpbd, 26, 27)
    both(people, 27, 30)
    both(people, 31, 50)
    first = "Akses darurat tanpa pasangan 25 November 02.00 sampai 25 November 04.00: isi jadwal piket"
    assert told(people.supervisor) == [(first, "dan 1 kali lagi dalam dua hari", False)]
    night.shift(timedelta(seconds=1))
    for staff in (people.supervisor, people.piket_bpbd, people.kepala):
        assert told(staff) == [(first, "dan 1 kali lagi dalam dua hari", True)]
        assert "1 hal yang mendesak menunggu Anda." in [str(alarm.text) for alarm in at_the_desk.alarms(staff)]
    assert told(people.manajer) == []
    put(people.piket_bpbd, 24, 26)
    assert told(people.kepala) == [
        ("Akses darurat tanpa pasangan 25 November 08.00 sampai 25 November 09.00: isi jadwal piket", "", False)
    ]
    both(people, 30, 31)
    assert told(people.kepala) == []


def test_an_hour_that_passed_without_a_pair_is_found_for_a_month(people):
    both(people, 0, 5)
    put(people.supervisor, 5, 9)
    both(people, 9, 24)
    assert found(5.9) == []
    assert found(6) == ["unpaired:2026-11-24:1"]
    assert found(24) == ["unpaired:2026-11-24:4"]
    assert found(24 * 29) == ["unpaired:2026-11-24:4", "unpaired:2026-11-25:22"] + [
        f"unpaired:{(timezone.localtime(NIGHT) + timedelta(days=day)).date()}:{24 if day < 29 else 2}"
        for day in range(2, 30)
    ]
    assert "unpaired:2026-11-24:4" not in found(24 * 31)
    (finding,) = unpaired.gone_by(NIGHT + 9 * HOUR)
    assert finding.sentence == "Akses darurat: 4 jam tanpa pasangan pada jadwal piket, sejak 24 November 07.00."
    assert (finding.at, finding.weight > 80) == (NIGHT + 5 * HOUR, True)


def test_hours_that_were_written_down_afterwards_were_hours_without_a_pair(people, night):
    both(people, 0, 2)
    night.shift(4 * HOUR)
    both(people, 2, 9)
    assert found(4) == ["unpaired:2026-11-24:2"]
    assert found(9) == ["unpaired:2026-11-24:2"]


def test_where_nobody_was_ever_put_on_the_roster_the_start_pages_say_so_and_no_day_is_found(people):
    assert found(24) == []
    assert told(people.kepala)[0][2] is True


def test_auditors_have_it_on_their_first_page(people, night, browse):
    both(people, 0, 1)
    night.shift(3 * HOUR)
    assert "unpaired:2026-11-24:2" in [finding.key for finding in findings.standing(timezone.now())]
    assert "2 jam tanpa pasangan" in browse(people.auditor).get("/log/").content.decode()
