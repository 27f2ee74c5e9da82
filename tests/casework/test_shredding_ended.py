"""A shredding that was killed, forged or undone by an old backup; what is told of it afterwards, and to whom."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from access.errors import NotNow, Refused
from audit import findings
from audit.errors import OpenTransaction
from audit.models import AuditEntry
from casework.actions import handling, shredding
from casework.actions.conflicts import declare_kin
from casework.models import Shredding
from casework.queries.shredding import register
from casework.workflow import CaseState, ShredState
from tests.casework import world
from tests.casework.shredding import asked, closed, named, opens, shredded, state
from tests.shelters.world import browser
from vault import keyring
from vault.files import sealed_files
from vault.purpose import Purpose

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


class Killed(Exception):
    """The process ended here."""


STEPS = {
    "before the key": (keyring, "shred"),
    "after the keys": (type(sealed_files), "delete_all"),
    "before the last entry": (shredding, "_finished"),
}


@pytest.mark.parametrize("step", STEPS)
def test_killed_between_any_two_steps_it_is_out_of_sight_and_ended_by_the_command(people, step):
    case = asked(people)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(*STEPS[step], killed)
        with pytest.raises(Killed):
            shredding.confirm_shredding(case, by=people.kepala)
    assert Shredding.every.get().state == ShredState.CONFIRMED
    assert browser(people.kepala).get(f"/kasus/{case.pk}/").status_code == 404
    assert browser(people.supervisor).get("/kasus/").status_code == 200
    out = io.StringIO()
    call_command("shred_case", case.reference, "--by", "admin", stdout=out)
    assert out.getvalue() == f"{case.reference}: shredded\n"
    assert not opens(case)
    assert Shredding.every.get().state == ShredState.DONE
    assert AuditEntry.objects.filter(action="key.shred", object_id=str(case.pk), purpose="case").count() == 1
    call_command("shred_case", "--by", "admin", stdout=out)
    assert out.getvalue().splitlines()[1:] == ["nothing to do"]
    assert named() == []


def killed(*args, **kwargs):
    raise Killed


def test_the_decision_is_recorded_before_a_key_is_destroyed(people):
    case = shredded(people)
    told = AuditEntry.objects.filter(action__in=["shredding.ask", "shredding.confirm", "key.shred", "shredding.finish"])
    assert list(told.order_by("time", "id").values_list("action", "actor")) == [
        ("shredding.ask", str(people.supervisor.pk)),
        ("shredding.confirm", str(people.kepala.pk)),
        ("key.shred", ""),
        ("shredding.finish", str(people.kepala.pk)),
    ]
    assert AuditEntry.objects.filter(case_id=case.pk, action="access.revoke").count() == 2


@pytest.mark.parametrize("step", [None, ShredState.ASKED, ShredState.DECLINED])
def test_the_command_decides_nothing(people, step):
    case = asked(people) if step else closed(people)
    if step == ShredState.DECLINED:
        shredding.decline_shredding(case, by=people.kepala)
    for who, code in (("admin", 1), ("kepala", 1), ("nobody", 2)):
        with pytest.raises(CommandError, match="Nothing was changed") as refused:
            call_command("shred_case", case.reference, "--by", who)
        assert refused.value.returncode == code
    assert opens(case)


def test_a_confirmation_written_by_sql_destroys_nothing(people):
    case = asked(people)
    table = Shredding._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET state = 'confirmed'")
    with pytest.raises(Refused, match="auditor"):
        call_command("shred_case", case.reference, "--by", "admin")
    assert opens(case)


def test_a_request_written_by_sql_is_not_confirmed(people):
    case = closed(people)
    shredding.ask_shredding(case, reason="own_wish", by=people.kepala)
    own = people.supervisor.pk
    with connection.cursor() as cursor:
        spelled = own.hex if connection.vendor == "sqlite" else own
        cursor.execute(f"UPDATE {Shredding._meta.db_table} SET asked_by_id = %s", [spelled])
    with pytest.raises(Refused, match="auditor"):
        shredding.confirm_shredding(case, by=people.kepala)
    assert opens(case)


def test_a_request_that_was_stopped_and_put_back_by_sql_is_not_confirmed(people):
    case = asked(people)
    shredding.decline_shredding(case, by=people.supervisor2)
    with connection.cursor() as cursor:
        table = Shredding._meta.db_table
        cursor.execute(f"UPDATE {table} SET state = 'asked', decided_by_id = NULL, decided_at = NULL")
    with pytest.raises(Refused, match="auditor"):
        shredding.confirm_shredding(case, by=people.kepala)
    assert opens(case)


def test_inside_a_transaction_no_key_is_destroyed(people):
    case = asked(people)
    with transaction.atomic(), pytest.raises(OpenTransaction):
        shredding.confirm_shredding(case, by=people.kepala)
    assert (opens(case), state(case)) == (True, CaseState.CLOSED)


def test_the_register_tells_which_when_who_and_why_and_nobody_s_name(people):
    case = shredded(people)
    for person in (people.kepala, people.auditor):
        page = browser(person).get("/musnah/").content.decode()
        for told in (case.reference, "Permintaan klien", people.supervisor.name, people.kepala.name, "Dimusnahkan"):
            assert told in page
        for name in (world.NAME, "Hendra Gunadiputra", case.number):
            assert name not in page
    others = [p for n, p in vars(people).items() if n not in ("kepala", "auditor")]
    assert {browser(person).get("/musnah/").status_code for person in others} == {404}


def test_the_register_keeps_a_file_from_who_has_a_conflict_with_it(people):
    case = asked(people)
    declare_kin(case, staff=people.auditor, side="victim", by=people.supervisor)
    shredding.confirm_shredding(case, by=people.kepala)
    assert [list(register(person)) != [] for person in (people.kepala, people.auditor)] == [True, False]


def test_a_file_that_an_old_backup_brought_back_is_hidden_again(people):
    case = closed(people)
    keyring.shred(Purpose.CASE, case.pk)  # what a restored database looks like: all rows, and no key
    client = browser(people.supervisor)
    assert client.get(f"/kasus/{case.pk}/").status_code == 404
    assert client.post("/cari/", {"q": world.NIK}).status_code == 200
    assert case.reference in client.get("/kasus/").content.decode()
    out = io.StringIO()
    call_command("shred_case", "--by", "admin", stdout=out)
    assert out.getvalue() == f"{case.reference}: its key was gone already; hidden again\n"
    assert case.reference not in client.get("/kasus/").content.decode()
    assert named() == []


def test_an_action_that_meets_a_shredded_case_says_so(people):
    case = shredded(people)
    with pytest.raises(NotNow, match="sudah dimusnahkan"):
        handling.close_case(case, ending="finished", reason="goals_met", by=people.manajer)


def test_an_auditor_looks_at_each_shredding(people):
    shredded(people)
    keys = [finding.key.split(":")[0] for finding in findings.standing(timezone.now() + timedelta(seconds=1))]
    assert keys.count("shredded") == 1
