"""Coming in and going out, one's account, the list of accounts.

allauth looks its pages up by names without a namespace; only those of its pages that exist here have one.
"""

from __future__ import annotations

from django.urls import include, path

from access.views import (
    account,
    approvals,
    covering,
    entering,
    locking,
    passkeys,
    recovery_codes,
    roster,
    shift_codes,
)

_own = [
    path("masuk/", entering.sign_in, name="sign_in"),
    path("masuk/kode/", entering.second_step, name="code"),
    path("masuk/kunci/", passkeys.sign_in, name="sign_in_with_passkey"),
    path("masuk/lagi/", entering.again, name="step_up"),
    path("masuk/lagi/kunci/", passkeys.again, name="step_up_with_passkey"),
    path("keluar/", entering.SignOut.as_view(), name="sign_out"),
    path("terkunci/", locking.Lock.as_view(), name="lock"),
    path("terkunci/buka/", locking.Unlock.as_view(), name="unlock"),
    path("terkunci/kunci/", locking.UnlockWithPasskey.as_view(), name="unlock_with_passkey"),
    path("terkunci/peringatan/", locking.Alarms.as_view(), name="alarms"),
    path("masih-di-sini/", locking.StillHere.as_view(), name="still_here"),
    path("akun/", account.Account.as_view(), name="account"),
    path("akun/giliran/akhiri/", account.EndSessions.as_view(), name="end_sessions"),
    path("akun/sandi/", account.Password.as_view(), name="password"),
    path("akun/kunci/", passkeys.AddPasskey.as_view(), name="add_passkey"),
    path("akun/kunci/hapus/", passkeys.RemovePasskey.as_view(), name="remove_passkey"),
    path("akun/kode-pemulihan/", recovery_codes.MakeRecoveryCodes.as_view(), name="recovery_codes"),
    path("akun/faktor-kedua/", account.SetUpSecondFactor.as_view(), name="second_factor"),
    path("kode-giliran/", shift_codes.GiveShiftCode.as_view(), name="shift_code"),
    path("jadwal-piket/", roster.Roster.as_view(), name="roster"),
    path("jadwal-piket/<uuid:pk>/hapus/", roster.Strike.as_view(), name="strike_duty"),
    path("akun/persetujuan/", approvals.Approvals.as_view(), name="approvals"),
    path("akun/persetujuan/<uuid:pk>/", approvals.Approve.as_view(), name="approve_account"),
    path("akun/persetujuan/pengganti/", approvals.ApproveCover.as_view(), name="approve_cover"),
    path("akun/persetujuan/pengganti/<uuid:pk>/cabut/", approvals.WithdrawCover.as_view(), name="withdraw_cover"),
    path("akun/pengganti/", covering.Covers.as_view(), name="covers"),
    path("akun/pengganti/<uuid:pk>/tugaskan/", covering.BeginCover.as_view(), name="begin_cover"),
    path("akun/pengganti/<uuid:pk>/akhiri/", covering.EndCover.as_view(), name="end_cover"),
    path("akun/semua/", account.Accounts.as_view(), name="accounts"),
    path("akun/semua/<uuid:pk>/tutup/", account.ChangeAccount.as_view(closing=True), name="close_account"),
    path("akun/semua/<uuid:pk>/buka/", account.ChangeAccount.as_view(closing=False), name="reopen_account"),
]

urlpatterns = [
    path("", include((_own, "access"))),
    path("masuk/", entering.sign_in, name="account_login"),
    path("masuk/kode/", entering.second_step, name="mfa_authenticate"),
    path("masuk/lagi/", entering.again, name="account_reauthenticate"),
]
