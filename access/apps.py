from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "access"
    label = "access"
    verbose_name = "who may see what"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from access import checks, receivers  # noqa: F401  (checks registers itself)

        receivers.connect()
