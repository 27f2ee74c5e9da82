"""Two calls are two tickets and one call is one, whichever page, form and draft they were sent from."""

from __future__ import annotations

import pytest

from access.locking import Onward
from access.models import Submission
from audit.models import AuditEntry, Decision
from casework import at_the_desk
from casework.actions.drafts import open_draft, take_over_draft
from casework.actions.tickets import open_ticket
from casework.models import DeskDraft, Moment, Ticket, TicketEvent
from tests.casework import away
from tests.casework.at_desk import WHAT, empty_spool, enter, form_of, number_in, open_desk, typed  # noqa: F401
from vault import spool
from vault.entropy import new_id

pytestmark = pytest.mark.django_db(databases=["default", "shelters"], transaction=True)
MORE = "Ia membawa pisau, dan dua anak masih di dalam."


def found(desk, number: str) -> str:
    """The page of the ticket that bears this provisional number."""
    return desk.get(f"/tiket/{Ticket.every.get(provisional=number).pk}/").content.decode()


def test_words_added_to_a_call_that_is_kept_are_kept_too(desk):
    sent = typed(desk.get("/meja/baru/"))
    with away.database():
        first, second = (number_in(desk.post("/meja/", {**sent, **more})) for more in ({}, {"what": MORE}))
    assert first != second and len(spool.waiting()) == 2
    assert (enter(), Ticket.every.count()) == (2, 2)
    assert MORE in found(desk, second) and MORE not in found(desk, first)
    assert AuditEntry.objects.filter(decision=Decision.FAILED).count() == 0


def test_blanks_make_no_second_call(desk):
    sent = typed(desk.get("/meja/baru/"))
    with away.database():
        numbers = {number_in(desk.post("/meja/", {**sent, "what": f"{sent['what']}{more}"})) for more in ("", " \r\n")}
    assert len(numbers) == len(spool.waiting()) == 1


def test_another_call_saved_from_the_page_of_a_kept_one_takes_neither_its_ticket_nor_its_number(desk):
    sent = typed(desk.get("/meja/baru/"))
    with away.database():
        number = number_in(desk.post("/meja/", sent))
    told = desk.post("/meja/", {**sent, "what": MORE})
    assert (told.status_code, "simpan sekali lagi" in told.content.decode()) == (422, True)
    assert desk.post("/meja/", typed(told, what=MORE)).status_code == 303
    assert (enter(), Ticket.every.count(), spool.waiting()) == (1, 2, [])
    assert sent["what"] in found(desk, number) and MORE not in found(desk, number)


def test_another_call_sent_from_the_page_of_a_saved_one_is_saved_too(desk):
    sent = typed(desk.get("/meja/baru/"))
    assert desk.post("/meja/", sent).status_code == 303
    told = desk.post("/meja/", {**sent, "what": MORE})
    assert (told.status_code, MORE in told.content.decode()) == (422, True)
    answer = desk.post("/meja/", typed(told, what=MORE))
    assert (answer.status_code, Ticket.every.count()) == (303, 2)
    assert MORE in desk.get(answer["Location"]).content.decode()


def test_another_call_kept_from_the_page_of_a_saved_one_becomes_a_ticket(desk):
    sent = typed(desk.get("/meja/baru/"))
    assert desk.post("/meja/", sent).status_code == 303
    with away.database():
        number = number_in(desk.post("/meja/", {**sent, "what": MORE}))
    assert (enter(), Ticket.every.count(), spool.waiting()) == (1, 2, [])
    assert MORE in found(desk, number)


def test_a_saved_call_that_is_kept_once_more_is_one_ticket_however_late_the_job_comes(desk):
    sent = typed(desk.get("/meja/baru/"))
    assert desk.post("/meja/", sent).status_code == 303
    with away.database():
        number = number_in(desk.post("/meja/", sent))
    Submission.objects.all().delete()  # forgotten after two days
    assert (enter(), spool.waiting()) == (1, [])
    ticket = Ticket.every.get()
    assert ticket.provisional == number
    assert TicketEvent.every.filter(ticket=ticket, kind=Moment.SPOOLED).count() == 1


def test_a_desk_that_changed_hands_makes_one_ticket_of_the_draft_with_its_first_word_s_time(people):
    """Whoever sent it last still holds the form; the draft is the colleague's by then."""
    draft = open_draft(new_id(), typed={"what": "Suara"}, by=people.operator112)
    take_over_draft(draft, by=people.piket_bpbd)
    ticket = open_ticket(draft.pk, what="Suara barang pecah.", by=people.operator112)
    assert DeskDraft.objects.count() == 0
    assert TicketEvent.every.get(ticket=ticket, kind=Moment.RECEIVED).at == draft.opened


def test_the_draft_of_a_call_whose_letter_does_not_open_is_offered_for_it_is_all_there_is(people, desk):
    sent = typed(desk.get("/meja/baru/"))
    desk.post("/meja/draf/", sent)
    with away.database():
        desk.post("/meja/", sent)
    (letter,) = spool.waiting()
    path = spool.folder() / letter
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert desk.get("/meja/").context["draft"] is None
    enter()
    shown = desk.get("/meja/")
    assert form_of(shown)["draf"] == sent["draf"] and WHAT in shown.content.decode()
    assert desk.post("/meja/", typed(shown)).status_code == 303


def test_a_desk_that_changes_hands_keeps_a_call_on_its_way_to_itself(people, desk):
    sent = typed(desk.get("/meja/baru/"))
    desk.post("/meja/draf/", sent)
    with away.database():
        desk.post("/meja/", sent)
    assert at_the_desk.hand_over(people.operator112, people.piket_bpbd, sent["draf"]) == Onward()
    assert DeskDraft.objects.get().staff == people.operator112
    assert (enter(), Ticket.every.count(), DeskDraft.objects.count()) == (1, 1, 0)
