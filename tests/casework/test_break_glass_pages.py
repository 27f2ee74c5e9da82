"""Break-glass on its pages: what each who takes part is shown, how loud it is, and its review."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from access.errors import NotNow
from audit import findings
from audit.models import AuditEntry
from casework import today
from casework.actions import break_glass
from casework.models import CaseEvent
from tests.casework import world
from tests.casework.emergency import HALF_AN_HOUR, NIGHT, asked, opened, wall

pytestmark = [pytest.mark.django_db(databases=["default", "shelters"]), pytest.mark.usefixtures("night")]


@pytest.fixture
def case(people, night):
    """A file with which konselor has nothing to do."""
    return world.case(people, counsellor=False)


def test_whoever_asks_has_the_numbers_of_those_on_duty_and_that_is_an_entry(people, case, on_duty, browse):
    page = browse(people.konselor).get("/akses-darurat/")
    assert [(one["staff"], bool(one["phone"])) for one in page.context["to_call"]] == [
        (people.piket_bpbd, True), (people.supervisor, True),
    ]  # fmt: skip
    assert page.context["to_call"][0]["phone"] in page.content.decode()
    assert AuditEntry.objects.filter(purpose="break_glass.call", actor=str(people.konselor.pk)).count() == 1


def test_whoever_decides_sees_who_asks_and_why_and_never_whose_file(people, case, on_duty, browse):
    row = asked(case, people)
    page = browse(people.piket_bpbd).get(f"/akses-darurat/{row.pk}/putuskan/").content.decode()
    assert people.konselor.get_full_name() in page
    assert "Korban dalam bahaya sekarang" in page
    for told in (case.reference, case.number, str(case.pk), world.NAME):
        assert told not in page
    assert AuditEntry.objects.filter(purpose="account.call_back", object_id=str(people.konselor.pk)).count() == 1


def test_deciding_asks_once_more_who_one_is(people, case, on_duty, client):
    row = asked(case, people)
    client.force_login(people.supervisor)
    session = client.session
    session["both_factors"] = True
    session.save()
    address = f"/akses-darurat/{row.pk}/putuskan/"
    assert client.post(address, {"answer": "setuju"})["Location"] == "/masuk/lagi/"
    assert client.post(address, {"answer": "setuju", "credential": "{}"})["Location"] == address
    row.refresh_from_db()
    assert row.first_by_id is None


def test_pressing_opens_it_and_a_second_press_changes_nothing(people, case, on_duty, browse):
    row = asked(case, people)
    address = f"/akses-darurat/{row.pk}/putuskan/"
    for staff in (people.supervisor, people.piket_bpbd):
        assert browse(staff).post(address, {"answer": "setuju"}).status_code == 303
    row.refresh_from_db()
    assert (row.first_by, row.second_by, row.until) == (people.supervisor, people.piket_bpbd, NIGHT + HALF_AN_HOUR)
    assert browse(people.piket_bpbd).post(address, {"answer": "tolak"}).status_code == 404
    row.refresh_from_db()
    assert row.declined_by_id is None


def test_those_on_duty_are_told_that_somebody_waits_and_nothing_else(
    people, case, on_duty, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        asked(case, people)
    assert sorted(address for message in mail.outbox for address in message.to) == [
        "bpbd@lindung.example",
        "uptppa@lindung.example",
    ]
    assert {message.body for message in mail.outbox} == {"Ada yang menunggu Anda di Lindung. Silakan masuk."}
    first = next(iter(today.lists(people.supervisor)["due"]))
    assert first.title == "Akses darurat diminta: putuskan sekarang"


def test_it_is_loud_and_the_head_reviews_it_within_a_day(people, case, on_duty, browse, night):
    row = opened(case, people)
    written = AuditEntry.objects.filter(case_id=case.pk, action__startswith="break_glass")
    assert sorted(entry.action for entry in written) == ["break_glass.agree", "break_glass.ask", "break_glass.open"]
    assert CaseEvent.every.filter(case=case, kind="case.break_glass", by=people.konselor).count() == 1
    assert "break-glass" in [finding.key.split(":")[0] for finding in findings.standing(timezone.now())]
    browse(people.konselor).post(f"/kasus/{case.pk}/", {"alasan": "korban menelepon minta tolong"})
    night.move_to(NIGHT + timedelta(hours=25))
    (item,) = [item for item in today.lists(people.kepala)["due"] if item.title == "Tinjau akses darurat"]
    assert (item.reference, item.note, item.due) == (case.reference, "terlambat", NIGHT + timedelta(hours=24))
    page = browse(people.kepala).get(item.url)
    assert [str(one["what"]) for one in page.context["opened"]] == ["Ringkasan kasus"]
    assert browse(people.kepala).post(item.url, {"verdict": "right"}).status_code == 303
    row.refresh_from_db()
    assert (row.reviewed_by, row.verdict) == (people.kepala, "right")
    assert browse(people.kepala).get(item.url).status_code == 404


def test_who_took_part_or_stands_behind_a_wall_reviews_nothing(people, case, on_duty):
    row = opened(case, people)
    for staff in (people.konselor, people.supervisor, people.piket_bpbd):
        assert break_glass.to_review(staff) == []
        with pytest.raises(NotNow):
            break_glass.review(row, verdict="right", by=staff)
    assert break_glass.to_review(people.kepala) == [row]
    wall(people.kepala, case)
    assert break_glass.to_review(people.kepala) == []


def test_nobody_else_has_these_pages(people, case, on_duty, browse):
    row = opened(case, people)
    waiting = asked(world.case(people, counsellor=False), people)
    everybody = {name: browse(staff) for name, staff in vars(people).items()}

    def reach(path: str) -> set[str]:
        return {name for name, desk in everybody.items() if desk.get(path).status_code == 200}

    assert reach("/akses-darurat/") == {"penerima", "konselor"}
    assert reach(f"/akses-darurat/{waiting.pk}/putuskan/") == {"supervisor", "piket_bpbd"}
    assert reach(f"/akses-darurat/{row.pk}/tinjau/") == {"kepala"}
    assert reach("/jadwal-piket/") == {"supervisor", "supervisor2", "piket_bpbd", "dinsos", "kepala"}


def test_the_start_page_asks_the_same_number_of_questions_for_one_request_as_for_three(
    people, case, on_duty, browse, django_assert_num_queries
):
    asked(case, people)
    now = timezone.now()
    with django_assert_num_queries(6):
        assert len(break_glass.to_decide(people.supervisor, now)) == 1
    for _ in range(2):
        asked(case, people)
    with django_assert_num_queries(6):
        assert len(break_glass.to_decide(people.supervisor, now)) == 3
