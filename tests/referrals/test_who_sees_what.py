"""Truth table: the whole cast × every permission on referrals × referrals to five agencies."""

from __future__ import annotations

import pytest

from access import policy
from access.models import ConflictOfInterest, Strength
from access.permissions import Permission as P
from audit.register import unwatched
from demo.cast import CAST
from referrals.codes.referral import Need
from referrals.models import Answer, CustodyItem, PoliceReport, Referral, Visum, VisumDelivery, VisumRequest
from tests.referrals import world

pytestmark = pytest.mark.django_db

SENDERS = {"manajer", "supervisor", "supervisor2"}
TO = {
    "hospital": ("dokter", Need.VISUM),
    "puskesmas": ("perawat", Need.TREATMENT),
    "police": ("penyidik", Need.POLICE_REPORT),
    "legal_aid": ("advokat", Need.LEGAL_ADVICE),
    "social_affairs": ("dinsos", Need.BASIC_NEEDS),
    "lpsk": ("lpsk", Need.RESTITUTION),
}
# who beside the receiving person: nobody. What each permission asks of that person's role:
RECEIVER_MAY = {
    P.REFERRAL_READ: set(TO),
    P.REFERRAL_ANSWER: set(TO),
    P.REFERRAL_EXAMINE: {"hospital", "puskesmas"},
    P.REFERRAL_SIGN: {"hospital"},
    P.REFERRAL_ASK_VISUM: {"police"},
}
ON_REFERRALS = [permission for permission in P if permission.kind == "referral"]


def expected(permission, kind) -> set[str]:
    receiver = {TO[kind][0]} if kind in RECEIVER_MAY[permission] else set()
    return receiver | (SENDERS if permission == P.REFERRAL_READ else set())


@pytest.fixture
def referrals(people):
    case = world.case(people)
    return {
        kind: world.send(case, getattr(people, username), people, needs=(need,))
        for kind, (username, need) in TO.items()
    }


def test_every_permission_on_referrals_stands_in_the_table():
    assert set(RECEIVER_MAY) == set(ON_REFERRALS)


def test_the_whole_cast_sees_exactly_what_the_table_says(people, referrals):
    wrong = []
    for player in CAST:
        staff = getattr(people, player.username)
        for permission in ON_REFERRALS:
            seen = set(policy.visible(staff, permission).values_list("pk", flat=True))
            for kind, referral in referrals.items():
                should = player.username in expected(permission, kind)
                if (referral.pk in seen) != should:
                    wrong.append((player.username, str(permission), kind))
                got = True
                try:
                    policy.get(staff, permission, referral.pk)
                except policy.Unseen:
                    got = False
                if got != should:
                    wrong.append((player.username, str(permission), kind, "get"))
    assert wrong == []
    assert Referral.every.count() == len(TO)


def test_an_urgent_referral_is_read_by_whoever_sent_it_and_not_by_the_other_desk(people):
    referral = world.urgent(people)
    readers = {p.username for p in CAST if world.sees(getattr(people, p.username), referral)}
    assert readers == {"operator112", "dokter"}


def test_children_are_seen_through_their_own_referral_alone(people, referrals):
    visum = world.examined(referrals["hospital"], people)
    seers = {
        player.username
        for player in CAST
        if policy.visible(getattr(people, player.username), P.REFERRAL_EXAMINE, of=Visum).filter(pk=visum.pk).exists()
    }
    assert seers == {"dokter"}


@pytest.mark.parametrize("model", [Answer, CustodyItem, PoliceReport, Visum, VisumDelivery, VisumRequest])
def test_a_stranger_sees_no_row_of_any_child(people, referrals, model):
    assert list(policy.visible(people.dokter2, P.REFERRAL_READ, of=model)) == []


def test_a_conflict_found_later_beats_the_grant(people, referrals):
    referral = referrals["hospital"]
    assert world.sees(people.dokter, referral)
    with unwatched():
        ConflictOfInterest.objects.create(staff=people.dokter, case_id=referral.case_id, strength=Strength.DECLARED)
    assert not world.sees(people.dokter, referral)
