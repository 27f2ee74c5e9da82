"""Break-glass: asked by one, agreed to by two others of two agencies who see nothing, half an hour."""

from __future__ import annotations

from datetime import timedelta

import pytest

from access import policy, roster
from access.errors import NotNow, Refused
from audit.register import unwatched
from casework.actions import break_glass
from casework.models import BreakGlass, CaseEvent
from tests.casework import world
from tests.casework.emergency import HALF_AN_HOUR, NIGHT, READ, asked, deciding, opened, sees, wall

pytestmark = [pytest.mark.django_db(databases=["default", "shelters"]), pytest.mark.usefixtures("night")]


@pytest.fixture
def case(people, night):
    """A file with which konselor has nothing to do."""
    return world.case(people, counsellor=False)


def test_it_opens_for_half_an_hour_once_two_have_agreed_and_not_before(people, case, on_duty, night):
    row = asked(case, people)
    assert not sees(people.konselor, case)
    row = break_glass.agree(row, by=people.supervisor)
    assert not sees(people.konselor, case)
    row = break_glass.agree(row, by=people.piket_bpbd)
    assert row.until == NIGHT + HALF_AN_HOUR
    file = policy.get(people.konselor, READ, case.pk)
    assert file.standing == {"emergency_case"}
    assert not policy.explained(people.konselor, READ, file)
    night.move_to(NIGHT + HALF_AN_HOUR - timedelta(seconds=1))
    assert sees(people.konselor, case)
    night.move_to(NIGHT + HALF_AN_HOUR)
    assert not sees(people.konselor, case)


def test_it_shows_what_helps_her_now_and_no_more(people, case, on_duty, browse):
    desk, page = browse(people.konselor), f"/kasus/{case.pk}/"
    assert desk.get(page).status_code == 404
    opened(case, people)
    reason = {"alasan": "korban menelepon, manajernya tidak terjangkau"}
    assert world.NAME not in desk.get(page).content.decode()
    shown = {
        tab: desk.post(f"{page}{tab}", reason).status_code
        for tab in ("", "orang/", "asesmen/", "rencana/", "linimasa/", "persetujuan/", "tugas/", "percakapan/",
                    "rujukan/", "konseling/", "bukti/", "dokumen/")
    }  # fmt: skip
    assert {tab for tab, status in shown.items() if status == 200} == {
        "", "orang/", "asesmen/", "rencana/", "linimasa/",
    }  # fmt: skip
    summary = desk.post(page, reason).content.decode()
    assert world.NAME in summary
    assert "Perlindungan" not in summary
    assert desk.get(f"{page}konselor/").status_code == 404


def test_the_two_are_others_of_two_agencies_and_on_duty(people, case, on_duty):
    row = asked(case, people)
    assert deciding(people) == {"supervisor", "piket_bpbd"}
    for staff in (people.supervisor2, people.dinsos, people.konselor, people.manajer, people.admin, people.kepala):
        with pytest.raises(NotNow):
            break_glass.agree(row, by=staff)
    row = break_glass.agree(row, by=people.supervisor)
    assert deciding(people) == {"piket_bpbd"}
    with pytest.raises(NotNow):
        break_glass.agree(row, by=people.supervisor)
    assert not sees(people.konselor, case)


def test_two_of_one_agency_do_not_open_it_though_both_are_on_duty(people, case, on_duty):
    roster.enter(people.supervisor2, begins=NIGHT, ends=NIGHT + timedelta(hours=1), by=people.supervisor)
    row = break_glass.agree(asked(case, people), by=people.supervisor)
    with pytest.raises(NotNow):
        break_glass.agree(row, by=people.supervisor2)


def test_two_who_are_not_ppapp_do_not_open_it_without_a_supervisor(people, case, on_duty):
    roster.enter(people.dinsos, begins=NIGHT, ends=NIGHT + timedelta(hours=1), by=people.dinsos)
    row = break_glass.agree(asked(case, people), by=people.piket_bpbd)
    assert deciding(people) == {"supervisor"}
    with pytest.raises(NotNow):
        break_glass.agree(row, by=people.dinsos)


@pytest.mark.parametrize("typed", ["3171234567890123", "0812-3456-7890", "Jl. Kenanga 17", "Gang Mawar"])
def test_what_is_no_file_number_is_kept_nowhere(people, case, on_duty, typed):
    with pytest.raises(Refused):
        asked(case, people, reference=typed)
    assert not BreakGlass.objects.exists()


def test_whoever_may_decide_is_told_and_listed_roster_or_not(
    people, case, browse, mailoutbox, django_capture_on_commit_callbacks
):
    desk = browse(people.konselor)
    with django_capture_on_commit_callbacks(execute=True):
        asked(case, people)
    assert {one["staff"].username for one in desk.get("/akses-darurat/").context["to_call"]} == deciding(people)
    people_told = {address for message in mailoutbox for address in message.to}
    assert people_told == {
        staff.agency.notify_address for staff in (people.supervisor, people.piket_bpbd, people.dinsos)
    }


def test_one_on_duty_behind_a_wall_is_not_rung(people, case, on_duty, browse):
    wall(people.supervisor, case)
    asked(case, people)
    listed = browse(people.konselor).get("/akses-darurat/").context["to_call"]
    assert [one["staff"].username for one in listed] == ["piket_bpbd", "supervisor2"]


def test_whoever_declines_is_named_to_the_one_who_asked(people, case, on_duty, browse):
    break_glass.decline(asked(case, people), by=people.supervisor)
    [told] = browse(people.konselor).get("/akses-darurat/").context["asked"]
    assert told["said"] == f"tidak disetujui oleh {people.supervisor.get_full_name()}"


def test_two_accounts_of_one_person_are_one(people, case, on_duty):
    row = asked(case, people)
    with unwatched():
        people.piket_bpbd.nik = "9999020101809999"
        people.piket_bpbd.save()
        people.konselor.nik = "9999020101809999"
        people.konselor.save()
    assert "piket_bpbd" not in deciding(people)
    break_glass.agree(row, by=people.supervisor)
    assert deciding(people) == {"dinsos"}
    with unwatched():
        people.supervisor.nik = people.dinsos.nik = "9999020101808888"
        people.supervisor.save()
        people.dinsos.save()
    assert deciding(people) == set()
    with unwatched():
        people.konselor.nik = None
        people.konselor.save()
    with pytest.raises(Refused):
        asked(case, people)


def test_in_an_hour_without_a_pair_nobody_waits_for_a_roster(people, case):
    asked(case, people)
    assert deciding(people) == {"supervisor", "supervisor2", "piket_bpbd", "dinsos"}
    roster.enter(people.dinsos, begins=NIGHT, ends=NIGHT + timedelta(hours=1), by=people.dinsos)
    assert deciding(people) == {"supervisor", "supervisor2", "dinsos"}


def test_one_on_duty_who_does_not_answer_is_asked_alone_for_ten_minutes(people, case, on_duty, night, browse):
    row = asked(case, people)
    night.move_to(NIGHT + timedelta(minutes=10, seconds=-1))
    assert deciding(people) == {"supervisor", "piket_bpbd"}
    night.move_to(NIGHT + timedelta(minutes=10))
    assert deciding(people) == {"supervisor", "supervisor2", "piket_bpbd", "dinsos"}
    listed = browse(people.konselor).get("/akses-darurat/").context["to_call"]
    assert {one["staff"].username for one in listed} == deciding(people)
    row = break_glass.agree(row, by=people.supervisor2)
    assert deciding(people) == {"piket_bpbd", "dinsos"}
    break_glass.agree(row, by=people.dinsos)
    assert sees(people.konselor, case)


def test_where_nobody_answered_for_ten_minutes_everybody_fit_is_told_once_more(
    people, case, on_duty, night, mailoutbox, django_capture_on_commit_callbacks
):
    row = asked(case, people)

    def called(moment) -> list[str]:
        night.move_to(moment)
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            break_glass.run_once(moment)
        return sorted(address for message in mailoutbox for address in message.to)

    late = NIGHT + timedelta(minutes=10)
    everybody = sorted(one.agency.notify_address for one in (people.supervisor, people.piket_bpbd, people.dinsos))
    assert called(late - timedelta(seconds=1)) == []
    assert called(late) == everybody
    assert called(late) == []
    assert BreakGlass.objects.get(pk=row.pk).called_at == late


@pytest.mark.parametrize("answer", ["declined", "agreed"])
def test_nobody_is_called_again_once_it_was_answered(
    people, case, on_duty, night, mailoutbox, django_capture_on_commit_callbacks, answer
):
    row = asked(case, people)
    if answer == "declined":
        break_glass.decline(row, by=people.supervisor)
    else:
        break_glass.agree(break_glass.agree(row, by=people.supervisor), by=people.piket_bpbd)
    night.shift(timedelta(minutes=11))
    with django_capture_on_commit_callbacks(execute=True):
        assert break_glass.run_once(NIGHT + timedelta(minutes=11)) == 0
    assert mailoutbox == []


def test_who_stands_behind_a_wall_opens_nothing_and_learns_nothing(people, case, on_duty, browse):
    wall(people.konselor, case)
    desk = browse(people.konselor)
    for reference in (case.reference, "C-0000"):
        row = break_glass.agree(asked(case, people, reference=reference), by=people.supervisor)
        assert break_glass.agree(row, by=people.piket_bpbd).until is None
    told = [(one["said"], one["url"]) for one in desk.get("/akses-darurat/").context["asked"]]
    assert told[0] == told[1]
    assert not sees(people.konselor, case)
    assert not CaseEvent.every.filter(case=case, kind="case.break_glass").exists()


def test_an_approver_behind_a_wall_is_not_asked_and_somebody_else_is(people, case, on_duty, browse):
    wall(people.supervisor, case)
    row = asked(case, people)
    assert deciding(people) == {"supervisor2", "piket_bpbd"}
    pages = [browse(people.supervisor).get(f"/akses-darurat/{pk}/putuskan/") for pk in (row.pk, case.pk)]
    assert (pages[0].status_code, pages[0].content) == (404, pages[1].content)


@pytest.mark.parametrize("reference", ["C-0000", "999/11/2026"])
def test_asking_for_a_file_that_never_was_looks_like_asking_for_one(people, case, on_duty, browse, reference):
    desk = browse(people.konselor)
    answers = [
        desk.post("/akses-darurat/", {"reference": typed, "why": "calls"}) for typed in (case.reference, reference)
    ]
    assert [answer.status_code for answer in answers] == [303, 303]
    rows = desk.get("/akses-darurat/").context["asked"]
    assert [(str(one["said"]), one["url"]) for one in rows] == [("menunggu persetujuan", "")] * 2
    assert [row["row"].case_id for row in rows].count(None) == 1


def test_a_shredded_file_is_one_that_never_was(people, case, on_duty):
    row = break_glass.agree(asked(case, people), by=people.supervisor)
    with unwatched():
        case.state = "shredded"
        case.save(update_fields=["state"])
    assert break_glass.agree(row, by=people.piket_bpbd).until is None
    assert asked(case, people).case is None


def test_one_no_ends_it_and_one_may_ask_again(people, case, on_duty):
    row = break_glass.agree(asked(case, people), by=people.supervisor)
    break_glass.decline(row, by=people.piket_bpbd)
    with pytest.raises(NotNow):
        break_glass.agree(row, by=people.piket_bpbd)
    assert not sees(people.konselor, case)
    opened(case, people)
    assert sees(people.konselor, case)


def test_an_hour_later_nobody_can_agree_any_more(people, case, on_duty, night):
    row = asked(case, people)
    night.move_to(NIGHT + break_glass.WAITS)
    assert deciding(people) == set()
    with pytest.raises(NotNow):
        break_glass.agree(row, by=people.supervisor)


def test_three_wait_at_once_at_most_and_ones_own_files_need_none(people, case, on_duty):
    for _ in range(break_glass.MOST):
        asked(case, people)
    with pytest.raises(Refused):
        asked(case, people)
    with pytest.raises(Refused):
        asked(case, people, by=people.penerima)  # who registered it
