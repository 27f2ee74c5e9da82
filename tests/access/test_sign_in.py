"""Coming in with password and code, proving it again, going out for good."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.core.cache import cache

from access import mfa, signin
from access.accounts import close_account
from access.models import SecondFactor, Staff
from access.roles import Role
from access.sessions import SessionStore
from audit.models import AuditEntry
from audit.register import unwatched
from tests.access.making import person

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
PASSWORD = "sandi-yang-panjang-1"


@pytest.fixture(autouse=True)
def no_earlier_codes():
    cache.clear()


def code(secret: str, at: datetime) -> str:
    return format_hotp_value(hotp_value(secret, int(at.timestamp()) // 30))


def enrolled(role=Role.CASE_MANAGER) -> tuple[Staff, str]:
    staff = person(role, password=PASSWORD)
    mfa.enrol(staff, secret=(secret := mfa.new_secret()), by=staff)
    return staff, secret


def signed(client) -> bool:
    return SESSION_KEY in client.session


def test_password_and_code_sign_in_and_nothing_less_does(client):
    staff, secret = enrolled()
    with time_machine.travel(NOON, tick=False):
        first = client.post("/masuk/", {"login": staff.username, "password": PASSWORD})
        assert (first.status_code, first["Location"]) == (302, "/masuk/kode/")
        assert not signed(client)
        assert client.get("/akun/")["Location"] == "/masuk/"
        assert client.post("/masuk/kode/", {"code": "000000"}).status_code == 422
        assert not signed(client)
        assert client.post("/masuk/kode/", {"code": code(secret, NOON)}).status_code == 302
        assert signed(client)
        assert client.get("/akun/").status_code == 200


def test_wrong_password_says_the_same_for_a_known_and_an_unknown_name(client):
    staff, _secret = enrolled()
    known = client.post("/masuk/", {"login": staff.username, "password": "salah-sekali-1"})
    unknown = client.post("/masuk/", {"login": "tidakada", "password": "salah-sekali-1"})
    assert known.status_code == unknown.status_code == 422
    assert known.context["form"].errors == unknown.context["form"].errors
    assert AuditEntry.objects.filter(action="sign.in", decision="denied").count() == 2


def test_whoever_goes_back_before_the_code_can_begin_again_under_another_name(client):
    first, _secret = enrolled()
    second, _secret = enrolled()
    client.post("/masuk/", {"login": first.username, "password": PASSWORD})
    assert client.get("/masuk/").status_code == 200
    assert client.get("/masuk/kode/")["Location"] == "/masuk/"
    assert client.post("/masuk/", {"login": second.username, "password": PASSWORD})["Location"] == "/masuk/kode/"


def typed_twice(client, meanwhile=lambda: None) -> list[int]:
    """How the same code is answered twice within its step."""
    staff, secret = enrolled()
    answers = []
    with time_machine.travel(NOON, tick=False):
        for _time in range(2):
            meanwhile()
            client.session.flush()
            client.cookies.clear()
            client.post("/masuk/", {"login": staff.username, "password": PASSWORD})
            answers.append(client.post("/masuk/kode/", {"code": code(secret, NOON)}).status_code)
    return answers


def test_a_code_is_refused_a_second_time_within_its_step(client):
    assert typed_twice(client) == [302, 422]


def test_a_used_code_stays_used_whatever_is_forgotten_of_what_was_counted(client):
    assert typed_twice(client, meanwhile=cache.clear) == [302, 422]


def test_a_clock_that_is_set_right_keeps_nobody_out(client):
    staff, secret = enrolled()
    for moment in (NOON + timedelta(days=365), NOON):
        with time_machine.travel(moment, tick=False):
            client.session.flush()
            client.cookies.clear()
            client.post("/masuk/", {"login": staff.username, "password": PASSWORD})
            assert client.post("/masuk/kode/", {"code": code(secret, moment)}).status_code == 302


def test_without_a_second_factor_one_can_only_set_it_up(client):
    staff = person(password=PASSWORD)
    with time_machine.travel(NOON, tick=False):
        client.post("/masuk/", {"login": staff.username, "password": PASSWORD})
        assert signed(client)
        for path in ("/akun/", "/", "/akun/sandi/", "/tidak-ada/"):
            assert client.get(path)["Location"] == "/akun/faktor-kedua/"
        page = client.get("/akun/faktor-kedua/")
        assert page.status_code == 200
        secret = page.context["secret"]
        assert client.get("/akun/faktor-kedua/").context["secret"] == secret
        assert client.post("/akun/faktor-kedua/", {"code": "000000"}).status_code == 422
        assert client.post("/akun/faktor-kedua/", {"code": code(secret, NOON)}).status_code == 303
        assert client.get("/akun/").status_code == 200
        assert AuditEntry.objects.filter(action="account.second_factor").count() == 1


def test_the_code_that_set_up_the_second_factor_lets_nobody_in_afterwards(client):
    staff = person(password=PASSWORD)
    with time_machine.travel(NOON, tick=False):
        client.post("/masuk/", {"login": staff.username, "password": PASSWORD})
        typed = {"code": code(client.get("/akun/faktor-kedua/").context["secret"], NOON)}
        assert client.post("/akun/faktor-kedua/", typed).status_code == 303
        client.session.flush()
        client.cookies.clear()
        client.post("/masuk/", {"login": staff.username, "password": PASSWORD})
        assert client.post("/masuk/kode/", typed).status_code == 422
        assert not signed(client)


def test_the_secret_lies_nowhere_in_clear(client):
    staff = person(password=PASSWORD)
    client.post("/masuk/", {"login": staff.username, "password": PASSWORD})
    secret = client.get("/akun/faktor-kedua/").context["secret"]
    assert len(secret) == 32
    kept = [str(SessionStore(client.session.session_key).load())]
    with time_machine.travel(NOON, tick=False):
        client.post("/akun/faktor-kedua/", {"code": code(secret, NOON)})
    kept += [str(row.data) for row in Authenticator.objects.all()]
    kept += [str(vars(row)) for row in SecondFactor.objects.all()]
    assert len(kept) == 3
    assert not any(secret in text for text in kept)


def test_a_second_factor_cannot_be_taken_away():
    staff, _secret = enrolled()
    assert not mfa.SealedMfa().can_delete_authenticator(Authenticator.objects.get(user=staff))


def test_signing_out_ends_the_session_on_the_server(signed_in):
    client = signed_in(person())
    old = client.cookies["sessionid"].value
    response = client.post("/keluar/")
    assert (response.status_code, response["Location"]) == (302, "/masuk/")
    assert response["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert not SessionStore().exists(old)
    client.cookies["sessionid"] = old
    assert client.get("/akun/")["Location"] == "/masuk/"
    assert AuditEntry.objects.filter(action="sign.out").count() == 1


def test_signing_out_is_never_a_link(signed_in):
    client = signed_in(person())
    assert client.get("/keluar/").status_code == 405
    assert signed(client)


def test_a_closed_account_is_out_at_the_next_request(signed_in):
    staff, admin = person(), person(Role.ADMINISTRATOR)
    client = signed_in(staff)
    assert client.get("/akun/").status_code == 200
    close_account(staff, by=admin)
    assert client.get("/akun/")["Location"] == "/masuk/"
    assert client.post("/masuk/", {"login": staff.username, "password": PASSWORD}).status_code == 422


def test_sign_in_is_no_step_up_and_a_second_code_is_for_ten_minutes(client, rf):
    staff, secret = enrolled()
    with time_machine.travel(NOON, tick=False) as clock:
        client.post("/masuk/", {"login": staff.username, "password": PASSWORD})
        client.post("/masuk/kode/", {"code": code(secret, NOON)})
        request = rf.get("/")
        request.user, request.session = staff, client.session
        assert not signin.stepped_up(request)
        assert client.post("/akun/sandi/")["Location"] == "/masuk/lagi/"
        later = NOON + timedelta(seconds=31)
        clock.move_to(later)
        assert client.post("/masuk/lagi/", {"code": "000000"}).status_code == 422
        response = client.post("/masuk/lagi/", {"code": code(secret, later)})
        assert (response.status_code, response["Location"]) == (303, "/akun/sandi/")
        request.session = client.session
        assert signin.stepped_up(request)
        clock.move_to(later + timedelta(minutes=9, seconds=59))
        assert signin.stepped_up(request)
        clock.move_to(later + timedelta(minutes=10))
        assert not signin.stepped_up(request)


def test_the_way_back_lies_in_no_address(client):
    staff, _secret = enrolled()
    response = client.post("/masuk/?next=/akun/", {"login": staff.username, "password": PASSWORD, "next": "/akun/"})
    assert response["Location"] == "/masuk/kode/"


def test_nobody_signs_up_and_no_password_is_mailed(client):
    for path in ("/accounts/signup/", "/signup/", "/masuk/daftar/", "/password/reset/"):
        assert client.get(path)["Location"] == "/masuk/"


def test_guesses_at_one_account_are_slowed_in_production_settings(client, settings):
    from settings import security

    settings.ACCOUNT_RATE_LIMITS = security.ACCOUNT_RATE_LIMITS
    staff, _secret = enrolled()
    for _ in range(6):
        page = client.post("/masuk/", {"login": staff.username, "password": "salah-sekali-1"})
    assert "Terlalu banyak percobaan" in page.content.decode()
    owner = client.post("/masuk/", {"login": staff.username, "password": PASSWORD})
    assert "Terlalu banyak percobaan" in owner.content.decode()
    other, _secret = enrolled()
    assert client.post("/masuk/", {"login": other.username, "password": PASSWORD})["Location"] == "/masuk/kode/"


def test_a_new_password_ends_the_other_sessions(signed_in):
    staff, _secret = enrolled()
    here, elsewhere = signed_in(staff), signed_in(staff)
    typed = {"present": PASSWORD, "password": "kalimat baru yang panjang", "repeated": "kalimat baru yang panjang"}
    wrong = here.post("/akun/sandi/", {**typed, "present": "bukan"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["present"])
    assert here.post("/akun/sandi/", {**typed, "password": "pendek"}).status_code == 422
    assert here.post("/akun/sandi/", typed).status_code == 303
    assert here.get("/akun/").status_code == 200
    assert elsewhere.get("/akun/")["Location"] == "/masuk/"


def test_administrator_closes_and_reopens_but_never_herself(signed_in):
    admin, staff = person(Role.ADMINISTRATOR), person()
    client = signed_in(admin)
    client.post(f"/akun/semua/{staff.pk}/tutup/")
    client.post(f"/akun/semua/{admin.pk}/tutup/")
    assert [Staff.objects.get(pk=one.pk).is_active for one in (staff, admin)] == [False, True]
    client.post(f"/akun/semua/{staff.pk}/buka/")
    assert Staff.objects.get(pk=staff.pk).is_active
    assert signed_in(staff).post(f"/akun/semua/{admin.pk}/tutup/").status_code == 404
    assert signed_in(admin, stepped_up=False).post(f"/akun/semua/{staff.pk}/tutup/")["Location"] == "/masuk/lagi/"


def test_sealed_fields_of_staff_are_sealed_and_found_by_blind_index():
    staff = person()
    with unwatched():
        staff.nik, staff.phone, staff.real_name = "3175000000000001", "0812000111", "Nama Rekaan"
        staff.save()
    kept = Staff.objects.get(pk=staff.pk)
    assert str(kept.nik) == "[tersegel]"
    assert None not in (kept.nik_index, kept.phone_index, kept.name_index)


def test_passwords_are_hashed_with_argon2_wherever_people_sign_in(settings):
    from settings import security

    settings.PASSWORD_HASHERS = security.PASSWORD_HASHERS
    assert make_password("sandi yang panjang sekali").startswith("argon2$argon2id$")
