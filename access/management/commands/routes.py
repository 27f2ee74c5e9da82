"""`manage.py routes [--json]`: every address, its permission, and examples with who sees them."""

from __future__ import annotations

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from access import routes


class Command(BaseCommand):
    help = "Lists every route with its permission and examples; exit 1 if one lacks them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON array on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        found = routes.with_examples(list(routes.walk()))
        if options["json"]:
            self.stdout.write(json.dumps([route.as_dict() for route in found], ensure_ascii=False, indent=1))
        else:
            for route in found:
                stands_on = route.permission or f"public: {route.reason}"
                self.stdout.write(f"{','.join(route.methods):14} {route.pattern}  {stands_on}")
        problems = routes.problems(found)
        for problem in problems:
            self.stderr.write(problem)
        if problems:
            sys.exit(1)
