"""Who learns where a house is: its readers, by POST, after the entry; everybody else the 404 of what never existed."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission as PermissionRow
from django.db import connections
from django.utils import timezone

from access import policy
from access.errors import Refused
from audit.models import AuditEntry
from demo.cast import CAST
from shelters import actions, reveal_location
from shelters.location import PADDED_SIZE, Location
from shelters.models import HouseReference, ReferenceReason, Shift
from tests.shelters.world import ADDRESS, OTHER_ADDRESS, browser, locate, url, whereabouts
from vault.entropy import new_id

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])

STRINGS = (ADDRESS, "Rawa Gempita", "Tegal Sentosa", "13999", "99887766", "6.21771", "106.91443", "ketuk tiga kali")
REASON = "memeriksa kebocoran atap"
READERS_OF_A = {"petugas1", "penempatan", "kustodian", "kustodian2"}
METHODS = ("get", "head", "options", "post", "put", "patch", "delete", "trace")


def alike(answer) -> tuple:
    headers = {name: value for name, value in answer.headers.items() if name != "Date"}
    return answer.status_code, headers, answer.content, sorted(answer.cookies)


def test_the_cast_against_both_houses(world):
    opened = {"a": set(), "b": set()}
    for player in CAST:
        for key, house, address in (("a", world.a, ADDRESS), ("b", world.b, OTHER_ADDRESS)):
            answer = locate(getattr(world.people, player.username), house.pk, REASON)
            if answer.status_code == 200:
                assert address in answer.content.decode()
                opened[key].add(player.username)
            else:
                assert answer.status_code == 404
    assert opened == {"a": READERS_OF_A, "b": READERS_OF_A - {"petugas1"} | {"petugas2"}}


@pytest.mark.parametrize("page", ["location", "address", "house", "board"])
def test_every_method_on_a_foreign_house_answers_as_on_one_that_never_existed(world, page):
    for username in ("petugas2", "manajer", "supervisor", "auditor", "admin", "operator112", "dokter2", "pengantar"):
        client = browser(getattr(world.people, username))
        for method in METHODS:
            foreign, absent = (getattr(client, method)(url(page, pk)) for pk in (world.a.pk, new_id()))
            assert alike(foreign) == alike(absent)
            assert foreign.status_code == 404


def test_nobody_else_sees_whether_a_house_has_a_location_and_landmarks_at_all(world):
    location = reveal_location.seen_by(world.people.kustodian, world.a.pk)
    reveal_location.keep_landmarks(location, landmarks=["patung kuda laut"], by=world.people.kustodian)
    pages = [url(page, world.a.pk) for page in ("location", "landmarks", "address", "house", "board")]
    asked: list[str] = []

    def note(execute, sql, params, many, context):
        asked.extend([] if "SAVEPOINT" in sql else [sql])  # savepoints are numbered
        return execute(sql, params, many, context)

    def seen() -> list[tuple]:
        found = []
        for username in ("petugas2", "manajer", "auditor", "admin", "pengantar"):
            client = browser(getattr(world.people, username))
            with connections["default"].execute_wrapper(note), connections["shelters"].execute_wrapper(note):
                for page in pages:
                    for answer in (client.get(page), client.post(page, {"purpose": REASON, "landmarks": "tugu"})):
                        found.append((*alike(answer), *asked))
                        asked.clear()
        return found

    seen()  # what Django asks once alone
    written = seen()
    with connections["shelters"].cursor() as cursor:
        for table in ("shelters_location", "shelters_landmarks"):
            key = world.a.pk if connections["shelters"].vendor == "postgresql" else world.a.pk.hex
            cursor.execute(f"DELETE FROM {table} WHERE id = %s", [key])
    assert locate(world.people.petugas1, world.a.pk).status_code == 404
    assert seen() == written


def test_being_superuser_or_holding_every_permission_opens_nothing(world):
    admin, manager = world.people.admin, world.people.manajer
    admin.user_permissions.set(PermissionRow.objects.all())
    group = manager.groups.get()
    group.permissions.set(PermissionRow.objects.all())
    assert locate(admin, world.a.pk, REASON).status_code == 404
    assert locate(manager, world.a.pk, REASON).status_code == 404
    admin.is_superuser = True
    with pytest.raises(policy.Unseen):
        reveal_location.seen_by(admin, world.a.pk)
    assert reveal_location.houses_open_to(admin) == []
    assert reveal_location.houses_open_to(world.people.petugas1) == [world.a.pk]


def test_a_get_never_shows_the_address(world):
    answer = browser(world.people.petugas1).get(url("location", world.a.pk), {"purpose": "giliran jaga"})
    assert answer.status_code == 405
    for page in (url("house", world.a.pk), url("board", world.a.pk), url("houses")):
        text = browser(world.people.petugas1).get(page).content.decode()
        assert [string for string in STRINGS if string in text] == []
    shown = locate(world.people.petugas1, world.a.pk).content.decode()
    assert [string for string in STRINGS if string not in shown] == []


def test_an_old_sign_in_is_asked_again_but_only_of_a_reader(world):
    answer = locate(world.people.petugas1, world.a.pk, stepped_up=False)
    assert (answer.status_code, answer["Location"]) == (303, "/masuk/lagi/")
    assert locate(world.people.petugas2, world.a.pk, stepped_up=False).status_code == 404


def test_off_shift_a_reason_is_typed_and_kept_sealed_beside_the_house(world):
    for shift in Shift.every.filter(staff_id=world.people.petugas1.pk):
        end_shift(shift)
    client, path = browser(world.people.petugas1), url("location", world.a.pk)
    before = AuditEntry.objects.count()
    answer = client.post(path, {"purpose": "cek"})
    assert answer.status_code == 422
    assert ADDRESS not in answer.content.decode()
    assert AuditEntry.objects.count() == before
    assert ADDRESS in client.post(path, {"purpose": REASON}).content.decode()
    kept = ReferenceReason.every.get()
    assert kept.house_id == world.a.pk
    assert str(kept.text) == "[tersegel]"


def end_shift(shift) -> None:
    from audit.register import unwatched

    with unwatched():
        shift.ends_at = timezone.now() - timedelta(minutes=1)
        shift.save(update_fields=["ends_at"])


@pytest.mark.parametrize("username", ["penempatan", "kustodian", "kustodian2"])
def test_whoever_has_no_shift_gives_a_reason(world, username):
    reader = getattr(world.people, username)
    assert locate(reader, world.a.pk, "").status_code == 422
    assert locate(reader, world.a.pk, REASON).status_code == 200


def test_an_escort_sees_the_location_for_the_hours_of_the_way_alone(world):
    escort, hold = world.people.pengantar, world.hold()
    later = actions.assign_escort(
        hold, escort=escort, hours=3, starts_at=timezone.now() + timedelta(hours=1), by=world.people.penempatan
    )
    assert locate(escort, world.a.pk).status_code == 404
    over = actions.assign_escort(
        hold, escort=escort, hours=3, starts_at=timezone.now() - timedelta(hours=3), by=world.people.penempatan
    )
    assert locate(escort, world.a.pk).status_code == 404
    now = actions.assign_escort(hold, escort=escort, hours=3, by=world.people.penempatan)
    assert ADDRESS in locate(escort, world.a.pk, "", stepped_up=False).content.decode()
    assert locate(escort, world.b.pk).status_code == 404
    for page, pk in (("house", world.a.pk), ("board", world.a.pk), ("transfer", later.pk), ("transfer", over.pk)):
        assert browser(escort).get(url(page, pk)).status_code == 404
    page = url("transfer", now.pk)
    readers = {name for name, person in vars(world.people).items() if browser(person).get(page).status_code == 200}
    assert readers == {"pengantar"}
    actions.arrive(hold, rules_agreed=True, by=world.people.petugas1)
    assert locate(escort, world.a.pk).status_code == 404
    assert browser(escort).get(url("transfer", now.pk)).status_code == 404


def test_only_an_escort_is_sent_and_never_for_longer_than_half_a_day(world):
    hold = world.hold()
    for escort, hours in ((world.people.manajer, 3), (world.people.pengantar, 13)):
        with pytest.raises(Refused):
            actions.assign_escort(hold, escort=escort, hours=hours, by=world.people.penempatan)


def statements(run) -> list[str]:
    """What is written to both databases, in order."""
    seen: list[str] = []

    def note(execute, sql, params, many, context):
        if sql.startswith("INSERT"):
            seen.append(sql.split('"')[1])
        return execute(sql, params, many, context)

    with connections["default"].execute_wrapper(note), connections["shelters"].execute_wrapper(note):
        run()
    return seen


def test_meaning_commits_first_then_the_entry_then_the_address_opens(world):
    client = browser(world.people.petugas1)
    path = url("location", world.a.pk)
    written = statements(lambda: client.post(path, {"purpose": "giliran jaga"}))
    meaning, entry = written.index("shelters_housereference"), written.index("audit_auditentry")
    assert meaning < entry
    newest = AuditEntry.objects.order_by("-time").first()
    assert (newest.action, newest.object_kind, newest.case_id) == ("house.event", "reference", None)
    assert HouseReference.every.get(pk=newest.object_id).act == "location.read"


def test_an_address_moved_into_another_houses_row_does_not_open_and_has_its_entry_already(world):
    client = browser(world.people.petugas1)
    moved = bytes(Location.every.get(pk=world.b.pk).whereabouts._envelope)
    with connections["shelters"].cursor() as cursor:
        place = world.a.pk if connections["shelters"].vendor == "postgresql" else world.a.pk.hex
        cursor.execute("UPDATE shelters_location SET whereabouts = %s WHERE id = %s", [moved, place])
    before = AuditEntry.objects.count()
    answer = client.post(url("location", world.a.pk), {"purpose": "giliran jaga"})
    assert answer.status_code == 422
    assert OTHER_ADDRESS not in answer.content.decode()
    entries = list(AuditEntry.objects.order_by("time")[before:])
    assert [str(e.decision) for e in entries] == ["allowed", "failed"]
    assert {e.action for e in entries} == {"house.event"}


def test_if_no_entry_can_be_written_the_address_stays_closed(world):
    client = browser(world.people.petugas1)

    def full_disk(execute, sql, params, many, context):
        if sql.startswith('INSERT INTO "audit_auditentry"'):
            raise OSError("no space left")
        return execute(sql, params, many, context)

    client.raise_request_exception = False
    with connections["default"].execute_wrapper(full_disk):
        answer = client.post(url("location", world.a.pk), {"purpose": "giliran jaga"})
    assert answer.status_code == 500
    assert ADDRESS not in answer.content.decode()


def test_the_answer_says_when_the_log_was_last_sealed(world):
    assert "Disegel" in locate(world.people.petugas1, world.a.pk).content.decode()


def test_all_locations_are_of_one_size_and_longer_is_refused(world):
    by = world.people.kustodian
    sizes = set()
    for address in ("A", "Jalan " + "é" * 400, "𝒥alan " * 100):
        reveal_location.keep_location(world.a, whereabouts(address), by=by)
        sizes |= {len(location.whereabouts._envelope) for location in Location.every.all()}
    assert len(sizes) == 1
    with pytest.raises(Refused):
        reveal_location.keep_location(world.a, whereabouts("x" * PADDED_SIZE), by=by)
    assert "𝒥alan" in locate(world.people.petugas1, world.a.pk).content.decode()


def test_an_opened_location_prints_as_sealed():
    assert ADDRESS not in f"{whereabouts()!r} {whereabouts()}"


def test_an_address_written_while_the_clock_was_set_back_opens(world):
    """What was written last counts, not what bears the later time."""
    with time_machine.travel(timezone.now() - timedelta(days=2), tick=False):
        reveal_location.keep_location(world.a, whereabouts("Jalan Baru Sekali No. 1"), by=world.people.kustodian)
    seen = reveal_location.seen_by(world.people.kustodian, world.a.pk)
    with reveal_location.open_location(seen, by=world.people.kustodian, reason="pemeriksaan rutin rumah") as shown:
        assert shown.whereabouts.address == "Jalan Baru Sekali No. 1"
