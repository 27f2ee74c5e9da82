"""`manage.py reset_second_factor USERNAME --by USERNAME`: a new one is set up at the next sign-in, and the head
approves the role again."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from access.accounts import reset_second_factor
from access.management.asking import open_accounts


class Command(BaseCommand):
    help = "Takes an account's authenticator, passkeys and recovery codes away and ends its sessions."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--by", required=True, help="user name of who does it")

    def handle(self, *args: Any, **options: Any) -> None:
        staff, by = open_accounts(options)
        reset_second_factor(staff, by=by)
        waits = "" if staff.approved else ", then the head approves the role again"
        self.stdout.write(f"{staff.username}: no second factor; a new one is set up at the next sign-in{waits}")
