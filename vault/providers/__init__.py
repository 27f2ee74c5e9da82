"""Where root keys live. A provider is chosen by the setting VAULT_PROVIDER."""

from __future__ import annotations

from django.conf import settings

from vault.errors import RootsRefused
from vault.providers.base import Provider
from vault.providers.environment import EnvironmentProvider
from vault.providers.file import FileProvider
from vault.providers.pkcs11 import Pkcs11Provider

PROVIDERS: dict[str, type[Provider]] = {
    "file": FileProvider,
    "environment": EnvironmentProvider,
    "pkcs11": Pkcs11Provider,
}


def chosen() -> Provider:
    """The provider that the settings name, not yet opened."""
    name = settings.VAULT_PROVIDER
    if name not in PROVIDERS:
        raise RootsRefused(f"VAULT_PROVIDER names no provider: set it to one of {', '.join(sorted(PROVIDERS))}.")
    return PROVIDERS[name]()
