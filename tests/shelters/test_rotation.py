"""Rotation: all that is sealed stands under new keys and opens as before; the log says so and tells of no house."""

from __future__ import annotations

import io
import threading
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.errors import Refused
from access.models import Staff
from audit.action import action
from audit.models import AuditEntry
from audit.objects import row_key
from audit.recording import record
from audit.rotation import Outcome, drop_earlier, rotate
from audit.rows import BEFORE, earlier_digest, row_digest
from casework.models import CasePerson
from shelters.location import Location
from shelters.models import ResidentCard
from shelters.reveal_location import keep_location, open_location, seen_by
from tests.shelters import rotating
from tests.shelters.rotating import FINAL, keys, left_under_earlier_keys, person, problems, values
from tests.shelters.world import World, whereabouts
from vault import keyring, rotation, wraps
from vault.errors import KeyShredded
from vault.purpose import Purpose

pytestmark = [
    pytest.mark.django_db(databases=["default", "shelters"], transaction=True),
    pytest.mark.usefixtures("own_keyring", "films"),
]
EVERYTHING = rotation.PURPOSES


def drop(admin, later: timedelta = timedelta(0)) -> Outcome:
    return drop_earlier(EVERYTHING, by=admin, now=timezone.now() + later)


def test_all_that_is_sealed_stands_under_new_keys_and_opens_as_before(case, admin):
    before, held = values(), keys()
    assert {label for label, _ in before} > {
        "shelters.location",
        "shelters.residentcard",
        "access.secondfactor",
    } | FINAL
    outcome = rotate(EVERYTHING, by=admin)
    assert values() == before
    assert set(left_under_earlier_keys()) == FINAL
    assert {owner: ids[:-1] for owner, ids in keys().items()} == held
    assert outcome.keys.total() == len(held)
    assert outcome.broken == 0
    assert problems() == []


def test_each_row_s_newest_entry_names_what_it_was_and_what_it_is(case, admin):
    name, before = f"casework.caseperson:{person(case).pk}", row_digest(person(case))
    rotate([Purpose.CASE], by=admin)
    (entry,) = [e for e in AuditEntry.objects.filter(action="key.rotate") if name in e.digests]
    assert (entry.digests[f"{BEFORE}{name}"], entry.digests[name]) == (before, row_digest(person(case)))
    assert entry.digests[name] != before
    assert (entry.actor, entry.purpose, entry.case_id) == (str(admin.pk), "case", None)


def test_a_rotation_of_one_purpose_leaves_the_others_alone(case, admin):
    before = keys()
    rotate([Purpose.LOCATION], by=admin)
    assert {purpose for (purpose, owner), ids in keys().items() if ids != before[purpose, owner]} == {"location"}


def test_default_learns_nothing_of_what_lies_with_the_houses(world, admin):
    """As many events, entries and digests with residents as without; no row of theirs, no house event says who."""
    told = []
    for _ in range(2):
        since = timezone.now()
        rotate([Purpose.CASE, Purpose.LOCATION], by=admin)
        entries = AuditEntry.objects.filter(time__gte=since)
        told.append(
            [(e.decision, e.actor, len(e.digests)) for e in entries.filter(action="house.event").order_by("time")]
        )
        names = {name for e in entries for name in e.digests}
        assert [name for name in names if "shelters." in name] == []
        people = [world.stay(world.case(), house) for house in (world.a, world.b)]
    assert len(people) == 2 and len(told[0]) == 6  # one event for the files, one a house; each intended and done
    assert told[1] == told[0]


def test_an_address_opens_after_a_rotation_and_an_older_one_put_back_doesn_t(case, world, admin):
    table, house = Location._meta.db_table, world.a.pk
    with connections["shelters"].cursor() as cursor:
        cursor.execute(f"SELECT whereabouts FROM {table} WHERE id = %s", [_stored(house)])
        old = bytes(cursor.fetchone()[0])
    rotate(EVERYTHING, by=admin)
    custodian = world.people.kustodian
    with open_location(seen_by(custodian, house), by=custodian, reason=rotating.WHY) as shown:
        assert shown.whereabouts == whereabouts()
    with connections["shelters"].cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET whereabouts = %s WHERE id = %s", [old, _stored(house)])
    with pytest.raises(Refused), open_location(seen_by(custodian, house), by=custodian, reason=rotating.WHY):
        pass
    assert problems() == [f"row shelters.location:{house} is not what its newest entry says"]


def test_an_old_address_that_was_put_back_before_a_rotation_does_not_open_after_it_either(case, world, admin):
    table, house, custodian = Location._meta.db_table, world.a.pk, world.people.kustodian
    with connections["shelters"].cursor() as cursor:
        cursor.execute(f"SELECT whereabouts, revision FROM {table} WHERE id = %s", [_stored(house)])
        old, revision = cursor.fetchone()
    keep_location(world.a, whereabouts(), by=custodian)
    with connections["shelters"].cursor() as cursor:
        row = [bytes(old), revision, _stored(house)]
        cursor.execute(f"UPDATE {table} SET whereabouts = %s, revision = %s WHERE id = %s", row)
    assert rotate(EVERYTHING, by=admin).broken == 1
    with pytest.raises(Refused), open_location(seen_by(custodian, house), by=custodian, reason=rotating.WHY):
        pass
    assert problems() == [f"row shelters.location:{house} is not what its newest entry says"]


def test_a_row_that_does_not_open_stays_as_it_is_keeps_its_key_and_is_counted(case, admin):
    row = person(case)
    broken = bytearray(row.name._envelope)
    broken[-1] ^= 1
    with connections["default"].cursor() as cursor:
        cursor.execute(f"UPDATE {row._meta.db_table} SET name = %s WHERE id = %s", [bytes(broken), _stored(row.pk)])
    assert rotate(EVERYTHING, by=admin).broken == 1
    assert left_under_earlier_keys()["casework.caseperson"] > 0
    rotating.a_day_later()
    assert drop(admin).broken == 1
    assert len(keyring.ids(Purpose.CASE, case.pk)) == 2
    assert problems() == [f"row casework.caseperson:{row.pk} is not what its newest entry says"]


def test_sealing_a_row_anew_makes_nothing_good_that_was_written_by_sql(case, world, admin):
    row = person(case)
    with connections["default"].cursor() as cursor:
        cursor.execute(f"UPDATE {row._meta.db_table} SET nik_index = 7 WHERE id = %s", [_stored(row.pk)])
    with connections["shelters"].cursor() as cursor:
        cursor.execute(f"UPDATE {ResidentCard._meta.db_table} SET code = 'C-0000'")
    rotate(EVERYTHING, by=admin)
    card = f"shelters.residentcard:{ResidentCard.every.get().pk}"
    assert problems() == [
        f"row {name} was not what its newest entry said when it was sealed anew"
        for name in (f"casework.caseperson:{row.pk}", card)
    ]


def test_a_row_whose_revision_was_written_by_sql_opens_no_more_and_stays_as_it_is(case, admin):
    row = person(case)
    with connections["default"].cursor() as cursor:
        cursor.execute(f"UPDATE {row._meta.db_table} SET revision = revision + 1 WHERE id = %s", [_stored(row.pk)])
    rotate([Purpose.CASE], by=admin)
    assert person(case).name._envelope == row.name._envelope
    assert problems() == [f"row casework.caseperson:{row.pk} is not what its newest entry says"]


def test_a_row_last_written_before_indexes_were_compared_is_sealed_anew_without_a_finding(case, admin):
    row = person(case)
    record(admin, "test.earlier", row, digests={row_key(row): earlier_digest(row)})
    rotate([Purpose.CASE], by=admin)
    assert problems() == []
    with connections["default"].cursor() as cursor:
        cursor.execute(f"UPDATE {row._meta.db_table} SET nik_index = 7 WHERE id = %s", [_stored(row.pk)])
    rotate([Purpose.CASE], by=admin)
    assert problems() == [
        f"row casework.caseperson:{row.pk} was not what its newest entry said when it was sealed anew"
    ]


def test_sealing_a_row_anew_makes_its_blind_indexes_anew(case, admin):
    """As they are made today, where a name or number was written before its form changed; an emptied one stays."""
    index = person(case).name_index
    for was, becomes in ((7, index), (None, None)):
        CasePerson.every.filter(case=case).update(name_index=was)
        rotate([Purpose.CASE], by=admin)
        assert person(case).name_index == becomes


def test_an_address_that_was_loaded_before_a_rotation_opens_after_it(case, world, admin):
    custodian = world.people.kustodian
    location = seen_by(custodian, world.a.pk)
    rotate([Purpose.LOCATION], by=admin)
    with open_location(location, by=custodian, reason=rotating.WHY) as shown:
        assert shown.whereabouts == whereabouts()


def test_a_shredded_owner_is_passed_over(case, world, admin):
    other = world.case()
    keyring.shred(Purpose.CASE, other.pk)
    rotate(EVERYTHING, by=admin)
    with pytest.raises(KeyShredded):
        keyring.ids(Purpose.CASE, other.pk)
    assert problems() == []


def test_a_second_rotation_at_once_is_refused_in_a_sentence(case, admin):
    before = keys()
    for also in ([], ["--drop-old"]):
        with wraps.alone() as first, pytest.raises(CommandError, match="Another rotation is running") as refused:
            assert first
            call_command("rotate_keys", "--by", "admin", *also)
        assert refused.value.returncode == 2
    assert keys() == before
    rotate(EVERYTHING, by=admin)


def test_two_who_give_new_keys_at_the_same_moment_lose_none(world, admin):
    owner, start = keyring.STAFF_KEY, threading.Barrier(6)
    before = len(keyring.ids(Purpose.CASE, owner))

    def renew():
        start.wait()
        for _ in range(3):
            keyring.renew(Purpose.CASE, owner)
        connections.close_all()

    threads = [threading.Thread(target=renew) for _ in range(6)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert len(keyring.ids(Purpose.CASE, owner)) == before + 18


def test_a_row_more_costs_one_statement_more(world, admin):
    case, counted = world.case(), []
    for some in (0, 10, 20):
        _more_people(case, some, by=admin)
        with (
            CaptureQueriesContext(connections["default"]) as main,
            CaptureQueriesContext(connections["shelters"]) as houses,
        ):
            rotate([Purpose.CASE], by=admin)
        counted.append((len(main), len(houses)))
    (first, more, most), houses = [main for main, _ in counted], {of_houses for _, of_houses in counted}
    assert (more - first, most - more, len(houses)) == (10, 20, 1)


def test_the_command_says_how_many_keys_and_no_number_of_rows(case, world):
    expected = len(keys())
    out, errors = io.StringIO(), io.StringIO()
    call_command("rotate_keys", "case", "location", "--by", "admin", stdout=out, stderr=errors)
    call_command("rotate_keys", "--by", "admin", "--drop-old", stdout=out, stderr=errors)
    rotated, dropped = out.getvalue().splitlines()
    counts = {purpose: sum(name == purpose for name, _ in keys()) for purpose in ("case", "location")}
    told = f"{counts['case'] + counts['location']} (case {counts['case']}, location {counts['location']})"
    assert rotated == f"new data keys {told}; what they seal is sealed anew; the old ones stay until --drop-old"
    kept = sum(owner in rotating.owners_of_finals() for purpose, owner in keys() if purpose == "case")
    young = counts["case"] + counts["location"] - kept
    assert dropped == (
        f"old data keys dropped 0; kept since they were replaced within the last day {young}; "
        f"kept since something stands under them {kept}"
    )
    assert errors.getvalue() == ""
    assert expected == len(keys())


@pytest.mark.parametrize("name", ["tidak.ada", "petugas1"])
def test_whoever_rotates_has_an_open_account(world, name):
    Staff.objects.filter(username="petugas1").update(is_active=False)
    before = keys()
    with pytest.raises(CommandError, match="--by must name an open account") as refused:
        call_command("rotate_keys", "--by", name)
    assert refused.value.returncode == 2
    assert keys() == before


def _stored(pk):
    """A UUID as the database's own SQL spells it."""
    return str(pk) if settings.ON_POSTGRESQL else pk.hex


@action("test.people")
def _more_people(case, count, *, by):
    for _ in range(count):
        CasePerson(case=case, part="family", name="Ibu Ratna", added=timezone.now()).save(force_insert=True)
    return case


def test_the_world_of_these_tests_has_a_keyring_of_its_own(world: World):
    assert {owner for purpose, owner in keys() if purpose == "location"} == {world.a.pk, world.b.pk}
