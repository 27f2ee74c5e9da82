"""A second factor is lost at night: a colleague on duty gives a code, for one shift and daily work alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.utils import timezone

from access import mfa, shift_codes, signin
from access.accounts import change_password, close_account, reset_second_factor
from access.approvals import approve
from access.errors import Refused
from access.matrix import MATRIX
from access.models import Agency, OpenSession, ShiftCode, Staff, Unit
from access.permissions import Permission as P
from access.roles import Role
from audit import findings
from audit.models import AuditEntry
from audit.register import unwatched
from tests.access.making import known, person, unit

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])

NIGHT = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)  # three in the morning in Jakarta
PASSWORD = "sandi-yang-panjang-1"
PHONE = "0811-2222-3333"


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


@pytest.fixture
def clock():
    with time_machine.travel(NIGHT, tick=False) as clock:
        yield clock


def here() -> Unit:
    """The one unit in which the people of a test work."""
    return Unit.objects.first() or unit()


def on_duty() -> Staff:
    return person(Role.SUPERVISOR, within=here())


def enrolled(role=Role.CASE_MANAGER, **fields) -> Staff:
    staff = person(role, within=here(), password=PASSWORD, **fields)
    mfa.enrol(staff, secret=mfa.new_secret(), by=staff)
    with unwatched():
        staff.phone = PHONE
        staff.save()
    return staff


def given(staff: Staff, code: str = "12345678") -> Staff:
    giver = on_duty()
    shift_codes.give(staff, code=code, how="called", by=giver)
    return giver


def come_in(client, staff: Staff, code: str):
    client.post("/masuk/", {"login": staff.username, "password": PASSWORD})
    return client.post("/masuk/kode/", {"code": code})


def test_the_supervisor_sees_the_number_on_file_then_the_code_once(client, signed_in, clock):
    staff, giver = enrolled(), on_duty()
    desk = signed_in(giver)
    assert PHONE not in desk.get("/kode-giliran/").content.decode()
    asked = desk.post("/kode-giliran/", {"colleague": str(staff.pk)})
    assert PHONE in asked.content.decode()
    assert not ShiftCode.objects.exists()
    shown = desk.post("/kode-giliran/", {"colleague": str(staff.pk), "give": "1", "how": "called"})
    code = shown.context["code"]
    assert (len(code), code.isdigit(), f"{code[:4]} {code[4:]}" in shown.content.decode()) == (8, True, True)
    assert come_in(client, staff, f"{code[:4]} {code[4:]}").status_code == 302
    assert client.get("/akun/").status_code == 200
    entry = AuditEntry.objects.get(action="account.shift_code")
    assert (entry.actor, entry.object_id) == (str(giver.pk), str(staff.pk))
    assert AuditEntry.objects.filter(purpose="account.call_back", object_id=str(staff.pk)).count() == 1
    assert code not in str(list(ShiftCode.objects.values())) + str(list(AuditEntry.objects.values()))
    assert "shift-code" in [finding.key.split(":")[0] for finding in findings.standing(timezone.now())]


def test_how_one_knows_must_be_said_before_a_code_is_given(signed_in, clock):
    staff = enrolled()
    desk = signed_in(on_duty())
    answer = desk.post("/kode-giliran/", {"colleague": str(staff.pk), "give": "1"})
    assert (answer.status_code, ShiftCode.objects.exists()) == (422, False)
    assert desk.post("/kode-giliran/", {"colleague": "x", "give": "1", "how": "met"}).status_code == 422


def test_only_those_on_duty_give_one_and_only_to_colleagues_of_their_own_agency(signed_in, clock):
    allowed = {role for role in Role if signed_in(person(role)).get("/kode-giliran/").status_code == 200}
    assert allowed == {Role.SUPERVISOR, Role.DUTY_OFFICER, Role.PLACEMENT_OFFICER, Role.CUSTODIAN}
    giver, stranger = on_duty(), enrolled()
    with unwatched():
        stranger.agency = Agency.objects.create(code="lain", name="Lain", kind="police")
        stranger.save()
    closed = person(within=here(), is_active=False)
    desk = signed_in(giver)
    for one in (stranger, giver, closed):
        answer = desk.post("/kode-giliran/", {"colleague": str(one.pk), "give": "1", "how": "met"})
        assert (answer.status_code, PHONE in answer.content.decode()) == (422, False)
    assert not ShiftCode.objects.exists()
    assert signed_in(giver, stepped_up=False).post("/kode-giliran/")["Location"] == "/masuk/lagi/"


def test_it_lets_in_once_within_half_an_hour_and_only_whom_it_was_given_to(client, clock):
    staff, other = enrolled(), enrolled()
    given(staff)
    assert come_in(client, other, "12345678").status_code == 422
    clock.shift(timedelta(minutes=29, seconds=59))
    assert come_in(client, staff, "12345678").status_code == 302
    client.post("/keluar/")
    assert come_in(client, staff, "12345678").status_code == 422
    given(staff, "87654321")
    clock.shift(timedelta(minutes=30))
    assert come_in(client, staff, "87654321").status_code == 422


def test_one_that_was_given_before_counts_no_more(clock):
    staff = enrolled()
    given(staff, "11111111")
    given(staff, "22222222")
    assert shift_codes.taken(staff, "11111111") is None
    assert shift_codes.taken(staff, "22222222") is not None


@pytest.mark.parametrize("change", [{"used_at": None}, {"digest": "0" * 64}, {"given_at": NIGHT}])
def test_a_row_written_by_sql_lets_nobody_in_later(clock, change):
    staff = enrolled()
    given(staff)
    shift_codes.taken(staff, "12345678")
    clock.shift(timedelta(hours=2))
    ShiftCode.objects.update(**{"used_at": None, "given_at": NIGHT + timedelta(hours=2), **change})
    assert shift_codes.taken(staff, "12345678") is None


def test_with_it_daily_work_goes_on_and_nothing_that_a_step_up_guards(client, clock):
    staff = enrolled()
    given(staff)
    come_in(client, staff, "12345678")
    assert client.get("/").status_code == 200
    for path in ("/akun/sandi/", "/akun/kunci/"):
        assert client.post(path)["Location"] == "/masuk/lagi/"
    page = client.get("/masuk/lagi/").content.decode()
    assert ("kode pengganti" in page, 'name="code"' in page) == (True, False)
    code = shift_codes.new_code()
    for path in ("/masuk/lagi/", "/masuk/lagi/kunci/"):
        assert client.post(path, {"code": code, "credential": "{}"})["Location"] == "/masuk/lagi/"
    assert client.get("/masuk/lagi/kunci/", HTTP_ACCEPT="application/json")["Location"] == "/masuk/lagi/"


def test_after_the_shift_it_is_over(client, clock):
    staff = enrolled()
    given(staff)
    come_in(client, staff, "12345678")
    clock.shift(timedelta(hours=11, minutes=59))
    assert client.post("/terkunci/buka/", {"password": PASSWORD})["Location"] == "/"
    assert client.get("/akun/").status_code == 200
    clock.shift(timedelta(minutes=1))
    assert client.get("/akun/")["Location"] == "/masuk/"


def test_an_authenticator_s_code_still_does_as_before(client, clock):
    staff = enrolled()
    given(staff)
    assert come_in(client, staff, "000000").status_code == 422
    assert ShiftCode.objects.get().used_at is None


def test_the_administrator_lets_a_lost_factor_count_no_more(client, signed_in, clock):
    staff, admin = enrolled(), person(Role.ADMINISTRATOR)
    here = signed_in(staff)
    call_command("reset_second_factor", staff.username, "--by", admin.username, stdout=StringIO())
    assert not Authenticator.objects.filter(user=staff).exists()
    assert not OpenSession.objects.filter(staff=staff).exists()
    assert here.get("/akun/")["Location"] == "/masuk/"
    client.post("/masuk/", {"login": staff.username, "password": PASSWORD})
    assert client.get("/akun/")["Location"] == "/akun/faktor-kedua/"
    assert client.get("/akun/faktor-kedua/").status_code == 200
    assert AuditEntry.objects.filter(action="account.second_factor_reset").count() == 1
    assert "factor-reset" in [finding.key.split(":")[0] for finding in findings.standing(timezone.now())]
    with pytest.raises(CommandError, match="open accounts"):
        call_command("reset_second_factor", "tidak-ada", "--by", admin.username)


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.CUSTODIAN, Role.HEAD, Role.AUDITOR, Role.ADMINISTRATOR])
def test_whose_factor_was_taken_away_reads_again_once_the_head_says_so(clock, role):
    """Or an administrator, who knows the password that they set, would sign in as that person and read alone."""
    head, staff, admin = known(Role.HEAD), known(role), person(Role.ADMINISTRATOR)
    reset_second_factor(staff, by=admin)
    staff = Staff.objects.get(pk=staff.pk)
    assert staff.approved == (role == Role.ADMINISTRATOR)
    assert staff.approved or approve(staff, by=head).approved


def test_the_last_head_goes_on_without_anybody_s_word(clock):
    reset_second_factor(head := known(Role.HEAD), by=person(Role.ADMINISTRATOR))
    assert Staff.objects.get(pk=head.pk).approved


def test_whose_factor_was_taken_away_on_a_covered_shift_is_back_in_their_own_role(clock):
    known(Role.HEAD)
    staff = person(Role.RECEIVER, within=here(), own_role=Role.CASE_MANAGER, own_unit=here())
    reset_second_factor(staff, by=person(Role.ADMINISTRATOR))
    staff = Staff.objects.get(pk=staff.pk)
    assert (staff.role, staff.covering, staff.approved) == (Role.CASE_MANAGER, False, False)
    [entry] = AuditEntry.objects.filter(action="account.second_factor_reset")
    assert f"was:{staff.pk}:{Role.RECEIVER}:{staff.unit_id}" in entry.digests


def test_whatever_proof_is_put_into_such_a_session_is_no_step_up(client, rf, clock):
    staff = enrolled()
    given(staff)
    come_in(client, staff, "12345678")
    request = rf.get("/")
    request.user, request.session = staff, client.session
    request.session[signin.STEPPED_UP_UNTIL] = int(NIGHT.timestamp()) + 600
    assert not signin.stepped_up(request)


def test_the_verb_itself_gives_no_code_outside_one_s_agency(clock):
    staff = enrolled()
    with pytest.raises(Refused):
        shift_codes.give(staff, code="12345678", how="met", by=person(Role.SUPERVISOR))
    assert not ShiftCode.objects.exists()


def test_the_desk_s_duty_officer_helps_where_an_agency_has_nobody_and_no_one_else_does(clock):
    desk, boss = person(Role.DUTY_OFFICER, within=here()), person(Role.SUPERVISOR, within=here())
    hospital = unit()
    doctor, custodian = person(Role.DOCTOR, within=hospital), person(Role.CUSTODIAN, within=hospital)
    assert shift_codes.colleagues(desk).filter(pk=doctor.pk).exists()
    assert not shift_codes.colleagues(desk).filter(pk=custodian.pk).exists()
    assert not shift_codes.colleagues(boss).filter(pk=doctor.pk).exists()
    alone = person(Role.SUPERVISOR, within=hospital)
    assert not shift_codes.colleagues(desk).filter(pk=doctor.pk).exists()
    assert shift_codes.colleagues(desk).filter(pk=alone.pk).exists()


def test_who_knows_a_house_is_helped_by_one_who_knows_it_and_nobody_else(clock):
    giving = {role: person(role, within=here()) for role in (Role.SUPERVISOR, Role.PLACEMENT_OFFICER, Role.CUSTODIAN)}
    losing = {role: person(role, within=here()) for role in Role}
    helped = {
        giver: {role for role, staff in losing.items() if shift_codes.colleagues(by).filter(pk=staff.pk).exists()}
        for giver, by in giving.items()
    }
    know = {Role.PLACEMENT_OFFICER, Role.CUSTODIAN, Role.ESCORT, Role.HOUSE_STAFF}
    alone = {Role.COUNSELLOR, Role.HEAD, Role.AUDITOR, Role.ADMINISTRATOR}
    assert helped == {Role.SUPERVISOR: set(Role) - know - alone, Role.PLACEMENT_OFFICER: know, Role.CUSTODIAN: know}


@pytest.mark.parametrize("theirs", [P.CASE_NOTES, P.SERVICE_LOG, P.SERVICE_APPROVALS, P.SERVICE_ACCOUNTS])
def test_no_code_opens_notes_log_approvals_or_accounts_to_whoever_gave_it(clock, theirs):
    for role in MATRIX[theirs]:
        covering = person(Role.RECEIVER, within=here(), own_role=role, own_unit=here())
        for staff in (person(role, within=here()), covering):
            with pytest.raises(Refused):
                shift_codes.give(staff, code="12345678", how="met", by=on_duty())
    assert not ShiftCode.objects.exists()


@pytest.mark.parametrize("ending", ["reset", "password", "closing"])
def test_what_ends_an_account_s_factors_ends_a_code_that_was_given(clock, ending):
    staff, admin = enrolled(), person(Role.ADMINISTRATOR)
    given(staff)
    if ending == "reset":
        reset_second_factor(staff, by=admin)
    elif ending == "password":
        change_password(staff, password="kalimat baru yang panjang", by=staff)
    else:
        close_account(staff, by=admin)
    assert shift_codes.taken(staff, "12345678") is None


def test_looking_up_a_number_is_a_finding_also_when_no_code_follows(signed_in, clock):
    staff, desk = enrolled(), signed_in(on_duty())
    desk.post("/kode-giliran/", {"colleague": str(staff.pk)})
    assert [finding.key.split(":")[0] for finding in findings.standing(timezone.now())] == ["call-back"]
