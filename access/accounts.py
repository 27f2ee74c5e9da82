"""What happens to accounts. Making one, and giving a role, is a command on the server, not a page: an administrator
who could make a reader could read."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from access import events
from access.errors import Refused
from access.models import Staff


@events.recorded("account.close")
def close_account(staff: Staff, *, by: Staff) -> Staff:
    """Nobody signs in to it any more; sessions that are open end with their next request."""
    if staff.pk == by.pk:
        raise Refused(_("Akun Anda sendiri tidak dapat Anda tutup. Tidak ada yang berubah. Minta administrator lain."))
    staff.is_active = False
    staff.save(update_fields=["is_active"])
    return staff


@events.recorded("account.reopen")
def reopen_account(staff: Staff, *, by: Staff) -> Staff:
    """The person signs in again with the factors they had."""
    staff.is_active = True
    staff.save(update_fields=["is_active"])
    return staff


@events.recorded("account.password")
def change_password(staff: Staff, *, password: str, by: Staff) -> Staff:
    """The new password counts from now on; this person's other sessions end."""
    staff.set_password(password)
    staff.save(update_fields=["password"])
    return staff
