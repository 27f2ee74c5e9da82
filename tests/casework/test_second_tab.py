"""The desk in two tabs: a call typed where another tab has saved its draft is neither lost nor stuck."""

import pytest

from casework.models import DeskDraft, Ticket
from tests.casework import world

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])
FIRST, SECOND = "Seorang ibu dipukul suaminya.", "Anak berteriak di rumah sebelah."


def ticket(what: str, draf: str, **fields) -> dict:
    return {"what": what, "draf": draf, "channel": "call_112", "kind": "actual", **fields}


@pytest.fixture
def desk(people, browse):
    return browse(people.operator112)


@pytest.fixture
def draf(desk) -> str:
    """The draft on which two tabs go on; the first tab has saved it as a ticket."""
    token = desk.get("/meja/baru/").context["form"]["draf"].value()
    desk.post("/meja/draf/", {"what": FIRST, "draf": token})
    assert desk.get("/meja/").context["form"]["draf"].value() == token
    assert desk.post("/meja/", ticket(FIRST, token)).status_code == 303
    return token


def test_the_next_call_is_kept_told_and_saved_by_one_more_press(desk, draf):
    answer = desk.post("/meja/", ticket(SECOND, draf))
    assert answer.status_code == 422
    assert "belum disimpan" in answer.content.decode() and SECOND in answer.content.decode()
    again = answer.context["form"]["draf"].value()
    assert desk.post("/meja/", ticket(SECOND, again)).status_code == 303
    assert Ticket.every.count() == 2


def test_what_is_typed_there_goes_on_in_a_draft_of_its_own(desk, draf):
    kept = desk.post("/meja/draf/", {"what": SECOND, "draf": draf})
    assert "tersimpan" in kept.content.decode()
    again = kept.headers["Draft-Token"]
    assert again != draf and DeskDraft.objects.count() == 1
    assert "Draft-Token" not in desk.post("/meja/draf/", {"what": SECOND, "draf": again}).headers
    assert SECOND in desk.get("/meja/").content.decode()
    assert desk.post("/meja/", ticket(SECOND, again)).status_code == 303
    assert (Ticket.every.count(), DeskDraft.objects.count()) == (2, 0)


def test_a_form_pressed_twice_is_still_one_ticket(desk):
    page = desk.get("/meja/baru/").context["form"]
    sent = ticket(FIRST, page["draf"].value(), kirim=page["kirim"].value())
    first, second = (desk.post("/meja/", sent) for _press in range(2))
    assert (first.status_code, second.status_code, first["Location"]) == (303, 303, second["Location"])
    assert Ticket.every.count() == 1
    assert world.entries("ticket.open") == 1
