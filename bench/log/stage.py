"""An installation of one run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from bench.stage import ROOT, URLS

__all__ = ["ROOT", "Place"]


class Place:
    """The product in a home of its own, on SQLite, or on PostgreSQL at these URLS."""

    def __init__(self, home: Path, urls: Mapping[str, str] = MappingProxyType({})) -> None:
        home.mkdir(parents=True)
        self.home = home
        kept = {key: value for key, value in os.environ.items() if key not in URLS}
        chosen = {"DJANGO_SETTINGS_MODULE": "bench.log.settings", "LINDUNG_HOME": str(home), "PYTHONHASHSEED": "0"}
        self.environment = kept | urls | chosen
        for folder in ("static", "keys"):
            (home / folder).mkdir()
        for alias in ("default", "shelters"):
            self.manage("migrate", "--database", alias, "-v", "0")

    def manage(self, *words: str) -> None:
        """Runs a command; what it says on stderr is passed on."""
        subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=self.environment, check=True)

    def python(self, *words: str) -> str:
        """What a module of the bench printed."""
        command = [sys.executable, "-m", *words]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, text=True, check=True)
        return done.stdout
