"""One process is one world: randomness, clock and hash seed are pinned before anything of Django is loaded.

Nothing is normalised afterwards: a normaliser would hide leaks.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import random
import secrets
import tempfile
import types
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

MOMENT = datetime(2026, 11, 24, 2, 10, tzinfo=UTC)
SEED = "two worlds"
STEP = timedelta(microseconds=50)


def begin(home: Path) -> None:
    """Settings, seeds and Django itself; must be called before any import of the product."""
    if os.environ.get("PYTHONHASHSEED") != "0":
        raise SystemExit("run with PYTHONHASHSEED=0")
    os.environ["DJANGO_SETTINGS_MODULE"] = "settings.test"
    os.environ["LINDUNG_TEST_ROOT"] = str(home)
    import django

    _numbered_savepoints()
    django.setup()
    from django.conf import settings

    tempfile.tempdir = str(settings.HOME / "tmp")  # what is forgotten there is found with all other files
    Path(tempfile.tempdir).mkdir()
    tempfile._name_sequence = map(str, itertools.count())


def ideal_cipher() -> None:
    """Sealing becomes a pseudo-random function of nonce, place and length, with the plain text aside.

    What lies at rest then compares whole, lengths included: equal bytes mean that not even a digest of a ciphertext
    tells two places apart. The real cipher is tested by known answers (tests/vault) and by the canary scan.
    """
    from audit import house
    from shelters.actions import keeping
    from vault import cipher, entropy, spool, unseal, unspool
    from vault.errors import SealBroken

    plain: dict[bytes, bytes] = {}

    def seal(key, place, row, revision, block) -> bytes:
        written, nonce = revision.to_bytes(4, "big"), entropy.random_bytes(12)
        body = hashlib.shake_256(nonce + key.places[place] + row.bytes + written).digest(len(block) + 16)
        envelope = key.prefix + written + nonce + body
        plain[envelope] = block
        return envelope

    def open_envelope(key, place, row, envelope) -> bytes:
        try:
            return plain[bytes(envelope)]
        except KeyError:
            raise SealBroken("context") from None

    # what a reference stands for is held by a salted digest: ideally it tells nothing but that a salt was drawn
    house.combined = lambda meaning: hashlib.sha256(meaning["salt"].encode()).hexdigest()
    take_over = keeping.take_over

    def taken_over(case_id) -> None:
        with aside(f"kept cards of {case_id}"):  # how many there are shows in no draw that follows, nor in the clock
            take_over(case_id)

    keeping.take_over = taken_over
    cipher.seal = seal
    unseal.open_envelope = open_envelope
    spool.SUITE = unspool.SUITE = _Letters()


class _Letters:
    """Letters of the spool by the same idea: `cryptography` draws a letter's key by itself, which no seed reaches."""

    def __init__(self) -> None:
        self.plain: dict[bytes, bytes] = {}

    def encrypt(self, block: bytes, _public, info: bytes) -> bytes:
        from vault import entropy

        drawn = entropy.random_bytes(32)
        letter = drawn + hashlib.shake_256(drawn + info).digest(len(block) + 16)
        self.plain[letter] = block
        return letter

    def decrypt(self, letter: bytes, _private, info: bytes) -> bytes:
        return self.plain[letter]


def numbered_message_ids() -> None:
    """The names of mails come from a counter instead of the machine's process number and clock."""
    from django.core.mail import message

    numbers = itertools.count()
    message.make_msgid = lambda **_: f"<{next(numbers)}@lindung.example>"


def _numbered_savepoints() -> None:
    """The names of savepoints come from their count alone, not from where the machine put the thread."""
    import _thread

    from django.db.backends.base import base

    base._thread = types.SimpleNamespace(**vars(_thread) | {"get_ident": lambda: 1})


def keys_of(folder: Path) -> None:
    """Keys of certificates come from FOLDER, in order, instead of being generated."""
    from cryptography.hazmat.primitives import serialization

    from disclosure import authority

    kept = (path.read_bytes() for path in sorted(folder.iterdir()))
    authority.rsa = types.SimpleNamespace(
        generate_private_key=lambda **_: serialization.load_pem_private_key(next(kept), None)
    )


def clock():
    """The frozen clock of this process, inside `pinned`."""
    return _clock[0]


_clock: list = []


@contextmanager
def pinned() -> Iterator[None]:
    """A frozen clock, and one seeded source behind ours, Django's and the standard library's randomness."""
    import time_machine

    from vault import entropy

    _drawing[:] = [_Stream(SEED)]
    kept = secrets.choice, secrets.token_bytes, secrets.token_hex, secrets.token_urlsafe, os.urandom
    secrets.choice = lambda some: _drawing[-1].draw.choice(some)  # Django's tokens and session keys come from `secrets`
    secrets.token_bytes = lambda n=32: _drawing[-1].draw.randbytes(n or 32)
    secrets.token_hex = lambda n=32: _drawing[-1].draw.randbytes(n or 32).hex()
    secrets.token_urlsafe = lambda n=32: _drawing[-1].draw.randbytes(n or 32).hex()
    os.urandom = lambda n: _drawing[-1].draw.randbytes(n)  # a passkey's challenge
    try:
        with time_machine.travel(MOMENT, tick=False) as clock:
            _clock[:] = [clock]

            def source(size: int) -> bytes:
                clock.shift(STEP)  # the clock moves by what is done, not by how long it takes
                return _drawing[-1].seeded(size)

            with entropy.use(source):
                yield
    finally:
        secrets.choice, secrets.token_bytes, secrets.token_hex, secrets.token_urlsafe, os.urandom = kept


class _Stream:
    """A seeded source for our own randomness, and one for the standard library's."""

    def __init__(self, seed: str) -> None:
        from vault import entropy

        self.seeded, self.draw = entropy.seeded(seed), random.Random(seed)


_drawing: list[_Stream] = []


@contextmanager
def aside(name: str) -> Iterator[None]:
    """What is drawn inside comes from a stream of its own, and takes one second, however much is drawn.

    For a reader's look: a reader's page may differ between worlds, so it may draw another number of tokens, which in
    life tells nobody anything. What the look leaves behind is compared like all else.
    """
    if not _clock:  # nothing is pinned
        yield
        return
    began = datetime.now(UTC)
    _drawing.append(_Stream(f"{SEED}: {name}"))
    try:
        yield
    finally:
        _drawing.pop()
        clock().move_to(began + timedelta(seconds=1))
