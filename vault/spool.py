"""The spool: letters to ourselves, written while the key provider is away and opened when it is back.

A letter is one file of exactly one size: HPKE (RFC 9180, base mode: X25519 with HKDF-SHA256, ChaCha20-Poly1305) to the
spool's public key, bound to the file's name; first the encapsulated key, then ciphertext and tag. Whoever writes one
needs the public key alone. The private one is wrapped under the CASE root and kept in the keyring's own store, so
nothing that lies here opens without the provider. The way back is in `vault.unspool`. What a letter says is nobody's
business here; of one desk is what bears one end of a name. A letter that nothing can be made of yet lies ASIDE.
"""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from django.conf import settings

from vault import entropy, keyring
from vault.errors import KeyMissing, RootsRefused, SpoolFull, VaultError
from vault.framing import framed
from vault.padding import pad
from vault.purpose import Purpose
from vault.wraps import fsync_directory

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
PRIVATE, PUBLIC = "spool-private", "spool-public"  # what the keyring's store calls the two halves
CONTEXT = b"lindung spool key 1"
LONGEST = 160 * 1024  # bytes that a letter may say
MOST = 400  # letters: what all open desks together can fill is 64 MiB
NAME = re.compile(r"[0-9a-f]{32}-[0-9a-f]{32}(-[0-9a-f]{16})?")
ASIDE = "aside"  # a folder in the spool's own
PUT_BACK = "put back keys/kept from the newest copy of the keyring's store."
FORGOTTEN = timedelta(hours=1)  # nobody is still writing then


def folder() -> Path:
    """Where the letters lie; set-up makes it, and nothing else does: a disk that was taken out must not be missed."""
    return Path(settings.SPOOL_DIR)


def info(name: str) -> bytes:
    """What a letter of this name is bound to."""
    return framed(b"lindung spool 1", name.encode("ascii"))


def make() -> None:
    """Make the key and the folder where they are missing. A key that exists is never touched."""
    if not keyring.kept(PRIVATE):
        secret = entropy.random_bytes(32)
        keyring.keep(PRIVATE, keyring.fit().wrap(Purpose.CASE, CONTEXT, secret))
    if not public():
        keyring.keep(PUBLIC, private().public_key().public_bytes_raw())
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)


def public() -> bytes:
    """The public half; empty if there is none. The provider isn't asked."""
    return keyring.kept(PUBLIC)


def private() -> X25519PrivateKey:
    """The private half, from the provider; KeyMissing if there is none."""
    wrapped = keyring.kept(PRIVATE)
    if not wrapped:
        raise KeyMissing(Purpose.CASE, "the spool")
    return X25519PrivateKey.from_private_bytes(keyring.fit().unwrap(Purpose.CASE, CONTEXT, wrapped))


def put(name: str, content: bytes, key: bytes, *, each: int = MOST, left: int = 0) -> bool:
    """Keep a letter to the public KEY, durable when this returns; False if one of that NAME lies here already.

    Raises OSError or SpoolFull if it isn't kept: where EACH lie here whose names end as this one does, or where no more
    than LEFT would find a place, which is left to others. What lies aside takes nobody's place.
    """
    if lies(name).exists():
        return False
    names = [path.name.removeprefix(".") for path in folder().iterdir()]
    ends = [name.split("-")[2:3] for name in names if NAME.match(name)]
    if len(ends) >= MOST - left or ends.count(name.split("-")[2:3]) >= each:
        raise SpoolFull("the spool holds as many letters as it may")
    block = pad(content, LONGEST, exact=True)
    return _laid(folder() / name, name, SUITE.encrypt(block, X25519PublicKey.from_public_bytes(key), info(name)))


def lies(name: str) -> Path:
    """Where the letter of this name lies, if it does."""
    aside = folder() / ASIDE / name
    return aside if aside.exists() else folder() / name


def set_aside(name: str) -> None:
    """Lay aside a letter that nothing can be made of yet: it waits and is read as before, and takes no place."""
    aside = folder() / ASIDE
    if (aside / name).exists():
        return
    aside.mkdir(mode=0o700, exist_ok=True)
    with suppress(FileNotFoundError):  # another process was faster
        os.rename(folder() / name, aside / name)
    fsync_directory(aside)
    fsync_directory(folder())


def _laid(path: Path, name: str, sealed: bytes) -> bool:
    temporary = path.with_name(f".{name}.{entropy.random_bytes(4).hex()}")
    try:
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(temporary, path)  # whole or not at all, and never over another
            new = True
        except FileExistsError:
            new = False
    finally:
        temporary.unlink(missing_ok=True)
    fsync_directory(path.parent)
    return new


def waiting() -> list[str]:
    """The names of the letters, the one that waits longest first, and after all others those that lie aside."""
    return [name for _aside, _at, name in sorted(_letters())]


def waits_since() -> datetime | None:
    """When the one that waits longest was written; None if none lies here."""
    return min((at for _aside, at, _name in _letters()), default=None)


def _letters() -> list[tuple[bool, datetime, str]]:
    found = list(folder().iterdir())
    with suppress(OSError):  # nothing was ever laid aside; whatever is wrong with that folder, the others are read
        found += (folder() / ASIDE).iterdir()
    paths = (path for path in found if NAME.fullmatch(path.name))
    return [(path.parent.name == ASIDE, at, path.name) for path in paths if (at := _written(path))]


def written(name: str) -> datetime | None:
    """When this letter was written; None if it is gone."""
    return _written(lies(name))


def remove(name: str) -> None:
    """Take away a letter that has been read; one that somebody else took away is gone, too."""
    path = lies(name)
    path.unlink(missing_ok=True)
    fsync_directory(path.parent)


def tidy(now: datetime) -> None:
    """Take away what whoever was killed while writing left behind: nobody was told that it is kept."""
    for path in folder().glob(".*"):
        written = _written(path)
        if written and NAME.match(path.name[1:]) and written < now - FORGOTTEN:
            path.unlink(missing_ok=True)


def _written(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    except FileNotFoundError:  # read and taken away meanwhile
        return None
    except OSError:  # so old that it comes first and is told of
        return datetime.fromtimestamp(0).astimezone()


def wrong() -> list[str]:
    """One sentence with its remedy for everything that would keep a letter from being kept or read. Never raises."""
    found = []
    place = folder()
    try:
        status = place.stat()
        if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid() or status.st_mode & 0o700 != 0o700:
            found.append(f"The spool can't be written: make {place} a folder of this service's own account.")
        elif status.st_mode & 0o077:
            found.append(f"The spool can be entered by others: chmod 700 {place}.")
        if not found:
            found += _keeps_nothing(place)
    except OSError:
        found.append(f"The spool is missing: run `manage.py init_keys`, or put back the disk of {place}.")
    try:
        if private().public_key().public_bytes_raw() != public():
            found.append(f"The spool's two keys don't belong together: {PUT_BACK}")
    except KeyMissing:
        found.append("The spool has no key: run `manage.py init_keys`.")
    except RootsRefused:
        pass  # the keyring's own check says so
    except (VaultError, OSError):
        found.append(f"The spool's private key can't be opened: {PUT_BACK}")
    return found


def _keeps_nothing(place: Path) -> list[str]:
    """A letter's worth of nothing is written, linked and taken away, under a name that `tidy` knows should we die."""
    name = f"{entropy.random_bytes(16).hex()}-{entropy.random_bytes(16).hex()}"
    path = place / f".{name}.tried"
    try:
        _laid(path, name, bytes(LONGEST))
        path.unlink()
    except OSError:
        return [f"The spool keeps nothing: make room on the disk of {place}, or mount it to be written."]
    return []
