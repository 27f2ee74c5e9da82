"""One logged-in session with a PKCS#11 token, and what a token's errors mean to whoever runs the server.

The library is loaded when a token is first used, so an installation without one needs none.
"""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakSet

from django.conf import settings

from vault.errors import RootsAway, RootsRefused
from vault.providers.environment import said

if TYPE_CHECKING:
    import pkcs11

T = TypeVar("T")

PIN = "VAULT_PKCS11_PIN"

_sessions: WeakSet[TokenSession] = WeakSet()


class TokenSession:
    """This process's session: opened at first use, shared by its threads one at a time, opened anew after a fork.

    A session that was lost (token pulled and put back, logged out by somebody) is opened once more before giving up.
    A wrong PIN is never tried twice: a token locks itself after a few.
    """

    def __init__(self) -> None:
        self._start()
        _sessions.add(self)

    def _start(self) -> None:
        self._lock = threading.RLock()
        self._session: pkcs11.Session | None = None
        self._forked = False
        self._refused: RootsAway | None = None
        self.keys: dict[object, pkcs11.SecretKey] = {}  # found in this session

    def after_fork(self) -> None:
        """In the child: what was open is the parent's. It is left as it is, the library set up anew at first use."""
        self._start()
        self._forked = True

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

    def _open(self) -> pkcs11.Session:
        import pkcs11

        if self._refused is not None:
            raise self._refused
        library, label, pin = settings.VAULT_PKCS11_LIBRARY, settings.VAULT_PKCS11_TOKEN, _pin()
        if not (library and label and pin):
            raise RootsRefused(
                f"The token is not named: set VAULT_PKCS11_LIBRARY, VAULT_PKCS11_TOKEN and {PIN}_FILE "
                "(docs/operate-keys.md)."
            )
        try:
            loaded = pkcs11.lib(library)
            if self._forked:
                with suppress(pkcs11.PKCS11Error):  # a library may hold that the child never began
                    loaded.finalize()
                loaded.initialize()
                self._forked = False
        except pkcs11.PKCS11Error:
            raise RootsAway(
                f"The library of the token can't be loaded: install it, or set VAULT_PKCS11_LIBRARY (now {library})."
            ) from None
        try:
            token = loaded.get_token(token_label=label)
        except pkcs11.MultipleTokensReturned:
            raise RootsRefused(f"Two tokens are called {label}: disconnect the one that holds no roots.") from None
        except pkcs11.PKCS11Error:
            with suppress(pkcs11.PKCS11Error):
                loaded.finalize()  # a token that comes back is seen by a library that starts anew
            raise RootsAway(
                f"The token {label} is away: connect it, or name the one that holds the roots in VAULT_PKCS11_TOKEN."
            ) from None
        try:
            self._session = token.open(rw=True, user_pin=pin)
        except pkcs11.UserAlreadyLoggedIn:
            self._session = token.open(rw=True)
        return self._session

    def _told(self, trouble: Exception) -> RootsAway:
        import pkcs11

        label = settings.VAULT_PKCS11_TOKEN
        if isinstance(trouble, (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange)):
            self._refused = RootsAway(
                f"The token {label} refuses the PIN: put the right one in {PIN}_FILE and start again; it is not tried "
                "twice, since a token locks itself after a few wrong ones."
            )
            return self._refused
        if isinstance(trouble, (pkcs11.PinLocked, pkcs11.PinExpired, pkcs11.UserPinNotInitialized)):
            self._refused = RootsAway(
                f"The token {label} is locked: let its security officer set a new PIN, put that in {PIN}_FILE and "
                "start again."
            )
            return self._refused
        return RootsAway(
            f"The token {label} does not do its work ({type(trouble).__name__}): see that it is connected and "
            "unlocked, then try again."
        )


def _pin() -> str:
    file = os.environ.get(f"{PIN}_FILE")
    try:
        if file and stat.S_IMODE(Path(file).stat().st_mode) & 0o077:
            raise RootsRefused(f"The token's PIN can be read by others: chmod 600 {file}.")
        return said(PIN)
    except (OSError, UnicodeDecodeError):
        raise RootsRefused(f"The token's PIN can't be read: put it in {file}, or name another in {PIN}_FILE.") from None


def _after_fork() -> None:
    for session in list(_sessions):
        session.after_fork()


os.register_at_fork(after_in_child=_after_fork)
