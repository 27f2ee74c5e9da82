"""Where log records go: one stream without request bodies, query strings or addresses.

Django's default handler mails whole requests to administrators, POST bodies included; it is not installed here.
Tracebacks name exception types only: the message of an exception may hold a value.
"""

from __future__ import annotations

import logging
import os
import re
import sys
import threading
import traceback
from types import TracebackType

from django.core.exceptions import ImproperlyConfigured
from django.db.utils import OperationalError

from vault.errors import VaultError

SAY_NO_VALUE = (ImproperlyConfigured, ImportError, OperationalError, VaultError)  # of settings, code, database, keys


class Opaque(logging.Formatter):
    """Formats a record without what could hold a value: no query strings, no exception messages, no locals.

    A request stands there by its route, not by its path: the id of a file tells which file was asked about, and when.
    """

    _query = re.compile(r"\?\S*")

    def format(self, record: logging.LogRecord) -> str:
        said, request = super().format(record), getattr(record, "request", None)
        if len(path := getattr(request, "path", "")) > 1:
            match = getattr(request, "resolver_match", None)
            said = said.replace(path, f"/{match.route}" if match else "(no such page)")
        return self._query.sub("", said)

    def formatException(self, ei) -> str:
        kind, _, tb = ei
        return where_it_broke(kind, tb)


def where_it_broke(kind: type[BaseException] | None, tb: TracebackType | None) -> str:
    """The kind of exception and its frames, by file, line and name; empty where nothing broke."""
    if kind is None:
        return ""
    frames = "".join(f"  {f.filename}:{f.lineno} in {f.name}\n" for f in traceback.extract_tb(tb))
    return f"{kind.__module__}.{kind.__qualname__} at\n{frames}".rstrip()


def what_ended_it(kind: type[BaseException], error: BaseException | None, tb: TracebackType | None) -> str:
    """The same, for whoever runs what it ended, with what the error says, if its kind never says a value."""
    broke = where_it_broke(kind, tb)
    if isinstance(error, SAY_NO_VALUE):
        return f"{broke}\n{error}"
    return f"{broke}\n{os.strerror(error.errno)}" if isinstance(error, OSError) and error.errno else broke


class Ending(Opaque):
    """As `Opaque`, for a process that tells of its own end through a log."""

    def formatException(self, ei) -> str:
        return what_ended_it(*ei)


def tell_no_values() -> None:
    """From now on whatever ends this process or a thread, or breaks where nobody catches it, is told by its kind and
    its place: Python itself would print messages and causes, whole objects, and the arguments of a log record."""

    def tell(kind: type[BaseException], error: BaseException | None, tb: TracebackType | None) -> None:
        sys.stderr.write(f"{what_ended_it(kind, error, tb)}\n")

    logging.raiseExceptions = False
    sys.excepthook = tell
    threading.excepthook = lambda args: tell(args.exc_type, args.exc_value, args.exc_traceback)
    sys.unraisablehook = lambda args: tell(args.exc_type, args.exc_value, args.exc_traceback)


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"opaque": {"()": Opaque, "format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "opaque"}},
    "root": {"handlers": ["stream"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stream"], "level": "WARNING", "propagate": False},
        # a slow statement's parameters are values
        "django.db.backends": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
