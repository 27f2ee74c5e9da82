"""The living cases took place in the past days, each step at its own moment."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from audit import findings
from audit.models import AuditEntry
from casework import today
from casework.models import Case, Moment, Ticket, TicketEvent
from casework.queries import statistics
from demo import ledger, living
from demo.clock import told_from
from tests.two_worlds.sweep import signed_in

pytestmark = pytest.mark.slow
NINE = timedelta(minutes=9)


def test_every_acknowledgement_comes_one_to_nine_minutes_after_the_sending(city):
    sent = dict(TicketEvent.every.filter(kind=Moment.SENT).values_list("ticket_id", "at"))
    answered = TicketEvent.every.filter(kind=Moment.ACKNOWLEDGED).values_list("ticket_id", "at")
    waits = [at - sent[ticket] for ticket, at in answered]
    assert len(waits) >= 20
    assert all(timedelta(seconds=55) <= wait <= NINE + timedelta(seconds=30) for wait in waits)


def test_the_median_of_every_agency_that_answered_is_a_real_time(city):
    rows = [row for row in statistics.answering(city.supervisor) if row.number]
    assert {row.agency for row in rows} >= {"UPT PPPA Dinas PPAPP", "Dinas Gulkarmat", "Ambulans Gawat Darurat Dinkes"}
    assert all(row.median >= timedelta(seconds=55) for row in rows)


def test_tickets_came_in_over_several_days_and_none_in_the_future(city):
    opened = list(Ticket.every.values_list("opened", flat=True))
    assert len({timezone.localdate(moment) for moment in opened}) >= 6
    assert min(opened) > timezone.now() - timedelta(days=10)
    assert max(opened) < timezone.now()
    assert len({moment.replace(second=0, microsecond=0) for moment in opened}) == len(living.STORIES)


def test_a_file_s_entries_stand_in_the_order_of_its_steps(city):
    for case in Case.every.filter(imported=False):
        moments = case.opened, case.decided or case.opened, case.closed or case.decided or case.opened
        assert all(before <= after for before, after in pairwise(moments))


def test_the_log_verifies(city, capsys):
    call_command("verify_audit_log")
    assert "problems 0" in capsys.readouterr().out


@pytest.mark.sqlite_only  # rowid is SQLite's, and in order
def test_what_was_written_later_bears_no_earlier_time(city):
    """SQLite keeps rows in the order in which they were written: nothing was told afterwards."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT time FROM {AuditEntry._meta.db_table} ORDER BY rowid")
        times = [row[0] for row in cursor.fetchall()]
    assert len(times) > 400
    assert times == sorted(times)


def test_everybody_finds_something_today_or_reads_that_nothing_waits(city):
    waits = {name: sum(map(len, today.lists(staff).values())) for name, staff in vars(city).items()}
    idle = sorted(name for name, number in waits.items() if not number)
    assert idle == ["admin"]
    page = signed_in("admin").get("/").content.decode()
    for sentence in ("Tidak ada yang menunggu Anda sekarang.", "Belum ada yang baru."):
        assert sentence in page


def test_the_auditor_s_day_says_how_many_findings_stand_and_leads_to_them(city):
    (item,) = today.lists(city.auditor)["due"]  # break-glass was used: it can't wait
    standing = findings.standing(timezone.now())
    assert len(standing) >= 1
    assert (str(item.title), item.url) == (f"{len(standing)} temuan menunggu tinjauan", reverse("audit:log"))
    assert f'href="{item.url}"' in signed_in("auditor").get("/").content.decode()


def test_each_reference_of_the_ledger_stands_for_its_own_story(city):
    told = ledger.read()["living"]
    assert len(told) == len(set(told)) == len(living.STORIES)
    channels = [Ticket.every.filter(number=name).values_list("channel", flat=True).first() for name in told]
    channels = [
        Case.every.get(reference=name).channel if channel is None else channel
        for name, channel in zip(told, channels, strict=True)
    ]
    assert channels == [story.channel for story in living.STORIES]


def test_the_clock_only_goes_forward_and_never_past_the_present():
    really = timezone.now
    start = timezone.now() - timedelta(days=3)
    with told_from(start) as clock:
        assert timedelta(0) <= timezone.now() - start < timedelta(seconds=5)
        clock.go_to(start + timedelta(days=1))
        clock.go_to(start)
        assert timezone.now() >= start + timedelta(days=1)
        clock.go_to(start + timedelta(days=99))
        assert timezone.now() <= really()
    assert timezone.now is really


@pytest.mark.parametrize("hour", ["00:01", "09:10", "23:59"])
def test_no_step_lies_in_the_future_whenever_the_demo_is_made(hour):
    now = timezone.make_aware(datetime.fromisoformat(f"2026-11-24T{hour}"))
    for story in living.STORIES:
        told = [due.step for due in living.timeline(story, now) if due.step not in ("open", "acknowledge")]
        moments = [due.moment for due in living.timeline(story, now)]
        assert told == list(story.reach)
        assert now - living.BEGAN < moments[0] and moments[-1] < now
