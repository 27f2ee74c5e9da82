"""`manage.py identify_account USERNAME --by USERNAME`: asks for name, NIK and telephone, or reads (stdin) a line each.

Walls between a member of staff and their own or their kin's file stand on these; nobody reads them on a page.
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from access import personal
from access.accounts import identify
from access.errors import Refused
from access.management.asking import answer, open_accounts


class Command(BaseCommand):
    help = "Writes down, sealed, which person an account belongs to, and looks for conflicts of interest."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--by", required=True, help="user name of who writes it down")

    def handle(self, *args: Any, **options: Any) -> None:
        staff, by = open_accounts(options)
        try:
            identify(staff, **personal.asked(answer), by=by)
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=1) from None
        self.stdout.write(f"{staff.username}: identified")
