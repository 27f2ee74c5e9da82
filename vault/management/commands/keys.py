"""Roots on paper: split one into three sheets, restore it from any two, rehearse that once a year."""

from __future__ import annotations

import io
import os
import stat
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from vault import events, keyring, rehearsal, restored, roots, shares, sheets
from vault.errors import RootsRefused, SharesRefused
from vault.providers import Provider
from vault.providers.base import fingerprint_of
from vault.purpose import Purpose


class Command(BaseCommand):
    help = (
        "split PURPOSE prints a root as 3 paper shares; restore PURPOSE puts it back from 2; rehearse PURPOSE tries 2."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        for verb, text in (
            ("split", "print a root as three sheets, to this terminal or through `| lp`"),
            ("restore", "put a root that is missing back, from the words of two sheets"),
            ("rehearse", "see that two sheets give the root in use, and record the day"),
        ):
            verbs.add_parser(verb, help=text).add_argument("purpose", choices=[str(purpose) for purpose in Purpose])

    def handle(self, *args: Any, verb: str, purpose: str, **options: Any) -> None:
        try:
            getattr(self, verb)(keyring.provider(), Purpose(purpose))
        except (RootsRefused, SharesRefused) as refusal:
            raise CommandError(str(refusal)) from None

    def split(self, provider: Provider, purpose: Purpose) -> None:
        root = provider.root(purpose)
        if _is_file(self.stdout):
            raise CommandError("Shares are never written to a file: print them to this terminal, or through `| lp`.")
        events.key_event("key.split", purpose, keyring.ROOTS)
        for share in shares.split(purpose, root):
            self.stdout.write(
                sheets.sheet(purpose, share, timezone.localdate(), terminal=self.stdout.isatty()), ending=""
            )
        self.stderr.write(
            f"Three sheets were printed: three people, three places. Then clear this terminal (its scrollback, too), "
            f"and try two of them: manage.py keys rehearse {purpose}"
        )

    def restore(self, provider: Provider, purpose: Purpose) -> None:
        if provider.unrestorable:
            raise RootsRefused(provider.unrestorable.format(purpose=purpose))
        if purpose not in provider.missing():
            raise CommandError(f"A {purpose} root is there already; nothing was asked and nothing touched.")
        root = self._root_on_paper(purpose)
        if roots.known(purpose) not in ("", fingerprint_of(purpose, root)):
            raise CommandError(
                f"These shares give another {purpose} root than the one this keyring was made with; nothing was "
                "restored: look for sheets of a later split, or for the keyring that belongs to these."
            )
        restored.remember(purpose)
        provider.put_back(purpose, root)
        missing = provider.missing()
        still = f"still missing: {', '.join(missing)}" if missing else "all roots are there"
        self.stdout.write(f"the {purpose} root is restored; {still}")
        if not missing:
            keyring.start()
            roots.remember_all(provider)

    def rehearse(self, provider: Provider, purpose: Purpose) -> None:
        provider.root(purpose)  # refused before anybody types 72 words
        root = self._root_on_paper(purpose)
        events.key_event("key.rehearse", purpose, keyring.ROOTS)
        rehearsal.rehearse(provider, purpose, root)
        self.stdout.write(f"the {purpose} root was rehearsed today; next within a year")

    def _root_on_paper(self, purpose: Purpose) -> bytes:
        """The root out of two shares that are typed or scanned; at a terminal a wrong one is asked for again."""
        found: list[shares.Share] = []
        while len(found) < shares.NEEDED:
            self.stdout.write(f"share {len(found) + 1} of {shares.NEEDED}, {shares.WORDS} words (an empty line ends):")
            text = self._words()
            try:
                if not text:
                    return shares.combine(purpose, found)  # too few: it says so
                found.append(shares.read(text))
                if len(found) == shares.NEEDED:
                    return shares.combine(purpose, found)
            except SharesRefused as refusal:
                if not (text and sys.stdin.isatty()):
                    raise
                self.stderr.write(str(refusal))
                if len(found) == shares.NEEDED:
                    found.clear()  # which of the two is the wrong one, nobody knows
        raise AssertionError("two shares give a root or a refusal")

    @staticmethod
    def _words() -> str:
        """Words over as many lines as it takes, until there are enough or a line is empty."""
        words: list[str] = []
        while len(words) < shares.WORDS:
            line = sys.stdin.readline().split()
            if not line:
                break
            words += line
        return " ".join(words)


def _is_file(stream: Any) -> bool:
    """Whether what is written there stays on a disk."""
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except (AttributeError, io.UnsupportedOperation):
        return False
