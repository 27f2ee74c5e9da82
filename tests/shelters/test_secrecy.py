"""What `default` holds of a placement: nothing but entries with random references. And who sees which resident."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connections, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from access.models import ConflictOfInterest
from access.sessions import SessionStore
from audit import references
from audit.models import AuditEntry
from audit.references import Stretch
from audit.register import unwatched
from shelters import actions, schedule
from shelters.models import Hold, HouseReference, PlacementRequest, Stay
from shelters.queries import meaning
from tests.audit.logs import problems
from tests.shelters.world import NAME, browser, get, url
from vault.entropy import new_id

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])

GROWING = {"audit_auditentry", "audit_checkpoint", "access_submission", "access_opensession", "django_migrations"}


def dump(alias: str = "default") -> dict[str, list[str]]:
    """Every row of a database, by table, as text."""
    tables = {}
    with connections[alias].cursor() as cursor:
        for table in connections[alias].introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            tables[table] = sorted(repr(tuple(map(_shown, row))) for row in cursor.fetchall())
    return tables


def _shown(value) -> str:
    return bytes(value).hex() if isinstance(value, (bytes, memoryview)) else str(value)


def ids_of_shelters() -> set[str]:
    """The ids of every row that ties a resident to a house, as either database spells them."""
    found = set()
    for model in apps.get_app_config("shelters").get_models():
        if model.__name__ in ("House", "Location", "HouseReference"):
            continue
        for pk in model.every.values_list("pk", flat=True):
            found |= {str(pk), pk.hex}
    return found


def placed(world, case, clients) -> None:
    """Request to departure through the pages."""
    manager, officer, staff = clients
    manager.post(url("ask_from_case", case.pk), {"name": NAME, "people": "1", "risk": "tinggi"})
    request = PlacementRequest.every.get(case_id=case.pk)
    officer.get(url("request", request.pk))
    place = world.places(world.a)[0]
    officer.post(url("request", request.pk), {"place": str(place.pk), "hours": "4"})
    hold = Hold.every.get(request=request)
    officer.post(url("escort", hold.pk), {"escort": str(world.people.pengantar.pk), "hours": "3"})
    staff.get(url("board", world.a.pk))
    staff.get(url("arrive", hold.pk))
    staff.post(url("arrive", hold.pk), {"things": ["phone"], "rules_agreed": "on"})
    stay = Stay.every.get(case_id=case.pk)
    staff.get(url("card", stay.pk))
    officer.post(url("extend", stay.pk), {"nights": "7"})
    manager.get(f"/kasus/{case.pk}/")
    staff.post(url("leave", stay.pk), {"destination": "family", "things_returned": "on"})
    stay.refresh_from_db()
    assert stay.state == "left"


def test_default_is_the_same_before_and_after_a_placement_but_for_the_log(world):
    case, people = world.case(), world.people
    clients = [browser(person) for person in (people.manajer, people.penempatan, people.petugas1)]
    before, ids_before = dump(), ids_of_shelters()
    placed(world, case, clients)
    after = dump()
    assert {table for table in after if after[table] != before[table]} <= GROWING
    new = ids_of_shelters() - ids_before
    assert len(new) > 10
    text = "\n".join(row for rows in after.values() for row in rows)
    assert [key for key in ids_of_shelters() if key in text] == []


def test_forms_sent_leave_no_path_in_default_and_asking_leaves_no_row(world):
    case, people = world.case(), world.people
    placed(world, case, [browser(person) for person in (people.manajer, people.penempatan, people.petugas1)])
    assert _answers() == ["/"] * 5  # hold, escort, arrival, extension, departure; the asking leaves none


def _answers() -> list[str]:
    from access.models import Submission

    return list(Submission.objects.values_list("answer", flat=True))


def test_a_salt_is_drawn_for_each_event_and_lies_in_the_houses_database_alone(world):
    """Whoever holds the main database has an event's reference, its digest and about when; with the salt they would try
    out who, where and whose file it was."""
    placed(
        world,
        world.case(),
        [browser(person) for person in (world.people.manajer, world.people.penempatan, world.people.petugas1)],
    )
    salts = list(HouseReference.every.values_list("salt", flat=True))
    assert len(set(salts)) == len(salts) > 5
    text = "\n".join(row for rows in dump().values() for row in rows)
    assert [salt for salt in salts if str(salt) in text or salt.hex in text] == []
    port, reference, drawn = references.resolver(), new_id(), set()
    for _ in range(2):
        with transaction.atomic(using="shelters"):
            port.note(reference, act="house.board", by=world.people.petugas1, about=world.a)
            drawn.add(HouseReference.every.get(pk=reference).salt)
            transaction.set_rollback(True, using="shelters")
    assert (len(drawn), reference in drawn) == (2, False)


def test_entries_of_house_acts_tell_neither_act_nor_file_nor_house(world):
    case = world.case()
    known = set(AuditEntry.objects.values_list("pk", flat=True))
    hold = world.hold(world.request(case))
    stay = actions.arrive(hold, rules_agreed=True, by=world.people.petugas1)
    actions.leave(stay, destination="self", things_returned=True, by=world.people.petugas1)
    entries = list(AuditEntry.objects.exclude(pk__in=known).order_by("time"))
    assert [str(e.decision) for e in entries] == ["intended", "done"] * 4
    for entry in entries:
        assert (entry.action, entry.object_kind, entry.case_id, entry.purpose) == ("house.event", "reference", None, "")
        leaf = entry.leaf().decode()
        assert [word for word in (str(case.pk), str(world.a.pk), "stay", "hold", "request") if word in leaf] == []
        assert (entry.actor, entry.agency, entry.role) == ("", "", "")


def test_asking_looks_in_the_log_like_any_look_at_the_people_of_the_case(world):
    case, client = world.case(), browser(world.people.manajer)
    client.get(f"/kasus/{case.pk}/orang/")
    persons = AuditEntry.objects.order_by("-time").first()
    client.get(url("ask_from_case", case.pk))
    asking = AuditEntry.objects.order_by("-time").first()
    assert asking.pk != persons.pk
    for name in ("action", "purpose", "object_kind", "object_id", "case_id", "decision", "digests"):
        assert getattr(asking, name) == getattr(persons, name)


def test_the_auditor_is_told_what_references_stand_for_by_code_and_pseudonym(world):
    stay = world.stay()
    get(world.people.petugas1, "board", world.a.pk)
    told = [event.meaning for event in meaning.concerning(stay.case_id, Stretch())]
    acts = ["membuka papan hunian", "mencatat kedatangan", "menahan tempat", "meminta tempat"]
    assert [m.act for m in told] == acts
    arrived = told[1]
    assert (arrived.house, arrived.staff) == (world.a.code, world.people.petugas1.pk)
    assert arrived.case == stay.card.code


def test_the_auditors_pages_ask_the_main_database_neither_for_house_events_nor_for_who_acted(world):
    stay, auditor = world.stay(), browser(world.people.auditor)
    get(world.people.petugas1, "board", world.a.pk)
    told = {one.hex for one in HouseReference.every.values_list("pk", flat=True)}
    for name, one in (("audit:file", stay.case_id), ("audit:person", world.people.petugas1.pk)):
        with CaptureQueriesContext(connections["default"]) as asked:
            page = auditor.get(reverse(name, args=[one])).content.decode()
        assert "mencatat kedatangan" in page.lower()
        said = "".join(statement["sql"] for statement in asked.captured_queries).replace("-", "")
        assert [one for one in told if one in said] == []
        assert (world.people.petugas1.pk.hex in said) == (name == "audit:person")


def test_sealed_rows_digests_lie_in_shelters_alone(world):
    request = world.request()
    kept = HouseReference.every.get(act="request.ask")
    assert sorted(kept.digests) == [
        f"shelters.placementrequest:{request.pk}",
        f"shelters.residentcard:{request.card_id}",
    ]
    entry = AuditEntry.objects.get(object_id=str(kept.pk), decision="done")
    assert list(entry.digests) == [f"reference:{kept.pk}"]


PAGES_OF_A_STAY = ("card", "extend", "leave")


def test_who_sees_a_resident_while_she_is_there_and_nobody_of_the_house_afterwards(world):
    stay = world.stay()
    readers = {"petugas1", "penempatan", "kustodian", "kustodian2"}
    seen = {name for name, person in vars(world.people).items() if get(person, "card", stay.pk).status_code == 200}
    assert seen == readers
    actions.leave(stay, destination="self", things_returned=True, by=world.people.petugas1)
    after = {name for name in readers if get(getattr(world.people, name), "card", stay.pk).status_code == 200}
    assert after == set()


def test_each_verb_of_a_stay_is_its_own_persons(world):
    stay, hold = world.stay(), world.hold(house=world.a)
    allowed = {
        ("leave", stay.pk): {"petugas1"},
        ("extend", stay.pk): {"penempatan"},
        ("arrive", hold.pk): {"petugas1"},
        ("escort", hold.pk): {"penempatan"},
        ("release", hold.pk): {"penempatan"},
        ("request", hold.request_id): {"penempatan"},
        ("decline", hold.request_id): {"penempatan"},
    }
    for (page, pk), readers in allowed.items():
        seen = {name for name, person in vars(world.people).items() if get(person, page, pk).status_code == 200}
        assert (page, seen) == (page, readers)


def test_foreign_stays_answer_as_stays_that_never_were(world):
    stay, hold = world.stay(), world.hold(house=world.a)
    for username in ("petugas2", "manajer", "auditor", "admin", "pengantar"):
        client = browser(getattr(world.people, username))
        for page, pk in [(page, stay.pk) for page in PAGES_OF_A_STAY] + [("arrive", hold.pk), ("release", hold.pk)]:
            for method in ("get", "post"):
                foreign, absent = (getattr(client, method)(url(page, key)) for key in (pk, new_id()))
                assert foreign.status_code == 404
                assert foreign.content == absent.content


def test_house_staff_see_a_card_and_never_a_case(world):
    stay = world.stay()
    assert NAME in get(world.people.petugas1, "card", stay.pk).content.decode()
    assert browser(world.people.petugas1).get(f"/kasus/{stay.case_id}/").status_code == 404


def test_the_other_houses_board_shows_nothing_of_her(world):
    world.stay()
    assert NAME in get(world.people.petugas1, "board", world.a.pk).content.decode()
    assert NAME not in get(world.people.petugas2, "board", world.b.pk).content.decode()


def test_a_conflict_of_interest_hides_her_from_officer_and_house(world):
    stay, request = world.stay(), world.request()
    for person, case_id in ((world.people.petugas1, stay.case_id), (world.people.penempatan, request.case_id)):
        with unwatched():
            ConflictOfInterest.objects.create(staff=person, case_id=case_id, strength="declared")
    assert get(world.people.petugas1, "card", stay.pk).status_code == 404
    board = get(world.people.petugas1, "board", world.a.pk).content.decode()
    assert NAME not in board
    assert "terisi" in board
    assert get(world.people.penempatan, "request", request.pk).status_code == 404


def test_expiry_is_a_house_event_like_any_other_and_changes_nothing_else_in_default(world):
    hold = world.hold(hours=2)
    before, entries = dump(), AuditEntry.objects.count()
    assert schedule.run_once(hold.expires_at) == 1
    after = dump()
    assert {name for name in after if after[name] != before[name]} == {"audit_auditentry"}
    left = AuditEntry.objects.order_by("time")[entries:]
    assert [(e.action, e.actor, e.case_id, e.decision) for e in left] == [
        ("house.event", "", None, "intended"),
        ("house.event", "", None, "done"),
    ]
    told = meaning.describe([left[1].object_id])
    assert [m.act for m in told.values()] == ["waktu tahan tempat habis"]
    assert problems() == []


def test_what_stands_for_no_entry_is_named(world):
    world.hold(hours=2)
    forged = HouseReference.every.get(act="hold.place")
    forged.pk, forged._state.adding = new_id(), True
    HouseReference.every.bulk_create([forged])
    assert f"house event {forged.pk}: no entry stands behind it" in problems()


def test_the_head_and_the_counsellor_see_protection_but_neither_intake_nor_the_covering_unit(world):
    case = world.case(counsellor=True)
    world.stay(case)
    told = {}
    for username in ("manajer", "supervisor", "konselor", "kepala", "penerima", "manajer2"):
        page = browser(getattr(world.people, username)).get(f"/kasus/{case.pk}/")
        told[username] = "Dalam perlindungan sejak" in page.content.decode()
    assert told == {
        "manajer": True, "supervisor": True, "konselor": True, "kepala": True, "penerima": False, "manajer2": False,
    }  # fmt: skip


def test_who_covers_for_a_colleague_reads_the_case_and_not_whether_she_is_protected(world):
    case = world.case()
    world.stay(case)
    page = browser(world.people.manajer2).post(f"/kasus/{case.pk}/", {"alasan": "menggantikan rekan yang sakit"})
    assert page.status_code == 200
    assert NAME in page.content.decode()
    assert "Dalam perlindungan" not in page.content.decode()


@pytest.mark.parametrize("name", ["location", "landmarks", "looks", "address"])
def test_the_way_back_from_a_step_up_names_no_house(world, name):
    client = browser(world.people.kustodian, stepped_up=False)
    answer = client.post(url(name, world.a.pk), {"purpose": "pemeriksaan rutin rumah"})
    assert (answer.status_code, answer["Location"]) == (303, reverse("access:step_up"))
    kept = SessionStore(client.session.session_key).load()
    assert kept["back_after_step_up"] == reverse("shelters:houses")
    assert [value for value in kept.values() if world.a.pk.hex in str(value).replace("-", "")] == []
