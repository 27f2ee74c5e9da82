"""Every page of the case file: that it answers, to whom, and that what is wrong is refused with all typed kept."""

import pytest
from django.urls import reverse

from access.models import Submission
from audit.models import AuditEntry
from casework.actions import handling
from casework.models import Case, CasePerson, ConsentLine, DeskDraft, Session, Ticket
from casework.tabs import TABS
from tests.casework import world

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])
ABSENT = "00000000-0000-4000-8000-00000000dead"


def page(browse, person, path, **kwargs):
    return browse(person).get(path, **kwargs)


def token_of(response, name="draf") -> str:
    return response.context["form"][name].value()


@pytest.fixture
def case(people):
    return world.case(people)


def test_the_start_page_answers_everybody(people, browse, case):
    for person in vars(people).values():
        assert page(browse, person, "/").status_code == 200, person.username


def test_the_start_page_says_what_waits(people, browse):
    ticket = world.ticket(people, agencies=[people.ambulans.agency])
    complaint = world.complaint(people)
    shown = page(browse, people.ambulans, "/").content.decode()
    assert ticket.number in shown
    assert complaint.reference in page(browse, people.supervisor, "/").content.decode()
    assert complaint.reference not in page(browse, people.ambulans, "/").content.decode()


def test_the_desk_saves_with_one_sentence_and_says_the_number(people, browse):
    client = browse(people.operator112)
    desk = client.get("/meja/")
    data = {"what": "Ada yang minta tolong.", "channel": "call_112", "kind": "actual", "draf": token_of(desk)}
    answer = client.post("/meja/", data)
    ticket = Ticket.every.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/tiket/{ticket.pk}/")
    shown = client.get(answer["Location"]).content.decode()
    assert ticket.number in shown
    assert "Dilihat oleh" in shown


def test_the_desk_keeps_everything_when_the_sentence_is_missing(people, browse):
    client = browse(people.operator112)
    data = {"what": "", "where": "Pasar Baru", "danger": "yes", "channel": "call_112", "kind": "actual"}
    answer = client.post("/meja/", data)
    assert answer.status_code == 422
    assert b"Pasar Baru" in answer.content
    assert b"Tulis satu kalimat" in answer.content
    assert Ticket.every.count() == 0


def test_half_typed_text_survives_a_closed_tab(people, browse):
    client = browse(people.operator112)
    draf = token_of(client.get("/meja/"))
    for text in ("Seorang ib", "Seorang ibu memanggil"):
        kept = client.post("/meja/draf/", {"what": text, "draf": draf, "channel": "call_112"})
        assert kept.status_code == 200
        assert "tersimpan" in kept.content.decode()
    again = client.get("/meja/")
    assert "Seorang ibu memanggil" in again.content.decode()
    assert world.entries("draft.open") == 1
    assert DeskDraft.objects.get().pk
    client.post(
        "/meja/", {"what": "Seorang ibu memanggil", "draf": token_of(again), "channel": "call_112", "kind": "actual"}
    )
    assert DeskDraft.objects.count() == 0


def test_nobody_writes_into_anothers_draft_or_ticket(people, browse):
    client = browse(people.operator112)
    draf = token_of(client.get("/meja/"))
    client.post("/meja/draf/", {"what": "rahasia", "draf": draf})
    other = browse(people.piket_bpbd)
    assert other.post("/meja/draf/", {"what": "lain", "draf": draf}).status_code == 400
    assert "rahasia" not in other.get("/meja/").content.decode()
    other.post("/meja/buang/", {"draf": draf})
    assert DeskDraft.objects.count() == 1
    forged = draf.replace(str(people.operator112.pk), str(people.piket_bpbd.pk))
    assert other.post("/meja/draf/", {"what": "lain", "draf": forged}).status_code == 400


def test_acknowledging_is_one_press(people, browse):
    ticket = world.ticket(people, agencies=[people.ambulans.agency])
    client = browse(people.ambulans)
    assert f'action="/tiket/{ticket.pk}/terima/"' in client.get(f"/tiket/{ticket.pk}/").content.decode()
    assert client.post(f"/tiket/{ticket.pk}/terima/").status_code == 303
    assert client.post(f"/tiket/{ticket.pk}/terima/").status_code == 422


def test_intake_by_its_pages(people, browse):
    ticket = world.ticket(people)
    client = browse(people.penerima)
    form = client.get(f"/tiket/{ticket.pk}/daftar/")
    assert world.STORY in form.content.decode()
    data = {"kinds": ["physical"], "chronology": "x", "p0_part": "victim", "p0_name": world.NAME, "p2_part": "reported"}
    assert client.post(f"/tiket/{ticket.pk}/daftar/", data).status_code == 303
    case = Case.every.get()
    assert CasePerson.every.filter(case=case).count() == 1
    client = browse(people.supervisor)
    assert world.NAME in client.get(f"/kasus/{case.pk}/putuskan/").content.decode()
    assert client.post(f"/kasus/{case.pk}/putuskan/", {"manager": people.manajer.pk}).status_code == 303
    assert Case.every.get().manager == people.manajer


def test_somebody_alike_is_shown_once_before_anything_is_saved(people, browse):
    first = world.case(people)
    ticket = world.ticket(people)
    client = browse(people.penerima)
    data = {"kinds": ["physical"], "p0_nik": world.NIK, "p0_name": "Lain Sekali"}
    warned = client.post(f"/tiket/{ticket.pk}/daftar/", data)
    assert warned.status_code == 422
    assert first.reference in warned.content.decode()
    assert "Lain Sekali" in warned.content.decode()
    assert Case.every.count() == 1
    assert client.post(f"/tiket/{ticket.pk}/daftar/", {**data, "checked": "on"}).status_code == 303


def test_each_tab_is_there_for_those_who_see_it_and_a_404_for_the_others(people, browse, case):
    world.session(case, people)
    paths = {tab: reverse(f"casework:{tab.name}", args=[case.pk]) for tab in TABS}
    standing = {
        "manajer": "handle_case",
        "supervisor": "supervise_case",
        "konselor": "counsel_case",
        "kepala": "head_case",
        "penerima": "receive_case",
        **dict.fromkeys(("dokter", "operator112", "admin", "auditor", "petugas1"), ""),
    }
    absent = browse(people.manajer).get(f"/kasus/{ABSENT}/").content
    for who, relation in standing.items():
        client = browse(getattr(people, who))
        for tab, path in paths.items():
            answer = client.get(path)
            if relation in tab.relations:
                assert (answer.status_code, case.reference in answer.content.decode()) == (200, True), (who, tab.name)
            else:
                assert (answer.status_code, answer.content) == (404, absent), (who, tab.name)


def test_one_who_covers_must_say_why_and_sees_nothing_before(people, browse, case):
    client = browse(people.manajer2)
    closed = client.get(f"/kasus/{case.pk}/")
    assert world.NAME not in closed.content.decode()
    assert client.post(f"/kasus/{case.pk}/", {"alasan": "cuti"}).status_code == 422
    opened = client.post(f"/kasus/{case.pk}/", {"alasan": "Manajer cuti, klien menelepon."})
    assert world.NAME in opened.content.decode()


def test_the_managers_forms_open_save_and_are_nobody_elses(people, browse, case):
    client = browse(people.manajer)
    others = [browse(person) for person in (people.manajer2, people.penerima, people.kepala, people.dokter)]
    for part, fields in world.FORMS.items():
        path = f"/kasus/{case.pk}/{part}"
        assert client.get(path).status_code == 200, part
        assert [other.post(path, fields).status_code for other in others] == [404] * 4, part
        answer = client.post(path, fields)
        assert answer.status_code == 303, part
        assert client.get(answer["Location"]).status_code == 200, part


def test_the_same_form_sent_twice_acts_once(people, browse, case):
    client = browse(people.manajer)
    kirim = client.get(f"/kasus/{case.pk}/persetujuan/catat/").context["form"]["kirim"].value()
    data = {"item": "recording", "answer": "given", "present": "alone", "kirim": kirim}
    first, second = (client.post(f"/kasus/{case.pk}/persetujuan/catat/", data) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert (ConsentLine.every.count(), Submission.objects.count()) == (1, 1)


def test_a_stale_page_says_so_and_keeps_what_was_typed(people, browse, case):
    client = browse(people.manajer)
    path = f"/kasus/{case.pk}/rencana/tambah/"
    seen = client.get(path).context["form"]["dilihat"].value()
    handling.close_case(case, ending="finished", reason="moved", by=people.manajer)
    answer = client.post(path, {"service": "health", "goal": "Periksa", "dilihat": seen})
    assert answer.status_code == 422
    assert b"Periksa" in answer.content


def test_mediation_of_sexual_violence_is_refused_beside_the_service(people, browse):
    case = world.case(people, kinds=["sexual"])
    answer = browse(people.manajer).post(f"/kasus/{case.pk}/rencana/tambah/", {"service": "mediation", "goal": "Damai"})
    assert answer.status_code == 422
    assert "service" in answer.context["form"].errors


def test_people_tasks_sessions_and_documents_by_their_pages(people, browse, case):
    person = CasePerson.every.filter(case=case).first()
    client = browse(people.manajer)
    form = client.get(f"/orang/{person.pk}/ubah/")
    assert world.NAME in form.content.decode()
    assert client.post(f"/orang/{person.pk}/ubah/", {"part": "victim", "name": "Nama Baru"}).status_code == 303
    task = handling.add_task(case, text="Telepon", due="2027-01-04", by=people.manajer)
    assert client.post(f"/tugas/{task.pk}/selesai/").status_code == 303
    assert client.post(f"/tugas/{task.pk}/buka-lagi/").status_code == 303
    client = browse(people.konselor)
    data = {"day": "2026-11-01", "minutes": "45", "mode": "face", "notes": world.NOTES, "attended": "on"}
    assert client.post(f"/kasus/{case.pk}/konseling/catat/", data).status_code == 303
    session = Session.every.get()
    assert world.NOTES in client.get(f"/sesi/{session.pk}/").content.decode()
    changed = {"notes": "Lain.", "summary": world.SUMMARY, "summary_agreed": "on"}
    assert client.post(f"/sesi/{session.pk}/ubah/", changed).status_code == 303
    for reader in (people.manajer, people.supervisor, people.kepala):
        shown = browse(reader).get(f"/kasus/{case.pk}/konseling/").content.decode()
        assert (world.SUMMARY in shown, "Lain." in shown) == (True, False)
        assert browse(reader).get(f"/sesi/{session.pk}/").status_code == 404


def test_search_is_posted_and_finds_only_what_one_may_read(people, browse, case):
    for q in (case.reference, case.number, world.NIK, world.PHONE, world.NAME):
        assert [row["url"] for row in browse(people.manajer).post("/cari/", {"q": q}).context["rows"]] == [
            f"/kasus/{case.pk}/"
        ], q
        assert browse(people.dokter).post("/cari/", {"q": q}).context["rows"] == [], q
    assert not AuditEntry.objects.filter(object_id__contains=world.NIK).exists()
    assert browse(people.manajer).get("/cari/", {"q": world.NIK}).context.get("rows") is None
    for bad in ("\x00", "x" * 10_000, "", "%", "😀"):
        assert browse(people.manajer).post("/cari/", {"q": bad}).status_code in (200, 422)


def test_a_search_by_number_is_an_entry_too_whatever_it_finds(people, browse, case):
    for who, q, file in (
        (people.manajer, case.reference, case.pk), (people.manajer, "C-0000", None), (people.dokter, case.number, None),
    ):  # fmt: skip
        before = set(AuditEntry.objects.values_list("pk", flat=True))
        assert len(browse(who).post("/cari/", {"q": q}).context["rows"]) == (file is not None)
        [entry] = AuditEntry.objects.filter(action="search").exclude(pk__in=before)
        assert (entry.actor, entry.purpose, entry.case_id, entry.digests) == (str(who.pk), "search.number", file, {})


def test_whoever_may_look_into_no_file_leaves_an_entry_of_the_search(people, browse, case):
    browse(people.admin).post("/cari/", {"q": world.NIK})
    [entry] = AuditEntry.objects.filter(action="search")
    assert (entry.actor, entry.case_id) == (str(people.admin.pk), None)
    for q in (world.NIK, case.reference):
        browse(people.petugas1).post("/cari/", {"q": q})
    assert AuditEntry.objects.filter(action="search").count() == 1, "house staff's acts stand in no such entry"


def test_a_search_that_finds_one_file_names_it_in_its_entry(people, browse, case):
    browse(people.manajer).post("/cari/", {"q": world.PHONE})
    entry = AuditEntry.objects.get(action="search", purpose="search")
    assert (entry.case_id, entry.touched.count()) == (case.pk, 0)


def test_lists_show_what_one_may_see_and_filter_by_coded_choices_alone(people, browse, case):
    complaint = world.complaint(people)
    client = browse(people.supervisor)
    shown = client.get("/kasus/").content.decode()
    assert case.reference in shown and complaint.reference in shown
    filtered = client.get("/kasus/?tahap=complaint&lain=1").content.decode()
    assert (case.reference in filtered, complaint.reference in filtered) == (False, True)
    assert world.NAME not in shown
    assert browse(people.dokter).get("/kasus/").status_code == 404
    assert browse(people.operator112).get("/tiket/").status_code == 200


def test_what_waits_is_only_what_one_may_see_and_answer(people, case):
    from casework.actions.conflicts import declare_kin
    from casework.queries.waiting import fresh_cases, ticket_items

    world.ticket(people)
    assert [item.bucket for item in ticket_items(people.piket_bpbd)] == ["waiting"]
    assert [item.bucket for item in ticket_items(people.penerima)] == ["due"]
    assert [item.reference for item in fresh_cases(people.manajer)] == [case.reference]
    declare_kin(case, staff=people.manajer, side="reported", by=people.supervisor)
    assert fresh_cases(people.manajer) == []
