"""Walks the road once: `ok 1 …` or `SHORT 1 …: why`, last line `N ok, M short`; exit 1 if anything fell short."""

from __future__ import annotations

import sys

from django.core.management.base import BaseCommand

from demo.story import Story


class Command(BaseCommand):
    help = "Walks the whole road once through its real pages, without serving."

    def handle(self, **options):
        story = Story()
        ok = short = 0
        for number, (title, step) in enumerate(story.steps(), 1):
            if short:
                self.stdout.write(f"SHORT {number} {title}: not walked, because an earlier step fell short")
                short += 1
                continue
            try:
                self.stdout.write(f"ok {number} {title}: {step()}")
                ok += 1
            except AssertionError as stumble:
                self.stdout.write(f"SHORT {number} {title}: {stumble}")
                short += 1
        self.stdout.write(f"{ok} ok, {short} short")
        sys.exit(1 if short else 0)
