"""Whoever opens accounts can't make a reader alone: a role counts once the head has approved it."""

from __future__ import annotations

import importlib
from io import StringIO
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from access import accounts, approvals, policy, robots, roster, shift_codes
from access.errors import NotNow, Refused
from access.matrix import MATRIX, NEED_APPROVAL
from access.models import Cover, Duty, Staff
from access.permissions import Permission
from access.roles import Role
from audit.models import AuditEntry
from tests.access.making import MORNING, case, known, person, saved, sleeper, unit

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])

OWN = {Permission.SERVICE_OWN_ACCOUNT}
WAYS = ("opened", "role changed", "unit changed", "closed and reopened")


def may(staff) -> set[Permission]:
    """What the account's present row may do."""
    now = Staff.objects.get(pk=staff.pk)
    return {permission for permission in Permission if policy.may(now, permission)}


def of(role) -> set[Permission]:
    return {permission for permission, row in MATRIX.items() if role in row}


def made_by_an_administrator(way: str, role: str, admin) -> Staff:
    """An account that an administrator has brought to ROLE in that way, alone."""
    team = unit()
    if way == "opened":
        staff = accounts.open_account("baru", password="x" * 20, role=role, unit=team, by=admin)
        return accounts.identify(staff, real_name="Bagus", nik="9999020101800099", phone="0811 2222 3333", by=admin)
    if way == "closed and reopened":
        staff = known(role, within=team)
        return accounts.reopen_account(accounts.close_account(staff, by=admin), by=admin)
    before = known(Role.OPERATOR if way == "role changed" and role != Role.OPERATOR else role, within=team)
    return approvals.change_role(before, role=role, unit=before.unit if way == "role changed" else unit(), by=admin)


def test_everybody_needs_approval_who_may_do_what_an_administrator_may_not():
    assert set(Role) - NEED_APPROVAL == {Role.ADMINISTRATOR}


@pytest.mark.parametrize("role", sorted(NEED_APPROVAL))
@pytest.mark.parametrize("way", WAYS)
def test_an_administrator_alone_makes_no_reader_and_the_head_does(way, role):
    admin, head = person(Role.ADMINISTRATOR), known(Role.HEAD)
    known(Role.SUPERVISOR)  # the last one could not leave
    if role == Role.HOUSE_STAFF and "changed" in way:
        with pytest.raises(Refused, match="samaran"):
            made_by_an_administrator(way, role, admin)
        return
    staff = made_by_an_administrator(way, role, admin)
    assert may(staff) == OWN
    assert staff not in Staff.objects.working()
    assert list(approvals.asleep()) == [staff]
    approvals.approve(staff, by=head)
    assert may(staff) == of(role)
    assert staff in Staff.objects.working()
    assert list(approvals.asleep()) == []


def test_what_is_granted_to_a_sleeper_opens_once_the_head_says_so():
    file, team, head = case(), unit(), known(Role.HEAD)
    staff = sleeper(Role.RECEIVER, within=team)
    for to, relation in ((staff, "emergency_case"), (team, "receive_case")):
        policy.grant(file, relation, to, by=head, why="test")
    assert not policy.visible(staff, Permission.CASE_READ).exists()
    assert policy.readers(file) == []
    staff = approvals.approve(staff, by=head)
    assert list(policy.visible(staff, Permission.CASE_READ)) == [file]
    assert policy.readers(file) == [staff]


@pytest.mark.parametrize("column", ["role", "unit"])
def test_an_approval_names_role_and_unit_and_counts_for_no_other(column):
    staff = person(Role.CASE_MANAGER, within=unit())
    assert policy.may(staff, Permission.CASE_READ)
    setattr(staff, column, Role.SUPERVISOR if column == "role" else unit())
    saved(staff)
    assert may(staff) == OWN
    assert staff not in Staff.objects.working()


def test_only_a_head_approves_and_never_the_owner_by_whatever_account():
    nik = "9999020101800001"
    staff = sleeper(nik=nik)
    for by in (
        person(Role.ADMINISTRATOR),
        known(Role.SUPERVISOR),
        sleeper(Role.HEAD),
        known(Role.HEAD, nik=nik),
        staff,
    ):
        with pytest.raises(Refused):
            approvals.approve(staff, by=by)
    with pytest.raises(Refused, match="belum dicatat"):
        approvals.approve(person(approved_role=""), by=known(Role.HEAD))
    second = sleeper(Role.HEAD)
    with pytest.raises(Refused):
        approvals.approve(second, by=second)
    assert may(staff) == may(second) == OWN


def test_what_changed_since_the_head_looked_is_not_approved():
    admin, head, staff = person(Role.ADMINISTRATOR), known(Role.HEAD), sleeper(within=unit())
    approvals.change_role(staff, role=Role.SUPERVISOR, unit=staff.unit, by=admin)
    with pytest.raises(NotNow):
        approvals.approve(staff, by=head)
    closed = sleeper()
    accounts.close_account(Staff.objects.get(pk=closed.pk), by=admin)
    with pytest.raises(NotNow):
        approvals.approve(closed, by=head)
    assert may(staff) == OWN


def test_nobody_who_sleeps_is_offered():
    team = unit()
    supervisor = known(Role.SUPERVISOR, within=team)
    colleague = sleeper(Role.SUPERVISOR, within=team)
    Duty.objects.bulk_create(
        [Duty(staff=colleague, begins=MORNING, ends=MORNING.replace(hour=9), entered_by=supervisor)]
    )
    assert list(roster.colleagues(supervisor)) == [supervisor]
    assert list(shift_codes.colleagues(supervisor)) == []
    assert roster.on_duty(MORNING) == []
    approvals.approve(colleague, by=known(Role.HEAD))
    assert set(roster.colleagues(supervisor)) == {supervisor, colleague}
    assert list(shift_codes.colleagues(supervisor)) == [colleague]
    assert roster.on_duty(MORNING) == [colleague]


def test_there_is_always_a_head_who_approves():
    admin, head = person(Role.ADMINISTRATOR), known(Role.HEAD, within=unit())
    for leave in (
        lambda: accounts.close_account(Staff.objects.get(pk=head.pk), by=admin),
        lambda: approvals.change_role(head, role=Role.SUPERVISOR, unit=head.unit, by=admin),
    ):
        with pytest.raises(Refused, match="kepala terakhir"):
            leave()
    heir = sleeper(Role.HEAD)
    with pytest.raises(Refused, match="kepala terakhir"):
        accounts.close_account(Staff.objects.get(pk=head.pk), by=admin)
    approvals.approve(heir, by=head)
    accounts.close_account(Staff.objects.get(pk=head.pk), by=admin)
    with pytest.raises(Refused):
        approvals.approve_first_head(sleeper(Role.HEAD), by=admin)


def add(monkeypatch, number: int, *arguments) -> str:
    """What `add_account` says when it is answered."""
    answers = ["sebuah kalimat panjang", "Bagus Kertarahman", f"317102030485000{number}", "0811 2222 3333"]
    monkeypatch.setattr("sys.stdin", StringIO("\n".join(answers)))
    said = StringIO()
    call_command("add_account", *arguments, stdout=said)
    return said.getvalue()


def test_the_first_head_is_approved_by_the_command_once_and_the_log_says_so(monkeypatch):
    place = ["--unit", "upt", "--agency", "upt", "--kind", "ppapp"]
    assert "asleep" not in add(monkeypatch, 0, "pertama", "--role", "administrator", *place)
    assert "asleep" in add(monkeypatch, 1, "awal", "--role", "case_manager", *place, "--by", "pertama")
    assert "asleep" not in add(monkeypatch, 2, "kepala", "--role", "head", *place, "--by", "pertama")
    assert "asleep" in add(monkeypatch, 3, "kepala2", "--role", "head", *place, "--by", "pertama")
    head = Staff.objects.get(username="kepala")
    assert [e.object_id for e in AuditEntry.objects.filter(action="account.approve_first")] == [str(head.pk)]
    assert {one.username: one.approved for one in Staff.objects.all()} == {
        "pertama": True, "awal": False, "kepala": True, "kepala2": False,
    }  # fmt: skip
    assert may(Staff.objects.get(username="kepala2")) == OWN


def test_a_role_is_changed_on_the_server_and_sleeps():
    admin, staff, other = known(Role.ADMINISTRATOR), known(Role.OPERATOR, within=unit()), unit()
    said = StringIO()
    arguments = [staff.username, "--role", "receiver", "--unit", other.code, "--by", admin.username]
    call_command("change_role", *arguments, stdout=said)
    now = Staff.objects.get(pk=staff.pk)
    assert (now.role, now.unit, now.agency, now.approved) == (Role.RECEIVER, other, other.agency, False)
    assert list(now.groups.all()) == [other.group]
    assert "asleep" in said.getvalue()
    with pytest.raises(CommandError, match="no such unit"):
        call_command("change_role", staff.username, "--role", "receiver", "--unit", "x", "--by", admin.username)
    with pytest.raises(CommandError, match="open accounts"):
        call_command("change_role", "tidak-ada", "--role", "receiver", "--unit", other.code, "--by", admin.username)


def test_what_was_approved_before_there_was_an_approval_stays_so():
    staff, closed, robot = sleeper(within=unit()), sleeper(is_active=False), sleeper(is_active=False)
    Staff.objects.filter(pk=robot.pk).update(username=f"{robots.PREFIX}nurse")
    migration = importlib.import_module("access.migrations.0006_approval")
    editor = SimpleNamespace(connection=connection, execute=lambda sql: connection.cursor().execute(sql))
    migration.approve_who_is_there(apps, editor)
    assert [Staff.objects.get(pk=one.pk).approved for one in (staff, closed, robot)] == [True, False, False]


# pages


def test_who_sleeps_sees_their_own_account_and_why_and_nothing_else(signed_in):
    file, staff = case(), sleeper()
    policy.grant(file, "handle_case", staff, by=staff, why="test")
    client = signed_in(staff)
    start = client.get("/")
    assert (start.status_code, start["Location"]) == (302, "/akun/")
    page = client.get("/akun/")
    assert page.status_code == 200
    assert "belum disetujui kepala" in page.content.decode()
    assert client.get("/akun/sandi/").status_code == 200
    for path in (f"/kasus/{file.pk}/", "/kasus/", "/cari/", "/tiket/", "/akun/semua/", "/akun/persetujuan/"):
        assert client.get(path).status_code == 404, path
    approvals.approve(staff, by=known(Role.HEAD))
    assert client.get("/").status_code == 200
    assert client.get("/kasus/").status_code == 200
    assert "belum disetujui kepala" not in client.get("/akun/").content.decode()


def test_the_head_sees_who_sleeps_and_approves_with_a_step_up(signed_in):
    head, staff, awake = known(Role.HEAD), sleeper(within=unit()), known()
    page = f"/akun/persetujuan/{staff.pk}/"
    client = signed_in(head)
    listed = client.get("/akun/persetujuan/").content.decode()
    assert staff.username in listed
    assert awake.username not in listed
    shown = client.get(page).content.decode()
    assert all(text in shown for text in (staff.username, staff.unit.name, str(Role.CASE_MANAGER.label)))
    assert signed_in(head, stepped_up=False).post(page)["Location"] == "/masuk/lagi/"
    assert may(staff) == OWN
    answer = client.post(page)
    assert (answer.status_code, answer["Location"]) == (303, "/akun/persetujuan/")
    assert may(staff) == of(staff.role)
    assert [client.get(f"/akun/persetujuan/{one.pk}/").status_code for one in (staff, awake)] == [303, 303]
    closed = sleeper(is_active=False)
    assert client.get(f"/akun/persetujuan/{closed.pk}/").status_code == 404
    assert AuditEntry.objects.get(action="account.approve").actor == str(head.pk)


def test_a_page_that_named_another_role_approves_nothing(signed_in):
    head, admin, staff = known(Role.HEAD), person(Role.ADMINISTRATOR), sleeper(within=unit())
    client, page = signed_in(head), f"/akun/persetujuan/{staff.pk}/"
    form = client.get(page).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    approvals.change_role(staff, role=Role.SUPERVISOR, unit=staff.unit, by=admin)
    again = client.post(page, sent)
    assert again.status_code == 422
    assert "berubah sementara" in again.content.decode()
    assert may(staff) == OWN


@pytest.mark.parametrize("role", [role for role in Role if role != Role.HEAD])
def test_nobody_else_has_the_head_s_pages(role, signed_in):
    staff, client = sleeper(), signed_in(known(role))
    assert client.get("/akun/persetujuan/").status_code == 404
    assert client.post(f"/akun/persetujuan/{staff.pk}/").status_code == 404
    assert client.post("/akun/persetujuan/pengganti/").status_code == 404
    assert may(staff) == OWN


def test_the_administrator_is_told_what_sleeps_and_what_is_left_to_hand_over(signed_in):
    admin, staff = person(Role.ADMINISTRATOR), known(Role.SUPERVISOR, within=unit())
    known(Role.SUPERVISOR)
    client = signed_in(admin)
    assert "Belum disetujui" not in client.get("/akun/semua/").content.decode()
    Duty.objects.bulk_create([Duty(staff=staff, begins=MORNING, ends=MORNING.replace(year=2099), entered_by=admin)])
    told = client.post(f"/akun/semua/{staff.pk}/tutup/", follow=True).content.decode()
    assert "Serahterimakan" in told
    assert "24 November 2099 08.00" in told
    told = client.post(f"/akun/semua/{staff.pk}/buka/", follow=True).content.decode()
    assert "setelah disetujui" in told
    assert "Belum disetujui kepala" in told
    assert may(staff) == OWN


def test_closing_takes_the_person_out_of_every_pool():
    team = unit()
    staff, other = known(within=team), unit(team.agency)
    saved(Cover(staff=staff, role=Role.RECEIVER, unit=other, approved_by=staff))
    accounts.close_account(Staff.objects.get(pk=staff.pk), by=person(Role.ADMINISTRATOR))
    assert not Cover.objects.exists()


@pytest.mark.parametrize(("role", "other"), [(Role.SUPERVISOR, Role.HOUSE_STAFF), (Role.HOUSE_STAFF, Role.SUPERVISOR)])
def test_no_way_at_all_leads_into_the_house_staff_or_out_of_it(role, other):
    staff = person(role)
    staff.role = other
    with pytest.raises(ValueError, match="house staff"):
        staff.save()
    assert Staff.objects.get(pk=staff.pk).role == role
