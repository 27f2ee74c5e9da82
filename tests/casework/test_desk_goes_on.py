"""The 112 desk with database, disk and key provider taken away in the middle of a call, each of them for real."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core import mail, signing
from django.utils import timezone

from access import sessions
from audit.examine import examine
from casework import spool as desks
from casework.actions import spooled
from casework.models import DeskDraft, Moment, Ticket, TicketEvent
from tests.casework import away, world
from tests.casework.at_desk import (
    NUMBER,
    WHAT,
    WHERE,
    empty_spool,  # noqa: F401
    enter,
    form_of,
    number_in,
    open_desk,  # noqa: F401
    typed,
)
from vault import keyring, spool
from vault.entropy import new_id

pytestmark = pytest.mark.django_db(databases=["default", "shelters"], transaction=True)

THREE = {"database": away.database, "disk": away.disk, "keys": away.keys}


@pytest.mark.parametrize("what", THREE)
def test_the_call_goes_on_with_each_of_the_three_taken_away(people, desk, what, caplog):
    page = desk.get("/meja/baru/")
    chosen = str(people.damkar.agency_id)
    with THREE[what]():
        answer = desk.post("/meja/", typed(page, agencies=[chosen], danger="yes"))
        assert answer.status_code == 202
        number = number_in(answer)
        assert people.damkar.agency.name in answer.content.decode().split('id="disimpan"')[1].split("</section>")[0]
        (letter,) = spool.waiting()
    assert Ticket.every.count() == 0
    sealed = (spool.folder() / letter).read_bytes()
    assert not any(word.encode() in sealed for word in ("berteriak", "Kelinci", number))
    assert "Kelinci" not in caplog.text and "berteriak" not in caplog.text
    assert enter() == 1
    ticket = Ticket.every.get()
    assert (ticket.provisional, ticket.danger, spool.waiting()) == (number, "yes", [])
    shown = desk.get(f"/tiket/{ticket.pk}/").content.decode()
    assert WHAT in shown and WHERE in shown and number in shown


def test_in_the_middle_of_saving_the_database_ends(people, desk):
    """The backend is terminated, or the disk of the database is full, right before the ticket is written."""
    page = desk.get("/meja/baru/")
    with away.database_at('INSERT INTO "casework_ticket" '):
        answer = desk.post("/meja/", typed(page, what=f"{WHAT} {'Ia diam. ' * 2000}"))
    assert answer.status_code == 202
    assert Ticket.every.count() == 0
    assert enter() == 1
    assert Ticket.every.get().provisional == number_in(answer)


def test_the_next_calls_are_typed_on_the_page_that_says_so(people, desk):
    answer = desk.get("/meja/baru/")
    with away.database():
        numbers = []
        for call in ("Yang pertama.", "Yang kedua.", "Yang ketiga."):
            answer = desk.post("/meja/", typed(answer, what=call))
            numbers.append(number_in(answer))
            form = answer.context["form"]
            assert (form["what"].value(), form["channel"].value()) == (None, "call_112")
            assert [key["key"] for key in form.keyed_agencies] == [1, 2, 3, 4]
    assert len(set(numbers)) == 3
    assert (enter(), Ticket.every.count()) == (3, 3)
    back = desk.post("/meja/", typed(answer, what="Yang keempat."))  # the same page, when all is well again
    assert (back.status_code, Ticket.every.count()) == (303, 4)


def test_ticket_and_entry_say_both_times(people, desk):
    taken = timezone.now().replace(microsecond=0)
    with time_machine.travel(taken, tick=False):
        page = desk.get("/meja/baru/")
        with away.database():
            desk.post("/meja/", typed(page))
    later = taken + timedelta(minutes=25)
    with time_machine.travel(later, tick=False):
        enter()
    ticket = Ticket.every.get()
    clock = dict(TicketEvent.every.filter(ticket=ticket, agency=None).values_list("kind", "at"))
    assert clock == {Moment.RECEIVED: taken, Moment.SPOOLED: taken, Moment.SAVED: later}
    entry = world.AuditEntry.objects.get(action=spooled.SPOOLED)
    assert (entry.time, entry.object_id, entry.actor) == (later, str(ticket.pk), str(people.operator112.pk))
    assert [key for key in entry.digests if key.startswith("taken:")] == [f"taken:{taken:%Y-%m-%dT%H:%M:%S}.000000Z"]
    assert examine(timezone.now()).problems == []


def test_it_is_sent_as_it_would_have_been_and_his_agency_is_left_out(people, desk):
    page, police = desk.get("/meja/baru/"), people.penyidik.agency
    with away.database():
        chosen = [str(police.pk), str(people.ambulans.agency_id)]
        answer = desk.post("/meja/", typed(page, agencies=chosen, works_for=police.pk))
    assert f"Hubungi: UPT PPPA, {people.ambulans.agency.name}." in " ".join(answer.content.decode().split())
    assert mail.outbox == []
    enter()
    ticket = Ticket.every.get()
    sent = TicketEvent.every.filter(ticket=ticket, kind=Moment.SENT).values_list("agency__code", flat=True)
    assert sorted(sent) == ["agd-dinkes", "uptppa"]
    assert (ticket.works_for, len(mail.outbox)) == (police, 2)


def test_where_he_works_at_ppapp_its_supervisors_alone_are_to_be_called(people, desk):
    page, home = desk.get("/meja/baru/"), str(people.penerima.agency_id)
    for wanted, called in (({}, "supervisor UPT PPPA saja"), ({"his_agency_wanted": "on"}, "UPT PPPA")):
        with away.database():
            answer = desk.post("/meja/", typed(page, works_for=home, **wanted))
        assert f"Hubungi: {called}." in " ".join(answer.content.decode().split())


def test_the_ticket_is_found_by_the_number_that_was_read_out(people, browse, desk):
    page = desk.get("/meja/baru/")
    with away.keys():
        number = number_in(desk.post("/meja/", typed(page)))
    enter()
    ticket = Ticket.every.get()
    found = browse(people.penerima).post("/cari/", {"q": number.lower()}).content.decode()
    assert ticket.number in found
    assert number in desk.get("/tiket/").content.decode()


def test_the_same_form_sent_again_is_the_same_call(people, desk):
    page = desk.get("/meja/baru/")
    sent = typed(page)
    with away.database():
        first, second = (number_in(desk.post("/meja/", sent)) for _press in range(2))
    assert first == second and len(spool.waiting()) == 1
    assert enter() == 1
    again = desk.post("/meja/", sent)  # reloaded when all is well
    ticket = Ticket.every.get()
    assert (again.status_code, again["Location"]) == (303, f"/tiket/{ticket.pk}/")


def test_a_form_saved_before_the_job_came_is_one_ticket_that_bears_the_number(people, desk):
    sent = typed(desk.get("/meja/baru/"))
    with away.database():
        number = number_in(desk.post("/meja/", sent))
    told = desk.post("/meja/", sent)  # reloaded: the call is on its way, and that is said
    assert (told.status_code, Ticket.every.count()) == (422, 0)
    assert desk.post("/meja/", typed(told)).status_code == 303
    assert (enter(), spool.waiting()) == (1, [])
    ticket = Ticket.every.get()
    assert ticket.provisional == number
    assert Moment.SPOOLED in TicketEvent.every.filter(ticket=ticket).values_list("kind", flat=True)


def test_a_ticket_whose_answer_was_lost_is_not_made_again(people, desk):
    sent = typed(desk.get("/meja/baru/"))
    with away.database():
        number = number_in(desk.post("/meja/", sent))
    (letter,) = spool.waiting()
    content = (spool.folder() / letter).read_bytes()
    spool.remove(letter)
    assert desk.post("/meja/", sent).status_code == 303
    (spool.folder() / letter).write_bytes(content)  # the commit went through; what broke, broke after it
    assert enter() == 1
    assert (Ticket.every.get().provisional, spool.waiting()) == (number, [])


def test_the_draft_of_a_call_on_its_way_is_not_offered_again_and_a_second_tab_is_told(people, desk):
    page = desk.get("/meja/baru/")
    sent = typed(page)
    assert desk.post("/meja/draf/", sent).status_code == 200
    with away.database():
        desk.post("/meja/", sent)
    assert desk.get("/meja/").context["draft"] is None
    other = desk.post("/meja/", {**sent, "what": "Panggilan lain.", "kirim": str(new_id())})
    assert (other.status_code, "belum disimpan" in other.content.decode()) == (422, True)
    kept = desk.post("/meja/draf/", {**sent, "what": "Panggilan lain."})
    assert kept.headers["Draft-Token"] != sent["draf"]
    assert enter() == 1
    assert desk.post("/meja/", typed(other, what="Panggilan lain.")).status_code == 303
    assert Ticket.every.count() == 2
    assert DeskDraft.objects.count() == 1  # what the second tab kept, under its own token


@pytest.mark.parametrize("gone", [away.full_disk, away.spool_disk])
def test_where_nothing_can_be_kept_the_page_says_so_and_holds_what_was_typed(people, desk, gone):
    page = desk.get("/meja/baru/")
    with away.database(), gone():
        answer = desk.post("/meja/", typed(page, danger="yes"))
    shown = answer.content.decode()
    assert answer.status_code == 503
    assert "Tidak ada yang tersimpan. Tulis panggilan ini di kertas sekarang." in shown
    assert WHAT in shown and WHERE in shown and NUMBER.search(shown) is None
    assert (spool.waiting(), form_of(answer)["danger"]) == ([], "yes")
    with away.database():
        again = desk.post("/meja/", form_of(answer))
    assert (again.status_code, len(spool.waiting())) == (202, 1)


def test_a_full_spool_is_said(people, desk, monkeypatch):
    monkeypatch.setattr(spool, "MOST", 0)
    page = desk.get("/meja/baru/")
    with away.database():
        answer = desk.post("/meja/", typed(page))
    assert (answer.status_code, spool.waiting()) == (503, [])


def test_one_desk_has_its_share_of_the_spool_and_leaves_the_other_one_s_to_them(people, desk, browse, monkeypatch):
    """A doctor's desk, and the operator's, whose work calls are."""
    monkeypatch.setattr(spool, "MOST", 5)
    monkeypatch.setattr(desks, "LEFT", 3)
    monkeypatch.setattr(desks, "EACH", 1)
    monkeypatch.setattr(desks, "EACH_TAKING", 2)
    calls = []
    for who in (people.dokter, people.perawat, people.penyidik, people.operator112, people.piket_bpbd):
        client = browse(who)
        client.raise_request_exception = False
        calls.append((client, client.get("/meja/baru/")))
    with away.database():
        told = [
            [client.post("/meja/", typed(page, what=f"{n}")).status_code for n in range(3)] for client, page in calls
        ]
    assert told == [[202, 503, 503], [202, 503, 503], [503, 503, 503], [202, 202, 503], [202, 503, 503]]
    assert (len(spool.waiting()), enter()) == (5, 5)


def test_an_empty_sentence_is_asked_for_and_nothing_is_kept(people, desk):
    page = desk.get("/meja/baru/")
    with away.database():
        answer = desk.post("/meja/", typed(page, what=" ", agencies=["not-an-agency"]))
    shown = answer.content.decode()
    assert (answer.status_code, spool.waiting()) == (422, [])
    assert "Tulis satu kalimat" in shown and WHERE in shown and "Pilihan ini tidak dikenal" in shown


def test_it_speaks_the_language_of_the_desk(people, desk):
    desk.cookies["django_language"] = "en"
    sent = typed(desk.get("/meja/baru/"))
    with away.database():
        answer = desk.post("/meja/", sent)
    assert "Send help now, by radio or telephone." in answer.content.decode()
    assert answer["Content-Language"] == "en"


def test_the_answer_has_the_headers_of_every_page(people, desk):
    page = desk.get("/meja/baru/")
    with away.database():
        answer = desk.post("/meja/", typed(page))
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Security-Policy"] == page["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_without_the_slip_of_this_very_session_nothing_is_kept(people, browse, desk):
    sent, other = typed(desk.get("/meja/baru/")), browse(people.piket_bpbd)
    other.raise_request_exception = False
    with away.database():
        for slip in ("", "x", sent["meja"][:-1], signing.dumps({"staff": people.operator112.pk.hex}, salt="other")):
            assert desk.post("/meja/", {**sent, "meja": slip}).status_code == 500
        assert other.post("/meja/", sent).status_code == 500
        desk.cookies["sessionid"] = "somebody-else"
        assert desk.post("/meja/", sent).status_code == 500
    assert spool.waiting() == []


def test_a_slip_is_over_when_its_session_is(people, desk, settings):
    page = desk.get("/meja/baru/")
    slip = desks.signed_here(form_of(page)["meja"])
    assert slip.until == desk.session[sessions.BEGAN] + settings.SESSION_COOKIE_AGE
    with away.database(), time_machine.travel(slip.until + 1):
        answer = desk.post("/meja/", typed(page))
    assert (answer.status_code, spool.waiting()) == (503, [])


def test_other_errors_stay_errors(people, desk):
    page = desk.get("/meja/baru/")
    with away.database():
        assert desk.post("/meja/draf/", typed(page)).status_code == 500
        assert desk.get("/meja/baru/").status_code == 500
    assert spool.waiting() == []


def test_the_desk_opens_without_a_spool(people, desk):
    key = spool.public()
    keyring.keep(spool.PUBLIC, b"")
    try:
        page = desk.get("/meja/baru/")
        assert (page.status_code, form_of(page)["meja"]) == (200, "")
        with away.spool_disk():
            assert desk.post("/meja/", typed(page)).status_code == 303
    finally:
        keyring.keep(spool.PUBLIC, key)
