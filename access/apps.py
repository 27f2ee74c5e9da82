from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    name = "access"
    label = "access"
    verbose_name = "who may see what"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from access import checks, examples, navigation, receivers  # noqa: F401  (checks registers itself)
        from access.models import Duty, Staff
        from access.permissions import Permission

        receivers.connect()
        for name in ("access:close_account", "access:reopen_account"):
            examples.register(name, lambda: Staff.objects.order_by("username").values("pk"))
        examples.register("access:strike_duty", lambda: Duty.objects.order_by("begins", "pk").values("pk"))
        for place in (
            navigation.Place(_("Semua akun"), "access:accounts", Permission.SERVICE_ACCOUNTS, "people", order=20),
            navigation.Place(
                _("Kode satu giliran"), "access:shift_code", Permission.SERVICE_SHIFT_CODE, "key", order=90
            ),
            navigation.Place(_("Jadwal piket"), "access:roster", Permission.SERVICE_ROSTER, "calendar-week", order=85),
        ):
            navigation.register(place)
