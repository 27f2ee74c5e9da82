"""A file that has ended is destroyed after keys were rotated, too; what SQL ended, a rotation makes no end."""

from __future__ import annotations

import pytest
from django.utils import timezone

from access.errors import Refused
from audit.rotation import rotate
from casework import shredding as port
from casework.actions import shredding
from casework.models import Case
from casework.workflow import CaseState
from referrals.actions import decline
from referrals.models import Referral
from shelters.matcher import looking
from tests.casework.shredding import asked, closed, state
from tests.casework.test_rights import sql
from tests.referrals import world as referring
from vault.purpose import Purpose

pytestmark = [
    pytest.mark.django_db(databases=["default", "shelters"], transaction=True),
    pytest.mark.usefixtures("own_keyring", "films"),
]


@pytest.fixture
def referral(world) -> Referral:
    """One that nobody has taken yet."""
    return referring.send(world.case(), world.people.dokter, world.people)


def ended(referral: Referral, people) -> Case:
    """Its file, ended, and its shredding asked for."""
    case = closed(people, Case.every.get(pk=referral.case_id))
    looking.run_all(timezone.now())
    return asked(people, case)


def rotated(admin) -> None:
    rotate([Purpose.CASE], by=admin)


def test_rotations_keep_no_file_from_being_destroyed(referral, people, admin):
    rotated(admin)
    decline(referral, reason="no_service", by=people.dokter)
    case = ended(referral, people)
    rotated(admin)
    rotated(admin)
    shredding.confirm_shredding(case, by=people.kepala)
    assert state(case) == CaseState.SHREDDED


@pytest.mark.parametrize("rotations", [1, 2])
def test_a_rotation_makes_no_end_good_that_sql_wrote(referral, people, admin, rotations):
    case = ended(referral, people)
    sql("UPDATE referrals_referral SET state = 'declined' WHERE id = %s", referral.pk)
    for _ in range(rotations):
        rotated(admin)
    assert port.obstacles(case) == []
    with pytest.raises(Refused, match="verify_audit_log"):
        shredding.confirm_shredding(case, by=people.kepala)
    assert state(case) == CaseState.CLOSED


def test_a_row_that_is_put_back_whole_keeps_its_file_no_longer(referral, people, admin):
    decline(referral, reason="no_service", by=people.dokter)
    case = ended(referral, people)
    rotated(admin)
    sql("UPDATE referrals_referral SET kind = 'police' WHERE id = %s", referral.pk)
    with pytest.raises(Refused, match="verify_audit_log"):
        shredding.confirm_shredding(case, by=people.kepala)
    sql("UPDATE referrals_referral SET kind = %s WHERE id = %s", str(referral.kind), referral.pk)
    shredding.confirm_shredding(case, by=people.kepala)
    assert state(case) == CaseState.SHREDDED
