"""`manage.py who_sees_what [--json]`: MATRIX as it decides, permission by permission."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from access.matrix import MATRIX, Scope


def described(scope: Scope) -> str:
    """One scope in words."""
    if scope.by_role:
        return "role alone"
    said = " or ".join(scope.relations)
    asked = [name for name in scope.relations if name not in scope.explaining]
    if asked:
        said += f" (by {', '.join(asked)} with a typed reason)"
    return f"{said}, one's own rows only" if scope.own else said


class Command(BaseCommand):
    help = "Prints who may do what: permission x role -> scope."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON object on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(table(), indent=1))
            return
        for permission, row in MATRIX.items():
            self.stdout.write(str(permission))
            for role, scope in row.items():
                self.stdout.write(f"  {role.value:18} {described(scope)}")


def table() -> dict[str, dict[str, dict[str, Any]]]:
    """MATRIX as plain data."""
    return {
        str(permission): {
            role.value: {
                "relations": list(scope.relations),
                "explained_by": sorted(scope.explaining),
                "own": scope.own,
            }
            for role, scope in row.items()
        }
        for permission, row in MATRIX.items()
    }
