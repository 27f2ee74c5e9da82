"""The keyring: one data key per owner and purpose, minted once, held for a request, shredded for good.

Data keys are random; the provider's root of their purpose wraps them and the wraps lie in the keyring's own store
(`vault.wraps`). Nothing here names what an owner is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.signals import setting_changed

from vault import entropy, events, providers, roots, wraps
from vault.datakey import ID_SIZE, SECRET_SIZE, DataKey
from vault.errors import KeyMissing, KeyShredded, RootsRefused, SealBroken
from vault.framing import framed
from vault.purpose import Purpose
from vault.sealed import Closed

__all__ = [
    "ROOTS",
    "STAFF_KEY",
    "Purpose",
    "current",
    "drop",
    "exists",
    "held",
    "ids",
    "is_shredded",
    "keep",
    "kept",
    "key",
    "mac",
    "make_roots",
    "mint",
    "mint_many",
    "renew",
    "shred",
    "signing_key",
    "start",
]

#: The owner of staff's sealed fields (purpose CASE); its key is minted when first used.
STAFF_KEY = UUID("5af00000-0000-4000-8000-000000000001")


#: What the log calls the roots themselves, beside their purpose.
ROOTS = UUID("5af00000-0000-4000-8000-000000000002")


class Keys(Closed):
    """One owner's data keys: the newest seals, each opens what it sealed."""

    __slots__ = ("by_id", "newest")

    def __init__(self, keys: Iterable[DataKey]) -> None:
        self.by_id = {key.id: key for key in keys}
        self.newest = next(reversed(self.by_id.values()))


_provider: providers.Provider | None = None
_fit = False  # whether the provider's roots were found fit in this process
Holding = dict[tuple[str, int], Keys]  # by purpose and owner, as types whose hash is quick

_held: ContextVar[Holding | None] = ContextVar("held_keys", default=None)


def provider() -> providers.Provider:
    """The provider of this process."""
    global _provider
    if _provider is None:
        _provider = providers.chosen()
    return _provider


def reset() -> None:
    """Forget the provider: settings have changed."""
    global _provider, _fit
    if _provider is not None:
        _provider.close()
    _provider, _fit = None, False
    wraps.forget()


def _settings_changed(*, setting: str, **_: object) -> None:
    if setting.startswith("VAULT_"):
        reset()


setting_changed.connect(_settings_changed, dispatch_uid="vault.keyring")


def health() -> list[str]:
    """One sentence with its remedy for everything that forbids a start; empty when all is well."""
    return provider().health() or [*roots.exchanged(provider()), *wraps.in_backups()]


def start() -> None:
    """Refuse to start on roots that are missing, equal, shared, exchanged, or kept where others read or back up."""
    global _fit
    wrong = health()
    if wrong:
        raise RootsRefused(wrong[0])
    _fit = True


def fit() -> providers.Provider:
    """The provider, its roots found fit: asked once, at the first use in this process at the latest."""
    if not _fit:
        start()
    return provider()


def make_roots() -> list[Purpose]:
    """Make the roots that are missing; one that exists is never touched, one that is in use never made anew."""
    return roots.make_missing(provider())


@contextmanager
def held() -> Iterator[None]:
    """Inside, each data key is unwrapped and expanded once; at the end all are dropped. Nested, the outer one holds."""
    if _held.get() is not None:
        yield
        return
    keys: Holding = {}
    token = _held.set(keys)
    try:
        yield
    finally:
        _held.reset(token)
        keys.clear()


def _context(purpose: Purpose, owner: UUID, key_id: bytes) -> bytes:
    return framed(b"lindung data key 1", purpose.encode(), owner.bytes, key_id)


def _wrapped(purpose: Purpose, owner: UUID) -> tuple[bytes, bytes]:
    """A new random data key: its id and its wrap."""
    key_id = entropy.random_bytes(ID_SIZE)
    secret = entropy.random_bytes(SECRET_SIZE)
    return key_id, fit().wrap(purpose, _context(purpose, owner, key_id), secret)


def unwrapped(purpose: Purpose, owner: UUID, pairs: Iterable[tuple[bytes, bytes]]) -> Keys:
    """The owner's data keys out of their (key id, wrap) pairs, as `wraps.read` gives them."""
    unwrap = fit().unwrap
    return Keys(
        DataKey(purpose, owner, key_id, unwrap(purpose, _context(purpose, owner, key_id), wrap))
        for key_id, wrap in pairs
    )


def keys_of(purpose: Purpose, owner: UUID) -> Keys:
    """The owner's data keys; from what is held, else unwrapped now."""
    holding = _held.get()
    if holding is None:
        return _first(purpose, owner)
    where = (purpose._value_, owner.int)
    keys = holding.get(where)
    if keys is None:
        keys = holding[where] = _first(purpose, owner)
    return keys


def current(purpose: Purpose, owner: UUID) -> Keys:
    """The owner's data keys as they are in the store, also where they were renewed since they were held."""
    keys = keys_of(purpose, owner)
    if _held.get() is None or list(keys.by_id) == ids(purpose, owner):
        return keys
    _drop(purpose, owner)
    return keys_of(purpose, owner)


def key(purpose: Purpose, owner: UUID, key_id: bytes) -> DataKey | None:
    """The owner's data key of this id, also one that the owner got since the keys were held."""
    return keys_of(purpose, owner).by_id.get(key_id) or current(purpose, owner).by_id.get(key_id)


def _first(purpose: Purpose, owner: UUID) -> Keys:
    if owner == STAFF_KEY:
        mint(purpose, owner)
    fit()  # what is wrong with the roots is said before what they would open is missed
    return unwrapped(purpose, owner, wraps.read(purpose, owner))


def mint(purpose: Purpose, owner_id: UUID) -> None:
    """Make the owner's data key; its wrap is durable when this returns. Does nothing when there is one."""
    try:
        wraps.read(purpose, owner_id)
    except KeyShredded:
        raise
    except KeyMissing:
        wraps.add(purpose, owner_id, *_wrapped(purpose, owner_id))


def mint_many(purpose: Purpose, owner_ids: Iterable[UUID]) -> int:
    """Mint for many owners at once, durable when this returns, at the cost of a few flushes; how many were new."""
    new = dict.fromkeys(owner for owner in owner_ids if not wraps.exists(purpose, owner))
    return wraps.add_many(purpose, ((owner, *_wrapped(purpose, owner)) for owner in new))


def renew(purpose: Purpose, owner_id: UUID, *, after: bytes = b"") -> bool:
    """Give the owner a new data key for what is sealed from now on; the earlier ones still open what they sealed.

    With AFTER only if the key of that id is the newest one: False, and nothing done, when there is a newer one.
    """
    with wraps.changing(purpose):
        pairs = wraps.read(purpose, owner_id)
        if after and pairs[-1][0] != after:
            return False
        events.key_event("key.renew", purpose, owner_id)
        wraps.replace(purpose, owner_id, [*pairs, _wrapped(purpose, owner_id)])
    _drop(purpose, owner_id)
    return True


def ids(purpose: Purpose, owner_id: UUID) -> list[bytes]:
    """The ids of the owner's data keys as they are now, newest last; nothing is unwrapped. KeyMissing without any."""
    return [key_id for key_id, _wrap in wraps.read(purpose, owner_id)]


def drop(purpose: Purpose, owner_id: UUID, key_ids: Collection[bytes]) -> None:
    """Remove earlier data keys of the owner, recorded first: what they sealed opens no more. The newest one stays."""
    with wraps.changing(purpose):
        pairs = wraps.read(purpose, owner_id)
        kept = [pair for pair in pairs[:-1] if pair[0] not in key_ids] + pairs[-1:]
        if len(kept) < len(pairs):
            events.key_event("key.drop", purpose, owner_id)
            wraps.replace(purpose, owner_id, kept)
    _drop(purpose, owner_id)


def _drop(purpose: Purpose, owner_id: UUID) -> None:
    holding = _held.get()
    if holding is not None:
        holding.pop((purpose._value_, owner_id.int), None)


def exists(purpose: Purpose, owner_id: UUID) -> bool:
    """Whether the owner has a data key that was not shredded, or that was shredded in part."""
    try:
        wraps.read(purpose, owner_id)
    except KeyMissing:
        return False
    except SealBroken:
        return True
    return True


def is_shredded(purpose: Purpose, owner_id: UUID) -> bool:
    """Whether the owner's data key was destroyed on purpose; an owner that never had one is not shredded."""
    try:
        wraps.read(purpose, owner_id)
    except KeyShredded:
        return True
    except KeyMissing:
        return False
    return False


def shred(purpose: Purpose, owner_id: UUID) -> None:
    """Destroy the owner's data key, recorded first: what it sealed cannot be opened any more, nor in any old backup.

    What a shredding left that a full disk or a fall of the machine stopped half-way goes, too.
    """
    with wraps.changing(purpose):
        with suppress(SealBroken):
            wraps.read(purpose, owner_id)
        events.key_event("key.shred", purpose, owner_id)
        wraps.replace(purpose, owner_id, None)
    _drop(purpose, owner_id)


def keep(name: str, content: bytes) -> None:
    """Keep a few bytes in the keyring's own store, durably, outside every database and its backup."""
    wraps.keep(name, content)


def kept(name: str) -> bytes:
    """What `keep` was last given under that name; empty if nothing was."""
    return wraps.kept(name)


def mac(column: str, message: bytes) -> bytes:
    """HMAC-SHA-256 under the INDEX root's own key for this column."""
    return fit().mac(column, message)


def signing_key() -> Ed25519PrivateKey:
    """The log's signing key, from the AUDIT root."""
    return fit().signing_key()
