"""What the product is put together from: apps of others, databases, caches, storages. Each brings jobs or tables."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping

from django.conf import settings

from tests.two_worlds.reading_code import module_of, packages, sources

HERE = "tests/two_worlds/parts.py"
ALIKE = ("EMAIL_BACKEND", "LOGGING", "MIDDLEWARE", "TEMPLATES")  # settings that every installation has alike
OF_AN_INSTALLATION = {  # what one may set besides: its hosts, how its proxy speaks, what runs beside
    "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "SECURE_SSL_REDIRECT", "SECURE_PROXY_SSL_HEADER", "SECURE_HSTS_SECONDS",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE",
    "AUDIT_SEALER_RUNS", "SERVED_BY_OURS", "MATCHER_SOCKET", "SECRET_KEY",
}  # fmt: skip

_TABLES = "tables of the main database, which is compared whole"
_PAGES = "answers, which are compared"

# setting → what it names → how that is observed, or why it needn't be
PARTS: dict[str, dict[str, str]] = {
    "INSTALLED_APPS": {
        "guardian": _TABLES,
        "auditlog": "our own entries in the main database; its own table is never made",
        "allauth": _PAGES,
        "allauth.account": _TABLES,
        "allauth.mfa": _TABLES,
        "django_tasks": "the queue",
        "django_tasks_db": _TABLES,
        "django_htmx": "headers, which are compared",
        "csp": "a header, which is compared",
        "django.contrib.auth": _TABLES,
        "django.contrib.contenttypes": _TABLES,
        "django.contrib.messages": _PAGES,
        "django.contrib.staticfiles": "files of the repository",
        "django.forms": _PAGES,
        "django.contrib.humanize": _PAGES,
        "tests.database": "the suite's own",
    },
    "DATABASES": {
        "default": "compared whole",
        "shelters": "compared table by table, as its administrator reads it",
    },
    "CACHES": {"default": "files in LINDUNG_HOME, read whole at rest"},
    "STORAGES": {
        "default": "nothing is kept in it: files are sealed by vault.files in LINDUNG_HOME, read whole at rest",
        "staticfiles": "files of the repository",
    },
    "TASKS": {"default": _TABLES},
    "CHANNEL_LAYERS": {},
    "SESSION_ENGINE": {"access.sessions": _TABLES},
    "MESSAGE_STORAGE": {"django.contrib.messages.storage.fallback.FallbackStorage": "a cookie, or the session"},
    "FILE_UPLOAD_HANDLERS": {"vault.uploads.MemoryUpload": "memory alone"},
}


def unknown() -> Iterator[str]:
    """A sentence for each part that no line names, and for each that only other settings than the worlds' name."""
    for setting, known in PARTS.items():
        yield from unknown_in(setting, getattr(settings, setting, ()), known)
    for path, tree in sources().items():
        yield from set_unseen(path, tree)


def unknown_in(setting: str, value: object, known: Mapping[str, str]) -> Iterator[str]:
    """What a setting names (keys, entries or itself), but for our own apps, on no line or one that says nothing."""
    for name in (value,) if isinstance(value, str) else value:
        ours = setting == "INSTALLED_APPS" and name.split(".")[0] in packages()
        if not ours and not known.get(name, "").strip():
            line = f'add `"{name}": "how it is observed",` to PARTS["{setting}"] in {HERE}'
            yield f"a part the two worlds don't know: {line}"


def set_unseen(path: str, tree: ast.Module) -> Iterator[str]:
    """Settings that name parts, in a file that no world loads; in one that goes on from ours any but an installation's
    own."""
    if not path.startswith("settings/") or module_of(path) in sys.modules:
        return
    named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    seen = {name for name in named if name.isupper()} - OF_AN_INSTALLATION if _goes_on(tree) else set()
    for setting in sorted((named & {*PARTS, *ALIKE}).union(seen)):
        yield f"a part the two worlds can't see: set {setting} in settings/base.py instead of {path}"


def _goes_on(tree: ast.Module) -> bool:
    """Whether a file of settings takes over all of another one."""
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    return any(name.name == "*" for one in imports for name in one.names)
