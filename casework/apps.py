"""Registers the case file with the ports of the packages below."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "casework"
    label = "casework"
    verbose_name = "the case file"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from casework import registration

        registration.register()
