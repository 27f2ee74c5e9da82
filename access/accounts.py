"""What happens to accounts. Making one, and giving it a role, is a command on the server, never a page; and whoever can
make one can't make a reader alone (`access.approvals`)."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access import events, robots
from access.errors import NotNow, Refused
from access.matrix import NEED_APPROVAL
from access.models import Agency, Cover, Duty, OpenSession, RecoveryCode, ShiftCode, Staff, Unit
from access.roles import Role
from vault.matching import rows_like, rows_with

TAKEN = _("Pemilik NIK ini sudah punya akun lain yang terbuka. Tidak ada yang berubah. Tutup dahulu akun itu.")

_asked: list[Callable] = []
_closing: list[Callable] = []


def on_identified(ask: Callable) -> None:
    """Registers ASK(staff, real_name, nik, phone, by), called in the action that writes who somebody is."""
    if ask not in _asked:
        _asked.append(ask)


def on_closing(hand_on: Callable) -> None:
    """Registers HAND_ON(staff, by), called in the action that closes an account or gives it another role; STAFF sleeps
    by then, under the role they had. It may refuse."""
    if hand_on not in _closing:
        _closing.append(hand_on)


@events.recorded("account.open")
def open_account(username: str, *, password: str, role: str, unit: Unit, by: Staff | None = None) -> Staff:
    """A new account in a unit. Whoever signs in to it first sets up the second factor; but for an administrator's, it
    sleeps until the head approves it."""
    if robots.is_robot(username) or Staff.objects.filter(username=username).exists():
        raise Refused(_("Nama pengguna ini sudah dipakai. Tidak ada yang dibuat. Pilih nama lain."), field="username")
    approved = {} if role in NEED_APPROVAL else {"approved_role": role, "approved_unit": unit}
    return Staff.objects.create_user(username, password=password, role=role, agency=unit.agency, unit=unit, **approved)


@events.recorded("account.identify")
def identify(staff: Staff, *, real_name: str, nik: str, phone: str, by: Staff) -> Staff:
    """Writes down, sealed, which person signs in here, and looks for conflicts of interest with every file.

    One person, one open account: where a rule asks for two people, two accounts must be two people.
    """
    if rows_with(_open_but(staff), "nik_index", nik):
        raise Refused(TAKEN, field="nik")
    staff.real_name, staff.nik, staff.phone = real_name, nik, phone
    staff.save(update_fields=["real_name", "nik", "phone"])
    for ask in _asked:
        ask(staff, real_name=real_name, nik=nik, phone=phone, by=by)
    return staff


def _open_but(staff: Staff) -> QuerySet:
    return Staff.objects.filter(is_active=True).exclude(pk=staff.pk)


def one_person(one: Staff, other: Staff) -> bool:
    """Whether two accounts are one person's: the same account, or the same NIK where both are known."""
    return one.pk == other.pk or bool(rows_like(one, Staff.objects.filter(pk=other.pk), "nik_index"))


def accounts_of(person: Staff) -> list[Staff]:
    """This account, and every other one with the same NIK, closed ones too."""
    return [person, *rows_like(person, Staff.objects.exclude(pk=person.pk), "nik_index")]


@events.recorded("agency.open")
def open_agency(code: str, *, kind: str, by: Staff) -> Agency:
    """A new agency, named by its code until somebody gives it a name."""
    return Agency.objects.create(code=code, name=code, kind=kind)


@events.recorded("unit.open")
def open_unit(agency: Agency, *, code: str, by: Staff) -> Unit:
    """A new unit of an agency, named by its code until somebody gives it a name."""
    return Unit.objects.create(agency=agency, code=code, name=code)


@events.recorded("robot.open")
def open_robot(username: str, *, role: str, agency: Agency, by: Staff) -> Staff:
    """A closed account of no unit, without a password or an approved role, that no list of working people shows and
    nobody signs in to."""
    return Staff.objects.create_user(username, role=role, agency=agency, is_active=False)


def locked(staff: Staff) -> Staff:
    """The account as it is now, held until the action ends: what was loaded before may have changed since."""
    rows = Staff.objects.select_for_update(of=("self",), no_key=True)  # what others write of them meanwhile may refer
    return rows.select_related("agency", "unit").get(pk=staff.pk)


def locked_with_colleagues(staff: Staff) -> Staff:
    """The same, and all who have the same role, each in one order: where the last two leave at once, the second finds
    that the first has left."""
    same = Q(pk=staff.pk) | Q(role__in=Staff.objects.filter(pk=staff.pk).values("role"))
    held = Staff.objects.filter(same).order_by("pk").select_for_update(of=("self",), no_key=True)
    list(held.values_list("pk", flat=True))
    return locked(staff)


@events.recorded("account.close")
def close_account(staff: Staff, *, by: Staff) -> Staff:
    """Nobody signs in to it any more; its sessions are over, also should it be opened again, and no role of it counts
    then until it is approved anew. What it was responsible for goes to somebody else in the same transaction."""
    if staff.pk == by.pk:
        raise Refused(_("Akun Anda sendiri tidak dapat Anda tutup. Tidak ada yang berubah. Minta administrator lain."))
    staff = locked_with_colleagues(staff)
    staff.is_active = False
    OpenSession.objects.filter(staff=staff).delete()
    ShiftCode.objects.filter(staff=staff).delete()
    RecoveryCode.objects.filter(staff=staff).delete()
    hand_over(staff, by=by)
    return staff


def hand_over(staff: Staff, *, by: Staff) -> None:
    """Inside an action that holds STAFF and colleagues: STAFF's role counts no more, they cover no shift, and what they
    were responsible for goes to somebody else. Refused for the last head: nobody could approve anybody."""
    refuse_last_head(staff)
    staff.come_back()
    staff.put_to_sleep()
    staff.save(update_fields=["is_active", *Staff.STANDING])
    for cover in Cover.objects.filter(staff=staff):
        cover.delete()
    for hand_on in _closing:
        hand_on(staff, by=by)


def refuse_last_head(staff: Staff) -> None:
    """Raises Refused where STAFF is the only head."""
    if is_last_head(staff):
        raise Refused(_("Ini kepala terakhir: tanpa kepala tidak ada akun yang dapat disetujui. Tidak ada yang "
                        "berubah. Minta kepala menyetujui penggantinya dahulu."))  # fmt: skip


def is_last_head(staff: Staff) -> bool:
    """Whether nobody else approves."""
    if staff.role != Role.HEAD or not staff.approved:
        return False
    return not Staff.objects.working().filter(role=Role.HEAD).exclude(pk=staff.pk).exists()


def hours_left_empty(staff: Staff) -> list[Duty]:
    """The hours to come on the roster that nobody has now that STAFF's account is closed; whoever keeps the roster has
    them among the gaps on the start page."""
    return list(Duty.objects.filter(staff=staff, ends__gt=timezone.now()))


@events.recorded("account.end_sessions")
def end_sessions(staff: Staff, *, but: str, by: Staff) -> Staff:
    """All sessions of this account are over, but the one that is kept under BUT."""
    OpenSession.objects.filter(staff=staff).exclude(session_key=but).delete()
    return staff


@events.recorded("account.reopen")
def reopen_account(staff: Staff, *, by: Staff) -> Staff:
    """The person signs in again with the factors they had, unless they have another open account by now. What they may
    do is for the head to approve again: it can be long ago, and one who closes could otherwise open readers alone."""
    staff = locked(staff)
    if staff.is_robot:
        raise Refused(_("Akun ini milik pemeriksa otomatis dan selalu tertutup. Tidak ada yang berubah."))
    if rows_like(staff, _open_but(staff), "nik_index"):
        raise Refused(TAKEN)
    if staff.is_active:
        raise NotNow(_("Akun ini sedang terbuka. Tidak ada yang berubah. Buka lagi daftar akun."))
    staff.is_active = True
    if staff.role not in NEED_APPROVAL:
        staff.approve()
    staff.save(update_fields=["is_active", *Staff.STANDING])
    return staff


@events.recorded("account.password")
def change_password(staff: Staff, *, password: str, by: Staff) -> Staff:
    """The new password counts from now on; this person's other sessions end."""
    staff.set_password(password)
    staff.save(update_fields=["password"])
    ShiftCode.objects.filter(staff=staff).delete()
    return staff


@events.recorded("account.second_factor_reset")
def reset_second_factor(staff: Staff, *, by: Staff) -> Staff:
    """What this person had to prove who they are is lost or was seen: it counts no more, passkeys and recovery codes
    neither, and their sessions end. At the next sign-in they set up a new one, and the head approves their role again:
    whoever knows the password could otherwise sign in as they would, and read alone.

    What they are responsible for stays theirs: they couldn't sign in before, either. The last head's role goes on
    counting, or nobody could approve anybody.
    """
    from access.covering import cut_short  # which stands on this module

    staff = locked_with_colleagues(staff)
    cut_short(staff, by=by)
    if staff.role in NEED_APPROVAL and not is_last_head(staff):
        staff.put_to_sleep()
        staff.save(update_fields=Staff.STANDING)
    Authenticator.objects.filter(user=staff).delete()
    RecoveryCode.objects.filter(staff=staff).delete()
    OpenSession.objects.filter(staff=staff).delete()
    ShiftCode.objects.filter(staff=staff).delete()
    return staff
