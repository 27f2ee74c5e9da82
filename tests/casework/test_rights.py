"""Rights given by SQL are named by the check: roles, grants, units, walls; so are coded columns of any row."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.utils import timezone

from access import policy
from access.accounts import close_account, reopen_account
from access.models import ConflictOfInterest, Staff
from access.permissions import Permission
from access.walls import keeps_out
from audit import sealer
from audit.action import action
from audit.objects import row_key
from audit.recording import record
from audit.register import unwatched
from audit.rows import earlier_digest
from casework.models import Case, CaseGroupGrant, CasePerson, CaseUserGrant
from tests.audit.logs import owner, problems
from tests.casework import world
from tests.casework.test_walls import identify
from vault.entropy import new_id

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


@pytest.fixture
def case(people):
    """An accepted case; the check finds nothing yet but the people, whom no action made."""
    case = world.case(people)
    sealer.run_until_done(timezone.now())
    return case


def named() -> list[str]:
    """What the check names, but for rows that the tests made without an action."""
    return [problem for problem in problems() if not problem.endswith("has no entry")]


def sql(statement: str, *params) -> None:
    """As whoever administers the database writes it."""
    spelled = [p.hex if connection.vendor == "sqlite" and isinstance(p, UUID) else p for p in params]
    with owner() as cursor:
        cursor.execute(statement, spelled)


def test_nothing_is_named_where_actions_alone_have_written(case):
    assert named() == []
    assert [p for p in problems() if "grant" in p or "case" in p or "ticket" in p] == []


def test_a_role_given_by_sql_is_named(case, people):
    close_account(people.manajer2, by=people.admin)
    sql("UPDATE access_staff SET role = 'kustodian' WHERE id = %s", people.manajer2.pk)
    assert named() == [f"row access.staff:{people.manajer2.pk} is not what its newest entry says"]


@pytest.mark.parametrize("column", ["nik_index", "phone_index", "name_index"])
@pytest.mark.parametrize("value", ["NULL", "7"])
def test_a_blind_index_changed_by_sql_is_named(case, people, column, value):
    """Whoever can't be found by their number would stand behind no wall, and be another person than themselves."""
    identify(people, people.manajer2)
    party = CasePerson.every.get(case=case, part="victim")
    assert named() == []
    for table, row in (("access_staff", people.manajer2), ("casework_caseperson", party)):
        sql(f"UPDATE {table} SET {column} = {value} WHERE id = %s", row.pk)
    assert set(named()) == {
        f"row access.staff:{people.manajer2.pk} is not what its newest entry says",
        f"row casework.caseperson:{party.pk} is not what its newest entry says",
    }


def test_a_row_last_written_before_indexes_were_compared_is_compared_without(case, people):
    """Its entry can't say what its index was; all else of it is compared as ever."""
    row = identify(people, people.manajer2)
    record(people.admin, "test.earlier", row, digests={row_key(row): earlier_digest(row)})
    assert named() == []
    sql("UPDATE access_staff SET nik_index = NULL WHERE id = %s", row.pk)
    assert named() == []
    sql("UPDATE access_staff SET role = 'kustodian' WHERE id = %s", row.pk)
    assert named() == [f"row access.staff:{row.pk} is not what its newest entry says"]


def test_a_role_given_by_sql_opens_nothing_until_its_approval_is_forged_too(case, people):
    staff = reopen_account(close_account(people.manajer2, by=people.admin), by=people.admin)
    sql("UPDATE access_staff SET role = 'supervisor' WHERE id = %s", staff.pk)
    assert not policy.may(Staff.objects.get(pk=staff.pk), Permission.CASE_DECIDE)
    sql("UPDATE access_staff SET approved_role = role, approved_unit_id = unit_id WHERE id = %s", staff.pk)
    assert policy.may(Staff.objects.get(pk=staff.pk), Permission.CASE_DECIDE)
    assert named() == [f"row access.staff:{staff.pk} is not what its newest entry says"]


@pytest.mark.parametrize("model", [CaseUserGrant, CaseGroupGrant])
def test_a_grant_prolonged_or_turned_to_somebody_else_by_sql_is_named(case, people, model):
    table, row = model._meta.db_table, model.every.filter(content_object=case).order_by("pk").first()
    whom, other = ("user_id", people.manajer2.pk) if model is CaseUserGrant else ("group_id", Group.objects.last().pk)
    sql(f"UPDATE {table} SET {whom} = %s WHERE id = %s", other, row.pk)
    assert named() == [f"row {model._meta.label_lower}:{row.pk} is not what its newest entry says"]


def test_a_grant_put_in_by_sql_has_no_entry(case, people):
    row = CaseUserGrant.every.filter(content_object=case, user=people.manajer).first()
    stranger = people.manajer2
    with unwatched():
        CaseUserGrant.every.filter(user=stranger).delete()
        CaseGroupGrant.every.filter(group__user=stranger).delete()
    row.pk, row.user, row._state.adding = new_id(), stranger, True
    assert not policy.visible(stranger, Permission.CASE_READ).filter(pk=case.pk)
    CaseUserGrant.every.bulk_create([row])
    assert policy.visible(stranger, Permission.CASE_READ).filter(pk=case.pk)
    assert f"row casework.caseusergrant:{row.pk} has no entry" in problems()


def test_a_grant_taken_away_by_sql_is_named(case):
    row = CaseUserGrant.every.filter(content_object=case).first()
    sql("DELETE FROM casework_caseusergrant WHERE id = %s", row.pk)
    assert named() == [f"row casework.caseusergrant:{row.pk} is gone without an entry"]


def test_somebody_put_among_another_unit_s_people_is_named(case, people):
    other = Staff.objects.exclude(unit=people.manajer2.unit).exclude(unit=None).first().unit
    people.manajer2.groups.add(other.group)
    assert named() == [f"account {people.manajer2.pk} is among the people of a unit that is not its own"]


def test_a_wall_taken_away_by_sql_is_named(case, people):
    @action("test.wall")
    def wall(case, *, by):
        return ConflictOfInterest.objects.create(staff=people.manajer2, case_id=case.pk, strength="declared")

    row = wall(case, by=people.supervisor)
    assert keeps_out(case.pk, people.manajer2)
    sql("UPDATE access_conflictofinterest SET lifted_at = found_at WHERE id = %s", row.pk)
    assert not keeps_out(case.pk, people.manajer2)
    assert named() == [f"row access.conflictofinterest:{row.pk} is not what its newest entry says"]


def test_a_coded_column_changed_by_sql_is_named(case):
    sql("UPDATE casework_case SET state = 'closed' WHERE id = %s", case.pk)
    assert named() == [f"row casework.case:{case.pk} is not what its newest entry says"]
    assert Case.every.get(pk=case.pk).state == "closed"


def test_an_answer_to_the_desk_changed_by_sql_is_named(case):
    sql("UPDATE casework_ticket SET danger = 'no' WHERE id = %s", case.pk)
    assert named() == [f"row casework.ticket:{case.pk} is not what its newest entry says"]
