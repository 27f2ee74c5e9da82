"""The same installation on each provider: made, and spoiled in the ways that the contract speaks of."""

from __future__ import annotations

import os
from pathlib import Path

from tests.vault import softhsm
from vault import keyring
from vault.providers.environment import variable
from vault.providers.file import root_path
from vault.purpose import Purpose


class FileInstallation:
    """Five files."""

    name = "file"

    def __init__(self, settings, folder: Path, monkeypatch) -> None:
        self.monkeypatch = monkeypatch
        self.folder = folder
        settings.VAULT_PROVIDER = self.name
        settings.VAULT_KEYS_DIR = folder / "keys"
        self.prepare(settings)

    def prepare(self, settings) -> None: ...

    def make(self) -> None:
        keyring.make_roots()

    def lose(self, purpose: Purpose) -> None:
        root_path(purpose).unlink()

    def equal(self, one: Purpose, other: Purpose) -> None:
        root_path(other).write_bytes(root_path(one).read_bytes())

    def share(self, one: Purpose, other: Purpose) -> None:
        root_path(other).unlink()
        os.link(root_path(one), root_path(other))

    def exchange(self, purpose: Purpose) -> None:
        root_path(purpose).write_text(os.urandom(32).hex())

    def roots(self) -> list[bytes]:
        """The roots as far as anybody can read them."""
        return [bytes.fromhex(root_path(purpose).read_text()) for purpose in Purpose]


class EnvironmentInstallation(FileInstallation):
    """Five variables, each naming a file as a supervisor lays it out."""

    name = "environment"

    def path(self, purpose: Purpose) -> Path:
        return self.folder / "secrets" / purpose

    def make(self) -> None:
        (self.folder / "secrets").mkdir(exist_ok=True)
        for purpose in Purpose:
            self.exchange(purpose)
            self.monkeypatch.setenv(f"{variable(purpose)}_FILE", str(self.path(purpose)))
        keyring.make_roots()

    def lose(self, purpose: Purpose) -> None:
        self.monkeypatch.delenv(f"{variable(purpose)}_FILE")

    def equal(self, one: Purpose, other: Purpose) -> None:
        self.path(other).write_bytes(self.path(one).read_bytes())

    def share(self, one: Purpose, other: Purpose) -> None:
        self.monkeypatch.setenv(f"{variable(other)}_FILE", str(self.path(one)))

    def exchange(self, purpose: Purpose) -> None:
        self.path(purpose).touch(mode=0o600)
        self.path(purpose).write_text(os.urandom(32).hex())

    def roots(self) -> list[bytes]:
        return [bytes.fromhex(self.path(purpose).read_text()) for purpose in Purpose]


class Pkcs11Installation(FileInstallation):
    """Five pairs of keys on a SoftHSM2 token."""

    name = "pkcs11"

    def prepare(self, settings) -> None:
        softhsm.initialise(self.folder)
        pin = self.folder / "pin"
        pin.write_text(softhsm.PIN)
        pin.chmod(0o600)
        settings.VAULT_PKCS11_PIN_FILE = str(pin)
        settings.VAULT_PKCS11_LIBRARY = softhsm.library()
        settings.VAULT_PKCS11_TOKEN = softhsm.LABEL

    def keys(self, purpose: Purpose) -> list:
        from pkcs11 import Attribute

        return list(softhsm.session().get_objects({Attribute.LABEL: f"lindung {purpose}"}))

    def lose(self, purpose: Purpose) -> None:
        for key in self.keys(purpose):
            key.destroy()

    def equal(self, one: Purpose, other: Purpose) -> None:
        from pkcs11 import Attribute as A
        from pkcs11 import KeyType, ObjectClass

        self.lose(one)
        self.lose(other)
        for purpose in (one, other):
            for kind, use in ((KeyType.AES, A.ENCRYPT), (KeyType.GENERIC_SECRET, A.SIGN)):
                what = {A.CLASS: ObjectClass.SECRET_KEY, A.KEY_TYPE: kind, A.VALUE: b"an imported root of 32 octets!!!"}
                softhsm.session().create_object({**what, A.LABEL: f"lindung {purpose}", A.TOKEN: True, use: True})

    def share(self, one: Purpose, other: Purpose) -> None:
        from pkcs11 import KeyType

        key = softhsm.session().generate_key(KeyType.AES, 256, label=f"lindung {other}", store=True)
        assert key.label == f"lindung {other}"

    def exchange(self, purpose: Purpose) -> None:
        self.lose(purpose)
        keyring.provider().make(purpose)

    def roots(self) -> list[bytes]:
        return []


ALL = {kind.name: kind for kind in (FileInstallation, EnvironmentInstallation, Pkcs11Installation)}
