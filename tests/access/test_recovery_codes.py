"""Codes on paper: shown once, each good once after the password, loud, and never enough for what a step-up guards."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth import SESSION_KEY
from django.core.cache import cache
from django.utils import timezone

from access import recovery_codes, signin
from access.accounts import change_password, close_account, reset_second_factor
from access.models import RecoveryCode, Staff
from access.roles import Role
from audit import findings
from audit.models import AuditEntry
from tests.access.making import person
from tests.access.signing import PASSWORD, app_code, come_in, enrolled

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])

NIGHT = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
PAGE = "/akun/kode-pemulihan/"
CODES = [f"{number:010d}" for number in range(1, 11)]


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


@pytest.fixture
def clock():
    with time_machine.travel(NIGHT, tick=False) as clock:
        yield clock


def with_codes() -> Staff:
    staff, _secret = enrolled()
    return recovery_codes.make(staff, codes=CODES, by=staff)


def tried(client, staff: Staff, code: str) -> int:
    client.post("/masuk/", {"login": staff.username, "password": PASSWORD})
    return client.post("/masuk/kode/", {"code": code}).status_code


def test_they_are_shown_once_and_kept_as_hmacs_alone(signed_in, clock):
    staff, _secret = enrolled()
    client = signed_in(staff)
    assert RecoveryCode.objects.count() == 0
    shown = client.post(PAGE).content.decode()
    codes = re.findall(r"<li>(\d{5} \d{5})</li>", shown)
    assert len(set(codes)) == 10
    again = client.get(PAGE).content.decode() + client.get("/akun/").content.decode()
    kept = str(list(RecoveryCode.objects.values())) + str(list(AuditEntry.objects.values())) + again
    assert not any(part in kept for code in codes for part in (code, code.replace(" ", "")))
    assert "Tersisa 10 kode" in again
    entry = AuditEntry.objects.get(action="account.recovery_codes")
    assert (entry.actor, entry.object_id) == (str(staff.pk), str(staff.pk))


def test_making_them_asks_for_a_step_up_and_ends_the_ones_before(signed_in, client, clock):
    staff = with_codes()
    assert signed_in(staff, stepped_up=False).post(PAGE)["Location"] == "/masuk/lagi/"
    signed_in(staff).post(PAGE)
    assert tried(client, staff, CODES[0]) == 422


def test_each_opens_once_with_an_entry_and_is_loud(client, signed_in, clock):
    staff = with_codes()
    owner = signed_in(staff)
    assert "Kode pemulihan Anda dipakai" not in owner.get("/").content.decode()
    assert tried(client, staff, f" {CODES[3][:5]} {CODES[3][5:]}") == 302
    assert client.get("/akun/").status_code == 200
    client.post("/keluar/")
    assert tried(client, staff, CODES[3]) == 422
    assert AuditEntry.objects.filter(action="account.recovery_used", actor=str(staff.pk)).count() == 1
    assert "Kode pemulihan Anda dipakai" in owner.get("/").content.decode()
    page = owner.get("/akun/").content.decode()
    assert ("Tersisa 9 kode" in page, "Kode pemulihan Anda dipakai" in page) == (True, True)
    assert "recovery-code" in [finding.key.split(":")[0] for finding in findings.standing(timezone.now())]
    clock.shift(timedelta(days=7))
    assert recovery_codes.used_lately(staff, timezone.now()) is None


def test_a_code_fits_its_owner_alone(client, clock):
    staff, other = with_codes(), enrolled()[0]
    assert tried(client, other, CODES[0]) == 422
    RecoveryCode.objects.update(staff=other)
    assert tried(client, other, CODES[0]) == 422
    assert staff.recovery_codes.count() == 0


@pytest.mark.parametrize("change", [{"digest": "0" * 64}, {"made_at": NIGHT + timedelta(hours=2)}])
def test_a_row_written_by_sql_lets_nobody_in(client, clock, change):
    staff = with_codes()
    RecoveryCode.objects.update(**change)
    assert tried(client, staff, CODES[0]) == 422


def test_with_one_daily_work_goes_on_and_nothing_that_a_step_up_guards(client, clock):
    staff = with_codes()
    assert tried(client, staff, CODES[0]) == 302
    assert client.get("/").status_code == 200
    for path in ("/akun/sandi/", "/akun/kunci/", PAGE):
        assert client.post(path)["Location"] == "/masuk/lagi/"
    assert client.post("/masuk/lagi/", {"code": CODES[1]})["Location"] == "/masuk/lagi/"
    assert signin.FOR_THE_SHIFT in client.session
    assert recovery_codes.left(staff) == 9
    clock.shift(timedelta(hours=12))
    assert client.get("/akun/")["Location"] == "/masuk/"


def test_where_the_app_s_code_is_asked_for_again_one_on_paper_is_none(client, clock):
    staff, secret = enrolled()
    recovery_codes.make(staff, codes=CODES, by=staff)
    come_in(client, staff, app_code(secret, NIGHT))
    assert client.post("/masuk/lagi/", {"code": CODES[0]}).status_code == 422
    client.post("/terkunci/", {"tutup": "ya"})
    assert client.post("/terkunci/buka/", {"code": CODES[0]}).status_code == 422
    assert recovery_codes.left(staff) == 10


def test_guessed_ones_are_slowed_together_with_the_app_s_and_refused_ones_recorded(client, settings, clock):
    from settings import security

    staff = with_codes()
    client.post("/masuk/", {"login": staff.username, "password": PASSWORD})
    settings.ACCOUNT_RATE_LIMITS = security.ACCOUNT_RATE_LIMITS
    for code in ("9999999999", "000000", "9999999998", "000001", "9999999997"):
        assert client.post("/masuk/kode/", {"code": code}).status_code == 422
    assert AuditEntry.objects.filter(action="sign.in", decision="denied").count() == 5
    page = client.post("/masuk/kode/", {"code": CODES[0]})
    assert "Terlalu banyak percobaan" in page.content.decode()
    assert recovery_codes.left(staff) == 10
    clock.shift(timedelta(minutes=5))
    assert client.post("/masuk/kode/", {"code": CODES[0]}).status_code == 302


@pytest.mark.parametrize("kind", ["migrated_codes", "seed"])
def test_a_row_of_allauth_s_own_kind_put_in_by_sql_is_never_asked(client, clock, kind):
    """Its codes would come from a secret that the one who put it in knows: his own."""
    staff, _secret = enrolled()
    attacker, his = enrolled()
    planted = {"migrated_codes": [str(attacker.pk)]} if kind == "migrated_codes" else {"seed": str(attacker.pk)}
    row = Authenticator.objects.create(user=staff, type="recovery_codes", data={**planted, "used_mask": 0})
    known = his if kind == "migrated_codes" else RecoveryCodes(row).generate_codes()[0]
    assert RecoveryCodes(row).validate_code(known)
    Authenticator.objects.filter(pk=row.pk).update(data={**planted, "used_mask": 0})
    assert tried(client, staff, known) == 422
    assert SESSION_KEY not in client.session


@pytest.mark.parametrize("ending", ["reset", "closing"])
def test_what_ends_an_account_s_factors_ends_its_codes_and_a_new_password_does_not(clock, ending):
    staff, admin = with_codes(), person(Role.ADMINISTRATOR)
    change_password(staff, password="kalimat baru yang panjang", by=staff)
    assert recovery_codes.left(staff) == 10
    (reset_second_factor if ending == "reset" else close_account)(staff, by=admin)
    assert RecoveryCode.objects.count() == 0
