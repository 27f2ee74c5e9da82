"""`manage.py change_role USERNAME --role ROLE --unit UNIT --by USERNAME`: another role, or another unit.

What its owner was responsible for goes to colleagues; the account sleeps until the head approves the new role.
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from access.approvals import change_role
from access.errors import Refused
from access.management.asking import open_accounts
from access.models import Unit
from access.roles import Role


class Command(BaseCommand):
    help = "Gives an account another role or unit. Both are given here, never on a page."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--role", required=True, choices=Role.values)
        parser.add_argument("--unit", required=True, help="code of the unit")
        parser.add_argument("--by", required=True, help="user name of who changes it")

    def handle(self, *args: Any, **options: Any) -> None:
        staff, by = open_accounts(options)
        unit = Unit.objects.filter(code=options["unit"]).select_related("agency").first()
        if unit is None:
            raise CommandError("Nothing was changed: no such unit.", returncode=2)
        try:
            staff = change_role(staff, role=options["role"], unit=unit, by=by)
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=1) from None
        waits = "" if staff.approved else "; asleep until the head approves it"
        self.stdout.write(f"{staff.username}: {staff.role}, {staff.unit.code}{waits}")
