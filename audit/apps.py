from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "audit"
    label = "audit"
    verbose_name = "who did what"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from audit import action, register, registration, wiring

        action.listen()
        register.listen()
        wiring.fill()
        registration.register_all()
