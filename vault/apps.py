from django.apps import AppConfig
from django.core.checks import Tags, register


class VaultConfig(AppConfig):
    name = "vault"
    label = "vault"
    verbose_name = "what is sealed"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from vault.checks import (
            bucket_is_fit,
            keyring_is_fit,
            keys_are_rehearsed,
            sealed_files_have_a_place,
            spool_is_fit,
            text_columns_are_sealed,
        )

        register(text_columns_are_sealed, Tags.models)
        register(keyring_is_fit, Tags.security, deploy=True)
        register(spool_is_fit, Tags.security, deploy=True)
        register(sealed_files_have_a_place, Tags.security)
        register(bucket_is_fit, Tags.security, deploy=True)
        register(keys_are_rehearsed, Tags.security)
