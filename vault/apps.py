from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "vault"
    label = "vault"
    verbose_name = "what is sealed"
    default_auto_field = "django.db.models.BigAutoField"
