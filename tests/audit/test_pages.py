"""The auditor's reading room, as the auditor and as everybody else."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from access.permissions import Permission
from access.roles import Role
from audit import queries, references, subjects
from audit.models import AuditEntry, Decision
from audit.objects import Thing
from audit.recording import record
from audit.references import Event, Meaning
from tests.audit.logs import WHY, sealed, text
from tests.audit.people import staff
from tests.reading_room.conftest import clock  # noqa: F401  (fixture)

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])
ROUTES = ["audit:log", "audit:reviewed", "audit:check"]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.AUDITOR])
def test_whoever_is_no_auditor_finds_no_reading_room(signed_in, role, file, db):
    entry = AuditEntry.objects.first()
    client = signed_in(staff("orang", role))
    absent = client.get("/log/tidak-ada/").content
    paths = [reverse(route) for route in (*ROUTES, "audit:find-file", "audit:review", "audit:export")]
    paths += [reverse("audit:file", args=[file]), reverse("audit:entry", args=[entry.pk])]
    paths += [reverse("audit:person", args=[uuid4()])]
    for path in paths:
        for answer in (client.get(path), client.post(path)):
            assert (answer.status_code, answer.content) == (404, absent)


def test_a_file_page_shows_who_when_and_what_for_and_no_value(signed_in, auditor, file):
    page = text(signed_in(auditor).get(reverse("audit:file", args=[file])))
    for said in (
        "manajer",
        "Manajer kasus",
        "PPAPP",
        "Membaca",
        "Menerima",
        "Penanganan kasus",
        "terlaksana",
        "menunggu",
    ):
        assert said in page


def test_a_file_page_shows_numbers_once_entries_are_sealed(signed_in, auditor, file):
    sealed(0)
    page = text(signed_in(auditor).get(reverse("audit:file", args=[file])))
    assert "menunggu" not in page


def test_an_auditor_who_looks_is_in_the_log_but_not_among_the_files_readers(signed_in, auditor, file):
    client, path = signed_in(auditor), reverse("audit:file", args=[file])
    text(client.get(path))
    assert "auditor" not in text(client.get(path)).split("<tbody", 1)[1].split("</tbody>")[0]
    looks = AuditEntry.objects.filter(action="log.read", actor=str(auditor.pk))
    assert [(entry.object_id, entry.purpose) for entry in looks] == [(str(file), "log.file")] * 2


def test_a_file_that_the_log_does_not_know_is_the_one_404_and_one_entry(signed_in, auditor):
    answer = signed_in(auditor).get(reverse("audit:file", args=[uuid4()]))
    assert answer.status_code == 404
    assert AuditEntry.objects.filter(decision=Decision.DENIED).count() == 1


def test_lists_and_searches_that_touched_a_file_stand_on_its_page(signed_in, auditor, manager, file):
    record(manager, "case.read", Thing("list", ""), purpose="intake.duplicate", cases=[file, uuid4()])
    assert "Pemeriksaan data ganda" in text(signed_in(auditor).get(reverse("audit:file", args=[file])))


def test_house_events_of_a_file_are_explained_by_the_houses_package(signed_in, auditor, guard, file, monkeypatch):
    reference, meaning = uuid4(), Meaning("Melati", guard.pk, "kedatangan", "C-7Q4K")

    class Houses:
        using = "shelters"

        def concerning(self, case_id, which):
            return [Event(reference, timezone.now(), meaning)] if case_id == file else []

    monkeypatch.setattr(references, "_resolver", Houses())
    page = text(signed_in(auditor).get(reverse("audit:file", args=[file])))
    for said in ("Melati", "melati-7", "Kedatangan", "C-7Q4K", "selesai", str(reference)[:8]):
        assert said in page


def test_a_long_file_goes_on_by_keyset(signed_in, auditor, manager, file):
    for _ in range(60):
        record(manager, "case.read", Thing("case", str(file), file))
    client, path = signed_in(auditor), reverse("audit:file", args=[file])
    seen, address = 0, path
    while address:
        page = text(client.get(address))
        seen += page.count('data-column="Siapa"')
        address = path + page.split('href="?')[1].split('"')[0].join(["?", ""]) if 'href="?' in page else ""
    assert seen == 62


def test_what_touched_a_file_goes_on_to_the_oldest(signed_in, auditor, manager, file):
    for _ in range(60):
        record(manager, "case.read", Thing("list", ""), purpose="intake.duplicate", cases=[file, uuid4()])
    page, seen = queries.page_of_file(file), set()
    while page.after:
        seen |= {entry.pk for entry in page.entries}
        page = queries.page_of_file(file, page.after)
    seen |= {entry.pk for entry in page.entries}
    assert seen == {entry.pk for entry in AuditEntry.objects.filter(touched__case_id=file)} | {
        entry.pk for entry in AuditEntry.objects.filter(case_id=file)
    }
    assert len(seen) == 62


def test_an_entry_of_a_file_behind_a_wall_is_on_no_other_files_page(manager, file):
    behind = uuid4()
    hidden = record(manager, "case.read", Thing("case", str(behind), behind), cases=[file])
    before, after = (queries.page_of_file(file, without=without).entries for without in (frozenset(), {behind}))
    assert {entry.pk for entry in before} - {entry.pk for entry in after} == {hidden.pk}


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-13-01", "x"])
def test_a_day_that_no_calendar_goes_around_is_today(signed_in, auditor, manager, day):
    path = reverse("audit:person", args=[manager.pk])
    assert signed_in(auditor).get(path, {"hari": day}).status_code == 200


def test_a_person_day_shows_that_day_alone(signed_in, auditor, manager, file):
    client, path = signed_in(auditor), reverse("audit:person", args=[manager.pk])
    assert text(client.get(path)).count('data-column="Tindakan"') == 2
    yesterday = timezone.localdate() - timedelta(days=1)
    assert "Tidak ada entri pada hari ini" in text(client.get(f"{path}?hari={yesterday}"))
    assert text(client.get(f"{path}?hari=nonsense")).count('data-column="Tindakan"') == 2


def test_house_staff_have_a_day_under_their_pseudonym(signed_in, auditor, guard):
    record(guard, "house.event", Thing("reference", str(uuid4())), decision=Decision.DONE)
    page = text(signed_in(auditor).get(reverse("audit:person", args=[guard.pk])))
    assert "melati-7" in page
    assert "petugas1" not in page


def test_a_reference_leads_to_its_file_and_stays_out_of_address_and_log(signed_in, auditor, file, monkeypatch):
    class Cases:
        def labels(self, ids):
            return {file: "Kasus C-7Q4K"} if file in ids else {}

        def find(self, wanted):
            return [file] if wanted == "C-7Q4K" else []

    monkeypatch.setitem(subjects._subjects, "case", Cases())
    client = signed_in(auditor)
    answer = client.post(reverse("audit:find-file"), {"q": " C-7Q4K "})
    assert (answer.status_code, answer["Location"]) == (303, reverse("audit:file", args=[file]))
    assert "Kasus C-7Q4K" in text(client.get(answer["Location"]))
    assert all(b"7Q4K" not in entry.leaf() for entry in AuditEntry.objects.all())
    missed = client.post(reverse("audit:find-file"), {"q": "C-XXXX"})
    assert missed.status_code == 422
    assert "C-XXXX" in missed.content.decode()
    assert client.post(reverse("audit:find-file"), {"q": ""}).status_code == 422


@pytest.mark.parametrize("typed", ["Jl. Melati Raya No. 17", "Siti", "0812345678901", "3174015502940003"])
def test_what_can_be_no_reference_is_asked_of_no_database(signed_in, auditor, typed):
    client = signed_in(auditor)
    with CaptureQueriesContext(connections["default"]) as asked:
        answer = client.post(reverse("audit:find-file"), {"q": typed})
    assert answer.status_code == 422
    assert [statement["sql"] for statement in asked.captured_queries if typed in statement["sql"]] == []


def test_a_user_name_leads_to_that_persons_day(signed_in, auditor, manager):
    client = signed_in(auditor)
    answer = client.post(reverse("audit:find-person"), {"akun": "manajer"})
    assert answer["Location"] == reverse("audit:person", args=[manager.pk])
    assert client.post(reverse("audit:find-person"), {"akun": "siapa"}).status_code == 422


def test_a_reason_opens_by_a_press_that_is_recorded(signed_in, auditor, reasoned):
    client, path = signed_in(auditor), reverse("audit:entry", args=[reasoned.pk])
    closed = text(client.get(path))
    assert "Buka alasan" in closed
    assert WHY not in closed
    before = AuditEntry.objects.count()
    assert WHY in text(client.post(path))
    entry = AuditEntry.objects.order_by("-time").first()
    assert AuditEntry.objects.count() == before + 1
    assert (entry.purpose, entry.object_kind, entry.actor) == ("log.reason", "reason", str(auditor.pk))


def test_an_entry_page_shows_the_bytes_that_are_exported(signed_in, auditor, file):
    from django.utils.html import escape

    sealed(0)
    entry = AuditEntry.objects.filter(case_id=file).first()
    page = text(signed_in(auditor).get(reverse("audit:entry", args=[entry.pk])))
    assert escape(entry.leaf().decode()) in page


def test_an_auditor_has_the_places_of_the_reading_room(auditor):
    from access import navigation

    shown = [place.url_name for place in navigation.places(auditor)]
    assert shown[:2] == ["audit:log", "audit:check"] or {"audit:log", "audit:check"} <= set(shown)


PINNED = {
    "audit:log": 58,
    "audit:reviewed": 8,
    "audit:check": 7,
    "file": 18,
    "person": 16,
    "entry": 15,
}


@pytest.mark.usefixtures("clock")  # at night rules ask more
def test_pages_keep_to_their_number_of_queries(signed_in, auditor, manager, file, django_assert_num_queries):
    for _ in range(20):
        record(manager, "case.read", Thing("case", str(file), file))
    client = signed_in(auditor)
    paths = {route: reverse(route) for route in ROUTES}
    paths["file"] = reverse("audit:file", args=[file])
    paths["person"] = reverse("audit:person", args=[manager.pk])
    looked = AuditEntry.objects.filter(case_id=file, action="case.read").first()  # other acts have no task beside them
    paths["entry"] = reverse("audit:entry", args=[looked.pk])
    for name, path in paths.items():
        client.get(path)
        with django_assert_num_queries(PINNED[name]):
            client.get(path)


def test_the_permission_of_every_page_is_the_auditors():
    from audit import urls

    told = {pattern.name: pattern.callback.permission for pattern in urls.urlpatterns}
    assert {told.pop("export"), told.pop("proof")} == {Permission.SERVICE_LOG_EXPORT}
    assert told.pop("answer") == Permission.SERVICE_TODAY  # for whoever is asked
    assert told.pop("reports") == Permission.SERVICE_REPORTS  # the head's too
    assert set(told.values()) == {Permission.SERVICE_LOG}


@pytest.mark.parametrize("kind", ["case", "ticket", "referral"])
def test_the_packages_own_references_lead_to_their_file(signed_in, auditor, kind):
    from tests.access import making

    row = {"case": making.case, "ticket": lambda: making.tickets(1, by=auditor)[0], "referral": making.referrals}[kind]
    row = row(1)[0] if kind == "referral" else row()
    case = row.case_id if kind == "referral" else row.pk
    record(auditor, f"{kind}.read", row)
    number = getattr(row, "number" if kind == "ticket" else "reference")
    answer = signed_in(auditor).post(reverse("audit:find-file"), {"q": number.lower()})
    assert answer["Location"] == reverse("audit:file", args=[case])
    assert number in text(signed_in(auditor).get(answer["Location"]))
