from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "audit"
    label = "audit"
    verbose_name = "who did what"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.core.checks import register as register_check
        from django.db.models.signals import post_migrate

        from audit import action, configured, database_roles, register, registration, wiring, witnesses
        from audit.rules import limits

        post_migrate.connect(database_roles.after_migrations, dispatch_uid="audit.rights")
        action.listen()
        register.listen()
        wiring.fill()
        registration.register_all()
        register_check(witnesses.settings_are_whole)
        register_check(limits.settings_are_limits)
        register_check(configured.settings_are_short)
