"""Where log records go: one stream without request bodies, query strings or addresses.

Django's default handler mails whole requests to administrators, POST bodies included; it is not installed here.
Tracebacks name exception types only: the message of an exception may hold a value.
"""

from __future__ import annotations

import logging
import re
import traceback
from types import TracebackType


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


def where_it_broke(kind: type[BaseException], tb: TracebackType | None) -> str:
    """The kind of exception and its frames, by file, line and name."""
    frames = "".join(f"  {f.filename}:{f.lineno} in {f.name}\n" for f in traceback.extract_tb(tb))
    return f"{kind.__module__}.{kind.__qualname__} at\n{frames}".rstrip()


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
