"""People go on working while keys are rotated: what they write meanwhile is there afterwards."""

from __future__ import annotations

import os
import threading

import pytest
from django.db import connections

from audit.rotation import rotate
from casework.actions.drafts import keep_typed
from casework.actions.persons import change_person
from casework.models import CasePerson, DeskDraft
from shelters.location import Location
from shelters.reveal_location import keep_location, open_location, seen_by
from tests.shelters import rotating
from tests.shelters.rotating import FINAL, left_under_earlier_keys, problems, values
from tests.shelters.world import whereabouts
from vault import entropy, rotation
from vault.purpose import Purpose
from vault.unseal import open_field

pytestmark = [
    pytest.mark.django_db(databases=["default", "shelters"], transaction=True),
    pytest.mark.usefixtures("own_keyring", "films"),
]
ROTATIONS = 3


class Worker(threading.Thread):
    """Does one thing again and again until it is told to stop; `done` counts how often, `wrong` is what stopped it."""

    def __init__(self, work) -> None:
        super().__init__()
        self.work, self.ending, self.done, self.wrong = work, threading.Event(), 0, None

    def run(self) -> None:
        try:
            while not self.ending.is_set():
                self.work(self.done + 1)
                self.done += 1
        except Exception as wrong:
            self.wrong = wrong
        finally:
            connections.close_all()


def test_what_is_written_while_keys_are_rotated_is_there_afterwards(world):
    case = rotating.fill(world)
    people, untouched = world.people, values()
    person = CasePerson.every.filter(case=case).order_by("pk")[0]
    draft = DeskDraft.objects.get()

    def types(number):
        keep_typed(DeskDraft.objects.get(pk=draft.pk), {"what": f"kalimat {number}"})

    def changes(number):
        change_person(CasePerson.every.get(pk=person.pk), name=f"Nama {number}", by=people.manajer)

    def moves(number):
        keep_location(world.a, whereabouts(f"Gang Kenanga No. {number}"), by=people.kustodian)

    def looks(number):
        location = seen_by(people.kustodian, world.b.pk)
        with open_location(location, by=people.kustodian, reason=rotating.WHY) as shown:
            assert shown.whereabouts.kelurahan

    workers = [Worker(work) for work in (types, changes, moves, looks)]
    [worker.start() for worker in workers]
    for _ in range(ROTATIONS):
        rotate(rotation.PURPOSES, by=people.admin)
    [worker.ending.set() for worker in workers]
    [worker.join() for worker in workers]
    assert [worker.wrong for worker in workers] == [None] * 4
    typed, changed, moved, looked = (worker.done for worker in workers)
    assert min(typed, changed, moved, looked) > 0
    rotate(rotation.PURPOSES, by=people.admin)
    assert open_field(DeskDraft.objects.get(), "typed") == {"what": f"kalimat {typed}"}
    assert open_field(CasePerson.every.get(pk=person.pk), "name") == f"Nama {changed}"
    place = open_field(Location._base_manager.get(pk=world.a.pk), "whereabouts")
    assert place["address"] == f"Gang Kenanga No. {moved}"
    written = {draft.pk, person.pk, world.a.pk}
    now = values()
    assert {key: now[key] for key in untouched if key[1] not in written} == {
        key: value for key, value in untouched.items() if key[1] not in written
    }
    assert set(left_under_earlier_keys()) == FINAL
    assert problems() == []


def test_no_key_of_what_lies_with_the_houses_is_renewed_by_itself(world):
    rotating.fill(world)
    with entropy.use(lambda size: bytes(3) + os.urandom(size - 3)):  # each nonce calls for its key's renewal
        keep_location(world.a, whereabouts("Gang Kenanga No. 7"), by=world.people.kustodian)
    assert [purpose for purpose, *_ in rotation.due() if purpose == Purpose.LOCATION] == []
    with entropy.use(lambda size: bytes(3) + os.urandom(size - 3)):
        keep_typed(DeskDraft.objects.get(), {"what": "kalimat"})
    assert [purpose for purpose, *_ in rotation.due()] == [Purpose.CASE]
