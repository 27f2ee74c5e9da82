"""Registers referrals with the ports of the packages below."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "referrals"
    label = "referrals"
    verbose_name = "to other agencies and back"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from referrals import registration

        registration.register()
