"""One logged-in session with a PKCS#11 token, and what a token's errors mean to whoever runs the server.

The library is loaded when a token is first used, so an installation without one needs none.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakSet

from django.conf import settings

from vault import wraps
from vault.errors import RootsAway, RootsRefused

if TYPE_CHECKING:
    import pkcs11

T = TypeVar("T")

#: Kept beside the keyring: how the PIN's file stood when the token refused it.
REFUSED = "pin-refused"

_sessions: WeakSet[TokenSession] = WeakSet()
_inherited = False  # whether the library was set up by a parent, which a forked child may not use


class TokenSession:
    """This process's session: opened at first use, shared by its threads one at a time, opened anew after a fork.

    A session that was lost (token pulled and put back, logged out by somebody) is opened once more before giving up.
    A PIN that was refused is not tried again until its file changes, by no process and after no restart: a token
    locks itself after a few wrong ones.
    """

    def __init__(self) -> None:
        self.forget()
        _sessions.add(self)

    def forget(self) -> None:
        """As if nothing had been opened: in a forked child, what was open is its parent's and left as it is."""
        self._lock = threading.RLock()
        self._session: pkcs11.Session | None = None
        self.keys: dict[object, pkcs11.SecretKey] = {}  # found in this session

    def change(self, work: Callable[[pkcs11.Session], None]) -> None:
        """As `run`, in a session of its own that may make and destroy keys."""
        with self._lock:
            self.close()
            try:
                work(self._open(changing=True))
            except self._error() as trouble:
                raise self._told(trouble) from None
            finally:
                self.close()

    def run(self, work: Callable[[pkcs11.Session], T]) -> T:
        """What `work` gives; a token that refuses becomes RootsAway, or whatever error of the vault `work` raises."""
        with self._lock:
            lost = self._error()
            if self._session is not None:
                try:
                    return work(self._session)
                except lost:
                    self.close()
            try:
                return work(self._open())
            except lost as trouble:
                self.close()
                raise self._told(trouble) from None

    def close(self) -> None:
        """End the session, as far as the token still knows it."""
        with self._lock:
            self.keys.clear()
            session, self._session = self._session, None
            if session is not None:
                with suppress(self._error()):
                    session.close()

    @staticmethod
    def _error() -> type[Exception]:
        from pkcs11 import PKCS11Error

        return PKCS11Error

    def _open(self, *, changing: bool = False) -> pkcs11.Session:
        import pkcs11

        token = _token()
        try:
            self._session = token.open(rw=changing, user_pin=_pin())
        except pkcs11.UserAlreadyLoggedIn:  # another session of this process did
            self._session = token.open(rw=changing)
        except (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange):
            wraps.keep(REFUSED, _state_of_pin_file().encode("ascii"))
            raise RootsAway(_wrong_pin()) from None
        return self._session

    @staticmethod
    def _told(trouble: Exception) -> RootsAway:
        import pkcs11

        label = settings.VAULT_PKCS11_TOKEN
        if isinstance(trouble, (pkcs11.PinLocked, pkcs11.PinExpired, pkcs11.UserPinNotInitialized)):
            return RootsAway(
                f"The token {label} is locked: let its security officer set a new PIN, and put that in "
                f"{settings.VAULT_PKCS11_PIN_FILE}."
            )
        return RootsAway(
            f"The token {label} does not do its work ({type(trouble).__name__}): see that it is connected and "
            "unlocked, then try again."
        )


def _library() -> Any:
    global _inherited
    import pkcs11

    path = settings.VAULT_PKCS11_LIBRARY
    if not (path and settings.VAULT_PKCS11_TOKEN and settings.VAULT_PKCS11_PIN_FILE):
        raise RootsRefused(
            "The token is not named: set VAULT_PKCS11_LIBRARY, VAULT_PKCS11_TOKEN and VAULT_PKCS11_PIN_FILE "
            "(docs/operate-keys.md)."
        )
    try:
        loaded = pkcs11.lib(path)
        if _inherited:
            with suppress(pkcs11.PKCS11Error):  # the library may hold that this process never began
                loaded.finalize()
            loaded.initialize()
            _inherited = False
    except pkcs11.PKCS11Error:
        raise RootsAway(
            f"The library of the token can't be loaded: install it, or set VAULT_PKCS11_LIBRARY (now {path})."
        ) from None
    return loaded


def _token() -> pkcs11.Token:
    import pkcs11

    loaded, label = _library(), settings.VAULT_PKCS11_TOKEN
    try:
        return loaded.get_token(token_label=label)
    except pkcs11.MultipleTokensReturned:
        raise RootsRefused(f"Two tokens are called {label}: disconnect the one that holds no roots.") from None
    except pkcs11.PKCS11Error:
        with suppress(pkcs11.PKCS11Error):
            loaded.finalize()  # a token that comes back is seen by a library that starts anew
        raise RootsAway(
            f"The token {label} is away: connect it, or name the one that holds the roots in VAULT_PKCS11_TOKEN."
        ) from None


def _state_of_pin_file() -> str:
    """Differs once somebody has written another PIN."""
    status = os.stat(settings.VAULT_PKCS11_PIN_FILE)
    return f"{status.st_ino} {status.st_mtime_ns}"


def _wrong_pin() -> str:
    return (
        f"The token {settings.VAULT_PKCS11_TOKEN} refuses the PIN: put the right one in "
        f"{settings.VAULT_PKCS11_PIN_FILE}; until then it is not tried again, since a token locks itself after a few "
        "wrong ones."
    )


def _pin() -> str:
    """The PIN, read each time it is needed and kept nowhere."""
    path = Path(settings.VAULT_PKCS11_PIN_FILE)
    try:
        readable = path.stat().st_mode & 0o077
        pin = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise RootsRefused(f"The token's PIN can't be read: put it in {path}, a file of mode 0600.") from None
    if readable:
        raise RootsRefused(f"The token's PIN can be read by others: chmod 600 {path}.")
    if wraps.kept(REFUSED).decode("ascii") == _state_of_pin_file():
        raise RootsAway(_wrong_pin())
    return pin


def _after_fork() -> None:
    global _inherited
    _inherited = True
    for session in list(_sessions):
        session.forget()


os.register_at_fork(after_in_child=_after_fork)
