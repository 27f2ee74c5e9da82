"""Step 1: the desk's verbs."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from access import policy
from access.errors import Refused
from access.permissions import Permission
from audit.examine import examine
from audit.reveal import reveal
from casework.actions.drafts import keep_typed, open_draft
from casework.actions.tickets import acknowledge_ticket, close_ticket, open_ticket, send_ticket
from casework.models import DeskDraft, Moment, Ticket, TicketEvent
from casework.queries import units
from casework.views.desk import newest_draft
from tests.casework import world
from vault import keyring
from vault.entropy import new_id
from vault.unseal import open_field

READ = Permission.TICKET_READ


def sees(user, ticket) -> bool:
    return policy.visible(user, READ).filter(pk=ticket.pk).exists()


def test_one_sentence_is_enough_and_a_name_is_never_asked(people):
    ticket = open_ticket(new_id(), what="Ada yang berteriak minta tolong.", by=people.operator112)
    assert ticket.number.startswith("T-")
    with pytest.raises(Refused):
        open_ticket(new_id(), what="  ", by=people.operator112)


def test_ticket_numbers_do_not_run(people):
    numbers = {world.ticket(people).number for _ in range(5)}
    tails = [number.rsplit("-", 1)[1] for number in numbers]
    assert len(set(tails)) == 5
    assert not any(tail.isdigit() and tail.startswith("000") for tail in tails)


def test_saving_starts_the_clock_and_sends_to_ppapp_and_the_chosen_agencies(people):
    ticket = world.ticket(people, agencies=[people.ambulans.agency, people.dinsos.agency])
    events = list(TicketEvent.every.filter(ticket=ticket).order_by("at"))
    assert [e.kind for e in events[:2]] == [Moment.RECEIVED, Moment.SAVED]
    assert {e.agency.code for e in events if e.kind == Moment.SENT} == {"uptppa", "agd-dinkes", "dinsos"}
    assert [sees(p, ticket) for p in (people.operator112, people.penerima, people.supervisor, people.ambulans)] == [
        True
    ] * 4
    assert [sees(p, ticket) for p in (people.damkar, people.penyidik, people.manajer, people.kepala, people.admin)] == [
        False
    ] * 5


def test_every_moment_has_its_own_time(people):
    ticket = world.ticket(people, agencies=[people.ambulans.agency])
    acknowledge_ticket(ticket, by=people.ambulans)
    times = list(TicketEvent.every.filter(ticket=ticket).values_list("at", flat=True))
    assert len(set(times)) == len(times) == 5


def test_one_press_acknowledges_and_a_second_press_changes_nothing(people):
    ticket = world.ticket(people, agencies=[people.ambulans.agency])
    acknowledge_ticket(ticket, by=people.ambulans)
    first = TicketEvent.every.get(ticket=ticket, kind=Moment.ACKNOWLEDGED)
    with pytest.raises(Refused):
        acknowledge_ticket(ticket, by=people.ambulans)
    assert TicketEvent.every.get(ticket=ticket, kind=Moment.ACKNOWLEDGED).at == first.at
    with pytest.raises(Refused):
        acknowledge_ticket(ticket, by=people.damkar)


def test_his_agency_is_left_out_unless_she_wants_it(people):
    police = people.penyidik.agency
    without = world.ticket(people, works_for=police, agencies=[police])
    wanted = world.ticket(people, works_for=police, agencies=[police], his_agency_wanted=True)
    assert not sees(people.penyidik, without)
    assert sees(people.penyidik, wanted)
    policy_row = units.responding(police)[0]
    assert policy_row.conflicts.filter(case_id=without.pk).count() == 1
    assert policy_row.conflicts.filter(case_id=wanted.pk).count() == 0


def test_where_he_works_at_ppapp_only_supervisors_get_it(people):
    ticket = world.ticket(people, works_for=people.penerima.agency)
    assert [sees(people.penerima, ticket), sees(people.supervisor, ticket)] == [False, True]


def test_where_he_works_at_the_desk_only_the_taker_keeps_it(people):
    ticket = world.ticket(people, works_for=people.operator112.agency)
    assert [sees(people.operator112, ticket), sees(people.piket_bpbd, ticket)] == [True, False]


def test_a_doctor_who_reports_follows_the_ticket_personally(people):
    ticket = world.ticket(people, by=people.dokter, channel="hospital")
    assert [sees(people.dokter, ticket), sees(people.dokter2, ticket), sees(people.perawat, ticket)] == [
        True,
        False,
        False,
    ]


def test_draft_ticket_and_case_share_id_and_key(people):
    ticket_id = new_id()
    draft = open_draft(ticket_id, typed={"what": "Setengah kal"}, by=people.operator112)
    assert keyring.exists(keyring.Purpose.CASE, ticket_id)
    ticket = open_ticket(ticket_id, what=world.STORY, by=people.operator112)
    received = TicketEvent.every.get(ticket=ticket, kind=Moment.RECEIVED)
    assert (ticket.pk, received.at) == (draft.pk, draft.opened)
    assert DeskDraft.objects.count() == 0
    assert world.complaint(people, on=ticket).pk == ticket_id


def test_autosave_makes_no_entry_and_keeps_the_newest_words(people):
    draft = open_draft(new_id(), typed={"what": "a"}, by=people.operator112)
    before = world.entries("draft.open")
    for text in ("ab", "abc"):
        keep_typed(draft, {"what": text})
    assert world.entries("draft.open") == before == 1
    draft = newest_draft(people.operator112)
    with reveal(people.operator112, "ticket.desk", draft, [(draft, "typed")]) as opened:
        assert opened[draft, "typed"] == {"what": "abc"}


@pytest.mark.django_db(databases=["default", "shelters"])
def test_an_open_draft_is_no_problem_of_the_log(people):
    draft = open_draft(new_id(), typed={"what": "a"}, by=people.operator112)
    keep_typed(draft, {"what": "ab"})
    assert [problem for problem in examine(timezone.now()).problems if "draft" in problem] == []


def test_the_same_draft_is_never_saved_twice(people):
    ticket = world.ticket(people)
    with pytest.raises(Refused):
        open_ticket(ticket.pk, what=world.STORY, by=people.operator112)


def test_an_exercise_stays_an_exercise_even_by_sql(people):
    ticket = world.ticket(people, kind="exercise")
    assert ticket.number.startswith("L-")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE casework_ticket SET kind = 'actual'")
    assert Ticket.every.get().kind == "exercise"


def test_the_clock_is_append_only_even_by_sql(people):
    world.ticket(people)
    number = TicketEvent.every.count()
    for statement in ("UPDATE casework_ticketevent SET kind = 'sent'", "DELETE FROM casework_ticketevent"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert TicketEvent.every.count() == number > 0


def test_a_ticket_can_be_sent_further_but_to_no_agency_twice(people):
    ticket = world.ticket(people, agencies=[people.ambulans.agency])
    send_ticket(ticket, agencies=[people.ambulans.agency, people.damkar.agency], by=people.operator112)
    sent = TicketEvent.every.filter(ticket=ticket, kind=Moment.SENT).values_list("agency__code", flat=True)
    assert sorted(sent) == ["agd-dinkes", "damkar", "uptppa"]


def test_a_ticket_without_complaint_is_closed_with_its_reason_sealed(people):
    ticket = close_ticket(world.ticket(people), outcome="Salah sambung.", by=people.penerima)
    assert ticket.state == "closed"
    with pytest.raises(Refused):
        close_ticket(ticket, outcome="Salah sambung.", by=people.penerima)
    case = world.complaint(people, on=ticket)
    ticket.refresh_from_db()
    assert (case.pk, ticket.state, open_field(ticket, "outcome")) == (ticket.pk, "registered", "Salah sambung.")


def test_why_a_ticket_was_closed_is_read_in_the_agency_that_closed_it_alone(people, browse):
    agencies = [people.ambulans.agency, people.penyidik.agency]
    ticket = world.ticket(people, agencies=agencies)
    close_ticket(ticket, outcome="Sudah aman di Jl. Kembang Sepi 17.", by=people.penerima)
    told = {
        name: "Kembang Sepi" in page.content.decode()
        for name in ("penerima", "supervisor", "operator112", "piket_bpbd", "ambulans", "penyidik")
        if (page := browse(getattr(people, name)).get(f"/tiket/{ticket.pk}/")).status_code == 200
    }
    readers = dict.fromkeys(["penerima", "supervisor"], True)
    assert told == readers | dict.fromkeys(["operator112", "piket_bpbd", "ambulans", "penyidik"], False)


def test_what_was_said_lies_sealed_in_the_database(people):
    world.ticket(people, where="Gang Kelinci", callback_number="081290001234")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM casework_ticket")
        row = b" ".join(bytes(v) if isinstance(v, (bytes, memoryview)) else str(v).encode() for v in cursor.fetchone())
    for secret in ("memukul", "Kelinci", "81290001234"):
        assert secret.encode() not in row
