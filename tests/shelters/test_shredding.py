"""A file is shredded alike wherever she is, her house goes on reading her card, and nothing in the product breaks."""

from __future__ import annotations

import logging
import random
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access import routes
from audit import sealer
from audit.models import AuditEntry
from casework.actions import shredding
from casework.models import Case
from casework.workflow import CaseState
from shelters import actions, residents_key
from shelters.actions import keeping
from shelters.models import Addendum, ResidentCard, Stay
from shelters.models.card import RESIDENTS_KEY
from tests.casework.shredding import asked, state
from tests.shelters.rotating import problems
from tests.shelters.world import NAME, browser, get
from tests.two_worlds.known import JOBS
from vault import keyring, wraps
from vault.errors import KeyShredded, SealBroken
from vault.purpose import Purpose
from vault.unseal import open_field

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])
SOME = 0.3  # of the product's pages that are no shredded file's, asked by each role


class Killed(Exception):
    """The process ended here."""


def killed(*args, **kwargs):
    raise Killed


def opens(card) -> bool:
    """Whether the card opens with the keys of now."""
    try:
        return bool(open_field(card, "name"))
    except (KeyShredded, SealBroken):
        return False


def placed(world, case):
    return world.stay(case)


def waits(world, case):
    return world.request(case)


def is_nowhere(world, case):
    return None


def left_by(run, caplog) -> tuple:
    """All that RUN leaves in the main database and the service's log, without ids, and how many key files are new."""
    since, files = timezone.now(), set(wraps.owners(Purpose.CASE))
    caplog.clear()
    with CaptureQueriesContext(connections["default"]) as asked_for:
        answer = run()
    entries = AuditEntry.objects.filter(time__gte=since).order_by("time", "id")
    told = [(one.action, one.decision, one.object_kind, one.purpose, len(one.digests)) for one in entries]
    records = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    return answer, told, records, len(asked_for), set(wraps.owners(Purpose.CASE)) - files


def test_confirming_does_the_same_wherever_she_is(world, caplog):
    """Nobody off the list learns from it whether she is placed: same answer, statements, entries, log and keys."""
    keyring.mint(Purpose.CASE, RESIDENTS_KEY)
    told, people = [], world.people
    for where in (placed, waits, is_nowhere):
        case = world.case()
        where(world, case)
        case, head = asked(people, case), browser(people.kepala)
        page = f"/kasus/{case.pk}/pemusnahan/putuskan/"
        told.append(left_by(lambda h=head, p=page, c=case: h.post(p, {"reference": c.reference}).status_code, caplog))
        assert state(case) == CaseState.SHREDDED
        for who in (people.penerima, people.manajer2, people.manajer):
            assert browser(who).get(f"/kasus/{case.pk}/").status_code == 404
    assert told[0][0] == 303 and told[0][2] == [] and told[0][4] == set()
    assert told[1] == told[0] == told[2]


def test_the_first_shredding_makes_the_residents_key_wherever_she_is(own_keyring, world):
    shredding.confirm_shredding(asked(world.people, world.case()), by=world.people.kepala)
    assert keyring.exists(Purpose.CASE, RESIDENTS_KEY)


def test_nothing_is_destroyed_while_the_houses_can_not_take_over(world):
    case = asked(world.people, world.case())
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(keeping, "take_over", killed)
        with pytest.raises(Killed):
            shredding.confirm_shredding(case, by=world.people.kepala)
    assert keyring.exists(Purpose.CASE, case.pk)
    call_command("shred_case", case.reference, "--by", "admin")
    assert keyring.is_shredded(Purpose.CASE, case.pk)


def test_the_house_reads_her_card_until_she_leaves(world):
    people, case = world.people, world.case()
    request = world.request(case, name=NAME)
    world.request(case, name="Kartini Lagi")  # asked again: a further telling
    stay = actions.arrive(world.hold(request), rules_agreed=True, by=people.petugas1)
    shredding.confirm_shredding(asked(people, case), by=people.kepala)
    page = get(people.petugas1, "card", stay.pk)
    assert (page.status_code, "Kartini Lagi" in page.content.decode()) == (200, True)
    assert "Kartini Lagi" in get(people.petugas1, "board", world.a.pk).content.decode()
    actions.extend_stay(stay, nights=3, by=people.penempatan)
    assert open_field(ResidentCard.every.get(), "name") == NAME
    assert open_field(Addendum.every.get(), "name") == "Kartini Lagi"
    actions.leave(Stay.every.get(), destination="family", things_returned=True, by=people.petugas1)
    for row in (ResidentCard.every.get(), Addendum.every.get()):
        assert row.sealed_under == case.pk
        with pytest.raises(KeyShredded):
            open_field(row, "name")
    assert problems() == []


def test_a_request_that_waits_is_held_and_arrives_after_its_file_is_gone(world):
    people, case = world.people, world.case()
    request = world.request(case, name=NAME)
    shredding.confirm_shredding(asked(people, case), by=people.kepala)
    assert NAME in get(people.penempatan, "request", request.pk).content.decode()
    hold = world.hold(request)
    assert NAME in get(people.petugas1, "arrive", hold.pk).content.decode()
    stay = actions.arrive(hold, rules_agreed=True, by=people.petugas1)
    assert NAME in get(people.petugas1, "card", stay.pk).content.decode()


def test_a_request_that_is_answered_shuts_its_card(world):
    people, case = world.people, world.case()
    request = world.request(case)
    shredding.confirm_shredding(asked(people, case), by=people.kepala)
    actions.decline_request(request, answer="full", by=people.penempatan)
    assert ResidentCard.every.get().sealed_under == case.pk


def test_what_has_ended_dies_with_the_file(world):
    people, case = world.people, world.case()
    actions.leave(world.stay(case), destination="family", things_returned=True, by=people.petugas1)
    shredding.confirm_shredding(asked(people, case), by=people.kepala)
    with pytest.raises(KeyShredded):
        open_field(ResidentCard.every.get(), "name")


def test_two_days_after_she_has_left_her_card_opens_in_no_old_copy(own_keyring, world):
    """Her card as it was while she was there, beside the keyring of two days later; whoever stays is read as before."""
    people, now = world.people, timezone.now()
    stay, staying = world.stay(world.case()), world.stay(world.case())
    for one in (stay, staying):
        shredding.confirm_shredding(asked(people, Case.every.get(pk=one.case_id)), by=people.kepala)
    copy = ResidentCard.every.get(case_id=stay.case_id)
    actions.leave(stay, destination="family", things_returned=True, by=people.petugas1)
    opened = []
    for day in (0, 1):
        assert residents_key.run_once(now + timedelta(days=day)) == 1
        opened.append(opens(copy))
    assert opened == [True, False]
    assert NAME in get(people.petugas1, "card", staying.pk).content.decode()
    assert problems() == []


def test_the_residents_key_is_renewed_once_a_day_and_never_before_there_is_one(own_keyring, world):
    now = timezone.now()
    assert residents_key.run_once(now) == 0
    shredding.confirm_shredding(asked(world.people, world.case()), by=world.people.kepala)
    hours = [0, 1, 23, 24, 25, 48, 96]
    assert [residents_key.run_once(now + timedelta(hours=h)) for h in hours] == [1, 0, 0, 1, 0, 1, 1]
    assert len(keyring.ids(Purpose.CASE, RESIDENTS_KEY)) == 2


def test_a_renewal_that_was_killed_is_done_again(own_keyring, world):
    people, now = world.people, timezone.now()
    stay = world.stay(world.case())
    shredding.confirm_shredding(asked(people, Case.every.get(pk=stay.case_id)), by=people.kepala)
    for step in ("seal_anew", "used"):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(keeping, step, killed)
            with pytest.raises(Killed):
                residents_key.run_once(now)
        assert opens(ResidentCard.every.get())
    assert residents_key.run_once(now) == 1
    assert opens(ResidentCard.every.get())
    assert len(keyring.ids(Purpose.CASE, RESIDENTS_KEY)) == 2


def test_a_renewal_leaves_the_same_whoever_is_in_a_house(own_keyring, world, caplog):
    people, told, now = world.people, [], timezone.now()
    for day, where in enumerate((is_nowhere, is_nowhere, placed, is_nowhere)):
        case = world.case()
        where(world, case)
        shredding.confirm_shredding(asked(people, case), by=people.kepala)
        told.append(left_by(lambda d=day: residents_key.run_once(now + timedelta(days=d)), caplog))
    assert told[1][0] == 1 and told[1] == told[2] == told[3]


def test_whoever_decides_is_told_that_she_is_placed_and_nobody_else(world):
    people, case = world.people, world.case()
    world.stay(case)
    asked(people, case)
    page = f"/kasus/{case.pk}/pemusnahan/putuskan/"
    assert "Ia masih dalam perlindungan." in browser(people.kepala).get(page).content.decode()
    for who in (people.manajer, people.penerima, people.auditor):
        assert browser(who).get(page).status_code == 404


def test_asking_tells_nobody_whether_she_is_placed(world):
    """What lies in the main database after a request is the same for one who is placed and one who is not."""
    placed, other = world.case(), world.case()
    world.stay(placed)
    for case in (placed, other):
        asked(world.people, case)
    for person in (world.people.penerima, world.people.manajer2):
        pages = [browser(person).get(f"/kasus/{case.pk}/").content.decode() for case in (placed, other)]
        assert not any("perlindungan" in page.lower() for page in pages)
    told = [
        list(AuditEntry.objects.filter(case_id=case.pk).order_by("time").values_list("action", flat=True))
        for case in (placed, other)
    ]
    assert told[0][-3:] == told[1][-3:]


def addresses() -> set[str]:
    """An address for every route and example that there is now."""
    found = routes.with_examples(list(routes.walk()))
    return {example["path"] for route in found for example in route.as_dict()["examples"]}


@pytest.mark.slow
@pytest.mark.sqlite_only  # pages and what they ask are the same on both; it takes long
def test_after_a_shredding_every_page_of_the_product_answers_everybody(world, films):
    """Every route with its examples, those of the shredded file by one of each role, others by some; and every job."""
    people, gone = world.people, world.case(counsellor=True)
    stay = world.stay(gone)
    before = addresses()
    world.stay()
    shredding.confirm_shredding(asked(people, gone), by=people.kepala)
    actions.leave(stay, destination="family", things_returned=True, by=people.petugas1)
    paths = before | addresses()
    assert len([path for path in paths if str(gone.pk) in path]) > 20
    for run in JOBS.values():
        run(timezone.now())
    broken, draw = {}, random.Random("shredded")
    for role, person in {person.role: person for person in vars(people).values()}.items():
        client = browser(person)
        client.raise_request_exception = False
        for path in sorted(paths - {"/keluar/"}):
            if str(gone.pk) not in path and draw.random() > SOME:
                continue
            answer = client.get(path)
            if answer.status_code >= 500:
                broken[f"{role} {path}"] = answer.status_code
    assert broken == {}
    sealer.run_until_done(timezone.now())
