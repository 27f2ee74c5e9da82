from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    name = "access"
    label = "access"
    verbose_name = "who may see what"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from access import checks, examples, navigation, receivers  # noqa: F401  (checks registers itself)
        from access.models import Cover, Duty, Staff
        from access.permissions import Permission

        receivers.connect()
        for name in ("access:close_account", "access:reopen_account", "access:approve_account"):
            examples.register(name, lambda: Staff.objects.order_by("username").values("pk"))
        examples.register("access:strike_duty", lambda: Duty.objects.order_by("begins", "pk").values("pk"))
        for name in ("access:withdraw_cover", "access:begin_cover", "access:end_cover"):
            examples.register(name, lambda: Cover.objects.order_by("staff__username", "pk").values("pk"))
        for place in (
            navigation.Place(_("Semua akun"), "access:accounts", Permission.SERVICE_ACCOUNTS, "people", order=20),
            navigation.Place(
                _("Kode satu giliran"), "access:shift_code", Permission.SERVICE_SHIFT_CODE, "key", order=90
            ),
            navigation.Place(
                _("Persetujuan akun"), "access:approvals", Permission.SERVICE_APPROVALS, "person-check", order=84
            ),
            navigation.Place(
                _("Pengganti giliran"), "access:covers", Permission.SERVICE_COVER, "arrow-left-right", order=86
            ),
            navigation.Place(_("Jadwal piket"), "access:roster", Permission.SERVICE_ROSTER, "calendar-week", order=85),
        ):
            navigation.register(place)
