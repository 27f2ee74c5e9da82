"""`manage.py who_sees_what [--json | --page]`: MATRIX as it decides, permission by permission.

`manage.py who_sees_what --page > docs/who-sees-what.md` writes the page of the documentation anew.
"""

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
        form = parser.add_mutually_exclusive_group()
        form.add_argument("--json", action="store_true", help="one JSON object on stdout")
        form.add_argument("--page", action="store_true", help="the page docs/who-sees-what.md")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(table(), indent=1))
            return
        if options["page"]:
            self.stdout.write(page(), ending="")
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


HEAD = """# Who may see and do what

Written by `manage.py who_sees_what --page` from `access/matrix.py`, the one table that decides; a test fails where they
differ. What is not here, nobody may. *By* says through which relation to the file or house (a grant, with an end or
without); "role alone" needs none. A conflict of interest beats all of it, and while the head has not approved an
account's role in its unit, its owner may do `service.own_account` and nothing else. What an escort sees for the hours
of a way comes on top, from rows of the houses' own database. Of requests, and of places held or taken, a custodian sees
those alone whose file no working placement officer may see
([ADR 32](adr/0032-custodians-decide-what-no-officer-sees.md)); of texts that wait to leave, a placement officer those
alone whose file no working custodian may see ([ADR 38](adr/0038-a-text-shut-to-every-custodian.md)). `shelter.receive`
without a grant reaches those alone whom nobody who serves in their house may see
([ADR 39](adr/0039-who-decides-receives-whom-her-house-may-not-see.md)).
"""


def page() -> str:
    """The page of the documentation, a table for each kind of root."""
    lines, kind = [HEAD], ""
    for permission, row in MATRIX.items():
        if permission.kind != kind:
            kind = permission.kind
            lines.append(f"## {kind.capitalize()}\n\n| May | Who | By |\n|---|---|---|")
        lines += [f"| `{permission}` | {role.value} | {described(scope)} |" for role, scope in row.items()]
        lines.append("")
    return "\n".join(_without_gaps(lines))


def _without_gaps(lines: list[str]) -> list[str]:
    """One table a kind: an empty line stands before a heading and at the end alone."""
    following = [*lines[1:], ""]
    return [line for line, after in zip(lines, following, strict=True) if line or not after or after.startswith("##")]
