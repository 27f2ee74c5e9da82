"""allauth as Lindung uses it: user name, password, code; no sign-up, no mail, and no addresses of machines kept."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.utils.translation import gettext_lazy as _


class ClosedAccounts(DefaultAccountAdapter):
    """Accounts are made by the service, never by whoever comes by."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": _("Terlalu banyak percobaan untuk akun ini. Tunggu beberapa menit, lalu coba lagi."),
        "username_password_mismatch": _("Nama pengguna atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi."),
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def get_login_redirect_url(self, request) -> str:
        return "/"

    def get_client_ip(self, request) -> str:
        """The same for all: an address would tell at which house somebody works."""
        return "0.0.0.0"  # noqa: S104  (stands for no address)

    def send_mail(self, *args, **kwargs) -> None:
        """No mail about accounts leaves the house."""

    def send_notification_mail(self, *args, **kwargs) -> None:
        """No mail about accounts leaves the house."""

    def add_message(self, *args, **kwargs) -> None:
        """allauth's own messages are not shown; the pages say what happened."""
