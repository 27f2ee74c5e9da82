"""Robots are nobody: nobody signs in as one, no role of theirs is approved, and one found awake is closed."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

from access import robots
from access.accounts import open_account, reopen_account
from access.errors import Refused
from access.models import Staff
from access.roles import Role
from access.signin import sign_in_as
from tests.canary.runs import QUICK, canary

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


@pytest.fixture
def awake(killed):
    """A robot whose closed account somebody opened and gave a password, past every action."""
    robot = Staff.objects.get(username=robots.PREFIX + Role.CUSTODIAN)
    assert not robot.has_usable_password()
    robot.set_password("sandi-yang-panjang")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE access_staff SET is_active = %s, password = %s WHERE username = %s",
            [True, robot.password, robot.username],
        )
    return Staff.objects.get(pk=robot.pk)


def test_a_robot_cannot_sign_in_with_a_password(awake):
    client = Client()
    answer = client.post("/masuk/", {"login": awake.username, "password": "sandi-yang-panjang"})
    assert answer.status_code == 422
    assert "_auth_user_id" not in client.session


def test_a_session_of_a_robot_is_nobody_s(awake, rf):
    client = Client()
    client.force_login(awake, backend="access.backends.SignIn")
    assert client.get("/").status_code == 302
    request = rf.get("/")
    request.session = client.session
    sign_in_as(request, awake)
    request.session.save()
    assert client.get("/rumah/").status_code == 302


def test_a_robot_found_awake_is_closed_by_the_next_run_and_can_t_be_reopened(awake):
    canary(*QUICK)
    awake.refresh_from_db()
    assert not awake.is_active
    with pytest.raises(Refused):
        reopen_account(awake, by=Staff.objects.get(username="admin"))


def test_no_robot_counts_as_the_first_head_or_as_anybody_approved(killed):
    mine = Staff.objects.filter(username__startswith=robots.PREFIX)
    assert {robot.role for robot in mine} == set(Role)
    assert not any(robot.approved for robot in mine)


def test_no_person_is_given_a_robot_s_name(world):
    admin = world.people.admin
    with pytest.raises(Refused):
        open_account(f"{robots.PREFIX}budi", password="x" * 20, role=Role.ESCORT, unit=admin.unit, by=admin)
