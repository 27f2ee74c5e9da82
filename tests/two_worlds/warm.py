"""What a process does once, before its forks begin: it is the same for each of them and tells no world from another."""

from __future__ import annotations

import gc
from pathlib import Path

from django.db import connections
from django.template import TemplateDoesNotExist, TemplateSyntaxError, engines


def before_forks() -> None:
    """Parses every template and loads every view; what stands in memory now is not looked through for garbage again."""
    from django.urls import get_resolver

    get_resolver().url_patterns
    engine = engines["django"].engine
    for folder in engine.template_loaders[0].get_dirs():
        for path in sorted(Path(folder).rglob("*.html")):
            try:
                engine.get_template(str(path.relative_to(folder)))
            except (TemplateDoesNotExist, TemplateSyntaxError):
                continue  # of a package that we use in part
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)  # a fork ends soon, and its machine has room


def keep_connections() -> None:
    """A connection stays open from one request to the next, as a server's does."""
    for alias in connections:
        connections[alias].settings_dict["CONN_MAX_AGE"] = None
