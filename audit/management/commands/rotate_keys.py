"""`manage.py rotate_keys [PURPOSE …] --by USERNAME [--drop-old]`: new data keys for every owner, while people work."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from access.management.asking import open_account
from audit.rotation import Outcome, drop_earlier, rotate
from vault.errors import RotationRefused, StoreAway
from vault.purpose import Purpose
from vault.rotation import PURPOSES

WIDTH = 40
BROKEN = "rows do not open; they stay as they are, and so do their old keys: manage.py verify_audit_log"


class Command(BaseCommand):
    help = (
        "Gives every owner a new data key and seals anew what the earlier ones sealed. Killed, it goes on where it was."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        names = ", ".join(PURPOSES)
        parser.add_argument(
            "purpose", nargs="*", type=Purpose, metavar="PURPOSE", help=f"some of {names}; all, if none is named"
        )
        parser.add_argument("--by", required=True, help="user name of who does it")
        parser.add_argument(
            "--drop-old",
            action="store_true",
            help="give no new keys, but remove the old ones under which nothing is left: older backups open no more",
        )

    def handle(self, *args: Any, purpose: list[Purpose], drop_old: bool, **options: Any) -> None:
        purposes, by = purpose or list(PURPOSES), open_account(options["by"])
        try:
            if drop_old:
                outcome = drop_earlier(purposes, by=by, now=timezone.now())
                self.stdout.write(_dropped(outcome))
            else:
                outcome = rotate(purposes, by=by, tell=self.tell)
                self.stdout.write(_rotated(outcome))
        except RotationRefused as refusal:
            raise CommandError(str(refusal), returncode=2) from None
        except StoreAway as away:
            raise CommandError(f"Stopped: {away}. Run it again; it goes on where it was.", returncode=1) from None
        if outcome.broken:
            raise CommandError(f"{outcome.broken} {BROKEN}", returncode=1)

    def tell(self, done: int, total: int) -> None:
        """A bar, on a terminal alone: owners, never rows."""
        if self.stderr.isatty():
            bar = "#" * (WIDTH * done // total)
            ending = "\n" if done == total else ""
            self.stderr.write(f"\r[{bar:<{WIDTH}}] {done} / {total}", style_func=str, ending=ending)  # no error's red


def _rotated(outcome: Outcome) -> str:
    return f"new data keys {_by_purpose(outcome)}; what they seal is sealed anew; the old ones stay until --drop-old"


def _dropped(outcome: Outcome) -> str:
    return (
        f"old data keys dropped {_by_purpose(outcome)}; kept since they were replaced within the last day "
        f"{outcome.young}; kept since something stands under them {outcome.used}"
    )


def _by_purpose(outcome: Outcome) -> str:
    """`12 (case 8, location 4)`; `0` for none."""
    each = ", ".join(f"{purpose} {count}" for purpose, count in sorted(outcome.keys.items()))
    return f"{outcome.keys.total()} ({each})" if each else "0"
