"""What the main database is asked while places are asked for and held: neither for whom, nor where, nor who drives."""

from __future__ import annotations

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from access import accounts, approvals
from access.errors import Refused, Unseen
from access.models import ConflictOfInterest
from audit import house
from audit.register import unwatched
from casework.actions.handling import close_case
from casework.actions.tickets import close_ticket
from casework.models import Ticket
from shelters import actions, reveal_location
from shelters.actions.transfer import assign_escort
from shelters.models import PlacementRequest
from shelters.queries.desk import MOST
from shelters.queries.houses import codes
from tests.shelters.world import ADDRESS, NAME, browser, get, locate, url
from vault.entropy import new_id

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def naming(key, asked: CaptureQueriesContext) -> list[str]:
    """The statements, with their parameters, that hold this id."""
    return [query["sql"] for query in asked.captured_queries if key.hex in query["sql"].replace("-", "")]


def test_no_statement_says_where_a_place_is_held(world):
    request, place = world.request(), world.places(world.a)[0]
    with CaptureQueriesContext(connections["default"]) as asked:
        world.hold(request, place=place)
    assert len(asked.captured_queries) > 2
    assert naming(world.a.pk, asked) == []


def test_who_may_not_place_in_a_house_holds_none_of_its_places(world):
    request, place = world.request(), world.places(world.a)[0]
    by, world.people.penempatan = world.people.penempatan, world.people.petugas1
    with pytest.raises(Unseen):
        world.hold(request, place=place)
    world.people.penempatan = by
    assert PlacementRequest.every.get().state == "asked"


def test_no_statement_says_who_will_drive(world):
    hold, client = world.hold(), browser(world.people.penempatan)
    page = url("request", hold.request_id)
    client.get(page)  # what is read once a process
    seen = []
    for escorted in (False, True):
        if escorted:
            assign_escort(hold, escort=world.people.pengantar, hours=3, by=world.people.penempatan)
        with CaptureQueriesContext(connections["default"]) as asked:
            answer = client.get(page)
        seen.append(len(asked.captured_queries))
        assert naming(world.people.pengantar.pk, asked) == []
        assert (world.people.pengantar.get_full_name() in answer.content.decode()) == escorted
    assert seen[0] == seen[1]


def test_statements_tell_who_asked_and_that_something_was_read_in_some_house_but_not_in_which(world):
    """What docs/threat-model.md says an observer of the main database's statements gets."""
    officer, page = world.people.petugas1, url("board", world.a.pk)
    client = browser(officer)
    client.get(page)  # what is read once a process
    with CaptureQueriesContext(connections["default"]) as asked:
        assert client.get(page).status_code == 200
    statements = [query["sql"] for query in asked.captured_queries]
    session = next(n for n, sql in enumerate(statements) if "session" in sql and "SELECT" in sql)
    person = next(n for n, sql in enumerate(statements) if sql in naming(officer.pk, asked))
    event = next(n for n, sql in enumerate(statements) if sql.startswith("INSERT") and house.EVENT in sql)
    assert session < event and person < event
    assert naming(world.a.pk, asked) == []


@pytest.mark.parametrize("file", ["running", "complaint", "ticket", "registered ticket"])
def test_the_statements_of_asking_do_not_say_for_whom(world, file):
    people = world.people
    if file == "running":
        pk, page, client = world.case().pk, "ask_from_case", browser(people.manajer)
    elif file == "complaint":
        pk, page, client = world.complaint().pk, "ask_from_case", browser(people.supervisor)
    else:
        pk, page, client = world.ticket().pk, "ask_from_ticket", browser(people.operator112)
        if file == "registered ticket":
            world.complaint(Ticket.every.get(pk=pk))
    client.get(url(page, pk))
    with CaptureQueriesContext(connections["default"]) as asked:
        answer = client.post(url(page, pk), {"name": NAME, "people": "1", "risk": "tinggi"})
    assert answer.status_code == 303
    assert PlacementRequest.every.filter(case_id=pk).count() == 1
    said = "".join(statement["sql"] for statement in asked.captured_queries).replace("-", "")
    assert pk.hex not in said


def test_for_a_file_that_is_closed_nothing_is_asked_and_the_way_on_is_said(world):
    case, ticket = world.case(), world.ticket()
    close_case(case, ending="finished", reason="goals_met", by=world.people.manajer)
    close_ticket(ticket, outcome="Salah sambung.", by=world.people.penerima)
    for person, page, pk in (
        (world.people.manajer, "ask_from_case", case.pk),
        (world.people.operator112, "ask_from_ticket", ticket.pk),
    ):
        answer = browser(person).post(url(page, pk), {"name": NAME, "people": "1", "risk": "tinggi"})
        assert (answer.status_code, "tiket baru" in answer.content.decode()) == (422, True)
    assert not PlacementRequest.every.exists()


def test_no_statement_says_of_which_house_the_code_was_needed(world):
    with CaptureQueriesContext(connections["default"]) as one:
        assert codes([world.a.pk]) == {world.a.pk: world.a.code}
    with CaptureQueriesContext(connections["default"]) as none:
        assert codes([]) == {}
    assert [s["sql"] for s in one.captured_queries] == [s["sql"] for s in none.captured_queries]


def test_an_escort_behind_a_wall_neither_goes_nor_opens_the_address(world):
    escort, hold = world.people.pengantar, world.hold()
    transfer = actions.assign_escort(hold, escort=escort, hours=3, by=world.people.penempatan)
    assert ADDRESS in locate(escort, world.a.pk).content.decode()
    with unwatched():
        ConflictOfInterest.objects.create(staff=escort, case_id=hold.case_id, strength="declared")
    assert browser(escort).get(url("transfer", transfer.pk)).status_code == 404
    refused, absent = (browser(escort).post(url("location", pk), {"purpose": ""}) for pk in (world.a.pk, new_id()))
    assert (refused.status_code, refused.content) == (404, absent.content)
    assert not reveal_location.is_escort(escort, world.a.pk)
    page = get(world.people.penempatan, "request", hold.request_id).content.decode()
    assert "tidak dapat mengantar lagi" in page
    start = browser(world.people.penempatan).get("/").content.decode()
    assert "Pengantar tidak dapat meneruskan" in start
    with pytest.raises(Refused, match="pengantar lain"):
        actions.assign_escort(hold, escort=escort, hours=3, by=world.people.penempatan)
    other = actions.assign_escort(world.hold(), escort=escort, hours=3, by=world.people.penempatan)
    assert other.case_id != hold.case_id


@pytest.mark.parametrize("how", ["closed", "another role", "asleep"])
def test_an_escort_who_works_as_one_no_more_is_replaced(world, how):
    escort, hold, admin = world.people.pengantar, world.hold(), world.people.admin
    actions.assign_escort(hold, escort=escort, hours=3, by=world.people.penempatan)
    start = browser(world.people.penempatan).get("/").content.decode()
    assert "Pengantar tidak dapat meneruskan" not in start
    if how == "closed":
        accounts.close_account(escort, by=admin)
    elif how == "another role":
        approvals.change_role(escort, role="responder", unit=escort.unit, by=admin)
    else:
        approvals.change_role(escort, role=escort.role, unit=world.people.operator112.unit, by=admin)
    page = get(world.people.penempatan, "request", hold.request_id).content.decode()
    assert "tidak dapat mengantar lagi" in page
    start = browser(world.people.penempatan).get("/").content.decode()
    assert "Pengantar tidak dapat meneruskan" in start


def test_the_statements_of_sending_an_escort_do_not_say_whom_or_for_whom(world):
    hold, officer = world.hold(), browser(world.people.penempatan)
    sent = {"escort": str(world.people.pengantar.pk), "hours": "3"}
    with CaptureQueriesContext(connections["default"]) as asked:
        assert officer.post(url("escort", hold.pk), sent).status_code == 303
    said = "".join(statement["sql"] for statement in asked.captured_queries).replace("-", "")
    assert (world.people.pengantar.pk.hex in said, hold.case_id.hex in said) == (False, False)


@pytest.mark.parametrize("page", ["desk", "start page"])
def test_the_statements_of_a_list_of_requests_do_not_say_how_many_wait(world, page):
    officer, path = browser(world.people.penempatan), url("desk") if page == "desk" else "/"
    officer.get(path)  # what is read once a process
    seen = []
    for more in (0, 1, MOST):
        for _ in range(more):
            actions.ask_from_ticket(world.ticket(), by=world.people.operator112)
        with CaptureQueriesContext(connections["default"]) as asked:
            assert officer.get(path).status_code == 200
        seen.append([query["sql"].split()[0] for query in asked.captured_queries])
    assert seen == [seen[0]] * 3
