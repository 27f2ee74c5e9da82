"""Root keys on a PKCS#11 token (a hardware security module): made there, used there, never seen outside.

A root is two keys of one label, since a token binds a key to one kind of use: an AES-256 key that wraps and a
256-bit secret for HMAC. Both are sensitive, not extractable, and made by the token itself.

- **Wrapping is CKM_AES_GCM**, with the context as its additional data: the only one of a token's mechanisms that
  binds a context as the other providers do (CKM_AES_KEY_WRAP takes none). The nonce comes from `vault.entropy`, so
  that all randomness has one source; a token that insists on making its own nonces can't be used.
- **The MAC is CKM_SHA256_HMAC** over the framed label and the message, in the token: one key, a domain per label.
- **The log's signing key** is the HMAC of its label under the AUDIT root, so the same at each start. The process holds
  this derived key while it signs, as with every provider; the root stays inside.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from itertools import combinations
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from vault import entropy
from vault.errors import RootsRefused
from vault.framing import framed
from vault.providers.base import NONCE_SIZE, ROOT_SIZE, SIGNATURE_LABEL, Provider, broken, equal
from vault.providers.pkcs11_session import TokenSession
from vault.purpose import Purpose

if TYPE_CHECKING:
    import pkcs11

Key = Any  # python-pkcs11 gives a key its verbs only when it runs
TAG_SIZE = 16
#: The nonce of what tells two AES roots apart; as a random one it would come up once in 2^96.
CHECK_NONCE = b"\xff" * NONCE_SIZE
CHECK_LABEL = b"lindung root fingerprint 1"


def label_of(purpose: Purpose) -> str:
    """What both keys of a root are called on the token."""
    return f"lindung {purpose}"


class Pkcs11Provider(Provider):
    """The token that VAULT_PKCS11_TOKEN names, with the PIN that lies in VAULT_PKCS11_PIN_FILE."""

    unsplittable = (
        "The {purpose} root never leaves its token, so it can't be split onto paper: copy the whole token to a second "
        "one by its maker's own means, keep that elsewhere, and try it once a year (docs/operate-keys.md)."
    )
    unrestorable = (
        "The {purpose} root is made inside its token and can't be put there from paper: connect the token's copy, or "
        "restore with VAULT_PROVIDER=file if it was split under that provider."
    )

    def __init__(self) -> None:
        self._token = TokenSession()

    def wrap(self, purpose: Purpose, context: bytes, secret: bytes) -> bytes:
        nonce = entropy.random_bytes(NONCE_SIZE)
        return nonce + self._with_key(purpose, "AES", lambda key: key.encrypt(secret, **_gcm(nonce, context)))

    def unwrap(self, purpose: Purpose, context: bytes, wrapped: bytes) -> bytes:
        nonce, rest = wrapped[:NONCE_SIZE], wrapped[NONCE_SIZE:]
        if len(rest) < TAG_SIZE:
            raise broken(purpose)

        def open_it(key: Key) -> bytes:
            from pkcs11 import PKCS11Error

            try:
                return key.decrypt(rest, **_gcm(nonce, context))
            except PKCS11Error:
                _check_value(key)  # raises when it's the token that fails, not the wrap
                raise broken(purpose) from None

        return self._with_key(purpose, "AES", open_it)

    def mac(self, label: str, message: bytes) -> bytes:
        return self._hmac(Purpose.INDEX, framed(b"lindung index 1", label.encode()) + message)

    def signing_key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self._hmac(Purpose.AUDIT, SIGNATURE_LABEL))

    def fingerprint(self, purpose: Purpose) -> str:
        parts = [self._with_key(purpose, kind, _check_value) for kind in KINDS]
        return hashlib.sha256(b"".join([purpose.encode(), *parts])).digest()[:8].hex()

    def health(self) -> list[str]:
        try:
            return self._token.run(self._wrong)
        except RootsRefused as refusal:
            return [str(refusal)]

    def missing(self) -> list[Purpose]:
        return self._token.run(lambda session: [purpose for purpose in Purpose if _absent(session, purpose)])

    def make(self, purpose: Purpose) -> None:
        def make_both(session: pkcs11.Session) -> None:
            for kind in _absent(session, purpose):
                session.generate_key(*_kind_and_size(kind), label=label_of(purpose), template=_template(kind))

        self._token.change(make_both)

    def destroy(self, purpose: Purpose) -> None:
        def destroy_all(session: pkcs11.Session) -> None:
            for key in _found(session, purpose):
                key.destroy()

        self._token.change(destroy_all)

    def close(self) -> None:
        self._token.close()

    def _hmac(self, purpose: Purpose, message: bytes) -> bytes:
        from pkcs11 import Mechanism

        return self._with_key(purpose, "HMAC", lambda key: key.sign(message, mechanism=Mechanism.SHA256_HMAC))

    def _with_key(self, purpose: Purpose, kind: str, work: Callable[[Key], bytes]) -> bytes:
        def in_session(session: pkcs11.Session) -> bytes:
            key = self._token.keys.get((purpose, kind))
            if key is None:
                found = [key for key in _found(session, purpose) if key.key_type == _kind_and_size(kind)[0]]
                if len(found) != 1:
                    raise RootsRefused((_miscounted(purpose, found) or [_lost(purpose)])[0])
                key = self._token.keys[purpose, kind] = found[0]
            return work(key)

        return self._token.run(in_session)

    def _wrong(self, session: pkcs11.Session) -> list[str]:
        """Everything about the token's keys that forbids a start."""
        wrong = _unable(session)
        if wrong:
            return wrong
        values: dict[tuple[str, Purpose], bytes] = {}
        for purpose in Purpose:
            keys = _found(session, purpose)
            wrong += _miscounted(purpose, keys)
            for key in keys:
                wrong += [sentence for sentence in _unfit(purpose, key) if sentence not in wrong]
                values[key.key_type.name, purpose] = _check_value(key)
        for (kind, one), (another, other) in combinations(values, 2):
            if kind == another and values[kind, one] == values[kind, other] and equal(one, other) not in wrong:
                wrong.append(equal(one, other))
        return wrong


KINDS = ("AES", "HMAC")


def _kind_and_size(kind: str) -> tuple[pkcs11.KeyType, int]:
    from pkcs11 import KeyType

    return (KeyType.AES if kind == "AES" else KeyType.GENERIC_SECRET), 8 * ROOT_SIZE


def _template(kind: str) -> dict[pkcs11.Attribute, bool]:
    from pkcs11 import Attribute as A

    uses = {A.ENCRYPT: kind == "AES", A.DECRYPT: kind == "AES", A.SIGN: kind == "HMAC", A.VERIFY: False}
    never = dict.fromkeys((A.EXTRACTABLE, A.MODIFIABLE, A.WRAP, A.UNWRAP, A.DERIVE), False)
    return {A.TOKEN: True, A.PRIVATE: True, A.SENSITIVE: True} | uses | never


def _gcm(nonce: bytes, context: bytes) -> dict[str, Any]:
    from pkcs11 import GCMParams, Mechanism

    return {"mechanism": Mechanism.AES_GCM, "mechanism_param": GCMParams(nonce, context, 8 * TAG_SIZE)}


def _found(session: pkcs11.Session, purpose: Purpose) -> list[Key]:
    """The keys that bear a root's label; both, when all is well."""
    from pkcs11 import Attribute, ObjectClass

    wanted = {Attribute.CLASS: ObjectClass.SECRET_KEY, Attribute.LABEL: label_of(purpose), Attribute.TOKEN: True}
    return list(session.get_objects(wanted))  # type: ignore[arg-type]


def _absent(session: pkcs11.Session, purpose: Purpose) -> list[str]:
    """Which of a root's two keys are not on the token; one alone, left by a making that was cut off, is no root."""
    there = {key.key_type for key in _found(session, purpose)}
    return [kind for kind in KINDS if _kind_and_size(kind)[0] not in there]


def _check_value(key: Key) -> bytes:
    """What tells two keys of a kind apart: a MAC of nothing under each."""
    from pkcs11 import KeyType, Mechanism

    if key.key_type == KeyType.AES:
        return key.encrypt(b"", **_gcm(CHECK_NONCE, CHECK_LABEL))
    return key.sign(CHECK_LABEL, mechanism=Mechanism.SHA256_HMAC)


def _lost(purpose: Purpose) -> str:
    return (
        f"The {purpose} root is missing on the token: run `manage.py init_keys` on a new installation, else connect "
        "the token that holds it."
    )


def _miscounted(purpose: Purpose, keys: list[Key]) -> list[str]:
    if len({key.key_type for key in keys}) < len(keys):
        return [f"Several keys on the token share the name `{label_of(purpose)}`: remove those that are not the root."]
    return [_lost(purpose)] if len(keys) < len(KINDS) else []


def _unfit(purpose: Purpose, key: Key) -> list[str]:
    from pkcs11 import Attribute as A

    if key[A.LOCAL] and key[A.SENSITIVE] and key[A.NEVER_EXTRACTABLE]:
        return []
    return [
        f"The {purpose} root was brought onto the token from outside, or may leave it: remove it and let "
        "`manage.py init_keys` of a new installation make one inside."
    ]


def _unable(session: pkcs11.Session) -> list[str]:
    from pkcs11 import Mechanism

    able = session.token.slot.get_mechanisms()
    lacking = [name.name for name in (Mechanism.AES_GCM, Mechanism.SHA256_HMAC) if name not in able]
    return [f"The token can't do {' and '.join(lacking)}: use one that can."] if lacking else []
