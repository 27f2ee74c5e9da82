"""Step 6: the notes are the author's own."""

from datetime import timedelta

import pytest
from django.utils import timezone

from access import policy
from access.errors import Refused, Unseen
from access.permissions import Permission
from audit.errors import NotForYou
from audit.reveal import reveal
from casework.actions.assigning import assign_counsellor
from casework.actions.counselling import change_session
from casework.models import Session
from tests.casework import world

READ = Permission.CASE_READ


def test_the_author_reads_the_notes(people):
    session = world.session(world.case(people), people)
    mine = policy.get(people.konselor, Permission.CASE_NOTES, session.pk, of=Session)
    with reveal(people.konselor, "session.notes", mine, [(mine, "notes")], permission=Permission.CASE_NOTES) as opened:
        assert opened[mine, "notes"] == world.NOTES


@pytest.mark.parametrize("who", ["manajer", "supervisor", "kepala", "penerima", "manajer2", "admin", "auditor"])
def test_nobody_else_opens_the_notes_by_any_way(people, who):
    case = world.case(people)
    session = world.session(case, people)
    reader = getattr(people, who)
    with pytest.raises(Unseen):
        policy.get(reader, Permission.CASE_NOTES, session.pk, of=Session)
    try:
        seen = policy.get(reader, READ, case.pk)
    except Unseen:
        return
    row = seen.sessions.get()
    with pytest.raises(NotForYou), reveal(reader, "x", seen, [(row, "notes")], "sebuah alasan yang panjang"):
        raise AssertionError("the notes opened")


@pytest.mark.parametrize("who", ["manajer", "supervisor", "kepala"])
def test_the_summary_is_read_by_those_who_carry_the_case(people, who):
    case = world.case(people)
    world.session(case, people)
    seen = policy.get(getattr(people, who), READ, case.pk)
    row = seen.sessions.get()
    with reveal(getattr(people, who), "x", seen, [(row, "summary")]) as opened:
        assert opened[row, "summary"] == world.SUMMARY


def test_the_next_counsellor_does_not_inherit_the_former_ones_notes(people):
    case = world.case(people)
    session = world.session(case, people)
    with_role = people.manajer2
    type(with_role).objects.filter(pk=with_role.pk).update(role="counsellor", approved_role="counsellor")
    with_role.refresh_from_db()
    assign_counsellor(case, counsellor=with_role, by=people.supervisor)
    assert policy.get(with_role, READ, case.pk).sessions.count() == 1
    for former_or_next in (with_role, people.konselor):
        with pytest.raises(Unseen):
            policy.get(former_or_next, Permission.CASE_NOTES, session.pk, of=Session)


def test_a_summary_without_the_clients_word_is_refused(people):
    case = world.case(people)
    with pytest.raises(Refused):
        world.session(case, people, summary_agreed=False)
    session = world.session(case, people, summary="", summary_agreed=False)
    with pytest.raises(Refused):
        change_session(session, notes="x", summary="y", summary_agreed=False, by=people.konselor)
    with pytest.raises(Refused):
        change_session(session, notes="x", summary="", summary_agreed=False, by=people.manajer)


def test_a_session_lies_never_in_the_future(people):
    with pytest.raises(Refused):
        world.session(world.case(people), people, day=timezone.localdate() + timedelta(days=1))
