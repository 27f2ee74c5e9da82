"""Fails when a message in the code has no English translation, or a catalogue holds a fuzzy one.

Collects the messages afresh with `makemessages` into a copy, so that a string added without its translation is found.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("vault", "access", "audit", "disclosure", "casework", "referrals", "shelters", "demo", ".")


def messages(po: Path) -> dict[str, str]:
    """msgid → msgstr of one catalogue (plural forms count by their first)."""
    text = re.sub(r'"\n"', "", po.read_text(encoding="utf-8"))
    found = {}
    for block in text.split("\n\n"):
        if re.search(r"^#,.*fuzzy", block, re.M):
            print(f"{po}: fuzzy: {block.strip().splitlines()[-1]}")
            found["fuzzy"] = ""
        identifier = re.search(r'^msgid "(.*)"$', block, re.M)
        translated = re.search(r'^msgstr(?:\[0\])? "(.*)"$', block, re.M)
        if identifier and translated and identifier[1] and not block.lstrip().startswith("#~"):
            found[identifier[1]] = translated[1]
    return found


def main() -> int:
    missing = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "tree"
        shutil.copytree(
            ROOT,
            copy,
            symlinks=True,
            ignore=shutil.ignore_patterns(".venv", "var", ".git", "node_modules", "*.mo", "tests"),
        )
        for package in PACKAGES:
            own = copy / package / "locale" / "en" / "LC_MESSAGES" / "django.po"
            if not (ROOT / package).is_dir() or not own.parent.parent.parent.is_dir():
                continue
            ignore = [f"--ignore={p}/*" for p in PACKAGES if p != "."] if package == "." else []
            subprocess.run(
                [
                    ROOT / ".venv/bin/django-admin",
                    "makemessages",
                    "-l",
                    "en",
                    "--no-location",
                    "--no-obsolete",
                    *ignore,
                ],
                cwd=copy / package,
                check=True,
                stdout=subprocess.DEVNULL,
                env={"PATH": "/usr/bin:/bin"},
            )
            for identifier, translated in messages(own).items():
                if not translated:
                    print(f"{package}/locale/en: no English for: {identifier}")
                    missing += 1
    print(f"{missing} messages without a translation")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
