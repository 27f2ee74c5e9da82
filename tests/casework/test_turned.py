"""What a stolen session, a turned colleague and the owner of a machine can do, and what they can't."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings as django_settings
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import make_password
from django.db import connections
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from access import mfa, policy
from access.accounts import close_account, open_account, reopen_account
from access.approvals import approve
from access.errors import Refused, UnscopedQuery
from access.models import ConflictOfInterest, OpenSession, Staff
from access.permissions import Permission
from access.roles import Role
from access.sessions import SessionStore, kept_under
from audit import sealer
from audit.models import AuditEntry
from audit.register import unwatched
from audit.reveal import reveal
from casework.actions.complaints import accept_case
from casework.actions.conflicts import answer_doubt, declare_kin
from casework.actions.persons import change_person
from casework.models import Case, CasePerson, Message, NameDoubt
from shelters import append_only, reveal_location
from shelters.models import HouseReference
from tests.audit.logs import problems, rename
from tests.casework import world
from tests.casework.test_lifting import lifted
from tests.casework.test_rights import named, sql
from tests.casework.test_walls import NIK, identify, reported, sees, walls
from tests.shelters.world import World, whereabouts
from vault.errors import SealBroken
from vault.unseal import open_field

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])

SIGN_IN = "/masuk/"
NOON = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


def holding(key: str) -> Client:
    """A browser with this session's cookie."""
    client = Client()
    client.cookies["sessionid"] = key
    return client


def answer(client, path="/akun/"):
    page = client.get(path)
    return page.status_code, page.headers.get("Location")


def test_a_session_that_somebody_invented_is_nobody_s(people, browse):
    assert answer(browse(people.manajer)) == (200, None)
    assert answer(holding("a" * 32)) == (302, SIGN_IN)


def test_a_session_put_in_by_sql_is_nobody_s_without_the_server_s_secret(people, browse):
    content = dict(browse(people.manajer).session)
    for secret, expected in (("another-secret" * 5, (302, SIGN_IN)), (django_settings.SECRET_KEY, (200, None))):
        with override_settings(SECRET_KEY=secret):
            own = SessionStore("b" * 32)
            own._session_cache = content
            own.save(must_create=True)
        assert answer(holding("b" * 32)) == expected
        own.delete()


def test_whoever_reads_a_live_session_in_the_main_database_is_nobody(people, browse):
    """A stolen dump holds the sessions of the last 13 hours, each under the digest of its cookie."""
    theirs = browse(people.manajer)
    assert answer(theirs) == (200, None)
    kept = OpenSession.objects.get()
    assert kept.session_key == kept_under(theirs.session.session_key)
    assert answer(holding(kept.session_key)) == (302, SIGN_IN)


def test_a_live_session_given_to_another_cookie_by_sql_is_nobody_s(people, browse):
    """Whoever may write to the database has no server's secret, but could copy what it signed."""
    browse(people.manajer)
    kept = OpenSession.objects.get()
    kept.session_key = kept_under("b" * 32)
    kept.save(force_insert=True)
    assert answer(holding("b" * 32)) == (302, SIGN_IN)


def test_a_session_that_is_over_leaves_no_row(people, browse):
    client = browse(people.manajer)
    client.post("/keluar/")
    assert not OpenSession.objects.exists()


def test_a_second_factor_exchanged_by_sql_lets_nobody_in(people):
    """allauth's own table stands behind no entry: whoever writes there could give an account their own code."""
    theirs = Authenticator.objects.get(user=people.manajer2).data
    with time_machine.travel(NOON, tick=False):
        code = format_hotp_value(hotp_value(mfa.secret_of(theirs["secret"]), int(NOON.timestamp()) // 30))
        Authenticator.objects.filter(user=people.manajer).update(data=theirs)
        assert not Authenticator.objects.get(user=people.manajer).wrap().validate_code(code)


def test_a_second_factor_s_secret_moved_by_sql_does_not_open(people):
    """The seal is bound to the row, and the row bears its owner's id."""
    theirs = "SELECT secret FROM access_secondfactor WHERE id = %s"
    sql(f"UPDATE access_secondfactor SET secret = ({theirs}) WHERE id = %s", people.manajer2.pk, people.manajer.pk)
    with pytest.raises(SealBroken):
        mfa.secret_of(str(people.manajer.pk))
    assert named() == [f"row access.secondfactor:{people.manajer.pk} is not what its newest entry says"]


def test_a_password_put_in_by_sql_is_named(people):
    rename(people.manajer2, phone="081311112222", by=people.admin)
    sealer.run_until_done(timezone.now())
    sql(
        "UPDATE access_staff SET password = %s WHERE id = %s",
        make_password("kata sandinya sendiri"),
        people.manajer2.pk,
    )
    assert authenticate(None, username=people.manajer2.username, password="kata sandinya sendiri") == people.manajer2
    assert named() == [f"row access.staff:{people.manajer2.pk} is not what its newest entry says"]


def test_a_form_of_an_open_tab_does_nothing_once_the_account_is_closed(people, browse):
    case, client = world.case(people), browse(people.manajer)
    path = f"/kasus/{case.pk}/percakapan/tulis/"
    kept = client.get(path).context["form"]["kirim"].value()
    close_account(people.manajer, by=people.admin)
    sent = client.post(path, {"text": "Mohon kabar.", "kirim": kept})
    assert (sent.status_code, sent["Location"]) == (302, SIGN_IN)
    assert Message.every.filter(case=case).count() == 0


def test_the_wall_stands_before_every_account_of_one_person(people):
    with unwatched():
        for account in (people.manajer2, people.supervisor2):
            account.nik = "3171020304850006"
            account.save()
    reported = {"part": "reported", "name": "A", "nik": "31 7102 030485 0006"}
    case = world.complaint(people, persons=[*world.persons()[:1], reported])
    walled = ConflictOfInterest.standing.filter(case_id=case.pk).values_list("staff__username", flat=True)
    assert sorted(walled) == ["manajer2", "supervisor2"]
    assert not policy.visible(people.supervisor2, Permission.CASE_READ).filter(pk=case.pk).exists()


def on_another_account(people, staff: Staff) -> Staff:
    """The way to another role: the account is closed, a new one opened, identified with the same NIK and approved."""
    close_account(Staff.objects.get(pk=staff.pk), by=people.admin)
    terms = {"password": "kata-sandi-yang-panjang", "role": Role.CASE_MANAGER, "unit": staff.unit}
    identify(people, new := open_account("manajer9", **terms, by=people.admin))
    return approve(Staff.objects.get(pk=new.pk), by=people.kepala)


def back_on_the_first(people, first: Staff, second: Staff) -> Staff:
    close_account(Staff.objects.get(pk=second.pk), by=people.admin)
    return approve(reopen_account(Staff.objects.get(pk=first.pk), by=people.admin), by=people.kepala)


@pytest.mark.parametrize("how", ["declared", "name", "nik"])
def test_a_declared_conflict_follows_the_person_to_a_new_account(people, how):
    """So does one that a supervisor confirmed by name, and one by a number that was corrected in the file since."""
    identify(people, people.manajer2)
    party = {"name": {"name": people.manajer2.name}, "nik": {"nik": NIK}}.get(how, {})
    case = world.complaint(people, persons=reported(**party))
    if how == "declared":
        declare_kin(case, staff=people.manajer2, side="reported", by=people.supervisor)
    for doubt in NameDoubt.every.filter(case=case):
        answer_doubt(doubt, same=True, by=people.supervisor)
    case = accept_case(case, manager=people.manajer, by=people.supervisor)
    if how == "nik":
        change_person(CasePerson.every.get(case=case, part="reported"), nik="3171020304850077", by=people.manajer)
    other = world.case(people)
    new = on_another_account(people, people.manajer2)
    assert [sees(new, case), sees(new, other)] == [False, True]
    wall = ConflictOfInterest.standing.get(staff=new)
    assert (wall.case_id, wall.strength) == (case.pk, how)


def test_a_conflict_stands_before_every_account_of_the_person(people):
    """Declared while another one is open, it keeps the first one out when that is opened again."""
    identify(people, people.manajer2)
    case = world.case(people)
    new = on_another_account(people, people.manajer2)
    assert sees(new, case)
    declare_kin(case, staff=new, side="reported", by=people.supervisor)
    assert not sees(back_on_the_first(people, people.manajer2, new), case)


def test_a_conflict_that_two_people_lifted_does_not_come_back_with_the_next_number(people):
    identify(people, people.manajer2)
    case = world.case(people)
    declare_kin(case, staff=people.manajer2, side="reported", by=people.supervisor)
    new = on_another_account(people, people.manajer2)
    lifted(case, people, staff=new)
    identify(people, new, phone="0811-0000-1111")
    assert sees(new, case)
    declare_kin(case, staff=new, side="reported", by=people.supervisor)
    assert not sees(new, case)


def test_a_shell_sees_nothing_by_accident_and_opens_everything_on_purpose(people):
    case = world.case(people)
    with pytest.raises(UnscopedQuery):
        list(Case.objects.all())
    row = Case.every.get(pk=case.pk)
    printed = f"{row} {row!r} {row.chronology} {vars(row)} {Case.every.values()[:9]}"
    assert "[tersegel]" in printed
    assert not any(word in printed for word in world.STORY.split() if len(word) > 4)
    before = AuditEntry.objects.count()
    assert open_field(row, "chronology") == world.STORY
    assert AuditEntry.objects.count() == before
    with reveal(people.konselor, "case.page", row, [(row, "chronology")], "alasan yang dikarang") as opened:
        assert opened[row, "chronology"] == world.STORY
    assert AuditEntry.objects.latest("time").actor == str(people.konselor.pk)  # whom a shell names, the log believes


def test_what_a_shell_writes_past_every_signal_is_named(people):
    close_account(people.manajer2, by=people.admin)
    sealer.run_until_done(timezone.now())
    Staff.objects.filter(pk=people.manajer2.pk).update(role="kustodian", is_active=True)
    assert named() == [f"row access.staff:{people.manajer2.pk} is not what its newest entry says"]


def test_an_old_address_put_back_whole_is_refused_and_named(people):
    house, by = World(people).a, people.kustodian
    model = reveal_location.SEALED
    old = model.every.get(pk=house.pk)
    reveal_location.keep_location(house, whereabouts("Jalan Baru Sekali No. 1"), by=by)
    assert not [p for p in problems() if "location" in p]
    row = house.pk.hex if connections["shelters"].vendor == "sqlite" else house.pk
    with connections["shelters"].cursor() as cursor:
        cursor.execute(
            f"UPDATE {model._meta.db_table} SET revision = %s, whereabouts = %s WHERE id = %s",
            [old.revision, old.whereabouts._envelope, row],
        )
    assert (
        open_field(model.every.get(pk=house.pk), "whereabouts")["address"] == whereabouts().address
    )  # the seal is good
    seen = reveal_location.seen_by(by, house.pk)
    with pytest.raises(Refused), reveal_location.open_location(seen, by=by, reason="pemeriksaan rutin rumah"):
        pass
    assert AuditEntry.objects.filter(action="house.event", decision="failed").count() == 1
    assert f"row shelters.location:{house.pk} is not what its newest entry says" in problems()
    with connections["shelters"].cursor() as cursor:
        if cursor.db.vendor == "postgresql":
            cursor.execute("SET ROLE NONE")
        for statement in append_only.remove(connections["shelters"]):
            cursor.execute(statement)
        newest = HouseReference.every.filter(act="location.keep").latest("at").pk
        cursor.execute(
            f"DELETE FROM {HouseReference._meta.db_table} WHERE id = %s",
            [newest.hex if cursor.db.vendor == "sqlite" else newest],
        )
    with reveal_location.open_location(seen, by=by, reason="pemeriksaan rutin rumah") as told:
        assert told.whereabouts.address == whereabouts().address
    assert problems() == [f"house event {newest}: what it stands for is gone"]


def test_a_second_account_of_whose_name_it_is_neither_answers_nor_learns_of_the_question(people, browse):
    for one in (people.supervisor, people.supervisor2):
        one.nik = NIK
        with unwatched():  # the product refuses two open accounts of one NIK
            one.save()
    case = world.complaint(people, persons=reported(name=people.supervisor.name))
    doubt = NameDoubt.every.get()
    question = reverse("casework:answer_doubt", args=[doubt.pk])
    for person, told in ((people.supervisor2, False), (people.kepala, True)):
        client = browse(person)
        pages = client.get("/").content.decode(), client.get(f"/kasus/{case.pk}/putuskan/").content.decode()
        assert [question in page for page in pages] == [told, told]
        assert client.get(question).status_code == (200 if told else 404)
    with pytest.raises(Refused):
        answer_doubt(doubt, same=False, by=people.supervisor2)
    answer_doubt(doubt, same=True, by=people.kepala)
    assert walls(case) == {"supervisor": "name", "supervisor2": "name"}
