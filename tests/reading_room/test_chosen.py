"""A file's and a person's page narrowed by days, kind of act, role, and to what no task explains."""

from __future__ import annotations

import hashlib
import re
from datetime import date, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from access.roles import Role
from audit import queries, references
from audit.chosen import LEAVING, LEFT_BY, Act, Chosen
from audit.models import Decision
from audit.objects import LIST, Thing
from audit.recording import record
from audit.references import Event, Meaning
from audit.words import PURPOSES, verb
from tests.access import making
from tests.access.making import person
from tests.audit.logs import text
from tests.reading_room.stories import DAY, read, searched, wrote
from tests.shelters.world import browser

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])
UNSEEN = "Pilihan ini tidak dikenal"


@pytest.fixture
def auditor(db):
    return person(Role.AUDITOR)


@pytest.fixture
def acts(office):
    """One act of each kind with the file, by somebody of the unit: what it is → its entry."""
    by, file = office.one, office.file
    return {
        "read": read(by, file),
        "searched": searched(by, file),
        "listed": record(by, "case.read", LIST, purpose="intake.duplicate", cases=[file.pk, uuid4()]),
        "wrote": wrote(by, file),
        "handed": record(by, "document.hand", Thing("document", str(uuid4()), file.pk)),
        "downloaded": record(
            by, "document.read", Thing("document", str(uuid4()), file.pk), purpose="document.download"
        ),
        "denied": record(
            by, "case.read", Thing("case", hashlib.sha256(str(file.pk).encode()).hexdigest()), decision=Decision.DENIED
        ),
        "by the other": read(office.other, file),
    }


READ = {"read", "searched", "listed", "downloaded", "by the other"}
OF_ONE_KIND = {
    "baca": READ, "tulis": {"wrote", "handed"}, "tolak": {"denied"}, "keluar": {"handed", "downloaded"},
}  # fmt: skip


def of_file(office, **chosen) -> set:
    """What the file's page shows, but for what made the office."""
    found = queries.page_of_file(office.file.pk, chosen=Chosen(**chosen)).entries
    return {entry.pk for entry in found if entry.action not in ("access.grant", "case.open")}


@pytest.mark.parametrize("act", Act.values)
def test_each_kind_of_act_is_shown_alone(office, acts, act):
    shown = of_file(office, act=act)
    assert {name for name, entry in acts.items() if entry.pk in shown} == OF_ONE_KIND[act]


@pytest.mark.parametrize("act", Act.values)
def test_a_persons_acts_of_one_kind_are_shown_alone(office, acts, act):
    today = timezone.localdate()
    shown = {entry.pk for entry in queries.page_of_person(office.one, Chosen(today, today, act)).entries}
    assert {name for name, entry in acts.items() if entry.pk in shown} == OF_ONE_KIND[act] - {"by the other"}


def test_each_entry_of_a_file_is_of_a_kind_and_only_what_leaves_of_two(office, acts):
    kinds = {act: of_file(office, act=act) for act in Act.values}
    assert of_file(office) | {acts["denied"].pk} == kinds["baca"] | kinds["tulis"] | kinds["tolak"]
    assert sum(map(len, kinds.values())) == len(kinds["baca"] | kinds["tulis"] | kinds["tolak"]) + len(kinds["keluar"])


def test_whatever_leaves_has_a_word(db):
    assert [code for code in LEAVING if verb(code) == code] == []
    assert set(LEFT_BY) <= set(PURPOSES)


def test_a_file_s_days_begin_and_end_at_jakartas_midnight(office, clock):
    clock.move_to(timezone.make_aware(timezone.datetime(2026, 11, 26, 23, 59, 59)))
    late = read(office.one, office.file)
    clock.shift(timedelta(seconds=1))
    early = read(office.one, office.file)
    day, following = date(2026, 11, 26), date(2026, 11, 27)
    assert of_file(office, since=day, until=day) == {late.pk}
    assert of_file(office, since=following) == {early.pk}
    assert of_file(office, until=day) == {late.pk}


def test_one_role_is_shown_alone(office, acts):
    manager = person(Role.CASE_MANAGER)
    entry = read(manager, office.file)
    assert of_file(office, role=Role.CASE_MANAGER) == {entry.pk}


def test_what_no_task_explains_is_what_the_whole_page_marks(office, acts, auditor):
    read(person(Role.CASE_MANAGER), office.file)
    searched(person(Role.COUNSELLOR), office.file)
    page = reverse("audit:file", args=[office.file.pk])
    whole, narrowed = (text(browser(auditor).get(page + query)) for query in ("", "?tanpa_tugas=on"))
    assert (whole.count("tanpa tugas</span>"), lines_of(narrowed)) == (2, 2)
    assert narrowed.count("tanpa tugas</span>") == 2


def test_what_no_task_explains_is_looked_for_page_by_page(office, clock, auditor, monkeypatch):
    monkeypatch.setattr(queries, "LOOKED_AT", 40)
    lonely = read(person(Role.CASE_MANAGER), office.file)
    for _ in range(90):
        clock.shift(timedelta(seconds=1))
        read(office.one, office.file)
    client, address = browser(auditor), reverse("audit:file", args=[office.file.pk]) + "?tanpa_tugas=on"
    first = text(client.get(address))
    assert (lines_of(first), "Di antara yang terbaru tidak ada yang cocok" in first) == (0, True)
    pages = list(following(client, address))
    assert [lines_of(page) for page in pages] == [0, 0, 1]
    assert reverse("audit:entry", args=[lonely.pk]) in pages[-1]


def lines_of(page: str) -> int:
    return page.count('data-column="Hasil"')


def following(client, address):
    """A page and those that follow it; each link keeps what was chosen."""
    chosen = set(address.split("?")[1].split("&"))
    while address:
        page = text(client.get(address))
        yield page
        found = re.findall(r'class="list-next"><a class="[^"]*" href="([^"]+)"', page)
        assert all(chosen <= set(unescape(link)[1:].split("&")) for link in found)
        address = address.split("?")[0] + unescape(found[0]) if found else ""


@pytest.mark.parametrize("route", ["audit:file", "audit:person"])
def test_paging_keeps_what_was_chosen(office, clock, auditor, route):
    for _ in range(30):
        clock.shift(timedelta(seconds=1))
        read(office.one, office.file)
        wrote(office.one, office.file)
    day = timezone.localdate()
    key, query = {
        "audit:file": (office.file.pk, f"dari={day}&sampai={day}&jenis=baca&peran=supervisor"),
        "audit:person": (office.one.pk, f"hari={day}&jenis=baca"),
    }[route]
    pages = list(following(browser(auditor), f"{reverse(route, args=[key])}?{query}"))
    assert [lines_of(page) for page in pages] == [25, 5]


def test_a_days_neighbours_keep_what_was_chosen(office, auditor):
    page = text(browser(auditor).get(reverse("audit:person", args=[office.one.pk]), {"jenis": "baca"}))
    yesterday = timezone.localdate() - DAY
    assert f"?hari={yesterday}&jenis=baca" in unescape(page)


def test_some_days_of_a_person_are_shown_with_their_date_and_a_month_at_most(office, clock, auditor):
    for _ in range(3):
        read(office.one, office.file)
        clock.shift(DAY)
    path, client = reverse("audit:person", args=[office.one.pk]), browser(auditor)
    given = {"dari": "2026-11-24", "sampai": "2026-11-26"}
    page = text(client.get(path, given))
    assert (lines_of(page), "Hari sebelumnya" in page) == (3, False)
    assert all(f"{day} November 2026</span>" in page for day in (24, 25, 26))
    long = text(client.get(path, {"dari": "2026-10-01", "sampai": "2026-11-26"}))
    assert (lines_of(long), "Rentang ini terlalu panjang" in long) == (0, True)
    alone = text(client.get(path, {"dari": "2026-11-25"}))
    assert (lines_of(alone), "25 November 2026</strong>" in alone) == (1, True)


BAD = {
    "dari": ("x", "Hari ini tidak dapat dibaca"),
    "sampai": ("9999-12-31", "Tahun ini terlalu jauh"),
    "jenis": ("\0", UNSEEN),
    "peran": ("kucing", UNSEEN),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cant_be_read_is_told_and_left_out_and_the_rest_holds(office, acts, auditor, name):
    path, (value, said) = reverse("audit:file", args=[office.file.pk]), BAD[name]
    rest = {"jenis": "baca"} if name != "jenis" else {"peran": "supervisor"}
    client = browser(auditor)
    good, bad = client.get(path, rest), client.get(path, rest | {name: value})
    assert (bad.status_code, said in bad.content.decode()) == (200, True)
    assert lines_of(text(bad)) == lines_of(text(good)) > 0


def test_days_the_wrong_way_round_are_told(office, acts, auditor):
    path = reverse("audit:file", args=[office.file.pk])
    page = text(browser(auditor).get(path, {"dari": "2026-11-25", "sampai": "2026-11-23"}))
    assert "Hari terakhir lebih awal daripada hari pertama" in page


@pytest.fixture
def houses(monkeypatch, office):
    """A houses' package with one event of each kind, by somebody of the office and of a house."""
    guard = making.person(Role.HOUSE_STAFF)
    made = [
        Event(uuid4(), timezone.now(), Meaning("Melati", who.pk, act, denied=act == "mencoba", read=act != "datang"))
        for who in (office.one, guard) for act in ("membuka", "datang", "mencoba")
    ]  # fmt: skip

    class Houses:
        using = "shelters"

        def concerning(self, case_id, which):
            return made

        def done_by(self, staff_id, since, until, which):
            return [event for event in made if event.meaning.staff == staff_id]

    monkeypatch.setattr(references, "_resolver", Houses())
    return made


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        ({}, ["membuka", "datang", "mencoba"] * 2),
        ({"act": "baca"}, ["membuka"] * 2),
        ({"act": "tulis"}, ["datang"] * 2),
        ({"act": "tolak"}, ["mencoba"] * 2),
        ({"act": "keluar"}, []),
        ({"untasked": True}, []),
        ({"role": Role.HOUSE_STAFF}, ["membuka", "datang", "mencoba"]),
    ],
)
def test_house_events_are_narrowed_too(office, houses, chosen, shown):
    page = queries.page_of_file(office.file.pk, chosen=Chosen(**chosen))
    assert [event.meaning.act for event in page.events] == shown
    if "role" not in chosen:
        today = timezone.localdate()
        day = queries.page_of_person(office.one, Chosen(today, today, **chosen))
        assert [event.meaning.act for event in day.events] == shown[: len(shown) // 2]


def test_the_notice_of_a_breach_is_picked_from_what_the_page_shows(office, acts, auditor):
    client, path = browser(auditor), reverse("audit:file", args=[office.file.pk])
    page = unescape(text(client.get(path, {"jenis": "tulis"})))
    [address] = re.findall(r'href="(/log/kegagalan/berkas/[^"]+)"', page)
    picked = text(client.get(address))
    offered = {name for name, entry in acts.items() if str(entry.pk) in picked}
    assert offered == OF_ONE_KIND["tulis"]


def test_a_page_without_a_choice_asks_what_it_asks_with_any_other_parameter(office, acts, auditor):
    client, path, asked = browser(auditor), reverse("audit:file", args=[office.file.pk]), []
    client.get(path)
    for query in ({}, {"x": "1", "peran": "", "jenis": ""}):
        with CaptureQueriesContext(connections["default"]) as told:
            client.get(path, query)
        asked.append([re.sub(r"'[^']*'|[0-9a-f-]{32,36}|0x\w+", "?", one["sql"]) for one in told.captured_queries])
    assert asked[0] == asked[1]
