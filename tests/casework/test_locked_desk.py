"""A locked screen at the 112 desk keeps no call waiting, and changes hands without losing the ticket."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.core.signals import request_started

from access import accounts
from access.errors import Refused
from access.models import Staff
from access.roles import Role
from audit.models import AuditEntry
from casework.actions.drafts import take_over_draft
from casework.models import DeskDraft, Ticket
from tests.access.making import person
from tests.access.signing import AS_SCRIPT, Key
from tests.casework import world
from tests.casework.emergency import asked
from tests.damaged import damage
from tests.shelters.world import browser

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])

HALF = "Ada teriakan dari rumah sebelah, penelepon berbisik."
STAYS = "Panggilan yang diketik tetap tersimpan pada pemiliknya."
NEXT = "Anak sendirian di halte."
KEY = "/terkunci/kunci/"
HIS = "0811 7000 4321"
GO_ON = "Panggilan yang baru setengah diketik"
CHANGES = re.compile(r"csrf|kirim|draf|nonce|meja|\d\d\.\d\d", re.IGNORECASE)  # tokens and clocks


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


@pytest.fixture
def desk(people, browse):
    """The operator's browser: a call half typed, then the screen locked."""
    return half_typed(browse(people.operator112))


def half_typed(client, **said):
    """The screen locked before a call half typed on it, whose token it sends."""
    client.token = client.get("/meja/baru/").context["form"]["draf"].value()
    assert client.post("/meja/draf/", {"what": HALF, "draf": client.token, **said}).status_code == 200
    client.post("/terkunci/", {"tutup": "ya"})
    return client


def colleague(of: Staff, role: Role = Role.OPERATOR, *, elsewhere: bool = False) -> Staff:
    return person(role, within=None if elsewhere else of.unit)


def pressed(desk, staff: Staff):
    """What the colleague's key brings at the locked desk."""
    sent = {"credential": Key(staff).pressed(desk, KEY), "draf": desk.token}
    return desk.post(KEY, sent, **AS_SCRIPT).json()


def test_a_call_is_typed_and_sent_while_the_screen_is_locked(people, desk):
    read = AuditEntry.objects.filter(purpose="ticket.desk").count()
    assert desk.get("/meja/")["Location"] == "/meja/baru/"
    page = desk.get("/meja/baru/")
    assert (page.status_code, HALF in page.content.decode()) == (200, False)
    form = page.context["form"]
    sent = {"what": NEXT, "channel": "call_112", "kind": "actual", "danger": "yes"}
    tokens = {"draf": form["draf"].value(), "kirim": form["kirim"].value()}
    assert desk.post("/meja/draf/", {**sent, **tokens}).status_code == 200
    answer = desk.post("/meja/", {**sent, **tokens})
    assert (answer.status_code, answer["Location"]) == (303, "/meja/baru/")
    ticket = Ticket.every.get()
    told = desk.get("/meja/baru/").content.decode()
    assert (ticket.taken_by, ticket.number in told, HALF in told) == (people.operator112, True, False)
    assert AuditEntry.objects.filter(purpose="ticket.desk").count() == read
    assert desk.get(f"/tiket/{ticket.pk}/")["Location"] == "/terkunci/"


def test_a_ticket_that_lacks_something_comes_back_as_it_was_typed(desk):
    answer = desk.post("/meja/", {"where": "Halte depan pasar", "channel": "call_112", "kind": "actual"})
    page = answer.content.decode()
    assert (answer.status_code, "Halte depan pasar" in page, HALF in page) == (422, True, False)


def test_the_colleague_who_takes_the_desk_goes_on_with_the_ticket_and_nothing_else(people, desk):
    after = colleague(people.operator112)
    assert pressed(desk, after) == {"person": str(after.pk), "next": "/meja/"}
    page = desk.get("/meja/").content.decode()
    assert (HALF in page, STAYS in page) == (True, False)
    assert DeskDraft.objects.get().staff == after
    assert desk.post("/meja/draf/", {"what": NEXT, "draf": "x"}).status_code == 400
    entry = AuditEntry.objects.get(action="draft.take_over")
    assert (entry.actor, entry.object_kind) == (str(after.pk), "draft")


def test_one_press_is_all_between_the_locked_screen_and_the_open_ticket(people, desk):
    after, asked = colleague(people.operator112), []

    def note(environ, **told) -> None:
        asked.append((environ["REQUEST_METHOD"], environ["PATH_INFO"]))

    request_started.connect(note)
    try:
        page = desk.get(pressed(desk, after)["next"])
    finally:
        request_started.disconnect(note)
    assert asked == [("GET", KEY), ("POST", KEY), ("GET", "/meja/")]  # what to sign, the press, the ticket
    assert (page.status_code, page.context["form"]["what"].value()) == (200, HALF)
    sent = {"what": HALF, "channel": "call_112", "kind": "actual"}
    assert desk.post("/meja/", {**sent, "draf": page.context["form"]["draf"].value()}).status_code == 303
    assert Ticket.every.get().taken_by == after


def stays_hers(people, desk) -> bool:
    """The colleague was told in one sentence that what was typed stays, and its owner opens it when she comes back."""
    page = desk.get("/").content.decode()
    draft = DeskDraft.objects.get()
    assert (draft.staff, STAYS in page, HALF in page) == (people.operator112, True, False)
    assert AuditEntry.objects.filter(action="draft.take_over").count() == 0
    return HALF in browser(people.operator112).get("/meja/").content.decode()


def test_a_call_that_is_kept_from_the_colleague_s_agency_stays_with_who_typed_it(people, browse):
    desk = half_typed(browse(people.operator112), works_for=str(people.operator112.agency_id))
    after = colleague(people.operator112)
    assert pressed(desk, after) == {"person": str(after.pk), "next": "/meja/"}
    assert stays_hers(people, desk)
    assert desk.get("/meja/").context["draft"] is None


@pytest.mark.parametrize(("agency", "wanted"), [("ambulans", {}), ("operator112", {"his_agency_wanted": "on"})])
def test_a_call_that_the_colleague_s_agency_may_know_goes_over(people, browse, agency, wanted):
    desk = half_typed(browse(people.operator112), works_for=str(getattr(people, agency).agency_id), **wanted)
    after = colleague(people.operator112)
    pressed(desk, after)
    assert DeskDraft.objects.get().staff == after


def with_number(of: Staff, by: Staff, *, closed: bool = False, shared: bool = False) -> Staff:
    """A colleague whose own number is HIS; or a former account's of his is, or somebody else's, too."""
    nik = "9999020101800077"
    if closed:
        former = colleague(of)
        accounts.identify(former, real_name="Suami", nik=nik, phone=HIS, by=by)
        accounts.close_account(former, by=by)
    if shared:
        accounts.identify(colleague(of), real_name="Rekan", nik="9999020101800078", phone=HIS, by=by)
    he = colleague(of)
    accounts.identify(he, real_name="Suami", nik=nik, phone="0811 7000 9999" if closed else HIS, by=by)
    return he


@pytest.mark.parametrize("number", [HIS, "+62 811-7000-4321", f"0811 7000 0001 / {HIS}"])
@pytest.mark.parametrize("whose", [{}, {"closed": True}, {"shared": True}])
def test_whom_a_half_typed_call_names_by_his_number_finds_the_desk_as_if_nobody_had_typed(
    people, browse, number, whose
):
    he = with_number(people.operator112, people.admin, **whose)
    desk = half_typed(browse(people.operator112), callback_number=number)
    assert pressed(desk, he) == {"person": str(he.pk), "next": "/"}
    page = desk.get("/").content.decode()
    assert [word for word in (HALF, STAYS, GO_ON) if word in page] == []
    assert desk.get("/meja/").context["draft"] is None
    assert AuditEntry.objects.filter(action="draft.take_over").count() == 0
    assert DeskDraft.objects.get().staff == people.operator112
    hers = browser(people.operator112)
    assert GO_ON in hers.get("/").content.decode()
    assert HALF in hers.get("/meja/").content.decode()


def test_what_he_finds_is_what_he_finds_where_nothing_was_typed(people, browse):
    he, told = with_number(people.operator112, people.admin), []
    for typed in (True, False):
        desk = half_typed(browse(people.operator112), callback_number=HIS)
        if not typed:
            DeskDraft.objects.all().delete()
        answer = pressed(desk, he)
        pages = [desk.get(page).content.decode() for page in ("/", "/meja/")]
        told.append((answer, [[line for line in one.splitlines() if not CHANGES.search(line)] for one in pages]))
    assert told[0] == told[1]


@pytest.mark.parametrize("number", ["0811 7000 4322", ""])
def test_a_call_that_names_another_number_goes_over(people, browse, number):
    he = with_number(people.operator112, people.admin)
    desk = half_typed(browse(people.operator112), callback_number=number)
    assert pressed(desk, he)["next"] == "/meja/"
    assert DeskDraft.objects.get().staff == he


@pytest.mark.parametrize("screen", ["", "of another page", "of a colleague"])
def test_what_is_typed_on_another_screen_is_not_handed_over(people, browse, desk, screen):
    other = browse(people.operator112 if screen == "of another page" else people.piket_bpbd)
    desk.token = screen and other.get("/meja/baru/").context["form"]["draf"].value()
    assert pressed(desk, colleague(people.operator112))["next"] == "/"
    assert stays_hers(people, desk)


def test_a_call_that_does_not_open_stays_with_who_typed_it(people, desk):
    damage(DeskDraft.objects.get(), "typed")
    after = colleague(people.operator112)
    assert pressed(desk, after)["next"] == "/meja/"
    assert (DeskDraft.objects.get().staff, STAYS in desk.get("/").content.decode()) == (people.operator112, True)
    assert AuditEntry.objects.filter(object_kind="draft", decision="failed").count() == 1


@pytest.mark.parametrize(("role", "elsewhere"), [(Role.CASE_MANAGER, False), (Role.OPERATOR, True)])
def test_who_opens_no_tickets_there_gets_none(people, desk, role, elsewhere):
    after = colleague(people.operator112, role, elsewhere=elsewhere)
    assert pressed(desk, after) == {"person": str(after.pk), "next": "/"}
    assert DeskDraft.objects.get().staff == people.operator112
    assert STAYS not in desk.get("/").content.decode()
    with pytest.raises(Refused):
        take_over_draft(DeskDraft.objects.get(), by=colleague(people.operator112, elsewhere=True))


def test_break_glass_is_seen_through_the_lock_without_a_number_and_decided_by_a_passkey(people, browse, on_duty, night):
    row = asked(world.case(people, counsellor=False), people)
    key, client = Key(people.supervisor), browse(people.supervisor)
    path = f"/akses-darurat/{row.pk}/putuskan/"
    phone = client.get(path).context["phone"]
    client.post("/terkunci/", {"tutup": "ya"})
    told = client.get("/terkunci/peringatan/", **AS_SCRIPT).json()["alarms"]
    assert {"text": "Akses darurat diminta: putuskan sekarang", "url": path} in told
    assert "Akses darurat diminta" in client.get("/terkunci/").content.decode()
    entries = AuditEntry.objects.count()
    page = client.get(path).content.decode()
    assert (bool(phone), phone in page, AuditEntry.objects.count()) == (True, False, entries)
    assert client.post(path, {"answer": "setuju"})["Location"] == "/masuk/lagi/"
    row.refresh_from_db()
    assert row.first_by is None
    sent = {"answer": "setuju", "credential": key.pressed(client, path)}
    assert client.post(path, sent)["Location"] == "/"
    row.refresh_from_db()
    assert (row.first_by, client.get("/").status_code) == (people.supervisor, 200)


def test_what_is_urgent_is_counted_on_the_lock_and_never_named(people, browse):
    from casework.actions.tickets import open_ticket
    from vault.entropy import new_id

    ticket = open_ticket(new_id(), what=NEXT, danger="yes", by=people.operator112)
    client = browse(people.penerima)
    client.post("/terkunci/", {"tutup": "ya"})
    told = client.get("/terkunci/peringatan/", **AS_SCRIPT).json()["alarms"]
    assert told == [{"text": "1 hal yang mendesak menunggu Anda.", "url": ""}]
    page = client.get("/terkunci/").content.decode()
    assert ("1 hal yang mendesak" in page, ticket.number in page, NEXT in page) == (True, False, False)
