"""A file whose client has a place is not shredded; and once one is, nothing in the whole product breaks."""

from __future__ import annotations

import pytest
from django.utils import timezone

from access import routes
from access.errors import Refused
from audit import sealer
from audit.models import AuditEntry
from casework import shredding as port
from casework.actions import shredding
from casework.workflow import CaseState
from shelters import actions
from tests.casework.shredding import asked, state
from tests.shelters.world import browser
from tests.two_worlds.known import JOBS

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def asks(world, case):
    request = world.request(case)
    return "Permohonan tempat aman masih terbuka.", lambda: actions.decline_request(
        request, answer="full", by=world.people.penempatan
    )


def stays(world, case):
    stay = world.stay(case)
    return "Masih dalam perlindungan.", lambda: actions.leave(
        stay, destination="family", things_returned=True, by=world.people.petugas1
    )


@pytest.mark.parametrize("obstacle", [asks, stays])
def test_a_place_blocks_and_its_end_unblocks(world, obstacle):
    case = world.case()
    sentence, end = obstacle(world, case)
    case = asked(world.people, case)
    assert port.obstacles(case) == [sentence]
    before = AuditEntry.objects.count()
    with pytest.raises(Refused, match=sentence):
        shredding.confirm_shredding(case, by=world.people.kepala)
    assert (state(case), AuditEntry.objects.count()) == (CaseState.CLOSED, before)
    end()
    shredding.confirm_shredding(case, by=world.people.kepala)
    assert state(case) == CaseState.SHREDDED


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
def test_after_a_shredding_every_page_of_the_product_answers_everybody(world, films):
    """Every route with its examples, among them those of the shredded file, by one of each role; and every job."""
    people, gone = world.people, world.case(counsellor=True)
    stay = world.stay(gone)
    before = addresses()
    actions.leave(stay, destination="family", things_returned=True, by=people.petugas1)
    world.stay()
    shredding.confirm_shredding(asked(people, gone), by=people.kepala)
    paths = before | addresses()
    assert len([path for path in paths if str(gone.pk) in path]) > 20
    for run in JOBS.values():
        run(timezone.now())
    broken = {}
    for role, person in {person.role: person for person in vars(people).values()}.items():
        client = browser(person)
        client.raise_request_exception = False
        for path in sorted(paths - {"/keluar/"}):
            answer = client.get(path)
            if answer.status_code >= 500:
                broken[f"{role} {path}"] = answer.status_code
    assert broken == {}
    sealer.run_until_done(timezone.now())
