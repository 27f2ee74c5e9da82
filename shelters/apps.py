"""Registers safe houses with the ports of the packages below."""

from django.apps import AppConfig


class SheltersConfig(AppConfig):
    name = "shelters"
    label = "shelters"
    verbose_name = "where she sleeps"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from shelters import registration

        registration.register()
