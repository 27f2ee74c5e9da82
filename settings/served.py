"""What must hold before a real installation answers anybody."""

from __future__ import annotations

import sys
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

OURS = "settings.web_server"  # gunicorn loads it in the process that the others are forked from


def refuse_unfit() -> None:
    """Raises ImproperlyConfigured under any other server, and without the pages' scripts and styles.

    Another server writes the addresses of whoever asks, and each of its processes counts guesses for
    itself. Without scripts no screen locks and nothing half-typed is kept.
    """
    if not settings.SERVED_BY_OURS:
        return
    if OURS not in sys.modules:
        raise ImproperlyConfigured(
            "Lindung is served by `gunicorn -b ADDRESS`, started in its own folder, and by no other server: see "
            "docs/operate.md."
        )
    if not (Path(settings.STATIC_ROOT) / "css").is_dir():
        raise ImproperlyConfigured(
            "No page has its script or style: run `manage.py collectstatic --noinput`, then start again."
        )
