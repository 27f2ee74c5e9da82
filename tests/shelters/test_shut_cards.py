"""A card that doesn't open keeps nobody else from a place: the other ones open, and its line says what to do."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from audit.models import AuditEntry
from casework.actions import shredding as destroying
from shelters import actions
from shelters.actions.hold import close_lost
from shelters.models import Claim, Hold, PlacementRequest, ResidentCard, Stay
from shelters.workflow import HoldState, RequestState, StayState
from tests.casework.shredding import asked
from tests.shelters.rotating import problems
from tests.shelters.world import NAME, browser, get, post
from vault import keyring
from vault.errors import KeyShredded
from vault.purpose import Purpose

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])
OTHER = "Rahmawati Kusumaningrum"
SHUT = "kartu tidak terbuka"


def key_is_gone(card: ResidentCard) -> None:
    """As after an old backup of a file that was shredded since."""
    keyring.shred(Purpose.CASE, card.case_id)


def is_altered(card: ResidentCard) -> None:
    """Somebody wrote into it by SQL."""
    altered = bytearray(card.particulars._envelope)
    altered[-1] ^= 1
    pk = str(card.pk) if settings.ON_POSTGRESQL else card.pk.hex
    with connections["shelters"].cursor() as cursor:
        cursor.execute(f"UPDATE {card._meta.db_table} SET particulars = %s WHERE id = %s", [bytes(altered), pk])


BREAKING = pytest.mark.parametrize(("broken", "entries"), [(key_is_gone, 1), (is_altered, 2)])


def entries_of(client, path) -> tuple[str, list]:
    """The page, and the decisions of the entries it made."""
    since = timezone.now()
    page = client.get(path)
    assert page.status_code == 200
    return page.content.decode(), list(AuditEntry.objects.filter(time__gte=since).values_list("decision", flat=True))


@BREAKING
def test_on_the_desk_all_others_open(world, broken, entries):
    shut, other = world.request(), world.request(name=OTHER)
    broken(shut.card)
    client = browser(world.people.penempatan)
    for path in ("/penempatan/", f"/penempatan/{other.pk}/"):
        text, made = entries_of(client, path)
        assert (OTHER in text, NAME in text, SHUT in text, shut.card.code in text) == (True, False, True, True)
        assert len(made) == entries
    held = client.post(f"/penempatan/{other.pk}/", {"place": world.places(world.a)[0].pk, "hours": "4"})
    assert (held.status_code, Hold.every.get().request_id) == (303, other.pk)


@BREAKING
def test_for_a_card_that_does_not_open_no_place_is_offered_and_the_page_says_what_to_do(world, broken, entries):
    request, client = world.request(), browser(world.people.penempatan)
    broken(request.card)
    path = f"/penempatan/{request.pk}/"
    page = client.get(path).content.decode()
    assert "Tanyakan kepada orangnya sendiri" in page and 'name="place"' not in page
    assert client.post(path, {"place": world.places(world.a)[0].pk, "hours": "4"}).status_code == 422
    assert not Hold.every.exists()
    assert client.post(f"/penempatan/{request.pk}/jawab/", {"answer": "full"}).status_code in (303, 404)


@BREAKING
def test_on_the_board_and_on_her_page_a_house_reads_the_others_and_records_that_she_left(world, broken, entries):
    people, shut = world.people, world.stay(world.case())
    world.stay(world.case(), name=OTHER)
    broken(shut.card)
    client = browser(people.petugas1)
    text, made = entries_of(client, f"/rumah/{world.a.pk}/hunian/")
    assert (OTHER in text, NAME in text, f"{shut.card.code}: {SHUT}" in text) == (True, False, True)
    assert len(made) == entries
    assert "Tanyakan kepada orangnya sendiri" in get(people.petugas1, "card", shut.pk).content.decode()
    assert post(people.petugas1, "leave", shut.pk, destination="family", things_returned="on").status_code == 303
    assert Stay.every.get(pk=shut.pk).state == StayState.LEFT


@BREAKING
def test_whose_card_does_not_open_is_brought_and_let_in_all_the_same(world, broken, entries):
    people, hold = world.people, world.hold()
    transfer = actions.assign_escort(hold, escort=people.pengantar, hours=3, by=people.penempatan)
    broken(hold.request.card)
    for who, name, pk in ((people.pengantar, "transfer", transfer.pk), (people.petugas1, "arrive", hold.pk)):
        page = get(who, name, pk)
        assert (page.status_code, "Tanyakan kepada orangnya sendiri" in page.content.decode()) == (200, True)
    assert post(people.petugas1, "arrive", hold.pk, rules_agreed="on").status_code == 303


def test_of_several_tellings_those_that_open_are_read(world):
    people, case = world.people, world.case()
    request = world.request(case, name=OTHER)
    world.request(case, name=NAME, needs=["quiet"])
    is_altered(request.card)
    page = get(people.penempatan, "request", request.pk).content.decode()
    assert (NAME in page, OTHER in page, "Sebagian kartu ini tidak terbuka lagi" in page) == (True, False, True)
    assert 'name="place"' in page


def test_after_a_restored_backup_what_waited_is_closed_and_who_is_in_a_house_stays_there(world):
    people, cases = world.people, [world.case() for _ in range(4)]
    world.request(cases[0])
    world.hold(world.request(cases[1]))
    stay = world.stay(cases[2])
    other = world.request(cases[3])
    for case in cases[:3]:
        keyring.shred(Purpose.CASE, case.pk)
    call_command("shred_case", "--by", "admin")
    states = [PlacementRequest.every.get(case_id=case.pk).state for case in cases]
    assert states == [RequestState.CLOSED, RequestState.CLOSED, RequestState.PLACED, RequestState.ASKED]
    assert Hold.every.get(case_id=cases[1].pk).state == HoldState.RELEASED
    assert [claim.stay_id for claim in Claim.every.all()] == [stay.pk]
    desk = browser(people.penempatan).get("/penempatan/").content.decode()
    assert (other.card.code in desk, cases[0].reference in desk) == (True, False)
    assert problems() == []


def test_a_request_that_opens_is_not_closed_as_lost(world):
    request = world.request()
    close_lost(request.case_id, by=world.people.admin)
    assert PlacementRequest.every.get().state == RequestState.ASKED


def test_hiding_a_file_again_leaves_the_same_whether_something_waited_or_not(world):
    told = []
    for waits in (True, False):
        case = world.case()
        if waits:
            world.request(case)
        keyring.shred(Purpose.CASE, case.pk)
        since = timezone.now()
        destroying.shred_again(case.pk, by=world.people.admin)
        entries = AuditEntry.objects.filter(time__gte=since).order_by("time", "id")
        told.append([(one.action, one.decision, one.object_kind) for one in entries])
    assert told[0] == told[1]


def test_who_asks_while_a_file_is_destroyed_stands_on_the_desk_with_a_line(world):
    """She asked after the houses had taken over and before the key was gone: nobody loses her."""
    people, case = world.people, world.case()
    original = keyring.shred

    def asks_first(purpose, owner):
        if purpose == Purpose.CASE:
            world.request(case)
        original(purpose, owner)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(keyring, "shred", asks_first)
        destroying.confirm_shredding(asked(people, case), by=people.kepala)
    with pytest.raises(KeyShredded):
        keyring.ids(Purpose.CASE, case.pk)
    desk = browser(people.penempatan).get("/penempatan/").content.decode()
    assert (case.reference in desk, SHUT in desk) == (True, True)
